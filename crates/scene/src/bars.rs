//! How segments look that are drawn by themselves.

use super::BarStyle;
use super::rows::StateRows;
use super::theme::Role;
use model::state::StateKind;
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;

/// Whether bars show that a segment goes on, or began earlier.
#[derive(Clone, Copy)]
pub(crate) enum Ends {
    /// Those in this span.
    Open(Span),
    /// None.
    Closed,
}

/// How a segment that is drawn by itself looks.
pub(crate) fn segment_style(
    agent: &AgentTimeline,
    legend: &StateRows,
    segment: usize,
    ends: Ends,
) -> BarStyle {
    let lane = &agent.lane;
    let is_seen = |t: Millis| matches!(ends, Ends::Open(view) if view.start <= t && t <= view.end);
    if lane.activity(segment).is_absence() {
        BarStyle::Absent
    } else if legend.role(lane.activity(segment)) == Role::State(StateKind::LoggedOut) {
        BarStyle::Hairline
    } else if lane.running() == Some(segment) && is_seen(lane.start(segment + 1)) {
        BarStyle::Running
    } else if segment == 0 && lane.is_carried_in() && is_seen(lane.window().start) {
        BarStyle::CarriedIn
    } else {
        BarStyle::Solid
    }
}
