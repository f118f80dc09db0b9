//! Agents that were looked at, kept in this browser if the person agrees.

use leptos::prelude::*;

const KEY: &str = "shiftline.recent";

/// Most agents that are kept.
const MAX: usize = 12;

/// Storage may be forbidden; then nothing is kept.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// The agents looked at, the latest first; `None` when the person has not agreed to keep them.
pub fn kept() -> Option<Vec<String>> {
    let text = storage()?.get_item(KEY).ok().flatten()?;
    Some(text.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect())
}

/// Keeps agents from now on, or forgets those that were kept.
pub fn agree(agreed: bool) {
    let Some(storage) = storage() else { return };
    // Storage that is full keeps nothing.
    let _ = if agreed {
        storage.set_item(KEY, &kept().unwrap_or_default().join(","))
    } else {
        storage.remove_item(KEY)
    };
}

/// Notes agents that are looked at, if the person has agreed.
pub fn note(ids: impl Iterator<Item = String>) {
    let (Some(before), Some(storage)) = (kept(), storage()) else { return };
    let mut all: Vec<String> = ids.filter(|id| !id.contains(',')).collect();
    all.extend(before);
    let mut seen = std::collections::HashSet::new();
    all.retain(|id| seen.insert(id.clone()));
    all.truncate(MAX);
    let _ = storage.set_item(KEY, &all.join(","));
}
