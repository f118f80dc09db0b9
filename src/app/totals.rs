//! Where the time went, line by line: agent states, and not ready reasons below them. What is too much for a
//! page stands together, with its sum.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::app::words::low::others as others_words;
use crate::app::words::totals as words;
use model::format::percent;
use model::index::Total;
use model::sorting::sort_by_key;
use model::state::{ActivityId, Catalog, StateKind};
use model::summary::{ReasonTotal, StateTotal, Summary};
use scene::others::Others;
use scene::rows::StateRows;
use scene::theme::{Role, state_role};

/// Most states that have a line each, and most reasons, those of all states together: the ones with the most
/// time.
pub const MAX: usize = Others::MAX;

/// One line of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What people read.
    pub label: String,
    /// The state's code; [`Others::KEY`] for all other states.
    pub code: String,
    /// The reason, for a line below a state's; empty for none, [`Others::KEY`] for all other reasons.
    pub reason: Option<String>,
    /// Its colour.
    pub role: Role,
    /// Whether it is an absence.
    pub absent: bool,
    /// Its figures.
    pub total: Total,
    /// Share of logged-in time in words; a dash for what is no such time.
    pub share: String,
}

/// The lines of a summary.
pub fn lines(summary: &Summary, catalog: &Catalog) -> Vec<Line> {
    // An absence of no length is where the present meets the end of the range.
    let states = together(&summary.states, catalog);
    let told: Vec<&StateTotal> =
        states.iter().filter(|state| state.total.ms > 0 || !state.kind.is_absence()).collect();
    let longest = longest(told.iter().map(|state| (state.total.ms, state.activity)));
    let is_kept = |state: &&StateTotal| longest.as_ref().is_none_or(|kept| kept.contains(&state.activity));
    let (kept, others): (Vec<&StateTotal>, Vec<&StateTotal>) = told.into_iter().partition(is_kept);
    let reasons = Reasons::of(kept.iter().copied(), catalog);
    let legend = StateRows::new(catalog);
    let share = |is_logged_in: bool, ms: i64| {
        let share = summary.share(ms).filter(|_| is_logged_in).map(percent);
        share.unwrap_or_else(|| "–".to_owned())
    };
    let of_state = |state: &&StateTotal| {
        let whole = Line {
            label: catalog.label(state.activity).to_owned(),
            code: catalog.code(state.activity).to_owned(),
            reason: None,
            role: legend.state_role(state.activity),
            absent: state.kind.is_absence(),
            total: state.total,
            share: share(state.kind.is_logged_in(), state.total.ms),
        };
        let below =
            reasons.below(&[*state], catalog).into_iter().map(|Below { label, reason, total, .. }| {
                let share = share(state.kind.is_logged_in(), total.ms);
                Line { label, reason: Some(reason), total, share, ..whole.clone() }
            });
        let below: Vec<Line> = below.collect();
        std::iter::once(whole).chain(below)
    };
    let mut lines: Vec<Line> = kept.iter().flat_map(of_state).collect();
    if !others.is_empty() {
        let total = Total::sum(others.iter().map(|state| &state.total));
        lines.push(Line {
            label: others_words(others.len()),
            code: Others::KEY.to_owned(),
            reason: None,
            role: state_role(StateKind::Other, 0),
            absent: false,
            total,
            share: share(others.iter().all(|state| state.kind.is_logged_in()), total.ms),
        });
    }
    lines
}

/// States that sources call by different codes and that people read as the same (`Ready` of `READY` and of
/// `Available`), as one; so are their reasons. Those that are not known keep their own names.
pub(super) fn together(states: &[StateTotal], catalog: &Catalog) -> Vec<StateTotal> {
    let mut all: Vec<StateTotal> = Vec::with_capacity(states.len());
    let mut places: HashMap<(StateKind, String), usize> = HashMap::new();
    for state in states {
        if state.kind == StateKind::Other || state.kind.is_absence() {
            all.push(state.clone());
            continue;
        }
        let label = catalog.label(state.activity).to_lowercase();
        match places.entry((state.kind, label)) {
            Entry::Vacant(place) => {
                place.insert(all.len());
                all.push(state.clone());
            }
            Entry::Occupied(place) => add(&mut all[*place.get()], state, catalog),
        }
    }
    all
}

