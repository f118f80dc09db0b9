//! Records as a dialect or a file hands them over, before they become lanes.

use std::sync::Arc;

use super::state::ActivityId;
use super::time::Millis;

/// An agent's id as the API writes it: a UUID or a number.
pub type AgentId = Arc<str>;

/// Where a record stands among those of its agent when times are equal, and what makes two rows of
/// overlapping windows the same row. Nothing when the API has no such thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    /// The agent's session; larger is later. 0 when unknown.
    pub session: u64,
    /// Order within the session, from 0 or 1 on.
    pub index: Option<u32>,
}

/// One change of agent state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// When the state began.
    pub at: Millis,
    /// The state it changed to, with its reason.
    pub activity: ActivityId,
    /// The API's own duration figure in milliseconds; may be negative or missing. Which state it
    /// measures is the dialect's to say ([`Durations`]).
    pub reported_ms: Option<i64>,
    /// Order among equal times, and identity.
    pub key: RowKey,
    /// What else the row said, for people to read (`Skill: Billing · Contact: 42`).
    pub detail: Option<Arc<str>>,
    /// Whether it is the last row of its session: the agent is logged out from its end to the next
    /// session.
    pub ends_session: bool,
    /// Whether no row says it but others follow to it: a longer row that goes on after one inside it,
    /// or the time between two sessions.
    pub is_derived: bool,
}

impl Record {
    /// A record with nothing but its time and activity.
    pub fn new(at: Millis, activity: ActivityId, reported_ms: Option<i64>) -> Self {
        Self {
            at,
            activity,
            reported_ms,
            key: RowKey::default(),
            detail: None,
            ends_session: false,
            is_derived: false,
        }
    }

    /// What records are sorted by.
    pub fn order(&self) -> (Millis, RowKey) {
        (self.at, self.key)
    }
}

/// Which state a record's duration figure measures, and whether that figure says when it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durations {
    /// Reporting v2: the time in the state before. A state ends where the next record begins.
    OfPreviousState,
    /// CXone: the time in the row's own state. A state ends when that time is over.
    OfOwnState,
}

/// Why a row could not become a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RejectReason {
    /// No timestamp, or one that is no time.
    NoTimestamp,
    /// No agent state.
    NoState,
    /// No agent in an answer for many agents.
    NoAgent,
    /// Another agent's than the one asked for.
    OtherAgent,
    /// Not a row at all (an empty object, a line with too few cells).
    NotARow,
}

/// A row that was counted and kept for people to see, but could not be placed on the time line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Why.
    pub reason: RejectReason,
    /// Row or line number in its page or file, counted from 1.
    pub row: usize,
    /// The row as it came, cut to [`Rejected::EXCERPT`] characters.
    pub excerpt: String,
}

impl Rejected {
    /// Longest excerpt kept, in characters.
    pub const EXCERPT: usize = 200;

    /// A rejected row; the text is cut to its first [`Self::EXCERPT`] characters.
    pub fn new(reason: RejectReason, row: usize, text: &str) -> Self {
        Self { reason, row, excerpt: text.chars().take(Self::EXCERPT).collect() }
    }
}
