//! What is done with the timeline before the code of hands is here: the last of it is kept, and carried out then.

use leptos::prelude::*;
use web_sys::{HtmlElement, MouseEvent, PointerEvent, WheelEvent};

use super::chart::{CLICK_PX, Chart, Early, Pointer};
use super::dom_events::listen_actively;

/// Whether a turn of the wheel moves the view; else it is the page's to scroll.
pub fn is_for_view(event: &WheelEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.delta_x().abs() > event.delta_y().abs()
}

/// Keeps what is done with the stage until somebody takes it.
pub fn keep(stage: &HtmlElement, chart: Chart) {
    let (early, down) = (chart.early, StoredValue::new(None::<Pointer>));
    let element = stage.clone();
    let place = move |event: &MouseEvent| Pointer::over(&element, event);
    listen_actively(stage, "wheel", {
        let place = place.clone();
        move |event: WheelEvent| {
            if is_for_view(&event) {
                event.prevent_default();
                let pointer = place(&event);
                early.set_value(Some(Early::Wheel(event, pointer)));
            }
        }
    });
    listen_actively(stage, "pointerdown", {
        let place = place.clone();
        move |event: PointerEvent| down.set_value(Some(place(&event)).filter(|_| event.button() == 0))
    });
    listen_actively(stage, "pointerup", move |event: PointerEvent| {
        let (from, to) = (down.try_update_value(Option::take).flatten(), place(&event));
        if from.is_some_and(|from| (to.x - from.x).hypot(to.y - from.y) <= CLICK_PX) {
            early.set_value(Some(Early::Click(to)));
        }
    });
}
