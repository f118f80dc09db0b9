//! What a file says of itself at its end: columns, groups of rows, and what its writer adds.

use bytes::Bytes;

use super::columns::{Field, Node, fields};
use super::thrift::{self, Told};
use super::{Damaged, MAGIC, ROWS_A_BYTE};

/// Bytes behind a footer: its length, and the mark of the format.
const END: usize = 4 + MAGIC.len();

/// A footer.
#[derive(Clone, Debug, Default)]
pub struct Footer {
    /// The columns of the table, some of which are nested.
    pub fields: Vec<Field>,
    /// The groups, in order; each has all columns.
    pub groups: Vec<Group>,
    /// Who wrote it.
    pub created_by: Option<String>,
    /// What else the writer says, by keys.
    pub pairs: Vec<(String, String)>,
    /// Where it begins in the file.
    pub at: usize,
}

/// A group of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Number of rows.
    pub rows: u64,
    /// Its columns, those inside others one by one.
    pub chunks: Vec<Chunk>,
}

/// A column of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// How it is packed; `None`: in another way.
    pub packing: Option<Packing>,
    /// Where it begins in the file.
    pub at: u64,
    /// Its length in bytes.
    pub bytes: u64,
}

/// How pages are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    None,
    /// By snappy.
    Snappy,
}

impl Footer {
    /// That of a file.
    ///
    /// # Errors
    /// When it has none, or one that contradicts itself or the file.
    pub fn read(file: &[u8]) -> Result<Self, Damaged> {
        let (body, end) = file.split_at_checked(file.len().wrapping_sub(END)).ok_or(Damaged)?;
        let (length, mark) = end.split_first_chunk::<4>().ok_or(Damaged)?;
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| Damaged)?;
        let at = body.len().checked_sub(length).filter(|at| *at >= MAGIC.len()).ok_or(Damaged)?;
        if mark != MAGIC || !file.starts_with(MAGIC) {
            return Err(Damaged);
        }
        let told = told(&body[at..]).ok_or(Damaged)?;
        let fields = fields(&told.nodes).ok_or(Damaged)?;
        let chunks = told.nodes.iter().filter(|node| node.is_leaf()).count();
        let footer = Self { fields, groups: told.groups, created_by: told.created_by, pairs: told.pairs, at };
        let has_all = footer.groups.iter().all(|group| group.chunks.len() == chunks);
        if has_all && told.rows.is_some_and(|rows| footer.is_possible(rows)) {
            Ok(footer)
        } else {
            Err(Damaged)
        }
    }

    /// Whether rows and bytes are no more than a file up to here can have.
    fn is_possible(&self, rows: u64) -> bool {
        let at = self.at as u64;
        let chunks = || self.groups.iter().flat_map(|group| &group.chunks);
        let are_within = chunks().all(|chunk| chunk.at.checked_add(chunk.bytes).is_some_and(|end| end <= at));
        let bytes = chunks().try_fold(0_u64, |all, chunk| all.checked_add(chunk.bytes));
        let all_rows = self.groups.iter().try_fold(0_u64, |all, group| all.checked_add(group.rows));
        // Columns do not share bytes, and rows take some.
        let are_apart = bytes.is_some_and(|bytes| bytes <= at);
        are_within && are_apart && all_rows == Some(rows) && rows / ROWS_A_BYTE <= at
    }

    /// What the writer says under a key.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == key).map(|(_, value)| &**value)
    }
}

impl Chunk {
    /// Its bytes.
    pub fn of(&self, file: &Bytes) -> Option<Bytes> {
        let at = usize::try_from(self.at).ok()?;
        let end = at.checked_add(usize::try_from(self.bytes).ok()?).filter(|end| *end <= file.len())?;
        Some(file.slice(at..end))
    }
}

/// What stands in a footer.
#[derive(Default)]
struct Stands {
    nodes: Vec<Node>,
    rows: Option<u64>,
    groups: Vec<Group>,
    pairs: Vec<(String, String)>,
    created_by: Option<String>,
}

fn told(mut bytes: &[u8]) -> Option<Stands> {
    let (mut all, mut is_right) = (Stands::default(), true);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    thrift::read(&mut bytes, &mut |path, told| {
        let mut count = |number: i64| {
            is_right &= number >= 0;
            number.unsigned_abs()
        };
        match (path, told) {
            ([2], Told::Begins) => all.nodes.push(Node::default()),
            ([3], Told::Number(rows)) => all.rows = Some(count(rows)),
            ([4], Told::Begins) => all.groups.push(Group::default()),
            ([5], Told::Begins) => all.pairs.push((String::new(), String::new())),
            ([6], Told::Bytes(bytes)) => all.created_by = Some(text(bytes)),
            ([2, path @ ..], told) => {
                if let Some(node) = all.nodes.last_mut() {
                    node.take(path, told, &mut count);
                }
            }
            ([4, path @ ..], told) => {
                if let Some(group) = all.groups.last_mut() {
                    group.take(path, told, &mut count);
                }
            }
            ([5, key @ (1 | 2)], Told::Bytes(bytes)) => {
                if let Some(pair) = all.pairs.last_mut() {
                    *(if *key == 1 { &mut pair.0 } else { &mut pair.1 }) = text(bytes);
                }
            }
            _ => {}
        }
    })?;
    (is_right && bytes.is_empty()).then_some(all)
}

impl Group {
    fn take(&mut self, path: &[i64], told: Told, count: &mut dyn FnMut(i64) -> u64) {
        let Told::Number(number) = told else {
            if path == [1] {
                self.chunks.push(Chunk { packing: None, at: u64::MAX, bytes: 0 });
            }
            return;
        };
        match (path, self.chunks.last_mut()) {
            ([3], _) => self.rows = count(number),
            ([1, 3, 4], Some(chunk)) => {
                chunk.packing = match number {
                    0 => Some(Packing::None),
                    1 => Some(Packing::Snappy),
                    _ => None,
                };
            }
            ([1, 3, 7], Some(chunk)) => chunk.bytes = count(number),
            // The dictionary is told last, and lies first.
            ([1, 3, 9 | 11], Some(chunk)) if number > 0 => chunk.at = chunk.at.min(count(number)),
            _ => {}
        }
    }
}
