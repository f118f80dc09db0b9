//! Where the page's workers come from.

use shiftline::screen::painter_address;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, Url};

/// The address of a script.
pub fn address(script: &str) -> String {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let parts = js_sys::Array::of1(&script.into());
    Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &kind).unwrap())
        .unwrap()
}

/// The page's own workers come from this address, until it is dropped; see [`without_workers`].
pub struct Named;

impl Named {
    pub fn new(address: &str) -> Self {
        set_worker(&address.into());
        Self
    }
}

impl Drop for Named {
    fn drop(&mut self) {
        set_worker(&JsValue::UNDEFINED);
    }
}

fn set_worker(address: &JsValue) {
    js_sys::Reflect::set(&js_sys::global(), &"workerAddress".into(), address).unwrap();
}

/// Pages paint by themselves from now on, unless a test names a worker: nothing else needs one, and who
/// paints when would differ from run to run.
pub fn without_workers() {
    let script = "if (globalThis.ownWorker) return;
        const Own = globalThis.ownWorker = Worker;
        globalThis.Worker = function (address, options) {
            if (address === painter) address = globalThis.workerAddress;
            if (!address) throw new Error('no worker here');
            return new Own(address, options);
        };";
    let install = js_sys::Function::new_with_args("painter", script);
    install.call1(&JsValue::NULL, &painter_address().into()).unwrap();
}

/// The painter at another address than the page's own.
pub fn copied() -> String {
    address(include_str!("../../src/screen/painter.js"))
}
