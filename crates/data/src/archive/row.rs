//! A row of an archive's file.

use std::sync::Arc;

use model::record::{AgentId, Durations, RowKey};
use model::state::StateKind;
use model::time::Millis;

/// One change of agent state, as it stands in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The agent.
    pub agent: AgentId,
    /// When the state began.
    pub start: Millis,
    /// How long the agent was in it, in milliseconds, rows inside it left out; `None`: its end was not known
    /// when it was fetched.
    pub duration_ms: Option<i64>,
    /// The API's own code or name of the state.
    pub state: Arc<str>,
    /// The not ready reason.
    pub reason: Option<Arc<str>>,
    /// What the state means.
    pub kind: StateKind,
    /// The API's own figure in milliseconds; which state it measures is the dialect's to say.
    pub reported_ms: Option<i64>,
    /// Session and place in it.
    pub key: RowKey,
    /// What else the row said.
    pub detail: Option<Arc<str>>,
    /// Whether no row of the API says it but others follow to it: a longer row that goes on after one inside
    /// it. Whoever makes lanes from rows leaves these out.
    pub is_derived: bool,
    /// When it was fetched.
    pub fetched: Millis,
}

impl Row {
    /// What rows are sorted by.
    pub fn order(&self) -> (&str, Millis) {
        (&self.agent, self.start)
    }
}

/// The figure that the API is expected to report for a row, in milliseconds: with it a row takes less room.
/// `before` is when the row of the same agent before it began, where there is one in the group.
pub fn expected_ms(
    durations: Durations,
    (start, duration_ms): (Millis, Option<i64>),
    before: Option<Millis>,
) -> Option<i64> {
    match durations {
        Durations::OfOwnState => duration_ms,
        Durations::OfPreviousState => before.map(|before| start - before),
    }
}
