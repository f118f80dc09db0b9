//! The table of records: its order, and which of its rows are on screen.

mod rows;

use std::ops::Range;

use model::lane::Segment;
use model::timeline::AgentTimeline;

pub use rows::{Rows, rows};

/// A column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// When the state began.
    #[default]
    Start,
    /// The agent state's label.
    State,
    /// The reason.
    Reason,
    /// How long it lasted.
    Duration,
    /// The API's own figure.
    Reported,
}

impl Column {
    /// Every one, with its word in links.
    pub const ALL: [(Self, &str); 5] = [
        (Self::Start, "start"),
        (Self::State, "state"),
        (Self::Reason, "reason"),
        (Self::Duration, "duration"),
        (Self::Reported, "reported"),
    ];
}

/// Column and direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub by: Column,
    /// Largest first.
    pub descending: bool,
}

impl Sort {
    /// The order after a click on a column's head: the other direction if it was sorted by already.
    #[must_use]
    pub fn clicked(self, by: Column) -> Self {
        Self { by, descending: self.by == by && !self.descending }
    }
}

/// Whose records are listed (an index into the data set's agents): those of the agent whose rows are open;
/// where rows stand for agents (`order`), of the row that is chosen, else of the first one. `None` where
/// there is no row.
pub fn whose(open: usize, marked: Option<usize>, order: Option<&[usize]>) -> Option<usize> {
    let Some(order) = order else { return Some(open) };
    marked.filter(|agent| order.contains(agent)).or_else(|| order.first().copied())
}

/// How long the occurrence lasts that a segment is only a part of, in milliseconds; `None` where the segment
/// is as long.
pub fn part_of(agent: &AgentTimeline, segment: &Segment) -> Option<i64> {
    let occurrence = agent.index.occurrence(&agent.lane, segment.index);
    let whole_ms = occurrence.span.end - occurrence.start(&agent.lane);
    (whole_ms > segment.span.end - segment.start()).then_some(whole_ms)
}

/// Height of the rows of a list that can be seen at once, in CSS pixels.
pub const SEEN_PX: f64 = 416.0;

/// Height of a row in CSS pixels, under a mouse and under a finger.
const ROW_PX: f64 = 32.0;
const TOUCH_ROW_PX: f64 = 44.0;

/// Browsers stop counting a little above this height, in CSS pixels.
const TALLEST_PX: f64 = 30_000_000.0;

/// Rows that are kept ready above and below what is on screen.
const SPARE: usize = 8;

/// The scroll area of a table with more rows than a browser can lay out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scroller {
    /// Number of rows.
    pub rows: usize,
    /// Height of what can be seen at once, in CSS pixels.
    pub seen_px: f64,
    /// Height of a row, in CSS pixels.
    pub row_px: f64,
}

impl Scroller {
    /// So many rows, for a finger or a mouse; no more than `max_px` of them are seen at once.
    pub fn new(rows: usize, max_px: f64, by_touch: bool) -> Self {
        let row_px = if by_touch { TOUCH_ROW_PX } else { ROW_PX };
        Self { rows, seen_px: (rows as f64 * row_px).min(max_px), row_px }
    }

    /// Height of the scrolled content, in CSS pixels.
    pub fn content_px(self) -> f64 {
        (self.rows as f64 * self.row_px).min(TALLEST_PX)
    }

    /// Rows that one pixel of scrolling moves by, as pixels of rows.
    fn scale(self) -> f64 {
        let room = self.content_px() - self.seen_px;
        if room <= 0.0 { 1.0 } else { (self.rows as f64 * self.row_px - self.seen_px) / room }
    }

    /// The rows to lay out at a scroll position, and where the first of them begins, in CSS pixels
    /// from the top of the content.
    pub fn visible(self, scroll_px: f64) -> (Range<usize>, f64) {
        let top = (scroll_px.max(0.0) * self.scale()) / self.row_px;
        let first = (top.floor() as usize).min(self.rows).saturating_sub(SPARE);
        let count = (self.seen_px / self.row_px).ceil() as usize + 2 * SPARE + 1;
        let offset = scroll_px.max(0.0) + (first as f64 - top) * self.row_px;
        (first..(first + count).min(self.rows), offset)
    }

    /// Where to scroll to for a row to be seen; nowhere, if all of it is.
    pub fn to_see(self, scroll_px: f64, row: usize) -> Option<f64> {
        let above = row as f64 * self.row_px - scroll_px.max(0.0) * self.scale();
        let is_seen = above >= 0.0 && above + self.row_px <= self.seen_px;
        (row < self.rows && !is_seen).then(|| self.to_row(row))
    }

    /// The scroll position at which a row stands in the middle.
    pub fn to_row(self, row: usize) -> f64 {
        let middle = (row as f64 + 0.5) * self.row_px - self.seen_px / 2.0;
        (middle / self.scale()).clamp(0.0, (self.content_px() - self.seen_px).max(0.0))
    }
}

#[cfg(test)]
mod tests;
