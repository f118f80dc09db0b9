//! States as a centre calls them, as a file (`states.json`) and as a part of a host's settings.
//!
//! ```json
//! { "states": [
//!   { "state": "PROJECT", "label": "Project work", "kind": "on contact" },
//!   { "state": "Unavailable", "reason": "Coaching 1:1", "label": "Coaching", "colour": "coral" },
//!   { "reason": "Admin", "kind": "wrap-up" } ] }
//! ```

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use model::state::{COLOURS, Entry, StateKind, StateMap};

/// What a state can be said to mean, with its word in files.
pub const KINDS: [(StateKind, &str); 6] = [
    (StateKind::Available, "ready"),
    (StateKind::OnContact, "on contact"),
    (StateKind::WrapUp, "wrap-up"),
    (StateKind::NotReady, "not ready"),
    (StateKind::LoggedOut, "logged out"),
    (StateKind::Other, "other"),
];

/// Longest label, in characters.
pub const LONGEST_LABEL: usize = 60;

/// Most entries.
pub const MAX: usize = 2_000;

/// Why a file says nothing of states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatesError {
    /// It is no such JSON.
    Json {
        /// Where, counted from 1.
        line: usize,
        /// Where in the line.
        column: usize,
        /// In the parser's words.
        words: String,
    },
    /// More than [`MAX`] entries.
    TooMany,
    /// An entry cannot be used.
    Entry {
        /// Which, counted from 1.
        entry: usize,
        /// What is wrong with it.
        fault: EntryFault,
    },
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryFault {
    /// It names neither a state nor a reason.
    NamesNothing,
    /// It says nothing of what it names.
    SaysNothing,
    /// No kind is called so.
    Kind(String),
    /// No colour is called so.
    Colour(String),
    /// The label is empty or longer than [`LONGEST_LABEL`].
    Label,
}

/// One entry as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateEntry {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, alias = "color", skip_serializing_if = "Option::is_none")]
    colour: Option<String>,
}

/// A file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatesFile {
    states: Vec<StateEntry>,
}

/// Case, hyphens and underscores make no difference.
fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['-', '_'], " ")
}

fn text(text: Option<&String>) -> Option<Arc<str>> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty()).map(Arc::from)
}

impl StateEntry {
    fn entry(&self) -> Result<Entry, EntryFault> {
        let (state, reason) = (text(self.state.as_ref()), text(self.reason.as_ref()));
        if state.is_none() && reason.is_none() {
            return Err(EntryFault::NamesNothing);
        }
        if self.label.is_none() && self.kind.is_none() && self.colour.is_none() {
            return Err(EntryFault::SaysNothing);
        }
        let label = text(self.label.as_ref());
        let is_label = |label: &Arc<str>| label.chars().count() <= LONGEST_LABEL;
        if self.label.is_some() && !label.as_ref().is_some_and(is_label) {
            return Err(EntryFault::Label);
        }
        let kind = |word: &String| {
            let found = KINDS.into_iter().find(|(_, known)| plain(known) == plain(word));
            found.map(|(kind, _)| kind).ok_or_else(|| EntryFault::Kind(word.clone()))
        };
        let colour = |word: &String| {
            let found = COLOURS.iter().position(|known| *known == plain(word));
            found.map(|place| place as u8).ok_or_else(|| EntryFault::Colour(word.clone()))
        };
        let (kind, colour) =
            (self.kind.as_ref().map(kind).transpose()?, self.colour.as_ref().map(colour).transpose()?);
        Ok(Entry { state, reason, label, kind, colour })
    }

    fn of(entry: &Entry) -> Self {
        let text = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
        let kind =
            |kind| KINDS.into_iter().find(|(known, _)| *known == kind).map(|(_, word)| word.to_owned());
        Self {
            state: text(&entry.state),
            reason: text(&entry.reason),
            label: text(&entry.label),
            kind: entry.kind.and_then(kind),
            colour: entry
                .colour
                .and_then(|colour| COLOURS.get(usize::from(colour)))
                .map(|&word| word.to_owned()),
        }
    }
}

/// What a host's settings (`config.json`) say of states; `None` where they say nothing.
///
/// # Errors
/// When an entry cannot be used. The first that cannot, and why.
pub fn of_settings(text: &str) -> Option<Result<StateMap, StatesError>> {
    #[derive(Deserialize)]
    struct Settings {
        states: Option<Vec<StateEntry>>,
    }
    match serde_json::from_str::<Settings>(text) {
        Ok(settings) => settings.states.map(|entries| map_of(&entries)),
        Err(_) if serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() => None,
        Err(error) => Some(Err(not_json(&error))),
    }
}

fn not_json(error: &serde_json::Error) -> StatesError {
    StatesError::Json { line: error.line(), column: error.column(), words: error.to_string() }
}

/// What entries say together.
fn map_of(entries: &[StateEntry]) -> Result<StateMap, StatesError> {
    if entries.len() > MAX {
        return Err(StatesError::TooMany);
    }
    let entry = |(i, entry): (usize, &StateEntry)| {
        entry.entry().map_err(|fault| StatesError::Entry { entry: i + 1, fault })
    };
    Ok(StateMap { entries: entries.iter().enumerate().map(entry).collect::<Result<_, _>>()? })
}

