//! Files: chosen or dropped.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, FileList};

use crate::app::session::Session;

fn listed(list: Option<FileList>) -> Vec<File> {
    list.map_or_else(Vec::new, |list| (0..list.length()).filter_map(|i| list.get(i)).collect())
}

/// Where files are chosen.
#[component]
pub fn FilePicker(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            session.open_files(listed(input.files()));
            // The same file can be chosen once more.
            input.set_value("");
        }
    };
    view! {
        <div class="file-picker">
            <label class="button" for="files">"Open files"</label>
            <input
                id="files"
                class="visually-hidden"
                type="file"
                multiple
                accept=".csv,.tsv,.txt,.json,.xml"
                node_ref=input
                on:change=choose
            />
            <p class="hint">
                "Or drop them anywhere: the CXone report “Agent State Log” (CSV, XML or JSON), saved JSON pages of the API, a \
                 Shiftline export, or another table of agent states. A file never leaves this browser."
            </p>
        </div>
    }
    .into_any()
}

/// Takes files that are dropped anywhere on the page.
pub fn accept_drops(session: Session) {
    let over = window_event_listener_untyped("dragover", |event| event.prevent_default());
    let drop = window_event_listener_untyped("drop", move |event| {
        event.prevent_default();
        let dropped = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        session.open_files(listed(dropped.and_then(|data| data.files())));
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}
