//! Totals of any span of a lane, exact to the millisecond, in the logarithm of its length.
//!
//! Every `stride` segments a row of running sums is kept, one column an activity; what lies
//! between two rows is walked. The stride grows with the number of activities, so that the rows
//! cost at most 4 bytes a segment however many names an API invents.

use super::lane::Lane;
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

impl TimeIndex {
    /// Indexes a lane whose activities all lie below `columns` (the catalogue's length).
    pub fn new(lane: &Lane, columns: usize) -> Self {
        Self::with_stride(lane, columns, MIN_STRIDE.max(columns * STRIDE_PER_COLUMN))
    }

    fn with_stride(lane: &Lane, columns: usize, stride: usize) -> Self {
        let mut rows: Vec<Total> = Vec::with_capacity(lane.len().div_ceil(stride) * columns);
        let mut sums = vec![Total::default(); columns];
        let mut walk = lane.walk(0);
        let places = lane.blocks().iter().flat_map(|block| (0..block.len()).map(move |i| (block, i)));
        for (segment, ((block, i), (start, end, activity))) in places.zip(&mut walk).enumerate() {
            if segment % stride == 0 {
                rows.extend_from_slice(&sums);
            }
            let column = activity.column();
            let sum = &mut sums[column];
            sum.ms += end - start;
            sum.count += 1;
            if segment > 0 || !lane.is_carried_in() {
                sum.reported_ms = sum.reported_ms.saturating_add(block.reported_ms(i).unwrap_or(0));
            }
            let row = rows.len() - columns;
            let longest = &mut rows[row + column].longest_ms;
            *longest = (*longest).max(end - start);
        }
        Self { columns, stride, rows }
    }

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
        // The last segment before `t` may reach beyond it: no row may hold it whole.
        let row = end.saturating_sub(1) / self.stride;
        match self.rows.get(row * self.columns..(row + 1) * self.columns) {
            Some(totals) => counts
                .iter_mut()
                .zip(totals)
                .for_each(|(count, total)| *count = Count { ms: total.ms, count: total.count }),
            None => counts.fill(Count::default()),
        }
        let rest = end - row * self.stride;
        for (start, stop, activity) in lane.walk(row * self.stride).take(rest) {
            let count = &mut counts[activity.column()];
            count.ms += stop.min(t) - start;
            count.count += 1;
        }
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
