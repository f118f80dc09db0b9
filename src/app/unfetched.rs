//! How much was fetched: of which days, and of which agents, something is missing.

use chrono::NaiveDate;

use super::scope::Scope;
use super::words::scope as words;
use model::dataset::Dataset;
use model::format::{day_words, number};
use model::state::{ActivityId, StateKind};
use model::time::{DAY, HOUR, Span};
use model::timeline::AgentTimeline;
use model::zone::Zone;
use scene::layout::MAX_DAYS;

/// Longest range that is one day, clocks put back included; in milliseconds.
const ONE_DAY: i64 = DAY + HOUR;

/// Of how many calendar days of a range something is missing; `None` of a range of one day, and where nothing is.
pub fn unfetched_days(data: &Dataset, zone: &Zone) -> Option<usize> {
    let days = zone.days(data.window, MAX_DAYS).into_iter().filter(|_| data.window.len() > ONE_DAY);
    let is_missing = |day| data.summary(day).kind(StateKind::NotFetched).ms > 0;
    let missing = days.filter(|(_, day)| is_missing(day.intersect(data.window))).count();
    Some(missing).filter(|days| *days > 0)
}

/// More agents than this are not looked at day by day.
const FEW: usize = 600;

/// Most days that are named.
const NAMED: usize = 3;

/// Of a scope of which something is missing: how much of it is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fetched {
    /// So many of its days; the others are these.
    Days(usize, Vec<NaiveDate>),
    /// So many of so many agents.
    Agents(usize, usize),
    /// A part of its only day and agent, or of every agent.
    Part,
}

impl Fetched {
    /// Looks at the days and agents of a scope of which something was not fetched.
    fn of(scope: &Scope, data: &Dataset, zone: &Zone) -> Self {
        let agents: Vec<_> = scope.agents.iter().filter_map(|place| data.agents.get(*place)).collect();
        let is_lost = |agent: &AgentTimeline, span: Span| {
            let totals = agent.index.totals(&agent.lane, span.intersect(data.window));
            totals.iter().any(|(activity, total)| *activity == ActivityId::NOT_FETCHED && total.ms > 0)
        };
        let spans = scope.spans(zone);
        let lost: Vec<_> =
            agents.iter().filter(|agent| spans.iter().any(|span| is_lost(agent, *span))).collect();
        let days = if lost.len() > FEW { Vec::new() } else { zone.days(scope.span, MAX_DAYS) };
        let is_missing = |day: &Span| {
            let mut parts = spans.iter().map(|span| span.intersect(*day)).filter(|part| !part.is_empty());
            parts.any(|part| lost.iter().any(|agent| is_lost(agent, part)))
        };
        let missing: Vec<_> = days.iter().filter(|(_, day)| is_missing(day)).map(|(date, _)| *date).collect();
        if !missing.is_empty() && missing.len() < days.len() {
            Self::Days(days.len() - missing.len(), missing)
        } else if lost.len() < agents.len() {
            Self::Agents(agents.len() - lost.len(), agents.len())
        } else {
            Self::Part
        }
    }

    /// `6 of 8 days fetched`, `312 of 500 agents fetched`.
    fn words(&self) -> String {
        match self {
            Self::Days(whole, missing) => words::days_fetched(number(*whole), number(whole + missing.len())),
            Self::Agents(whole, all) => words::agents_fetched(number(*whole), number(*all)),
            Self::Part => words::PART_FETCHED.to_owned(),
        }
    }

    /// What figures do not speak of: `Tue 24 Nov, Wed 25 Nov`, `what is missing of 188 agents`.
    fn left_out(&self) -> Option<String> {
        match self {
            Self::Days(_, missing) if missing.len() > NAMED => {
                Some(words::days_left_out(number(missing.len())))
            }
            Self::Days(_, missing) => {
                Some(missing.iter().map(|date| day_words(*date)).collect::<Vec<_>>().join(", "))
            }
            Self::Agents(whole, all) if all - whole == 1 => Some(words::AGENT_LEFT_OUT.to_owned()),
            Self::Agents(whole, all) => Some(words::agents_left_out(number(all - whole))),
            Self::Part => None,
        }
    }
}

