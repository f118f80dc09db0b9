//! Files that a person opened: read piece by piece, never sent anywhere.

use wasm_bindgen_futures::JsFuture;

pub use web_sys::File;

/// Bytes of a file; `None` when it cannot be read any more.
pub async fn bytes(file: &File, from: f64, to: f64) -> Option<Vec<u8>> {
    let piece = file.slice_with_f64_and_f64(from, to).ok()?;
    let buffer = JsFuture::from(piece.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}
