//! What is searched, and what is found in it.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::browser::clock::now;
use crate::app::browser::zone::offset_text;
use crate::app::find::offers::Group;
use crate::app::find::results::find;
use crate::app::find::steps::{Steps, along};
use crate::app::find::stretches::{Index, Seen};
use crate::app::view_state::ViewState;
use model::directory::Directory;

/// The words of what was loaded; `None` before anything was.
fn index(shown: ViewState) -> Memo<Option<Arc<Index>>> {
    Memo::new(move |_| {
        let data = shown.data.get()?;
        Some(Arc::new(shown.people.with(|people| Index::new(&data, people))))
    })
}

/// The agents whose stretches are found, in the order of rows: all of them where rows stand for something else.
fn agents(shown: ViewState) -> Vec<usize> {
    if shown.is_everyone() { shown.order.get() } else { (0..shown.agents()).collect() }
}

/// Runs `work` on what is searched.
fn with_seen<T>(
    shown: ViewState,
    index: Memo<Option<Arc<Index>>>,
    work: impl FnOnce(&Seen, &Directory) -> T,
) -> Option<T> {
    let (data, index) = (shown.data.get()?, index.get()?);
    let (agents, zone, people) = (agents(shown), shown.zone.read(), shown.people.read());
    let is_seen = shown.showing(&data.catalog);
    let activities: Vec<bool> = data.catalog.activities().map(|(id, _)| is_seen(id)).collect();
    let today = zone.date(now());
    let seen = Seen { data: &data, index: &index, zone: &zone, today, agents: &agents, shown: &activities };
    Some(work(&seen, &people))
}

/// What fits what is typed, while the dialog is open.
pub fn found(shown: ViewState, typed: RwSignal<String>, is_open: Memo<bool>) -> Memo<Vec<Group>> {
    let index = index(shown);
    // A browser takes its time for each zone that it is asked for the first time.
    let offsets = StoredValue::new(HashMap::<String, Option<String>>::new());
    let offset = move |name: &str| {
        if let Some(known) = offsets.with_value(|offsets| offsets.get(name).cloned()) {
            return known;
        }
        let at = shown.data.with_untracked(|data| data.as_ref().map_or_else(now, |data| data.window.start));
        let asked = offset_text(name, at);
        offsets.update_value(|offsets| drop(offsets.insert(name.to_owned(), asked.clone())));
        asked
    };
    Memo::new(move |_| {
        let text = typed.get();
        if !is_open.get() || text.trim().is_empty() {
            return Vec::new();
        }
        let loaded = with_seen(shown, index, |seen, people| find(&text, Some((seen, people)), &offset));
        loaded.unwrap_or_else(|| find(&text, None, &offset))
    })
}

/// Agents (indices into [`model::dataset::Dataset::agents`]) in the order of rows, and stretches, each as a place
/// among them and its first segment.
pub type Stretches = (Vec<usize>, Vec<(usize, usize)>);

/// The stretches to step along.
pub fn stretches(shown: ViewState, steps: RwSignal<Option<Steps>>) -> Memo<Stretches> {
    let index = index(shown);
    Memo::new(move |_| {
        let Some(steps) = steps.get() else { return Stretches::default() };
        let found = with_seen(shown, index, |seen, _| (seen.agents.to_vec(), along(seen, &steps)));
        found.unwrap_or_default()
    })
}
