//! Choices for tables with unknown columns, kept on this computer: names of columns and what they hold, names of
//! states and what they mean.

use leptos::prelude::window;

use crate::app::presets;
use data::files::columns::Preset;

const KEY: &str = "shiftline.columns";

/// Storage may be forbidden; then nothing is kept.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// What was kept, the newest first.
pub fn kept() -> Vec<Preset> {
    let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    presets::parse(&text.unwrap_or_default())
}

/// Keeps a choice in the place of one for the same header.
pub fn keep(preset: &Preset) {
    write(&presets::with(&kept(), preset));
}

/// Forgets the choice for the same header.
pub fn forget(preset: &Preset) {
    write(&presets::without(&kept(), preset));
}

fn write(all: &[Preset]) {
    let Some(storage) = storage() else { return };
    // Storage that is full keeps nothing.
    let _ =
        if all.is_empty() { storage.remove_item(KEY) } else { storage.set_item(KEY, &presets::format(all)) };
}
