//! Light or dark: the system's choice, or a person's, which is kept in this browser.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::MediaQueryList;

use super::storage::Storage;
use scene::theme::Theme;

const KEY: &str = "shiftline.theme";

fn word(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

fn dark_query() -> Option<MediaQueryList> {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten()
}

fn of_system() -> Theme {
    if dark_query().is_some_and(|query| query.matches()) { Theme::Dark } else { Theme::Light }
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
    theme.set(chosen().unwrap_or_else(of_system));
    let Some(query) = dark_query() else { return };
    let on_change = Closure::<dyn Fn()>::new(move || {
        if chosen().is_none() {
            theme.set(of_system());
        }
    });
    query.set_onchange(Some(on_change.as_ref().unchecked_ref()));
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
    theme.set(next);
}
