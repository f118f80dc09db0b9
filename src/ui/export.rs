//! Export: pictures, tables and print of exactly what is shown.

mod save;

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::app::picture::PictureInput;
use crate::app::view_state::ViewState;
use crate::ui::parts::aria;
use data::files::summary::Split;
pub(super) use save::{canvas_of, named};

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Png,
    Svg,
    Records,
    Summary,
    Copy,
    Print,
}

const KINDS: [(Kind, &str, &str); 6] = [
    (Kind::Png, "Picture (PNG)", "for slides and mail"),
    (Kind::Svg, "Drawing (SVG)", "sharp at any size"),
    (Kind::Records, "Records (CSV)", "can be opened here again"),
    (Kind::Summary, "Summary (CSV)", "a row an agent and state"),
    (Kind::Copy, "Copy picture", "to the clipboard"),
    (Kind::Print, "Print", "or save as PDF"),
];

/// Runs `work` on what a picture is made from; `None` before anything came.
pub(super) fn with_picture_of<T>(shown: ViewState, work: impl FnOnce(&PictureInput) -> T) -> Option<T> {
    let data = shown.data.get()?;
    let (zone, people) = (shown.zone.get(), shown.people.get());
    let (hidden, scope, overruns) = (shown.hidden.get(), shown.scope.get(), shown.overruns.get());
    let plans = shown.adhered.get();
    Some(work(&PictureInput {
        data: &data,
        zone: &zone,
        people: &people,
        hidden: &hidden,
        lanes: shown.lanes.get(),
        agent: shown.agent.get(),
        scope: &scope,
        overruns: &overruns,
        plans: &plans,
        width: shown.width.get(),
    }))
}

/// The same of what is shown now.
pub(super) fn with_picture<T>(shown: ViewState, work: impl FnOnce(&PictureInput) -> T) -> Option<T> {
    untrack(|| with_picture_of(shown, work))
}

/// What is said of an export that is done.
fn done_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Png => "Picture saved",
        Kind::Svg => "Drawing saved",
        Kind::Records => "Records saved",
        Kind::Summary => "Summary saved",
        Kind::Copy => "Picture copied",
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
    let by_day =
        choice("Summary by day", move || split.get().by_day, move || split.update(|s| s.by_day = !s.by_day));
    let by_reason = choice(
        "Summary by reason",
        move || split.get().by_reason,
        move || split.update(|s| s.by_reason = !s.by_reason),
    );
    view! { {by_day}{by_reason} }
}

/// The button and its menu.
#[component]
pub fn ExportMenu(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let told = RwSignal::new("");
    let split = RwSignal::new(Split { by_day: true, by_reason: true });
    let menu = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let tell = move |words: &'static str| {
        told.set(words);
        set_timeout(move || told.set(""), Duration::from_secs(4));
    };
    let export = move |kind: Kind| {
        open.set(false);
        spawn_local(async move {
            let done = match save::begin(kind, shown, split.get_untracked()).await {
                Ok(exporting) => exporting.await,
                Err(_) => return tell("The code for exports could not be fetched; try again"),
            };
            tell(if done { done_words(kind) } else { "The browser refused; try another export" });
        });
    };
    let focus = move |step: i32| {
        let Some(menu) = menu.get_untracked() else { return };
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
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => {
                open.set(true);
                request_animation_frame(move || focus(1));
            }
            "ArrowUp" => focus(-1),
            "Escape" => {
                open.set(false);
                if let Some(button) = button.get_untracked() {
                    let _ = button.focus();
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let on_leave = move |event: leptos::ev::FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = menu.get_untracked().is_some_and(|menu| menu.contains(to.as_ref()));
        if !inside {
            open.set(false);
        }
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
    view! {
        <div class="menu-box" node_ref=menu on:keydown=on_key on:focusout=on_leave>
            <button
                type="button"
                class="button"
                node_ref=button
                aria-haspopup="menu"
                aria-expanded=move || aria(open.get())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                "Export"
            </button>
            <div class="menu" role="menu" aria-label="Export" class:hidden=move || !open.get()>
                {items.collect_view()}
            </div>
            <span class="menu-told" role="status">{move || told.get()}</span>
        </div>
    }
    .into_any()
}
