//! The present time and waiting for it.

use js_sys::Promise;
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

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

/// Lets the page do what else there is, which takes no longer than that: timers that follow each other wait for four
/// milliseconds each, messages for none.
pub async fn turn() {
    let Ok(channel) = MessageChannel::new() else { return sleep(0).await };
    let (here, there) = (channel.port1(), channel.port2());
    let came = Promise::new(&mut |resolve, _| here.set_onmessage(Some(&resolve)));
    if there.post_message(&JsValue::NULL).is_ok() {
        // It never fails: nothing but the message settles it.
        let _ = JsFuture::from(came).await;
    }
    here.close();
}
