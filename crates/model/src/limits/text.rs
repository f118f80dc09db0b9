//! Rules in a link: `each:Break:15m+1m;day:Break:30m;acw:3m`.
//!
//! ```text
//! each:NAMES:MAX        no-logout:MAX             session:MAX     join:GAP
//! day:NAMES:MAX         idle:ready|notready:MAX   rest:MIN        per:shift
//! count:NAMES:NUMBER    refused:NUMBER|PERCENT%
//! acw[:SKILLS]:MAX      stretch[:NAMES]:MAX/PAUSE
//! pause[:NAMES]:OVER-NEED[@BY],…/PART
//! ```
//! MAX may be followed by `+GRACE`; names stand apart by commas, and a backslash stands before `:`, `;`, `,` or a
//! backslash that belongs to one. Lengths are those of [`length`](super::length).

mod write;

use super::length;
use super::names::{Names, Pattern};
use super::rule::{Idle, Limit, PauseStep, Per, Refusals, Rule, Rules};
use super::standard;

/// Most characters of rules in a link, as an address writes them.
pub const LINK_MAX: usize = 1_500;

/// Why a text is no rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesError {
    /// Which rule, counted from 1.
    pub rule: usize,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such kind.
    Kind(String),
    /// It has fewer or more parts than its kind has.
    Parts,
    /// Names: none to look for, or too many or too long.
    Names(String),
    /// It is no length, such as `15m`, or a grace where there is none.
    Length(String),
    /// It is no whole number, or no per cent up to 100.
    Number(String),
    /// It is another word than those possible here.
    Word(String),
    /// There are more than [`Rules::MAX`] rules.
    TooMany,
}

impl Rules {
    /// Reads the text of a link's `rules`, decoded. Items without text are passed over; a space is a plus, as some
    /// addresses have it.
    ///
    /// # Errors
    /// The first rule that is none, and why.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let mut rules = Self::default();
        for (number, item) in parts(text, ';').iter().enumerate() {
            let result = if item.trim().is_empty() { Ok(()) } else { rules.take(item) };
            result.map_err(|fault| RulesError { rule: number + 1, fault })?;
        }
        Ok(rules)
    }

    fn take(&mut self, item: &str) -> Result<(), Fault> {
        let parts = parts(item, ':');
        match (parts[0].trim(), &parts[1..]) {
            ("join", [gap]) => self.join_ms = length_of(gap)?,
            ("per", [word]) => {
                self.per = match word.trim() {
                    "day" => Per::Day,
                    "shift" => Per::Shift,
                    other => return Err(Fault::Word(other.to_owned())),
                }
            }
            (kind, parts) => {
                let rule = rule(kind, parts)?;
                if self.list.len() == Self::MAX {
                    return Err(Fault::TooMany);
                }
                self.list.push(rule);
            }
        }
        Ok(())
    }

    /// As [`Rules::parse`] reads them.
    pub fn text(&self) -> String {
        let mut items: Vec<String> = self.list.iter().map(write::rule).collect();
        if self.join_ms > 0 {
            items.push(format!("join:{}", length::text(self.join_ms)));
        }
        if self.per == Per::Shift {
            items.push("per:shift".to_owned());
        }
        items.join(";")
    }

    /// The same for a link; `None` when it is longer than [`LINK_MAX`] there, and a file is to be offered.
    pub fn link_text(&self) -> Option<String> {
        let text = self.text();
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:;,*/@!".contains(&byte);
        let length: usize = text.bytes().map(|byte| if is_plain(byte) { 1 } else { 3 }).sum();
        (length <= LINK_MAX).then_some(text)
    }
}

/// The parts of a text between separators, those behind a backslash excepted.
fn parts(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut from, mut is_escaped) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        if c == separator && !is_escaped {
            parts.push(&text[from..at]);
            from = at + c.len_utf8();
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    parts.push(&text[from..]);
    parts
}

