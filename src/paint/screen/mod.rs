//! Recordings on the screen: painted by a worker where the browser can, here where it cannot.

mod canvas;
mod painter;

use std::rc::Rc;

use web_sys::HtmlCanvasElement;

use super::recording::Recording;

pub use canvas::Canvas;
pub use painter::Painter;

/// A canvas of the page. All canvases of a timeline share one worker.
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
    pub fn show(&self, picture: Recording) {
        Self::show_all([(self, picture)]);
    }

    /// Shows pictures on several canvases; those that one worker paints go there in one message.
    pub fn show_all<'a>(pictures: impl IntoIterator<Item = (&'a Self, Recording)>) {
        let mut message = None;
        for (screen, picture) in pictures {
            match screen {
                Self::Here(canvas) => canvas.show(&picture),
                Self::There(painter, number) => {
                    let (_, bytes) = message.get_or_insert_with(|| (painter, Vec::new()));
                    picture.write(*number, bytes);
                }
            }
        }
        if let Some((painter, bytes)) = message {
            painter.show(&bytes);
        }
    }
}
