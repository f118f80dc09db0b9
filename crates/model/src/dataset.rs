//! Everything that was fetched, as lanes: the value that the whole page is drawn from.

use super::bare;
use super::build::{LaneInput, build_lane};
use super::columns::Finder;
use super::findings::{Findings, Losses};
use super::gather::{Gathered, gather, with_own_lengths};
use super::index::Total;
use super::merge::{Merged, Ties, merge};
use super::missing::Missing;
use super::page::{Page, Series};
use super::record::Durations;
use super::state::{ActivityId, Catalog, Reading, StateKind};
use super::summary::Summary;
use super::time::{CALENDAR, Millis, Span};
use super::timeline::AgentTimeline;

/// All agents' lanes over one range.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// Agent states and activities.
    pub catalog: Catalog,
    /// The agents, in the order asked for, then in the order they came.
    pub agents: Vec<AgentTimeline>,
    /// The range asked for.
    pub window: Span,
    /// The time of the load: nothing is known after it.
    pub now: Millis,
    /// What did not make it into the lanes.
    pub losses: Losses,
    /// Whether all of it was saved at an unknown time (see [`Series::is_saved`]).
    pub is_saved: bool,
}

/// What a data set is made from.
#[derive(Clone, Debug)]
pub struct DatasetInput<'a> {
    /// Everything that came, and what is known to be missing.
    pub series: &'a [Series],
    /// The catalogue that the series' activities belong to.
    pub catalog: Catalog,
    /// The range asked for.
    pub window: Span,
    /// The present time.
    pub now: Millis,
}

impl Dataset {
    /// Builds the lanes of all agents. Takes time in proportion to the records; blocks that need
    /// no change are shared with the input.
    pub fn build(input: DatasetInput) -> Self {
        let DatasetInput { series, mut catalog, window, now } = input;
        let settled = bare::settled(series);
        let series = settled.as_deref().unwrap_or(series);
        let window = window.intersect(CALENDAR);
        let logged_out = if has_session_ends(series) {
            catalog.intern(LOGGED_OUT, None, |_| Reading::known(StateKind::LoggedOut))
        } else {
            ActivityId::NO_DATA
        };
        let kinds: Vec<StateKind> = catalog.activities().map(|(_, activity)| activity.kind).collect();
        let mut finder = Finder::new(kinds.len());
        let ranks = catalog.ranks();
        let not_fetched = Missing::of(series);
        let mut losses = Losses::of(series);
        let mut agents = Vec::new();
        for gathered in gather(series) {
            let durations = gathered.durations();
            let merged = merged(&gathered, Ties { durations, ranks: &ranks });
            let missing = not_fetched.of_agent(&gathered.id, durations);
            let built = build_lane(&LaneInput {
                blocks: &merged.blocks,
                durations,
                window,
                now,
                missing: &missing,
                is_saved: gathered.is_saved,
                logged_out,
            });
            losses.duplicates += duplicates(&gathered, &merged, Ties { durations, ranks: &ranks });
            losses.outside += built.outside;
            agents.push(AgentTimeline::new(gathered.id, built, &merged, &kinds, durations, now, &mut finder));
        }
        let is_saved = !series.is_empty() && series.iter().all(|series| series.is_saved);
        Self { catalog, agents, window, now, losses, is_saved }
    }

    /// Records of all agents in the window.
    pub fn records(&self) -> usize {
        self.agents.iter().map(|agent| agent.records).sum()
    }

    /// Where the time of all agents together went, in a span.
    pub fn summary(&self, span: Span) -> Summary {
        self.summary_of(self.agents.iter(), &[span])
    }

    /// Where the time of these agents together went, in some spans, which are in order and apart.
    pub fn summary_of<'a>(
        &'a self,
        agents: impl Iterator<Item = &'a AgentTimeline>,
        spans: &[Span],
    ) -> Summary {
        let start = spans.first().map_or(self.window.start, |span| span.start);
        let end = spans.last().map_or(start, |span| span.end);
        let span = Span { start, end }.intersect(self.window);
        let mut sums = vec![Total::default(); self.catalog.len()];
        for agent in agents {
            for part in spans {
                for (activity, total) in agent.index.totals(&agent.lane, part.intersect(self.window)) {
                    sums[activity.column()].add(&total);
                }
            }
        }
        let sums: Vec<_> = self.catalog.activities().map(|(id, _)| id).zip(sums).collect();
        Summary::of_totals(span, &sums, &self.catalog)
    }

    /// Memory held by columns and indexes, in bytes.
    pub fn bytes(&self) -> usize {
        self.agents.iter().map(|agent| agent.lane.bytes() + agent.index.bytes()).sum()
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

#[cfg(test)]
mod tests {
    use super::super::page::Part;
    use super::super::record::{Record, RowKey};
    use super::super::testing::{Load, changes, of, page, states};
    use super::*;

    #[test]
    fn what_was_asked_for_to_know_the_state_carried_in_is_no_finding() {
        let (catalog, [ready]) = states([("READY", None, StateKind::Available)]);
        let rows = || changes("a", [10, 20, 30, 150, 250].map(|at| (at, ready)));
        let outside = |durations| {
            let load = Load::new(catalog.clone(), Span::new(100, 200)).measuring(durations);
            load.rows(rows()).build().losses.outside
        };
        assert_eq!(outside(Durations::OfOwnState), 1);
        assert_eq!(outside(Durations::OfPreviousState), 3);
    }

    #[test]
    fn a_refresh_repeats_records_without_a_finding_and_adds_the_new_ones() {
        let (catalog, [ready]) = states([("READY", None, StateKind::Available)]);
        let page = |times: [i64; 2]| page(changes("a", times.map(|at| (at, ready))));
        let build = |second| {
            let load = Load::new(catalog.clone(), Span::new(0, 100));
            load.series(None, [Part::Page(page([10, 20]))]).series(None, [second]).build()
        };
        let (refreshed, drifted) = (build(Part::Again(page([20, 30]))), build(Part::Page(page([20, 30]))));
        assert_eq!((refreshed.records(), refreshed.losses.duplicates), (3, 0));
        assert_eq!((drifted.records(), drifted.losses.duplicates), (3, 1));
    }

    #[test]
    fn a_row_of_no_length_is_followed_by_no_data_whatever_its_key() {
        let (catalog, [out]) = states([("LoggedOut", None, StateKind::LoggedOut)]);
        let key = RowKey { session: 7, index: Some(9) };
        let rows = [(10_000, 0), (50_000, 10_000)]
            .map(|(at, ms)| Record { key, ..Record::new(Millis(at), out, Some(ms)) });
        let load = Load::new(catalog, Span::new(10_000, 60_000)).measuring(Durations::OfOwnState);
        let data = load.rows(of("a", rows)).build();
        let lane = &data.agents[0].lane;
        let activities: Vec<_> = lane.segments().map(|s| (s.span.len(), s.activity)).collect();
        assert_eq!(activities, [(0, out), (40_000, ActivityId::NO_DATA), (10_000, out)]);
    }
}
