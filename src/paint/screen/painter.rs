//! The worker that paints (`painter.js`), and what the page tells it.

use std::cell::Cell;

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlCanvasElement, Worker};

/// A worker that paints canvases of this page.
pub struct Painter {
    worker: Worker,
    canvases: Cell<u32>,
    _failed: Closure<dyn Fn(Event)>,
}

impl Painter {
    /// Starts the worker of this address. `None` where the browser knows no canvas in a worker; `failed`
    /// is called when it turns out later that this one cannot paint.
    pub fn start(address: &str, failed: impl Fn() + 'static) -> Option<Self> {
        let global = js_sys::global();
        let element = Reflect::get(&global, &"HTMLCanvasElement".into()).ok()?;
        let canvas = Reflect::get(&element, &"prototype".into()).ok()?;
        if !Reflect::has(&global, &"OffscreenCanvas".into()).ok()?
            || !Reflect::has(&canvas, &"transferControlToOffscreen".into()).ok()?
        {
            return None;
        }
        let worker = Worker::new(address).ok()?;
        let failed = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            event.prevent_default();
            failed();
        });
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        Some(Self { worker, canvases: Cell::new(0), _failed: failed })
    }

    /// Hands a canvas over to the worker: nothing else paints on it any more. The number that it has
    /// there; `None` when something painted on it before.
    pub fn take(&self, canvas: &HtmlCanvasElement) -> Option<u32> {
        let canvas = canvas.transfer_control_to_offscreen().ok()?;
        let number = self.canvases.get();
        self.canvases.set(number + 1);
        let message = Array::of2(&number.into(), &canvas);
        self.worker.post_message_with_transfer(&message, &Array::of1(&canvas)).ok()?;
        Some(number)
    }

    /// Shows pictures, as [`Recording::write`] writes them one after the other, each unless a newer one
    /// overtakes it.
    ///
    /// [`Recording::write`]: crate::paint::recording::Recording::write
    pub fn show(&self, pictures: &[u8]) {
        let buffer = Uint8Array::from(pictures).buffer();
        // A buffer that was just made can be handed over.
        let _ = self.worker.post_message_with_transfer(&buffer, &Array::of1(&buffer));
    }
}

impl Drop for Painter {
    fn drop(&mut self) {
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
