//! The present time and waiting for it.

use leptos::prelude::window;

use model::time::Millis;

/// The present time.
pub fn now() -> Millis {
    Millis(js_sys::Date::now() as i64)
}

/// Milliseconds since the page was opened, with fractions; never runs backwards.
pub fn ticks() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Waits for so many milliseconds, at least.
pub async fn sleep(ms: i64) {
    let ms = u32::try_from(ms.clamp(0, i64::from(i32::MAX))).unwrap_or(0);
    gloo_timers::future::TimeoutFuture::new(ms).await;
}
