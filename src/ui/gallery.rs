//! Every part of the page in every state, for whoever changes one: `/gallery` beside a page to work with. No
//! site has it. `cargo xtask test browser pictures` compares pictures of its sections.
//!
//! ```text
//! parts    buttons, fields, and what lies in ui/parts
//! plans    plans beside what was done, and limits
//! whole    what the page is made of: timelines, tables, panels
//! trouble  answers, loads and schedules on their way and in trouble
//! sheets   dialogs
//! sample   what they show
//! ```

mod parts;
mod plans;
mod sample;
mod sheets;
mod trouble;
mod whole;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::app::browser::theme;
use scene::theme::Theme;

/// The element that only the gallery's own document has.
const PLACE: &str = "gallery";

/// Shows the gallery where the document is the gallery's; whether it is.
pub fn start() -> bool {
    let Some(place) = document().get_element_by_id(PLACE) else { return false };
    mount_to(place.unchecked_into::<HtmlElement>(), || view! { <Gallery/> }).forget();
    true
}

#[component]
fn Gallery() -> impl IntoView {
    let theme = RwSignal::new(Theme::Light);
    theme::follow(theme);
    let toggle = move |_| theme::toggle(theme);
    view! {
        <header class="gallery-head">
            <h1>"Gallery"</h1>
            <button type="button" class="button" on:click=toggle>"Other theme"</button>
        </header>
        {parts::all()}
        {whole::all(theme)}
        {plans::all(theme)}
        {trouble::all(theme)}
        {sheets::all(theme)}
    }
}

/// A part of the page in its states. The name is that of its pictures.
fn section(name: &'static str, states: impl IntoView + 'static) -> AnyView {
    view! {
        <section class="gallery-section" data-part=name>
            <h2>{name}</h2>
            <div class="gallery-states">{states}</div>
        </section>
    }
    .into_any()
}

/// One state of it.
fn state(words: &'static str, view: impl IntoView + 'static) -> AnyView {
    view! { <div class="gallery-state"><p class="hint">{words}</p>{view}</div> }.into_any()
}
