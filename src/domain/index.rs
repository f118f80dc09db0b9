//! Totals of any span of a lane, exact to the millisecond, in the logarithm of its length.
//!
//! Every `stride` segments a row of running sums is kept, one column an activity; what lies
//! between two rows is walked. The stride grows with the number of activities, so that the rows
//! cost at most 4 bytes a segment however many names an API invents.

use super::lane::{Lane, Step};
use super::sweep::Sweep;
use super::time::{Millis, Span};

/// What one activity adds up to in a span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Time in it, in milliseconds.
    pub ms: i64,
    /// Stretches that touch the span, those of no length included.
    pub count: u32,
    /// Longest stretch inside the span, in milliseconds (cut at the span's edges).
    pub longest_ms: i64,
    /// Sum of the API's own duration figures in the records that began in the span, in
    /// milliseconds: the figure that a script adding them up would print.
    pub reported_ms: i64,
}

impl Total {
    /// Mean length of a stretch in milliseconds; 0 without one.
    pub fn mean_ms(&self) -> i64 {
        if self.count == 0 { 0 } else { self.ms / i64::from(self.count) }
    }

    /// Adds another activity's total to this one.
    pub fn add(&mut self, other: &Self) {
        self.ms += other.ms;
        self.count += other.count;
        self.longest_ms = self.longest_ms.max(other.longest_ms);
        self.reported_ms = self.reported_ms.saturating_add(other.reported_ms);
    }
}

/// Time in an activity, and how often it began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Milliseconds.
    pub ms: i64,
    /// Beginnings.
    pub count: u32,
}

/// Running sums at every `stride`-th segment.
#[derive(Clone, Debug)]
pub struct TimeIndex {
    columns: usize,
    stride: usize,
    /// When every `stride`-th segment begins.
    starts: Vec<Millis>,
    /// A row of `columns` sums at each of them, over the segments before it. Apart from the other
    /// figures: what is drawn needs these, and no more should pass through the processor's caches.
    counts: Vec<Count>,
    /// The same of the other figures.
    figures: Vec<Figures>,
}

/// What drawing does not ask for.
#[derive(Clone, Copy, Debug, Default)]
struct Figures {
    /// Longest stretch among the segments from this row to the next, in milliseconds.
    longest_ms: i64,
    /// Sum of the API's own figures before the row, in milliseconds.
    reported_ms: i64,
}

/// Fewest segments between two rows.
const MIN_STRIDE: usize = 64;

/// Segments that pay for one total in a row.
const STRIDE_PER_COLUMN: usize = 8;

/// Takes a lane's segments, in order.
#[derive(Debug)]
pub(super) struct IndexBuilder {
    /// Segments that the last row still has room for.
    room: usize,
    /// Sums so far; `longest_ms` is that of the last row.
    sums: Vec<Total>,
    index: TimeIndex,
}

impl IndexBuilder {
    /// For so many segments, whose activities all lie below `columns` (the catalogue's length).
    pub fn new(segments: usize, columns: usize) -> Self {
        let stride = MIN_STRIDE.max(columns * STRIDE_PER_COLUMN);
        let rows = segments.div_ceil(stride);
        let index = TimeIndex {
            columns,
            stride,
            starts: Vec::with_capacity(rows),
            counts: Vec::with_capacity(rows * columns),
            figures: Vec::with_capacity(rows * columns),
        };
        Self { room: 0, sums: vec![Total::default(); columns], index }
    }

    /// Adds the next segment.
    #[inline(always)]
    pub fn see(&mut self, step: &Step) {
        if self.room == 0 {
            self.end_row();
            self.begin_row(step.start);
            self.room = self.index.stride;
        }
        self.room -= 1;
        let sum = &mut self.sums[step.activity.column()];
        sum.ms += step.ms;
        sum.count += 1;
        sum.longest_ms = sum.longest_ms.max(step.ms);
        sum.reported_ms = sum.reported_ms.saturating_add(step.reported_ms.unwrap_or(0));
    }

    /// The row's longest stretches are known now.
    fn end_row(&mut self) {
        let row = self.index.figures.len().saturating_sub(self.sums.len());
        for (figures, sum) in self.index.figures[row..].iter_mut().zip(&mut self.sums) {
            figures.longest_ms = std::mem::take(&mut sum.longest_ms);
        }
    }

    fn begin_row(&mut self, start: Millis) {
        let Self { sums, index, .. } = self;
        index.starts.push(start);
        index.counts.extend(sums.iter().map(|sum| Count { ms: sum.ms, count: sum.count }));
        index.figures.extend(sums.iter().map(|sum| Figures { longest_ms: 0, reported_ms: sum.reported_ms }));
    }

    /// The index of these segments.
    pub fn finish(mut self) -> TimeIndex {
        self.end_row();
        self.index
    }
}

