//! Recordings on the screen: painted by a worker where the browser can, here where it cannot.

mod canvas;
mod painter;

use std::rc::Rc;

use web_sys::HtmlCanvasElement;

use super::recording::Recording;

pub use canvas::Canvas;
pub use painter::Painter;

/// A canvas of the page.
pub enum Screen {
    /// Painted on the page's own thread.
    Here(Canvas),
    /// Painted by the worker that knows it by this number.
    There(Rc<Painter>, u32),
}

impl Screen {
    /// A canvas that nothing was painted on; by `painter` if there is one. `None` when the browser gives
    /// no canvas to paint on.
    pub fn new(element: HtmlCanvasElement, painter: Option<Rc<Painter>>) -> Option<Self> {
        match painter {
            Some(painter) => painter.take(&element).map(|number| Self::There(painter, number)),
            None => Canvas::new(element).map(Self::Here),
        }
    }

    /// Shows a picture, and nothing of the one before.
    pub fn show(&self, picture: &Recording) {
        match self {
            Self::Here(canvas) => canvas.show(picture),
            Self::There(painter, number) => painter.show(*number, picture),
        }
    }
}
