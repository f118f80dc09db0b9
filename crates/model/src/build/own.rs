//! Figures of the own state: each row says how long it lasts.
//!
//! ```text
//! rows       |---------- Available ----------|      |-- Lunch --|
//!                 |- contact -|
//! lane       |Av. |  contact  | Available*   |no data|  Lunch   |      * derived: the same row goes on
//! ```
//! A row inside a longer one has its time, and the longer one goes on after it. Where rows overlap without
//! one holding the other, the later one is drawn from where it begins.

mod under_way;

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use super::{Builder, Built, LaneInput, ROUNDING, cut};
use crate::block::Block;
use crate::findings::Overlap;
use crate::record::Record;
use crate::sorting::sort_by_key;
use crate::state::ActivityId;
use crate::time::Millis;
use under_way::{Ended, Open};

/// Builds a lane; the window is not empty.
pub fn build(input: &LaneInput) -> Built {
    let (before, inside, after) = cut(input);
    let mut rows = Rows::new(input);
    let mut follow = followers(before.iter().chain(&inside)).into_iter();
    for (block, next) in before.iter().zip(follow.by_ref()) {
        rows.take_each(block, next);
    }
    rows.enter(inside.first().map(|block| block.first()));
    for (block, next) in inside.iter().zip(follow) {
        rows.take(block, next);
    }
    let overlaps = rows.finish();
    let Rows { lane, .. } = rows;
    Built { lane: lane.finish(), outside: after, overlaps }
}

/// When the rows after a block begin.
#[derive(Clone, Copy, Default)]
struct Next {
    /// The first of them.
    any: Option<Millis>,
    /// The first that is said: derived rows follow from others, and cut nothing off.
    said: Option<Millis>,
}

/// What follows each block.
fn followers<'a>(blocks: impl DoubleEndedIterator<Item = &'a Arc<Block>>) -> Vec<Next> {
    let mut next = Next::default();
    let mut all: Vec<Next> = blocks
        .rev()
        .map(|block| {
            let after = next;
            next = Next { any: Some(block.first()), said: said_from(block, 0).or(after.said) };
            after
        })
        .collect();
    all.reverse();
    all
}

/// When the first row of a block from `i` on begins that is not derived.
fn said_from(block: &Block, i: usize) -> Option<Millis> {
    (i..block.len()).find(|&i| !block.is_derived(i)).map(|i| block.start(i))
}

/// Walks over rows.
struct Rows<'a> {
    lane: Builder<'a>,
    /// What was walked over so far; segments reach up to here.
    at: Millis,
    /// Whether this is in the window: only there segments are made.
    is_inside: bool,
    /// The rows under way, the last to begin last; each ends later than those after it.
    open: Vec<Open<'a>>,
    /// Whether the last segment is that of the last row under way.
    is_drawn: bool,
    /// The row that ended last.
    ended: Option<Ended>,
    /// The sessions that have begun, where rows end sessions.
    sessions: HashSet<u64>,
    /// The session of the row before: rows of one follow each other.
    session: Option<u64>,
    overlaps: Vec<Overlap>,
}

impl<'a> Rows<'a> {
    fn new(input: &'a LaneInput<'a>) -> Self {
        Self {
            lane: Builder::new(input),
            at: Millis(i64::MIN),
            is_inside: false,
            open: Vec::new(),
            is_drawn: false,
            ended: None,
            sessions: HashSet::new(),
            session: None,
            overlaps: Vec::new(),
        }
    }

    /// One block.
    fn take(&mut self, block: &'a Arc<Block>, next: Next) {
        match next.said {
            // Derived rows say nothing of where the one before them ends.
            Some(said) if next.any == next.said && is_seamless(block, said) => self.share(block, said),
            _ => self.take_each(block, next),
        }
    }

    /// A block whose rows each last until the next begins.
    fn share(&mut self, block: &'a Arc<Block>, next: Millis) {
        self.advance(block.first(), Some(block.key(0).session));
        for i in 0..block.len() {
            self.note_session(block.key(i).session);
        }
        self.lane.share(block);
        self.at = next;
        // It ends where the next begins, which hides nothing of it.
        let last = Open { block, place: block.len() - 1, end: next, segment: None, hidden_ms: 0 };
        self.begin(last, block.first());
    }

    /// Row by row; of those that begin together the longer ones first, so that each has its time.
    fn take_each(&mut self, block: &'a Block, next: Next) {
        let mut from = 0;
        while from < block.len() {
            let at = block.start(from);
            let to = (from..block.len()).find(|&i| block.start(i) != at).unwrap_or(block.len());
            let follower = if (from..to).all(|i| block.is_derived(i)) {
                (to < block.len()).then(|| block.start(to)).or(next.any)
            } else {
                said_from(block, to).or(next.said)
            };
            if to == from + 1 {
                self.row(block, from, self.end_of(block, from, follower));
            } else {
                let mut rows: Vec<(usize, Millis)> =
                    (from..to).map(|place| (place, self.end_of(block, place, follower))).collect();
                sort_by_key(&mut rows, |(place, end)| {
                    (*end > at, Reverse(self.lasts_until(block, *place, follower, *end)))
                });
                for (place, end) in rows {
                    self.row(block, place, end);
                }
            }
            from = to;
        }
    }

