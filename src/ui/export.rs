//! Export: pictures, tables and print of exactly what is shown.

mod menu;
mod save;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::picture::PictureInput;
use crate::app::view_state::ViewState;
use crate::app::words::export as words;
use crate::ui::lately::when_wanted;
use crate::ui::parts::aria;
use menu::Menu;
pub(super) use save::canvas_of;
use scene::layout::Grouping;

/// Runs `work` on what a picture is made from; `None` before anything came.
pub(super) fn with_picture_of<T>(shown: ViewState, work: impl FnOnce(&PictureInput) -> T) -> Option<T> {
    let data = shown.data.get()?;
    let (zone, people) = (shown.zone.get(), shown.people.get());
    let (hidden, scope, overruns) = (shown.hidden.get(), shown.scope.get(), shown.overruns.get());
    let plans = shown.adhered.get();
    let (groups, expanded) = (shown.groups(), shown.opened_agents(&data));
    Some(work(&PictureInput {
        data: &data,
        zone: &zone,
        people: &people,
        hidden: &hidden,
        lanes: shown.lanes.get(),
        agent: shown.agent.get(),
        scope: &scope,
        hours: shown.hours.get(),
        grouping: Grouping { groups: &groups, expanded: &expanded },
        overruns: &overruns,
        plans: &plans,
        width: shown.width.get(),
    }))
}

/// The same of what is shown now.
pub(super) fn with_picture<T>(shown: ViewState, work: impl FnOnce(&PictureInput) -> T) -> Option<T> {
    untrack(|| with_picture_of(shown, work))
}

/// The button and its menu.
#[component]
pub fn ExportMenu(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let told = RwSignal::new("");
    let (code, missing) = when_wanted(move || open.get() || shown.late.get(), menu::code);
    let menu = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let focus = move |step: i32| {
        if let (Some(code), Some(menu)) = (code.get_untracked(), menu.get_untracked()) {
            (code.step)(&menu, step);
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
                {words::EXPORT}
            </button>
            <div class="menu" role="menu" aria-label=words::EXPORT class:hidden=move || !open.get()>
                {move || code.get().map(|code| (code.items)(Menu { shown, open, told }))}
                {missing}
            </div>
            <span class="menu-told" role="status">{move || told.get()}</span>
        </div>
    }
    .into_any()
}
