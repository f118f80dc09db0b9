//! The list of what is over its limit: which lines, in which order, and sums of them.

use std::collections::BTreeMap;
use std::ops::Deref;

use model::format::{date, day_words, from_to, isolated, minutes_text, unturned};
use model::limits::{Breach, Judged, Rules, name_of};
use model::state::{ActivityId, Catalog};
use model::time::{Millis, Span};
use model::zone::Zone;
use scene::overruns::Overruns;

use super::words::{length, limit, over, title};
use crate::app::scope::Scope;
use crate::app::sorting::{Key, PIECE, Sort, Sortable, Sorting, label_ranks, name_ranks};
use crate::app::words::limits::ordinal;

/// A column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// Whose.
    Agent,
    /// The rule, in the order of the rules.
    Rule,
    /// The state's reason.
    Reason,
    /// When it began.
    Time,
    /// What is held against the limit.
    Length,
    /// How far it is over; what is counted comes behind what has a length.
    #[default]
    Over,
    /// Which of its day.
    Nth,
}

impl Sortable for Column {
    fn is_from_largest(self) -> bool {
        matches!(self, Self::Length | Self::Over | Self::Nth)
    }
}

/// What of it is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Over by no less, in milliseconds; what is counted has no length, and is left out by more than 0.
    pub least_ms: i64,
    /// Of this rule alone, by its position.
    pub rule: Option<usize>,
}

impl Filter {
    fn takes(self, breach: &Breach) -> bool {
        let is_over = self.least_ms <= 0 || breach.over_ms().is_some_and(|over| over >= self.least_ms);
        is_over && self.rule.is_none_or(|rule| rule == breach.rule)
    }
}

/// What is passed in a scope with these times, in its order of agents and times: positions in the judged.
pub fn in_scope(overruns: &Overruns, scope: &Scope, spans: &[Span]) -> Vec<usize> {
    let of_agent = |&agent: &usize| spans.iter().flat_map(move |span| overruns.within(agent, *span));
    let all = scope.agents.iter().flat_map(of_agent).map(|overrun| overrun.breach);
    all.collect()
}

/// What lines are put in order by.
type KeyOf = Box<dyn Fn(&Breach) -> Key + Send + Sync>;

/// The list, a little at a time, for callers who do other things between.
pub struct Listing<J> {
    judged: J,
    /// Positions in the judged.
    broken: std::vec::IntoIter<usize>,
    filter: Filter,
    key: KeyOf,
    descending: bool,
    sorting: Sorting<usize>,
}

impl<J: Deref<Target = Judged>> Listing<J> {
    /// Of `broken` (positions in the judged) what the filter takes, in order; costs as much as there are agents and
    /// names. Agents are in the order of their labels; `label` says those of the first `agents`.
    pub fn new(
        judged: J,
        broken: Vec<usize>,
        catalog: &Catalog,
        (filter, sort): (Filter, Sort<Column>),
        agents: usize,
        label: impl Fn(usize) -> String,
    ) -> Self {
        // What has none comes before all that have one.
        let some = |figure: Option<i64>| [figure.is_some().into(), figure.unwrap_or_default()];
        let key: KeyOf = match sort.by {
            Column::Agent => {
                let rank = label_ranks(agents, label);
                Box::new(move |breach| [rank[breach.agent] as i64, 0])
            }
            Column::Reason => {
                let rank = name_ranks(catalog);
                Box::new(move |breach| [rank[breach.activity.column()] as i64, 0])
            }
            Column::Rule => Box::new(|breach| [breach.rule as i64, 0]),
            Column::Time => Box::new(|breach| [breach.span.start.0, 0]),
            Column::Length => Box::new(|breach| [breach.length_ms, 0]),
            Column::Over => Box::new(move |breach| some(breach.over_ms())),
            Column::Nth => Box::new(move |breach| some(breach.nth.map(i64::from))),
        };
        let broken = broken.into_iter();
        Self { judged, broken, filter, key, descending: sort.descending, sorting: Sorting::default() }
    }

