//! Where rows lie: what decides it, and when it is worked out anew.

use leptos::prelude::*;

use crate::app::roster::Team;
use crate::app::row_figures::{Column, RowSort, RowsInput};
use crate::app::view_state::adherence::Adhered;
use crate::app::view_state::{LaneMode, ViewState};
use model::dataset::Dataset;
use model::format::unturned;
use model::time::Span;
use scene::layout::{Beside, Group, Grouping, LayoutInput, Names, RowLayout};
use scene::overruns::Overruns;
use scene::rows::StateRows;

/// What decides where rows lie, beside what is shown.
#[derive(Clone, Copy)]
pub struct Rows {
    /// Rows and colours of the states.
    pub legend: Memo<StateRows>,
    /// The columns of figures that have room.
    pub columns: Memo<&'static [Column]>,
    /// What figures speak of.
    pub span: Memo<Span>,
    /// Where limits are passed.
    pub overruns: Memo<Overruns>,
    /// What was planned.
    pub plans: Memo<Adhered>,
    /// Height of rows by agent and of their bars, if somebody chose one.
    pub agent_row: RwSignal<Option<(f64, f64)>>,
    /// Whether the page is as narrow as a phone.
    pub narrow: Memo<bool>,
}

/// Where rows lie; `None` before there are any.
pub fn layout(shown: ViewState, rows: Rows) -> Memo<Option<RowLayout>> {
    Memo::new(move |_| {
        let data = shown.data.get()?;
        let (legend, zone) = (rows.legend.read(), shown.zone.read());
        let people = shown.people.read();
        let (mode, agent) = (shown.lanes.get(), shown.agent.get());
        let sort = shown.sort.get();
        let (groups, narrow) = (groups(shown), rows.narrow.get());
        let is_stacked = narrow && mode == LaneMode::State;
        let expanded = expanded(shown, &data);
        let laid_out = |order: &Vec<usize>| {
            let layout = RowLayout::new(&LayoutInput {
                grouping: Grouping { groups: &groups, expanded: &expanded },
                data: &data,
                legend: &legend,
                zone: &zone,
                people: &people,
                mode,
                agent,
                order,
                width: shown.width.get(),
                beside: Beside {
                    figures: if is_stacked { 0.0 } else { Column::width_of(rows.columns.get()) },
                    names: if narrow { Names::Short } else { Names::Over },
                    team: true,
                    plan: rows.plans.with(|plans| plans.agent(agent).is_some()),
                    agent_row: rows.agent_row.get(),
                },
            });
            if mode != LaneMode::Day || sort == RowSort::default() {
                return layout;
            }
            let (span, overruns, plans) = (rows.span.get(), &rows.overruns.read(), &rows.plans.read());
            let input =
                RowsInput { groups: &[], data: &data, legend: &legend, agent, order, span, overruns, plans };
            layout.arranged(|days| sort.apply(days, |day| input.row(&day.kind)))
        };
        Some(shown.order.with(laid_out))
    })
}

/// The teams that rows stand in.
fn groups(shown: ViewState) -> Vec<Group> {
    let folded = shown.folded.read();
    let group = |team: &Team| Group {
        team: team.number,
        label: unturned(team.label()).into_owned(),
        agents: team.agents.clone(),
        folded: folded.contains(team.key()),
    };
    shown.teams.with(|teams| teams.iter().map(group).collect())
}

/// The agents that are opened in place, in order of their indices.
fn expanded(shown: ViewState, data: &Dataset) -> Vec<usize> {
    let ids = shown.expanded.read();
    if ids.is_empty() {
        return Vec::new();
    }
    let agents = data.agents.iter().enumerate();
    agents.filter(|(_, agent)| ids.contains(&agent.id)).map(|(place, _)| place).collect()
}
