//! The lines of the menu, and what they do. Their code comes when the menu is first opened.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlDivElement;

use super::save::{self, Done, Kind, NotExported};
use crate::app::browser::lazy::lazy;
use crate::app::view_state::ViewState;
use crate::app::words::export as words;
use crate::ui::parts::aria;
use data::files::summary::Split;

/// What the lines share with the button. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Menu {
    /// What is being looked at.
    pub shown: ViewState,
    /// Whether the menu is open.
    pub open: RwSignal<bool>,
    /// What is said for a moment.
    pub told: RwSignal<&'static str>,
}

/// What that code does.
#[derive(Clone, Copy)]
pub(super) struct Code {
    /// Draws the lines.
    pub items: fn(Menu) -> AnyView,
    /// Moves the focus so many lines down.
    pub step: fn(&HtmlDivElement, i32),
}

lazy! { rare:
    /// The code.
    pub(super) fn code() -> Code {
        Code { items: |menu| view! { <Items menu/> }.into_any(), step }
    }
}

const KINDS: [(Kind, &str, &str); 7] = [
    (Kind::Png, words::PICTURE, words::PICTURE_IS_FOR),
    (Kind::Svg, words::DRAWING, words::DRAWING_IS_FOR),
    (Kind::Records, words::RECORDS, words::RECORDS_ARE_FOR),
    (Kind::Parquet, words::RECORDS_PARQUET, words::PARQUET_IS_FOR),
    (Kind::Summary, words::SUMMARY, words::SUMMARY_HOLDS),
    (Kind::Copy, words::COPY_PICTURE, words::COPY_GOES),
    (Kind::Print, words::PRINT, words::PRINT_IS_FOR),
];

/// What is said of an export that is done.
fn done_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Png => words::PICTURE_SAVED,
        Kind::Svg => words::DRAWING_SAVED,
        Kind::Records | Kind::Parquet => words::RECORDS_SAVED,
        Kind::Summary => words::SUMMARY_SAVED,
        Kind::Copy => words::PICTURE_COPIED,
        Kind::Print => "",
    }
}

/// A line of the menu that is on or off: what else has a row of its own in the summary.
fn choice(
    label: &'static str,
    is_on: impl Fn() -> bool + Copy + Send + Sync + 'static,
    turn: impl Fn() + 'static,
) -> impl IntoView {
    let checked = move || aria(is_on());
    let mark = move || if is_on() { "☑ " } else { "☐ " };
    view! {
        <button type="button" role="menuitemcheckbox" tabindex="-1" aria-checked=checked on:click=move |_| turn()>
            <span class="remark"><span aria-hidden="true">{mark}</span>{label}</span>
        </button>
    }
}

/// How fine the summary is.
fn splits(split: RwSignal<Split>) -> impl IntoView {
    let by_day = choice(
        words::SUMMARY_BY_DAY,
        move || split.get().by_day,
        move || split.update(|s| s.by_day = !s.by_day),
    );
    let by_reason = choice(
        words::SUMMARY_BY_REASON,
        move || split.get().by_reason,
        move || split.update(|s| s.by_reason = !s.by_reason),
    );
    view! { {by_day}{by_reason} }
}

/// Moves the focus so many lines down.
fn step(menu: &HtmlDivElement, step: i32) {
    let Ok(items) = menu.query_selector_all("[role^=menuitem]") else { return };
    let active = document().active_element();
    let is_active = |i: &u32| {
        items.item(*i).is_some_and(|node| active.as_ref().is_some_and(|a| node.is_same_node(Some(a))))
    };
    let count = items.length() as i32;
    let at = (0..items.length()).find(is_active).map_or(if step > 0 { -1 } else { 0 }, |i| i as i32);
    let next = items.item((at + step).rem_euclid(count.max(1)) as u32);
    if let Some(item) = next.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Only an element that is gone refuses the focus.
        let _ = item.focus();
    }
}

#[component]
fn Items(menu: Menu) -> impl IntoView {
    let Menu { shown, open, told } = menu;
    let split = RwSignal::new(Split { by_day: true, by_reason: true });
    let tell = move |words: &'static str| {
        told.set(words);
        set_timeout(move || told.set(""), Duration::from_secs(4));
    };
    let export = move |kind: Kind| {
        open.set(false);
        spawn_local(async move {
            tell(match save::export(kind, shown, split.get_untracked()).await {
                Ok(Done::Whole) => done_words(kind),
                Ok(Done::Smaller) => words::SMALLER,
                Err(NotExported::Refused) => words::REFUSED,
                Err(NotExported::NoCode) => words::NO_CODE,
            });
        });
    };
    let items = KINDS.map(|(kind, label, about)| {
        let item = view! {
            <button type="button" role="menuitem" tabindex="-1" on:click=move |_| export(kind)>
                <span>{label}</span>
                <span class="remark">{about}</span>
            </button>
        };
        let splits = (kind == Kind::Summary).then(|| splits(split));
        view! { {item}{splits} }
    });
    items.collect_view()
}
