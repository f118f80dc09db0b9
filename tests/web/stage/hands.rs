//! What hands do on a stage: pointer, fingers, wheel and keys.

use wasm_bindgen::JsCast;
use web_sys::{
    HtmlInputElement, KeyboardEvent, KeyboardEventInit, PointerEvent, PointerEventInit, WheelEvent,
    WheelEventInit,
};

use super::Stage;

/// Keys held while the pointer works.
#[derive(Clone, Copy, Default)]
pub struct Held {
    pub ctrl: bool,
    pub shift: bool,
    pub alt: bool,
}

pub const SHIFT: Held = Held { ctrl: false, shift: true, alt: false };
pub const CTRL: Held = Held { ctrl: true, shift: false, alt: false };
pub const ALT: Held = Held { ctrl: false, shift: false, alt: true };
pub const NONE: Held = Held { ctrl: false, shift: false, alt: false };

impl Stage {
    fn place(&self, (x, y): (f64, f64)) -> (i32, i32) {
        let rect = self.get(".timeline-stage").get_bounding_client_rect();
        ((rect.left() + x).round() as i32, (rect.top() + y).round() as i32)
    }

    fn pointer(&self, kind: &str, at: (f64, f64), held: Held, finger: Option<i32>) {
        let (x, y) = self.place(at);
        let init = PointerEventInit::new();
        init.set_client_x(x);
        init.set_client_y(y);
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_ctrl_key(held.ctrl);
        init.set_shift_key(held.shift);
        init.set_alt_key(held.alt);
        init.set_button(0);
        init.set_pointer_id(finger.unwrap_or(1));
        init.set_pointer_type(if finger.is_some() { "touch" } else { "mouse" });
        let event = PointerEvent::new_with_event_init_dict(kind, &init).unwrap();
        self.get(".timeline-stage").dispatch_event(&event).unwrap();
    }

    pub fn hover(&self, at: (f64, f64)) {
        self.pointer("pointermove", at, NONE, None);
    }

    pub fn click_at(&self, at: (f64, f64)) {
        self.pointer("pointerdown", at, NONE, None);
        self.pointer("pointerup", at, NONE, None);
    }

    /// Presses at the first point, moves over the others and lets go at the last. The pointer rests
    /// before it lets go, so that nothing glides on.
    pub fn drag(&self, path: &[(f64, f64)], held: Held) {
        self.pointer("pointerdown", path[0], held, None);
        for &at in path {
            self.pointer("pointermove", at, held, None);
        }
        let last = path[path.len() - 1];
        self.pointer("pointermove", last, held, None);
        self.pointer("pointerup", last, held, None);
    }

    pub fn finger(&self, kind: &str, finger: i32, at: (f64, f64)) {
        self.pointer(kind, at, NONE, Some(finger));
    }

    /// Turns the wheel; whether the page may scroll.
    pub fn wheel(&self, at: (f64, f64), (dx, dy): (f64, f64), held: Held) -> bool {
        let (x, y) = self.place(at);
        let init = WheelEventInit::new();
        init.set_client_x(x);
        init.set_client_y(y);
        init.set_delta_x(dx);
        init.set_delta_y(dy);
        init.set_ctrl_key(held.ctrl);
        init.set_shift_key(held.shift);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = WheelEvent::new_with_event_init_dict("wheel", &init).unwrap();
        self.get(".timeline-stage").dispatch_event(&event).unwrap()
    }

    /// Presses a key while `selector` has the focus.
    pub fn key_in(&self, selector: &str, key: &str, held: Held) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_ctrl_key(held.ctrl);
        init.set_shift_key(held.shift);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.element(selector).dispatch_event(&event).unwrap();
    }

    /// Presses a key on the timeline.
    pub fn key(&self, key: &str) {
        self.key_in(".timeline-chart", key, NONE);
    }

    /// Types a text into an input, in the place of what is there.
    pub fn type_into(&self, selector: &str, text: &str) {
        let input: HtmlInputElement = self.get(selector).dyn_into().unwrap();
        input.set_value(text);
        for kind in ["input", "change"] {
            let init = web_sys::EventInit::new();
            init.set_bubbles(true);
            let event = web_sys::Event::new_with_event_init_dict(kind, &init).unwrap();
            input.dispatch_event(&event).unwrap();
        }
    }
}
