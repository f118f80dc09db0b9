//! The figures beside the rows of the timeline: which columns there are, and what each cell says of a span.
//!
//! Everything is worked out from the same totals as cards and tables, for the span that the page speaks of.

mod cell;
mod column;
mod plan;
mod spoken;

use model::adherence::{Figures, Judged};
use model::dataset::Dataset;
use model::index::Total;
use model::sorting::sort_by;
use model::state::StateKind;
use model::summary::Summary;
use model::time::Span;
use model::timeline::AgentTimeline;
use scene::layout::{Group, RowKind};
use scene::overruns::Overruns;
use scene::rows::{LaneMode, RowSlot, StateRows};

pub use cell::{Cell, Figure};
pub use column::{Column, FEW};
pub use spoken::spoken;

/// The figures of one row of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct RowFigures {
    /// One cell a column that the row can have.
    pub cells: Vec<Cell>,
    /// From the first login to the last logout or the end of what is known, in the row's part of the span.
    pub worked: Option<Span>,
    /// Whether a part of that was not fetched, and does not come by itself: figures are those of the rest.
    pub is_partial: bool,
}

impl RowFigures {
    /// A row's cell in a column.
    pub fn cell(&self, column: Column) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column)
    }
}

/// What the figures of rows are worked out from.
#[derive(Clone, Copy, Debug)]
pub struct RowsInput<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// The rows of states: those that are hidden count for nothing.
    pub legend: &'a StateRows,
    /// The agent whose segments state and day rows show: index into [`Dataset::agents`].
    pub agent: usize,
    /// The agents in row order: indices into [`Dataset::agents`].
    pub order: &'a [usize],
    /// The groups that they stand in.
    pub groups: &'a [Group],
    /// What is spoken of.
    pub span: Span,
    /// Where limits are passed.
    pub overruns: &'a Overruns,
    /// What was planned, and what of it was not kept.
    pub plans: &'a Judged,
}

impl RowsInput<'_> {
    /// The figures of a row. `None` where there is no such agent.
    pub fn row(&self, kind: &RowKind) -> Option<RowFigures> {
        let agents = &self.data.agents;
        match kind {
            RowKind::State { row } => agents.get(self.agent).map(|agent| self.state_row(agent, *row)),
            RowKind::Day { span, .. } => {
                agents.get(self.agent).map(|_| self.lane_row(self.agent, self.span.intersect(*span)))
            }
            RowKind::Agent { agent } => agents.get(*agent).map(|_| self.lane_row(*agent, self.span)),
            RowKind::Team => Some(self.several(self.order)),
            RowKind::Group { team } => {
                let group = self.groups.iter().find(|group| group.team == *team)?;
                Some(self.several(&group.agents))
            }
            RowKind::Lane { agent, row } => agents.get(*agent).map(|agent| self.opened_row(agent, *row)),
            RowKind::Schedule => agents.get(self.agent).map(|_| self.schedule_row()),
            RowKind::Exceptions => agents.get(self.agent).map(|_| self.exceptions_row()),
        }
    }

    fn state_row(&self, agent: &AgentTimeline, row: usize) -> RowFigures {
        let totals = agent.index.totals(&agent.lane, self.span);
        let summary = Summary::of_totals(self.span, &totals, &self.data.catalog);
        let is_own = |place: RowSlot| place == RowSlot::Row(row);
        let own = totals.iter().filter(|(activity, _)| is_own(self.legend.place(*activity)));
        let total = Total::sum(own.map(|(_, total)| total));
        let is_logged_in = self.legend.rows.get(row).is_some_and(|row| row.kind.is_logged_in());
        let figure = |column: Column| match column {
            Column::Time => Figure::Length(total.ms),
            Column::Share => share(summary.share(total.ms).filter(|_| is_logged_in)),
            Column::Count => Figure::Count(total.count),
            Column::Average => length_of(&total, total.mean_ms()),
            _ => length_of(&total, total.longest_ms),
        };
        RowFigures { cells: cells(LaneMode::State, figure), worked: None, is_partial: false }
    }

    fn lane_row(&self, place: usize, span: Span) -> RowFigures {
        let agent = &self.data.agents[place];
        let summary = Summary::new(&agent.lane, &agent.index, &self.data.catalog, span);
        let passed = self.overruns.counted(place, span);
        let planned = self.plans.figures(&[place], &[span]);
        RowFigures {
            worked: self.worked(agent, span),
            ..self.lane_figures(&self.shown(&summary), passed, planned)
        }
    }

    /// The cells of a day, an agent, or all agents together. Where nothing is known of the time there is no figure,
    /// nor one of limits (`passed`) before they were judged.
    fn lane_figures(&self, summary: &Summary, passed: Option<usize>, planned: Option<Figures>) -> RowFigures {
        let (logged_in, not_ready) = (summary.logged_in_ms(), summary.kind(StateKind::NotReady));
        let is_lost = summary.kind(StateKind::NotFetched).ms > 0;
        let figure = |column: Column| match column {
            Column::Limits if passed != Some(0) => {
                passed.map_or(Figure::None, |passed| Figure::Count(passed as u32))
            }
            Column::Adherence => share(planned.and_then(|planned| planned.adherence())),
            Column::Out => planned
                .filter(|planned| planned.adherence().is_some())
                .map_or(Figure::None, |planned| Figure::Length(planned.sums.out_ms)),
            _ if logged_in == 0 => match is_lost {
                true if self.data.is_growing => Figure::Coming,
                true => Figure::NotFetched,
                false => Figure::None,
            },
            Column::In => Figure::Length(logged_in),
            Column::Contact => share(summary.share(summary.kind(StateKind::OnContact).ms)),
            Column::NotReady => Figure::Length(not_ready.ms),
            Column::Occupancy => share(summary.occupancy()),
            Column::Limits => Figure::Count(0),
            _ => length_of(&not_ready, not_ready.longest_ms),
        };
        let mut cells = cells(LaneMode::Agent, figure);
        if self.plans.is_empty() {
            cells.retain(|cell| !cell.column.needs_plan());
        }
        RowFigures { cells, worked: None, is_partial: is_lost && !self.data.is_growing }
    }

    /// What is left without hidden states.
    fn shown(&self, summary: &Summary) -> Summary {
        summary.only(&self.data.catalog, &|activity| self.legend.shows(activity))
    }

    /// Of one state of an agent that is opened in place: its time, and its share of logged-in time.
    fn opened_row(&self, agent: &AgentTimeline, row: usize) -> RowFigures {
        let of = self.state_row(agent, row);
        let under = [(Column::Time, Column::In), (Column::Share, Column::Contact)];
        let cell = |(own, column)| of.cell(own).map(|cell| Cell { column, figure: cell.figure });
        RowFigures { cells: under.into_iter().filter_map(cell).collect(), ..of }
    }

    /// Of several agents together.
    pub fn several(&self, agents: &[usize]) -> RowFigures {
        let mut sums = vec![Total::default(); self.data.catalog.len()];
        for agent in agents.iter().filter_map(|&agent| self.data.agents.get(agent)) {
            for (activity, total) in agent.index.totals(&agent.lane, self.span) {
                sums[activity.column()].add(&total);
            }
        }
        let sums: Vec<_> = self.data.catalog.activities().map(|(id, _)| id).zip(sums).collect();
        let passed = agents.iter().map(|&agent| self.overruns.counted(agent, self.span)).sum();
        let planned = self.plans.figures(agents, &[self.span]);
        self.lane_figures(
            &self.shown(&Summary::of_totals(self.span, &sums, &self.data.catalog)),
            passed,
            planned,
        )
    }

    /// From the first logged-in time of a span to the end of the last.
    fn worked(&self, agent: &AgentTimeline, span: Span) -> Option<Span> {
        let lane = &agent.lane;
        let span = span.intersect(lane.window());
        let touched = lane.range(span);
        let is_in = |i: &usize| {
            self.data.catalog.kind(lane.activity(*i)).is_logged_in() && lane.start(*i) < lane.start(*i + 1)
        };
        let (first, last) = (touched.clone().find(is_in)?, touched.rev().find(is_in)?);
        Some(Span { start: lane.start(first), end: lane.start(last + 1) }.intersect(span))
    }
}

