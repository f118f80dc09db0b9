//! Saving what the page made as a file. It goes to the disk, never over the network.

use std::time::Duration;

use js_sys::{Array, Promise, Uint8Array};
use leptos::prelude::{document, set_timeout};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, Url};

/// How long a browser gets to take the file, in seconds.
const KEPT_S: u64 = 60;

/// What spreadsheets tell UTF-8 by.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A file that grows piece by piece, in the browser's memory and not in the page's.
#[derive(Default)]
pub struct File {
    parts: Array,
}

impl File {
    /// A table: spreadsheets read it as UTF-8.
    pub fn csv() -> Self {
        let file = Self::default();
        file.parts.push(&BYTE_ORDER_MARK.into());
        file
    }

    /// Adds text.
    pub fn text(&self, text: &str) {
        self.parts.push(&text.into());
    }

    /// Adds bytes.
    pub fn bytes(&self, bytes: &[u8]) {
        self.parts.push(&Uint8Array::from(bytes));
    }

    /// Offers the file to be saved; `false` when the browser refused.
    pub fn save(&self, name: &str, mime: &str) -> bool {
        let options = BlobPropertyBag::new();
        options.set_type(mime);
        let blob = Blob::new_with_u8_array_sequence_and_options(&self.parts, &options);
        blob.is_ok_and(|blob| save(name, &blob))
    }
}

/// The kind of a table's file.
pub const CSV: &str = "text/csv;charset=utf-8";

/// The kind of a Parquet file.
pub const PARQUET: &str = "application/vnd.apache.parquet";

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
