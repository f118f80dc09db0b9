//! Everything that was fetched, as lanes: the value that the whole page is drawn from.

use std::sync::Arc;

use super::build::{LaneInput, build_lane};
use super::findings::{Findings, Losses, fitting_reading};
use super::index::TimeIndex;
use super::lane::Lane;
use super::merge::merge;
use super::record::{AgentId, Durations, Page, Part, Series};
use super::state::Catalog;
use super::summary::{Attendance, Summary};
use super::time::{Millis, Span};
use super::{block::Block, state::ActivityId};

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
        let agents = agents_of(input.series)
            .into_iter()
            .map(|id| {
                let merged = merge(blocks_of(input.series, &id, |_| true));
                let missing = missing_of(input.series, &id, input.durations);
                let lane_input = LaneInput {
                    blocks: &merged.blocks,
                    durations: input.durations,
                    window: input.window,
                    now: input.now,
                    missing: &missing,
                };
                let (lane, outside) = build_lane(&lane_input);
                losses.duplicates += if is_refreshed(input.series) {
                    merge(blocks_of(input.series, &id, |part| matches!(part, Part::Page(_)))).duplicates
                } else {
                    merged.duplicates
                };
                losses.outside += outside;
                if durations == Durations::OfPreviousState {
                    durations = fitting_reading(&lane);
                }
                AgentTimeline::new(id, lane, &input.catalog, durations)
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
    fn new(id: AgentId, lane: Lane, catalog: &Catalog, durations: Durations) -> Self {
        let absent = |b: &Arc<Block>| b.activities().iter().filter(|a| a.is_absence()).count();
        let absences: usize = lane.blocks().iter().map(absent).sum();
        let carried_in = lane.is_carried_in() && !lane.activity(0).is_absence();
        Self {
            index: TimeIndex::new(&lane, catalog.len()),
            findings: Findings::new(&lane, catalog, durations),
            attendance: Attendance::new(&lane, catalog),
            records: lane.len() - absences - usize::from(carried_in),
            id,
            lane,
        }
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

fn is_refreshed(series: &[Series]) -> bool {
    series.iter().flat_map(|s| &s.parts).any(|part| matches!(part, Part::Again(_)))
}

fn agents_of(series: &[Series]) -> Vec<AgentId> {
    let asked = series.iter().filter_map(|s| s.agent.as_ref());
    let came = pages_of(series).flat_map(|page| page.blocks.iter().map(|(agent, _)| agent));
    let mut seen = std::collections::HashSet::new();
    asked.chain(came).filter(|&agent| seen.insert(agent.clone())).cloned().collect()
}

fn blocks_of<'a>(
    series: &'a [Series],
    agent: &'a AgentId,
    wanted: fn(&Part) -> bool,
) -> impl Iterator<Item = Arc<Block>> + 'a {
    let parts = series.iter().flat_map(|s| &s.parts).filter(move |part| wanted(part));
    let blocks = parts.filter_map(Part::page).flat_map(|page| &page.blocks);
    blocks.filter(move |(id, _)| id == agent).map(|(_, block)| block.clone())
}

/// The times of an agent that could not be fetched, in order and apart from each other.
fn missing_of(series: &[Series], agent: &AgentId, durations: Durations) -> Vec<Span> {
    let concerned = series.iter().filter(|s| s.agent.as_ref().is_none_or(|asked| asked == agent));
    let mut spans: Vec<Span> = match durations {
        Durations::OfPreviousState => concerned.flat_map(|s| holes(s, agent)).collect(),
        // Rows say themselves how long they last, so the failed window as a whole is in doubt.
        Durations::OfOwnState => {
            concerned.filter(|s| s.parts.iter().any(|p| matches!(p, Part::Missing))).map(|s| s.span).collect()
        }
    };
    spans.retain(|span| !span.is_empty());
    spans.sort_by_key(|span| span.start);
    spans.dedup_by(|next, kept| {
        let joined = next.start <= kept.end;
        kept.end = if joined { kept.end.max(next.end) } else { kept.end };
        joined
    });
    spans
}

/// From the last record before a missing page to the first one after it.
fn holes(series: &Series, agent: &AgentId) -> Vec<Span> {
    let extent = |part: &Part, edge: fn(&Block) -> Millis, pick: fn(Millis, Millis) -> Millis| {
        let blocks = &part.page()?.blocks;
        blocks.iter().filter(|(id, _)| id == agent).map(|(_, block)| edge(block)).reduce(pick)
    };
    let mut holes = Vec::new();
    for (i, part) in series.parts.iter().enumerate() {
        if matches!(part, Part::Missing) {
            let before = series.parts[..i].iter().filter_map(|p| extent(p, Block::last, Ord::max)).max();
            let after = series.parts[i..].iter().filter_map(|p| extent(p, Block::first, Ord::min)).min();
            holes.push(Span {
                start: before.unwrap_or(series.span.start),
                end: after.unwrap_or(series.span.end),
            });
        }
    }
    holes
}

#[cfg(test)]
mod tests {
    use super::super::record::{PageBuilder, Record};
    use super::super::state::Reading;
    use super::*;
    use crate::domain::state::StateKind;

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
