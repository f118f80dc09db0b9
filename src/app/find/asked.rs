//! What a person typed, understood: words, lengths, a time of day, days.

mod clock;
mod day;
mod length;
mod tokens;

use chrono::NaiveTime;

use super::fold::words;
pub use day::Day;
use tokens::{Token, tokens};

/// A question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Words that mean nothing but themselves, folded.
    pub words: Vec<String>,
    /// Words that may name a day as well, folded, with that day: `sun`, `may`, `25`.
    pub perhaps: Vec<(String, Day)>,
    /// Shortest length, in milliseconds.
    pub at_least_ms: Option<i64>,
    /// Longest length, in milliseconds.
    pub at_most_ms: Option<i64>,
    /// A time of day.
    pub time: Option<NaiveTime>,
    /// What the day has to be, all of it, as far as it is sure.
    pub days: Vec<Day>,
    /// Whether the longest is asked for.
    pub longest: bool,
}

/// Words that hold a question together and name nothing, where others do.
const FILLERS: [&str; 12] =
    ["at", "in", "on", "of", "for", "the", "all", "who", "was", "were", "during", "longest"];

/// What stands at a place of the question, and how many tokens that is.
enum Part {
    AtLeast(i64),
    AtMost(i64),
    Time(NaiveTime),
    Day(Day),
    /// A day that is written as people's names and ids are too.
    Perhaps(Day),
    Nothing,
}

/// What the tokens begin with, if that is more than a word.
fn part(tokens: &[Token]) -> Option<(Part, usize)> {
    let bound = || {
        length::bound(tokens).map(|(bound, taken)| {
            let part = match bound {
                length::Bound::Least(ms) => Part::AtLeast(ms),
                length::Bound::Most(ms) => Part::AtMost(ms),
                length::Bound::Open => Part::Nothing,
            };
            (part, taken)
        })
    };
    let time = || clock::time(tokens).map(|(time, taken)| (Part::Time(time), taken));
    let day = || {
        day::day(tokens)
            .map(|(day, is_sure, taken)| (if is_sure { Part::Day(day) } else { Part::Perhaps(day) }, taken))
    };
    bound().or_else(time).or_else(day)
}

/// Reads a question: `lunch > 40 min`, `12:05 PM`, `wed 25 nov`, `okafor`.
pub fn read(text: &str) -> Asked {
    let tokens = tokens(text);
    let mut asked = Asked::default();
    let mut at = 0;
    while at < tokens.len() {
        let Some((part, taken)) = part(&tokens[at..]) else {
            asked.words.extend(words(&tokens[at].text));
            at += 1;
            continue;
        };
        let taken = taken.max(1);
        match part {
            Part::AtLeast(ms) => asked.at_least_ms = asked.at_least_ms.max(Some(ms)),
            Part::AtMost(ms) => asked.at_most_ms = Some(asked.at_most_ms.map_or(ms, |most| most.min(ms))),
            Part::Time(time) => asked.time = Some(time),
            Part::Day(day) => asked.days.push(day),
            Part::Perhaps(day) => {
                asked.perhaps.push((tokens[at].text.clone(), day));
            }
            Part::Nothing => {}
        }
        at += taken;
    }
    let is_filler = |word: &String| FILLERS.contains(&word.as_str());
    if asked.words.iter().any(|word| !is_filler(word)) {
        asked.longest = asked.words.iter().any(|word| word == "longest");
        asked.words.retain(|word| !is_filler(word));
    }
    asked
}

impl Asked {
    /// All words, those that may name a day too.
    pub fn all_words(&self) -> Vec<String> {
        self.words.iter().chain(self.perhaps.iter().map(|(word, _)| word)).cloned().collect()
    }

    /// All that the day has to be, if every word that may name one does.
    pub fn all_days(&self) -> Vec<Day> {
        self.days.iter().chain(self.perhaps.iter().map(|(_, day)| day)).copied().collect()
    }

    /// Whether lengths are asked for.
    pub fn has_length(&self) -> bool {
        self.at_least_ms.is_some() || self.at_most_ms.is_some()
    }

    /// Whether a length in milliseconds is asked for.
    pub fn fits_length(&self, ms: i64) -> bool {
        self.at_least_ms.is_none_or(|least| least <= ms) && self.at_most_ms.is_none_or(|most| ms <= most)
    }
}

#[cfg(test)]
mod tests;
