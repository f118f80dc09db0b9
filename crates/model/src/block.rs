//! A run of records of one agent, sorted by time, in columns: 12 bytes a record.
//!
//! Blocks are immutable and shared: the page that came, the lane that is drawn and the table of
//! records all hold the same ones.

mod builder;

use std::ops::Range;
use std::sync::Arc;

use super::record::{Record, RowKey};
use super::state::ActivityId;
use super::time::Millis;

pub use builder::BlockBuilder;

/// Most records in a block.
pub const BLOCK_LEN: usize = 4096;

/// Stands in the `reported` column for "no figure".
const NONE: i32 = i32::MIN;
/// Stands in the `reported` column for "more than 24 days: see `long`".
const LONG: i32 = i32::MIN + 1;

/// A sorted run of records of one agent; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    base: Millis,
    /// Milliseconds from `base`.
    offset: Box<[u32]>,
    activity: Box<[ActivityId]>,
    /// The API's own figure in milliseconds, or `NONE`, or `LONG`.
    reported: Box<[i32]>,
    long: Box<[(u32, i64)]>,
    /// Only where the API has keys.
    keys: Option<Box<[RowKey]>>,
    /// Only where rows said more than state and time.
    details: Option<Box<[Option<Arc<str>>]>>,
    /// The records that are the last of their session, and those that no row says.
    session_ends: Box<[u32]>,
    derived: Box<[u32]>,
    has_equal_times: bool,
    list_order: ListOrder,
}

/// What a list shows of its own order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListOrder {
    /// Nothing: it is in no order of time, or all of one moment.
    #[default]
    Unproven,
    /// Times never go back: of rows of one moment the earlier comes first.
    OldestFirst,
    /// Times never go on. The list was turned round.
    NewestFirst,
    /// The oldest first, and those of one moment were put in order before they were written. It tells nothing of
    /// other lists.
    Settled,
}

impl ListOrder {
    /// What a list shows whose times went on, back, both or neither.
    pub(super) fn of(went_on: bool, went_back: bool) -> Self {
        match (went_on, went_back) {
            (true, false) => Self::OldestFirst,
            (false, true) => Self::NewestFirst,
            _ => Self::Unproven,
        }
    }
}

impl Block {
    /// Sorts records by (time, session, index), stably, and packs them into blocks of at most
    /// [`BLOCK_LEN`] records and 49 days.
    pub fn pack(mut records: Vec<Record>) -> Vec<Self> {
        records.sort_by_key(Record::order);
        Self::pack_sorted(records, ListOrder::OldestFirst)
    }

    /// Packs records that are in order of time, and keeps those of one moment as they stand.
    pub(super) fn pack_sorted(records: impl IntoIterator<Item = Record>, order: ListOrder) -> Vec<Self> {
        let mut builder = BlockBuilder::default();
        for record in records {
            builder.append(record);
        }
        builder.packed(order)
    }

    /// The same records with other duration figures, in milliseconds, or none.
    #[must_use]
    pub fn with_figures(&self, change: impl Fn(i64) -> Option<i64>) -> Self {
        let records = self.records().map(|record| {
            let reported_ms = record.reported_ms.and_then(&change);
            Record { reported_ms, ..record }
        });
        // As many records in as much time: one block again.
        Self::pack_sorted(records, self.list_order).swap_remove(0)
    }

    /// What the list that the records came in shows of its order.
    pub fn list_order(&self) -> ListOrder {
        self.list_order
    }

    /// Whether the `i`-th record is the last of its session.
    pub fn ends_session(&self, i: usize) -> bool {
        self.session_ends.binary_search(&(i as u32)).is_ok()
    }

    /// Whether a record is the last of its session.
    pub fn ends_sessions(&self) -> bool {
        !self.session_ends.is_empty()
    }

    /// Whether no row says the `i`-th record.
    pub fn is_derived(&self, i: usize) -> bool {
        self.derived.binary_search(&(i as u32)).is_ok()
    }

    /// The records that no row says, in order.
    pub(super) fn derived(&self) -> impl Iterator<Item = usize> {
        self.derived.iter().map(|&i| i as usize)
    }

    /// Number of records, at least 1.
    pub fn len(&self) -> usize {
        self.offset.len()
    }

    /// Never.
    pub fn is_empty(&self) -> bool {
        self.offset.is_empty()
    }

    /// When the `i`-th record's state began.
    pub fn start(&self, i: usize) -> Millis {
        self.base + i64::from(self.offset[i])
    }

    /// When the first record's state began.
    pub fn first(&self) -> Millis {
        self.base
    }

