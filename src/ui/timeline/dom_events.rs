//! Event listeners that may say `preventDefault`, and observers: what Leptos has no words for.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, Element, Event, EventTarget, ResizeObserver};

/// Calls `handler` for every `kind` event on `target`, with the right to prevent the default, until
/// the owner is disposed of.
pub fn listen_actively<E: JsCast + 'static>(
    target: &EventTarget,
    kind: &'static str,
    handler: impl Fn(E) + 'static,
) {
    let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| handler(event.unchecked_into()));
    let options = AddEventListenerOptions::new();
    options.set_passive(false);
    let callback = closure.as_ref().unchecked_ref();
    // Only a target that is no event target could refuse.
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(kind, callback, &options);
    keep(Listener { target: target.clone(), kind, closure });
}

struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        // Only a target that is no event target could refuse.
        let _ = self.target.remove_event_listener_with_callback(self.kind, callback);
    }
}

/// Calls `handler` with the element's width (CSS pixels) at first and whenever its size changes: its height
/// should not follow from what `handler` does, or browsers report an error.
pub fn observe_width(element: &Element, handler: impl Fn(f64) + 'static) {
    let observed = element.clone();
    let closure = Closure::<dyn Fn()>::new(move || handler(observed.get_bounding_client_rect().width()));
    if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
        observer.observe(element);
        keep((closure, ObserverGuard(observer)));
    }
}

/// The widest window in which panels have little room at their sides, and their room at each side with its border, in
/// CSS pixels; style sheets have the same.
const CLOSE_PX: f64 = 640.0;
const SIDES_PX: [f64; 2] = [13.0, 19.0];

/// How wide the inside of a panel will be that comes below the summary cards, in CSS pixels; `None` where there are none.
pub fn width_below_cards() -> Option<f64> {
    let place = document().query_selector(".cards-place").ok()??;
    let window_px = window().inner_width().ok()?.as_f64()?;
    let side = SIDES_PX[usize::from(window_px > CLOSE_PX)];
    Some(place.get_bounding_client_rect().width() - 2.0 * side).filter(|width| *width > 0.0)
}

struct ObserverGuard(ResizeObserver);

impl Drop for ObserverGuard {
    fn drop(&mut self) {
        self.0.disconnect();
    }
}

/// Keeps a value for as long as the reactive owner lives.
fn keep<T: 'static>(value: T) {
    let kept = StoredValue::new_local(Some(value));
    on_cleanup(move || {
        kept.try_update_value(|value| drop(value.take()));
    });
}