fn cells(mode: LaneMode, figure: impl Fn(Column) -> Figure) -> Vec<Cell> {
    Column::all(mode).iter().map(|&column| Cell { column, figure: figure(column) }).collect()
}

fn share(share: Option<f64>) -> Figure {
    share.map_or(Figure::None, Figure::Share)
}

/// A length that there is only where there is an occurrence.
fn length_of(total: &Total, ms: i64) -> Figure {
    if total.count == 0 { Figure::None } else { Figure::Length(ms) }
}

/// What rows are sorted by: a column, or the name or date that they begin with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowSort {
    /// `None` for the name or date.
    pub by: Option<Column>,
    /// Largest, or last, first.
    pub descending: bool,
}

impl RowSort {
    /// After a click on a head: the largest first, then turned round.
    #[must_use]
    pub fn clicked(self, by: Option<Column>) -> Self {
        let descending = if self.by == by { !self.descending } else { by.is_some() };
        Self { by, descending }
    }

    /// What `aria-sort` says of a head.
    pub fn aria(self, of: Option<Column>) -> &'static str {
        match (self.by == of, self.descending) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        }
    }

    /// Puts rows in order: each with what `row` says of it. Equal ones stay as they are. Not ready goes by its
    /// share of logged-in time.
    pub fn apply<T>(self, rows: Vec<T>, row: impl Fn(&T) -> Option<RowFigures>) -> Vec<T> {
        let Some(by) = self.by else {
            return if self.descending { rows.into_iter().rev().collect() } else { rows };
        };
        let key = |item: &T| {
            let figures = row(item)?;
            let cell = *figures.cell(by)?;
            let whole = figures.cell(Column::In).and_then(Cell::value).filter(|_| by == Column::NotReady);
            Some(match (cell.figure, whole) {
                (Figure::Length(ms), Some(whole)) if whole > 0 => {
                    Cell { figure: Figure::Share(ms as f64 / whole as f64), ..cell }
                }
                _ => cell,
            })
        };
        let mut keyed: Vec<_> = rows.into_iter().map(|item| (key(&item), item)).collect();
        sort_by(&mut keyed, |(a, _), (b, _)| match (a, b) {
            (Some(a), Some(b)) => a.order(b, self.descending),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        keyed.into_iter().map(|(_, item)| item).collect()
    }
}

#[cfg(test)]
mod tests;
