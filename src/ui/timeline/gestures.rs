//! Mouse, pen and touch on the stage: pan, zoom, pinch, select, mark.

use leptos::prelude::*;
use web_sys::{HtmlElement, MouseEvent, PointerEvent, WheelEvent};

use super::chart::{CLICK_PX, Chart, Early, Pointer};
use super::dom_events::listen_actively;
use super::under::{hold_under, mark_under, wheeled};
use crate::app::scope::Selection;
use crate::app::selecting::{Hold, Place};
use model::time::Span;
use scene::rows::LaneMode;
use scene::viewport::Viewport;

/// A wheel that turns again after this pause begins a new step of "Back", in milliseconds.
const WHEEL_PAUSE: f64 = 600.0;

/// Slowest glide that goes on, in CSS pixels a millisecond.
const SLOWEST_GLIDE: f64 = 0.02;

/// What a glide keeps of its speed each millisecond.
const GLIDE_KEEPS: f64 = 0.995;

/// A finger, pen or mouse that is down.
#[derive(Clone, Copy, Debug)]
struct Down {
    id: i32,
    start: (f64, f64),
    at: (f64, f64),
}

#[derive(Clone, Debug)]
enum Drag {
    /// Dragging the view: what was visible when it began.
    Pan { view: Span, moved: bool },
    /// Dragging a selection: the place it began at.
    Select { from: Place },
    /// Dragging an edge of a selection, or all of it.
    Held { selection: Selection, hold: Hold },
    /// Two fingers: the view and their distance when the second came down.
    Pinch { view: Span, distance: f64, middle: f64 },
}

#[derive(Debug, Default)]
struct Gesture {
    downs: Vec<Down>,
    drag: Option<Drag>,
    /// Speed of the last moves, CSS pixels a millisecond, and when the last one was.
    speed: f64,
    moved_at: f64,
    gliding: bool,
    /// When the wheel last moved the view.
    wheeled_at: Option<f64>,
}

/// Makes the stage follow the pointer.
pub fn attach(stage: &HtmlElement, chart: Chart) {
    let gesture = StoredValue::new_local(Gesture::default());
    let element = stage.clone();
    let place = move |event: &MouseEvent| Pointer::over(&element, event);

    listen_actively(stage, "wheel", {
        let place = place.clone();
        move |event: WheelEvent| {
            let Some(view) = wheeled(chart, &event, place(&event)) else { return };
            event.prevent_default();
            let now = event.time_stamp();
            let before = gesture.try_update_value(|g| g.wheeled_at.replace(now)).flatten();
            if before.is_none_or(|before| now - before > WHEEL_PAUSE) {
                chart.shown.remember();
            }
            chart.move_to(view);
        }
    });
    let captor = stage.clone();
    listen_actively(stage, "pointerdown", {
        let place = place.clone();
        move |event: PointerEvent| {
            if event.button() != 0 {
                return;
            }
            // Without capture a drag ends at the edge, which is no reason to refuse it.
            let _ = captor.set_pointer_capture(event.pointer_id());
            let held = if event.shift_key() { None } else { hold_under(chart, &event, place(&event)) };
            gesture
                .update_value(|g| g.down(chart, event.pointer_id(), place(&event), event.shift_key(), held));
        }
    });
    listen_actively(stage, "pointermove", {
        let place = place.clone();
        move |event: PointerEvent| {
            let pointer = place(&event);
            let dragging = gesture
                .try_update_value(|g| g.moved(chart, event.pointer_id(), pointer, event.time_stamp()))
                .unwrap_or(false);
            point(chart, (!dragging).then_some(pointer));
        }
    });
    listen_actively(stage, "pointerup", move |event: PointerEvent| {
        let pointer = place(&event);
        let glides =
            gesture.try_update_value(|g| g.up(chart, event.pointer_id(), pointer, event.time_stamp()));
        if glides == Some(true) && !reduced_motion() {
            glide(chart, gesture, event.time_stamp());
        }
    });
    listen_actively(stage, "pointercancel", move |event: PointerEvent| {
        gesture.update_value(|g| g.downs.retain(|down| down.id != event.pointer_id()));
        gesture.update_value(|g| g.drag = None);
    });
    listen_actively(stage, "pointerleave", move |_: PointerEvent| point(chart, None));
    listen_actively(stage, "dblclick", move |_: MouseEvent| {
        chart.shown.remember();
        chart.move_to(chart.fitted());
    });
    untrack(|| catch_up(chart));
}

/// Carries out what was done last before all this was here.
fn catch_up(chart: Chart) {
    match chart.early.try_update_value(Option::take).flatten() {
        Some(Early::Run(command)) => chart.execute(command),
        Some(Early::Click(pointer)) => mark_under(chart, pointer),
        Some(Early::Wheel(event, pointer)) => {
            if let Some(view) = wheeled(chart, &event, pointer) {
                chart.shown.remember();
                chart.move_to(view);
            }
        }
        None => {}
    }
}

/// Remembers where the pointer is. Nobody is told that it is nowhere still, as it is while a drag goes on.
fn point(chart: Chart, pointer: Option<Pointer>) {
    if pointer.is_some() || chart.pointer.with_untracked(Option::is_some) {
        chart.pointer.set(pointer);
    }
}

