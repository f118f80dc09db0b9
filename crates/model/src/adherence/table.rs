//! Which states fit which planned activity.

use crate::limits::{Names, Pattern, name_of};
use crate::state::{ActivityId, Catalog, StateKind};

/// States that fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States {
    /// All of these kinds.
    pub kinds: Vec<StateKind>,
    /// Those of these names: reasons, or states' own names and codes.
    pub names: Names,
}

/// Words for kinds of states, beside their labels, in lower case without spaces and signs.
const KINDS: [(&str, StateKind); 12] = [
    ("available", StateKind::Available),
    ("ready", StateKind::Available),
    ("contact", StateKind::OnContact),
    ("oncontact", StateKind::OnContact),
    ("acw", StateKind::WrapUp),
    ("wrapup", StateKind::WrapUp),
    ("aftercallwork", StateKind::WrapUp),
    ("unavailable", StateKind::NotReady),
    ("notready", StateKind::NotReady),
    ("loggedin", StateKind::LoggedIn),
    ("loggedout", StateKind::LoggedOut),
    ("offline", StateKind::LoggedOut),
];

impl States {
    /// Most states of a row.
    pub const MAX: usize = Names::MAX;

    /// Reads a list of states: kinds by their words (`Available`, `ACW`, `LoggedOut`), all else as patterns of names
    /// (see [`Names`]). `None` when one of them is none, or there are more than [`Self::MAX`]; a list of none fits
    /// nothing.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let (mut kinds, mut patterns) = (Vec::new(), Vec::new());
        for text in texts {
            let word: String =
                text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            let is_name = text.trim_start().starts_with('=');
            match KINDS.iter().find(|(name, _)| !is_name && *name == word) {
                Some((_, kind)) if !kinds.contains(kind) => kinds.push(*kind),
                Some(_) => {}
                None => patterns.push(Pattern::parse(text)?),
            }
        }
        let names = if patterns.is_empty() { Names::default() } else { Names::new(patterns)? };
        Some(Self { kinds, names })
    }

    /// As [`States::parse`] reads them.
    pub fn texts(&self) -> Vec<String> {
        let word = |kind: &StateKind| {
            let found = KINDS.iter().find(|(_, other)| other == kind);
            found.map_or_else(|| kind.name().to_owned(), |(word, _)| (*word).to_owned())
        };
        self.kinds.iter().map(word).chain(self.names.texts().map(str::to_owned)).collect()
    }

    /// Whether a state fits.
    pub fn fit(&self, catalog: &Catalog, activity: ActivityId) -> bool {
        let kind = catalog.kind(activity);
        if kind.is_absence() {
            return false;
        }
        self.kinds.contains(&kind)
            || !self.names.is_empty()
                && (self.names.fit(name_of(catalog, activity))
                    || catalog.activity(activity).reason.is_none() && self.names.fit(catalog.code(activity)))
    }
}

/// What holds for the activities of some names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Names of planned activities.
    pub activities: Names,
    /// The states that fit.
    pub states: States,
    /// Whether it is open time, in which contacts are taken; what the source says of it goes first.
    pub is_open: bool,
    /// Whether it is neutral, whatever the agent does.
    pub is_neutral: bool,
    /// What is forgiven, in milliseconds, where it differs from the rest.
    pub grace_ms: Option<i64>,
}

/// Which states fit which activity: of several rows for one name the first counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The rows, at most [`Table::MAX`].
    pub rows: Vec<Row>,
}

impl Table {
    /// Most rows that count.
    pub const MAX: usize = 100;

    /// The row for an activity of this name.
    pub fn row(&self, name: &str) -> Option<usize> {
        self.rows.iter().take(Self::MAX).position(|row| row.activities.fit(name))
    }
}

