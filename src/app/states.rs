//! States as a centre calls them: which map is in force, and its table for people to change.

use std::sync::Arc;

use crate::app::words::states_editor as words;
use model::state::{Activity, ActivityId, COLOURS, Catalog, Entry, StateKind, StateMap};

/// Most rows of the table.
pub const MAX_ROWS: usize = 300;

/// Where a map comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The host's settings.
    #[default]
    Host,
    /// This computer, from another visit.
    Computer,
    /// A file of this name.
    File(String),
    /// The person, on this page.
    Person,
}

/// The map in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InForce {
    /// The map; empty where nothing is changed.
    pub map: StateMap,
    /// Where it comes from.
    pub from: Origin,
}

impl InForce {
    /// What people are told of it; `None` where it changes nothing.
    pub fn words(&self) -> Option<String> {
        if self.map.is_empty() {
            return None;
        }
        let whose = match &self.from {
            Origin::Host => words::AS_THIS_SITE_CALLS_THEM.to_owned(),
            Origin::Computer => words::AS_KEPT_HERE.to_owned(),
            Origin::File(name) => words::as_in_file(name),
            Origin::Person => words::AS_YOU_CHANGED_THEM.to_owned(),
        };
        Some(words::states(whose))
    }
}

/// A state or a reason, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The state as the API names it.
    pub state: Arc<str>,
    /// The reason, likewise; `None`: the state, with its reasons as far as they have no row that says otherwise.
    pub reason: Option<Arc<str>>,
    /// What is read without a map: of the reason, else of the state.
    pub usual_label: Arc<str>,
    /// What it means without a map.
    pub usual_kind: StateKind,
    /// What the person says of it.
    pub chosen: Entry,
}

/// The states of a catalogue as it came, with what a map says of each; at most [`MAX_ROWS`], the unknown ones
/// first.
pub fn rows(catalog: &Catalog, map: &StateMap) -> Vec<Row> {
    let same = |a: Option<&str>, b: Option<&str>| {
        let folded = |text: &str| text.trim().to_lowercase();
        a.map(folded) == b.map(folded)
    };
    let row = |(_, activity): (ActivityId, &Activity)| {
        let state = catalog.state(activity.state);
        let names = [&*state.code, &*state.label];
        let found = map.entries.iter().rev().find(|entry| {
            same(entry.reason.as_deref(), activity.reason.as_deref())
                && entry
                    .state
                    .as_deref()
                    .is_some_and(|of| names.iter().any(|name| same(Some(of), Some(name))))
        });
        let own =
            Entry { state: Some(state.code.clone()), reason: activity.reason.clone(), ..Entry::default() };
        Row {
            state: state.code.clone(),
            reason: activity.reason.clone(),
            usual_label: activity.reason.clone().unwrap_or_else(|| state.label.clone()),
            usual_kind: activity.kind,
            chosen: found
                .map_or_else(|| own.clone(), |found| Entry { state: own.state.clone(), ..found.clone() }),
        }
    };
    let mut rows: Vec<Row> = catalog.activities().filter(|(id, _)| !id.is_absence()).map(row).collect();
    rows.sort_by(|a, b| {
        let key = |row: &Row| (row.usual_kind != StateKind::Other, row.state.clone(), row.reason.clone());
        key(a).cmp(&key(b))
    });
    rows.truncate(MAX_ROWS);
    rows
}

/// The map that rows say, with what another map says of states that have no row.
pub fn map_of(rows: &[Row], before: &StateMap) -> StateMap {
    let is_row = |entry: &Entry| {
        rows.iter().any(|row| row.chosen.state == entry.state && row.chosen.reason == entry.reason)
    };
    let says = |entry: &&Entry| entry.label.is_some() || entry.kind.is_some() || entry.colour.is_some();
    let kept = before.entries.iter().filter(|entry| !is_row(entry));
    let chosen = rows.iter().map(|row| &row.chosen).filter(says);
    StateMap { entries: kept.chain(chosen).cloned().collect() }
}

/// The name of a colour.
pub fn colour_name(colour: u8) -> &'static str {
    COLOURS.get(usize::from(colour)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::state::Reading;

    fn catalog() -> Catalog {
        let mut catalog = Catalog::default();
        catalog.intern("Available", None, |_| Reading::known(StateKind::Available));
        catalog.intern("Unavailable", Some("Lunch"), |_| Reading::known(StateKind::NotReady));
        catalog.intern("PROJECT", None, |_| Reading::other("PROJECT"));
        catalog
    }

    #[test]
    fn the_table_has_all_states_and_what_is_chosen_becomes_a_map() {
        let mut rows = rows(&catalog(), &StateMap::default());
        let names: Vec<_> = rows.iter().map(|row| (&*row.state, row.reason.as_deref())).collect();
        assert_eq!(names, [("PROJECT", None), ("Available", None), ("Unavailable", Some("Lunch"))]);
        assert!(map_of(&rows, &StateMap::default()).is_empty());
        rows[0].chosen.kind = Some(StateKind::OnContact);
        rows[2].chosen.label = Some("Mittag".into());
        let map = map_of(&rows, &StateMap::default());
        assert_eq!(map.entries.len(), 2);
        let mapped = catalog().mapped(&map);
        let kinds: Vec<_> = mapped.activities().skip(3).map(|(_, activity)| activity.kind).collect();
        assert_eq!(kinds, [StateKind::Available, StateKind::NotReady, StateKind::OnContact]);
        assert_eq!(super::rows(&catalog(), &map), rows, "what was chosen stands in the table again");
    }

    #[test]
    fn what_has_no_row_is_kept_and_a_choice_taken_back_is_gone() {
        let elsewhere =
            Entry { reason: Some("Tea".into()), kind: Some(StateKind::NotReady), ..Entry::default() };
        let here =
            Entry { state: Some("PROJECT".into()), kind: Some(StateKind::Available), ..Entry::default() };
        let before = StateMap { entries: vec![elsewhere.clone(), here] };
        let mut rows = rows(&catalog(), &before);
        assert_eq!(rows[0].chosen.kind, Some(StateKind::Available));
        rows[0].chosen.kind = None;
        assert_eq!(map_of(&rows, &before).entries, [elsewhere]);
    }

    #[test]
    fn people_are_told_which_map_is_in_force() {
        assert_eq!(InForce::default().words(), None);
        let map = StateMap { entries: vec![Entry { state: Some("A".into()), ..Entry::default() }] };
        for (from, words) in [
            (Origin::Host, "States as this site calls them."),
            (Origin::Computer, "States as kept on this computer."),
            (Origin::File("states.json".into()), "States as in the file states.json."),
            (Origin::Person, "States as you changed them."),
        ] {
            assert_eq!(InForce { map: map.clone(), from }.words().as_deref(), Some(words));
        }
    }
}
