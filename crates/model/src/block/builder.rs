//! Records of one agent → blocks.

use std::sync::Arc;

use super::{BLOCK_LEN, Block, LONG, ListOrder, NONE};
use crate::record::{Record, RowKey};
use crate::state::ActivityId;
use crate::time::Millis;

/// Packs records into blocks as they come: those that come in order are written once.
#[derive(Debug, Default)]
pub struct BlockBuilder {
    full: Vec<Block>,
    open: Columns,
    /// What the last record in order is sorted by.
    last: Option<(Millis, RowKey)>,
    /// What came from the first record on that was out of order.
    loose: Vec<Record>,
    /// When the record before began, and whether times ever went on or back since the first.
    before: Option<Millis>,
    went_on: bool,
    went_back: bool,
}

/// A block that grows.
#[derive(Debug, Default)]
struct Columns {
    base: Millis,
    offset: Vec<u32>,
    activity: Vec<ActivityId>,
    reported: Vec<i32>,
    long: Vec<(u32, i64)>,
    /// Empty up to the first one that is not all zero.
    keys: Vec<RowKey>,
    /// Empty up to the first one.
    details: Vec<Option<Arc<str>>>,
    session_ends: Vec<u32>,
    derived: Vec<u32>,
    has_equal_times: bool,
}

/// A block of so many records is likely to become a page of one agent's: it gets room for that.
const MANY: usize = 64;

/// A little more than a page of one agent's records.
const ROOM: usize = 1_024;

impl BlockBuilder {
    /// Adds a record.
    pub fn push(&mut self, record: Record) {
        if let Some(before) = self.before.replace(record.at) {
            self.went_on |= before < record.at;
            self.went_back |= record.at < before;
        }
        let order = record.order();
        if !self.loose.is_empty() || self.last.is_some_and(|last| last > order) {
            self.loose.push(record);
            return;
        }
        self.last = Some(order);
        self.append(record);
    }

    /// Adds a record that is known to come after those before it.
    pub(super) fn append(&mut self, record: Record) {
        let len = self.open.offset.len();
        let fits = len < BLOCK_LEN && u32::try_from(record.at - self.open.base).is_ok();
        if !fits || len == 0 {
            self.close();
            self.open.base = record.at;
        }
        self.open.push(record);
    }

    fn close(&mut self) {
        if !self.open.offset.is_empty() {
            self.full.push(std::mem::take(&mut self.open).block());
        }
    }

    /// Whether times ever went on, and back.
    pub fn went(&self) -> (bool, bool) {
        (self.went_on, self.went_back)
    }

    /// The blocks, sorted by (time, session, index); of records that are equal in these, the one that
    /// the list shows to be the earlier comes first. `of_list`: what the whole list shows, of which these may be a part;
    /// one that was put in order stays as it is.
    pub fn finish(mut self, of_list: ListOrder) -> Vec<Block> {
        let order = match (self.went(), of_list) {
            (_, ListOrder::Settled) | ((false, false), _) => of_list,
            ((went_on, went_back), _) => ListOrder::of(went_on, went_back),
        };
        if self.loose.is_empty() && order != ListOrder::NewestFirst {
            return self.packed(order);
        }
        self.close();
        let mut records: Vec<Record> = self.full.iter().flat_map(Block::records).chain(self.loose).collect();
        if order == ListOrder::NewestFirst {
            records.reverse();
        }
        if order != ListOrder::Settled {
            records.sort_by_key(Record::order);
        }
        Block::pack_sorted(records, order)
    }

    /// The blocks of what was appended.
    pub(super) fn packed(mut self, order: ListOrder) -> Vec<Block> {
        self.close();
        for block in &mut self.full {
            block.list_order = order;
        }
        self.full
    }
}

impl Columns {
    fn make_room(&mut self) {
        self.offset.reserve(ROOM);
        self.activity.reserve(ROOM);
        self.reported.reserve(ROOM);
    }

    fn push(&mut self, record: Record) {
        let place = self.offset.len();
        if place == MANY {
            self.make_room();
        }
        let offset = (record.at - self.base) as u32;
        self.has_equal_times |= self.offset.last() == Some(&offset);
        self.offset.push(offset);
        self.activity.push(record.activity);
        if record.ends_session {
            self.session_ends.push(place as u32);
        }
        if record.is_derived {
            self.derived.push(place as u32);
        }
        let reported = match record.reported_ms {
            None => NONE,
            Some(ms) => match i32::try_from(ms) {
                Ok(ms) if ms > LONG => ms,
                _ => {
                    self.long.push((place as u32, ms));
                    LONG
                }
            },
        };
        self.reported.push(reported);
        if record.key != RowKey::default() || !self.keys.is_empty() {
            self.keys.resize(place, RowKey::default());
            self.keys.push(record.key);
        }
        if record.detail.is_some() || !self.details.is_empty() {
            self.details.resize(place, None);
            self.details.push(record.detail);
        }
    }

    fn block(self) -> Block {
        Block {
            base: self.base,
            offset: self.offset.into(),
            activity: self.activity.into(),
            reported: self.reported.into(),
            long: self.long.into(),
            keys: (!self.keys.is_empty()).then(|| self.keys.into()),
            details: (!self.details.is_empty()).then(|| self.details.into()),
            session_ends: self.session_ends.into(),
            derived: self.derived.into(),
            has_equal_times: self.has_equal_times,
            list_order: ListOrder::default(),
        }
    }
}
