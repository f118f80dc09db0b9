//! Where limits come from, and why some cannot be read.

use super::{Action, UserMessage, shortened};
use crate::app::limits::sources::{Origin, Trouble};
use data::rules::{EntryFault, RulesFileError};
use model::format::{isolated, number};
use model::limits::{Fault, Rules, RulesError};

/// Which limits are in force.
pub fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Here => "Limits as they were changed here".to_owned(),
        Origin::Link => "Limits of the link".to_owned(),
        Origin::File(name) => format!("Limits of the file {}", shortened(name)),
        Origin::Computer => "Limits kept on this computer".to_owned(),
        Origin::Host => "Limits of this site".to_owned(),
        Origin::Standard => "Standard limits".to_owned(),
    }
}

/// Limits that were passed over, and what to do.
pub fn limits_trouble(trouble: &Trouble) -> UserMessage {
    let (title, text) = match trouble {
        Trouble::Link(error) => (
            "The link's limits cannot be read",
            format!("{} Ask for the link again, or set the limits here.", of_link(error)),
        ),
        Trouble::Computer(error) => (
            "The limits kept on this computer cannot be read",
            format!("{} Set them again and keep them.", of_link(error)),
        ),
        Trouble::Host(error) => (
            "This site's limits cannot be read",
            format!(
                "{} Tell whoever runs this page: they stand in config.json under “rules”.",
                of_file(error)
            ),
        ),
    };
    UserMessage::error(title, format!("They are passed over. {text}"), Action::None)
}

/// A `rules.json` that cannot be used.
pub fn rules_file_error(name: &str, error: &RulesFileError) -> UserMessage {
    let text = format!("{} Mend that and open it again; other limits stay as they are.", of_file(error));
    UserMessage::error(&format!("{}: limits that cannot be read", shortened(name)), text, Action::None)
}

/// A `rules.json` that was read, and whether its limits are in force.
pub fn rules_file_read(name: &str, rules: &Rules, in_force: &Origin) -> UserMessage {
    let count = match rules.list.len() {
        0 => "no limits".to_owned(),
        1 => "1 limit".to_owned(),
        many => format!("{} limits", number(many)),
    };
    let text = if matches!(in_force, Origin::File(_)) {
        format!("{count}, in force now for all that is shown here.")
    } else {
        format!(
            "{count}. Those of the link stand above them; take those back in “Limits broken” to use the file's."
        )
    };
    UserMessage::note(&shortened(name), text, Action::None)
}

fn of_link(error: &RulesError) -> String {
    format!("Rule {}: {}", number(error.rule), fault(&error.fault))
}

fn of_file(error: &RulesFileError) -> String {
    match error {
        // What is no text of its own has no lines.
        RulesFileError::Json { line: 0, words, .. } => {
            format!("It is no list of rules ({}).", isolated(words))
        }
        RulesFileError::Json { line, column, words } => {
            let place = format!("line {}, column {}", number(*line), number(*column));
            format!("It is no list of rules at {place} ({}).", isolated(words))
        }
        RulesFileError::Entry { entry, member, fault } => {
            let place = match entry {
                0 => format!("“{member}”"),
                entry => format!("Rule {}, “{member}”", number(*entry)),
            };
            format!("{place}: {}", entry_fault(fault))
        }
    }
}

fn entry_fault(what: &EntryFault) -> String {
    match what {
        EntryFault::Missing => "it is missing.".to_owned(),
        EntryFault::NotOfKind => "rules of this kind have no such entry.".to_owned(),
        EntryFault::Value(value) => fault(value),
    }
}

/// What is wrong with a rule.
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Kind(word) => format!("there is no kind of rule “{}”.", shortened(word)),
        Fault::Parts => "it has too few parts for its kind, or too many.".to_owned(),
        Fault::Names(names) if names.trim().is_empty() => "it names no reason.".to_owned(),
        Fault::Names(names) => {
            format!("“{}” names no reason that could be looked for, or too many.", shortened(names))
        }
        Fault::Length(text) => {
            format!("“{}” is no length; lengths are written like 15m, 1h30m or 90s.", shortened(text))
        }
        Fault::Number(text) => {
            format!("“{}” is no whole number, and no per cent up to 100.", shortened(text))
        }
        Fault::Word(word) => format!("“{}” is none of the words that can stand there.", shortened(word)),
        Fault::TooMany => format!("there are more than {} rules.", Rules::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_complete;
    use super::*;

    const FAULTS: [fn() -> Fault; 8] = [
        || Fault::Kind("eech".to_owned()),
        || Fault::Parts,
        || Fault::Names(" ".to_owned()),
        || Fault::Names("!lunch".to_owned()),
        || Fault::Length("15".to_owned()),
        || Fault::Number("two".to_owned()),
        || Fault::Word("asleep".to_owned()),
        || Fault::TooMany,
    ];

    #[test]
    fn every_fault_is_told_with_its_place() {
        let mut told = std::collections::BTreeSet::new();
        for make in FAULTS {
            let link = limits_trouble(&Trouble::Link(RulesError { rule: 7, fault: make() }));
            let entry =
                |entry| RulesFileError::Entry { entry, member: "max", fault: EntryFault::Value(make()) };
            let file = rules_file_error("rules.json", &entry(3));
            let beside = limits_trouble(&Trouble::Host(entry(0)));
            for message in [&link, &file, &beside] {
                is_complete(message);
                assert!(message.is_error);
            }
            assert!(link.text.contains("Rule 7") && file.text.contains("Rule 3, “max”"));
            assert!(told.insert(fault(&make())));
        }
        let json = RulesFileError::Json { line: 4, column: 9, words: "expected `,`".to_owned() };
        let message = rules_file_error("rules.json", &json);
        assert!(message.text.contains("line 4, column 9"), "{message:?}");
        is_complete(&message);
        for fault in [EntryFault::Missing, EntryFault::NotOfKind] {
            is_complete(&rules_file_error("a", &RulesFileError::Entry { entry: 1, member: "max", fault }));
        }
    }

    #[test]
    fn every_origin_has_words_of_its_own() {
        let all = [
            Origin::Here,
            Origin::Link,
            Origin::File("a.json".to_owned()),
            Origin::Computer,
            Origin::Host,
            Origin::Standard,
        ];
        let words: std::collections::BTreeSet<_> = all.iter().map(origin).collect();
        assert_eq!(words.len(), all.len());
        let read = |origin| rules_file_read("a.json", &Rules::standard(), origin);
        assert_ne!(read(&all[1]).text, read(&all[2]).text);
        is_complete(&read(&all[1]));
        is_complete(&read(&all[2]));
    }
}
