//! What the legend says of each state: time, share and count.

use std::collections::{BTreeSet, HashMap};

use crate::app::totals::Reasons;
use crate::app::words::low::others as others_words;
use model::format::{duration_words, number, percent, unturned};
use model::index::Total;
use model::sorting::{set_of, sort_by, sort_by_key};
use model::state::{ActivityId, Catalog, StateKind};
use model::summary::{StateTotal, Summary};
use scene::caption::Entry as Caption;
use scene::others::Others;
use scene::rows::StateRows;
use scene::theme::Role;

/// One state of the legend, or one row of the summary of a selection.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its word in links, see [`Others::key`].
    pub key: String,
    /// What people read.
    pub label: String,
    /// Its colour.
    pub role: Role,
    /// What it means.
    pub kind: StateKind,
    /// Its figures.
    pub total: Total,
    /// Share of logged-in time, 0 to 1; `None` for what is no such time.
    pub share: Option<f64>,
    /// Its not ready reasons or sub-states, longest first; empty when none has a name.
    pub reasons: Vec<(String, Total)>,
}

/// A state of the legend without its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its word in links, see [`Others::key`].
    pub key: String,
    /// What people read.
    pub label: String,
    /// What it means.
    pub kind: StateKind,
}

/// States that share a row, with the row's word in links.
type Shared<'a> = (&'a str, Vec<&'a StateTotal>);

fn is_others(states: &[&StateTotal], catalog: &Catalog, others: &Others) -> bool {
    others.hold(catalog.activity(states[0].activity))
}

/// The states that occur in a summary, in lane order; the others come after those that Shiftline does not know either.
fn shared<'a>(summary: &'a Summary, catalog: &'a Catalog, others: &'a Others) -> Vec<Shared<'a>> {
    let mut rows: Vec<(&str, Vec<&StateTotal>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for state in &summary.states {
        let key = others.key(catalog, state.activity);
        let place = *places.entry(key).or_insert(rows.len());
        if place == rows.len() {
            rows.push((key, Vec::new()));
        }
        rows[place].1.push(state);
    }
    sort_by_key(&mut rows, |(_, states)| (states[0].kind, is_others(states, catalog, others)));
    rows
}

fn label_of(states: &[&StateTotal], catalog: &Catalog, others: &Others) -> String {
    if is_others(states, catalog, others) {
        others_words(states.len())
    } else {
        label(catalog, states[0].activity)
    }
}

/// What [`entries`] has, without figures: in little code.
pub fn named(summary: &Summary, catalog: &Catalog, others: &Others) -> Vec<Named> {
    let named = |(key, states): Shared| Named {
        key: key.to_owned(),
        label: label_of(&states, catalog, others),
        kind: states[0].kind,
    };
    shared(summary, catalog, others).into_iter().map(named).collect()
}

/// The states that occur in a summary, in lane order; states that share a row are one entry, and so are the
/// others, which come after those that Shiftline does not know either.
pub fn entries(summary: &Summary, catalog: &Catalog, others: &Others) -> Vec<Entry> {
    let rows = shared(summary, catalog, others);
    let is_others = |states: &[&StateTotal]| is_others(states, catalog, others);
    let legend = StateRows::with_others(catalog, &BTreeSet::new(), others, others_words);
    let told = rows.iter().filter(|(_, states)| !is_others(states)).flat_map(|(_, states)| states);
    let reasons = Reasons::of(told.copied(), catalog);
    let entry = |(key, states): Shared| {
        let StateTotal { activity, kind, .. } = *states[0];
        let total = Total::sum(states.iter().map(|state| &state.total));
        let is_others = is_others(&states);
        let mut below = if is_others { Vec::new() } else { reasons.below(&states, catalog) };
        sort_by(&mut below, |a, b| {
            (a.is_others, b.total.ms, &a.label).cmp(&(b.is_others, a.total.ms, &b.label))
        });
        Entry {
            key: key.to_owned(),
            label: label_of(&states, catalog, others),
            role: legend.state_role(activity),
            kind,
            total,
            share: summary.share(total.ms).filter(|_| kind.is_logged_in()),
            reasons: below.into_iter().map(|below| (below.label, below.total)).collect(),
        }
    };
    rows.into_iter().map(entry).collect()
}

fn label(catalog: &Catalog, id: ActivityId) -> String {
    match catalog.kind(id) {
        StateKind::Other => catalog.label(id).to_owned(),
        kind => kind.label().to_owned(),
    }
}

