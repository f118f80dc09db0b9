//! Which states a rule is about: patterns of names.
//!
//! ```text
//! break        the word stands in the name: "Break", "Short break 2", "ShortBreak"; not "Breakdown"
//! tea*         the whole name, * is any text: "Tea", "Teatime"
//! =Break       this name and no other
//! !lunch       names that this fits are left out: with "break", "Lunch break" is no break
//! ```
//! Case never matters. A name is the not ready reason, or the state's own where it has none.

use crate::state::{ActivityId, Catalog};

/// Longest text of a pattern, in characters.
pub const LONGEST: usize = 200;

/// A pattern of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As it is written, without space around it.
    text: String,
    is_not: bool,
    wanted: Wanted,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Wanted {
    /// These words, one after another.
    Words(Vec<String>),
    /// The whole name: what stands between the stars.
    Parts(Vec<String>),
    Whole(String),
}

impl Pattern {
    /// Reads a pattern; `None` when nothing is left to look for, or it is longer than [`LONGEST`].
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let body = text.strip_prefix('!').unwrap_or(text).trim_start();
        let is_not = body.len() < text.len();
        let (body, is_whole) = body.strip_prefix('=').map_or((body, false), |rest| (rest.trim_start(), true));
        if body.is_empty() || text.chars().count() > LONGEST {
            return None;
        }
        let words = words(body);
        let wanted = if is_whole || words.is_empty() && !body.contains('*') {
            Wanted::Whole(body.to_lowercase())
        } else if body.contains('*') {
            Wanted::Parts(body.to_lowercase().split('*').map(str::to_owned).collect())
        } else {
            Wanted::Words(words)
        };
        Some(Self { text: text.to_owned(), is_not, wanted })
    }

    /// The pattern that fits this name and no other.
    pub fn whole(name: &str) -> Option<Self> {
        Self::parse(&format!("={name}"))
    }

    /// As it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn fits(&self, name: &Name) -> bool {
        match &self.wanted {
            Wanted::Words(wanted) => name.words.windows(wanted.len()).any(|words| {
                words.iter().zip(wanted).all(|(word, wanted)| singular(word) == singular(wanted))
            }),
            Wanted::Parts(parts) => has_parts(&name.text, parts),
            Wanted::Whole(wanted) => name.text == *wanted,
        }
    }
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').filter(|rest| rest.chars().count() > 1).unwrap_or(word)
}

/// Whether a text is these parts with any text between them.
fn has_parts(text: &str, parts: &[String]) -> bool {
    let [first, middle @ .., last] = parts else { return false };
    let Some(mut rest) = text.strip_prefix(first.as_str()) else { return false };
    for part in middle {
        match rest.find(part.as_str()) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last.as_str())
}

/// A name as patterns look at it.
struct Name {
    /// In lower case.
    text: String,
    words: Vec<String>,
}

impl Name {
    fn new(name: &str) -> Self {
        Self { text: name.trim().to_lowercase(), words: words(name) }
    }
}

/// The words of a name in lower case: they end at signs and spaces, before capitals after small letters, and
/// between letters and digits.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in name.chars() {
        let begins = !before.is_alphanumeric()
            || before.is_lowercase() && c.is_uppercase()
            || before.is_numeric() != c.is_numeric();
        if c.is_alphanumeric() {
            if begins {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(c.to_lowercase());
            }
        }
        before = c;
    }
    words
}

/// The names that a rule is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    patterns: Vec<Pattern>,
}

impl Names {
    /// Most patterns of a rule.
    pub const MAX: usize = 100;

    /// These patterns; `None` when there are none but those that leave out, or too many.
    pub fn new(patterns: Vec<Pattern>) -> Option<Self> {
        let is_any = patterns.iter().any(|pattern| !pattern.is_not);
        (is_any && patterns.len() <= Self::MAX).then_some(Self { patterns })
    }

    /// Reads a list of patterns; `None` also when one of them is none.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        texts.into_iter().map(Pattern::parse).collect::<Option<_>>().and_then(Self::new)
    }

    /// The patterns, as they are written.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.patterns.iter().map(Pattern::text)
    }

    /// Whether there are none: nothing is fitted.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Whether a name is meant.
    pub fn fit(&self, name: &str) -> bool {
        let name = Name::new(name);
        let mut is_meant = false;
        for pattern in self.patterns.iter().filter(|pattern| pattern.fits(&name)) {
            if pattern.is_not {
                return false;
            }
            is_meant = true;
        }
        is_meant
    }
}

