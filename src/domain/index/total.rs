//! What activities add up to in a span, segment by segment.

use std::ops::Range;

use crate::domain::lane::Lane;
use crate::domain::occurrence::Joining;
use crate::domain::state::ActivityId;
use crate::domain::time::{Millis, Span};

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
    lane: &'a Lane,
    span: Span,
    joining: Joining,
    /// One entry an activity.
    pub done: Vec<Total>,
}

impl<'a> Totals<'a> {
    /// Nothing was added.
    pub fn new(lane: &'a Lane, span: Span, columns: usize) -> Self {
        Self { lane, span, joining: Joining::NOTHING, done: vec![Total::default(); columns] }
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
        if let Some(total) = self.done.get_mut(joining.activity().column()) {
            total.longest_ms = total.longest_ms.max(t - joining.since().max(self.span.start));
        }
    }

    /// Adds segments one by one.
    pub fn walk(&mut self, segments: Range<usize>) {
        let Self { lane, span, joining, done } = self;
        for (i, (start, end, activity)) in segments.clone().zip(lane.walk(segments.start)) {
            let end = end.min(span.end);
            let (lasted, joins) = joining.see(activity, start, end - start);
            let total = &mut done[activity.column()];
            total.ms += end - start.max(span.start);
            total.count += u32::from(!joins);
            total.longest_ms = total.longest_ms.max(lasted.min(end - span.start));
            if start >= span.start && lane.since(i).is_none() {
                total.reported_ms = total.reported_ms.saturating_add(lane.reported_ms(i).unwrap_or(0));
            }
        }
    }
}