/// Whether a text looks like such a file and like nothing else.
pub fn is_states_file(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let Some(rest) = start.strip_prefix('{') else { return false };
    rest.trim_start().starts_with("\"states\"")
}

/// Reads a file.
///
/// # Errors
/// When it is no such JSON, or an entry cannot be used.
pub fn parse(text: &str) -> Result<StateMap, StatesError> {
    let file: StatesFile =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| not_json(&error))?;
    map_of(&file.states)
}

/// Writes a file, for people to read.
pub fn format(map: &StateMap) -> String {
    let file = StatesFile { states: map.entries.iter().map(StateEntry::of).collect() };
    // Texts and lists can always be written.
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FILE: &str = r#"{ "states": [
        { "state": "PROJECT", "label": "Project work", "kind": "on contact" },
        { "state": "Unavailable", "reason": "Coaching 1:1", "label": "Coaching", "colour": "coral" },
        { "reason": "Admin", "kind": "Wrap_Up" } ] }"#;

    #[test]
    fn a_file_says_label_kind_and_colour_of_states_and_reasons() {
        let map = parse(FILE).unwrap();
        assert_eq!(map.entries.len(), 3);
        assert_eq!((map.entries[0].kind, map.entries[0].reason.clone()), (Some(StateKind::OnContact), None));
        assert_eq!(map.entries[1].colour.map(|colour| COLOURS[usize::from(colour)]), Some("coral"));
        assert_eq!((map.entries[2].kind, map.entries[2].state.clone()), (Some(StateKind::WrapUp), None));
        assert!(
            is_states_file(FILE)
                && is_states_file(&format(&map))
                && is_states_file("\u{feff}{\n\"states\":[]}")
        );
        for other in [r#"{"rules":[]}"#, "[]", "a,b", r#"{"agentStates":[]}"#, r#"{"x":1,"states":[]}"#] {
            assert!(!is_states_file(other), "{other}");
        }
    }

    #[test]
    fn settings_of_a_host_may_name_states() {
        assert_eq!(of_settings("{}"), None);
        assert_eq!(of_settings(""), None, "no settings at all");
        assert_eq!(of_settings("<html>"), None, "said elsewhere");
        let named = of_settings(r#"{"base":"/cxone","states":[{"state":"A","kind":"ready"}]}"#);
        assert_eq!(named.unwrap().unwrap().entries.len(), 1);
        let wrong = of_settings(r#"{"states":[{"kind":"ready"}]}"#);
        assert!(matches!(wrong, Some(Err(StatesError::Entry { entry: 1, .. }))));
        assert!(matches!(of_settings(r#"{"states":{}}"#), Some(Err(StatesError::Json { .. }))));
    }

    #[test]
    fn what_cannot_be_used_is_told_with_its_place() {
        let one = |entry: &str| parse(&format!(r#"{{"states":[{{"state":"A","kind":"ready"}},{entry}]}}"#));
        for (entry, fault) in [
            (r#"{"kind":"ready"}"#, EntryFault::NamesNothing),
            (r#"{"state":" ","kind":"ready"}"#, EntryFault::NamesNothing),
            (r#"{"state":"A"}"#, EntryFault::SaysNothing),
            (r#"{"state":"A","kind":"busy"}"#, EntryFault::Kind("busy".into())),
            (r##"{"state":"A","colour":"#ffffff"}"##, EntryFault::Colour("#ffffff".into())),
            (r#"{"state":"A","label":""}"#, EntryFault::Label),
        ] {
            assert_eq!(one(entry), Err(StatesError::Entry { entry: 2, fault }), "{entry}");
        }
        let long = format!(r#"{{"state":"A","label":"{}"}}"#, "x".repeat(LONGEST_LABEL + 1));
        assert_eq!(one(&long), Err(StatesError::Entry { entry: 2, fault: EntryFault::Label }));
        assert!(matches!(parse("{"), Err(StatesError::Json { line: 1, .. })));
        assert!(matches!(one(r#"{"state":"A","knd":"ready"}"#), Err(StatesError::Json { .. })));
        let many = vec![StateEntry::default(); MAX + 1];
        assert_eq!(map_of(&many), Err(StatesError::TooMany));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            raw in prop::collection::vec(
                ("[a-z]{1,6}", prop::option::of("[A-Z]{1,6}"), prop::option::of("[a-z ]{1,8}[a-z]"), prop::option::of(0_usize..6), 0_u8..12),
                0..6,
            ),
        ) {
            let entry = |(state, reason, label, kind, colour): (String, Option<String>, Option<String>, Option<usize>, u8)| Entry {
                state: Some(state.as_str().into()),
                reason: reason.map(|text| text.as_str().into()),
                label: label.map(|text| text.trim().into()),
                kind: kind.map(|kind| KINDS[kind].0),
                colour: Some(colour),
            };
            let map = StateMap { entries: raw.into_iter().map(entry).collect() };
            prop_assert_eq!(parse(&format(&map)), Ok(map));
        }
    }
}
