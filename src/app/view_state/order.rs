//! The order of rows by agent, and how they stand together by team.

use leptos::prelude::*;

use super::ViewState;
use super::adherence::Adhered;
use super::derived::Later;
use super::judging::Judging;
use crate::app::roster::{self, Team, by_team};
use crate::app::row_figures::{Column, RowSort, RowsInput};
use model::dataset::Dataset;
use model::format::unturned;
use model::time::Span;
use scene::layout::{Group, MANY_AGENTS, RowKind};
use scene::overruns::Overruns;
use scene::rows::{LaneMode, StateRows};

impl ViewState {
    /// The agents in row order, and their teams where rows stand together by team.
    pub(super) fn find_order(&self) -> (Memo<Vec<usize>>, Memo<Vec<Team>>) {
        let arranged = self.find_arranged();
        (Memo::new(move |_| arranged.read().0.clone()), Memo::new(move |_| arranged.read().1.clone()))
    }

    /// The teams that rows stand in.
    pub fn groups(&self) -> Vec<Group> {
        let folded = self.folded.read();
        let group = |team: &Team| Group {
            team: team.number,
            label: unturned(team.label()).into_owned(),
            agents: team.agents.clone(),
            folded: folded.contains(team.key()),
        };
        self.teams.with(|teams| teams.iter().map(group).collect())
    }

    /// The agents that are opened in place, in order of their indices.
    pub fn opened_agents(&self, data: &Dataset) -> Vec<usize> {
        let ids = self.expanded.read();
        if ids.is_empty() {
            return Vec::new();
        }
        let agents = data.agents.iter().enumerate();
        agents.filter(|(_, agent)| ids.contains(&agent.id)).map(|(place, _)| place).collect()
    }

    fn find_arranged(&self) -> Memo<(Vec<usize>, Vec<Team>)> {
        let Self { data, lanes, rested, people, filter, sort, overruns, adhered, grouped, .. } = *self;
        Memo::new(move |_| {
            let Some(data) = data.get() else { return Default::default() };
            let (sort, filter, people) = (sort.get(), filter.read(), people.read());
            let by_agent = lanes.get() == LaneMode::Agent;
            let sort = if by_agent { sort } else { RowSort::default() };
            // What goes by no figure follows no view.
            let follows = filter.state.is_some() || sort.by.is_some();
            let view = Some(data.window).filter(|_| !follows).unwrap_or_else(|| rested.get().0);
            let seen = Some(view.intersect(data.window)).filter(|span| !span.is_empty());
            let order = roster::order(&data, &people, &filter, seen.unwrap_or(data.window));
            let is_grouped = by_agent && grouped.get().unwrap_or(data.agents.len() > MANY_AGENTS);
            let teams = if is_grouped { by_team(&order, &data, &people) } else { Vec::new() };
            in_order(order, teams, &data, sort, (view, overruns, adhered))
        })
    }
}

/// Rows that are sorted by figures have those of the range or the zoom: a selection moves no row. One team is none.
fn in_order(
    order: Vec<usize>,
    teams: Vec<Team>,
    data: &Dataset,
    sort: RowSort,
    (view, overruns, adhered): (Span, Later<Overruns, Judging>, Later<Adhered, Judging>),
) -> (Vec<usize>, Vec<Team>) {
    let legend = StateRows::new(&data.catalog);
    let overruns = if sort.by == Some(Column::Limits) { overruns.get() } else { Overruns::default() };
    let plans = if sort.by.is_some_and(Column::needs_plan) { adhered.get() } else { Adhered::default() };
    let rows = RowsInput {
        data,
        legend: &legend,
        agent: 0,
        order: &[],
        groups: &[],
        span: view,
        overruns: &overruns,
        plans: &plans,
    };
    let sorted = |agents| sort.apply(agents, |&agent| rows.row(&RowKind::Agent { agent }));
    if teams.len() < 2 {
        return (sorted(order), Vec::new());
    }
    let inside = |team: Team| Team { agents: sorted(team.agents), ..team };
    let teams: Vec<Team> = teams.into_iter().map(inside).collect();
    let teams = sort.apply(teams, |team| Some(rows.several(&team.agents)));
    (teams.iter().flat_map(|team| &team.agents).copied().collect(), teams)
}
