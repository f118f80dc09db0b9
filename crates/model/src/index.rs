//! Totals of any span of a lane, exact to the millisecond, in the logarithm of its length.
//!
//! Every `stride` segments a row of running sums is kept, one column an activity; what lies
//! between two rows is walked. The stride grows with the number of columns, so that the rows
//! cost at most 4 bytes a segment however many names an API invents. Where the catalogue is large, a lane
//! has columns only for the activities that occur in it.

mod builder;
mod rows;
#[cfg(test)]
pub(crate) mod tests;
mod total;

use std::ops::Range;

use super::columns::Columns;
use super::lane::Lane;
use super::occurrence::{Joining, Occurrence};
use super::state::ActivityId;
use super::time::{Millis, Span};

pub(super) use builder::IndexBuilder;
pub(super) use rows::RowOf;
pub use total::Total;
use total::Totals;

/// Time in an activity, and how often it was switched to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Milliseconds.
    pub ms: i64,
    /// Segments that begin.
    pub count: u32,
}

/// Running sums at every `stride`-th segment.
#[derive(Clone, Debug)]
pub struct TimeIndex {
    columns: Columns,
    stride: usize,
    /// When every `stride`-th segment begins.
    starts: Vec<Millis>,
    /// A row of sums, one a column, at each of them, over the segments before it. Apart from the other
    /// figures: what is drawn needs these, and no more should pass through the processor's caches.
    sums: Vec<Sum>,
    /// The same of the other figures.
    figures: Vec<Figures>,
    /// Which occurrences the row's first segment may go on with.
    joining: Vec<Joining>,
}

/// What the segments before a row add up to.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// Milliseconds.
    ms: i64,
    segments: u32,
    /// Those among them that go on with an occurrence.
    joined: u32,
}

/// What drawing does not ask for.
#[derive(Clone, Copy, Debug, Default)]
struct Figures {
    /// Longest that an occurrence had lasted by the end of any segment from this row to the next, in
    /// milliseconds: also what it had lasted before the row.
    longest_ms: i64,
    /// Sum of the API's own figures before the row, in milliseconds.
    reported_ms: i64,
}

impl TimeIndex {
    /// The activities that the lane's sums have columns for.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// What each activity that occurs in `span` adds up to there, in the order of ids.
    ///
    /// ```text
    /// span           |----------------------------------------------------|
    /// occurrences  ..==== cut ===========)(=====)(== whole ==)( ... )(=== cut ..
    /// rows       |       |       |       |       |       |       |       |
    ///                walk  sums    sums    walk    leap    leap    walk
    /// ```
    /// A row's longest stretch counts from its true beginning. That is too much only for the occurrence
    /// that the span's start cuts, so the row in which that ends is walked.
    pub fn totals(&self, lane: &Lane, span: Span) -> Vec<(ActivityId, Total)> {
        let span = span.intersect(lane.window());
        let touched = lane.range(span);
        if touched.is_empty() {
            return Vec::new();
        }
        let rows = self.rows_inside(&touched);
        if rows.is_empty() && matches!(self.columns, Columns::Own(_)) && touched.len() < self.columns.len() {
            // A short span asks for no more than is in it.
            let inside = lane.walk(touched.start).take(touched.len()).map(|(.., activity)| activity);
            let columns = Columns::of(inside.collect());
            return self.add_up(Totals::new(lane, span, &columns), touched, rows);
        }
        self.add_up(Totals::new(lane, span, &self.columns), touched, rows)
    }

    /// Adds the segments that touch the totals' span, of which these rows lie whole inside.
    fn add_up(
        &self,
        mut totals: Totals,
        touched: Range<usize>,
        rows: Range<usize>,
    ) -> Vec<(ActivityId, Total)> {
        if let Some(before) = totals.enter(touched.start) {
            // Segments of no length may stand between the span's start and what goes on there.
            let first = touched.start..totals.lane.before(totals.span.start + 1);
            let goes_on = self.has(totals.lane, first, before);
            if let Some(total) = totals.of(before) {
                total.count += u32::from(goes_on);
            }
        }
        let Range { start: first_row, end: last_row } = rows;
        if first_row >= last_row {
            totals.walk(touched);
            return totals.finish();
        }
        totals.walk(touched.start..first_row * self.stride);
        let rows = &self.joining[first_row..=last_row];
        let mut row = first_row;
        if let Some(cut) = rows.partition_point(|joining| joining.since() < totals.span.start).checked_sub(1)
        {
            row += cut;
            self.add_sums(first_row..row, &mut totals.done);
            if row < last_row {
                self.walk_row(row, (row + 1) * self.stride, &mut totals);
                row += 1;
            }
        }
        self.add_sums(row..last_row, &mut totals.done);
        self.add_longest(row..last_row, &mut totals.done);
        self.walk_row(last_row, touched.end, &mut totals);
        totals.finish()
    }

    /// Adds the segments from a row's first to `end`.
    fn walk_row(&self, row: usize, end: usize, totals: &mut Totals) {
        totals.resume(self.joining[row], self.starts[row]);
        totals.walk(row * self.stride..end);
    }

