//! The choice of what columns hold, in words.

use crate::app::columns::{Assumed, Trouble};
use data::files::columns::Role;
use model::format::number;

/// What a column holds.
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Agent => "Agent ID",
        Role::Name => "Agent name",
        Role::FirstName => "First name",
        Role::LastName => "Last name",
        Role::Session => "Session",
        Role::Index => "Order in session",
        Role::Start => "Start (date and time, or date)",
        Role::StartTime => "Start time of day",
        Role::End => "End",
        Role::EndTime => "End time of day",
        Role::Duration => "Duration",
        Role::State => "Agent state",
        Role::Reason => "Not ready reason",
        Role::Working => "Working (CXone)",
        Role::Available => "Available (CXone)",
        Role::Code => "Not ready code (CXone)",
        Role::LogState => "Log state (CXone)",
        Role::Detail => "Keep as detail",
    }
}

/// Why a file cannot be read with a choice, and what to do.
pub fn trouble(trouble: Trouble) -> String {
    match trouble {
        Trouble::Twice(of) => {
            format!("Two columns are chosen as “{}”. Keep one of them as detail.", role(of))
        }
        Trouble::Missing { start: true, state: true } => {
            "Choose the column that says when a state began, and the one with the agent state.".to_owned()
        }
        Trouble::Missing { start: true, .. } => "Choose the column that says when a state began.".to_owned(),
        Trouble::Missing { .. } => "Choose the column with the agent state or the reason.".to_owned(),
        Trouble::NoSuchZone => "There is no time zone of this name. Take one from the list.".to_owned(),
    }
}

/// So many states that are not asked about.
pub fn other_states(count: usize) -> String {
    match count {
        1 => "One more state is read by its name.".to_owned(),
        _ => format!("{} more states are read by their names.", number(count)),
    }
}

/// What is taken for granted.
pub const fn assumed(assumed: Assumed) -> &'static str {
    match assumed {
        Assumed::OneAgent => {
            "No column names the agent: all rows count as one agent's, named after the file."
        }
        Assumed::UntilNext => {
            "No column says how long a state lasted or when it ended: it lasts until the next one begins."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_word_of_its_own() {
        let words: std::collections::BTreeSet<_> = Role::ALL.map(role).into();
        assert_eq!(words.len(), Role::ALL.len());
        for start in [true, false] {
            assert!(trouble(Trouble::Missing { start, state: true }).ends_with('.'));
        }
        assert!(trouble(Trouble::Twice(Role::State)).contains("“Agent state”"));
        assert_ne!(other_states(1), other_states(1_200));
        assert_ne!(assumed(Assumed::OneAgent), assumed(Assumed::UntilNext));
    }
}
