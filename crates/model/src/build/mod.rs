//! Records → lane: what happens before the first record, in holes, where a page is missing, and
//! after the last one.
//!
//! ```text
//! previous   each state ends where the next record begins
//! own        each row says how long it lasts: holes, rows inside rows, sessions that end
//! ```

mod own;
mod previous;

use std::sync::Arc;

use super::block::{Block, ListOrder};
use super::findings::Overlap;
use super::lane::{Ends, Lane};
use super::record::{Durations, Record};
use super::state::ActivityId;
use super::time::{Millis, SECOND, Span};

/// Longest hole after a row that is rounding and no "no data", longest overlap that is none, and longest time
/// that a row does not go on after one inside it, in milliseconds: starts and figures that have both lost
/// their fractions leave a second everywhere.
const ROUNDING: i64 = SECOND;

/// What a lane is made from.
#[derive(Clone, Copy, Debug)]
pub struct LaneInput<'a> {
    /// Sorted blocks without repetitions, from `merge`; may reach out of the window.
    pub blocks: &'a [Arc<Block>],
    /// How states end.
    pub durations: Durations,
    /// The range asked for.
    pub window: Span,
    /// The present time: nothing is known after it.
    pub now: Millis,
    /// Times that could not be fetched, in order and apart from each other.
    pub missing: &'a [Span],
    /// Whether the records were saved at an unknown time (see [`super::page::Series::is_saved`]). Such a
    /// window ends with the last of them, which belongs to it.
    pub is_saved: bool,
    /// The activity of an agent between two sessions.
    pub logged_out: ActivityId,
}

/// A lane, and what was found on the way.
#[derive(Clone, Debug)]
pub struct Built {
    /// The lane.
    pub lane: Lane,
    /// Records outside the window, the one carried in excepted.
    pub outside: usize,
    /// Rows that go on after the next has begun.
    pub overlaps: Vec<Overlap>,
}

/// Builds a lane.
pub fn build_lane(input: &LaneInput) -> Built {
    if input.window.is_empty() {
        let outside = input.blocks.iter().map(|b| b.len()).sum();
        let lane = Lane::new(Vec::new(), input.window, Ends::default());
        return Built { lane, outside, overlaps: Vec::new() };
    }
    match input.durations {
        Durations::OfPreviousState => previous::build(input),
        Durations::OfOwnState => own::build(input),
    }
}

/// The blocks before and in the window, each cut where it begins or ends, and the number of records after
/// it.
fn cut(input: &LaneInput) -> (Vec<Arc<Block>>, Vec<Arc<Block>>, usize) {
    let (mut before, mut inside) = (Vec::new(), Vec::with_capacity(input.blocks.len() + 2));
    let mut after = 0;
    let end = input.window.end + i64::from(input.is_saved);
    for block in input.blocks {
        let (from, to) = (block.before(input.window.start), block.before(end));
        after += block.len() - to;
        for (part, range) in [(&mut before, 0..from), (&mut inside, from..to)] {
            if range.len() == block.len() {
                part.push(block.clone());
            } else if !range.is_empty() {
                let records = range.map(|i| block.record(i));
                part.extend(Block::pack_sorted(records, block.list_order()).into_iter().map(Arc::new));
            }
        }
    }
    (before, inside, after)
}

impl LaneInput<'_> {
    /// The times that could not be fetched, as far as they touch `span`.
    fn missing_in(&self, span: Span) -> impl Iterator<Item = &Span> {
        let from = self.missing.partition_point(|missing| missing.end <= span.start);
        self.missing[from..].iter().take_while(move |missing| missing.start < span.end)
    }
}

/// Puts segments one after another.
struct Builder<'a> {
    input: &'a LaneInput<'a>,
    /// Nothing is known from here on.
    horizon: Millis,
    blocks: Vec<Arc<Block>>,
    open: Vec<Record>,
    pushed: usize,
    ends: Ends,
}

impl<'a> Builder<'a> {
    fn new(input: &'a LaneInput<'a>) -> Self {
        let last = input.blocks.last().map_or(input.now, |b| b.last());
        // A record from the future (clocks differ) moves the horizon; it is never cut off. What was saved ends
        // with itself, whatever the clock shows here.
        let known = if input.is_saved { input.window.end } else { input.now.max(last) };
        let horizon = input.window.clamp(known);
        Self {
            input,
            horizon,
            blocks: Vec::with_capacity(input.blocks.len() + 2),
            open: Vec::new(),
            pushed: 0,
            ends: Ends::default(),
        }
    }

    /// Whether what still goes on at the end of the window goes on now.
    fn ends_now(&self) -> bool {
        !self.input.is_saved && self.input.now <= self.input.window.end
    }

    fn push(&mut self, record: Record) {
        self.open.push(record);
        self.pushed += 1;
    }

    fn share(&mut self, block: &Arc<Block>) {
        self.flush();
        self.blocks.push(block.clone());
        self.pushed += block.len();
    }

    fn flush(&mut self) {
        let open = std::mem::take(&mut self.open);
        self.blocks.extend(Block::pack_sorted(open, ListOrder::default()).into_iter().map(Arc::new));
    }

    /// Fills time without a record: "not fetched" where that is so, `filler` elsewhere.
    fn fill(&mut self, span: Span, filler: ActivityId) {
        let mut at = span.start;
        for missing in self.input.missing_in(span) {
            let missing = missing.intersect(Span { start: at, end: span.end });
            if missing.is_empty() {
                continue;
            }
            if at < missing.start {
                self.absent(at, filler);
            }
            self.absent(missing.start, ActivityId::NOT_FETCHED);
            at = missing.end;
        }
        if at < span.end {
            self.absent(at, filler);
        }
    }

    fn absent(&mut self, at: Millis, which: ActivityId) {
        self.push(Record { is_derived: !which.is_absence(), ..Record::new(at, which, None) });
    }

    fn finish(mut self) -> Lane {
        if self.horizon < self.input.window.end {
            self.absent(self.horizon, ActivityId::NO_DATA);
        }
        self.flush();
        Lane::new(self.blocks, self.input.window, self.ends)
    }
}
