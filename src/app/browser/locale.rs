//! The locale of the browser's language, from its own data (`Intl`), so that no table has to be sent.

use leptos::prelude::window;
use wasm_bindgen::prelude::wasm_bindgen;

use super::storage::Storage;
use crate::app::locale::{Choice, Part, Told, locale_of};
use model::locale::Locale;

const KEY: &str = "shiftline.locale";

/// What was chosen on this computer.
pub fn chosen() -> Choice {
    Storage::Computer.get(KEY).map_or_else(Choice::default, |text| Choice::parse(&text))
}

/// Keeps what was chosen.
pub fn keep(choice: Choice) {
    match choice.text().as_str() {
        "" => Storage::Computer.remove(KEY),
        text => Storage::Computer.set(KEY, text),
    }
}

/// The locale of the first language that the browser names.
pub fn own() -> Locale {
    window().navigator().language().map_or(Locale::BRITISH, |language| of_language(&language))
}

/// The locale of a language, as Britain's where the browser does not know it. The first takes about 20 ms: most of
/// them are for the browser's first formatter.
pub fn of_language(language: &str) -> Locale {
    told(language).map_or(Locale::BRITISH, |told| locale_of(&told))
}

#[wasm_bindgen(module = "/src/app/browser/locale.js")]
extern "C" {
    /// What the browser tells of a language, as text; nothing where it does not know it.
    #[wasm_bindgen(js_name = told)]
    fn text_of(language: &str) -> Option<String>;
}

fn told(language: &str) -> Option<Told> {
    let text = text_of(language)?;
    let mut fields = text.split('\u{1e}');
    let mut next = || fields.next().unwrap_or_default();
    Some(Told {
        date: parts(next()),
        digits: parts(next()),
        hour_cycle: next().to_owned(),
        number: parts(next()),
        small: parts(next()),
        percent: parts(next()),
        // 1 for Monday to 7 for Sunday.
        first_day: next().parse().ok(),
        region: next().to_owned(),
    })
}

/// An example in parts: kinds and texts in turn.
fn parts(text: &str) -> Vec<Part> {
    let mut texts = text.split('\u{1f}').map(str::to_owned);
    std::iter::from_fn(|| Some((texts.next()?, texts.next()?))).collect()
}
