//! Saving what the page made as a file. It goes to the disk, never over the network.

use std::time::Duration;

use js_sys::{Array, Promise};
use leptos::prelude::{document, set_timeout};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, Url};

/// How long a browser gets to take the file, in seconds.
const KEPT_S: u64 = 60;

/// Offers a text as a file to save; `false` when the browser refused.
pub fn save_text(name: &str, mime: &str, text: &str) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(&text.into());
    Blob::new_with_str_sequence_and_options(&parts, &options).is_ok_and(|blob| save(name, &blob))
}

/// Offers a file to save; `false` when the browser refused.
pub fn save(name: &str, file: &Blob) -> bool {
    let Ok(address) = Url::create_object_url_with_blob(file) else { return false };
    let link = document().create_element("a").ok().and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok());
    let Some(link) = link else { return false };
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // A browser may still be asking where to save: the file stays for a while.
    set_timeout(
        move || {
            // Only an address that is no address could be refused.
            let _ = Url::revoke_object_url(&address);
        },
        Duration::from_secs(KEPT_S),
    );
    true
}

/// A canvas as a PNG file; rejected when the browser cannot make one (too large).
pub fn png(canvas: &HtmlCanvasElement) -> Promise {
    let canvas = canvas.clone();
    Promise::new(&mut move |resolve, reject| {
        let refuse = reject.clone();
        let done = Closure::once_into_js(move |blob: Option<Blob>| {
            let answered = match blob {
                Some(blob) => resolve.call1(&wasm_bindgen::JsValue::NULL, &blob),
                None => reject.call0(&wasm_bindgen::JsValue::NULL),
            };
            // The answer goes to a promise, which takes any.
            let _ = answered;
        });
        if canvas.to_blob(done.unchecked_ref()).is_err() {
            let _ = refuse.call0(&wasm_bindgen::JsValue::NULL);
        }
    })
}
