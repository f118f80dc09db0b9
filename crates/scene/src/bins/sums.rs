//! Sums of what is in the layers of a piece.

use crate::rows::StateRows;
use crate::share::Counts;
use model::index::Count;
use model::sweep::Sweep;
use model::timeline::AgentTimeline;

/// What is in each layer of a piece.
pub(super) struct Sums {
    pub all: Vec<Count>,
    /// Those of the piece before in which there was anything.
    taken: Vec<(usize, i64)>,
}

impl Sums {
    /// Nothing in any layer.
    pub fn new(legend: &StateRows) -> Self {
        Self { all: vec![Count::default(); legend.stack.len()], taken: Vec::new() }
    }

    /// The layers in which there is anything, which are empty after it.
    pub fn take(&mut self) -> &[(usize, i64)] {
        self.taken.clear();
        let sums = self.all.iter_mut().map(std::mem::take).enumerate();
        let filled = sums.filter(|(_, sum)| *sum != Count::default());
        self.taken.extend(filled.map(|(layer, sum)| (layer, sum.ms)));
        &self.taken
    }
}

/// Adds up the layers of a lane's stack.
pub(super) struct Layers<'a> {
    legend: &'a StateRows,
    /// The layer of each column of the index.
    of_column: Vec<Option<usize>>,
    counts: Counts,
    sums: Sums,
}

/// So many segments are added up one by one for each column of sums that this spares.
const SEGMENTS_PER_COLUMN: usize = 4;

impl<'a> Layers<'a> {
    pub fn new(agent: &AgentTimeline, legend: &'a StateRows) -> Self {
        let of_column: Vec<_> =
            agent.index.columns().activities().map(|activity| legend.layer(activity)).collect();
        let counts = Counts::new(of_column.len());
        Self { legend, of_column, counts, sums: Sums::new(legend) }
    }

    /// What is in each layer from one moment to another.
    pub fn between(&mut self, start: &Sweep, end: &Sweep) -> &[(usize, i64)] {
        let first = start.started_count().saturating_sub(1);
        let touched = end.started_count() - first;
        if touched <= self.of_column.len() * SEGMENTS_PER_COLUMN {
            for (from, to, activity) in start.lane().walk(first).take(touched) {
                if let Some(sum) = self.legend.layer(activity).and_then(|layer| self.sums.all.get_mut(layer))
                {
                    sum.ms += (to.min(end.at()) - from.max(start.at())).max(0);
                    sum.count += u32::from(from >= start.at());
                }
            }
        } else {
            for (layer, count) in self.of_column.iter().zip(self.counts.between(start, end)) {
                if let Some(sum) = layer.and_then(|layer| self.sums.all.get_mut(layer)) {
                    sum.ms += count.ms;
                    sum.count += count.count;
                }
            }
        }
        self.sums.take()
    }
}
