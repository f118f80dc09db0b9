//! Notifications of the browser, which a person asked for. Nothing is sent anywhere.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

/// Whether this browser has notifications at all.
fn exist() -> bool {
    js_sys::Reflect::has(&js_sys::global(), &JsValue::from_str("Notification")).unwrap_or(false)
}

/// Asks the person, once; whether notifications are allowed.
pub async fn ask() -> bool {
    if !exist() {
        return false;
    }
    if Notification::permission() == NotificationPermission::Default
        && let Ok(asked) = Notification::request_permission()
    {
        // Refused or closed: what holds is asked for below.
        let _ = JsFuture::from(asked).await;
    }
    Notification::permission() == NotificationPermission::Granted
}

/// Shows one; a later one takes the place of one that is still there.
pub fn show(title: &str, text: &str) {
    if !exist() {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(text);
    options.set_tag("shiftline-limits");
    // A browser that allows none here, such as on a phone, refuses.
    let _ = Notification::new_with_options(title, &options);
}
