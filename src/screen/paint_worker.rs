//! The worker that paints (`painter.js`), and what the page and it tell each other.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlCanvasElement, MessageEvent, Worker, WorkerOptions, WorkerType};

/// Who wants to know when a canvas shows its first picture.
type Waiting = Rc<RefCell<HashMap<u32, Box<dyn FnOnce()>>>>;

/// A worker that paints canvases of this page.
pub struct PaintWorker {
    worker: Worker,
    canvases: Cell<u32>,
    waiting: Waiting,
    _told: Closure<dyn Fn(MessageEvent)>,
    _failed: Closure<dyn Fn(Event)>,
}

/// Whether canvases can be handed to workers here.
fn can_hand_over() -> Result<bool, JsValue> {
    let global = js_sys::global();
    let element = Reflect::get(&global, &"HTMLCanvasElement".into())?;
    let canvas = Reflect::get(&element, &"prototype".into())?;
    Ok(Reflect::has(&global, &"OffscreenCanvas".into())?
        && Reflect::has(&canvas, &"transferControlToOffscreen".into())?)
}

impl PaintWorker {
    /// Starts the worker of this address. `None` where the browser knows no canvas in a worker. Later on
    /// `ready` is called once it could paint, and `failed` when it turns out that it cannot.
    pub fn start(address: &str, ready: impl Fn() + 'static, failed: impl Fn() + 'static) -> Option<Self> {
        if !can_hand_over().ok()? {
            return None;
        }
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(address, &options).ok()?;
        let waiting = Waiting::default();
        let who = waiting.clone();
        let told =
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| match event.data().as_f64() {
                None => ready(),
                Some(canvas) => {
                    let painted = who.borrow_mut().remove(&(canvas as u32));
                    if let Some(painted) = painted {
                        painted();
                    }
                }
            });
        let failed = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            event.prevent_default();
            failed();
        });
        worker.set_onmessage(Some(told.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        Some(Self { worker, canvases: Cell::new(0), waiting, _told: told, _failed: failed })
    }

    /// Hands a canvas over to the worker: nothing else paints on it any more. The number that it has
    /// there; `None` when something painted on it before. `painted` is called after its first picture.
    pub fn take(&self, canvas: &HtmlCanvasElement, painted: impl FnOnce() + 'static) -> Option<u32> {
        let canvas = canvas.transfer_control_to_offscreen().ok()?;
        let number = self.canvases.get();
        self.canvases.set(number + 1);
        let message = Array::of2(&number.into(), &canvas);
        self.worker.post_message_with_transfer(&message, &Array::of1(&canvas)).ok()?;
        self.waiting.borrow_mut().insert(number, Box::new(painted));
        Some(number)
    }

    /// Tells the worker that a canvas is gone.
    pub fn forget(&self, canvas: u32) {
        self.waiting.borrow_mut().remove(&canvas);
        // A number can always be sent.
        let _ = self.worker.post_message(&Array::of1(&canvas.into()));
    }

    /// Shows pictures, as [`DisplayList::write`] writes them one after the other, each unless a newer one
    /// overtakes it.
    ///
    /// [`DisplayList::write`]: paint::display_list::DisplayList::write
    pub fn show(&self, pictures: &[u8]) {
        let buffer = Uint8Array::from(pictures).buffer();
        // A buffer that was just made can be handed over.
        let _ = self.worker.post_message_with_transfer(&buffer, &Array::of1(&buffer));
    }
}

impl Drop for PaintWorker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
