//! What keys do with the focus among the rows.

use leptos::prelude::*;

use super::chart::Chart;
use super::grid::At;
use crate::app::command::Command;
use crate::app::find::steps::step;
use crate::app::grid::{Around, Cell, Step, last_cell, sideways};
use crate::app::view_state::{LaneMode, SegmentRef};
use model::limits::Breach;
use model::time::Millis;
use scene::layout::RowKind;

impl Chart {
    /// Carries out what keys do with the focus.
    pub fn run_in_grid(&self, command: Command) {
        let Some(at) = self.focused_now() else { return };
        match command {
            Command::RowAbove => self.go_rows(at, -1),
            Command::RowBelow => self.go_rows(at, 1),
            Command::PageAbove => self.go_rows(at, -self.rows_a_page()),
            Command::PageBelow => self.go_rows(at, self.rows_a_page()),
            Command::Left => self.go_sideways(at, false),
            Command::Right => self.go_sideways(at, true),
            Command::First => self.go_to_end(at, Cell::Name, 0),
            Command::Last => {
                let columns = self.columns.get_untracked().len();
                self.go_to_end(at, last_cell(columns), usize::MAX);
            }
            Command::Next => self.step(at, true),
            Command::Previous => self.step(at, false),
            Command::NextLimit => self.step_limit(true),
            Command::PreviousLimit => self.step_limit(false),
            Command::Sort => self.sort_by(at),
            Command::Open => self.open(at),
            _ => {}
        }
    }

    fn last_row(&self) -> usize {
        self.layout
            .with_untracked(|layout| layout.as_ref().map_or(0, |layout| layout.rows.len()))
            .saturating_sub(1)
    }

    /// As many rows as are seen at once, one at least.
    fn rows_a_page(&self) -> isize {
        let (top, bottom) = untrack(|| self.scroll.seen());
        let seen =
            self.layout.with_untracked(|layout| Some(layout.as_ref()?.numbers_between(top, bottom).len()));
        seen.unwrap_or(0).saturating_sub(1).max(1) as isize
    }

    /// Goes down by so many rows, up if it is below 0; above the first row are the heads.
    fn go_rows(&self, (row, cell): At, by: isize) {
        let to = row.map_or(-1, |row| row as isize) + by;
        if to < 0 && (row.is_none() || by == -1) {
            let cell = if cell == Cell::Time { Cell::Name } else { cell };
            self.put_focus((None, cell));
            return;
        }
        let to = to.clamp(0, self.last_row() as isize) as usize;
        self.put_focus((Some(to), cell));
        if cell == Cell::Time {
            self.mark_alike(to);
        }
    }

    /// Marks in a row what there was at the time of the mark.
    fn mark_alike(&self, row: usize) {
        let Some(kind) = untrack(|| self.row_kind(row)) else { return };
        let at = untrack(|| self.marked_segment()).map(|(_, segment)| segment.span.start);
        let at = at.map(|at| self.in_row(&kind, at));
        let view = self.shown.view.get_untracked();
        let found = self.with_stretches_now(&kind, |agent, stretches| {
            let segment = at.map_or_else(|| stretches.first_in(view, true), |at| stretches.near(at))?;
            Some(SegmentRef { agent, segment })
        });
        if found.is_some() {
            self.shown.marked.set(found);
        }
    }

    /// A moment as it is in a row: the same time of its day.
    fn in_row(&self, kind: &RowKind, at: Millis) -> Millis {
        let RowKind::Day { date, .. } = kind else { return at };
        self.shown.zone.with_untracked(|zone| zone.instant(date.and_time(zone.local(at).time())))
    }

    fn go_sideways(&self, (row, cell): At, forward: bool) {
        let columns = self.columns.get_untracked().len();
        let kind = row.and_then(|row| untrack(|| self.row_kind(row)));
        let next = kind.as_ref().filter(|_| cell == Cell::Time).and_then(|kind| self.beside(kind, forward));
        let open = kind.as_ref().and_then(|kind| untrack(|| self.is_open(kind)));
        let around = Around { has_time: row.is_some(), open, columns, has_stretch: next.is_some() };
        match sideways(cell, forward, around) {
            Step::To(Cell::Time) => {
                self.put_focus((row, Cell::Time));
                if let Some(kind) = kind.filter(|kind| untrack(|| self.marked_in(kind)).is_none())
                    && let Some(first) = self.first_in_view(&kind, forward)
                {
                    self.shown.marked.set(Some(first));
                }
            }
            Step::To(cell) => self.put_focus((row, cell)),
            Step::Stretch => self.shown.marked.set(next),
            Step::Turn => {
                if let Some(kind) = kind {
                    self.turn(&kind);
                }
            }
            Step::Stay => {}
        }
    }

