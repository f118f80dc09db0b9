//! Which limits were passed since somebody looked last, for a notification.

use std::collections::HashSet;

use model::format::{isolated, number};
use model::limits::{Breach, Judged, Rules};
use model::record::AgentId;
use model::time::Millis;

use super::words::over_words;
use crate::app::words::limits as words;

/// Most that are named in one notification.
const NAMED: usize = 3;

/// What tells one from another while a range grows: whose, which rule, and when it was passed.
type Key = (AgentId, usize, Millis);

/// What was told already.
#[derive(Clone, Debug, Default)]
pub struct Told {
    keys: HashSet<Key>,
    /// The rules of the last look; `None` before the first.
    rules: Option<Rules>,
}

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// How many there are.
    pub title: String,
    /// The first of them.
    pub text: String,
}

impl Told {
    /// What is new in what was judged; nothing at the first look, and the first by other rules: a person sees that
    /// anyway. `id` and
    /// `label` are those of an agent by its position.
    pub fn news(
        &mut self,
        judged: &Judged,
        rules: &Rules,
        id: impl Fn(usize) -> Option<AgentId>,
        label: impl Fn(usize) -> String,
    ) -> Option<News> {
        let is_first = self.rules.as_ref() != Some(rules);
        if is_first {
            *self = Self { keys: HashSet::new(), rules: Some(rules.clone()) };
        }
        let mut new: Vec<&Breach> = Vec::new();
        for breach in &judged.breaches {
            let Some(agent) = id(breach.agent) else { continue };
            if self.keys.insert((agent, breach.rule, breach.passed)) && !is_first {
                new.push(breach);
            }
        }
        if new.is_empty() {
            return None;
        }
        let title = match new.len() {
            1 => words::ONE_PASSED.to_owned(),
            many => words::passed(number(many)),
        };
        let line = |breach: &&Breach| {
            let words = over_words(breach, rules).unwrap_or_default();
            format!("{}: {words}", isolated(&label(breach.agent)))
        };
        let lines: Vec<String> = new.iter().take(NAMED).map(line).collect();
        Some(News { title, text: lines.join("\n") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::limits::judge;
    use model::state::StateKind;
    use model::testing::{Load, changes, states};
    use model::time::{MINUTE, Span};
    use model::zone::Zone;

    #[test]
    fn each_is_told_once_and_none_of_what_was_there_before() {
        let rules = Rules::parse("each:break:15m").unwrap();
        let judged = |minutes: i64| {
            let (catalog, [ready, pause]) = states([
                ("READY", None, StateKind::Available),
                ("NOT_READY", Some("Break"), StateKind::NotReady),
            ]);
            let end = minutes * MINUTE;
            let rows = [(0, pause), (20 * MINUTE, ready), (40 * MINUTE, pause)]
                .into_iter()
                .filter(|(t, _)| *t < end);
            judge(
                &Load::new(catalog, Span::new(0, end)).rows(changes("ana", rows)).build(),
                &rules,
                &Zone::utc(),
            )
        };
        let mut told = Told::default();
        let mut look = |minutes| {
            let news = told.news(&judged(minutes), &rules, |_| Some("ana".into()), |_| "Ana".to_owned());
            news.map(|news| format!("{}: {}", news.title, news.text).replace(['\u{2068}', '\u{2069}'], ""))
        };
        assert_eq!(look(30), None, "seen at the first look");
        assert_eq!(look(50), None, "not over yet");
        assert_eq!(look(57).as_deref(), Some("1 limit passed: Ana: Break ≤ 15 min, over by 2:00"));
        assert_eq!(look(59), None, "told already");
        let others = Rules::parse("each:break:5m").unwrap();
        let news = told.news(&judged(59), &others, |_| Some("ana".into()), |_| "Ana".to_owned());
        assert_eq!(news, None, "whoever changed the rules sees what they say");
    }
}
