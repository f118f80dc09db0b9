//! Where it comes from how adherence is judged, and why a file with it cannot be read.

use super::{Action, UserMessage, shortened};
use crate::app::adherence::sources::{Origin, Trouble};
use data::adherence::{AdherenceFileError, AdherenceRules};
use model::adherence::Table;
use model::format::{isolated, number};

/// Which rules are in force.
pub fn adherence_origin(origin: &Origin) -> String {
    match origin {
        Origin::Here => "Judged as it was changed here".to_owned(),
        Origin::File(name) => format!("Judged by the file {}", shortened(name)),
        Origin::Computer => "Judged as this computer keeps it".to_owned(),
        Origin::Host => "Judged as this site has it".to_owned(),
        Origin::Usual => "Judged by the usual words".to_owned(),
    }
}

/// Rules that were passed over, and what to do.
pub fn adherence_trouble(trouble: &Trouble) -> UserMessage {
    let (title, error, next) = match trouble {
        Trouble::Computer(error) => {
            ("How adherence is judged on this computer cannot be read", error, "Set it again and keep it.")
        }
        Trouble::Host(error) => (
            "How this site judges adherence cannot be read",
            error,
            "Tell whoever runs this page: it stands in config.json under “adherence”.",
        ),
    };
    UserMessage::error(title, format!("It is passed over. {} {next}", fault(error)), Action::None)
}

/// An `adherence.json` that cannot be used.
pub fn adherence_file_error(name: &str, error: &AdherenceFileError) -> UserMessage {
    let text = format!("{} Mend that and open it again; adherence is judged as before.", fault(error));
    let title = format!("{}: it cannot be read how adherence is judged", shortened(name));
    UserMessage::error(&title, text, Action::None)
}

/// An `adherence.json` that was read.
pub fn adherence_file_read(name: &str, rules: &AdherenceRules) -> UserMessage {
    let count = match rules.rows.len() {
        0 => "No activities of its own".to_owned(),
        1 => "1 activity with its states".to_owned(),
        many => format!("{} activities with their states", number(many)),
    };
    let text = format!("{count}; adherence is judged by it now.");
    UserMessage::note(&shortened(name), text, Action::None)
}

fn fault(error: &AdherenceFileError) -> String {
    match error {
        // What is no text of its own has no lines.
        AdherenceFileError::Json { line: 0, words, .. } => {
            format!("It is no list of activities ({}).", isolated(words))
        }
        AdherenceFileError::Json { line, column, words } => format!(
            "It is no list of activities at line {}, column {} ({}).",
            number(*line),
            number(*column),
            isolated(words)
        ),
        AdherenceFileError::Names(names) => {
            format!("“{}” names no activity that could be looked for, or too many.", shortened(names))
        }
        AdherenceFileError::States { activity, states } => format!(
            "The states of “{}”, “{}”, are none that could be looked for, or too many.",
            shortened(activity),
            shortened(states)
        ),
        AdherenceFileError::Length { member, text } => format!(
            "“{}” of “{}” is no length; lengths are written like 15m, 1h30m or 90s.",
            shortened(text),
            shortened(member)
        ),
        AdherenceFileError::Beyond(text) => {
            format!("“beyond” is either “whole” or “excess”, not “{}”.", shortened(text))
        }
        AdherenceFileError::TooMany => format!("There are more than {} activities.", Table::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_complete;
    use super::*;

    #[test]
    fn every_fault_and_origin_has_words_of_its_own() {
        let faults = [
            AdherenceFileError::Json { line: 0, column: 0, words: "no object".to_owned() },
            AdherenceFileError::Json { line: 2, column: 9, words: "expected `,`".to_owned() },
            AdherenceFileError::Names("!".to_owned()),
            AdherenceFileError::States { activity: "Open".to_owned(), states: "!".to_owned() },
            AdherenceFileError::Length { member: "grace".to_owned(), text: "long".to_owned() },
            AdherenceFileError::Beyond("half".to_owned()),
            AdherenceFileError::TooMany,
        ];
        let mut told = std::collections::BTreeSet::new();
        for error in &faults {
            let file = adherence_file_error("a.json", error);
            for message in [&file, &adherence_trouble(&Trouble::Computer(error.clone()))] {
                is_complete(message);
                assert!(message.is_error);
            }
            is_complete(&adherence_trouble(&Trouble::Host(error.clone())));
            assert!(told.insert(file.text));
        }
        is_complete(&adherence_file_read("a.json", &AdherenceRules::default()));
        let origins =
            [Origin::Here, Origin::File("a".to_owned()), Origin::Computer, Origin::Host, Origin::Usual];
        let words: std::collections::BTreeSet<_> = origins.iter().map(adherence_origin).collect();
        assert_eq!(words.len(), origins.len());
    }
}
