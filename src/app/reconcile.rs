//! What the reported duration figures add up to, beside what the timestamps say, and why they differ.

use crate::app::totals::together;
use crate::app::words::totals as words;
use model::format::duration_words;
use model::record::Durations;
use model::state::{Catalog, StateKind};
use model::summary::Summary;
use model::timeline::AgentTimeline;

/// One state's two figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What people read.
    pub label: String,
    /// Time between the timestamps, in milliseconds.
    pub measured_ms: i64,
    /// Sum of the duration fields in the state's records, in milliseconds.
    pub reported_ms: i64,
}

/// Both figures of the states that a script would add up, and the reason for the difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconcile {
    /// Ready and not ready first: what the tutorial's script prints.
    pub pairs: Vec<Pair>,
    /// Why they differ.
    pub reason: &'static str,
}

const OF_PREVIOUS: &str = words::DURATIONS_OF_PREVIOUS;

const OF_OWN: &str = words::DURATIONS_OF_OWN;

const OF_BOTH: &str = words::DURATIONS_OF_BOTH;

/// What the duration figures of these agents measure; `None` where it is not the same for all.
pub fn measured<'a>(agents: impl IntoIterator<Item = &'a AgentTimeline>) -> Option<Durations> {
    let mut all = agents.into_iter().map(|agent| agent.durations);
    let first = all.next();
    if all.all(|durations| Some(durations) == first) { first } else { None }
}

/// Compares the two; `None` when no record has a figure, and where none differs by over 1 %. `durations` is what [`measured`] says.
pub fn reconcile(summary: &Summary, catalog: &Catalog, durations: Option<Durations>) -> Option<Reconcile> {
    let working = [StateKind::Available, StateKind::NotReady, StateKind::WrapUp, StateKind::OnContact];
    let states = together(&summary.states, catalog);
    let pairs: Vec<Pair> = working
        .into_iter()
        .flat_map(|kind| states.iter().filter(move |state| state.kind == kind))
        .map(|state| Pair {
            label: catalog.label(state.activity).to_owned(),
            measured_ms: state.total.ms,
            reported_ms: state.total.reported_ms,
        })
        .collect();
    let reason = match durations {
        Some(Durations::OfPreviousState) => OF_PREVIOUS,
        Some(Durations::OfOwnState) => OF_OWN,
        None => OF_BOTH,
    };
    let is_said = pairs.iter().any(|pair| pair.reported_ms != 0) && pairs.iter().any(Pair::differs);
    is_said.then_some(Reconcile { pairs, reason })
}

impl Pair {
    /// Whether the two differ by over 1 % of the larger.
    fn differs(&self) -> bool {
        let larger = self.measured_ms.max(self.reported_ms);
        self.measured_ms.abs_diff(self.reported_ms) > larger.unsigned_abs() / 100
    }
}

impl Reconcile {
    /// `The reported durations add up to 4 h 21 min ready; measured it is 4 h 12 min.`
    pub fn sentence(&self) -> String {
        let figures = self.pairs.iter().take(2).map(|pair| {
            words::reported_and_measured(
                duration_words(pair.reported_ms),
                pair.label.to_lowercase(),
                duration_words(pair.measured_ms),
            )
        });
        let figures: Vec<String> = figures.collect();
        words::add_up_to(figures.join(words::AND))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::index::Total;
    use model::state::{ActivityId, Reading};
    use model::time::{MINUTE, Span};

    fn summary(reported_ms: i64) -> (Summary, Catalog) {
        let mut catalog = Catalog::default();
        catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
        catalog.intern("NOT_READY", Some("Lunch"), |_| Reading::known(StateKind::NotReady));
        let total = |ms| Total { ms, count: 1, longest_ms: ms, reported_ms };
        let totals = [(ActivityId(3), total(5 * MINUTE)), (ActivityId(4), total(MINUTE))];
        (Summary::of_totals(Span::new(0, 6 * MINUTE), &totals, &catalog), catalog)
    }

    #[test]
    fn both_figures_stand_side_by_side() {
        let (summary, catalog) = summary(2 * MINUTE);
        let found = reconcile(&summary, &catalog, Some(Durations::OfPreviousState)).unwrap();
        assert_eq!(
            found.sentence(),
            "The reported durations add up to 2 min ready (measured: 5 min) and 2 min not ready (measured: 1 min)."
        );
        assert!(found.reason.contains("state before"));
        let of_both = reconcile(&summary, &catalog, None).unwrap();
        assert!(of_both.reason.contains("different sources"));
    }

    #[test]
    fn figures_that_differ_by_no_more_than_1_percent_are_not_spoken_of() {
        for (ready_ms, is_said) in
            [(0, true), (1, false), (999, false), (1_001, true), (-999, false), (-1_001, true)]
        {
            let mut catalog = Catalog::default();
            catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
            let reported_ms = if ready_ms == 0 { 3 } else { 100_000 - ready_ms.max(0) };
            let ms = 100_000 + ready_ms.min(0);
            let total = Total { ms, count: 1, longest_ms: ms, reported_ms };
            let summary = Summary::of_totals(Span::new(0, ms), &[(ActivityId(3), total)], &catalog);
            let found = reconcile(&summary, &catalog, Some(Durations::OfOwnState));
            assert_eq!(found.is_some(), is_said, "{ms} measured, {reported_ms} reported");
        }
    }

    #[test]
    fn without_figures_there_is_nothing_to_compare() {
        let (summary, catalog) = summary(0);
        assert_eq!(reconcile(&summary, &catalog, Some(Durations::OfOwnState)), None);
    }
}
