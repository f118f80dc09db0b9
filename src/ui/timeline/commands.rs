//! Carrying out commands, and bringing what is marked into view.

use leptos::prelude::*;

use super::chart::Chart;
use crate::app::command::{self, Command};
use crate::app::scope::Selection;
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
        if let Some((viewport, _)) = self.plot() {
            let (view, seen) = (viewport.span, self.over_plot(segment.span));
            if view.intersect(seen).is_empty() && !view.contains(seen.start) {
                self.shown.remember();
                let whole = untrack(|| self.shown.marked_occurrence()).map(|o| self.over_plot(o.span));
                let span = whole.filter(|whole| whole.len() <= view.len()).unwrap_or(seen);
                let middle = span.start + span.len() / 2;
                self.move_to(fit(middle + -(view.len() / 2), view.len(), self.bounds()));
            }
        }
        self.scroll_to(marked.agent, &segment);
    }

    /// A span as it lies over the plot: where rows are days, counted from the first moment of the day it begins
    /// on.
    fn over_plot(&self, span: Span) -> Span {
        let day = self.layout.with_untracked(|layout| {
            layout.as_ref()?.rows.iter().find_map(|row| match row.kind {
                RowKind::Day { span: day, .. } if day.contains(span.start) => Some(day),
                _ => None,
            })
        });
        day.map_or(span, |day| Span::new(span.start - day.start, span.end - day.start))
    }

    /// Scrolls the rows so that the one with this segment can be seen.
    fn scroll_to(&self, agent: usize, segment: &Segment) {
        let row = self.layout.with_untracked(|layout| {
            let rows = &layout.as_ref()?.rows;
            let is_it = |row: &&Row| match row.kind {
                RowKind::Agent { agent: shown } => shown == agent,
                RowKind::Day { span, .. } => span.contains(segment.span.start),
                _ => false,
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
            _ => return,
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
                    _ => false,
                })
            };
            let mut seen = layout.rows_between(top, f64::INFINITY).iter();
            let first = || seen.find(|row| row.kind != RowKind::Team);
            layout.rows.iter().find(is_marked).or_else(first).cloned()
        })
    }

    /// Carries out a command.
    pub fn run(&self, command: Command) {
        let Some((viewport, _)) = self.plot() else { return };
        let fitted = (command == Command::Fit).then(|| self.fitted());
        if let Some(view) = fitted.or_else(|| command::moved(command, &viewport, self.bounds())) {
            self.shown.remember();
            self.move_to(view);
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
            let Some((viewport, _)) = self.plot() else { return };
            self.shown.remember();
            self.move_to(command::centred(self.over_plot(segment.span), viewport.span, self.bounds()));
        }
    }

    /// Extends the selection by a step; across rows by day that of each day.
    fn extend_selection(&self, command: Command, view: Span) {
        let anchor = untrack(|| self.marked_segment())
            .map_or_else(|| view.start + view.len() / 2, |(_, segment)| self.over_plot(segment.span).start);
        let selection = self.shown.selection.get_untracked();
        let range = untrack(|| self.shown.window());
        let by_day = self.shown.lanes.get_untracked() == LaneMode::Day;
        let before = selection.as_ref().map(|selection| match selection.hours {
            Some(hours) if by_day => hours,
            None if by_day => self.over_plot(selection.span),
            _ => selection.span,
        });
        let bounds = if by_day { self.bounds() } else { range };
        let extended = command::extended(command, before, anchor, view, bounds);
        let agents = selection.as_ref().and_then(|selection| selection.agents.clone());
        let selection = match (by_day, selection) {
            (false, _) => Selection { span: extended, hours: None, agents },
            // A part of one day goes on being of that day.
            (true, Some(Selection { span, hours: None, .. })) => {
                let first = span.start + -self.over_plot(span).start.0;
                let moved = Span { start: first + extended.start.0, end: first + extended.end.0 };
                moved.intersect(range).into()
            }
            (true, Some(Selection { span, .. })) => Selection { span, hours: Some(extended), agents },
            (true, None) => Selection { span: range, hours: Some(extended), agents },
        };
        self.shown.selection.set(Some(selection));
    }

    fn clear(&self) {
        self.pinned.set(false);
        self.pointer.set(None);
        self.shown.marked.set(None);
        self.shown.selection.set(None);
    }
}