    /// Adds whole rows, but for their longest stretches.
    fn add_sums(&self, rows: Range<usize>, totals: &mut [(ActivityId, Total)]) {
        let (from, to) = (rows.start * self.columns.len(), rows.end * self.columns.len());
        for ((_, total), (before, after)) in
            totals.iter_mut().zip(self.sums[from..].iter().zip(&self.sums[to..]))
        {
            total.ms += after.ms - before.ms;
            total.count += (after.segments - before.segments) - (after.joined - before.joined);
        }
        for ((_, total), (before, after)) in
            totals.iter_mut().zip(self.figures[from..].iter().zip(&self.figures[to..]))
        {
            let more = after.reported_ms.saturating_sub(before.reported_ms);
            total.reported_ms = total.reported_ms.saturating_add(more);
        }
    }

    /// Adds the longest stretches of whole rows.
    fn add_longest(&self, rows: Range<usize>, totals: &mut [(ActivityId, Total)]) {
        let width = self.columns.len();
        let rows = &self.figures[rows.start * width..rows.end * width];
        for row in rows.chunks_exact(width) {
            for ((_, total), part) in totals.iter_mut().zip(row) {
                total.longest_ms = total.longest_ms.max(part.longest_ms);
            }
        }
    }

    /// Whether an activity is among these segments (at least one).
    fn has(&self, lane: &Lane, segments: Range<usize>, activity: ActivityId) -> bool {
        let among = |segments: Range<usize>| {
            lane.walk(segments.start).take(segments.len()).any(|(.., of)| of == activity)
        };
        let Range { start, end } = self.rows_inside(&segments);
        if start >= end {
            return among(segments);
        }
        let Some(column) = self.columns.place(activity) else { return false };
        let before = |row: usize| self.sums[row * self.columns.len() + column].segments;
        before(start) < before(end)
            || among(segments.start..start * self.stride)
            || among(end * self.stride..segments.end)
    }

    /// The occurrence that a segment (below [`Lane::len`]) belongs to. Takes the logarithm of the records,
    /// and a walk over those of no length beside it.
    pub fn occurrence(&self, lane: &Lane, segment: usize) -> Occurrence {
        let activity = lane.activity(segment);
        let Some(since) = self.lasts_since(lane, segment) else {
            let at = lane.start(segment);
            let first = first_beside(lane, segment);
            return Occurrence { first, activity, span: Span { start: at, end: at } };
        };
        let begins = lane.before(since + 1) - 1;
        // It still goes on at every row that knows its beginning; the last of them is near its end.
        let row = self.joining.partition_point(|joining| joining.since() <= since) - 1;
        let from = begins.max(row * self.stride);
        let lasting = lane.walk(from).filter(|(start, end, _)| start < end);
        let own = lasting.take_while(|(.., of)| *of == activity);
        let end = own.last().map_or(lane.start(from), |(_, end, _)| end);
        Occurrence { first: first_beside(lane, begins), activity, span: Span { start: since, end } }
    }

    /// Since when what a segment belongs to has lasted, or from when on it does; `None` when it never has
    /// a length.
    fn lasts_since(&self, lane: &Lane, segment: usize) -> Option<Millis> {
        let row = segment / self.stride;
        let mut joining = self.joining[row];
        for (start, end, activity) in lane.walk(row * self.stride).take(segment % self.stride + 1) {
            joining.observe(activity, start, end - start);
        }
        joining.since_of_last().or_else(|| {
            let activity = lane.activity(segment);
            let mut beside = lane.walk(segment).take_while(|(.., of)| *of == activity);
            beside.find(|(start, end, _)| start < end).map(|(start, ..)| start)
        })
    }

    /// The first segment of the row that is nearest to a segment, and time and segments in each column
    /// before it, into `counts` (one entry a column).
    pub(super) fn counts_near(&self, segment: usize, counts: &mut [Count]) -> usize {
        let row = self.row_near(segment);
        match self.row(row) {
            Some(sums) => {
                for (count, sum) in counts.iter_mut().zip(sums) {
                    *count = Count { ms: sum.ms, count: sum.segments };
                }
            }
            None => counts.fill(Count::default()),
        }
        row * self.stride
    }

    /// The row whose first segment is nearest to a segment; 0 without any.
    fn row_near(&self, segment: usize) -> usize {
        let last = self.starts.len().saturating_sub(1);
        ((segment + self.stride / 2) / self.stride).min(last)
    }

    /// The running sums at a row.
    fn row(&self, row: usize) -> Option<&[Sum]> {
        let width = self.columns.len();
        self.sums.get(row * width..(row + 1) * width).filter(|row| !row.is_empty())
    }

    /// The last row from `from` on whose segment begins before `t`, or `from`; and which segment that is.
    pub(super) fn row_before(&self, from: usize, t: Millis) -> (usize, usize) {
        let more = self.starts.iter().skip(from + 1).take_while(|start| **start < t).count();
        (from + more, (from + more) * self.stride)
    }

    /// Memory held, in bytes.
    pub fn bytes(&self) -> usize {
        let sums = size_of_val(&self.sums[..]) + size_of_val(&self.figures[..]);
        size_of_val(&self.starts[..]) + size_of_val(&self.joining[..]) + sums + self.columns.bytes()
    }
}

/// The first of the segments of no length, equal to this one, that lead up to it.
fn first_beside(lane: &Lane, segment: usize) -> usize {
    let (at, activity) = (lane.start(segment), lane.activity(segment));
    let is_beside = |i: &usize| lane.start(*i) == at && lane.activity(*i) == activity;
    (0..segment).rev().take_while(is_beside).last().unwrap_or(segment)
}
