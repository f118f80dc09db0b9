//! Display lists on the screen: painted by a worker where the browser can, here where it cannot.

mod canvas;
mod paint_worker;
mod painter;

use std::rc::Rc;

use web_sys::HtmlCanvasElement;

use paint::display_list::DisplayList;

pub use canvas::Canvas;
pub use paint_worker::PaintWorker;
pub use painter::address as painter_address;

/// A canvas of the page. All canvases of a timeline have the same worker.
pub enum Screen {
    /// Painted on the page's own thread.
    MainThread(Canvas),
    /// Painted by a worker.
    Worker(WorkerCanvas),
}

/// A canvas that a worker knows by a number.
pub struct WorkerCanvas {
    worker: Rc<PaintWorker>,
    number: u32,
}

impl Drop for WorkerCanvas {
    fn drop(&mut self) {
        self.worker.forget(self.number);
    }
}

impl Screen {
    /// A canvas that is painted here; `None` when the browser gives none to paint on.
    pub fn on_main_thread(element: &HtmlCanvasElement) -> Option<Self> {
        Canvas::new(element).map(Self::MainThread)
    }

    /// A canvas that is painted by a worker from now on, and calls `first_shown` after its first picture; `None`
    /// when something painted on it before.
    pub fn in_worker(
        element: &HtmlCanvasElement,
        worker: Rc<PaintWorker>,
        first_shown: impl FnOnce() + 'static,
    ) -> Option<Self> {
        let number = worker.take(element, first_shown)?;
        Some(Self::Worker(WorkerCanvas { worker, number }))
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
                Self::MainThread(canvas) => canvas.show(&picture),
                Self::Worker(WorkerCanvas { worker, number }) => {
                    let (_, bytes) = message.get_or_insert_with(|| (worker, Vec::new()));
                    picture.write(*number, bytes);
                }
            }
        }
        if let Some((worker, bytes)) = message {
            worker.show(&bytes);
        }
    }
}
