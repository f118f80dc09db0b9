//! Writes rules.

use std::fmt::Write as _;

use super::{idle_word, refusals_text};
use crate::limits::length;
use crate::limits::names::Names;
use crate::limits::rule::{Limit, PauseStep, Rule};

/// A rule as links have it.
pub fn rule(rule: &Rule) -> String {
    let mut text = rule.word().to_owned();
    let mut named = |names: &Names| {
        let names: Vec<String> = names.texts().map(escaped).collect();
        if !names.is_empty() {
            // Writing to a String cannot fail.
            let _ = write!(text, ":{}", names.join(","));
        }
    };
    let last = match &rule.limit {
        Limit::Each { names, max_ms }
        | Limit::Day { names, max_ms }
        | Limit::Acw { skills: names, max_ms } => {
            named(names);
            length::text(*max_ms)
        }
        Limit::Count { names, max } => {
            named(names);
            max.to_string()
        }
        Limit::Idle { of, max_ms } => format!("{}:{}", idle_word(*of), length::text(*max_ms)),
        Limit::Refused(most) => refusals_text(*most),
        Limit::Session { max_ms: ms } | Limit::NoLogout { max_ms: ms } | Limit::Rest { min_ms: ms } => {
            length::text(*ms)
        }
        Limit::Stretch { names, max_ms, pause_ms } => {
            named(names);
            let grace = grace_text(rule.grace_ms);
            let lengths = format!("{}{grace}/{}", length::text(*max_ms), length::text(*pause_ms));
            return format!("{text}:{lengths}");
        }
        Limit::Pause { names, steps, part_ms } => {
            named(names);
            let steps: Vec<String> = steps.iter().map(step_text).collect();
            format!("{}/{}", steps.join(","), length::text(*part_ms))
        }
    };
    format!("{text}:{last}{}", grace_text(rule.grace_ms))
}

fn grace_text(ms: i64) -> String {
    if ms > 0 { format!("+{}", length::text(ms)) } else { String::new() }
}

fn step_text(step: &PauseStep) -> String {
    let by = step.by_ms.map_or_else(String::new, |by| format!("@{}", length::text(by)));
    format!("{}-{}{by}", length::text(step.over_ms), length::text(step.need_ms))
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, c| {
        escaped.extend(['\\', c].into_iter().skip(usize::from(!matches!(c, ':' | ';' | ',' | '\\'))));
        escaped
    })
}
