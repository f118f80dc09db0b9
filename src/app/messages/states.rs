//! Why states cannot be called as a file or a host's settings say.

use super::{Action, UserMessage, shortened};
use data::states::{EntryFault, KINDS, LONGEST_LABEL, MAX, StatesError};
use model::format::number;
use model::state::COLOURS;

/// What is wrong, in a sentence.
pub fn states_error(error: &StatesError) -> String {
    match error {
        StatesError::Json { line, column, words } => {
            format!("Line {line}, column {column}: {}.", shortened(words))
        }
        StatesError::TooMany => format!("More than {} entries.", number(MAX)),
        StatesError::Entry { entry, fault } => format!("Entry {entry} {}.", fault_words(fault)),
    }
}

fn fault_words(fault: &EntryFault) -> String {
    match fault {
        EntryFault::NamesNothing => "names neither a state nor a reason".to_owned(),
        EntryFault::SaysNothing => "has no label, kind or colour".to_owned(),
        EntryFault::Kind(word) => {
            let known = KINDS.map(|(_, word)| word).join(", ");
            format!("has the kind “{}”; kinds are {known}", shortened(word))
        }
        EntryFault::Colour(word) => {
            format!(
                "has the colour “{}”; colours that can be seen in light and dark are {}",
                shortened(word),
                COLOURS.join(", ")
            )
        }
        EntryFault::Label => format!("has an empty label, or one of more than {LONGEST_LABEL} characters"),
    }
}

/// A dropped file of states that cannot be used.
pub fn states_file_error(name: &str, error: &StatesError) -> UserMessage {
    let title = format!("{} was not put into force", super::isolated(name));
    UserMessage::error(&title, format!("{} States stay as they are.", states_error(error)), Action::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_with_its_place_and_what_would_be_right() {
        let entry = |fault| states_error(&StatesError::Entry { entry: 3, fault });
        assert_eq!(entry(EntryFault::NamesNothing), "Entry 3 names neither a state nor a reason.");
        assert!(entry(EntryFault::Kind("busy".into())).contains("“busy”; kinds are ready, on contact"));
        assert!(entry(EntryFault::Colour("red".into())).contains("amber, gold, coral"));
        let message = states_file_error("s.json", &StatesError::TooMany);
        assert!(message.is_error && message.text.starts_with("More than 2,000 entries."));
    }
}
