//! What was fetched → the rows of a day, and what of it could not be fetched.

use std::collections::HashMap;

use super::manifest::Failed;
use super::row::Row;
use model::dataset::Dataset;
use model::lane::Segment;
use model::page::{Part, Series};
use model::record::{AgentId, Durations};
use model::state::ActivityId;
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;

/// The rows that began on `day`, by agent and time. `data` reaches from before the day, so that a row that goes
/// on after one inside it is known, to after it, so that ends are.
pub fn rows(data: &Dataset, day: Span, fetched: Millis) -> Vec<Row> {
    let mut agents: Vec<&AgentTimeline> = data.agents.iter().collect();
    agents.sort_by(|a, b| a.id.cmp(&b.id));
    let mut rows = Vec::new();
    for agent in agents {
        let range = agent.lane.before(day.start)..agent.lane.before(day.end);
        let segments = range.filter_map(|index| agent.lane.segment(index));
        let began = segments.filter(|segment| is_row(segment) && day.contains(segment.start()));
        rows.extend(began.map(|segment| row(data, agent, &segment, fetched)));
    }
    rows
}

fn is_row(segment: &Segment) -> bool {
    !segment.activity.is_absence()
}

fn row(data: &Dataset, agent: &AgentTimeline, segment: &Segment, fetched: Millis) -> Row {
    let (block, place) = agent.lane.locate(segment.index);
    let activity = data.catalog.activity(segment.activity);
    Row {
        agent: agent.id.clone(),
        start: segment.start(),
        duration_ms: agent.knows_end(segment).then(|| segment.span.end - segment.start()),
        state: data.catalog.state(activity.state).code.clone(),
        reason: activity.reason.clone(),
        kind: activity.kind,
        reported_ms: segment.reported_ms,
        key: block.key(place),
        detail: segment.detail.clone(),
        is_derived: segment.is_derived,
        fetched,
    }
}

/// What of a day could not be fetched. `series` are those that were asked for it, `data` is built of them.
pub fn failed(data: &Dataset, series: &[Series], day: Span) -> Vec<Failed> {
    let is_missing = |series: &&Series| series.parts.iter().any(|part| matches!(part, Part::Missing));
    let agents: HashMap<&AgentId, &AgentTimeline> =
        data.agents.iter().map(|agent| (&agent.id, agent)).collect();
    let mut failed = Vec::new();
    for series in series.iter().filter(is_missing) {
        let whole = Failed { agent: series.agent.clone(), span: series.span.intersect(day) };
        let holes = match (series.durations, &series.agent) {
            // What came of the agent stands between the holes.
            (Durations::OfPreviousState, Some(agent)) => agents.get(agent).map(|agent| holes(agent, day)),
            _ => None,
        };
        let holes = holes.unwrap_or_else(|| vec![whole.span]);
        failed.extend(holes.into_iter().map(|span| Failed { span, ..whole.clone() }));
    }
    failed.retain(|failed| !failed.span.is_empty());
    failed
}

fn holes(agent: &AgentTimeline, day: Span) -> Vec<Span> {
    let segments = agent.lane.range(day).filter_map(|index| agent.lane.segment(index));
    let holes = segments.filter(|segment| segment.activity == ActivityId::NOT_FETCHED);
    holes.map(|segment| segment.span.intersect(day)).collect()
}
