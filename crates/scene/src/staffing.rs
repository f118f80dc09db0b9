//! How many agents were in which state over the range: what stands above rows by agent.
//!
//! ```text
//!           ▂▄▄▂  ▂▂          not ready
//!        ▂▆██████▆██▄         ready, wrap-up
//!      ▂▇████████████▇▂       on contact
//! ```

mod stack;

use std::collections::HashMap;

use super::others::Others;
use super::plans::open_spans;
use super::rows::ROW_ORDER;
use model::adherence::Judged;
use model::dataset::Dataset;
use model::state::{ActivityId, StateId, StateKind};
use model::time::{MINUTE, Millis, Span};

pub use stack::Stack;

/// A range has not fewer bins than this, nor more than that, whatever their length.
const LEAST_BINS: i64 = 100;
const MAX_BINS: i64 = 6_000;

/// The agents in one row of the legend, bin by bin.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Any activity of the row, for its colour, and whether it is hidden.
    pub activity: ActivityId,
    /// What it is.
    pub kind: StateKind,
    /// Time of all agents together in each bin, in milliseconds.
    pub ms: Vec<i64>,
}

impl Layer {
    /// Where it stands in the stack, from the bottom on: by the order of kinds, those of one by that of activities.
    fn place(&self) -> (Option<usize>, usize) {
        (ROW_ORDER.iter().position(|kind| *kind == self.kind), self.activity.column())
    }
}

fn add(sum: &mut [i64], more: &[i64]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

/// The agents' states in bins of equal length.
#[derive(Clone, Debug, PartialEq)]
pub struct Staffing {
    /// From the bottom of the stack to its top. A layer without time is left out.
    pub layers: Vec<Layer>,
    /// Where bins begin and the last one ends.
    pub edges: Vec<Millis>,
    /// Open time that was planned for all agents together in each bin, in milliseconds; empty without a plan.
    pub planned: Vec<i64>,
}

impl Staffing {
    /// Adds up the states of these agents (indices into [`Dataset::agents`]). Every segment is looked
    /// at once.
    pub fn new(data: &Dataset, agents: &[usize], bins: usize) -> Self {
        let (mut layers, layer_of) = layers(data, bins);
        let edge = |i: usize| {
            let share = i128::from(data.window.len()) * i as i128 / bins.max(1) as i128;
            data.window.start + share as i64
        };
        let edges: Vec<Millis> = (0..=bins).map(edge).collect();
        if bins > 0 {
            for lane in agents.iter().filter_map(|&i| data.agents.get(i)).map(|agent| &agent.lane) {
                let mut bin = 0;
                for (start, end, activity) in lane.walk(0) {
                    let layer = layer_of.get(activity.column()).copied().flatten();
                    bin = fill(&mut layers, &edges, bin, (start, layer), end);
                }
            }
        }
        layers.retain(|layer| layer.ms.iter().any(|ms| *ms > 0));
        Self { layers, edges, planned: Vec::new() }
    }

    /// Those of several groups of agents of one data set together, as if they had been one.
    pub fn together(groups: &[Self]) -> Self {
        let mut together = Self { layers: Vec::new(), edges: Vec::new(), planned: Vec::new() };
        for Self { layers, edges, planned } in groups {
            together.edges.clone_from(edges);
            if together.planned.is_empty() {
                together.planned.clone_from(planned);
            } else {
                add(&mut together.planned, planned);
            }
            for layer in layers {
                let key = layer.place();
                match together.layers.binary_search_by_key(&key, Layer::place) {
                    Ok(known) => add(&mut together.layers[known].ms, &layer.ms),
                    Err(place) => together.layers.insert(place, layer.clone()),
                }
            }
        }
        together
    }

    /// The same with the open time that was planned for these agents. Every planned activity is looked at once.
    #[must_use]
    pub fn with_plan(mut self, judged: &Judged, agents: &[usize]) -> Self {
        let Some((start, end)) = self.edges.first().zip(self.edges.last()) else { return self };
        let range = Span { start: *start, end: *end };
        let mut planned = [Layer {
            activity: ActivityId::UNKNOWN,
            kind: StateKind::Unknown,
            ms: vec![0; self.edges.len() - 1],
        }];
        for span in agents.iter().flat_map(|&agent| open_spans(judged, agent, range)) {
            let span = span.intersect(range);
            let bin = self.edges.partition_point(|edge| *edge <= span.start).saturating_sub(1);
            fill(&mut planned, &self.edges, bin, (span.start, Some(0)), span.end);
        }
        let [Layer { ms, .. }] = planned;
        self.planned = if ms.iter().any(|ms| *ms > 0) { ms } else { Vec::new() };
        self
    }
}

/// Adds the time from `open` to `end` to the bins it lies in, from `bin` on; the bin that `end` is in.
fn fill(
    layers: &mut [Layer],
    edges: &[Millis],
    mut bin: usize,
    open: (Millis, Option<usize>),
    end: Millis,
) -> usize {
    let last = edges.len() - 2;
    let (mut from, layer) = open;
    while from < end {
        let to = if bin < last { end.min(edges[bin + 1]) } else { end };
        if let Some(layer) = layer {
            layers[layer].ms[bin] += to - from;
        }
        from = to;
        bin += usize::from(bin < last && to == edges[bin + 1]);
    }
    bin
}

/// How many bins a range has: of 10 minutes, where those are neither few nor very many.
pub fn bins_of(range: Span) -> usize {
    let (fine, coarse) = (range.len() / LEAST_BINS, range.len() / MAX_BINS);
    let bin = (10 * MINUTE).min(fine).max(coarse).max(1);
    (range.len() / bin).max(0) as usize
}

/// The layers with nothing in them, and the layer of each activity, if it has one. As in the legend
/// known kinds have one each, and so have states that Shiftline does not know, but for the others.
fn layers(data: &Dataset, bins: usize) -> (Vec<Layer>, Vec<Option<usize>>) {
    let others = Others::of(data, None);
    let mut layers: Vec<Layer> = Vec::new();
    let mut layer_of = vec![None; data.catalog.len()];
    let mut known: HashMap<(StateKind, Option<StateId>), usize> = HashMap::new();
    // Logged out and no data leave room; what is not known, or was not fetched, lies on top.
    let is_stacked = |kind: &StateKind| !matches!(kind, StateKind::LoggedOut | StateKind::NoData);
    for kind in ROW_ORDER.into_iter().filter(is_stacked) {
        for (id, activity) in data.catalog.activities().filter(|(_, activity)| activity.kind == kind) {
            let own = (kind == StateKind::Other && !others.hold(activity)).then_some(activity.state);
            let layer = *known.entry((kind, own)).or_insert(layers.len());
            layer_of[id.column()] = Some(layer);
            if layer == layers.len() {
                layers.push(Layer { activity: id, kind, ms: vec![0; bins] });
            }
        }
    }
    (layers, layer_of)
}
