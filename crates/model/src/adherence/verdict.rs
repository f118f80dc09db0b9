//! Pieces of time and what is said of them.

use crate::schedule::PlannedId;
use crate::state::ActivityId;
use crate::time::{Millis, Span};

/// What is said of a piece of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The state fits what is planned, or that it does not is forgiven.
    In,
    /// It does not fit.
    Out,
    /// It does not matter.
    Neutral,
    /// Nothing is planned.
    Unscheduled,
    /// No state is known.
    Unknown,
}

/// Why an exception does not count, or not all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Forgiven {
    /// It is no longer than the grace, or the grace is taken off.
    Grace,
    /// A contact ran over an edge of the plan.
    Contact,
}

/// A stretch of one verdict on one planned activity; it ends where the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// When it begins.
    pub start: Millis,
    /// What is said of it.
    pub verdict: Verdict,
    /// What is planned.
    pub planned: Option<PlannedId>,
    /// What the agent did: of several states of open time the first.
    pub did: ActivityId,
    /// The first segment of it in the lane.
    pub segment: usize,
    /// Whether the agent works in it: the state is one of open time.
    pub is_work: bool,
    /// Whether open time is planned.
    pub is_open: bool,
    /// Whether it begins on a contact.
    pub on_contact: bool,
    /// Why it is not out.
    pub forgiven: Option<Forgiven>,
}

impl Run {
    /// Whether the next piece is more of the same: whatever fits is alike, and of what does not all states of open
    /// time are one.
    pub(super) fn goes_on_with(&self, next: &Self) -> bool {
        let is_same = self.verdict != Verdict::Out || self.is_work || self.did == next.did;
        is_same
            && (self.verdict, self.planned, self.is_work, self.forgiven)
                == (next.verdict, next.planned, next.is_work, next.forgiven)
    }
}

/// Time in which an agent did something else than was planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exception {
    /// All of it.
    pub span: Span,
    /// What was planned; `None` where work outside of what is planned is an exception.
    pub planned: Option<PlannedId>,
    /// What the agent did: of several states of open time the first.
    pub did: ActivityId,
    /// The first segment of it in the lane.
    pub segment: usize,
    /// Whether it began on a contact.
    pub on_contact: bool,
    /// How much of it, at its end, counts as out, in milliseconds.
    pub out_ms: i64,
    /// Why not all of it counts.
    pub forgiven: Option<Forgiven>,
}

impl Exception {
    /// How much of it counts as out in a span, in milliseconds.
    pub fn out_in(&self, span: Span) -> i64 {
        Span { start: self.span.end + -self.out_ms, end: self.span.end }.intersect(span).len()
    }
}
