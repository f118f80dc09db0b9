//! Whole rows, for those who look for what a row can hold before they walk over it.

use std::ops::Range;

use super::{Joining, TimeIndex};

/// What the segments of one row hold of one activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowOf {
    /// How many segments.
    pub segments: u32,
    /// Longest that an occurrence had lasted by the end of any of them, in milliseconds.
    pub longest_ms: i64,
}

impl TimeIndex {
    /// The rows whose segments lie whole in a span that touches these segments: the first and the last
    /// one may reach out of it. Empty, or the wrong way round, without any.
    pub(crate) fn rows_inside(&self, touched: &Range<usize>) -> Range<usize> {
        touched.start / self.stride + 1..touched.end.saturating_sub(1) / self.stride
    }

    /// The first segment of a row.
    pub(crate) fn first_of(&self, row: usize) -> usize {
        row * self.stride
    }

    /// Which occurrences the first segment of a row may go on with.
    pub(crate) fn joining_at(&self, row: usize) -> Joining {
        self.joining[row]
    }

    /// What a row that is not the last one holds, one entry a column.
    pub(crate) fn row_of(&self, row: usize) -> impl Iterator<Item = RowOf> {
        let width = self.columns.len();
        let sums = |row: usize| &self.sums[row * width..(row + 1) * width];
        let figures = &self.figures[row * width..(row + 1) * width];
        sums(row).iter().zip(sums(row + 1)).zip(figures).map(|((before, after), figures)| RowOf {
            segments: after.segments - before.segments,
            longest_ms: figures.longest_ms,
        })
    }
}
