//! How many agents were in each state, as they are counted above rows.

use leptos::prelude::*;

use crate::app::roster::Team;
use crate::app::view_state::ViewState;
use crate::app::view_state::adherence::Adhered;
use model::dataset::Dataset;
use scene::staffing::{Staffing, bins_of};

/// How many agents of each team that rows stand in were in each state.
pub fn group_staffing(shown: ViewState, plans: Memo<Adhered>) -> Memo<Vec<Staffing>> {
    Memo::new(move |_| {
        let Some(data) = shown.data.get() else { return Vec::new() };
        let plans = plans.read();
        let of = |team: &Team| staffing_of(&data, &plans, &team.agents);
        shown.teams.with(|teams| teams.iter().map(of).collect())
    })
}

fn staffing_of(data: &Dataset, plans: &Adhered, agents: &[usize]) -> Staffing {
    let staffing = Staffing::new(data, agents, bins_of(data.window));
    if plans.is_empty() { staffing } else { staffing.with_plan(plans, agents) }
}

/// How many agents were in each state; `None` while rows are no agents.
pub fn staffing(shown: ViewState, plans: Memo<Adhered>) -> Memo<Option<Staffing>> {
    Memo::new(move |_| {
        let data = shown.data.get().filter(|_| shown.is_everyone())?;
        let plans = plans.read();
        Some(shown.order.with(|order| staffing_of(&data, &plans, order)))
    })
}
