//! The whole range in one strip, with the visible part as a window that can be dragged: one agent's
//! states, or with rows by agent how many were in each.

use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlElement, PointerEvent};

use super::Chart;
use super::dom_events::listen_actively;
use super::painting::Picture;
use crate::app::view_state::effect::effect;
use crate::app::words::timeline as words;
use crate::screen::Screen;
use model::format::{date_time, number};
use model::time::{Millis, Span};
use paint::display_list::DisplayList;
use scene::overview::overview;
use scene::staffing::Stack;
use scene::viewport::{MIN_SPAN, fit};

/// How near to an edge of the window the pointer takes hold of it, in CSS pixels.
const GRIP_PX: f64 = 12.0;

/// What is being dragged, and where in it the pointer took hold.
#[derive(Clone, Copy, Debug, PartialEq)]
enum BrushHandle {
    Start,
    End,
    Window { offset: i64 },
}

/// The moment of an edge.
fn edge(handle: BrushHandle, view: Span) -> Millis {
    if handle == BrushHandle::Start { view.start } else { view.end }
}

/// The view after the pointer moved to `at`.
fn dragged(handle: BrushHandle, view: Span, at: Millis, bounds: Span) -> Span {
    let shortest = MIN_SPAN.min(bounds.len());
    match handle {
        BrushHandle::Start => Span { start: at.min(view.end + -shortest).max(bounds.start), end: view.end },
        BrushHandle::End => Span { start: view.start, end: at.max(view.start + shortest).min(bounds.end) },
        BrushHandle::Window { offset } => fit(at + -offset, view.len(), bounds),
    }
}

/// Lets the pointer drag the window and its edges.
fn follow_pointer(chart: Chart, element: &HtmlElement) {
    let whole = move || untrack(|| chart.overview.viewport());
    let handle = StoredValue::new(None::<BrushHandle>);
    let captor = element.clone();
    let moment = {
        let element = element.clone();
        move |event: &PointerEvent| {
            let x = f64::from(event.client_x()) - element.get_bounding_client_rect().left();
            (whole().time(x), x)
        }
    };
    let take = moment.clone();
    listen_actively(element, "pointerdown", move |event: PointerEvent| {
        event.prevent_default();
        let _ = captor.set_pointer_capture(event.pointer_id());
        chart.shown.remember();
        let (at, x) = take(&event);
        let view = untrack(|| chart.seen(chart.shown.view.get()));
        let viewport = whole();
        let (left, right) = (viewport.px(view.start), viewport.px(view.end));
        let taken = if (x - left).abs() <= GRIP_PX && x < f64::midpoint(left, right) {
            BrushHandle::Start
        } else if (x - right).abs() <= GRIP_PX {
            BrushHandle::End
        } else if view.contains(at) {
            BrushHandle::Window { offset: at - view.start }
        } else {
            chart.move_to(fit(at + -(view.len() / 2), view.len(), whole().span));
            BrushHandle::Window { offset: view.len() / 2 }
        };
        handle.set_value(Some(taken));
    });
    listen_actively(element, "pointermove", move |event: PointerEvent| {
        if let Some(handle) = handle.get_value() {
            let view = untrack(|| chart.seen(chart.shown.view.get()));
            chart.move_to(dragged(handle, view, moment(&event).0, whole().span));
        }
    });
    listen_actively(element, "pointerup", move |_: PointerEvent| handle.set_value(None));
    listen_actively(element, "pointercancel", move |_: PointerEvent| handle.set_value(None));
}

/// The strip.
#[component]
pub fn Overview(chart: Chart) -> impl IntoView {
    let screen = RwSignal::new_local(None::<Screen>);
    on_cleanup(move || {
        // The whole timeline may be going.
        chart.overview.brush_screen.try_set(None);
    });
    let strip = NodeRef::<html::Div>::new();
    let width = chart.overview.width;
    let staffing = chart.staffing;
    let about = move || {
        let peak = staffing.with(|all| all.first().map(Stack::peak))?;
        let (most, all) = (number(peak.round() as usize), number(chart.shown.order.with(Vec::len)));
        Some(words::staffing(most, all))
    };
    effect(move || {
        let Some(data) = chart.shown.data.get().filter(|_| width.get() > 0.0) else { return };
        let size = chart.overview.size();
        let scene = staffing.with(|all| match all.first() {
            Some(stack) => stack.scene(size),
            None => chart.legend.with(|legend| overview(&data, legend, chart.shown.agent.get(), size)),
        });
        let picture = DisplayList::of(&scene, chart.shown.theme.get(), chart.ratio.get());
        screen.with(|screen| screen.as_ref().map(|screen| screen.show(picture)));
    });

    view! {
        <div
            class="overview"
            node_ref=strip
            title=about
            style:margin-inline-start=move || format!("{}px", chart.gutter.get())
            style:width=move || format!("{}px", width.get())
            style:height=move || format!("{}px", chart.overview.size().1)
        >
            <Picture hand_over=chart.hand_over class="overview-states" screen/>
            <Picture hand_over=chart.hand_over class="overview-window" screen=chart.overview.brush_screen/>
            {move || chart.hands.get().map(|hands| (hands.brush)(chart, strip))}
        </div>
    }
    .into_any()
}

/// What takes hold of the window: the pointer, and the handles of its edges.
#[component]
pub fn Brush(chart: Chart, strip: NodeRef<html::Div>) -> impl IntoView {
    effect(move || {
        if let Some(strip) = strip.get() {
            follow_pointer(chart, &strip);
        }
    });
    let settled_view = move || chart.overview.brush(chart.seen(chart.settled_view.get()));
    view! {
        <Edge chart which=BrushHandle::Start label=words::VIEW_START px=Signal::derive(move || settled_view().left)/>
        <Edge chart which=BrushHandle::End label=words::VIEW_END px=Signal::derive(move || settled_view().right)/>
    }
    .into_any()
}

/// The handle of one edge of the window, which the arrow keys move too. What is seen of the edge is the
/// frame's, unless it has the focus.
#[component]
fn Edge(chart: Chart, which: BrushHandle, label: &'static str, px: Signal<f64>) -> impl IntoView {
    let at = move || edge(which, chart.seen(chart.settled_view.get()));
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let window = untrack(|| chart.shown.window());
        let step = (window.len() / if event.shift_key() { 20 } else { 200 }).max(1);
        let by = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => -step,
            "ArrowRight" | "ArrowUp" => step,
            _ => return,
        };
        event.prevent_default();
        chart.shown.remember();
        let view = untrack(|| chart.seen(chart.shown.view.get()));
        chart.move_to(dragged(which, view, edge(which, view) + by, window));
    };
    view! {
        <div
            class="overview-edge"
            class:end=which == BrushHandle::End
            style:transform=move || format!("translateX({}px)", px.get())
            role="slider"
            tabindex="0"
            aria-label=label
            aria-valuemin=move || chart.shown.window().start.0
            aria-valuemax=move || chart.shown.window().end.0
            aria-valuenow=move || at().0
            aria-valuetext=move || chart.shown.zone.with(|zone| date_time(at(), zone))
            on:keydown=on_key
        ></div>
    }
}
