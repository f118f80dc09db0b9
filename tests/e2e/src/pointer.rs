//! Mouse input, as the browser takes it from the system.

use serde_json::{Value, json};

use crate::page::Page;

/// Keys that are held down meanwhile, as bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// None.
    Nothing = 0,
    /// Ctrl.
    Ctrl = 2,
    /// Shift.
    Shift = 8,
}

/// Steps of a drag.
const STEPS: u32 = 8;

impl Page {
    /// A point of the timeline's stage in the window: `x` and `y` are shares of its width and height.
    async fn on_stage(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let script = "const stage = document.querySelector('.timeline-stage');
            if (!stage || stage.getBoundingClientRect().height === 0) return null;
            stage.scrollIntoView({ block: 'center', behavior: 'instant' });
            const rect = stage.getBoundingClientRect();
            return [rect.left + rect.width * argument[0], rect.top + rect.height * argument[1]]";
        let at = self.until("the timeline's stage", script, json!([x, y])).await;
        (at[0].as_f64().unwrap_or_default(), at[1].as_f64().unwrap_or_default())
    }

    async fn mouse(&self, kind: &str, (x, y): (f64, f64), held: Held, more: Value) {
        let mut event = json!({ "type": kind, "x": x, "y": y, "modifiers": held as i32, "button": "none" });
        if let (Some(event), Some(more)) = (event.as_object_mut(), more.as_object()) {
            event.extend(more.clone());
        }
        let sent = self.driver.cdp().send_raw("Input.dispatchMouseEvent", event).await;
        sent.unwrap_or_else(|error| panic!("{kind}: {error}"));
    }

    /// Drags over the stage with the left button.
    pub async fn drag(&self, from: (f64, f64), to: (f64, f64), held: Held) {
        let (from, to) = (self.on_stage(from).await, self.on_stage(to).await);
        let left = json!({ "button": "left", "buttons": 1, "clickCount": 1 });
        self.mouse("mouseMoved", from, held, json!({})).await;
        self.mouse("mousePressed", from, held, left.clone()).await;
        for step in 1..=STEPS {
            let part = f64::from(step) / f64::from(STEPS);
            let at = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
            self.mouse("mouseMoved", at, held, json!({ "button": "left", "buttons": 1 })).await;
        }
        self.mouse("mouseReleased", to, held, left).await;
    }

    /// Clicks on the stage.
    pub async fn click_stage(&self, at: (f64, f64)) {
        self.drag(at, at, Held::Nothing).await;
    }

    /// Moves the pointer over the stage.
    pub async fn hover(&self, at: (f64, f64)) {
        let at = self.on_stage(at).await;
        self.mouse("mouseMoved", at, Held::Nothing, json!({})).await;
    }

    /// Turns the wheel over the stage by so many CSS pixels.
    pub async fn wheel(&self, at: (f64, f64), (dx, dy): (f64, f64), held: Held) {
        let at = self.on_stage(at).await;
        self.mouse("mouseMoved", at, held, json!({})).await;
        self.mouse("mouseWheel", at, held, json!({ "deltaX": dx, "deltaY": dy })).await;
    }
}
