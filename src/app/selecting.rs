//! What a drag over the rows selects: a part of the range, and the rows it goes over; and how what is selected is
//! changed by its edges, or moved.

use std::collections::HashSet;

use super::scope::Selection;
use model::dataset::Dataset;
use model::record::AgentId;
use model::time::{Millis, SECOND, Span};
use model::zone::{Run, clock_hours, whole_span};
use scene::layout::{Row, RowKind, RowLayout};
use scene::rows::LaneMode;
use scene::viewport::{Viewport, fit};

/// A place on the rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// CSS pixels from the left edge of the drawing.
    pub x: f64,
    /// Which row; `None` for the axis, and where there is none.
    pub row: Option<usize>,
}

/// What of a selection is taken hold of; times as they lie over the plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// One of its edges.
    Edge {
        /// The other one.
        fixed: Millis,
    },
    /// All of it.
    Band {
        /// How far behind its start, in milliseconds.
        offset: i64,
    },
}

/// What is drawn, and what of it is visible.
#[derive(Clone, Copy, Debug)]
pub struct Drawn<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// Where rows lie.
    pub layout: &'a RowLayout,
    /// The time over the plot.
    pub over_plot: Viewport,
    /// What can be selected.
    pub bounds: Span,
}

impl Drawn<'_> {
    /// The time over the plot at a place, no finer than a pixel can tell: milliseconds would only be noise.
    fn time(&self, x: f64) -> Millis {
        let unit = if self.over_plot.ms_per_px() < SECOND as f64 { 1 } else { SECOND };
        let x = x.clamp(self.layout.gutter, self.layout.width) - self.layout.gutter;
        self.over_plot.time(x).rounded(unit)
    }

    fn rows(&self, from: Place, to: Place) -> Option<&[Row]> {
        // What begins on the axis is of all rows.
        let first = from.row?;
        let last = to.row.unwrap_or(self.layout.rows.len().saturating_sub(1));
        self.layout.rows.get(first.min(last)..=first.max(last))
    }

    /// What a drag from one place to another selects.
    pub fn dragged(&self, from: Place, to: Place) -> Selection {
        let (a, b) = (self.time(from.x), self.time(to.x));
        let span = Span { start: a.min(b), end: a.max(b) };
        let rows = self.rows(from, to);
        match self.layout.mode {
            LaneMode::State => span.intersect(self.bounds).into(),
            LaneMode::Agent => {
                let agents = rows.and_then(|rows| self.agents(rows));
                Selection { agents, ..span.intersect(self.bounds).into() }
            }
            LaneMode::Day => self.of_days(rows.unwrap_or(&self.layout.rows), span),
        }
    }

    /// Where a selection lies over the plot; `None` where it is another part of each row.
    pub fn edges(&self, selection: &Selection) -> Option<Span> {
        if self.layout.mode != LaneMode::Day {
            return Some(selection.span);
        }
        let of_day = || {
            let day = self.day_of(selection.span.start)?;
            let is_one = selection.span.end <= day.last()?.span.end;
            is_one.then(|| clock_hours(day, selection.span)).flatten()
        };
        selection.hours.or_else(of_day)
    }

    /// How the clocks run on the day of a moment.
    fn day_of(&self, t: Millis) -> Option<&[Run]> {
        let mut days = self.layout.rows.iter().map(|row| &*row.runs);
        days.find(|runs| runs.iter().any(|run| run.span.contains(t)))
    }

    /// Whether a row is selected; the axis is where anything is.
    fn has(&self, selection: &Selection, row: Option<usize>) -> bool {
        let Some(row) = row.and_then(|row| self.layout.rows.get(row)) else { return true };
        match row.kind {
            RowKind::Day { span, .. } => !span.intersect(selection.span).is_empty(),
            _ => selection.agents.as_ref().is_none_or(|ids| {
                let agent = self.layout.row_agent(row).and_then(|agent| self.data.agents.get(agent));
                agent.is_some_and(|agent| ids.contains(&agent.id))
            }),
        }
    }

    /// What of a selection is under a place, no further from an edge than `reach_px`. All of it on the axis, and
    /// everywhere where that is asked for.
    pub fn hold(&self, selection: &Selection, at: Place, reach_px: f64, band: bool) -> Option<Hold> {
        let edges = self.edges(selection).filter(|_| self.has(selection, at.row))?;
        let left = self.layout.gutter + self.over_plot.px(edges.start);
        let right = self.layout.gutter + self.over_plot.px(edges.end);
        let is_inside = left <= at.x && at.x <= right;
        let offset = self.over_plot.time(at.x - self.layout.gutter) - edges.start;
        let (to_left, to_right) = ((at.x - left).abs(), (at.x - right).abs());
        match () {
            () if band && is_inside => Some(Hold::Band { offset }),
            () if to_left.min(to_right) <= reach_px => {
                Some(Hold::Edge { fixed: if to_left < to_right { edges.end } else { edges.start } })
            }
            () if at.row.is_none() && is_inside => Some(Hold::Band { offset }),
            () => None,
        }
    }

    /// A selection whose edge, or all of it, is at `x` now; `None` where nothing would be left of it.
    pub fn held(&self, selection: &Selection, hold: Hold, x: f64) -> Option<Selection> {
        let (edges, at) = (self.edges(selection)?, self.time(x));
        let all = self.layout.viewport(self.bounds).span;
        let edges = match hold {
            Hold::Edge { fixed } => Span { start: at.min(fixed), end: at.max(fixed) }.intersect(all),
            Hold::Band { offset } => fit(at + -offset, edges.len(), all),
        };
        self.with_edges(selection, edges)
    }

    /// A selection with other edges over the plot; `None` where nothing would be left of it.
    pub fn with_edges(&self, selection: &Selection, edges: Span) -> Option<Selection> {
        let moved = match (self.layout.mode, selection.hours) {
            (LaneMode::Day, Some(_)) => Selection { hours: Some(edges), ..selection.clone() },
            (LaneMode::Day, None) => {
                let span = whole_span(self.day_of(selection.span.start)?, edges);
                Selection { span: span.intersect(self.bounds), ..selection.clone() }
            }
            _ => Selection { span: edges, ..selection.clone() },
        };
        Some(moved).filter(|selection| !selection.is_empty())
    }

    /// The agents of rows; `None` where a row stands for all of them.
    fn agents(&self, rows: &[Row]) -> Option<Vec<AgentId>> {
        let mut agents = Vec::new();
        for row in rows {
            match self.layout.row_group(row) {
                Some((_, group)) => agents.extend(&group.agents),
                None => agents.push(self.layout.row_agent(row)?),
            }
        }
        // An agent can have several rows.
        let mut seen = HashSet::new();
        agents.retain(|agent| seen.insert(*agent));
        agents.into_iter().map(|agent| Some(self.data.agents.get(agent)?.id.clone())).collect()
    }

    /// Of one day a part of the range; of several the same part of each.
    fn of_days(&self, rows: &[Row], hours: Span) -> Selection {
        let mut days = rows.iter().map(|row| &*row.runs).filter(|runs| !runs.is_empty());
        let Some(first) = days.next() else { return Selection::default() };
        match days.next_back().and_then(<[Run]>::last) {
            None => whole_span(first, hours).intersect(self.bounds).into(),
            Some(last) => {
                let days = Span { start: first[0].span.start, end: last.span.end }.intersect(self.bounds);
                Selection { span: days, hours: Some(hours), agents: None }
            }
        }
    }
}

#[cfg(test)]
mod tests;
