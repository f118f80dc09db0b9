//! A clock for live ranges: ticks while it is wanted and the tab can be seen.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::browser::clock::now;
use crate::app::browser::tab;
use crate::app::view_state::effect::effect;
use model::time::SECOND;

/// How much too early a tick may come and still count, in milliseconds: timers of hidden tabs are slowed down anyway.
const SLACK: i64 = 500;

/// Calls `tick` every so many `seconds` while that is `Some` and the tab is visible. A tab that
/// was hidden for longer than that ticks at once when it is shown again.
pub fn every(seconds: Signal<Option<u32>>, tick: Callback<()>) {
    let ticked_at = StoredValue::new(now());
    effect(move || {
        let Some(seconds) = seconds.get().filter(|s| *s > 0) else { return };
        ticked_at.set_value(now());
        let period = i64::from(seconds) * SECOND;
        let tick_when_due = move |slack: i64| {
            let due = now() - ticked_at.get_value() >= period - slack;
            if due && tab::is_visible() {
                ticked_at.set_value(now());
                tick.run(());
            }
        };
        let timer =
            set_interval_with_handle(move || tick_when_due(SLACK), Duration::from_secs(seconds.into()));
        let seen = tab::on_visibility(move || tick_when_due(0));
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
            seen.remove();
        });
    });
}
