//! Choices for tables with unknown columns, kept on this computer: names of columns and what they hold, names of
//! states and what they mean.

use crate::app::browser::storage::Storage;
use crate::app::presets;
use data::files::columns::Preset;

const KEY: &str = "shiftline.columns";

/// What was kept, the newest first.
pub fn all() -> Vec<Preset> {
    presets::parse(&Storage::Computer.get(KEY).unwrap_or_default())
}

/// Keeps a choice in the place of one for the same header.
pub fn keep(preset: &Preset) {
    write(&presets::with(&all(), preset));
}

/// Forgets the choice for the same header.
pub fn forget(preset: &Preset) {
    write(&presets::without(&all(), preset));
}

fn write(all: &[Preset]) {
    match all {
        [] => Storage::Computer.remove(KEY),
        _ => Storage::Computer.set(KEY, &presets::format(all)),
    }
}
