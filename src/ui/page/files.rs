//! Files: chosen or dropped, read with progress, and what they turned out to be.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, FileList};

use crate::app::browser::session::Session;
use crate::app::messages::UserMessage;
use crate::data::files::DateOrder;
use crate::domain::words::number;
use crate::ui::show::Show;

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
                accept=".csv,.tsv,.txt,.json"
                node_ref=input
                on:change=choose
            />
            <p class="hint">
                "Or drop them anywhere: the CXone report “Agent State Log” (CSV), saved JSON pages of the API, or a Shiftline \
                 export. A file never leaves this browser."
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

fn told(message: UserMessage) -> impl IntoView {
    let class = if message.is_error { "field-error" } else { "" };
    view! { <p class=class><b>{message.title}</b>": "{message.text}</p> }
}

/// The order of dates and the zone, which a report does not say.
#[component]
fn Doubts(session: Session) -> impl IntoView {
    let files = session.files;
    let choose = move |event| {
        let day_first = event_target_value(&event) == "day";
        files.date_order.set(Some(if day_first { DateOrder::DayFirst } else { DateOrder::MonthFirst }));
        session.read_files_again();
    };
    let day_first = move || files.date_order.get() == Some(DateOrder::DayFirst);
    let other_zone = move || session.shown.zone.with(|zone| zone.name() != files.zone.get());
    view! {
        <Show when=move || files.asks_order.get()>
            <label>
                "Dates in the report are "
                <select on:change=choose aria-label="Order of dates">
                    <option value="month" selected=move || !day_first()>"month/day/year"</option>
                    <option value="day" selected=day_first>"day/month/year"</option>
                </select>
            </label>
        </Show>
        <Show when=move || files.asks_zone.get()>
            <p>
                "A report does not say its time zone. Its times were read as " <b>{move || files.zone.get()}</b>
                "; if they are in another zone, choose that at the top and "
                <button type="button" class="link" disabled=move || !other_zone() on:click=move |_| session.read_files_again()>
                    "read the files again"
                </button> "."
            </p>
        </Show>
    }
    .into_any()
}

/// How the reading goes, and what the files are.
#[component]
pub fn FilesPanel(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let files = session.files;
    let share = move || files.reading.with(|reading| reading.as_ref().map_or(0.0, |r| r.share * 100.0));
    let words = move || files.reading.get().map(|r| format!("Reading {}: {} rows", r.name, number(r.rows)));
    let any = move || files.told.with(|told| !told.is_empty());
    view! {
        <Show when=move || files.reading.with(Option::is_some)>
            <div class="loading panel" data-testid="progress">
                <div
                    class="progress-bar"
                    role="progressbar"
                    aria-label="Reading"
                    aria-valuemin="0"
                    aria-valuemax="100"
                    aria-valuenow=move || share().round()
                >
                    <span style:width=move || format!("{}%", share().max(3.0))></span>
                </div>
                <p role="status">{words}</p>
            </div>
        </Show>
        <Show when=any>
            <section class="panel files-told" role="status" aria-label="Files" data-testid="files">
                {move || files.told.get().into_iter().map(told).collect_view()}
                <Doubts session/>
            </section>
        </Show>
    }
    .into_any()
}