    /// Looks at some lines more, then puts some more in order: how many. `None` when all of it is done.
    pub fn step(&mut self) -> Option<usize> {
        let left = self.broken.len();
        if left == 0 {
            return self.sorting.step();
        }
        for place in self.broken.by_ref().take(PIECE) {
            if let Some(breach) = self.judged.breaches.get(place).filter(|breach| self.filter.takes(breach)) {
                self.sorting.add((self.key)(breach), place);
            }
        }
        Some(left - self.broken.len())
    }

    /// The list, when all of it is done.
    pub fn done(self) -> Vec<usize> {
        self.sorting.done(self.descending)
    }
}

/// How many of these each rule has, by its position.
pub fn by_rule(judged: &Judged, broken: &[usize], rules: usize) -> Vec<usize> {
    let mut counts = vec![0; rules];
    for breach in broken.iter().filter_map(|place| judged.breaches.get(*place)) {
        if let Some(count) = counts.get_mut(breach.rule) {
            *count += 1;
        }
    }
    counts
}

/// What one agent has of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// Position of the agent.
    pub agent: usize,
    /// Position of the rule.
    pub rule: usize,
    /// How many.
    pub count: usize,
    /// By how many milliseconds all of them are over.
    pub over_ms: i64,
}

/// Sums by agent and rule, the most first.
pub fn totals(judged: &Judged, list: &[usize]) -> Vec<Total> {
    let mut sums: BTreeMap<(usize, usize), Total> = BTreeMap::new();
    for breach in list.iter().filter_map(|place| judged.breaches.get(*place)) {
        let Breach { agent, rule, .. } = *breach;
        let sum = sums.entry((agent, rule)).or_insert(Total { agent, rule, count: 0, over_ms: 0 });
        sum.count += 1;
        sum.over_ms = sum.over_ms.saturating_add(breach.over_ms().unwrap_or(0));
    }
    let mut totals: Vec<Total> = sums.into_values().collect();
    totals.sort_by_key(|total| std::cmp::Reverse((total.count, total.over_ms)));
    totals
}

/// How many agents these are of.
pub fn agents(judged: &Judged, broken: &[usize]) -> usize {
    let mut agents: Vec<usize> =
        broken.iter().filter_map(|place| Some(judged.breaches.get(*place)?.agent)).collect();
    agents.sort_unstable();
    agents.dedup();
    agents.len()
}

/// A line of the list, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `Wed 25 Nov`.
    pub day: String,
    /// The rule.
    pub rule: String,
    /// The reason, or the state.
    pub reason: String,
    /// The state with its reason.
    pub activity: ActivityId,
    /// `10:30 – 10:53`, with the day where it is another.
    pub time: String,
    /// What is held against the limit.
    pub length: String,
    /// The limit.
    pub limit: String,
    /// How far it is over.
    pub over: String,
    /// Which of its day; empty where nothing is counted.
    pub nth: String,
    /// Whether the agent came from a contact.
    pub from_contact: bool,
}

/// A breach in words.
pub fn line(breach: &Breach, rules: &Rules, catalog: &Catalog, zone: &Zone) -> Line {
    let clock = |t: Millis| {
        let minutes = minutes_text(zone.local(t));
        if zone.date(t) == breach.day { minutes } else { format!("{} {minutes}", date(t, zone)) }
    };
    let span = breach.span;
    let is_that_day = [span.start, span.end].iter().all(|t| zone.date(*t) == breach.day);
    Line {
        day: day_words(breach.day),
        rule: rules.list.get(breach.rule).map_or_else(String::new, |rule| title(rule, rules.per)),
        reason: isolated(&unturned(name_of(catalog, breach.activity))).into_owned(),
        activity: breach.activity,
        time: match breach.so_far {
            true => format!("{} – …", clock(span.start)),
            false if is_that_day => from_to(zone.local(span.start), zone.local(span.end)),
            false => format!("{} – {}", clock(span.start), clock(span.end)),
        },
        length: length(breach),
        limit: limit(&breach.excess),
        over: over(&breach.excess),
        nth: breach.nth.map_or_else(String::new, ordinal),
        from_contact: breach.from_contact,
    }
}

#[cfg(test)]
mod tests;
