//! When an agent was seen around a range in which nothing came.

use model::time::{Millis, Span};

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LastSeen {
    /// The last state change before the range.
    pub last: Option<Millis>,
    /// The first one after it.
    pub next: Option<Millis>,
    /// All of the time that was looked through, the range included.
    pub looked: Span,
}