impl Entry {
    /// `4 h 12 min`, `48%` (or nothing) and `96`.
    pub fn words(&self) -> (String, String, String) {
        let share = self.share.map(percent).unwrap_or_default();
        (duration_words(self.total.ms), share, number(self.total.count as usize))
    }

    /// The entry as exports show it.
    pub fn caption(&self) -> Caption {
        let (time, share, count) = self.words();
        let share = if share.is_empty() { String::new() } else { format!(" · {share}") };
        Caption {
            label: unturned(&self.label).into_owned(),
            role: self.role,
            absent: self.kind.is_absence(),
            figures: format!("{time}{share} · {count}×"),
        }
    }
}

/// The set of hidden states after a click on some (hides or shows them) or, with `alone`, after they
/// were isolated: all others are hidden, or all shown again when they were alone already.
pub fn toggled(hidden: &BTreeSet<String>, keys: &[String], alone: bool, all: &[String]) -> BTreeSet<String> {
    if alone {
        let others = set_of(all.iter().filter(|other| !keys.contains(other)).cloned());
        return if *hidden == others { BTreeSet::new() } else { others };
    }
    let mut hidden = hidden.clone();
    if keys.iter().all(|key| hidden.contains(key)) {
        hidden.retain(|key| !keys.contains(key));
    } else {
        hidden.extend(keys.iter().cloned());
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::state::Reading;
    use model::time::{HOUR, MINUTE, Span};

    fn summary() -> (Summary, Catalog) {
        let mut catalog = Catalog::default();
        let total = |ms, count| Total { ms, count, ..Total::default() };
        catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
        catalog.intern("NOT_READY", Some("Lunch"), |_| Reading::known(StateKind::NotReady));
        catalog.intern("Unavailable", Some("Break"), |_| Reading::known(StateKind::NotReady));
        catalog.intern("NOT_READY", None, |_| Reading::known(StateKind::NotReady));
        catalog.intern("LOGOUT", None, |_| Reading::known(StateKind::LoggedOut));
        let totals = [
            total(3 * HOUR, 4),
            total(20 * MINUTE, 1),
            total(30 * MINUTE, 2),
            total(10 * MINUTE, 1),
            total(HOUR, 1),
        ];
        let totals: Vec<_> = (3..).map(ActivityId).zip(totals).collect();
        (Summary::of_totals(Span::new(0, 5 * HOUR), &totals, &catalog), catalog)
    }

    #[test]
    fn states_that_share_a_row_are_one_entry() {
        let (summary, catalog) = summary();
        let entries = entries(&summary, &catalog, &Others::default());
        let labels: Vec<_> = entries.iter().map(|entry| entry.label.as_str()).collect();
        assert_eq!(labels, ["Ready", "Not ready", "Logged out"]);
        let of = |Entry { key, label, kind, .. }: &Entry| Named {
            key: key.clone(),
            label: label.clone(),
            kind: *kind,
        };
        let without_figures: Vec<_> = entries.iter().map(of).collect();
        assert_eq!(named(&summary, &catalog, &Others::default()), without_figures);
        assert_eq!(entries[1].total.ms, HOUR);
        let reasons: Vec<_> = entries[1].reasons.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(reasons, ["Break", "Lunch", "no reason given"]);
        assert_eq!(entries[0].words(), ("3 h".to_owned(), "75%".to_owned(), "4".to_owned()));
        assert_eq!(entries[2].caption().figures, "1 h · 1×");
    }

    #[test]
    fn clicks_hide_and_isolate() {
        let all = ["a", "b", "c"].map(str::to_owned);
        let set = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<BTreeSet<_>>();
        let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
        assert_eq!(toggled(&set(&[]), &keys(&["a"]), false, &all), set(&["a"]));
        assert_eq!(toggled(&set(&["a"]), &keys(&["a"]), false, &all), set(&[]));
        assert_eq!(toggled(&set(&["a"]), &keys(&["a"]), true, &all), set(&["b", "c"]));
        assert_eq!(toggled(&set(&["b", "c"]), &keys(&["a"]), true, &all), set(&[]));
        // A part of the bar can stand for several states.
        let two = keys(&["a", "b"]);
        assert_eq!(toggled(&set(&[]), &two, true, &all), set(&["c"]));
        assert_eq!(toggled(&set(&["c"]), &two, true, &all), set(&[]));
        assert_eq!(toggled(&set(&["a"]), &two, false, &all), set(&["a", "b"]));
        assert_eq!(toggled(&set(&["a", "b", "c"]), &two, false, &all), set(&["c"]));
    }
}
