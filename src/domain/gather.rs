//! Series of pages → what came of each agent, and what did not.

use std::collections::HashMap;
use std::sync::Arc;

use super::block::Block;
use super::record::{AgentId, Durations, Part, Series};
use super::time::{Millis, Span};

/// What came of one agent.
pub struct Gathered {
    /// The agent.
    pub id: AgentId,
    /// In the order of pages; whether each came with a refresh.
    pub blocks: Vec<(bool, Arc<Block>)>,
}

/// What came, by agent: those asked for first, then in the order they came.
pub fn gather(series: &[Series]) -> Vec<Gathered> {
    let mut places: HashMap<&AgentId, usize> = HashMap::new();
    let mut agents: Vec<Gathered> = Vec::new();
    let asked = series.iter().filter_map(|s| s.agent.as_ref()).map(|agent| (agent, None));
    let parts = series.iter().flat_map(|s| &s.parts);
    let came = parts.filter_map(|part| Some((matches!(part, Part::Again(_)), part.page()?)));
    let came =
        came.flat_map(|(is_again, page)| page.blocks.iter().map(move |b| (&b.0, Some((is_again, &b.1)))));
    for (agent, block) in asked.chain(came) {
        let place = *places.entry(agent).or_insert_with(|| {
            agents.push(Gathered { id: agent.clone(), blocks: Vec::new() });
            agents.len() - 1
        });
        agents[place].blocks.extend(block.map(|(is_again, block)| (is_again, block.clone())));
    }
    agents
}

/// The times of an agent that could not be fetched, in order and apart from each other.
pub fn missing_of(series: &[Series], agent: &AgentId, durations: Durations) -> Vec<Span> {
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
