//! A stretch of a lane, whole.

use std::sync::Arc;

use super::super::state::ActivityId;
use super::super::time::{Millis, Span};

/// A stretch of one activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Position in the lane.
    pub index: usize,
    /// Its time, clipped to the window.
    pub span: Span,
    /// What the agent did, or which absence this is.
    pub activity: ActivityId,
    /// The API's own figure in the record that began it, in milliseconds.
    pub reported_ms: Option<i64>,
    /// When it really began, if that was before the window (carried in).
    pub since: Option<Millis>,
    /// Whether it still goes on: its end is only "so far".
    pub running: bool,
    /// Whether nothing says how long it went on: it is the last of a source that was saved meanwhile.
    pub is_open: bool,
    /// Whether no row says it but others follow to it (see [`super::super::record::Record::is_derived`]).
    pub is_derived: bool,
    /// What else the record said.
    pub detail: Option<Arc<str>>,
}

impl Segment {
    /// True beginning, also when that lies before the window.
    pub fn start(&self) -> Millis {
        self.since.unwrap_or(self.span.start)
    }

    /// Length in milliseconds, inside the window.
    pub fn len(&self) -> i64 {
        self.span.len()
    }

    /// Whether it has no length: the next record came in the same millisecond.
    pub fn is_empty(&self) -> bool {
        self.span.is_empty()
    }

    /// Whether a record inside the window began it.
    pub fn is_record(&self) -> bool {
        self.since.is_none() && !self.activity.is_absence() && !self.is_derived
    }
}