/// What patterns look at: the reason, or the state's own name where it has none.
pub fn name_of(catalog: &Catalog, activity: ActivityId) -> &str {
    let reason = catalog.activity(activity).reason.as_deref();
    reason.filter(|reason| !reason.trim().is_empty()).unwrap_or_else(|| catalog.label(activity))
}

/// Names of codes that the system gives by itself, beside those with the words "pending" or "refused".
const SYSTEM: [&str; 2] = ["held party abandoned", "preview notification"];

/// Whether a name is that of a code which the system gives by itself: pending, refused, or a number below zero.
/// Nobody takes such a break.
pub fn is_system(name: &str) -> bool {
    let Name { text, words } = Name::new(name);
    let number = text.strip_prefix("code").unwrap_or(&text).trim();
    let is_negative =
        number.strip_prefix(['-', '\u{2212}']).is_some_and(|digits| digits.parse::<u64>().is_ok());
    is_negative || SYSTEM.contains(&&*text) || words.iter().any(|word| word == "pending") || is_refused(name)
}

/// Whether a name is that of a contact which was refused.
pub fn is_refused(name: &str) -> bool {
    words(name).iter().any(|word| word == "refused")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fits(patterns: &str, name: &str) -> bool {
        Names::parse(patterns.split(',')).is_some_and(|names| names.fit(name))
    }

    #[test]
    fn words_stand_anywhere_in_a_name() {
        for (patterns, name, expected) in [
            ("break", "Break", true),
            ("Break", "short BREAK", true),
            ("break", "ShortBreak", true),
            ("break", "Break2", true),
            ("break", "Break (paid)", true),
            ("break", "Breaks", true),
            ("breaks", "Break", true),
            ("us", "U", false),
            ("teas", "Tea", true),
            ("pcs", "PC", true),
            ("break", "Breakdown", false),
            ("break", "Coffeebreak", false),
            ("tea break", "A tea-break", true),
            ("tea break", "Break for tea", false),
            ("lunch,meal", "Meal", true),
            ("break,!lunch", "Lunch break", false),
            ("break,!lunch", "Tea break", true),
            ("tea*", "Teatime", true),
            ("tea*", "Iced tea", false),
            ("*tea*", "Iced tea", true),
            ("t*t*e", "Teatime", true),
            ("te*ea", "Tea", false),
            ("*", "anything", true),
            ("=Break", "break", true),
            ("=Break", "Break 2", false),
            ("\u{2615}", "\u{2615}", true),
            ("\u{2615}", "Tea", false),
            ("PAUSE MIDI", "Pause midi", true),
            ("m\u{e4}rz", "M\u{c4}RZ", true),
        ] {
            assert_eq!(fits(patterns, name), expected, "{patterns} / {name}");
        }
    }

    #[test]
    fn what_looks_for_nothing_is_no_pattern() {
        for text in ["", " ", "!", "=", "!=", &"x".repeat(LONGEST + 1)] {
            assert_eq!(Pattern::parse(text), None, "{text}");
        }
        assert_eq!(Names::parse(["!lunch"]), None);
        assert_eq!(Names::parse([]), None);
        assert!(!Names::default().fit("Break"));
    }

    #[test]
    fn codes_of_the_system_are_no_breaks() {
        for name in [
            "Refused",
            "Inbound pending",
            "ContactRefused",
            "-3",
            "Code -14",
            "\u{2212}3",
            "Held party abandoned",
        ] {
            assert!(is_system(name), "{name}");
        }
        for name in ["Break", "Appending notes", "Code 5", "Depending", "-", "3"] {
            assert!(!is_system(name), "{name}");
        }
        assert!(is_refused("Refused contact") && !is_refused("Inbound pending"));
    }

    proptest! {
        #[test]
        fn a_name_fits_itself_whole_and_stars_fit_as_a_brute_force_says(
            name in "[ab]{0,8}", glob in "[ab*]{1,6}",
        ) {
            fn brute(glob: &[u8], name: &[u8]) -> bool {
                match glob.split_first() {
                    None => name.is_empty(),
                    Some((b'*', rest)) => (0..=name.len()).any(|at| brute(rest, &name[at..])),
                    Some((c, rest)) => name.split_first().is_some_and(|(d, name)| c == d && brute(rest, name)),
                }
            }
            if glob.contains('*') {
                prop_assert_eq!(fits(&glob, &name), brute(glob.as_bytes(), name.as_bytes()));
            }
            if let Some(whole) = Pattern::whole(&name) {
                prop_assert!(Names::new(vec![whole]).is_some_and(|names| names.fit(&name)));
            }
        }
    }
}