/// Whether a drag moves time along: across rows by day it selects.
fn pans(chart: Chart) -> bool {
    chart.shown.lanes.get_untracked() != LaneMode::Day
}

impl Gesture {
    fn down(
        &mut self,
        chart: Chart,
        id: i32,
        pointer: Pointer,
        shift: bool,
        held: Option<(Selection, Hold)>,
    ) {
        self.gliding = false;
        self.speed = 0.0;
        self.downs.retain(|down| down.id != id);
        self.downs.push(Down { id, start: (pointer.x, pointer.y), at: (pointer.x, pointer.y) });
        let view = chart.plot().map_or(Span::default(), |(viewport, _)| viewport.span);
        let held =
            held.filter(|_| self.downs.len() == 1).map(|(selection, hold)| Drag::Held { selection, hold });
        self.drag = held.or_else(|| match self.downs[..] {
            [_] if shift || !pans(chart) || chart.selecting.get_untracked() => {
                Some(Drag::Select { from: chart.place_at(pointer.x, pointer.y) })
            }
            [_] => Some(Drag::Pan { view, moved: false }),
            [a, b, ..] => {
                chart.shown.remember();
                Some(Drag::Pinch {
                    view,
                    distance: (a.at.0 - b.at.0).abs().max(20.0),
                    middle: f64::midpoint(a.at.0, b.at.0),
                })
            }
            [] => None,
        });
    }

    /// Whether something is being dragged.
    fn moved(&mut self, chart: Chart, id: i32, pointer: Pointer, now: f64) -> bool {
        let Some(down) = self.downs.iter_mut().find(|down| down.id == id) else { return false };
        let step = pointer.x - down.at.0;
        down.at = (pointer.x, pointer.y);
        let far = (down.at.0 - down.start.0).hypot(down.at.1 - down.start.1) > CLICK_PX;
        let pulled = down.start.0 - down.at.0;
        let Some((viewport, gutter)) = chart.plot() else { return false };
        match &mut self.drag {
            Some(Drag::Pan { view, moved }) if far || *moved => {
                if !*moved {
                    *moved = true;
                    chart.shown.remember();
                }
                self.speed = -step / (now - self.moved_at).max(1.0);
                self.moved_at = now;
                chart.move_to(Viewport { span: *view, ..viewport }.pan(pulled, chart.bounds()));
                true
            }
            Some(Drag::Select { from }) if far => {
                let to = chart.place_at(pointer.x, pointer.y);
                if let Some(selection) = chart.dragged(*from, to) {
                    chart.shown.selection.set(Some(selection));
                }
                true
            }
            Some(Drag::Held { selection, hold }) => {
                if let Some(moved) = chart.held(selection, *hold, pointer.x) {
                    chart.shown.selection.set(Some(moved));
                }
                true
            }
            Some(Drag::Pinch { view, distance, middle }) => {
                if let [a, b, ..] = self.downs[..] {
                    let factor = (a.at.0 - b.at.0).abs().max(20.0) / *distance;
                    let before = Viewport { span: *view, ..viewport };
                    let zoomed = before.zoom(factor, *middle - gutter, chart.bounds());
                    let moved = *middle - f64::midpoint(a.at.0, b.at.0);
                    chart.move_to(Viewport { span: zoomed, ..viewport }.pan(moved, chart.bounds()));
                }
                true
            }
            _ => false,
        }
    }

    /// Whether the view is to glide on.
    fn up(&mut self, chart: Chart, id: i32, pointer: Pointer, now: f64) -> bool {
        let Some(at) = self.downs.iter().position(|down| down.id == id) else { return false };
        let down = self.downs.remove(at);
        let still = (pointer.x - down.start.0).hypot(pointer.y - down.start.1) <= CLICK_PX;
        match self.drag.take() {
            Some(Drag::Pan { moved: true, .. }) => {
                now - self.moved_at < 60.0 && self.speed.abs() > SLOWEST_GLIDE * 5.0
            }
            Some(Drag::Pan { .. } | Drag::Select { .. }) if still => {
                mark_under(chart, pointer);
                false
            }
            _ => false,
        }
    }
}

/// Lets the view run out after a throw.
fn glide(chart: Chart, gesture: StoredValue<Gesture, LocalStorage>, since: f64) {
    gesture.update_value(|g| g.gliding = true);
    glide_on(chart, gesture, since);
}

fn glide_on(chart: Chart, gesture: StoredValue<Gesture, LocalStorage>, before: f64) {
    request_animation_frame(move || {
        let now = window().performance().map_or(before + 16.0, |p| p.now());
        let step = gesture.try_update_value(|g| {
            let passed = (now - before).clamp(0.0, 50.0);
            let moved = g.speed * passed;
            g.speed *= GLIDE_KEEPS.powf(passed);
            (g.gliding && g.speed.abs() > SLOWEST_GLIDE).then_some(moved)
        });
        // Nothing glides on when it is over, or when the timeline has gone.
        let Some(Some(px)) = step else { return };
        if let Some((viewport, _)) = chart.plot() {
            chart.move_to(viewport.pan(px, chart.bounds()));
            glide_on(chart, gesture, now);
        }
    });
}

fn reduced_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}
