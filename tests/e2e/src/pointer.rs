//! Mouse input, as the browser takes it from the system.

use serde_json::{Value, json};
use thirtyfour::Key;
use thirtyfour::common::command::Command;

use crate::engine::Engine;
use crate::page::Page;

/// A key that is held down meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// None.
    Nothing,
    /// Ctrl.
    Ctrl,
    /// Shift.
    Shift,
}

/// Steps of a drag.
const STEPS: u32 = 8;
/// How long one of them takes, ms: a hand is not everywhere at once.
const STEP_MS: u32 = 10;

/// WebKitWebDriver turns no wheel while a key is held: the page is told that it was.
const CTRL_WHEEL: &str = "const [clientX, clientY, deltaX, deltaY] = argument;
    const turned = { clientX, clientY, deltaX, deltaY, ctrlKey: true, bubbles: true, cancelable: true };
    document.elementFromPoint(clientX, clientY).dispatchEvent(new WheelEvent('wheel', turned))";

impl Held {
    fn key(self) -> Option<char> {
        match self {
            Self::Nothing => None,
            Self::Ctrl => Some(Key::Control.into()),
            Self::Shift => Some(Key::Shift.into()),
        }
    }
}

impl Page {
    /// A point of the timeline's stage in the window, in whole pixels: `x` and `y` are shares of its width and
    /// height.
    async fn on_stage(&self, (x, y): (f64, f64)) -> (i64, i64) {
        let script = "const stage = document.querySelector('.timeline-stage');
            if (!stage || !isDrawn(stage)) return null;
            stage.scrollIntoView({ block: 'center', behavior: 'instant' });
            const rect = stage.getBoundingClientRect();
            return [rect.left + rect.width * argument[0], rect.top + rect.height * argument[1]].map(Math.round)";
        let at = self.until("a drawn timeline", script, json!([x, y])).await;
        (at[0].as_i64().unwrap_or_default(), at[1].as_i64().unwrap_or_default())
    }

    /// Presses a key, does what a mouse or its wheel does, and lets the key go.
    async fn act(&self, held: Held, input: Value) {
        let key = |kind: &str| held.key().map(|key| json!({ "type": kind, "value": key }));
        let keys =
            |action: Option<Value>| json!({ "type": "key", "id": "keyboard", "actions": action.as_slice() });
        for sources in [json!([keys(key("keyDown"))]), json!([input]), json!([keys(key("keyUp"))])] {
            let sent = self.driver.cmd(Command::PerformActions(json!(sources).into())).await;
            sent.unwrap_or_else(|error| panic!("{sources}: {error}"));
        }
    }

    async fn mouse(&self, held: Held, actions: Vec<Value>) {
        let mouse = json!({
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions,
        });
        self.act(held, mouse).await;
    }

    /// Drags over the stage with the left button.
    pub async fn drag(&self, from: (f64, f64), to: (f64, f64), held: Held) {
        let (from, to) = (self.on_stage(from).await, self.on_stage(to).await);
        let mut actions = vec![move_to(from, 0), json!({ "type": "pointerDown", "button": 0 })];
        let part = |from: i64, to: i64, step: u32| from + (to - from) * i64::from(step) / i64::from(STEPS);
        actions.extend(
            (1..=STEPS).map(|step| move_to((part(from.0, to.0, step), part(from.1, to.1, step)), STEP_MS)),
        );
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        self.mouse(held, actions).await;
    }

    /// Clicks on the stage.
    pub async fn click_stage(&self, at: (f64, f64)) {
        let at = self.on_stage(at).await;
        let button = |kind: &str| json!({ "type": kind, "button": 0 });
        self.mouse(Held::Nothing, vec![move_to(at, 0), button("pointerDown"), button("pointerUp")]).await;
    }

    /// Moves the pointer over the stage.
    pub async fn hover(&self, at: (f64, f64)) {
        let at = self.on_stage(at).await;
        self.mouse(Held::Nothing, vec![move_to(at, 0)]).await;
    }

    /// Turns the wheel over the stage by so many CSS pixels.
    pub async fn wheel(&self, at: (f64, f64), (dx, dy): (i64, i64), held: Held) {
        let (x, y) = self.on_stage(at).await;
        if self.engine() == Engine::WebKit && held == Held::Ctrl {
            self.js(CTRL_WHEEL, json!([x, y, dx, dy])).await;
            return;
        }
        self.mouse(Held::Nothing, vec![move_to((x, y), 0)]).await;
        let turned = json!({ "type": "scroll", "x": x, "y": y, "deltaX": dx, "deltaY": dy, "duration": 0 });
        self.act(held, json!({ "type": "wheel", "id": "wheel", "actions": [turned] })).await;
    }
}

fn move_to((x, y): (i64, i64), ms: u32) -> Value {
    json!({ "type": "pointerMove", "x": x, "y": y, "duration": ms })
}
