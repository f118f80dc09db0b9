//! How many agents were in each state, as they are counted above rows.

use leptos::prelude::*;

use crate::app::roster::Team;
use crate::app::view_state::ViewState;
use crate::app::view_state::adherence::Adhered;
use model::dataset::Dataset;
use scene::staffing::{Staffing, bins_of};

/// How many agents were in each state: of each team that rows stand in, and of all of them.
#[derive(Clone, Copy)]
pub struct Staffings {
    /// Of teams.
    pub teams: Memo<Vec<Staffing>>,
    /// Of all; `None` while rows are no agents.
    pub all: Memo<Option<Staffing>>,
}

impl Staffings {
    /// Follows what is shown.
    pub fn new(shown: ViewState, plans: Memo<Adhered>) -> Self {
        let teams = Memo::new(move |_| {
            let Some(data) = shown.data.get() else { return Vec::new() };
            shown.teams.with(|teams| teams.iter().map(|team| of_states(&data, &team.agents)).collect())
        });
        let unteamed = Memo::new(move |_| {
            let data = shown.data.get().filter(|_| shown.is_everyone() && teams.read().is_empty())?;
            Some(shown.order.with(|order| of_states(&data, order)))
        });
        let teams = teams_planned(shown, teams, plans);
        let all = Memo::new(move |_| match (unteamed.get(), &**teams.read()) {
            (Some(all), _) => Some(shown.order.with(|order| with_plan(all, &plans.read(), order))),
            (None, teams) => (shown.is_everyone() && !teams.is_empty()).then(|| Staffing::together(teams)),
        });
        Self { teams, all }
    }
}

fn teams_planned(shown: ViewState, teams: Memo<Vec<Staffing>>, plans: Memo<Adhered>) -> Memo<Vec<Staffing>> {
    Memo::new(move |_| {
        let plans = plans.read();
        let of = |(staffing, team): (Staffing, &Team)| with_plan(staffing, &plans, &team.agents);
        shown.teams.with(|all| teams.get().into_iter().zip(all).map(of).collect())
    })
}

/// Looks at every segment: what changes with schedules alone does not do it again.
fn of_states(data: &Dataset, agents: &[usize]) -> Staffing {
    Staffing::new(data, agents, bins_of(data.window))
}

fn with_plan(staffing: Staffing, plans: &Adhered, agents: &[usize]) -> Staffing {
    if plans.is_empty() { staffing } else { staffing.with_plan(plans, agents) }
}