impl TimeIndex {
    /// Number of columns: activities of the catalogue when the lane was indexed.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// What each activity adds up to in `span`, one entry a column.
    pub fn totals(&self, lane: &Lane, span: Span) -> Vec<Total> {
        let mut totals = vec![Total::default(); self.columns];
        let span = span.intersect(lane.window());
        let touched = lane.range(span);
        if touched.is_empty() {
            return totals;
        }
        // The first and last segment may reach out of the span: rows stand strictly between them.
        let first_row = touched.start / self.stride + 1;
        let last_row = (touched.end - 1) / self.stride;
        if first_row >= last_row {
            add_each(lane, span, touched, &mut totals);
            return totals;
        }
        add_each(lane, span, touched.start..first_row * self.stride, &mut totals);
        self.leap(first_row, last_row, &mut totals);
        add_each(lane, span, last_row * self.stride..touched.end, &mut totals);
        totals
    }

    /// Adds whole rows: none of their segments reaches out of the span.
    fn leap(&self, from: usize, to: usize, totals: &mut [Total]) {
        let (from, to) = (from * self.columns, to * self.columns);
        for (total, (before, after)) in
            totals.iter_mut().zip(self.counts[from..].iter().zip(&self.counts[to..]))
        {
            total.ms += after.ms - before.ms;
            total.count += after.count - before.count;
        }
        for (total, (before, after)) in
            totals.iter_mut().zip(self.figures[from..].iter().zip(&self.figures[to..]))
        {
            total.reported_ms = total.reported_ms.saturating_add(after.reported_ms - before.reported_ms);
        }
        for row in self.figures[from..to].chunks_exact(self.columns) {
            for (total, part) in totals.iter_mut().zip(row) {
                total.longest_ms = total.longest_ms.max(part.longest_ms);
            }
        }
    }

    /// Time and beginnings in each column from the window's start to where a sweep of the lane is, into
    /// `counts` (one entry a column).
    pub fn count_before(&self, sweep: &Sweep, counts: &mut [Count]) {
        let (lane, end) = (sweep.lane(), sweep.begun());
        // From the nearest row: on from the one before, or back from the one after.
        let row = self.row_near(end);
        let from = row * self.stride;
        match self.row(row) {
            Some(sums) => counts.copy_from_slice(sums),
            None => counts.fill(Count::default()),
        }
        lane.each_of(from..end, sweep.block(), |ms, activity| {
            let count = &mut counts[activity.column()];
            count.ms += ms;
            count.count += 1;
        });
        lane.each_of(end..from, sweep.block(), |ms, activity| {
            let count = &mut counts[activity.column()];
            count.ms -= ms;
            count.count -= 1;
        });
        // The last segment before `t` may reach beyond it.
        if let Some(last) = sweep.last() {
            counts[last.activity.column()].ms -= (last.span.end - sweep.at()).max(0);
        }
    }

    /// The row whose first segment is nearest to a segment; 0 without any.
    fn row_near(&self, segment: usize) -> usize {
        let last = self.starts.len().saturating_sub(1);
        ((segment + self.stride / 2) / self.stride).min(last)
    }

    /// The running sums at a row.
    fn row(&self, row: usize) -> Option<&[Count]> {
        self.counts.get(row * self.columns..(row + 1) * self.columns).filter(|row| !row.is_empty())
    }

    /// The last row from `from` on whose segment begins before `t`, or `from`; and which segment that is.
    pub(super) fn row_before(&self, from: usize, t: Millis) -> (usize, usize) {
        let more = self.starts.iter().skip(from + 1).take_while(|start| **start < t).count();
        (from + more, (from + more) * self.stride)
    }

    /// Memory held, in bytes.
    pub fn bytes(&self) -> usize {
        size_of_val(&self.starts[..]) + size_of_val(&self.counts[..]) + size_of_val(&self.figures[..])
    }
}

/// Adds segments one by one.
fn add_each(lane: &Lane, span: Span, segments: std::ops::Range<usize>, totals: &mut [Total]) {
    for segment in segments.filter_map(|index| lane.segment(index)) {
        let ms = segment.span.intersect(span).len();
        let began_inside = segment.span.start >= span.start && segment.since.is_none();
        totals[segment.activity.column()].add(&Total {
            ms,
            count: 1,
            longest_ms: ms,
            reported_ms: if began_inside { segment.reported_ms.unwrap_or(0) } else { 0 },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::state::{ActivityId, StateKind};

    fn index(segments: usize) -> TimeIndex {
        let mut builder = IndexBuilder::new(segments, 1);
        for index in 0..segments {
            let (start, activity, kind) = (Millis(index as i64), ActivityId(0), StateKind::Available);
            builder.see(&Step {
                index,
                start,
                ms: 1,
                activity,
                kind,
                reported_ms: None,
                is_carried_in: false,
            });
        }
        builder.finish()
    }

    /// Also at the end, where the next row would be the nearest and is not there.
    #[test]
    fn no_segment_is_farther_from_a_row_than_rows_are_from_each_other() {
        for segments in [0, 1, 3 * MIN_STRIDE, 3 * MIN_STRIDE + 1, 4 * MIN_STRIDE - 1] {
            let index = index(segments);
            for segment in 0..=segments {
                let first = index.row_near(segment) * index.stride;
                assert!(first.abs_diff(segment) <= index.stride, "{segment} of {segments}: {first}");
            }
        }
    }
}