fn add(to: &mut StateTotal, state: &StateTotal, catalog: &Catalog) {
    to.total.add(&state.total);
    let name = |reason: &ReasonTotal| catalog.activity(reason.activity).reason.clone();
    let mut places: HashMap<_, usize> =
        to.reasons.iter().enumerate().map(|(place, reason)| (name(reason), place)).collect();
    for reason in &state.reasons {
        let place = *places.entry(name(reason)).or_insert(to.reasons.len());
        match to.reasons.get_mut(place) {
            Some(known) => known.total.add(&reason.total),
            None => to.reasons.push(reason.clone()),
        }
    }
    sort_by_key(&mut to.reasons, |reason| (Reverse(reason.total.ms), reason.activity));
}

/// The ones with the most time (milliseconds) among many; `None` where they are few.
fn longest(all: impl ExactSizeIterator<Item = (i64, ActivityId)>) -> Option<HashSet<ActivityId>> {
    if all.len() <= MAX {
        return None;
    }
    let mut all: Vec<_> = all.map(|(ms, activity)| (Reverse(ms), activity)).collect();
    all.sort_unstable();
    Some(all.into_iter().take(MAX).map(|(_, activity)| activity).collect())
}

/// Which reasons are told one by one.
pub struct Reasons {
    /// `None`: all.
    kept: Option<HashSet<ActivityId>>,
}

/// A reason below a state, or all others together.
#[derive(Clone, Debug, PartialEq)]
pub struct Below {
    /// What people read.
    pub label: String,
    /// The reason as it came; empty for none, [`Others::KEY`] for all others.
    pub reason: String,
    /// Its figures.
    pub total: Total,
    /// Whether it is all others.
    pub is_others: bool,
}

/// Whether any of a state's reasons has a name.
fn is_named(state: &StateTotal, catalog: &Catalog) -> bool {
    state.reasons.iter().any(|reason| catalog.activity(reason.activity).reason.is_some())
}

