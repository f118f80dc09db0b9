//! User Timing: measures that browser tools and the benchmark read.

use js_sys::{Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;

use super::clock::ticks;

#[wasm_bindgen]
extern "C" {
    /// The part of `Performance` that web-sys knows no words for.
    #[wasm_bindgen(extends = web_sys::Performance)]
    #[derive(Clone)]
    type Stopwatch;

    #[wasm_bindgen(method, catch, js_name = measure)]
    fn measure_as(this: &Stopwatch, name: &str, options: &Object) -> Result<JsValue, JsValue>;
}

thread_local! {
    static STOPWATCH: Option<Stopwatch> = window().performance().map(JsCast::unchecked_into);
}

/// Runs `work` and records how long it took under `name`. The entry goes to whoever observes, and
/// is not kept: a page that is open all day must not collect them.
pub fn measured<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = ticks();
    let result = work();
    record(name, start);
    result
}

#[inline(never)]
fn record(name: &str, start: f64) {
    let Some(stopwatch) = STOPWATCH.with(Clone::clone) else { return };
    let options = Object::new();
    // A plain object takes any property, and a time of this page is one that may be measured from.
    let _ = Reflect::set(&options, &"start".into(), &start.into());
    let _ = stopwatch.measure_as(name, &options);
    stopwatch.clear_measures_with_measure_name(name);
}
