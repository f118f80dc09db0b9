//! How segments look that are drawn by themselves.

use super::theme::Role;
use super::{Bar, BarStyle};
use model::dataset::Dataset;
use model::state::{ActivityId, StateKind};
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;

/// Thickness of the line that says logged out, in CSS pixels.
pub(crate) const HAIRLINE_PX: f64 = 1.0;

/// Whether bars show that a segment goes on, or began earlier.
#[derive(Clone, Copy)]
pub(crate) enum Ends {
    /// Those in this span.
    Open(Span),
    /// None.
    Closed,
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

/// Logged out is a thin line at half the height; every other bar stays as it is.
pub(crate) fn as_hairline(bar: Bar) -> Bar {
    if bar.role != Role::State(StateKind::LoggedOut) {
        return bar;
    }
    let y = bar.y + (bar.height - HAIRLINE_PX) / 2.0;
    Bar { y, height: HAIRLINE_PX, style: BarStyle::Share, ..bar }
}

/// Whether this time lies after the load, or is on its way: it is neither known nor missing, and nothing is drawn.
pub(crate) fn is_to_come(data: &Dataset, activity: ActivityId, start: Millis) -> bool {
    activity == ActivityId::NO_DATA && start >= data.now
        || activity == ActivityId::NOT_FETCHED && data.is_growing
}
