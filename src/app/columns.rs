//! The choice of what the columns of an unknown table hold, as far as it needs no screen.

use data::files::columns::{Preset, Role};
use data::files::when;

/// Most columns that a person is asked about.
const MOST: usize = 100;

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
    (2..=MOST).contains(&found.len())
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

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(!is_askable(&vec!["x".to_owned(); MOST + 1], &rows));
    }
}
