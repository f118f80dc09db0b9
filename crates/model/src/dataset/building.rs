//! A data set, agent by agent.

use super::{Dataset, DatasetInput};
use crate::build::{LaneInput, build_lane};
use crate::columns::Finder;
use crate::findings::{Findings, Losses};
use crate::gather::{Gathered, gather, with_own_lengths};
use crate::merge::{Merged, Ties, merge};
use crate::missing::Missing;
use crate::page::{Page, Series};
use crate::record::Durations;
use crate::state::{ActivityId, Catalog, Reading, StateKind};
use crate::time::{CALENDAR, Millis, Span};
use crate::timeline::AgentTimeline;

/// A data set that is built for callers who do other things between: [`Self::step`], then [`Self::finish`].
pub struct Building<'a> {
    catalog: Catalog,
    ranks: Vec<u32>,
    kinds: Vec<StateKind>,
    finder: Finder,
    logged_out: ActivityId,
    window: Span,
    now: Millis,
    not_fetched: Missing<'a>,
    coming: std::vec::IntoIter<Gathered>,
    agents: Vec<AgentTimeline>,
    losses: Losses,
    is_saved: bool,
}

impl<'a> Building<'a> {
    /// Nothing is built. Looks at every page once; of series with figures whose unit nobody says it takes those
    /// that are settled ([`bare::settled`](crate::bare::settled)).
    pub fn new(input: DatasetInput<'a>) -> Self {
        let DatasetInput { series, mut catalog, window, now } = input;
        let logged_out = if has_session_ends(series) {
            catalog.intern(LOGGED_OUT, None, |_| Reading::known(StateKind::LoggedOut))
        } else {
            ActivityId::NO_DATA
        };
        let kinds: Vec<StateKind> = catalog.activities().map(|(_, activity)| activity.kind).collect();
        Self {
            ranks: catalog.ranks(),
            finder: Finder::new(kinds.len()),
            kinds,
            catalog,
            logged_out,
            window: window.intersect(CALENDAR),
            now,
            not_fetched: Missing::of(series),
            coming: gather(series).into_iter(),
            agents: Vec::new(),
            losses: Losses::of(series),
            is_saved: !series.is_empty() && series.iter().all(|series| series.is_saved),
        }
    }

    /// Builds the lane of one agent more, in proportion to the agent's records; `false` when there was none left.
    pub fn step(&mut self) -> bool {
        let Some(gathered) = self.coming.next() else { return false };
        let durations = gathered.durations();
        let ties = Ties { durations, ranks: &self.ranks };
        let merged = merged(&gathered, ties);
        let built = build_lane(&LaneInput {
            blocks: &merged.blocks,
            durations,
            window: self.window,
            now: self.now,
            missing: &self.not_fetched.of_agent(&gathered.id, durations),
            is_saved: gathered.is_saved,
            logged_out: self.logged_out,
        });
        self.losses.duplicates += duplicates(&gathered, &merged, ties);
        self.losses.outside += built.outside;
        let (id, kinds, finder) = (gathered.id, &self.kinds, &mut self.finder);
        self.agents.push(AgentTimeline::new(id, built, &merged, kinds, durations, self.now, finder));
        true
    }

    /// What was built.
    pub fn finish(self) -> Dataset {
        let Self { catalog, agents, window, now, losses, is_saved, .. } = self;
        Dataset { catalog, agents, window, now, losses, is_saved, is_growing: false }
    }
}

/// The code of the state between two sessions, where no row says it: CXone's own for it.
const LOGGED_OUT: &str = "LoggedOut";

fn has_session_ends(series: &[Series]) -> bool {
    pages_of(series).flat_map(|page| &page.blocks).any(|(_, block)| block.ends_sessions())
}

/// The agent's records in order, each once.
fn merged(gathered: &Gathered, ties: Ties) -> Merged {
    if !gathered.is_mixed() {
        return merge(gathered.blocks.iter().map(|came| came.block.clone()), ties);
    }
    let of = |durations: Durations| {
        let blocks = gathered.blocks.iter().filter(move |came| came.durations == durations);
        merge(blocks.map(|came| came.block.clone()), Ties { durations, ..ties })
    };
    let (previous, own) = (of(Durations::OfPreviousState), of(Durations::OfOwnState));
    let together = merge(own.blocks.into_iter().chain(with_own_lengths(&previous.blocks)), ties);
    Merged {
        duplicates: previous.duplicates + own.duplicates + together.duplicates,
        undecided: [previous.undecided, own.undecided, together.undecided].concat(),
        corrected: [own.corrected, together.corrected].concat(),
        ..together
    }
}

/// Records that came more than once; what a refresh repeats is no finding.
fn duplicates(gathered: &Gathered, merged: &Merged, ties: Ties) -> usize {
    if !gathered.blocks.iter().any(|came| came.is_again) {
        return merged.duplicates;
    }
    let first = gathered.blocks.iter().filter(|came| !came.is_again);
    merge(first.map(|came| came.block.clone()), ties).duplicates
}

impl Losses {
    /// What cannot be placed and what is said of these sources; what came twice or lies outside a range
    /// shows only in lanes.
    pub fn of(series: &[Series]) -> Self {
        let mut losses = Self::default();
        for (number, page) in pages_of(series).enumerate() {
            losses.rows += page.rows;
            losses.rejected_count += page.rejected.len();
            losses.remarks.extend(&page.remarks);
            let room = Findings::EXAMPLES.saturating_sub(losses.rejected.len());
            losses.rejected.extend(page.rejected.iter().take(room).map(|row| (number + 1, row.clone())));
        }
        losses
    }
}

fn pages_of(series: &[Series]) -> impl Iterator<Item = &Page> {
    series.iter().flat_map(|s| &s.parts).filter_map(|part| part.page().map(|page| &**page))
}
