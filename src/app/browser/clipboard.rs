//! Copying text and pictures. Browsers refuse without a click, or when a policy forbids it.

use js_sys::{Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, ClipboardItem};

/// Pages that do not come over HTTPS (or from this machine) have no clipboard.
fn clipboard() -> Option<Clipboard> {
    let navigator = window().navigator();
    let found = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    found.is_object().then(|| navigator.clipboard())
}

/// Copies a text; `false` when the browser refused.
pub async fn copy_text(text: &str) -> bool {
    match clipboard() {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}

/// Copies a PNG picture that is still being made; `false` when the browser refused. To be called
/// while a click is handled.
pub async fn copy_png(picture: Promise) -> bool {
    let Some(writing) = write_png(&picture) else { return false };
    JsFuture::from(writing).await.is_ok()
}

fn write_png(picture: &Promise) -> Option<Promise> {
    let clipboard = clipboard()?;
    let has_items = Reflect::has(&js_sys::global(), &"ClipboardItem".into()).ok()?;
    let record = Object::new();
    Reflect::set(&record, &"image/png".into(), picture).ok()?;
    let item = has_items.then(|| ClipboardItem::new_with_record_from_str_to_blob_promise(&record).ok())??;
    Some(clipboard.write(&JsValue::from(js_sys::Array::of1(&item))))
}
