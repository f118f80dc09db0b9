//! The columns of a table, as its footer describes them.

use super::Shape;
use super::thrift::Told;

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it holds; `None`: it is nested, or of no known kind.
    pub kind: Option<Kind>,
    /// The place of its (first) chunk in each group.
    pub place: usize,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// How its values lie.
    pub shape: Shape,
    /// What they mean.
    pub meaning: Meaning,
    /// Whether rows may have nothing there.
    pub is_optional: bool,
}

/// What values mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// What their shape says.
    Plain,
    /// Numbers without a sign, of so many bits.
    Unsigned(u32),
    /// Bits of numbers with a fraction.
    Fraction,
    /// Whole numbers of `10^-scale`.
    Decimal(u32),
    /// Days since 1970.
    Date,
    /// Times of day, so many a second.
    Time(i64),
    /// Moments since 1970, so many a second.
    Moment(i64),
    /// Nanoseconds of a day, and the day: the moments of older engines.
    Julian,
    /// Ids of 16 bytes.
    Uuid,
}

/// A column as it stands there, with those inside it behind it.
#[derive(Default)]
pub struct Node {
    name: String,
    physical: Option<i64>,
    length: i64,
    repetition: i64,
    children: u64,
    converted: Option<i64>,
    logical: Option<i64>,
    scale: i64,
    /// Of a time: milli-, micro- or nanoseconds.
    unit: Option<i64>,
}

impl Node {
    /// Takes what stands in its fields.
    pub fn take(&mut self, path: &[i64], told: Told, count: &mut dyn FnMut(i64) -> u64) {
        match (path, told) {
            ([1], Told::Number(physical)) => self.physical = Some(physical),
            ([2], Told::Number(length)) => self.length = length,
            ([3], Told::Number(repetition)) => self.repetition = repetition,
            ([4], Told::Bytes(name)) => self.name = String::from_utf8_lossy(name).into_owned(),
            ([5], Told::Number(children)) => self.children = count(children),
            ([6], Told::Number(converted)) => self.converted = Some(converted),
            ([7] | [10, 5, 1], Told::Number(scale)) => self.scale = scale,
            ([10, logical], Told::Begins) => self.logical = Some(*logical),
            ([10, 7 | 8, 2, unit], Told::Begins) => self.unit = Some(*unit),
            _ => {}
        }
    }

    /// Whether it has values, and no columns inside it.
    pub fn is_leaf(&self) -> bool {
        self.children == 0
    }

    /// What it holds; `None` where that is nothing known.
    fn kind(&self) -> Option<Kind> {
        let shape = match self.physical? {
            0 => Shape::Flags,
            1 | 4 => Shape::Numbers(4),
            2 | 5 => Shape::Numbers(8),
            3 => Shape::Fixed(12),
            6 => Shape::Texts,
            7 => Shape::Fixed(usize::try_from(self.length).ok().filter(|length| *length > 0)?),
            _ => return None,
        };
        let is_optional = (0..=1).contains(&self.repetition).then_some(self.repetition == 1)?;
        Some(Kind { shape, meaning: self.meaning(shape)?, is_optional })
    }

    fn meaning(&self, shape: Shape) -> Option<Meaning> {
        let per_second = match self.unit {
            Some(2) => 1_000_000,
            Some(3) => 1_000_000_000,
            _ => 1_000,
        };
        let is_number = matches!(shape, Shape::Numbers(_));
        Some(match (self.physical?, self.converted, self.logical) {
            (3, ..) => Meaning::Julian,
            (4 | 5, ..) => Meaning::Fraction,
            (1 | 2 | 6 | 7, Some(5), _) | (1 | 2 | 6 | 7, _, Some(5)) => {
                Meaning::Decimal(u32::try_from(self.scale).ok().filter(|scale| *scale <= 38)?)
            }
            (7, _, Some(14)) if shape == Shape::Fixed(16) => Meaning::Uuid,
            (_, Some(6), _) | (_, _, Some(6)) if is_number => Meaning::Date,
            (_, Some(7), _) if is_number => Meaning::Time(1_000),
            (_, Some(8), _) if is_number => Meaning::Time(1_000_000),
            (_, Some(9), _) if is_number => Meaning::Moment(1_000),
            (_, Some(10), _) if is_number => Meaning::Moment(1_000_000),
            (_, _, Some(7)) if is_number => Meaning::Time(per_second),
            (_, _, Some(8)) if is_number => Meaning::Moment(per_second),
            (1, Some(11), _) => Meaning::Unsigned(8),
            (1, Some(12), _) => Meaning::Unsigned(16),
            (1, Some(13), _) => Meaning::Unsigned(32),
            (2, Some(14), _) => Meaning::Unsigned(64),
            _ => Meaning::Plain,
        })
    }
}

/// The columns of the table, of all as they stand there, the table itself first. `None` where these contradict themselves.
pub fn fields(nodes: &[Node]) -> Option<Vec<Field>> {
    let (mut left, mut place, mut at) = (nodes.first()?.children, 0, 1);
    let mut fields = Vec::new();
    while left > 0 {
        let node = nodes.get(at)?;
        let kind = if node.is_leaf() { node.kind() } else { None };
        fields.push(Field { name: node.name.clone(), kind, place });
        let mut inside = 1_u64;
        while inside > 0 {
            let node = nodes.get(at)?;
            inside = (inside - 1).checked_add(node.children)?;
            place += usize::from(node.is_leaf());
            at += 1;
        }
        left -= 1;
    }
    (at == nodes.len()).then_some(fields)
}
