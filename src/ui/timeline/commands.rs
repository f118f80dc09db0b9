//! Carrying out commands, and bringing what is marked into view.

use leptos::prelude::*;

use super::chart::Chart;
use crate::app::command::{self, Command};
use crate::app::scope::Selection;
use crate::app::view_state::SegmentRef;
use model::lane::Segment;
use model::time::Span;
use scene::layout::{Row, RowKind};
use scene::rows::{LaneMode, RowSlot};
use scene::viewport::fit;

impl Chart {
    /// Brings the marked segment into view: its time, its agent and its row. All that it is a part of, if
    /// there is room.
    pub fn bring_into_view(&self) {
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
        self.follow(marked, &segment);
    }

    /// A span as it lies over the plot: where rows are days, from the time that clocks show at its beginning.
    fn over_plot(&self, span: Span) -> Span {
        let start = self.layout.with_untracked(|layout| {
            let mut runs = layout.as_ref()?.rows.iter().flat_map(|row| &row.runs);
            runs.find(|run| run.span.contains(span.start)).map(|run| run.clock(span.start))
        });
        start.map_or(span, |start| Span { start, end: start + span.len() })
    }

    /// The focus goes to the row with this segment, which is scrolled into sight.
    fn follow(&self, marked: SegmentRef, segment: &Segment) {
        let place = self.legend.with_untracked(|legend| legend.place(segment.activity));
        self.unfold(marked.agent);
        // Where an agent is opened in place, the mark may be followed in the row of its state.
        let kind = untrack(|| self.focused_kind());
        let is_there = matches!(kind, Some(RowKind::Lane { agent, row }) if agent == marked.agent && place == RowSlot::Row(row));
        let row = self.row_of(|row| match row.kind {
            _ if is_there => Some(&row.kind) == kind.as_ref(),
            RowKind::Agent { agent } => agent == marked.agent,
            RowKind::Day { span, .. } => {
                !span.intersect(segment.span).is_empty() || span.contains(segment.span.start)
            }
            RowKind::State { row } => place == RowSlot::Row(row),
            _ => false,
        });
        if let Some(row) = row {
            self.focus_mark(row);
        }
    }

    /// Opens a row: an agent's state rows, or a day's.
    pub fn open_row(&self, row: &Row) {
        self.pointer.set(None);
        match row.kind {
            RowKind::Group { .. } => {
                self.turn(&row.kind);
                return;
            }
            RowKind::Agent { agent } | RowKind::Lane { agent, .. } => self.shown.agent.set(agent),
            RowKind::Day { span, .. } => {
                self.shown.remember();
                self.shown.set_view(span.intersect(self.shown.bounds()));
            }
            _ => return,
        }
        self.shown.lanes.set(LaneMode::State);
    }

    /// Carries out a command.
    pub fn execute(&self, command: Command) {
        let Some((viewport, _)) = self.plot() else { return };
        let fitted = (command == Command::Fit).then(|| self.fitted());
        if let Some(view) = fitted.or_else(|| command::moved(command, &viewport, self.bounds())) {
            self.shown.remember();
            self.move_to(view);
            return;
        }
        match command {
            Command::Back => self.shown.back(),
            Command::Centre => self.centre(),
            Command::SelectEarlier | Command::SelectLater => self.extend_selection(command, viewport.span),
            Command::Clear => self.clear(),
            _ => self.run_in_grid(command),
        }
    }

    /// Shows what is selected, if anything is, and nothing else; whether there was something.
    pub fn zoom_to_selection(&self) -> bool {
        let selection = self.shown.selection.get_untracked();
        let Some(selection) = selection.filter(|selection| !selection.is_empty()) else { return false };
        self.shown.remember();
        if self.shown.lanes.get_untracked() == LaneMode::Day {
            self.move_to(self.shown.zone.with_untracked(|zone| selection.in_day(zone)));
        } else {
            self.shown.set_view(selection.span);
        }
        self.shown.selection.set(None);
        true
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
        let edges = selection.as_ref().and_then(|old| self.with_drawn(|drawn| drawn.edges(old)));
        // What reaches over several days is a part of the range.
        let in_day = by_day && (selection.is_none() || edges.is_some());
        let before = if in_day { edges } else { selection.as_ref().map(|selection| selection.span) };
        let bounds = if in_day { self.bounds() } else { range };
        let extended = command::extended(command, before, anchor, view, bounds);
        let selection = match selection {
            Some(old) if in_day => self.with_drawn(|drawn| drawn.with_edges(&old, extended)),
            None if in_day => Some(Selection { span: range, hours: Some(extended), agents: None }),
            old => Some(Selection { span: extended, hours: None, agents: old.and_then(|old| old.agents) }),
        };
        if selection.is_some() {
            self.shown.selection.set(selection);
        }
    }

    /// Takes away mark and tooltip; without these goes back from the selection, and from the zoom.
    fn clear(&self) {
        self.pointer.set(None);
        let is_marked = self.shown.marked.get_untracked().is_some();
        self.pinned.set(false);
        if is_marked {
            self.shown.marked.set(None);
        } else {
            self.shown.widen_scope();
        }
    }
}
