//! The choice of what the columns of an unknown table hold, as far as it needs no screen.

use std::collections::{BTreeMap, HashMap};

use data::dialect::read_name;
use data::files::cell;
use data::files::columns::{Preset, Role};
use data::files::when;
use model::state::StateKind;

/// Most columns that a person is asked about.
const MAX: usize = 100;

/// First rows that are shown.
pub const SHOWN: usize = 6;

/// Most states that a person is asked about.
pub const MAX_STATES: usize = 20;

/// What a state may mean.
pub const KINDS: [StateKind; 7] = [
    StateKind::Available,
    StateKind::OnContact,
    StateKind::WrapUp,
    StateKind::NotReady,
    StateKind::LoggedIn,
    StateKind::LoggedOut,
    StateKind::Other,
];

/// Why a table cannot be read with a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Two columns are said to hold the same.
    Twice(Role),
    /// Nothing tells when a state began, or which state it is, or either.
    Missing {
        /// No column has the start.
        start: bool,
        /// No column has the state.
        state: bool,
    },
    /// The browser knows no zone of this name.
    NoSuchZone,
}

/// What is taken for granted because no column says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumed {
    /// All rows are those of one agent.
    OneAgent,
    /// A state lasts until the next one begins.
    UntilNext,
}

/// Whether a person can say what the columns of a table hold: it has some, a row, and names above it (a row
/// that holds a time is no header).
pub fn is_askable(found: &[String], rows: &[Vec<String>]) -> bool {
    (2..=MAX).contains(&found.len())
        && !rows.is_empty()
        && !found.iter().any(|name| when::read(name).is_some())
}

fn has(preset: &Preset, roles: &[Role]) -> bool {
    preset.columns.iter().any(|(_, role)| roles.contains(role))
}

/// Why a choice is not enough; `None` when it is.
pub fn trouble(preset: &Preset) -> Option<Trouble> {
    let count = |role: Role| preset.columns.iter().filter(|(_, of)| *of == role).count();
    let twice = Role::ALL.into_iter().find(|role| *role != Role::Detail && count(*role) > 1);
    if let Some(role) = twice {
        return Some(Trouble::Twice(role));
    }
    if preset.is_enough() {
        return None;
    }
    let start = !has(preset, &[Role::Start, Role::StartTime]);
    let mut with_start = preset.clone();
    with_start.columns.push((String::new(), Role::Start));
    Some(Trouble::Missing { start, state: !with_start.is_enough() })
}

/// What a choice leaves open, and is taken for granted.
pub fn assumed(preset: &Preset) -> Vec<Assumed> {
    let whose = has(preset, &[Role::Agent, Role::Name, Role::FirstName, Role::LastName]);
    let length = has(preset, &[Role::Duration, Role::End, Role::EndTime]);
    let all = [(!whose).then_some(Assumed::OneAgent), (!length).then_some(Assumed::UntilNext)];
    all.into_iter().flatten().collect()
}

/// What a state of this name is taken for unless a person says otherwise.
pub fn usual(state: &str) -> StateKind {
    read_name(state).kind
}

/// The states of a table that a person may give a meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States {
    /// Their names: those of most rows, then those that were given a meaning before.
    pub names: Vec<String>,
    /// How many there are beside them.
    pub others: usize,
}

/// The states that rows have in the column at a place, and those of `before`.
pub fn states(place: Option<usize>, rows: &[Vec<String>], before: &BTreeMap<String, String>) -> States {
    let Some(place) = place else { return States::default() };
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    let cells = rows.iter().filter_map(|row| row.get(place)).map(|cell| cell.trim());
    for (row, state) in cells.enumerate().filter(|(_, cell)| !cell.is_empty() && !cell::is_nothing(cell)) {
        counts.entry(state).or_insert((0, row)).0 += 1;
    }
    let mut found: Vec<(&str, (usize, usize))> = counts.into_iter().collect();
    found.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    let mut names: Vec<String> = found.iter().take(MAX_STATES).map(|(name, _)| (*name).to_owned()).collect();
    names.extend(before.keys().filter(|name| !names.contains(name)).cloned().collect::<Vec<_>>());
    let others = found.iter().skip(MAX_STATES).filter(|(name, _)| !before.contains_key(*name)).count();
    States { names, others }
}

/// Where the column with the states is.
pub fn state_place(preset: &Preset) -> Option<usize> {
    preset.columns.iter().position(|(_, role)| *role == Role::State)
}

/// Says what the column at a place holds. What was said of states goes with their column.
pub fn set_role(preset: &mut Preset, place: usize, role: Role) {
    let before = state_place(preset);
    if let Some(column) = preset.columns.get_mut(place) {
        column.1 = role;
    }
    if before.is_some() && state_place(preset) != before {
        preset.kinds.clear();
    }
}

/// What a state means.
pub fn kind(preset: &Preset, state: &str) -> StateKind {
    let given = preset.kinds.get(state).and_then(|label| KINDS.into_iter().find(|kind| kind.name() == label));
    given.unwrap_or_else(|| usual(state))
}

