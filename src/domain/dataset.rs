//! Everything that was fetched, as lanes: the value that the whole page is drawn from.

use super::build::{LaneInput, build_lane};
use super::findings::{Checker, Findings, Fit, Losses};
use super::gather::{Gathered, gather, missing_of};
use super::index::{IndexBuilder, TimeIndex};
use super::lane::Lane;
use super::merge::merge;
use super::record::{AgentId, Durations, Page, Series};
use super::state::{ActivityId, Catalog, StateKind};
use super::summary::{Attendance, Attender, Summary};
use super::time::{Millis, Span};

/// One agent's lane with its index.
#[derive(Clone, Debug)]
pub struct AgentTimeline {
    /// The agent's id.
    pub id: AgentId,
    /// The segments.
    pub lane: Lane,
    /// Totals of any span.
    pub index: TimeIndex,
    /// What is odd about the records.
    pub findings: Findings,
    /// When the agent came and went.
    pub attendance: Attendance,
    /// Records in the window.
    pub records: usize,
}

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
    /// What the duration figures measure, as documented or as found.
    pub durations: Durations,
    /// What they measure as the dialect documents it: what the lanes were built by.
    pub documented: Durations,
    /// What did not make it into the lanes.
    pub losses: Losses,
}

/// What a data set is made from.
#[derive(Clone, Debug)]
pub struct DatasetInput<'a> {
    /// Everything that came, and what is known to be missing.
    pub series: &'a [Series],
    /// The catalogue that the series' activities belong to.
    pub catalog: Catalog,
    /// What the duration figures measure, as the dialect documents it.
    pub durations: Durations,
    /// The range asked for.
    pub window: Span,
    /// The present time.
    pub now: Millis,
}

impl Dataset {
    /// Builds the lanes of all agents. Takes time in proportion to the records; blocks that need
    /// no change are shared with the input.
    pub fn build(input: DatasetInput) -> Self {
        let mut losses = losses(input.series);
        let mut durations = input.durations;
        let kinds: Vec<StateKind> = input.catalog.activities().map(|(_, activity)| activity.kind).collect();
        let agents = gather(input.series)
            .into_iter()
            .map(|Gathered { id, blocks }| {
                let merged = merge(blocks.iter().map(|(_, block)| block.clone()));
                let missing = missing_of(input.series, &id, input.durations);
                let lane_input = LaneInput {
                    blocks: &merged.blocks,
                    durations: input.durations,
                    window: input.window,
                    now: input.now,
                    missing: &missing,
                };
                let (lane, outside) = build_lane(&lane_input);
                // What a refresh repeats is no finding.
                losses.duplicates += if blocks.iter().any(|(is_again, _)| *is_again) {
                    let first = blocks.iter().filter(|(is_again, _)| !is_again);
                    merge(first.map(|(_, block)| block.clone())).duplicates
                } else {
                    merged.duplicates
                };
                losses.outside += outside;
                AgentTimeline::new(id, lane, &kinds, &mut durations)
            })
            .collect();
        Self {
            catalog: input.catalog,
            agents,
            window: input.window,
            now: input.now,
            durations,
            documented: input.durations,
            losses,
        }
    }

    /// Records of all agents in the window.
    pub fn records(&self) -> usize {
        self.agents.iter().map(|agent| agent.records).sum()
    }

    /// Where the time of all agents together went, in a span.
    pub fn summary(&self, span: Span) -> Summary {
        let span = span.intersect(self.window);
        let mut sums = vec![super::index::Total::default(); self.catalog.len()];
        for agent in &self.agents {
            for (sum, total) in sums.iter_mut().zip(agent.index.totals(&agent.lane, span)) {
                sum.add(&total);
            }
        }
        Summary::of_totals(span, &sums, &self.catalog)
    }

    /// Memory held by columns and indexes, in bytes.
    pub fn bytes(&self) -> usize {
        self.agents.iter().map(|agent| agent.lane.bytes() + agent.index.bytes()).sum()
    }
}

impl AgentTimeline {
    /// Looks at every segment once; `kinds` are the activities' meanings. `durations` changes where the
    /// figures fit the other reading.
    fn new(id: AgentId, lane: Lane, kinds: &[StateKind], durations: &mut Durations) -> Self {
        let mut index = IndexBuilder::new(lane.len(), kinds.len());
        let mut checker = Checker::new(*durations);
        let mut fit = Fit::default();
        let mut attender = Attender::default();
        let mut records = 0;
        lane.each(kinds, |step| {
            let lasted = index.see(step);
            checker.see(step);
            fit.see(step);
            attender.see(step, lasted);
            records += usize::from(!step.activity.is_absence() && !step.is_carried_in);
        });
        let mut findings = checker.findings;
        if *durations == Durations::OfPreviousState && fit.reading() != *durations {
            *durations = fit.reading();
            findings = Findings::new(&lane, kinds, *durations);
        }
        let index = index.finish();
        let attendance = attender.finish(&lane, &index);
        Self { id, lane, index, findings, attendance, records }
    }