    /// The stretch of a row before or after the marked one; without a mark in it the first or last that is seen.
    fn beside(&self, kind: &RowKind, forward: bool) -> Option<SegmentRef> {
        let marked = untrack(|| self.marked_in(kind));
        match marked {
            None => self.first_in_view(kind, forward),
            Some(segment) => self.with_stretches_now(kind, |agent, stretches| {
                Some(SegmentRef { agent, segment: stretches.beside(segment, forward)? })
            }),
        }
    }

    fn first_in_view(&self, kind: &RowKind, forward: bool) -> Option<SegmentRef> {
        let view = self.shown.view.get_untracked();
        self.with_stretches_now(kind, |agent, stretches| {
            Some(SegmentRef { agent, segment: stretches.first_in(view, forward)? })
        })
    }

    fn go_to_end(&self, (row, cell): At, end: Cell, end_row: usize) {
        let is_there = cell == end || (row.is_none() && cell == Cell::Name && end == Cell::Time);
        let row = if is_there { Some(end_row.min(self.last_row())) } else { row };
        let cell = if row.is_none() && end == Cell::Time { Cell::Name } else { end };
        self.put_focus((row, cell));
    }

    /// Marks the next stretch of the lane, whatever state it is in.
    fn step(&self, (row, _): At, forward: bool) {
        let lanes = self.shown.lanes.get_untracked();
        let marked = self.shown.marked.get_untracked();
        let own = row.and_then(|row| untrack(|| self.row_kind(row))).and_then(|kind| match kind {
            RowKind::Agent { agent } | RowKind::Lane { agent, .. } => Some(agent),
            _ => None,
        });
        let first = self.shown.order.with_untracked(|order| order.first().copied());
        let agent = match lanes {
            LaneMode::State | LaneMode::Day => Some(self.shown.agent.get_untracked()),
            LaneMode::Agent => marked.map(|marked| marked.agent).or(own).or(first),
        };
        let Some(kind) = agent.map(|agent| RowKind::Agent { agent }) else { return };
        let found = self.beside(&kind, forward);
        if found.is_some() {
            self.shown.marked.set(found);
        }
    }

    /// Marks the next broken limit of what everything speaks of, in the order of rows.
    fn step_limit(&self, forward: bool) {
        let Some(data) = self.shown.data.get_untracked() else { return };
        let places = self.shown.scope.with_untracked(|scope| {
            let mut places = vec![usize::MAX; data.agents.len()];
            for (place, agent) in scope.agents.iter().enumerate() {
                places[*agent] = place;
            }
            places
        });
        let place = |agent: usize| places.get(agent).copied().filter(|place| *place != usize::MAX);
        let mut all: Vec<(usize, usize, usize)> = self.shown.judged.with_untracked(|judged| {
            self.shown.broken.with_untracked(|broken| {
                let breaches = broken.iter().filter_map(|place| judged.breaches.get(*place));
                let at = |breach: &Breach| {
                    let lane = &data.agents.get(breach.agent)?.lane;
                    let passed = lane.window().clamp(breach.passed);
                    let segment = lane.at(passed).or(lane.len().checked_sub(1))?;
                    Some((place(breach.agent)?, segment, breach.agent))
                };
                breaches.filter_map(at).collect()
            })
        });
        all.sort_unstable();
        all.dedup();
        let marked = self.shown.marked.get_untracked();
        let current = marked.and_then(|marked| Some((place(marked.agent)?, marked.segment, marked.agent)));
        if let Some((_, segment, agent)) = step(&all, current, forward) {
            self.shown.marked.set(Some(SegmentRef { agent, segment }));
        }
    }

    /// Sorts by the column of the focus; rows by state have their own order.
    fn sort_by(&self, (row, cell): At) {
        if self.shown.lanes.get_untracked() == LaneMode::State {
            return;
        }
        let by = match cell {
            Cell::Time => return,
            Cell::Name => None,
            Cell::Figure(i) => match self.columns.get_untracked().get(i) {
                Some(column) => Some(*column),
                None => return,
            },
        };
        let kind = row.and_then(|row| untrack(|| self.row_kind(row)));
        self.shown.sort.update(|sort| *sort = sort.clicked(by));
        // The focus stays with whom it was on.
        if let Some(kind) = kind
            && let Some(row) = self.row_of(|row| row.kind == kind)
        {
            self.put_focus((Some(row), cell));
        }
    }

    fn open(&self, (row, cell): At) {
        let Some(row) = row else {
            self.sort_by((None, cell));
            return;
        };
        if self.zoom_to_selection() {
            return;
        }
        let row = self.layout.with_untracked(|layout| layout.as_ref()?.rows.get(row).cloned());
        if let Some(row) = row {
            self.open_row(&row);
        }
    }
}
