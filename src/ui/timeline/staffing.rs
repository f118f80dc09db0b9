//! How many agents were in each state, as they are counted above rows.

use leptos::prelude::*;

use crate::app::roster::Team;
use crate::app::view_state::ViewState;
use crate::app::view_state::adherence::Adhered;
use model::dataset::Dataset;
use scene::staffing::{Staffing, bins_of};

/// How many agents of each team that rows stand in were in each state.
pub fn group_staffing(shown: ViewState, plans: Memo<Adhered>) -> Memo<Vec<Staffing>> {
    let of_states = Memo::new(move |_| {
        let Some(data) = shown.data.get() else { return Vec::new() };
        let of = |team: &Team| of_states(&data, &team.agents);
        shown.teams.with(|teams| teams.iter().map(of).collect())
    });
    Memo::new(move |_| {
        let (all, plans) = (of_states.get(), plans.read());
        let of = |(staffing, team): (Staffing, &Team)| with_plan(staffing, &plans, &team.agents);
        shown.teams.with(|teams| all.into_iter().zip(teams).map(of).collect())
    })
}

/// How many agents were in each state; `None` while rows are no agents.
pub fn staffing(shown: ViewState, plans: Memo<Adhered>) -> Memo<Option<Staffing>> {
    let of_states = Memo::new(move |_| {
        let data = shown.data.get().filter(|_| shown.is_everyone())?;
        Some(shown.order.with(|order| of_states(&data, order)))
    });
    Memo::new(move |_| {
        let plans = plans.read();
        let of = |staffing| shown.order.with(|order| with_plan(staffing, &plans, order));
        of_states.get().map(of)
    })
}

/// Looks at every segment: what changes with schedules alone does not do it again.
fn of_states(data: &Dataset, agents: &[usize]) -> Staffing {
    Staffing::new(data, agents, bins_of(data.window))
}

fn with_plan(staffing: Staffing, plans: &Adhered, agents: &[usize]) -> Staffing {
    if plans.is_empty() { staffing } else { staffing.with_plan(plans, agents) }
}
