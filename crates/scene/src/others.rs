//! States that share one row, because there are too many for a row each.

use std::collections::HashSet;

use super::theme::{Role, variable};
use model::dataset::Dataset;
use model::sorting::sort_by_key;
use model::state::{Activity, ActivityId, Catalog, StateId, StateKind};
use model::summary::{StateTotal, Summary};

/// The states, of those that Shiftline does not know, that have no row of their own. Nearly always none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Others {
    states: HashSet<StateId>,
    occurring: usize,
}

impl Others {
    /// Most states that have a row each: those with the most time.
    pub const MAX: usize = 200;

    /// What stands for all of them in links and in sets of hidden states. A state that has this code is among
    /// them.
    pub const KEY: &str = "others";

    /// The states of a data set without a row: those with the least time in the range of the agent whose rows
    /// are shown (an index into [`Dataset::agents`]), or of everyone when rows stand for agents (`None`).
    pub fn of(data: &Dataset, agent: Option<usize>) -> Self {
        let unknown = data.catalog.activities().filter(|(_, activity)| activity.kind == StateKind::Other);
        let mut states: HashSet<StateId> = unknown.map(|(_, activity)| activity.state).collect();
        if states.len() <= Self::MAX {
            return Self::default();
        }
        let summary = match agent.and_then(|agent| data.agents.get(agent)) {
            Some(one) => Summary::new(&one.lane, &one.index, &data.catalog, data.window),
            None => data.summary(data.window),
        };
        let mut told: Vec<&StateTotal> =
            summary.states.iter().filter(|state| state.kind == StateKind::Other).collect();
        sort_by_key(&mut told, |state| (-state.total.ms, state.activity));
        let named = told.iter().filter(|state| data.catalog.code(state.activity) != Self::KEY);
        let kept: Vec<StateId> =
            named.take(Self::MAX).map(|state| data.catalog.activity(state.activity).state).collect();
        for state in &kept {
            states.remove(state);
        }
        Self { occurring: told.len() - kept.len(), states }
    }

    /// Whether an activity's state is one of them.
    pub fn hold(&self, activity: &Activity) -> bool {
        activity.kind == StateKind::Other && self.states.contains(&activity.state)
    }

    /// How many of them occur.
    pub fn occurring(&self) -> usize {
        self.occurring
    }

    /// The word that stands for an activity's row in links and in sets of hidden states: `ready`, `wrap-up`,
    /// `not-fetched` and so on; a state that Shiftline does not know keeps its own code, and all that are among
    /// these have [`Self::KEY`].
    pub fn key<'a>(&self, catalog: &'a Catalog, id: ActivityId) -> &'a str {
        if self.hold(catalog.activity(id)) { Self::KEY } else { own_key(catalog, id) }
    }
}

/// The word that stands for the row of an activity that is none of them: `ready`,
/// `wrap-up`, `not-fetched` and so on; a state that Shiftline does not know keeps its own code.
fn own_key(catalog: &Catalog, id: ActivityId) -> &str {
    match catalog.kind(id) {
        StateKind::Other => catalog.code(id),
        kind => variable(Role::State(kind)),
    }
}
