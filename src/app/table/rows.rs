//! Which segments a table of records lists, and in which order.

use super::{Column, Sort};
use crate::app::ranks::ranks;
use model::lane::Lane;
use model::state::{ActivityId, Catalog};
use model::time::Span;

/// Segments of a lane: a million of them are found, kept and compared quickly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    listed: Listed,
    /// In their order, where that is not the one of time.
    sorted: Option<Vec<u32>>,
    /// Whether the last comes first, where the order is that of time.
    is_turned: bool,
}

/// The segments of a lane that records in `spans` began or that a record before carried in, of the activities
/// that are shown, in order. What no row says is no record.
pub fn rows(
    lane: &Lane,
    catalog: &Catalog,
    spans: &[Span],
    sort: Sort,
    shows: impl Fn(ActivityId) -> bool,
) -> Rows {
    let listed = Listed::of(lane, spans, shows);
    if sort.by == Column::Start {
        return Rows { listed, sorted: None, is_turned: sort.descending };
    }
    let mut rows: Vec<u32> = listed.iter().collect();
    sort_rows(&mut rows, lane, catalog, sort);
    Rows { listed, sorted: Some(rows), is_turned: false }
}

impl Rows {
    /// How many.
    pub fn len(&self) -> usize {
        self.listed.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The segment at a place: its index in the lane.
    pub fn at(&self, place: usize) -> Option<usize> {
        match &self.sorted {
            Some(sorted) => sorted.get(place).map(|&row| row as usize),
            None if self.is_turned => self.listed.nth(self.len().checked_sub(place + 1)?),
            None => self.listed.nth(place),
        }
    }

    /// The place of a segment; `None` when it is not among them.
    pub fn place_of(&self, segment: usize) -> Option<usize> {
        match &self.sorted {
            Some(sorted) => sorted.iter().position(|&row| row as usize == segment),
            None if self.is_turned => self.listed.place_of(segment).map(|place| self.len() - 1 - place),
            None => self.listed.place_of(segment),
        }
    }
}

/// Segments in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Listed {
    /// A bit for each segment of the lane.
    words: Vec<u64>,
    /// How many there are before each word.
    before: Vec<u32>,
    len: usize,
}

const BITS: usize = u64::BITS as usize;

impl Listed {
    fn of(lane: &Lane, spans: &[Span], shows: impl Fn(ActivityId) -> bool) -> Self {
        let mut words = vec![0; lane.len().div_ceil(BITS)];
        for span in spans {
            let range = lane.range(*span);
            let mut index = range.start;
            // Activities by whole blocks: this looks at every record, each time that some came.
            for activities in lane.activities(range) {
                for &activity in activities {
                    let is_listed = !activity.is_absence() && shows(activity);
                    words[index / BITS] |= u64::from(is_listed) << (index % BITS);
                    index += 1;
                }
            }
        }
        for index in lane.derived(0).filter(|&index| lane.since(index).is_none()) {
            words[index / BITS] &= !(1 << (index % BITS));
        }
        let mut len = 0;
        let count = |word: &u64| {
            let before = len;
            len += word.count_ones();
            before
        };
        let before = words.iter().map(count).collect();
        Self { words, before, len: len as usize }
    }

    fn iter(&self) -> impl Iterator<Item = u32> {
        let bits = |(at, &word): (usize, &u64)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.wrapping_sub(1);
                (bit < u64::BITS).then_some(at as u32 * u64::BITS + bit)
            })
        };
        self.words.iter().enumerate().flat_map(bits)
    }

    fn nth(&self, place: usize) -> Option<usize> {
        if place >= self.len {
            return None;
        }
        let at = self.before.partition_point(|&before| before as usize <= place) - 1;
        let mut word = self.words[at];
        for _ in self.before[at] as usize..place {
            word &= word - 1;
        }
        Some(at * BITS + word.trailing_zeros() as usize)
    }

    fn place_of(&self, segment: usize) -> Option<usize> {
        let (at, bit) = (segment / BITS, segment % BITS);
        let word = self.words.get(at).filter(|word| *word >> bit & 1 == 1)?;
        let earlier = word & !(u64::MAX << bit);
        Some(self.before[at] as usize + earlier.count_ones() as usize)
    }
}

fn sort_rows(rows: &mut [u32], lane: &Lane, catalog: &Catalog, sort: Sort) {
    match sort.by {
        Column::Start => {}
        Column::State | Column::Reason => {
            let places = places(catalog, sort.by);
            rows.sort_by_key(|&i| places[lane.activity(i as usize).column()]);
        }
        Column::Duration => rows.sort_by_cached_key(|&i| lane.start(i as usize + 1) - lane.start(i as usize)),
        Column::Reported => {
            rows.sort_by_cached_key(|&i| lane.segment(i as usize).and_then(|segment| segment.reported_ms));
        }
    }
    if sort.descending {
        rows.reverse();
    }
}

/// Place of each activity in alphabetical order, equal where the text is equal.
fn places(catalog: &Catalog, by: Column) -> Vec<usize> {
    let text = |id: ActivityId| match by {
        Column::Reason => catalog.activity(id).reason.as_deref().unwrap_or_default().to_lowercase(),
        _ => catalog.label(id).to_lowercase(),
    };
    let texts: Vec<String> = catalog.activities().map(|(id, _)| text(id)).collect();
    ranks(&texts)
}
