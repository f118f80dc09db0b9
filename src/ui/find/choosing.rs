//! What choosing a result does.

use leptos::prelude::*;

use crate::app::find::offers::Act;
use crate::app::find::steps::Steps;
use crate::app::session::shown_zone;
use crate::app::view_state::{LaneMode, SegmentRef, ViewState};
use model::time::{HOUR, Millis, Span};
use scene::viewport::fit;

/// Longest view that a moment is shown in as it is, in milliseconds; a longer one becomes shorter.
const NEAR: i64 = 4 * HOUR;

/// Does what a result says.
pub fn choose(shown: ViewState, steps: RwSignal<Option<Steps>>, act: Act) {
    match act {
        Act::Agent(agent) => open(shown, agent),
        Act::Day(day, agent) => show(shown, day, agent),
        Act::Moment(at, agent) => show_moment(shown, at, agent),
        Act::Steps(wanted) => steps.set(Some(wanted)),
        // It was offered because the browser knows it.
        Act::Zone(name) => drop(shown_zone::choose(shown, &name)),
    }
}

/// Shows one agent's states.
fn open(shown: ViewState, agent: usize) {
    shown.agent.set(agent);
    shown.lanes.set(LaneMode::State);
}

/// Shows a part of the range. Rows by day show parts of days: states are shown instead.
fn show(shown: ViewState, span: Span, agent: Option<usize>) {
    match agent {
        Some(agent) => open(shown, agent),
        None if shown.lanes.get_untracked() == LaneMode::Day => shown.lanes.set(LaneMode::State),
        None => {}
    }
    shown.remember();
    shown.set_view(span.intersect(shown.bounds()));
}

/// Shows the time around a moment, marks what the agent did then, and lists what everyone did.
fn show_moment(shown: ViewState, at: Millis, agent: Option<usize>) {
    let len = shown.view.get_untracked().len();
    let len = if len > NEAR { NEAR / 2 } else { len };
    show(shown, fit(at + -(len / 2), len, shown.bounds()), agent);
    shown.moment.set(Some(at));
    if untrack(|| shown.is_everyone()) {
        return;
    }
    let agent = shown.agent.get_untracked();
    let segment = shown.data.with_untracked(|data| data.as_ref()?.agents.get(agent)?.lane.at(at));
    if let Some(segment) = segment {
        shown.marked.set(Some(SegmentRef { agent, segment }));
    }
}
