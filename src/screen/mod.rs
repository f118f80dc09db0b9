//! Recordings on the screen: painted by a worker where the browser can, here where it cannot.

mod canvas;
mod painter;

use std::rc::Rc;

use web_sys::HtmlCanvasElement;

use paint::display_list::DisplayList;

pub use canvas::Canvas;
pub use painter::Painter;

/// A canvas of the page. All canvases of a timeline have the same worker.
pub enum Screen {
    /// Painted on the page's own thread.
    Here(Canvas),
    /// Painted by a worker.
    There(Away),
}

/// A canvas that a worker knows by a number.
pub struct Away {
    painter: Rc<Painter>,
    number: u32,
}

impl Drop for Away {
    fn drop(&mut self) {
        self.painter.forget(self.number);
    }
}

impl Screen {
    /// A canvas that is painted here; `None` when the browser gives none to paint on.
    pub fn here(element: HtmlCanvasElement) -> Option<Self> {
        Canvas::new(element).map(Self::Here)
    }

    /// A canvas that is painted by a worker from now on, and calls `first_shown` after its first picture; `None`
    /// when something painted on it before.
    pub fn there(
        element: &HtmlCanvasElement,
        painter: Rc<Painter>,
        first_shown: impl FnOnce() + 'static,
    ) -> Option<Self> {
        let number = painter.take(element, first_shown)?;
        Some(Self::There(Away { painter, number }))
    }

    /// Shows a picture, and nothing of the one before.
    pub fn show(&self, picture: DisplayList) {
        Self::show_all([(self, picture)]);
    }

    /// Shows pictures on several canvases; those that one worker paints go there in one message.
    pub fn show_all<'a>(pictures: impl IntoIterator<Item = (&'a Self, DisplayList)>) {
        let mut message = None;
        for (screen, picture) in pictures {
            match screen {
                Self::Here(canvas) => canvas.show(&picture),
                Self::There(Away { painter, number }) => {
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
