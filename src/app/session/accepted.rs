//! Addresses that a person agreed to load from: not asked about again until the tab is closed. Nothing but the
//! addresses is kept.

use crate::app::base::BaseUrl;
use crate::app::browser::storage::Storage;
use crate::app::source::SourceKind;

const KEY: &str = "shiftline.accepted";

/// Most addresses that are kept.
const MAX: usize = 12;

fn kept() -> Vec<String> {
    let text = Storage::Tab.get(KEY).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// An address as it is kept: who agreed to an archive has not agreed to an API there.
fn entry(source: SourceKind, base: &BaseUrl) -> String {
    match source {
        SourceKind::Api => base.to_string(),
        SourceKind::Archive => format!("{} {base}", source.word()),
    }
}

/// Notes that a person agreed to load from here.
pub fn note(source: SourceKind, base: &BaseUrl) {
    let base = entry(source, base);
    let mut all = kept();
    all.retain(|one| *one != base);
    all.insert(0, base);
    all.truncate(MAX);
    Storage::Tab.set(KEY, &all.join("\n"));
}

/// Whether a person agreed to it in this tab.
pub fn holds(source: SourceKind, base: &BaseUrl) -> bool {
    kept().contains(&entry(source, base))
}