/// What is said of a scope of which something was not fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// How much of it was, in words that follow others.
    pub fetched: String,
    /// What figures leave out, as a sentence.
    pub left_out: String,
}

/// The words for a scope of which something was not fetched.
pub fn told(scope: &Scope, data: &Dataset, zone: &Zone) -> Told {
    let fetched = Fetched::of(scope, data, zone);
    let it = || words::FIGURES_LEAVE_OUT_IT.to_owned();
    let left_out = fetched.left_out().map_or_else(it, words::figures_leave_out);
    Told { fetched: fetched.words(), left_out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::page::Part;
    use model::testing::{Load, changes, page, states};
    use model::time::{Millis, Span};

    /// Days of two agents, of which each was fetched by itself, or not.
    fn fetched(days: [&[bool]; 2], of: &[usize]) -> Fetched {
        let (catalog, [ready]) = states([("R", None, StateKind::Available)]);
        let at = |day: usize| Millis(day as i64 * DAY);
        let window = Span { start: at(0), end: at(days[0].len()) };
        let mut load = Load::new(catalog, window);
        for (agent, days) in ["a", "b"].into_iter().zip(days) {
            for (day, &came) in days.iter().enumerate() {
                let page = page(changes(agent, [(at(day).0, ready)]));
                let part = if came { Part::Page(page) } else { Part::Missing };
                load = load.series_over(Span { start: at(day), end: at(day + 1) }, Some(agent), [part]);
            }
        }
        let scope = Scope { span: window, agents: of.to_vec(), ..Scope::default() };
        Fetched::of(&scope, &load.build(), &Zone::utc())
    }

    #[test]
    fn what_is_missing_is_said_by_day_or_else_by_agent() {
        let (all, middle, none) = (&[true; 3][..], &[true, false, true][..], &[false; 3][..]);
        for (days, of, expected, left_out) in [
            ([middle, all], &[0][..], ", 2 of 3 days fetched", Some("Fri 2 Jan")),
            ([middle, middle], &[0, 1], ", 2 of 3 days fetched", Some("Fri 2 Jan")),
            ([middle, none], &[0, 1], ", a part fetched", None),
            ([all, none], &[0, 1], ", 1 of 2 agents fetched", Some("what is missing of 1 agent")),
            ([all, none], &[1], ", a part fetched", None),
            ([&[false][..], &[true][..]], &[0], ", a part fetched", None),
        ] {
            let fetched = fetched(days, of);
            assert_eq!((&*fetched.words(), fetched.left_out().as_deref()), (expected, left_out));
        }
        let long = Fetched::Days(3, vec![NaiveDate::MIN; 4]);
        assert_eq!(long.left_out().as_deref(), Some("4 days"));
    }

    /// Days of which each was fetched by itself, or not; from noon to noon where `late`.
    fn of(days: &[bool], late: bool) -> Option<usize> {
        let (catalog, [ready]) = states([("R", None, StateKind::Available)]);
        let at = |day: usize| Millis(day as i64 * DAY + if late { 12 * HOUR } else { 0 });
        let window = Span { start: at(0), end: at(days.len()) };
        let mut load = Load::new(catalog, window);
        for (day, &came) in days.iter().enumerate() {
            let part =
                if came { Part::Page(page(changes("a", [(at(day).0, ready)]))) } else { Part::Missing };
            load = load.series_over(Span { start: at(day), end: at(day + 1) }, Some("a"), [part]);
        }
        unfetched_days(&load.build(), &Zone::utc())
    }

    #[test]
    fn days_that_are_missing_are_counted_where_there_are_several() {
        for (days, late, expected) in [
            (&[true, true][..], false, None),
            (&[true, false, true, false], false, Some(2)),
            (&[false, true], false, Some(1)),
            (&[false], false, None),
            (&[false], true, None),
            (&[true, false], true, Some(2)),
        ] {
            assert_eq!(of(days, late), expected, "{days:?} {late}");
        }
    }
}
