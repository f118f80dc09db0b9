//! What is under the pointer: what a click there marks, a drag takes hold of, and the wheel zooms around.

use leptos::prelude::*;
use web_sys::{PointerEvent, WheelEvent};

use super::early::is_for_view;
use super::{Chart, Pointer};
use crate::app::command::Command;
use crate::app::scope::{Selection, WHOLE_DAY};
use crate::app::selecting::Hold;
use crate::app::view_state::SegmentRef;
use model::time::Span;
use scene::layout::RowKind;

/// How near to an edge of a selection a mouse, and a finger, takes hold of it, in CSS pixels.
const GRIP_PX: f64 = 4.0;
const TOUCHED_PX: f64 = 22.0;

/// So far from the left edge a click on a name opens the row in place, in CSS pixels.
const TOGGLE_PX: f64 = 18.0;

/// How much a wheel's step of 100 zooms, as a power of e.
const WHEEL_ZOOM: f64 = 0.002;

/// The view that a turn of the wheel leads to; `None` when it is the page's to scroll.
pub fn wheeled(chart: Chart, event: &WheelEvent, pointer: Pointer) -> Option<Span> {
    let (viewport, gutter) = chart.plot()?;
    // Lines and pages, which some mice send, as pixels.
    let unit = [1.0, 16.0, 400.0][(event.delta_mode() as usize).min(2)];
    let (dx, dy) = (event.delta_x() * unit, event.delta_y() * unit);
    if !is_for_view(event) {
        None
    } else if event.ctrl_key() || event.meta_key() {
        let factor = (-dy * WHEEL_ZOOM).exp();
        Some(viewport.zoom(factor, pointer.x - gutter, chart.bounds()))
    } else {
        Some(viewport.pan(if dx == 0.0 { dy } else { dx }, chart.bounds()))
    }
}

/// What of the selection a pointer takes hold of: an edge, all of it on the axis, and with Alt all of it anywhere. Not where
/// a click opens a fold.
pub fn hold_under(chart: Chart, event: &PointerEvent, pointer: Pointer) -> Option<(Selection, Hold)> {
    if chart.is_on_fold(pointer) {
        return None;
    }
    let selection = chart.shown.selection.get_untracked().filter(|selection| !selection.is_empty())?;
    let reach_px = if event.pointer_type() == "mouse" { GRIP_PX } else { TOUCHED_PX };
    let at = chart.place_at(pointer.x, pointer.y);
    let hold = chart.with_drawn(|drawn| drawn.hold(&selection, at, reach_px, event.alt_key()))?;
    Some((selection, hold))
}

/// A click: marks the segment under it, opens the fold or the row whose label it hit, or takes the mark away.
pub fn mark_under(chart: Chart, pointer: Pointer) {
    if chart.is_on_fold(pointer) {
        chart.show_hours(Some(WHOLE_DAY));
        return;
    }
    if let Some(row) = chart.label_at(pointer) {
        if pointer.x < TOGGLE_PX && matches!(row.kind, RowKind::Agent { .. }) {
            chart.turn(&row.kind);
        } else {
            chart.open_row(&row);
        }
        return;
    }
    match chart.hit(pointer.x, pointer.y) {
        Some(hit) => {
            chart.shown.marked.set(Some(SegmentRef { agent: hit.agent, segment: hit.segment }));
            chart.pinned.set(true);
            if untrack(|| chart.shown.is_everyone()) {
                chart.shown.moment.set(chart.time_at(pointer.x, pointer.y));
            }
        }
        None => chart.run(Command::Clear),
    }
}
