//! Series of pages → what came of each agent, and what did not.

use std::collections::HashMap;
use std::sync::Arc;

use super::block::{Block, ListOrder};
use super::page::{Part, Series};
use super::record::{AgentId, Durations, Record};

/// What came of one agent.
pub struct Gathered {
    /// The agent.
    pub id: AgentId,
    /// In the order of pages.
    pub blocks: Vec<Came>,
    /// Whether all of it was saved at an unknown time.
    pub is_saved: bool,
}

/// A block, and how it came.
#[derive(Clone)]
pub struct Came {
    /// The block.
    pub block: Arc<Block>,
    /// Whether it came with a refresh.
    pub is_again: bool,
    /// What its figures measure.
    pub durations: Durations,
}

impl Gathered {
    /// What the figures measure; where sources of both kinds speak of the agent, that of the own state:
    /// the others' states are given their lengths by [`with_own_lengths`].
    pub fn durations(&self) -> Durations {
        let own = self.blocks.iter().any(|came| came.durations == Durations::OfOwnState);
        if own { Durations::OfOwnState } else { Durations::OfPreviousState }
    }

    /// Whether sources of both kinds speak of the agent.
    pub fn is_mixed(&self) -> bool {
        let durations = self.durations();
        self.blocks.iter().any(|came| came.durations != durations)
    }
}

/// Sorted records whose figures measure the state before, as rows that say how long they last: to the
/// next one. The last one's length is not known.
pub fn with_own_lengths(blocks: &[Arc<Block>]) -> Vec<Arc<Block>> {
    let records: Vec<Record> = blocks.iter().flat_map(|block| block.records()).collect();
    let next = records.iter().skip(1).map(|next| Some(next.at)).chain([None]);
    let rows = records
        .iter()
        .zip(next)
        .map(|(record, next)| Record { reported_ms: next.map(|next| next - record.at), ..record.clone() });
    Block::pack_sorted(rows, ListOrder::Settled).into_iter().map(Arc::new).collect()
}

/// What came, by agent: those asked for first, then in the order they came.
pub fn gather(series: &[Series]) -> Vec<Gathered> {
    let mut gathering = Gathering::default();
    for series in series {
        if let Some(agent) = &series.agent {
            gathering.agent(agent, series.is_saved);
        }
    }
    for series in series {
        for part in &series.parts {
            let is_again = matches!(part, Part::Again(_));
            for (agent, block) in part.page().into_iter().flat_map(|page| &page.blocks) {
                let gathered = gathering.agent(agent, series.is_saved);
                gathered.blocks.push(Came { block: block.clone(), is_again, durations: series.durations });
            }
        }
    }
    gathering.agents
}

#[derive(Default)]
struct Gathering {
    places: HashMap<AgentId, usize>,
    agents: Vec<Gathered>,
}

impl Gathering {
    fn agent(&mut self, id: &AgentId, is_saved: bool) -> &mut Gathered {
        let place = *self.places.entry(id.clone()).or_insert(self.agents.len());
        if place == self.agents.len() {
            self.agents.push(Gathered { id: id.clone(), blocks: Vec::new(), is_saved });
        }
        let agent = &mut self.agents[place];
        agent.is_saved &= is_saved;
        agent
    }
}