    /// The activity and segment at a moment; `None` outside the window.
    pub fn state_at(&self, t: Millis) -> Option<(usize, ActivityId)> {
        self.lane.at(t).map(|i| (i, self.lane.activity(i)))
    }
}

fn losses(series: &[Series]) -> Losses {
    let mut losses = Losses::default();
    for (number, page) in pages_of(series).enumerate() {
        losses.rows += page.rows;
        losses.rejected_count += page.rejected.len();
        let room = Findings::EXAMPLES.saturating_sub(losses.rejected.len());
        losses.rejected.extend(page.rejected.iter().take(room).map(|row| (number + 1, row.clone())));
    }
    losses
}

fn pages_of(series: &[Series]) -> impl Iterator<Item = &Page> {
    series.iter().flat_map(|s| &s.parts).filter_map(|part| part.page().map(|page| &**page))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::record::{PageBuilder, Part, Record};
    use super::super::state::Reading;
    use super::*;

    #[test]
    fn what_was_asked_for_to_know_the_state_carried_in_is_no_finding() {
        let mut catalog = Catalog::default();
        let ready = catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
        let mut page = PageBuilder::new();
        for at in [10, 20, 30, 150, 250] {
            page.push(&"a".into(), Record::new(Millis(at), ready, None));
        }
        let parts = vec![Part::Page(Arc::new(page.finish()))];
        let window = Span::new(100, 200);
        let series = [Series { agent: None, span: window, parts }];
        let outside = |durations| {
            let catalog = catalog.clone();
            let input = DatasetInput { series: &series, catalog, durations, window, now: window.end };
            Dataset::build(input).losses.outside
        };
        assert_eq!(outside(Durations::OfOwnState), 1);
        assert_eq!(outside(Durations::OfPreviousState), 3);
    }

    #[test]
    fn a_refresh_repeats_records_without_a_finding_and_adds_the_new_ones() {
        let mut catalog = Catalog::default();
        let ready = catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
        let page = |times: &[i64]| {
            let mut page = PageBuilder::new();
            for &at in times {
                page.push(&"a".into(), Record::new(Millis(at), ready, None));
            }
            Arc::new(page.finish())
        };
        let window = Span::new(0, 100);
        let series = |parts| Series { agent: None, span: window, parts };
        let build = |second: Part| {
            let series = [series(vec![Part::Page(page(&[10, 20]))]), series(vec![second])];
            let catalog = catalog.clone();
            let durations = Durations::OfPreviousState;
            Dataset::build(DatasetInput { series: &series, catalog, durations, window, now: window.end })
        };
        let (refreshed, drifted) = (build(Part::Again(page(&[20, 30]))), build(Part::Page(page(&[20, 30]))));
        assert_eq!((refreshed.records(), refreshed.losses.duplicates), (3, 0));
        assert_eq!((drifted.records(), drifted.losses.duplicates), (3, 1));
    }

    #[test]
    fn a_row_of_no_length_is_followed_by_no_data_whatever_its_key() {
        let mut catalog = Catalog::default();
        let out = catalog.intern("LoggedOut", None, |_| Reading::known(StateKind::LoggedOut));
        let mut page = PageBuilder::new();
        let key = super::super::record::RowKey { session: 7, index: 9 };
        page.push(&"a".into(), Record { key, ..Record::new(Millis(10_000), out, Some(0)) });
        page.push(&"a".into(), Record { key, ..Record::new(Millis(50_000), out, Some(10_000)) });
        let window = Span::new(10_000, 60_000);
        let series = [Series { agent: None, span: window, parts: vec![Part::Page(Arc::new(page.finish()))] }];
        let (durations, now) = (Durations::OfOwnState, window.end);
        let data = Dataset::build(DatasetInput { series: &series, catalog, durations, window, now });
        let lane = &data.agents[0].lane;
        let activities: Vec<_> = lane.segments().map(|s| (s.span.len(), s.activity)).collect();
        assert_eq!(activities, [(0, out), (40_000, ActivityId::NO_DATA), (10_000, out)]);
    }
}
