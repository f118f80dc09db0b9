//! Addresses that a person agreed to load from: not asked about again until the tab is closed. Nothing but the
//! addresses is kept.

use crate::app::base::BaseUrl;
use crate::app::browser::storage::Storage;

const KEY: &str = "shiftline.accepted";

/// Most addresses that are kept.
const MAX: usize = 12;

fn kept() -> Vec<String> {
    let text = Storage::Tab.get(KEY).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// Notes that a person agreed to load from here.
pub fn note(base: &BaseUrl) {
    let base = base.to_string();
    let mut all = kept();
    all.retain(|one| *one != base);
    all.insert(0, base);
    all.truncate(MAX);
    Storage::Tab.set(KEY, &all.join("\n"));
}

/// Whether a person agreed to it in this tab.
pub fn holds(base: &BaseUrl) -> bool {
    let base = base.to_string();
    kept().contains(&base)
}
