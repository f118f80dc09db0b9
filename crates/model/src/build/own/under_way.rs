//! The rows under way: which of them is seen, when each ends, and what stands where none is.

use super::{Rows, figure};
use crate::block::Block;
use crate::build::ROUNDING;
use crate::findings::Overlap;
use crate::record::Record;
use crate::state::ActivityId;
use crate::time::{Millis, Span};

/// A row that has begun and not ended.
pub(super) struct Open<'a> {
    /// The block that it stands in, and its place there.
    pub block: &'a Block,
    pub place: usize,
    /// When it ends.
    pub end: Millis,
    /// Its first segment; `None` before the window, and where nothing hides it.
    pub segment: Option<usize>,
    /// For how long others were drawn in its place, in milliseconds.
    pub hidden_ms: i64,
}

/// A row that has ended.
#[derive(Clone, Copy)]
pub(super) struct Ended {
    /// Whether its session ended with it.
    pub with_session: bool,
    /// Whether nothing says when it ended.
    pub is_open: bool,
}

impl<'a> Rows<'a> {
    /// A row begins, which hides those under way from `from` on; what ends before it is not seen any more.
    pub(super) fn begin(&mut self, row: Open<'a>, mut from: Millis) {
        while let Some(below) = self.open.last_mut() {
            below.hidden_ms = below.hidden_ms.saturating_add((below.end.min(row.end) - from).max(0));
            if below.end > row.end {
                break;
            }
            // What it hid of those below it was counted when it began.
            from = from.max(below.end);
            self.end_last();
        }
        self.open.push(row);
        self.is_drawn = self.is_inside;
    }

    /// The last row under way ends.
    pub(super) fn end_last(&mut self) {
        let Some(row) = self.open.pop() else { return };
        self.is_drawn = false;
        self.ended = Some(Ended {
            with_session: row.block.ends_session(row.place),
            is_open: self.lane.input.is_saved && figure(row.block, row.place).is_none(),
        });
        let off_by_ms = row.hidden_ms;
        if let Some(segment) = row.segment.filter(|_| off_by_ms > ROUNDING) {
            self.overlaps.push(Overlap { at: row.block.start(row.place), segment, off_by_ms });
        }
    }

    /// Goes on to `to`, where a row of `session` begins or nothing more is known.
    pub(super) fn advance(&mut self, to: Millis, session: Option<u64>) {
        loop {
            while self.open.last().is_some_and(|row| row.end <= self.at) {
                self.end_last();
            }
            if self.at >= to {
                return;
            }
            let end = if let Some(row) = self.open.last() {
                let end = row.end.min(to);
                self.go_on();
                if to - end <= ROUNDING { to } else { end }
            } else {
                self.hole(to, session);
                to
            };
            self.at = end;
        }
    }

    /// The last row under way is seen again.
    fn go_on(&mut self) {
        if self.is_drawn || !self.is_inside {
            return;
        }
        if let Some(row) = self.open.last_mut() {
            row.segment.get_or_insert(self.lane.pushed);
            let record =
                Record { at: self.at, reported_ms: None, is_derived: true, ..row.block.record(row.place) };
            self.lane.push(Record { ends_session: false, ..record });
            self.is_drawn = true;
        }
    }

    /// No row is under way up to `to`.
    fn hole(&mut self, to: Millis, session: Option<u64>) {
        if !self.is_inside {
            return;
        }
        let filler = match self.ended {
            Some(ended) if ended.with_session && self.begins_session(session) => self.lane.input.logged_out,
            Some(ended) if ended.is_open => ActivityId::UNKNOWN,
            // Nothing from before, and a row to come.
            None if session.is_some() => ActivityId::UNKNOWN,
            Some(_) | None => ActivityId::NO_DATA,
        };
        self.lane.fill(Span { start: self.at, end: to }, filler);
    }
}
