//! The words of Help: each topic's title and what it says.
//!
//! ```text
//! marks    the marks on the timeline          sources  token, address, report
//! figures  figures and formulas, from the     working  keys, finding, records, what is kept
//!          columns and cards themselves
//! ```

mod figures;
mod marks;
mod sources;
mod working;

use super::aid::Topic;
pub use marks::Mark;

/// A piece of a topic. Text between two backticks is what is typed, or a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Text(&'static str),
    /// What to do, in order.
    Steps(&'static [&'static str]),
    /// Names, each with what it means.
    Terms(Vec<(&'static str, &'static str)>),
    /// Keys, each with what it does.
    Keys(Vec<(&'static str, &'static str)>),
    /// Marks, each with its name and what it means.
    Marks(&'static [(Mark, &'static str, &'static str)]),
    /// A command to copy.
    Command(&'static str),
}

/// A topic's title.
pub const fn title(topic: Topic) -> &'static str {
    match topic {
        Topic::Marks => "Marks on the timeline",
        Topic::Figures => "Figures and formulas",
        Topic::Keys => "Keys and gestures",
        Topic::Find => "Find",
        Topic::Token => "Getting an access token",
        Topic::Connection => "Address and connection",
        Topic::Report => "Exporting the report in CXone",
        Topic::Records => "Data quality",
        Topic::Privacy => "What is kept, what is sent",
    }
}

/// What a topic says.
pub fn parts(topic: Topic) -> Vec<Part> {
    match topic {
        Topic::Marks => marks::parts(),
        Topic::Figures => figures::parts(),
        Topic::Keys => working::keys(),
        Topic::Find => working::finding(),
        Topic::Token => sources::token(),
        Topic::Connection => sources::connection(),
        Topic::Report => sources::report(),
        Topic::Records => working::records(),
        Topic::Privacy => working::privacy(),
    }
}

/// A text in pieces, and whether each is what is typed, or a name.
pub fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.split('`')
        .enumerate()
        .map(|(place, piece)| (piece, place % 2 == 1))
        .filter(|(piece, _)| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All texts of a part.
    fn texts(part: &Part) -> Vec<&'static str> {
        match part {
            Part::Text(text) | Part::Command(text) => vec![text],
            Part::Steps(steps) => steps.to_vec(),
            Part::Terms(terms) | Part::Keys(terms) => terms.iter().flat_map(|(a, b)| [*a, *b]).collect(),
            Part::Marks(marks) => marks.iter().flat_map(|(_, a, b)| [*a, *b]).collect(),
        }
    }

    #[test]
    fn every_topic_says_something_in_whole_texts() {
        for topic in Topic::ALL {
            let parts = parts(topic);
            assert!(
                !title(topic).is_empty() && !title(topic).ends_with('.') && !parts.is_empty(),
                "{topic:?}"
            );
            for text in parts.iter().flat_map(texts) {
                assert!(
                    !text.is_empty() && text.trim() == text && !text.contains("  "),
                    "{topic:?}: {text:?}"
                );
                assert_eq!(text.matches('`').count() % 2, 0, "{topic:?}: {text}");
            }
            let sentences = parts.iter().filter_map(|part| match part {
                Part::Text(text) => Some(vec![*text]),
                Part::Steps(steps) => Some(steps.to_vec()),
                _ => None,
            });
            for text in sentences.flatten() {
                assert!(text.ends_with(['.', ':']), "{topic:?}: {text}");
            }
        }
    }

    #[test]
    fn words_are_those_of_the_page() {
        for text in Topic::ALL.into_iter().flat_map(parts).collect::<Vec<_>>().iter().flat_map(texts) {
            let text = text.to_lowercase();
            for word in ["segment", "violation", "outstate ", "unavailable code"] {
                assert!(!text.contains(word), "{word} in: {text}");
            }
        }
    }

    #[test]
    fn what_is_typed_stands_apart() {
        let of = |text| pieces(text).collect::<Vec<_>>();
        assert_eq!(of("the `reporting` scope"), [("the ", false), ("reporting", true), (" scope", false)]);
        assert_eq!(of("`a`"), [("a", true)]);
        assert_eq!(of("plain"), [("plain", false)]);
    }
}