fn rule(kind: &str, parts: &[&str]) -> Result<Rule, Fault> {
    let timed = |limit: Limit, (_, grace_ms): (i64, i64)| Rule { limit, grace_ms };
    Ok(match (kind, parts) {
        ("each", [names, max]) => {
            let max = graced(max)?;
            timed(Limit::Each { names: names_of(names)?, max_ms: max.0 }, max)
        }
        ("day", [names, max]) => {
            let max = graced(max)?;
            timed(Limit::Day { names: names_of(names)?, max_ms: max.0 }, max)
        }
        ("count", [names, max]) => Rule::new(Limit::Count { names: names_of(names)?, max: number_of(max)? }),
        ("acw", [skills @ .., max]) if skills.len() < 2 => {
            let skills = skills.first().map_or(Ok(Names::default()), |names| names_of(names))?;
            let max = graced(max)?;
            timed(Limit::Acw { skills, max_ms: max.0 }, max)
        }
        ("idle", [of @ .., max]) if of.len() < 2 => {
            let of = idle_of(of.first().map_or("ready", |of| of.trim()))?;
            let max = graced(max)?;
            timed(Limit::Idle { of, max_ms: max.0 }, max)
        }
        ("refused", [most]) => Rule::new(Limit::Refused(refusals_of(most)?)),
        ("session", [max]) => {
            let max = graced(max)?;
            timed(Limit::Session { max_ms: max.0 }, max)
        }
        ("no-logout", [max]) => {
            let max = graced(max)?;
            timed(Limit::NoLogout { max_ms: max.0 }, max)
        }
        ("rest", [min]) => {
            let min = graced(min)?;
            timed(Limit::Rest { min_ms: min.0 }, min)
        }
        ("stretch", [names @ .., lengths]) if names.len() < 2 => {
            let (max, pause) = lengths.split_once('/').ok_or(Fault::Parts)?;
            let max = graced(max)?;
            let names = pauses_of(names)?;
            timed(Limit::Stretch { names, max_ms: max.0, pause_ms: length_of(pause)? }, max)
        }
        ("pause", [names @ .., lengths]) if names.len() < 2 => Rule::new(pause(pauses_of(names)?, lengths)?),
        (
            "each" | "day" | "count" | "acw" | "idle" | "refused" | "session" | "no-logout" | "rest"
            | "stretch" | "pause" | "join" | "per",
            _,
        ) => return Err(Fault::Parts),
        (other, _) => return Err(Fault::Kind(other.to_owned())),
    })
}

fn pause(names: Names, lengths: &str) -> Result<Limit, Fault> {
    let (steps, part) = lengths.split_once('/').ok_or(Fault::Parts)?;
    let step = |step: &str| {
        let (over, need) = step.split_once('-').ok_or(Fault::Parts)?;
        let (need, by) = need.split_once('@').map_or((need, None), |(need, by)| (need, Some(by)));
        let (over_ms, need_ms) = (length_of(over)?, length_of(need)?);
        Ok(PauseStep { over_ms, need_ms, by_ms: by.map(length_of).transpose()? })
    };
    let steps = steps.split(',').map(step).collect::<Result<Vec<_>, _>>()?;
    if steps.len() > PauseStep::MAX {
        return Err(Fault::Parts);
    }
    Ok(Limit::Pause { names, steps, part_ms: length_of(part)? })
}

/// Names that stand apart by commas.
fn names_of(text: &str) -> Result<Names, Fault> {
    let patterns = parts(text, ',').into_iter().map(|name| Pattern::parse(&unescaped(name)));
    patterns.collect::<Option<_>>().and_then(Names::new).ok_or_else(|| Fault::Names(text.to_owned()))
}

/// What is a pause; what everyone takes for one where nothing is said.
fn pauses_of(names: &[&str]) -> Result<Names, Fault> {
    names.first().map_or_else(|| Ok(standard::pauses()), |names| names_of(names))
}

fn unescaped(text: &str) -> String {
    let mut chars = text.chars();
    std::iter::from_fn(|| chars.next().and_then(|c| if c == '\\' { chars.next() } else { Some(c) })).collect()
}

/// A length and what is forgiven beyond it.
fn graced(text: &str) -> Result<(i64, i64), Fault> {
    let text = text.trim();
    let (max, grace) = text.split_once(['+', ' ']).unwrap_or((text, "0m"));
    Ok((length_of(max)?, length_of(grace)?))
}

fn length_of(text: &str) -> Result<i64, Fault> {
    length::parse(text).ok_or_else(|| Fault::Length(text.trim().to_owned()))
}

fn number_of(text: &str) -> Result<u32, Fault> {
    text.trim().parse().map_err(|_| Fault::Number(text.trim().to_owned()))
}

/// What `ready` and `notready` stand for.
///
/// # Errors
/// Another word.
pub fn idle_of(word: &str) -> Result<Idle, Fault> {
    match word {
        "ready" => Ok(Idle::Ready),
        "notready" => Ok(Idle::NotReady),
        other => Err(Fault::Word(other.to_owned())),
    }
}

/// The word for a kind of time without work.
pub const fn idle_word(of: Idle) -> &'static str {
    match of {
        Idle::Ready => "ready",
        Idle::NotReady => "notready",
    }
}

/// Reads `3` or `5%`.
///
/// # Errors
/// What is neither, or more than a hundred per cent.
pub fn refusals_of(text: &str) -> Result<Refusals, Fault> {
    match text.trim().strip_suffix('%') {
        None => number_of(text).map(Refusals::Count),
        Some(percent) => match number_of(percent)? {
            percent @ 0..=100 => Ok(Refusals::Percent(percent)),
            _ => Err(Fault::Number(text.trim().to_owned())),
        },
    }
}

/// `3` or `5%`.
pub fn refusals_text(most: Refusals) -> String {
    match most {
        Refusals::Count(most) => most.to_string(),
        Refusals::Percent(percent) => format!("{percent}%"),
    }
}

impl PauseStep {
    /// Most steps of a rule.
    pub const MAX: usize = 16;
}