    /// When the last record's state began.
    pub fn last(&self) -> Millis {
        self.start(self.len() - 1)
    }

    /// The `i`-th record's activity.
    pub fn activity(&self, i: usize) -> ActivityId {
        self.activity[i]
    }

    /// The records' activities, in order.
    pub(super) fn activities(&self) -> &[ActivityId] {
        &self.activity
    }

    /// Whether records share a millisecond.
    pub fn has_equal_times(&self) -> bool {
        self.has_equal_times
    }

    /// Shows each record's start, end, activity and figure in milliseconds, in order; the last one ends
    /// at `end`.
    #[inline(always)]
    pub(super) fn for_each(&self, end: Millis, mut observe: impl FnMut(Millis, Millis, ActivityId, Figure)) {
        let mut start = self.base;
        let mut derived = self.derived.iter().copied().peekable();
        for (i, (&activity, &reported)) in self.activity.iter().zip(&self.reported).enumerate() {
            let next = self.offset.get(i + 1).map_or(end, |&offset| Millis(self.base.0 + i64::from(offset)));
            let figure = match reported {
                NONE => None,
                LONG => self.reported_ms(i),
                ms => Some(i64::from(ms)),
            };
            let is_derived = derived.next_if_eq(&(i as u32)).is_some();
            observe(start, next, activity, Figure { reported_ms: figure, is_derived });
            start = next;
        }
    }

    /// The API's own duration figure of the `i`-th record, in milliseconds.
    pub fn reported_ms(&self, i: usize) -> Option<i64> {
        match self.reported[i] {
            NONE => None,
            LONG => {
                let at = self.long.binary_search_by_key(&(i as u32), |&(k, _)| k).ok()?;
                Some(self.long[at].1)
            }
            ms => Some(i64::from(ms)),
        }
    }

    /// The `i`-th record's key; all zero where the API has none.
    pub fn key(&self, i: usize) -> RowKey {
        self.keys.as_ref().map_or_else(RowKey::default, |keys| keys[i])
    }

    /// What else the `i`-th row said.
    pub fn detail(&self, i: usize) -> Option<&Arc<str>> {
        self.details.as_ref()?[i].as_ref()
    }

    /// The `i`-th record, whole.
    pub fn record(&self, i: usize) -> Record {
        Record {
            at: self.start(i),
            activity: self.activity(i),
            reported_ms: self.reported_ms(i),
            key: self.key(i),
            detail: self.detail(i).cloned(),
            ends_session: self.ends_session(i),
            is_derived: self.is_derived(i),
        }
    }

    /// All records, in order.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = Record> + ExactSizeIterator {
        (0..self.len()).map(|i| self.record(i))
    }

    /// How many records begin before `t`: the index of the first that does not.
    pub fn before(&self, t: Millis) -> usize {
        self.before_in(0..self.len(), t)
    }

    /// The same where it is known to lie in `range`, its end included.
    pub(super) fn before_in(&self, range: Range<usize>, t: Millis) -> usize {
        match u32::try_from(t - self.base) {
            Ok(offset) => range.start + self.offset[range].partition_point(|&o| o < offset),
            Err(_) if t < self.base => range.start,
            Err(_) => range.end,
        }
    }

    /// Shows length and activity of these records, in order; the block's last one ends at `end`.
    #[inline(always)]
    pub(super) fn for_each_in(
        &self,
        range: Range<usize>,
        end: Millis,
        mut observe: impl FnMut(i64, ActivityId),
    ) {
        let last = self.len() - 1;
        let inside = range.start..range.end.min(last);
        let starts = self.offset[inside.start..=inside.end].windows(2);
        for (pair, &activity) in starts.zip(&self.activity[inside]) {
            observe(i64::from(pair[1] - pair[0]), activity);
        }
        if range.end > last {
            observe(end - self.last(), self.activity[last]);
        }
    }

    /// Memory held, in bytes, without the text of details.
    pub fn bytes(&self) -> usize {
        let keys = self.keys.as_ref().map_or(0, |k| size_of_val(&k[..]));
        let details = self.details.as_ref().map_or(0, |d| size_of_val(&d[..]));
        let marks = size_of_val(&self.session_ends[..]) + size_of_val(&self.derived[..]);
        size_of::<Self>() + self.len() * 12 + self.long.len() * 16 + keys + details + marks
    }
}

/// What a record says beside its time and activity, as a walk over all of them sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    /// The API's own duration figure in milliseconds.
    pub reported_ms: Option<i64>,
    /// Whether no row says the record.
    pub is_derived: bool,
}

#[cfg(test)]
mod tests;
