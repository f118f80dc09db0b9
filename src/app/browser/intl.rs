//! `Intl`, as far as the page asks it.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A function of `Intl`, or a class.
pub(super) fn intl(name: &str) -> Option<Function> {
    member(&member(&js_sys::global(), "Intl")?, name)?.dyn_into().ok()
}

/// What an object has under a name; `None` for nothing.
pub(super) fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|found| !found.is_undefined())
}

/// What a method of an object gives for these arguments.
pub(super) fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = member(object, method)?.dyn_into().ok()?;
    method.apply(object, &arguments.iter().collect()).ok()
}

/// An object of a class of `Intl` for a locale; `None` where it refuses one of the options.
pub(super) fn made(class: &str, locale: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let object = Object::new();
    for (name, value) in options {
        Reflect::set(&object, &(*name).into(), &(*value).into()).ok()?;
    }
    Reflect::construct(&intl(class)?, &Array::of2(&locale.into(), &object)).ok()
}
