//! Files: chosen or dropped.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, FileList, HtmlElement, HtmlInputElement};

use crate::app::aid::Topic;
use crate::app::browser::tab;
use crate::app::session::Session;
use crate::app::words::files as words;

fn listed(list: Option<FileList>) -> Vec<File> {
    list.map_or_else(Vec::new, |list| (0..list.length()).filter_map(|i| list.get(i)).collect())
}

/// The input of `index.html` that files are chosen with.
const INPUT: &str = "files";

/// Lets the person choose files.
pub fn choose_files() {
    let input = document().get_element_by_id(INPUT).and_then(|input| input.dyn_into::<HtmlElement>().ok());
    if let Some(input) = input {
        input.click();
    }
}

/// Where files are chosen beside what is shown.
#[component]
pub fn FilePicker() -> impl IntoView {
    view! {
        <div class="file-picker">
            <button type="button" class="button" on:click=|_| choose_files()>{words::OPEN_FILES}</button>
            <p class="hint">
                {words::WHAT_CAN_BE_OPENED}
                <button type="button" class="link" aria-haspopup="dialog" data-help=Topic::Report.word()>{words::HOW_TO_EXPORT_THE_REPORT}</button>
            </p>
        </div>
    }
    .into_any()
}

/// Whoever leaves files that are shown is asked first: they cannot be fetched again.
pub fn keep_files(session: Session) {
    let shows = Memo::new(move |_| {
        session.shown.data.with(Option::is_some) && session.files.told.with(|told| !told.is_empty())
    });
    Effect::new(move |before: Option<Option<WindowListenerHandle>>| {
        if let Some(asking) = before.flatten() {
            asking.remove();
        }
        shows.get().then(tab::ask_before_leaving)
    });
}

/// Takes files that are chosen, or dropped anywhere on the page.
pub fn accept_files(session: Session) {
    let choose = window_event_listener_untyped("change", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = target.filter(|input| input.id() == INPUT) {
            session.open_files(listed(input.files()));
            // The same file can be chosen once more.
            input.set_value("");
        }
    });
    let over = window_event_listener_untyped("dragover", |event| event.prevent_default());
    let drop = window_event_listener_untyped("drop", move |event| {
        event.prevent_default();
        let dropped = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        session.open_files(listed(dropped.and_then(|data| data.files())));
    });
    on_cleanup(move || {
        choose.remove();
        over.remove();
        drop.remove();
    });
}
