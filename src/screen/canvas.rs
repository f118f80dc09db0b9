//! A canvas that is painted here, on the page's own thread.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::painter;
use paint::display_list::DisplayList;

/// A canvas to paint on.
pub struct Canvas(CanvasRenderingContext2d);

impl Canvas {
    /// Paints on `element`; `None` when it gives no 2D context.
    pub fn new(element: &HtmlCanvasElement) -> Option<Self> {
        element.get_context("2d").ok()??.dyn_into().ok().map(Self)
    }

    /// Shows a picture, and nothing of the one before.
    pub fn show(&self, picture: &DisplayList) {
        let mut bytes = Vec::new();
        picture.write(0, &mut bytes);
        // A canvas that refuses pixels (out of memory) shows what was painted until then.
        let _ = painter::show(&self.0, &bytes);
    }
}