/// Says what a state means. What it is taken for anyway need not be kept.
pub fn set_kind(preset: &mut Preset, state: &str, kind: StateKind) {
    if kind == usual(state) {
        preset.kinds.remove(state);
    } else {
        preset.kinds.insert(state.to_owned(), kind.name().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(states: &[(&str, usize)]) -> Vec<Vec<String>> {
        let many = |(name, count): &(&str, usize)| vec![vec!["x".to_owned(), (*name).to_owned()]; *count];
        states.iter().flat_map(many).collect()
    }

    #[test]
    fn states_are_asked_about_by_how_many_rows_have_them() {
        let none = BTreeMap::new();
        let found = rows(&[("Away", 1), (" Ready ", 2), ("", 5), ("NULL", 5), ("Ready", 1), ("Lunch", 1)]);
        let names = |states: States| states.names.join(",");
        assert_eq!(names(states(Some(1), &found, &none)), "Ready,Away,Lunch");
        assert_eq!(states(None, &found, &none), States::default());
        assert_eq!(states(Some(7), &found, &none), States::default());
        let many: Vec<String> = (0..30).map(|n| format!("s{n}")).collect();
        let many: Vec<(&str, usize)> = many.iter().map(|name| (name.as_str(), 1)).collect();
        let before = [("s29", "Ready"), ("s3", "Ready"), ("gone", "Ready")];
        let before = before.map(|(name, label)| (name.to_owned(), label.to_owned())).into();
        let States { names, others } = states(Some(1), &rows(&many), &before);
        assert_eq!((names.len(), others), (MAX_STATES + 2, 30 - MAX_STATES - 1));
        assert_eq!(
            (names[0].as_str(), &names[MAX_STATES..]),
            ("s0", &["gone".to_owned(), "s29".to_owned()][..])
        );
    }

    #[test]
    fn only_what_differs_from_the_guess_is_kept() {
        let mut preset = preset(&[Role::State, Role::Start, Role::Detail]);
        for (state, usual) in [("Available", StateKind::Available), ("Aux 3", StateKind::Other)] {
            assert_eq!((super::usual(state), kind(&preset, state)), (usual, usual));
            set_kind(&mut preset, state, StateKind::WrapUp);
            assert_eq!((kind(&preset, state), preset.kinds.len()), (StateKind::WrapUp, 1));
            set_kind(&mut preset, state, usual);
            assert!(preset.kinds.is_empty());
        }
        // A label that is none, as from another version.
        preset.kinds.insert("Aux 3".into(), "Hovering".into());
        assert_eq!(kind(&preset, "Aux 3"), StateKind::Other);
    }

    #[test]
    fn what_was_said_of_states_goes_with_their_column() {
        let chosen = || {
            let mut preset = preset(&[Role::State, Role::Start, Role::Detail]);
            set_kind(&mut preset, "Aux 3", StateKind::WrapUp);
            preset
        };
        for (place, role, is_kept) in [
            (2, Role::Reason, true),
            (2, Role::State, true),
            (0, Role::State, true),
            (0, Role::Detail, false),
        ] {
            let mut preset = chosen();
            set_role(&mut preset, place, role);
            assert_eq!(!preset.kinds.is_empty(), is_kept, "{place} {role:?}");
        }
    }

    fn preset(roles: &[Role]) -> Preset {
        let columns = roles.iter().map(|role| ("x".to_owned(), *role)).collect();
        Preset { columns, ..Preset::default() }
    }

    #[test]
    fn a_choice_is_enough_with_one_start_and_one_state() {
        use Role::{Agent, Detail, Duration, Reason, Start, StartTime, State};
        let missing = |start, state| Some(Trouble::Missing { start, state });
        for (roles, expected) in [
            (&[Start, State][..], None),
            (&[StartTime, Reason, Detail, Detail], None),
            (&[Agent, Duration], missing(true, true)),
            (&[Start, Duration], missing(false, true)),
            (&[State, Agent], missing(true, false)),
            (&[Start, State, State], Some(Trouble::Twice(State))),
            (&[Agent, Agent], Some(Trouble::Twice(Agent))),
        ] {
            assert_eq!(trouble(&preset(roles)), expected, "{roles:?}");
        }
    }

    #[test]
    fn what_no_column_says_is_taken_for_granted() {
        use Role::{End, LastName, Start, State};
        assert_eq!(assumed(&preset(&[Start, State])), [Assumed::OneAgent, Assumed::UntilNext]);
        assert_eq!(assumed(&preset(&[Start, State, LastName, End])), []);
    }

    #[test]
    fn only_tables_with_names_above_a_row_are_asked_about() {
        let row = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let rows = [row("ana@x.test,Away,2026-11-13 09:00:00,60")];
        assert!(is_askable(&row("User,Status,Since,Secs"), &rows));
        assert!(!is_askable(&row("User,Status,Since,Secs"), &[]), "no row to show");
        assert!(!is_askable(&rows[0], &rows), "a row is no header");
        assert!(!is_askable(&row("11/13/2026 09:00,Away"), &rows));
        assert!(!is_askable(&row("User"), &rows));
        assert!(!is_askable(&vec!["x".to_owned(); MAX + 1], &rows));
    }
}
