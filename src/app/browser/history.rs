//! The address bar: read, written, and followed back and forward.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::app::link::{self, Link};

/// The link that the page stands at.
pub fn current() -> Link {
    link::parse(&window().location().search().unwrap_or_default())
}

fn address(link: &Link) -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    match link::format(link) {
        query if query.is_empty() => path,
        query => format!("{path}?{query}"),
    }
}

/// The whole address of a link, for people to pass on.
pub fn full_address(link: &Link) -> String {
    format!("{}{}", window().location().origin().unwrap_or_default(), address(link))
}

/// Puts a link into the address bar: as a new entry of the history, or in place of the present one.
pub fn show(link: &Link, as_new: bool) {
    let Ok(history) = window().history() else { return };
    let null = wasm_bindgen::JsValue::NULL;
    let address = address(link);
    // Browsers refuse when it is done too often; the next change tries again.
    let _ = if as_new {
        history.push_state_with_url(&null, "", Some(&address))
    } else {
        history.replace_state_with_url(&null, "", Some(&address))
    };
}

/// Calls `handler` with the link whenever the person goes back or forward.
pub fn on_travel(handler: impl Fn(Link) + 'static) {
    let closure = Closure::<dyn Fn()>::new(move || handler(current()));
    window().set_onpopstate(Some(closure.as_ref().unchecked_ref()));
    closure.forget();
}
