//! Printing: when the page is about to be put on paper, and the wish to do so.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use web_sys::Event;

const BEFORE: &str = "beforeprint";
const AFTER: &str = "afterprint";

/// Whether the page is being put on paper.
pub fn printing() -> RwSignal<bool> {
    let printing = RwSignal::new(false);
    let on = move |name: &str, to: bool| {
        let handle = window_event_listener_untyped(name, move |_| {
            if printing.get_untracked() != to {
                printing.set(to);
            }
        });
        on_cleanup(move || handle.remove());
    };
    on(BEFORE, true);
    on(AFTER, false);
    printing
}

/// Asks the browser to print. What is drawn for paper is drawn first: the browser tells of a print that a
/// script asks for only when it is too late for that.
pub async fn print() -> bool {
    let told = Event::new(BEFORE).is_ok_and(|event| window().dispatch_event(&event).is_ok());
    TimeoutFuture::new(0).await;
    told && window().print().is_ok()
}
