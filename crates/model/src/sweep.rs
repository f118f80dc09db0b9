//! Looking segments up at moments that only move forward, as a drawing does from left to right.

use super::block::Block;
use super::columns::Columns;
use super::index::{Count, TimeIndex};
use super::lane::Lane;
use super::state::ActivityId;
use super::time::{Millis, Span};

/// A moment in a lane, and where that is among its segments. A copy of it looks ahead.
#[derive(Clone, Copy, Debug)]
pub struct Sweep<'a> {
    lane: &'a Lane,
    index: &'a TimeIndex,
    at: Millis,
    /// A row of the index that is not behind the moment.
    row: usize,
    /// The block of the first segment that does not begin before the moment, and its place there; past
    /// the last segment the number of blocks, and 0.
    block: usize,
    i: usize,
}

impl<'a> Sweep<'a> {
    /// From `t` on, which lies in the lane's window; `index` is the lane's.
    pub fn new(lane: &'a Lane, index: &'a TimeIndex, t: Millis) -> Self {
        let mut sweep = Self { lane, index, at: t, row: 0, block: 0, i: 0 };
        sweep.go_to(t);
        sweep
    }

    /// Goes on to `t`, which neither lies before this moment nor after the window.
    pub fn go_to(&mut self, t: Millis) {
        self.at = t;
        if self.next_start() >= t {
            return;
        }
        self.skip_rows();
        let blocks = self.lane.blocks();
        while blocks.get(self.block + 1).is_some_and(|next| next.first() < t) {
            self.block += 1;
            self.i = 0;
        }
        let Some(block) = blocks.get(self.block) else { return };
        self.i = gallop(block, self.i, t);
        if self.i == block.len() {
            self.block += 1;
            self.i = 0;
        }
    }

    /// Goes on to the last row of the index before the moment.
    fn skip_rows(&mut self) {
        let (row, segment) = self.index.row_before(self.row, self.at);
        if row > self.row {
            self.row = row;
            while self.lane.first_of(self.block + 1) <= segment {
                self.block += 1;
            }
            self.i = segment - self.lane.first_of(self.block);
        }
    }

    /// The lane.
    pub fn lane(&self) -> &'a Lane {
        self.lane
    }

    /// The moment.
    pub fn at(&self) -> Millis {
        self.at
    }

    /// How many segments begin before the moment, as [`Lane::before`] says it.
    pub fn started_count(&self) -> usize {
        self.lane.first_of(self.block) + self.i
    }

    /// Time and segments in each of the index's columns from the window's start to the moment, into
    /// `counts` (one entry a column).
    pub fn count_before(&self, counts: &mut [Count]) {
        // From the nearest row of sums: on from the one before, or back from the one after.
        let from = self.index.counts_near(self.started_count(), counts);
        match self.index.columns() {
            Columns::All(_) => self.walk_from(from, counts, |activity| Some(activity.column())),
            columns @ Columns::Own(_) => self.walk_from(from, counts, |activity| columns.place(activity)),
        }
    }

    /// Takes counts from the segment `from` on or back to the moment.
    #[inline(always)]
    fn walk_from(&self, from: usize, counts: &mut [Count], column_of: impl Fn(ActivityId) -> Option<usize>) {
        let end = self.started_count();
        self.lane.for_each_in(from..end, self.block, |ms, activity| {
            let Some(count) = column_of(activity).and_then(|column| counts.get_mut(column)) else { return };
            count.ms += ms;
            count.count += 1;
        });
        self.lane.for_each_in(end..from, self.block, |ms, activity| {
            let Some(count) = column_of(activity).and_then(|column| counts.get_mut(column)) else { return };
            count.ms -= ms;
            count.count -= 1;
        });
        // The last segment before the moment may reach beyond it.
        if let Some(last) = self.last()
            && let Some(count) = column_of(last.activity).and_then(|column| counts.get_mut(column))
        {
            count.ms -= (last.span.end - self.at).max(0);
        }
    }

    /// When the first segment that does not begin before the moment begins; after the last one the end
    /// of the window.
    fn next_start(&self) -> Millis {
        self.lane.blocks().get(self.block).map_or(self.lane.window().end, |block| block.start(self.i))
    }

    /// The last segment that begins before the moment.
    pub fn last(&self) -> Option<StartedSegment> {
        let segment = self.started_count().checked_sub(1)?;
        let blocks = self.lane.blocks();
        let (block, i) = match self.i.checked_sub(1) {
            Some(before) => (&blocks[self.block], before),
            None => (&blocks[self.block - 1], blocks[self.block - 1].len() - 1),
        };
        let span = Span { start: block.start(i), end: self.next_start() };
        Some(StartedSegment { segment, span, activity: block.activity(i) })
    }
}

/// A segment that has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StartedSegment {
    /// Index in the lane.
    pub segment: usize,
    /// Its time, in the window.
    pub span: Span,
    /// What the agent did, or which absence this is.
    pub activity: ActivityId,
}

/// The first record from `from` on that does not begin before `t`: with steps that double, so that it
/// costs the logarithm of how far it is.
fn gallop(block: &Block, from: usize, t: Millis) -> usize {
    let (mut low, mut step) = (from, 1);
    while low + step <= block.len() && block.start(low + step - 1) < t {
        low += step;
        step *= 2;
    }
    block.before_in(low..(low + step).min(block.len()), t)
}
