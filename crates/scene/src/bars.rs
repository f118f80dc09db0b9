//! How segments and bins look as bars: by agent, by day, and on the strip of the whole range.

use super::bins::{BinnedSpan, bin_len, binned_spans};
use super::rows::StateRows;
use super::viewport::Viewport;
use super::{Bar, BarStyle};
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;

/// Where the bars of a row go, in CSS pixels.
pub(crate) struct BarRow {
    /// Where the viewport begins.
    pub left: f64,
    /// Time over the row.
    pub viewport: Viewport,
    /// Top edge.
    pub y: f64,
    /// Height.
    pub height: f64,
}

/// Whether bars show that a segment goes on, or began earlier.
#[derive(Clone, Copy)]
pub(crate) enum Ends {
    /// Those in this span.
    Open(Span),
    /// None.
    Closed,
}

/// What is shown of `view` as bars.
pub(crate) fn binned_bars(
    agent: &AgentTimeline,
    legend: &StateRows,
    view: Span,
    row: &BarRow,
    ends: Ends,
) -> impl Iterator<Item = Bar> {
    let spans = binned_spans(agent, view, bin_len(row.viewport.ms_per_px())).into_iter();
    spans.filter(|piece| legend.shows(piece.main)).map(move |piece| {
        let shown = piece.span.intersect(view);
        Bar {
            x0: row.left + row.viewport.px(shown.start),
            x1: row.left + row.viewport.px(shown.end),
            y: row.y,
            height: row.height,
            role: legend.role(piece.main),
            style: binned_style(agent, legend, &piece, ends),
        }
    })
}

fn binned_style(agent: &AgentTimeline, legend: &StateRows, piece: &BinnedSpan, ends: Ends) -> BarStyle {
    match (piece.segment, piece.second) {
        (Some(segment), _) => segment_style(agent, segment, ends),
        (None, second) => BarStyle::Mixed {
            second: second.filter(|s| legend.shows(*s)).map(|s| legend.role(s)),
            share: piece.main_ms as f64 / piece.span.len().max(1) as f64,
        },
    }
}

/// How a segment that is drawn by itself looks.
pub(crate) fn segment_style(agent: &AgentTimeline, segment: usize, ends: Ends) -> BarStyle {
    let lane = &agent.lane;
    let is_seen = |t: Millis| matches!(ends, Ends::Open(view) if view.start <= t && t <= view.end);
    if lane.activity(segment).is_absence() {
        BarStyle::Absent
    } else if lane.running() == Some(segment) && is_seen(lane.start(segment + 1)) {
        BarStyle::Running
    } else if segment == 0 && lane.is_carried_in() && is_seen(lane.window().start) {
        BarStyle::CarriedIn
    } else {
        BarStyle::Solid
    }
}
