//! Rows that are not as they should be.

use serde::{Deserialize, Serialize};

/// Every nth row of a range is odd in this way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oddity {
    /// Rows `every`, 2 × `every` and so on of the whole range, counted from 1; 1 is all rows.
    pub every: usize,
    /// In what way.
    pub kind: OddityKind,
}

impl Oddity {
    /// Every nth row is odd in this way.
    pub fn new(every: usize, kind: OddityKind) -> Self {
        Self { every, kind }
    }

    /// Whether it concerns this row, numbered from 0.
    pub(crate) fn hits(&self, number: usize) -> bool {
        (number + 1).is_multiple_of(self.every.max(1))
    }
}

/// In what way a row is odd. Those after the line are for CXone alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OddityKind {
    /// No `duration`.
    MissingDuration,
    /// `duration` is null.
    NullDuration,
    /// `duration` is a string of digits.
    TextDuration,
    /// `duration` is below zero.
    NegativeDuration,
    /// No `timestamp` or `startDate`.
    MissingTimestamp,
    /// A `timestamp` or `startDate` that is no time.
    BadTimestamp,
    /// A state of this name.
    State(String),
    /// A sub-state or reason of this name.
    SubState(String),
    /// The row is `{}`.
    EmptyRow,
    // ------------------------------------------------------------------------------------------
    /// Everything but time, agent and state is null.
    NullFields,
    /// Everything but time, agent and state is left out.
    MissingFields,
    /// A state id and its name.
    StateId(i64, String),
    /// An unavailable code and its name.
    OutState(i64, String),
    /// The row's time ends so many milliseconds early (never below 0).
    Hole(i64),
    /// The row's time ends so many milliseconds late.
    Overlap(i64),
}
