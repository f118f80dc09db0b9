//! A clock for live ranges: ticks while it is wanted and the tab can be seen.

use std::time::Duration;

use js_sys::Date;
use leptos::prelude::*;

/// Calls `tick` every so many `seconds` while that is `Some` and the tab is visible. A tab that
/// was hidden for longer than that ticks at once when it is shown again.
pub fn every(seconds: Signal<Option<u32>>, tick: Callback<()>) {
    let ticked_at = StoredValue::new(Date::now());
    Effect::new(move |_| {
        let Some(seconds) = seconds.get().filter(|s| *s > 0) else { return };
        ticked_at.set_value(Date::now());
        let period_ms = f64::from(seconds) * 1_000.0;
        let tick_when_due = move |slack_ms: f64| {
            let due = Date::now() - ticked_at.get_value() >= period_ms - slack_ms;
            if due && !document().hidden() {
                ticked_at.set_value(Date::now());
                tick.run(());
            }
        };
        // Timers of hidden tabs are slowed down anyway; a tick that comes a little early still counts.
        let timer =
            set_interval_with_handle(move || tick_when_due(500.0), Duration::from_secs(seconds.into()));
        let seen = window_event_listener_untyped("visibilitychange", move |_| tick_when_due(0.0));
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
            seen.remove();
        });
    });
}
