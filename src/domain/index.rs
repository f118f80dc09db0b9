//! Totals of any span of a lane, exact to the millisecond, in the logarithm of its length.
//!
//! Every `stride` segments a row of running sums is kept, one column an activity; what lies
//! between two rows is walked. The stride grows with the number of activities, so that the rows
//! cost at most 4 bytes a segment however many names an API invents.

use super::lane::{Lane, Step};
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
    /// A row of `columns` totals at every `stride`-th segment. Time, count and figures are sums
    /// over the segments before the row, `longest_ms` is that of the segments up to the next row.
    rows: Vec<Total>,
}

/// Fewest segments between two rows.
const MIN_STRIDE: usize = 64;

/// Segments that pay for one total in a row.
const STRIDE_PER_COLUMN: usize = 8;

/// Takes a lane's segments, in order.
#[derive(Debug)]
pub(super) struct IndexBuilder {
    stride: usize,
    /// Segments that the last row still has room for.
    room: usize,
    /// Sums so far; `longest_ms` is that of the last row.
    sums: Vec<Total>,
    rows: Vec<Total>,
}

impl IndexBuilder {
    /// For so many segments, whose activities all lie below `columns` (the catalogue's length).
    pub fn new(segments: usize, columns: usize) -> Self {
        let stride = MIN_STRIDE.max(columns * STRIDE_PER_COLUMN);
        let rows = Vec::with_capacity(segments.div_ceil(stride) * columns);
        Self { stride, room: 0, sums: vec![Total::default(); columns], rows }
    }

    /// Adds the next segment.
    #[inline(always)]
    pub fn see(&mut self, step: &Step) {
        if self.room == 0 {
            self.end_row();
            self.rows.extend_from_slice(&self.sums);
            self.room = self.stride;
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
        let row = self.rows.len().saturating_sub(self.sums.len());
        for (total, sum) in self.rows[row..].iter_mut().zip(&mut self.sums) {
            total.longest_ms = std::mem::take(&mut sum.longest_ms);
        }
    }

    /// The index of these segments.
    pub fn finish(mut self) -> TimeIndex {
        self.end_row();
        TimeIndex { columns: self.sums.len(), stride: self.stride, rows: self.rows }
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
        let row = |r: usize| &self.rows[r * self.columns..][..self.columns];
        for (total, (before, after)) in totals.iter_mut().zip(row(from).iter().zip(row(to))) {
            total.ms += after.ms - before.ms;
            total.count += after.count - before.count;
            total.reported_ms = total.reported_ms.saturating_add(after.reported_ms - before.reported_ms);
        }
        for row in self.rows[from * self.columns..to * self.columns].chunks_exact(self.columns) {
            for (total, part) in totals.iter_mut().zip(row) {
                total.longest_ms = total.longest_ms.max(part.longest_ms);
            }
        }
    }

    /// Time and beginnings in each column from the window's start to `t`, into `counts` (one entry a
    /// column).
    pub fn count_before(&self, lane: &Lane, t: Millis, counts: &mut [Count]) {
        let t = lane.window().clamp(t);
        let end = lane.before(t);
        // From the nearer row: on from the one before, or back from the one after.
        let row = (end + self.stride / 2) / self.stride;
        let (row, from) = if self.row(row).is_some() { (row, row * self.stride) } else { (0, 0) };
        match self.row(row) {
            Some(totals) => counts
                .iter_mut()
                .zip(totals)
                .for_each(|(count, total)| *count = Count { ms: total.ms, count: total.count }),
            None => counts.fill(Count::default()),
        }
        for (start, stop, activity) in lane.walk(from).take(end.saturating_sub(from)) {
            let count = &mut counts[activity.column()];
            count.ms += stop - start;
            count.count += 1;
        }
        for (start, stop, activity) in lane.walk(end).take(from.saturating_sub(end)) {
            let count = &mut counts[activity.column()];
            count.ms -= stop - start;
            count.count -= 1;
        }
        // The last segment before `t` may reach beyond it.
        if let Some((_, stop, activity)) = end.checked_sub(1).and_then(|last| lane.walk(last).next()) {
            counts[activity.column()].ms -= (stop - t).max(0);
        }
    }

    /// The running sums at a row.
    fn row(&self, row: usize) -> Option<&[Total]> {
        self.rows.get(row * self.columns..(row + 1) * self.columns).filter(|row| !row.is_empty())
    }

    /// Memory held, in bytes.
    pub fn bytes(&self) -> usize {
        size_of_val(&self.rows[..])
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
