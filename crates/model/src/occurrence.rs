//! Occurrences: what people count and call "the longest".
//!
//! Segments of one activity that follow each other directly are one occurrence of it: a lunch that the
//! API cuts at midnight, where a page or a session ends, or a station repeats a state, is one lunch. The
//! segments stay as they are. One of no length does not interrupt what lasts; it is an occurrence of its
//! own activity, and several equal ones beside each other are one. Absences (unknown, no data, not
//! fetched) are activities like others here.
//!
//! ```text
//! segments     | Lunch   |   Lunch | Ready  |  Ready    | No data | Ready |
//!                                         Break (no length)
//! occurrences  |---- one Lunch ----|---- one Ready -----|--- one -|- one -|
//!                                         one Break
//! ```

use super::columns::Columns;
use super::lane::Lane;
use super::state::ActivityId;
use super::time::{Millis, Span};

/// Which occurrences the next segment may go on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Joining {
    /// Activity of the last segment.
    current: ActivityId,
    /// Activity of the last segment with a length.
    lasting: ActivityId,
    /// Since when that has lasted, in the window.
    since: Millis,
}

impl Joining {
    /// Before the first segment.
    pub const NOTHING: Self = Self::lasting(ActivityId(u32::MAX), Millis(i64::MIN));

    /// After a segment with a length.
    pub const fn lasting(activity: ActivityId, since: Millis) -> Self {
        Self { current: activity, lasting: activity, since }
    }

    /// Goes on to the next segment, which lasts `ms`. How long its occurrence has lasted by then, in
    /// milliseconds, and whether the segment goes on with it and did not begin it.
    #[inline(always)]
    pub fn observe(&mut self, activity: ActivityId, start: Millis, ms: i64) -> (i64, bool) {
        let goes_on = activity == self.lasting;
        let joins = goes_on || activity == self.current;
        self.current = activity;
        if goes_on {
            return (start + ms - self.since, true);
        }
        if ms > 0 {
            self.lasting = activity;
            self.since = start;
        }
        (ms, joins)
    }

    /// The last activity with a length; one of no catalogue before there was any.
    pub const fn activity(&self) -> ActivityId {
        self.lasting
    }

    /// Since when it has lasted; before all moments when there was none.
    pub const fn since(&self) -> Millis {
        self.since
    }

    /// Since when the occurrence of the last segment has lasted; `None` when that has no length.
    #[inline(always)]
    pub fn since_of_last(&self) -> Option<Millis> {
        (self.current == self.lasting).then_some(self.since)
    }
}

/// A stretch of one activity, whatever number of records tell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Its first segment.
    pub first: usize,
    /// What the agent did, or which absence this is.
    pub activity: ActivityId,
    /// Its time, in the window.
    pub span: Span,
}

impl Occurrence {
    /// True beginning, also when that lies before the window.
    pub fn start(&self, lane: &Lane) -> Millis {
        lane.since(self.first).unwrap_or(self.span.start)
    }
}

impl Lane {
    /// Shows every occurrence, each when its activity begins anew or the lane ends: not in order.
    /// `columns` are those of the lane's index.
    pub fn for_each_occurrence(&self, columns: &Columns, mut observe: impl FnMut(Occurrence)) {
        let mut joining = Joining::NOTHING;
        // Of each activity only the last one can go on.
        let mut open: Vec<Option<Occurrence>> = vec![None; columns.len()];
        for (first, (start, end, activity)) in self.walk(0).enumerate() {
            let Some(last) = columns.place(activity).and_then(|column| open.get_mut(column)) else {
                continue;
            };
            let (_, joins) = joining.observe(activity, start, end - start);
            if let Some(last) = last.as_mut().filter(|_| joins) {
                last.span.end = end;
            } else if let Some(ended) =
                last.replace(Occurrence { first, activity, span: Span { start, end } })
            {
                observe(ended);
            }
        }
        open.into_iter().flatten().for_each(observe);
    }
}
