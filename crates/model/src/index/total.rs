//! What activities add up to in a span, segment by segment.

use std::ops::Range;

use crate::columns::Columns;
use crate::lane::Lane;
use crate::occurrence::Joining;
use crate::state::ActivityId;
use crate::time::{Millis, Span};

/// What one activity adds up to in a span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Time in it, in milliseconds.
    pub ms: i64,
    /// Occurrences that touch the span, those of no length included.
    pub count: u32,
    /// Longest occurrence inside the span, in milliseconds (cut at the span's edges).
    pub longest_ms: i64,
    /// Sum of the API's own duration figures in the records that began in the span, in
    /// milliseconds: the figure that a script adding them up would print.
    pub reported_ms: i64,
}

impl Total {
    /// Mean length of an occurrence in milliseconds; 0 without one.
    pub fn mean_ms(&self) -> i64 {
        if self.count == 0 { 0 } else { self.ms / i64::from(self.count) }
    }

    /// What several activities add up to.
    pub fn sum<'a>(totals: impl Iterator<Item = &'a Self>) -> Self {
        let mut sum = Self::default();
        for total in totals {
            sum.add(total);
        }
        sum
    }

    /// Adds another activity's total to this one.
    pub fn add(&mut self, other: &Self) {
        self.ms = self.ms.saturating_add(other.ms);
        self.count = self.count.saturating_add(other.count);
        self.longest_ms = self.longest_ms.max(other.longest_ms);
        self.reported_ms = self.reported_ms.saturating_add(other.reported_ms);
    }
}

/// Totals of a span that lies in the lane's window and is not empty.
pub(super) struct Totals<'a> {
    pub lane: &'a Lane,
    pub span: Span,
    joining: Joining,
    columns: &'a Columns,
    /// One entry a column.
    pub done: Vec<(ActivityId, Total)>,
}

impl<'a> Totals<'a> {
    /// Nothing was added.
    pub fn new(lane: &'a Lane, span: Span, columns: &'a Columns) -> Self {
        let done = columns.activities().map(|activity| (activity, Total::default())).collect();
        Self { lane, span, joining: Joining::NOTHING, columns, done }
    }

    /// What was added to an activity so far; `None` when it has no column.
    pub fn of(&mut self, activity: ActivityId) -> Option<&mut Total> {
        let column = self.columns.place(activity)?;
        Some(&mut self.done[column].1)
    }

    /// The activities that occur, in the order of their ids.
    pub fn finish(mut self) -> Vec<(ActivityId, Total)> {
        self.done.retain(|(_, total)| *total != Total::default());
        self.done
    }

    /// Begins with the first segment that touches the span. The activity just before the span, if that
    /// ends where the span begins: segments in the span may go on with it.
    pub fn enter(&mut self, first: usize) -> Option<ActivityId> {
        let before = first.checked_sub(1).filter(|_| self.lane.start(first) == self.span.start)?;
        // It has a length, or it would lie in the span.
        let activity = self.lane.activity(before);
        self.joining = Joining::lasting(activity, self.lane.start(before));
        Some(activity)
    }

    /// Goes on after segments that were not walked, with the one that begins at `t`.
    pub fn resume(&mut self, joining: Joining, t: Millis) {
        self.joining = joining;
        let lasted = t - joining.since().max(self.span.start);
        if let Some(total) = self.of(joining.activity()) {
            total.longest_ms = total.longest_ms.max(lasted);
        }
    }

    /// Adds segments one by one.
    pub fn walk(&mut self, segments: Range<usize>) {
        match self.columns {
            Columns::All(_) => self.walk_by(segments, |activity| Some(activity.column())),
            columns @ Columns::Own(_) => self.walk_by(segments, |activity| columns.place(activity)),
        }
    }

    #[inline(always)]
    fn walk_by(&mut self, segments: Range<usize>, column_of: impl Fn(ActivityId) -> Option<usize>) {
        let Self { lane, span, joining, done, .. } = self;
        for (i, (start, end, activity)) in segments.clone().zip(lane.walk(segments.start)) {
            let end = end.min(span.end);
            let (lasted, joins) = joining.observe(activity, start, end - start);
            let Some((_, total)) = column_of(activity).and_then(|column| done.get_mut(column)) else {
                continue;
            };
            total.ms += end - start.max(span.start);
            total.count += u32::from(!joins);
            total.longest_ms = total.longest_ms.max(lasted.min(end - span.start));
            if start >= span.start && lane.since(i).is_none() {
                total.reported_ms = total.reported_ms.saturating_add(lane.reported_ms(i).unwrap_or(0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_that_of_the_occurrences() {
        for (ms, count, mean) in [(0, 0, 0), (5, 0, 0), (90, 1, 90), (91, 4, 22), (0, 3, 0)] {
            assert_eq!(Total { ms, count, ..Total::default() }.mean_ms(), mean, "{ms} / {count}");
        }
    }
}
