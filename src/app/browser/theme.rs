//! Light or dark: the system's choice, or a person's, which is kept in this browser; or the colours that the system
//! forces.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, MediaQueryList};

use super::storage::Storage;
use scene::theme::forced::{Forced, System};
use scene::theme::{Rgb, Theme};

const KEY: &str = "shiftline.theme";

fn word(theme: Theme) -> &'static str {
    match theme {
        Theme::Dark => "dark",
        Theme::Light | Theme::Forced(_) => "light",
    }
}

const DARK: &str = "(prefers-color-scheme: dark)";
const FORCED: &str = "(forced-colors: active)";

fn query(media: &str) -> Option<MediaQueryList> {
    window().match_media(media).ok().flatten()
}

fn holds(media: &str) -> bool {
    query(media).is_some_and(|query| query.matches())
}

fn of_system() -> Theme {
    if holds(DARK) { Theme::Dark } else { Theme::Light }
}

/// The colours that are forced upon the page, where they are.
fn forced() -> Option<Theme> {
    if !holds(FORCED) {
        return None;
    }
    let probe: HtmlElement = document().create_element("span").ok()?.unchecked_into();
    document().body()?.append_child(&probe).ok()?;
    let colours = System::ALL.map(|system| {
        // Nothing stands in the way of a name that every browser knows.
        let _ = probe.style().set_property("color", system.css());
        let style = window().get_computed_style(&probe).ok().flatten();
        style.and_then(|style| style.get_property_value("color").ok()).and_then(|text| Rgb::parse(&text))
    });
    probe.remove();
    let [canvas, text, ..] = colours;
    let (canvas, text) = (canvas?, text?);
    // One that cannot be read is that of marks.
    let [_, _, gray, highlight, link] = colours.map(|colour| colour.unwrap_or(text));
    Some(Theme::Forced(Forced([canvas, text, gray, highlight, link])))
}

/// What is to be seen now.
fn current() -> Theme {
    forced().or_else(chosen).unwrap_or_else(of_system)
}

fn chosen() -> Option<Theme> {
    let kept = Storage::Computer.get(KEY)?;
    [Theme::Light, Theme::Dark].into_iter().find(|theme| word(*theme) == kept)
}

fn apply(choice: Option<Theme>) {
    let Some(root) = document().document_element() else { return };
    // Only names with spaces and the like are refused.
    let _ = match choice {
        Some(theme) => root.set_attribute("data-theme", word(theme)),
        None => root.remove_attribute("data-theme"),
    };
}

/// Paper is light; afterwards the page is as it was.
pub fn on_paper(printing: bool) {
    apply(if printing { Some(Theme::Light) } else { chosen() });
}

/// Follows the system and what was chosen here before.
pub fn follow(theme: RwSignal<Theme>) {
    apply(chosen());
    theme.set(current());
    let on_change = Closure::<dyn Fn()>::new(move || {
        if theme.get_untracked() != current() {
            theme.set(current());
        }
    });
    for query in [DARK, FORCED].into_iter().filter_map(query) {
        query.set_onchange(Some(on_change.as_ref().unchecked_ref()));
    }
    on_change.forget();
}

/// Changes to the other theme. A choice that is the system's own is not kept.
pub fn toggle(theme: RwSignal<Theme>) {
    let next = if theme.get_untracked() == Theme::Dark { Theme::Light } else { Theme::Dark };
    let kept = (next != of_system()).then_some(next);
    match kept {
        Some(theme) => Storage::Computer.set(KEY, word(theme)),
        None => Storage::Computer.remove(KEY),
    }
    apply(kept);
    theme.set(current());
}
