//! Agent states and the catalogue of those that a data set uses.
//!
//! An *activity* is an agent state together with its not ready reason (sub-state); it is what a
//! record switches to, and the unit in which time is counted.

mod catalog;
mod map;

use std::sync::Arc;

use crate::plain::STATES;
use crate::words::in_force;

pub use catalog::Catalog;
pub use map::{COLOURS, Entry, StateMap};

/// What an agent state means, whatever the API calls it. The order is the order of lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateKind {
    /// Ready for contacts.
    Available,
    /// On a contact, inbound or outbound, consults included.
    OnContact,
    /// After-call work.
    WrapUp,
    /// Not ready, with or without a reason.
    NotReady,
    /// Logged in, and nothing more is known yet.
    LoggedIn,
    /// Logged out.
    LoggedOut,
    /// A state that Shiftline does not know; it keeps its own name.
    Other,
    /// Before the first record, with nothing known from before.
    Unknown,
    /// The API has nothing for this time.
    NoData,
    /// The page or day that holds this time could not be fetched.
    NotFetched,
}

impl StateKind {
    /// Every kind, in lane order.
    pub const ALL: [Self; 10] = [
        Self::Available,
        Self::OnContact,
        Self::WrapUp,
        Self::NotReady,
        Self::LoggedIn,
        Self::LoggedOut,
        Self::Other,
        Self::Unknown,
        Self::NoData,
        Self::NotFetched,
    ];

    /// What people read.
    pub fn label(self) -> &'static str {
        in_force().states[self as usize]
    }

    /// What it is called in files, whatever people read.
    pub const fn name(self) -> &'static str {
        STATES[self as usize]
    }

    /// Whether the agent is logged in during it. Time that nobody knows about does not count.
    pub const fn is_logged_in(self) -> bool {
        !matches!(self, Self::LoggedOut | Self::Unknown | Self::NoData | Self::NotFetched)
    }

    /// Whether it stands for the absence of a record and not for something an agent did.
    pub const fn is_absence(self) -> bool {
        matches!(self, Self::Unknown | Self::NoData | Self::NotFetched)
    }
}

/// Index of an agent state in its [`Catalog`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub u32);

/// Index of an activity in its [`Catalog`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActivityId(pub u32);

impl ActivityId {
    /// Time before the first record, with nothing carried in.
    pub const UNKNOWN: Self = Self(0);
    /// Time that the API has nothing for.
    pub const NO_DATA: Self = Self(1);
    /// Time that could not be fetched.
    pub const NOT_FETCHED: Self = Self(2);

    /// Whether it stands for an absence; every other activity came from a record.
    pub const fn is_absence(self) -> bool {
        self.0 <= Self::NOT_FETCHED.0
    }

    /// Position in tables with one column an activity.
    pub const fn column(self) -> usize {
        self.0 as usize
    }
}

/// An agent state as the API names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentState {
    /// The API's own code or name, as it came (`NOT_READY`, `Unavailable`).
    pub code: Arc<str>,
    /// What people read.
    pub label: Arc<str>,
}

/// An agent state with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The agent state.
    pub state: StateId,
    /// Not ready reason, unavailable code or sub-state, as it came.
    pub reason: Option<Arc<str>>,
    /// What it means.
    pub kind: StateKind,
    /// The colour that a centre chose for it: an index into [`COLOURS`].
    pub colour: Option<u8>,
}

/// How a dialect reads one of its state names: the words people read, and the meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What people read.
    pub label: Arc<str>,
    /// What it means.
    pub kind: StateKind,
}

impl Reading {
    /// A known state under the field's own word for it.
    pub fn known(kind: StateKind) -> Self {
        Self { label: kind.label().into(), kind }
    }

    /// A state Shiftline does not know: it keeps its name.
    pub fn other(code: &str) -> Self {
        Self { label: code.into(), kind: StateKind::Other }
    }
}

#[cfg(test)]
mod tests;
