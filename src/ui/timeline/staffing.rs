//! How many agents were in each state, as they are counted above rows.

use leptos::prelude::*;

use crate::app::roster::Team;
use crate::app::view_state::ViewState;
use crate::app::view_state::adherence::Adhered;
use model::dataset::Dataset;
use scene::rows::StateRows;
use scene::staffing::{Stack, Staffing, bins_of};

/// How many agents were in each state that the legend shows: of each team that rows stand in, and of all of them.
#[derive(Clone, Copy)]
pub struct Staffings {
    /// Of teams.
    pub teams: Memo<Vec<Stack>>,
    /// Of all; none while rows are no agents.
    pub all: Memo<Vec<Stack>>,
}

impl Staffings {
    /// Follows what is shown.
    pub fn new(shown: ViewState, legend: Memo<StateRows>, plans: Memo<Adhered>) -> Self {
        let teams = Memo::new(move |_| {
            let Some(data) = shown.data.get() else { return Vec::new() };
            shown.teams.with(|teams| teams.iter().map(|team| of_states(&data, &team.agents)).collect())
        });
        let unteamed: Memo<Vec<Staffing>> = Memo::new(move |_| {
            let data = shown.data.get().filter(|_| shown.is_everyone() && teams.read().is_empty());
            data.into_iter().map(|data| shown.order.with(|order| of_states(&data, order))).collect()
        });
        let teams = teams_planned(shown, teams, plans);
        let all = Memo::new(move |_| match (unteamed.get().pop(), &**teams.read()) {
            (Some(all), _) => vec![shown.order.with(|order| with_plan(all, &plans.read(), order))],
            (None, teams) if shown.is_everyone() && !teams.is_empty() => vec![Staffing::together(teams)],
            _ => Vec::new(),
        });
        let stacks = move |counted: Memo<Vec<Staffing>>| {
            Memo::new(move |_| counted.read().iter().map(|one| Stack::new(one, &legend.read())).collect())
        };
        Self { teams: stacks(teams), all: stacks(all) }
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
