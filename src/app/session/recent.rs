//! Agents that were looked at, kept in this browser if the person agrees.

use std::collections::HashSet;

use crate::app::browser::storage::Storage;

const KEY: &str = "shiftline.recent";

/// Most agents that are kept.
const MAX: usize = 12;

/// The agents looked at, the latest first; `None` when the person has not agreed to keep them.
pub fn kept() -> Option<Vec<String>> {
    let text = Storage::Computer.get(KEY)?;
    Some(text.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect())
}

/// Keeps agents from now on, or forgets those that were kept.
pub fn agree(agreed: bool) {
    if agreed {
        Storage::Computer.set(KEY, &kept().unwrap_or_default().join(","));
    } else {
        Storage::Computer.remove(KEY);
    }
}

/// Notes agents that are looked at, if the person has agreed.
pub fn note(ids: impl Iterator<Item = String>) {
    let Some(before) = kept() else { return };
    let mut all: Vec<String> = ids.filter(|id| !id.contains(',')).collect();
    all.extend(before);
    let mut seen = HashSet::new();
    all.retain(|id| seen.insert(id.clone()));
    all.truncate(MAX);
    Storage::Computer.set(KEY, &all.join(","));
}
