//! Carrying out commands, and bringing what is marked into view.

use leptos::prelude::*;

use super::chart::Chart;
use crate::app::command::{self, Command};
use crate::app::view_state::SegmentRef;
use model::lane::Segment;
use model::time::Span;
use scene::layout::{Row, RowKind};
use scene::rows::LaneMode;
use scene::viewport::fit;

impl Chart {
    /// Brings the marked segment into view: its time, its agent and its row. All that it is a part of, if
    /// there is room.
    pub fn reveal(&self) {
        let Some((marked, segment)) = untrack(|| self.marked_segment()) else { return };
        self.pinned.set(true);
        let lanes = self.shown.lanes.get_untracked();
        if lanes != LaneMode::Agent && self.shown.agent.get_untracked() != marked.agent {
            self.shown.agent.set(marked.agent);
        }
        let view = self.view.get_untracked();
        if lanes != LaneMode::Day
            && view.intersect(segment.span).is_empty()
            && !view.contains(segment.span.start)
        {
            self.shown.remember();
            let whole = untrack(|| self.shown.marked_occurrence()).map(|occurrence| occurrence.span);
            let span = whole.filter(|whole| whole.len() <= view.len()).unwrap_or(segment.span);
            let middle = span.start + span.len() / 2;
            self.shown.set_view(fit(middle + -(view.len() / 2), view.len(), self.shown.bounds()));
        }
        self.scroll_to(marked.agent, &segment);
    }

    /// Scrolls the rows so that the one with this segment can be seen.
    fn scroll_to(&self, agent: usize, segment: &Segment) {
        let row = self.layout.with_untracked(|layout| {
            let rows = &layout.as_ref()?.rows;
            let is_it = |row: &&Row| match row.kind {
                RowKind::Agent { agent: shown } => shown == agent,
                RowKind::Day { span, .. } => span.contains(segment.span.start),
                RowKind::State { .. } => false,
            };
            rows.iter().find(is_it).map(|row| (row.y, row.height))
        });
        if let Some((y, height)) = row {
            self.scroll.reveal(y, height);
        }
    }

    /// Opens a row: an agent's state rows, or a day's.
    pub fn open_row(&self, row: &Row) {
        self.pointer.set(None);
        match row.kind {
            RowKind::Agent { agent } => self.shown.agent.set(agent),
            RowKind::Day { span, .. } => {
                self.shown.remember();
                self.shown.set_view(span.intersect(self.shown.bounds()));
            }
            RowKind::State { .. } => return,
        }
        self.shown.lanes.set(LaneMode::State);
    }

    /// The row of the marked segment, or the first that can be seen.
    fn current_row(&self) -> Option<Row> {
        let marked = untrack(|| self.marked_segment());
        let top = self.scroll.top.get_untracked();
        self.layout.with_untracked(|layout| {
            let layout = layout.as_ref()?;
            let is_marked = |row: &&Row| {
                marked.as_ref().is_some_and(|(marked, segment)| match row.kind {
                    RowKind::Agent { agent } => agent == marked.agent,
                    RowKind::Day { span, .. } => span.contains(segment.span.start),
                    RowKind::State { .. } => false,
                })
            };
            layout.rows.iter().find(is_marked).or_else(|| layout.row_at(top)).cloned()
        })
    }

    /// Carries out a command.
    pub fn run(&self, command: Command) {
        let Some((viewport, _)) = self.plot() else { return };
        if let Some(view) = command::moved(command, &viewport, self.shown.bounds()) {
            self.shown.remember();
            self.shown.set_view(view);
            return;
        }
        match command {
            Command::Back => self.shown.back(),
            Command::Next => self.step(true),
            Command::Previous => self.step(false),
            Command::Centre => self.centre(),
            Command::SelectEarlier | Command::SelectLater => self.extend_selection(command, viewport.span),
            Command::Clear => self.clear(),
            Command::RowAbove => self.step_row(-1),
            Command::RowBelow => self.step_row(1),
            Command::Open => {
                if let Some(row) = self.current_row() {
                    self.open_row(&row);
                }
            }
            Command::Help => self.help.update(|open| *open = !*open),
            _ => {}
        }
    }

    fn step(&self, forward: bool) {
        let Some(data) = self.shown.data.get_untracked() else { return };
        let marked = self.shown.marked.get_untracked();
        let agent = marked.map_or_else(|| self.shown.agent.get_untracked(), |m| m.agent);
        let Some(timeline) = data.agents.get(agent) else { return };
        let view = self.shown.view.get_untracked();
        let found = self.legend.with_untracked(|legend| {
            let shown = |i| legend.shows(timeline.lane.activity(i));
            command::neighbour(&timeline.lane, marked.map(|m| m.segment), view, forward, shown)
        });
        if let Some(segment) = found {
            self.shown.marked.set(Some(SegmentRef { agent, segment }));
        }
    }

    /// Marks what the agent in another row does at the same time; other rows scroll by a page.
    fn step_row(&self, by: isize) {
        if !untrack(|| self.shown.is_everyone()) {
            self.scroll.turn_pages(by);
            return;
        }
        let at = untrack(|| self.shown.moment_shown());
        let marked = self.shown.marked.get_untracked();
        let found = self.shown.order.with_untracked(|order| {
            let here = marked.and_then(|m| order.iter().position(|agent| *agent == m.agent));
            let next = here.map_or(Some(0), |row| row.checked_add_signed(by))?;
            let agent = *order.get(next)?;
            let segment = self.shown.data.with_untracked(|d| d.as_ref()?.agents.get(agent)?.lane.at(at?))?;
            Some(SegmentRef { agent, segment })
        });
        if found.is_some() {
            self.shown.marked.set(found);
        }
    }

    fn centre(&self) {
        if let Some((_, segment)) = untrack(|| self.marked_segment()) {
            self.shown.remember();
            let view = self.view.get_untracked();
            self.shown.set_view(command::centred(segment.span, view, self.shown.bounds()));
        }
    }

    fn extend_selection(&self, command: Command, view: Span) {
        let anchor = untrack(|| self.marked_segment())
            .map_or_else(|| view.start + view.len() / 2, |(_, segment)| segment.span.start);
        let selection = self.shown.selection.get_untracked().map(|selection| selection.span);
        let range = untrack(|| self.shown.window());
        let extended = command::extended(command, selection, anchor, view, range);
        self.shown.selection.set(Some(extended.into()));
    }

    fn clear(&self) {
        if self.help.get_untracked() {
            self.help.set(false);
            return;
        }
        self.pinned.set(false);
        self.pointer.set(None);
        self.shown.marked.set(None);
        self.shown.selection.set(None);
    }
}
