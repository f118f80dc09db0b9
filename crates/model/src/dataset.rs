//! Everything that was fetched, as lanes: the value that the whole page is drawn from.

mod building;

use super::bare;
use super::findings::Losses;
use super::index::Total;
use super::page::Series;
use super::state::Catalog;
use super::summary::Summary;
use super::time::{Millis, Span};
use super::timeline::AgentTimeline;

pub use building::Building;

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
    /// Whether more of it is coming: what was not fetched is on its way, not lost.
    pub is_growing: bool,
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
        let settled = bare::settled(input.series);
        let series = settled.as_deref().unwrap_or(input.series);
        let mut building = Building::new(DatasetInput { series, ..input });
        while building.step() {}
        building.finish()
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
        let mut sums = vec![Total::default(); self.catalog.len()];
        agents.for_each(|agent| self.add_totals(agent, spans, &mut sums));
        self.summary_of_sums(spans, &sums)
    }

    /// Adds where an agent's time in some spans went to `sums`, one of each activity.
    pub fn add_totals(&self, agent: &AgentTimeline, spans: &[Span], sums: &mut [Total]) {
        for part in spans {
            for (activity, total) in agent.index.totals(&agent.lane, part.intersect(self.window)) {
                sums[activity.column()].add(&total);
            }
        }
    }

    /// What these sums of [`Self::add_totals`] come to.
    pub fn summary_of_sums(&self, spans: &[Span], sums: &[Total]) -> Summary {
        let start = spans.first().map_or(self.window.start, |span| span.start);
        let end = spans.last().map_or(start, |span| span.end);
        let span = Span { start, end }.intersect(self.window);
        let sums: Vec<_> = self.catalog.activities().map(|(id, _)| id).zip(sums.iter().copied()).collect();
        Summary::of_totals(span, &sums, &self.catalog)
    }

    /// Memory held by columns and indexes, in bytes.
    pub fn bytes(&self) -> usize {
        self.agents.iter().map(|agent| agent.lane.bytes() + agent.index.bytes()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::Part;
    use super::super::record::{Durations, Record, RowKey};
    use super::super::state::{ActivityId, StateKind};
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

    #[test]
    fn each_agent_is_a_step_of_building() {
        let (catalog, [ready]) = states([("READY", None, StateKind::Available)]);
        let window = Span::new(0, 100);
        let rows = || ["a", "b", "c"].into_iter().flat_map(|id| changes(id, [(10, ready), (20, ready)]));
        let whole = Load::new(catalog.clone(), window).rows(rows()).build();
        let parts = vec![Part::Page(page(rows()))];
        let series = [Series::new(None, window, parts, Durations::OfPreviousState)];
        let input = DatasetInput { series: &series, catalog, window, now: whole.now };
        let mut building = Building::new(input);
        let steps = (0..10).take_while(|_| building.step()).count();
        let data = building.finish();
        let told =
            |data: &Dataset| data.agents.iter().map(|one| (one.id.clone(), one.records)).collect::<Vec<_>>();
        assert_eq!((steps, told(&data)), (3, told(&whole)));
    }
}