impl Reasons {
    /// Of these states.
    pub fn of<'a>(states: impl Iterator<Item = &'a StateTotal>, catalog: &Catalog) -> Self {
        let all: Vec<&ReasonTotal> =
            states.filter(|state| is_named(state, catalog)).flat_map(|state| &state.reasons).collect();
        Self { kept: longest(all.iter().map(|reason| (reason.total.ms, reason.activity))) }
    }

    /// The reasons of states, longest first, all others last; nothing where none has a name.
    pub fn below(&self, states: &[&StateTotal], catalog: &Catalog) -> Vec<Below> {
        let named = states.iter().filter(|state| is_named(state, catalog));
        let is_kept =
            |reason: &&ReasonTotal| self.kept.as_ref().is_none_or(|kept| kept.contains(&reason.activity));
        let (kept, others): (Vec<&ReasonTotal>, Vec<&ReasonTotal>) =
            named.flat_map(|state| &state.reasons).partition(is_kept);
        let below = |reason: &ReasonTotal| {
            let name = catalog.activity(reason.activity).reason.as_deref();
            Below {
                label: name.unwrap_or(words::NO_REASON_GIVEN).to_owned(),
                reason: name.unwrap_or_default().to_owned(),
                total: reason.total,
                is_others: false,
            }
        };
        let mut all: Vec<Below> = kept.into_iter().map(below).collect();
        if !others.is_empty() {
            all.push(Below {
                label: others_words(others.len()),
                reason: Others::KEY.to_owned(),
                total: Total::sum(others.iter().map(|reason| &reason.total)),
                is_others: true,
            });
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::state::Reading;
    use model::time::{MINUTE, Span};

    /// So many states of two minutes each, and not ready with so many reasons of a minute each, the first of
    /// them longer.
    fn summary(states: u32, reasons: u32) -> (Summary, Catalog) {
        let mut catalog = Catalog::default();
        let total = |ms| Total { ms, count: 1, longest_ms: ms, reported_ms: 0 };
        let mut totals = Vec::new();
        for state in 0..states {
            let id = catalog.intern(&format!("S{state}"), None, |_| Reading::other("S"));
            totals.push((id, total(2 * MINUTE)));
        }
        for reason in 0..reasons {
            let reading = |_: Option<&str>| Reading::known(StateKind::NotReady);
            let id = catalog.intern("NOT_READY", Some(&format!("R{reason}")), reading);
            totals.push((id, total(if reason == 0 { 3 * MINUTE } else { MINUTE })));
        }
        (Summary::of_totals(Span::new(0, 1), &totals, &catalog), catalog)
    }

    #[test]
    fn what_is_too_much_stands_together_with_its_sum() {
        for (states, reasons, expected, others) in [
            (3, 2, 6, [None, None]),
            (199, 200, 400, [None, None]),
            (250, 300, 402, [Some("51 others"), Some("100 others")]),
            (201, 0, 201, [Some("1 other"), None]),
            (50_000, 50_000, 402, [Some("49,801 others"), Some("49,800 others")]),
        ] {
            let (summary, catalog) = summary(states, reasons);
            let lines = lines(&summary, &catalog);
            assert_eq!(lines.len(), expected, "{states} states, {reasons} reasons");
            let of_states = || lines.iter().filter(|line| line.reason.is_none());
            let ms: i64 = of_states().map(|line| line.total.ms).sum();
            assert_eq!(ms, summary.logged_in_ms());
            let below = || lines.iter().filter(|line| line.reason.is_some());
            let ms: i64 = below().map(|line| line.total.ms).sum();
            assert_eq!(ms, summary.kind(StateKind::NotReady).ms);
            let other = |line: &&Line| line.reason.as_deref().unwrap_or(&line.code) == Others::KEY;
            assert_eq!(
                [of_states().find(other), below().find(other)].map(|line| line.map(|line| &*line.label)),
                others
            );
        }
    }

    #[test]
    fn a_state_that_two_sources_call_differently_has_one_line() {
        let mut catalog = Catalog::default();
        let mut totals = Vec::new();
        for (code, reason, kind, ms) in [
            ("READY", None, StateKind::Available, 1),
            ("Available", None, StateKind::Available, 2),
            ("NOT_READY", Some("Lunch"), StateKind::NotReady, 4),
            ("NOT_READY", None, StateKind::NotReady, 8),
            ("Unavailable", Some("Lunch"), StateKind::NotReady, 16),
            ("Unavailable", Some("Training"), StateKind::NotReady, 32),
        ] {
            let id = catalog.intern(code, reason, |_| Reading::known(kind));
            totals.push((id, Total { ms, count: 1, longest_ms: ms, reported_ms: ms }));
        }
        let hover = catalog.intern("Hover", None, |_| Reading::other("Hover"));
        totals.push((hover, Total { ms: 64, count: 1, ..Total::default() }));
        let summary = Summary::of_totals(Span::new(0, 1), &totals, &catalog);
        let lines = lines(&summary, &catalog);
        let seen: Vec<_> = lines.iter().map(|line| (&*line.label, line.total.ms, line.total.count)).collect();
        assert_eq!(
            seen,
            [
                ("Ready", 3, 2),
                ("Not ready", 60, 4),
                ("Training", 32, 1),
                ("Lunch", 20, 2),
                ("no reason given", 8, 1),
                ("Hover", 64, 1)
            ]
        );
    }

    #[test]
    fn those_with_the_most_time_have_a_line_each() {
        let (summary, catalog) = summary(0, 50_000);
        let lines = lines(&summary, &catalog);
        assert_eq!((&*lines[1].label, lines[1].total.ms), ("R0", 3 * MINUTE));
        let last = &lines[lines.len() - 1];
        assert_eq!((last.total.count, last.total.ms), (49_800, 49_800 * MINUTE));
    }
}
