//! Figures of the state before: each state ends where the next record begins.

use std::sync::Arc;

use super::{Builder, Built, LaneInput, cut};
use crate::block::Block;
use crate::record::Record;
use crate::state::ActivityId;
use crate::time::{Millis, Span};

/// Builds a lane; the window is not empty.
pub fn build(input: &LaneInput) -> Built {
    let mut builder = Builder::new(input);
    let (before, inside, after) = cut(input);
    let carried = before.last().map(|block| block.record(block.len() - 1));
    let outside = before.iter().map(|block| block.len()).sum::<usize>() - usize::from(carried.is_some());
    builder.head(carried.as_ref(), inside.first().map(|b| b.first()));
    for (i, block) in inside.iter().enumerate() {
        builder.body(block, inside.get(i + 1).map(|next| next.first()));
    }
    Built { lane: builder.finish(), outside: outside + after, overlaps: Vec::new() }
}

impl Builder<'_> {
    /// From the window's start to the first record.
    fn head(&mut self, carried: Option<&Record>, first: Option<Millis>) {
        let start = self.input.window.start;
        let end = first.unwrap_or(self.horizon);
        if end <= start {
            return;
        }
        let Some(carried) = carried else {
            let filler = if first.is_some() { ActivityId::UNKNOWN } else { ActivityId::NO_DATA };
            self.fill(Span { start, end }, filler);
            return;
        };
        let known_end = self.known_end(carried.at, end);
        if known_end > start {
            self.ends.since = Some(carried.at);
            self.record(Record { at: start, ..carried.clone() }, known_end, first);
        } else {
            self.fill(Span { start, end }, ActivityId::NO_DATA);
        }
    }

    /// One block, followed by a record at `next` or by nothing.
    fn body(&mut self, block: &Arc<Block>, next: Option<Millis>) {
        let end = next.unwrap_or(self.horizon);
        let touched = Span { start: block.first(), end };
        if next.is_some() && self.input.missing_in(touched).next().is_none() {
            self.share(block);
            return;
        }
        for i in 0..block.len() {
            let follower = if i + 1 < block.len() { Some(block.start(i + 1)) } else { next };
            let record = block.record(i);
            let known_end = self.known_end(record.at, follower.unwrap_or(self.horizon));
            self.record(record, known_end, follower);
        }
    }

    /// Up to when a state that began at `at` is known to last, at most to `limit`: to the next time that
    /// could not be fetched.
    fn known_end(&self, at: Millis, limit: Millis) -> Millis {
        let gap = self.input.missing_in(Span { start: at, end: limit }).next();
        gap.map_or(limit, |m| m.start.max(at))
    }

    /// A record, and what fills the time from where it is known to end to the next one.
    fn record(&mut self, record: Record, known_end: Millis, next: Option<Millis>) {
        let index = self.pushed;
        let (at, end) = (record.at, next.unwrap_or(self.horizon));
        self.push(record);
        if next.is_none() && self.input.is_saved {
            self.ends.open = Some(index);
            self.fill(Span { start: at, end }, ActivityId::UNKNOWN);
        } else if known_end < end {
            self.fill(Span { start: known_end, end }, ActivityId::UNKNOWN);
        } else if next.is_none() && self.ends_now() {
            self.ends.running = Some(index);
        }
    }
}