/// Rows by words that everyone uses: names of activities, states, whether it is open.
const USUAL: [(&[&str], &[&str], bool); 6] = [
    (&["lunch", "meal", "dinner"], &["lunch", "meal", "dinner"], false),
    (
        &["restroom", "toilet", "bathroom", "comfort"],
        &["restroom", "toilet", "bathroom", "comfort", "bio"],
        false,
    ),
    (
        &["break", "pause", "rest", "tea", "coffee"],
        &["break", "pause", "rest", "tea", "coffee", "!lunch", "!meal"],
        false,
    ),
    (
        &["meeting", "coaching", "training", "huddle", "learning", "1:1"],
        &["meeting", "coaching", "training", "huddle", "learning", "1:1"],
        false,
    ),
    (
        &[
            "=off",
            "day off",
            "time off",
            "vacation",
            "holiday",
            "sick",
            "leave",
            "absent",
            "absence",
            "pto",
            "none",
            "no activity",
        ],
        &["loggedout"],
        false,
    ),
    (
        &[
            "open",
            "phone",
            "call",
            "inbound",
            "outbound",
            "queue",
            "chat",
            "email",
            "voice",
            "available",
            "ready",
            "work",
            "working",
            "shift",
            "contact",
            "!off",
            "!offline",
        ],
        OPEN,
        true,
    ),
];

/// The states of open time.
const OPEN: &[&str] = &["available", "oncontact", "wrapup", "loggedin"];

/// The states of open time.
pub fn open_states() -> States {
    States::parse(OPEN.iter().copied()).unwrap_or_default()
}

impl Default for Table {
    fn default() -> Self {
        let row = |(activities, states, is_open): &(&[&str], &[&str], bool)| Row {
            activities: Names::parse(activities.iter().copied()).unwrap_or_default(),
            states: States::parse(states.iter().copied()).unwrap_or_default(),
            is_open: *is_open,
            is_neutral: false,
            grace_ms: None,
        };
        Self { rows: USUAL.iter().map(row).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Reading;

    #[test]
    fn activities_find_their_row_by_words() {
        let table = Table::default();
        let words = |name: &str| {
            table
                .row(name)
                .map(|row| table.rows[row].activities.texts().next().unwrap_or_default().to_owned())
        };
        for (name, expected) in [
            ("Open", Some("open")),
            ("On Queue", Some("open")),
            ("OnQueueWork", Some("open")),
            ("Inbound calls", Some("open")),
            ("Shift", Some("open")),
            ("Break", Some("break")),
            ("Paid break 1", Some("break")),
            ("Lunch Break", Some("lunch")),
            ("Meal", Some("lunch")),
            ("Team meeting", Some("meeting")),
            ("Off", Some("=off")),
            ("Vacation", Some("=off")),
            ("OffQueueWork", None),
            ("Off phone", None),
            ("Project X", None),
        ] {
            assert_eq!(words(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn states_are_kinds_or_names() {
        let mut catalog = Catalog::default();
        let mut state = |code: &str, reason: Option<&str>, kind| {
            catalog.intern(code, reason, |_| Reading { label: code.into(), kind })
        };
        let inbound = state("InboundContact", None, StateKind::OnContact);
        let outbound = state("OutboundContact", None, StateKind::OnContact);
        let tea = state("Unavailable", Some("Tea break"), StateKind::NotReady);
        let plain = state("Unavailable", None, StateKind::NotReady);
        let out = state("LoggedOut", None, StateKind::LoggedOut);
        for (texts, expected) in [
            (&["Contact"][..], &[inbound, outbound][..]),
            (&["InboundContact"], &[inbound]),
            (&["On contact", "On-Contact"], &[inbound, outbound]),
            (&["Break"], &[tea]),
            (&["Not ready"], &[tea, plain]),
            (&["=Unavailable"], &[plain]),
            // Of a state with a reason the reason is its name.
            (&["Unavail*"], &[plain]),
            (&["*"], &[inbound, outbound, tea, plain, out]),
            (&["LoggedOut", "Tea*"], &[tea, out]),
            (&[], &[]),
        ] {
            let states = States::parse(texts.iter().copied()).unwrap();
            let all = [inbound, outbound, tea, plain, out, ActivityId::UNKNOWN];
            let fit: Vec<_> = all.into_iter().filter(|id| states.fit(&catalog, *id)).collect();
            assert_eq!(fit, expected, "{texts:?}");
            let again = states.texts();
            assert_eq!(States::parse(again.iter().map(String::as_str)), Some(states));
        }
        let twice = States::parse(["Available", "ready", "Available", "ACW"]).map(|states| states.kinds);
        assert_eq!(twice, Some(vec![StateKind::Available, StateKind::WrapUp]), "each kind once");
        assert_eq!(States::parse([""]), None);
        assert_eq!(States::parse(["!Break"]), None);
    }
}
