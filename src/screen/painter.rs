//! What paints: one script (`painter.js`), called by the page and run by the worker.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::CanvasRenderingContext2d;

#[wasm_bindgen(module = "/src/screen/painter.js")]
extern "C" {
    /// Where the script lies, for a worker.
    pub fn address() -> String;

    /// Shows one picture, as [`paint::display_list::DisplayList::write`] writes it.
    #[wasm_bindgen(catch)]
    pub fn show(context: &CanvasRenderingContext2d, picture: &[u8]) -> Result<(), JsValue>;
}