    /// When a row that ends at `end` in this range would end in one that has no end: who of those that begin together
    /// is the longest is the same in any range.
    fn lasts_until(&self, block: &Block, place: usize, next: Option<Millis>, end: Millis) -> Millis {
        match (figure(block, place), next) {
            _ if self.lane.input.is_saved => end,
            (None | Some(0), None) => Millis(i64::MAX),
            (Some(ms), None) => block.start(place) + ms,
            (_, Some(_)) => end,
        }
    }

    /// When a row ends; `next` is when the one after it begins.
    fn end_of(&self, block: &Block, place: usize, next: Option<Millis>) -> Millis {
        let at = block.start(place);
        let limit = match next {
            Some(next) => next,
            None if self.lane.input.is_saved => at,
            None => self.lane.horizon.max(at),
        };
        match (figure(block, place), next) {
            // A row that is under way has no figure yet, or a figure of nothing.
            (None, _) | (Some(0), None) => limit,
            (Some(ms), _) => {
                let end = at + ms;
                let is_rounding = next.is_some() || !self.lane.input.is_saved;
                if is_rounding && (end - limit).saturating_abs() <= ROUNDING { limit } else { end }
            }
        }
    }

    fn row(&mut self, block: &'a Block, place: usize, end: Millis) {
        let at = block.start(place);
        let session = block.key(place).session;
        self.advance(at, Some(session));
        self.note_session(session);
        let is_derived = block.is_derived(place);
        let activity = block.activity(place);
        let is_said = |open: &Open| open.block.activity(open.place) == activity;
        // A derived row of an export says again what follows from the others.
        if is_derived && self.open.last().is_some_and(is_said) {
            return;
        }
        let mut segment = None;
        if self.is_inside {
            segment = Some(self.lane.pushed);
            let record = block.record(place);
            let reported_ms = record.reported_ms.filter(|_| !is_derived);
            self.lane.push(Record { reported_ms, ..record });
        }
        self.begin(Open { block, place, end, segment, hidden_ms: 0 }, at);
    }

    /// A row of a session has begun.
    fn note_session(&mut self, session: u64) {
        let has_ends = self.lane.input.logged_out != ActivityId::NO_DATA;
        if has_ends && self.session.replace(session) != Some(session) {
            self.sessions.insert(session);
        }
    }

    /// Whether the rows after a session's last one are of a session that had not begun: of another one that
    /// goes on beside it the agent is still logged in. Where sessions have no numbers, they are.
    fn begins_session(&self, session: Option<u64>) -> bool {
        session.is_none_or(|session| session == 0 || !self.sessions.contains(&session))
    }

    /// Comes to the beginning of the window.
    fn enter(&mut self, first: Option<Millis>) {
        let start = self.lane.input.window.start;
        self.advance(start, None);
        self.is_inside = true;
        let shows = first.unwrap_or(self.lane.horizon) > start;
        if let Some(row) = self.open.last_mut().filter(|_| shows) {
            self.lane.ends.since = Some(row.block.start(row.place));
            row.segment = Some(self.lane.pushed);
            let record = row.block.record(row.place);
            self.lane.push(Record { at: start, ends_session: false, ..record });
            self.is_drawn = true;
        }
    }

    /// Nothing follows.
    fn finish(&mut self) -> Vec<Overlap> {
        let last = self.lane.pushed.checked_sub(1);
        let is_saved = self.lane.input.is_saved;
        if self.open.last().is_some_and(|row| is_saved && figure(row.block, row.place).is_none()) {
            self.lane.ends.open = last;
        }
        let horizon = self.lane.horizon;
        // What is under way may have a figure so far, without the last part of a second.
        let reaches_end = self.open.iter().any(|row| horizon - row.end <= ROUNDING);
        self.advance(horizon, None);
        let is_out = self
            .lane
            .open
            .last()
            .is_some_and(|last| last.is_derived && last.activity == self.lane.input.logged_out);
        if (reaches_end || is_out) && self.lane.ends_now() {
            self.lane.ends.running = self.lane.pushed.checked_sub(1);
        }
        while !self.open.is_empty() {
            self.end_last();
        }
        sort_by_key(&mut self.overlaps, |overlap| overlap.segment);
        std::mem::take(&mut self.overlaps)
    }
}

/// How long a row says that it lasts, in milliseconds: a figure below zero says nothing.
fn figure(block: &Block, place: usize) -> Option<i64> {
    block.reported_ms(place).filter(|ms| *ms >= 0)
}

/// Whether each of the block's rows lasts until the next begins; the last until `end`.
fn is_seamless(block: &Block, end: Millis) -> bool {
    let mut is_seamless = true;
    block.for_each(end, |start, next, _, figure| {
        let known = figure.reported_ms.filter(|ms| *ms >= 0);
        is_seamless &=
            !figure.is_derived && known.is_none_or(|ms| (next - (start + ms)).saturating_abs() <= ROUNDING);
    });
    is_seamless
}
