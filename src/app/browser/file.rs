//! Files that a person opened: read piece by piece, never sent anywhere.

use wasm_bindgen_futures::JsFuture;

pub use web_sys::File;

/// Bytes of a file, which the browser begins to read at once; `None` when it cannot be read any more.
pub fn bytes(file: &File, from: f64, to: f64) -> impl Future<Output = Option<Vec<u8>>> + use<> {
    let buffer = file.slice_with_f64_and_f64(from, to).map(|piece| JsFuture::from(piece.array_buffer()));
    async move {
        let buffer = buffer.ok()?.await.ok()?;
        Some(js_sys::Uint8Array::new(&buffer).to_vec())
    }
}
