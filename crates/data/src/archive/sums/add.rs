//! A day's lanes → its sums.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{HALVES, Sum};
use crate::archive::manifest::span_of;
use model::dataset::Dataset;
use model::state::{ActivityId, Catalog};
use model::time::{DAY, Span};
use model::timeline::AgentTimeline;

/// Length of a half hour, in milliseconds.
const HALF: i64 = DAY / HALVES as i64;

/// The sums of a day of UTC: whole days by agent, then each half hour by agent. `data` reaches over the day. Takes time
/// in proportion to its segments.
pub fn sums(data: &Dataset, day: NaiveDate) -> Vec<Sum> {
    let mut agents: Vec<&AgentTimeline> = data.agents.iter().collect();
    agents.sort_by(|a, b| a.id.cmp(&b.id));
    let mut all: Vec<Sum> =
        agents.into_iter().flat_map(|agent| of_agent(agent, &data.catalog, day)).collect();
    all.sort_by_key(|sum| sum.half);
    all
}

fn of_agent(agent: &AgentTimeline, catalog: &Catalog, day: NaiveDate) -> Vec<Sum> {
    let day = span_of(day);
    let mut sums: BTreeMap<(Option<u8>, ActivityId), i64> = BTreeMap::new();
    for segment in agent.lane.range(day).filter_map(|index| agent.lane.segment(index)) {
        let span = segment.span.intersect(day);
        let mut add = |half, ms| *sums.entry((half, segment.activity)).or_default() += ms;
        add(None, span.len());
        for (half, ms) in halves(span, day) {
            add(Some(half), ms);
        }
    }
    let sum = |((half, activity), ms)| {
        let about = catalog.activity(activity);
        let state = catalog.state(about.state).code.clone();
        Sum { agent: agent.id.clone(), half, state, reason: about.reason.clone(), kind: about.kind, ms }
    };
    sums.into_iter().filter(|(_, ms)| *ms > 0).map(sum).collect()
}

/// The half hours of a day that a span of it reaches into, and how far.
fn halves(span: Span, day: Span) -> impl Iterator<Item = (u8, i64)> {
    let first = (span.start - day.start) / HALF;
    let end = ((span.end - day.start) + HALF - 1) / HALF;
    (first..end).map(move |half| {
        let start = day.start + half * HALF;
        (half as u8, Span { start, end: start + HALF }.intersect(span).len())
    })
}
