//! States as a centre calls them: other words, another meaning or another colour for states and reasons.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Catalog, StateKind};

/// What the colours to choose from are called. Which ones they are is up to whoever draws.
pub const COLOURS: [&str; 12] = [
    "amber", "gold", "coral", "olive", "sand", "rose", "umber", "magenta", "brown", "green", "purple", "teal",
];

/// What one state or reason is to be read as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The state, as the API names it or as people read it; `None`: whatever state has the reason.
    pub state: Option<Arc<str>>,
    /// The reason, as the API names it; `None`: the state with whatever reason.
    pub reason: Option<Arc<str>>,
    /// What people read: for the reason, if one is named, else for the state.
    pub label: Option<Arc<str>>,
    /// What it means.
    pub kind: Option<StateKind>,
    /// Its colour: an index into [`COLOURS`].
    pub colour: Option<u8>,
}

/// All that a centre calls in its own way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateMap {
    /// Of several for one state or reason the last counts; one that names both goes before one that names a
    /// reason, and that before one that names a state.
    pub entries: Vec<Entry>,
}

impl StateMap {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Upper and lower case, and spaces around, make no difference.
fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

/// The entries by what they name, so that each activity asks three times and no more.
#[derive(Default)]
struct Lookup<'a>(HashMap<(Option<String>, Option<String>), &'a Entry>);

impl<'a> Lookup<'a> {
    fn new(map: &'a StateMap) -> Self {
        let key = |text: &Option<Arc<str>>| text.as_deref().map(folded);
        Self(map.entries.iter().map(|entry| ((key(&entry.state), key(&entry.reason)), entry)).collect())
    }

    fn find(&self, states: &[String; 2], reason: Option<&str>) -> impl Iterator<Item = &'a Entry> {
        let reason = reason.map(folded);
        let both = states.iter().map(|state| (Some(state.clone()), reason.clone()));
        let reason_alone = std::iter::once((None, reason.clone()));
        let state_alone = states.iter().map(|state| (Some(state.clone()), None));
        let named = both.chain(reason_alone).filter(|(_, reason)| reason.is_some()).chain(state_alone);
        let found: Vec<_> = named.filter_map(|key| self.0.get(&key).copied()).collect();
        found.into_iter()
    }
}

impl Catalog {
    /// The same states and activities, by the same ids, read as a map says.
    #[must_use]
    pub fn mapped(&self, map: &StateMap) -> Self {
        if map.is_empty() {
            return self.clone();
        }
        let lookup = Lookup::new(map);
        let mut mapped = self.clone();
        for (number, activity) in self.activities.iter().enumerate().skip(3) {
            let state = &self.states[activity.state.0 as usize];
            let names = [folded(&state.code), folded(&state.label)];
            let target = &mut mapped.activities[number];
            let entries: Vec<&Entry> = lookup.find(&names, activity.reason.as_deref()).collect();
            let first = |of: fn(&Entry) -> bool| entries.iter().find(|entry| of(entry));
            if let Some(kind) = first(|entry| entry.kind.is_some()).and_then(|entry| entry.kind) {
                target.kind = kind;
            }
            target.colour = first(|entry| entry.colour.is_some()).and_then(|entry| entry.colour);
            if let Some(label) = first(|entry| entry.reason.is_some() && entry.label.is_some()) {
                target.reason.clone_from(&label.label);
            }
        }
        for (target, state) in mapped.states.iter_mut().zip(&self.states).skip(3) {
            let names = [folded(&state.code), folded(&state.label)];
            if let Some(label) = lookup.find(&names, None).find_map(|entry| entry.label.clone()) {
                target.label = label;
            }
        }
        mapped
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ActivityId, Reading};
    use super::*;
    use StateKind::{Available, NotReady, OnContact, Other, WrapUp};

    fn catalog() -> Catalog {
        let mut catalog = Catalog::default();
        catalog.intern("Available", None, |_| Reading::known(StateKind::Available));
        catalog.intern("Unavailable", Some("Coaching 1:1"), |_| Reading::known(StateKind::NotReady));
        catalog.intern("Unavailable", Some("Lunch"), |_| Reading::known(StateKind::NotReady));
        catalog.intern("PROJEKT", None, |_| Reading::other("PROJEKT"));
        catalog.intern("PROJEKT", Some("Lunch"), |_| Reading::other("PROJEKT"));
        catalog
    }

    fn entry(state: &str, reason: &str, label: &str, kind: Option<StateKind>) -> Entry {
        let text = |text: &str| (!text.is_empty()).then(|| Arc::from(text));
        Entry { state: text(state), reason: text(reason), label: text(label), kind, colour: None }
    }

    /// Label, reason and kind of each activity but the absences.
    fn read(entries: Vec<Entry>) -> Vec<(String, String, StateKind)> {
        let catalog = catalog().mapped(&StateMap { entries });
        let read = |(id, activity): (ActivityId, &super::super::Activity)| {
            let reason = activity.reason.as_deref().unwrap_or_default().to_owned();
            (catalog.label(id).to_owned(), reason, activity.kind)
        };
        catalog.activities().skip(3).map(read).collect()
    }

    #[test]
    fn what_names_more_counts_for_more() {
        let of = |entries| read(entries).into_iter().map(|(.., kind)| kind).collect::<Vec<_>>();
        assert_eq!(of(vec![]), [Available, NotReady, NotReady, Other, Other]);
        let state = entry("projekt", "", "", Some(OnContact));
        let reason = entry("", " LUNCH ", "", Some(WrapUp));
        let both = entry("PROJEKT", "Lunch", "", Some(NotReady));
        assert_eq!(of(vec![state.clone()]), [Available, NotReady, NotReady, OnContact, OnContact]);
        assert_eq!(of(vec![reason.clone(), state.clone()]), [Available, NotReady, WrapUp, OnContact, WrapUp]);
        assert_eq!(of(vec![both, state, reason]), [Available, NotReady, WrapUp, OnContact, NotReady]);
    }

    #[test]
    fn labels_are_of_the_state_or_of_its_reason() {
        let read = read(vec![
            entry("PROJEKT", "", "Project work", None),
            entry("Unavailable", "Coaching 1:1", "Coaching", None),
            entry("Not ready", "Lunch", "Mittag", None),
        ]);
        let labels: Vec<_> =
            read.iter().map(|(label, reason, _)| (label.as_str(), reason.as_str())).collect();
        let expected = [
            ("Ready", ""),
            ("Not ready", "Coaching"),
            ("Not ready", "Mittag"),
            ("Project work", ""),
            ("Project work", "Lunch"),
        ];
        assert_eq!(labels, expected);
    }

    #[test]
    fn of_two_for_one_state_the_last_counts_and_absences_never_change() {
        let first = entry("Available", "", "", Some(StateKind::NotReady));
        let second = entry("available", "", "", Some(StateKind::OnContact));
        assert_eq!(read(vec![first, second])[0].2, StateKind::OnContact);
        let absence = entry("No data", "", "Pause", Some(StateKind::NotReady));
        let mapped = catalog().mapped(&StateMap { entries: vec![absence] });
        assert_eq!(mapped.kind(ActivityId::NO_DATA), StateKind::NoData);
        assert_eq!(mapped.label(ActivityId::NO_DATA), "No data");
    }
}
