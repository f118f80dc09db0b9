//! After a fault of its own the program does nothing more: the page says so. All of it is plain elements
//! and a plain link, for nothing of the program can be relied on.

use std::cell::Cell;
use std::panic;

use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event};

use crate::app::messages::{report, stopped};
use crate::app::words::stopped as words;

/// Errors that browsers throw where a program cannot go on: a trap, or no room for more calls.
const TRAPS: [&str; 3] = ["RuntimeError", "RangeError", "InternalError"];

/// Sees to it that the page says when the program stops, by a panic or by a trap.
pub fn watch() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let place = info.location().map_or_else(|| words::UNKNOWN_PLACE.to_owned(), ToString::to_string);
        show(&place);
    }));
    let trapped = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let name = name_of(&event, "error").or_else(|| name_of(&event, "reason"));
        if let Some(name) = name.filter(|name| TRAPS.contains(&name.as_str())) {
            show(&words::error_named(name));
        }
    });
    if let Some(window) = web_sys::window() {
        for event in ["error", "unhandledrejection"] {
            // Without it only panics are told.
            let _ = window.add_event_listener_with_callback(event, trapped.as_ref().unchecked_ref());
        }
    }
    // It listens as long as the page lives.
    trapped.forget();
}

/// The name of the error that an event tells of.
fn name_of(event: &Event, member: &str) -> Option<String> {
    let error = Reflect::get(event, &JsValue::from_str(member)).ok().filter(JsValue::is_object)?;
    Reflect::get(&error, &JsValue::from_str("name")).ok()?.as_string()
}

thread_local! {
    static IS_SHOWN: Cell<bool> = const { Cell::new(false) };
}

/// Says that the program stopped at a place in its source, in the place of all that was shown.
pub fn show(place: &str) {
    // A trap follows every panic, and what says so may fail itself.
    if IS_SHOWN.replace(true) {
        return;
    }
    // Where not even that can be shown, nothing can.
    let _ = try_show(place);
}

fn try_show(place: &str) -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let browser = window.navigator().user_agent().unwrap_or_default();
    // A dialog would lie above what is said.
    let dialogs = document.query_selector_all("dialog").ok()?;
    for dialog in (0..dialogs.length()).filter_map(|i| dialogs.get(i)) {
        if let Some(parent) = dialog.parent_node() {
            parent.remove_child(&dialog).ok()?;
        }
    }
    let main = document.get_element_by_id("main").or_else(|| document.body().map(JsCast::unchecked_into))?;
    let notice = notice(&document, &report(place, &browser)).ok()?;
    main.replace_children_with_node_1(&notice);
    Some(())
}

fn notice(document: &Document, report: &str) -> Result<Element, JsValue> {
    let message = stopped();
    let title = element(document, "h2", &message.title, &[])?;
    let text = element(document, "p", &message.text, &[])?;
    let label = element(document, "label", words::REPORT, &[("for", "report")])?;
    let lines: &[_] = &[("id", "report"), ("data-testid", "report"), ("readonly", ""), ("rows", "3")];
    let report = element(document, "textarea", report, lines)?;
    let words = element(document, "div", "", &[("class", "notice-text")])?;
    for part in [title, text, label, report] {
        words.append_child(&part)?;
    }
    let reload = element(document, "a", words::RELOAD_THE_PAGE, &[("class", "button"), ("href", "")])?;
    let action = element(document, "div", "", &[("class", "notice-action")])?;
    action.append_child(&reload)?;
    let notice: &[_] = &[("class", "notice error"), ("role", "alert"), ("data-testid", "stopped")];
    let notice = element(document, "div", "", notice)?;
    notice.append_child(&words)?;
    notice.append_child(&action)?;
    Ok(notice)
}

fn element(
    document: &Document,
    name: &str,
    text: &str,
    attributes: &[(&str, &str)],
) -> Result<Element, JsValue> {
    let element = document.create_element(name)?;
    for (name, value) in attributes {
        element.set_attribute(name, value)?;
    }
    element.set_text_content(Some(text));
    Ok(element)
}
