//! The time zone that times are shown in.

use leptos::prelude::*;

use crate::app::browser::zone::zone;
use crate::app::view_state::ViewState;
use model::time::Span;

/// Shows all times in the zone of this name; `false` (and no change) when there is no such zone.
pub fn choose(shown: ViewState, name: &str) -> bool {
    if shown.zone.with_untracked(|zone| zone.name() == name) {
        return true;
    }
    let found = zone(name, untrack(|| shown.window()));
    let known = found.is_some();
    if let Some(zone) = found {
        shown.zone.set(zone);
    }
    known
}

/// Makes sure that the chosen zone's table reaches over `range`: a new range may lie in other years.
pub fn cover(shown: ViewState, range: Span) {
    let name = shown.zone.with_untracked(|zone| zone.name().to_owned());
    let table = zone(&name, range).filter(|table| shown.zone.with_untracked(|old| old != table));
    if let Some(table) = table {
        shown.zone.set(table);
    }
}
