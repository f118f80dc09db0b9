//! How many agents were in which state over the range: what stands above rows by agent.
//!
//! ```text
//!           ▂▄▄▂  ▂▂          not ready
//!        ▂▆██████▆██▄         ready, wrap-up
//!      ▂▇████████████▇▂       on contact
//! ```

use std::collections::HashMap;
use std::ops::Range;

use super::others::Others;
use super::packed::{RowBox, Stacks};
use super::plans::open_spans;
use super::rows::{ROW_ORDER, StateRows};
use super::viewport::Viewport;
use super::{Bar, BarStyle, Scene};
use model::adherence::Judged;
use model::dataset::Dataset;
use model::state::{ActivityId, StateId, StateKind};
use model::time::{MINUTE, Millis, Span};

/// Least width of what is drawn together, in CSS pixels.
const COLUMN_PX: f64 = 2.0;

/// A range has not fewer bins than this, nor more than that, whatever their length.
const LEAST_BINS: i64 = 100;
const MAX_BINS: i64 = 6_000;

/// Room above the highest bin, in CSS pixels.
const HEADROOM_PX: f64 = 2.0;

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

    /// The layers that the legend shows.
    fn shown<'a>(&'a self, legend: &'a StateRows) -> impl Iterator<Item = &'a Layer> {
        self.layers.iter().filter(|layer| legend.shows(layer.activity))
    }

    /// Length of a bin, in milliseconds.
    fn bin_ms(&self, bin: usize) -> i64 {
        (self.edges[bin + 1] - self.edges[bin]).max(1)
    }

    /// The agents (a mean over the bin) that stand on each other in the fullest bin.
    pub fn peak(&self, legend: &StateRows) -> f64 {
        let bins = 0..self.edges.len().saturating_sub(1);
        let agents = |bin: usize| {
            let ms: i64 = self.shown(legend).map(|layer| layer.ms[bin]).sum();
            ms as f64 / self.bin_ms(bin) as f64
        };
        bins.map(agents).fold(0.0, f64::max)
    }

    /// What takes the height of the row: the fullest bin, or the one of which the most was planned.
    fn highest(&self, legend: &StateRows) -> f64 {
        let planned = self.planned.iter().enumerate().map(|(bin, ms)| *ms as f64 / self.bin_ms(bin) as f64);
        planned.fold(self.peak(legend), f64::max)
    }

    /// How many agents were to be open: left and right edge and height of each step in a row, from left to right.
    pub(crate) fn planned_steps(&self, legend: &StateRows, place: &RowBox) -> Vec<(f64, f64, f64)> {
        let RowBox { left, viewport, y, height } = *place;
        if self.planned.is_empty() {
            return Vec::new();
        }
        let px_per_agent = height / self.highest(legend).max(f64::MIN_POSITIVE);
        let mut steps: Vec<(f64, f64, f64)> = Vec::new();
        for bins in self.columns(viewport) {
            let span = Span { start: self.edges[bins.start], end: self.edges[bins.end] };
            let seen = span.intersect(viewport.span);
            let (x0, x1) = (left + viewport.px(seen.start), left + viewport.px(seen.end));
            let ms: i64 = self.planned[bins].iter().sum();
            let top = y + height - ms as f64 / span.len().max(1) as f64 * px_per_agent;
            match steps.last_mut().filter(|(.., before)| (*before - top).abs() < f64::EPSILON) {
                Some((_, end, _)) => *end = x1,
                None => steps.push((x0, x1, top)),
            }
        }
        steps
    }

    /// The stack of the whole range, `size` CSS pixels wide and high; the fullest bin takes its height.
    pub fn scene(&self, legend: &StateRows, size: (f64, f64)) -> Scene {
        let mut scene = Scene { width: size.0, height: size.1, ..Scene::default() };
        let ends = self.edges.first().zip(self.edges.last());
        let span = ends.map_or(Span::default(), |(start, end)| Span { start: *start, end: *end });
        let viewport = Viewport { span, width_px: size.0 };
        let place = RowBox { left: 0.0, viewport, y: HEADROOM_PX, height: (size.1 - HEADROOM_PX).max(0.0) };
        scene.bars.extend(self.bars(legend, &place));
        scene
    }

    /// What is seen of the stack in a row; the highest of the range takes its height.
    pub(crate) fn bars(&self, legend: &StateRows, place: &RowBox) -> impl Iterator<Item = Bar> + use<> {
        let RowBox { left, viewport, y, height } = *place;
        let shown: Vec<&Layer> = self.shown(legend).collect();
        let px_per_agent = height / self.highest(legend).max(f64::MIN_POSITIVE);
        let mut stacks = Stacks::new(shown.len());
        for bins in self.columns(viewport) {
            let span = Span { start: self.edges[bins.start], end: self.edges[bins.end] };
            let seen = span.intersect(viewport.span);
            let (x0, x1) = (left + viewport.px(seen.start), left + viewport.px(seen.end));
            let mut top = y + height;
            for (number, layer) in shown.iter().enumerate() {
                let ms: i64 = layer.ms[bins.clone()].iter().sum();
                let height = ms as f64 / span.len().max(1) as f64 * px_per_agent;
                top -= height;
                if ms > 0 {
                    let role = legend.state_role(layer.activity);
                    stacks.add(number, Bar { x0, x1, y: top, height, role, style: BarStyle::Share });
                }
            }
        }
        stacks.bars()
    }

    /// The bins that are seen, as many together as can be told apart; the same wherever the view begins.
    fn columns(&self, viewport: Viewport) -> impl Iterator<Item = Range<usize>> {
        let Span { start, end } = viewport.span;
        let bins = self.edges.len().saturating_sub(1);
        let first = self.edges.partition_point(|edge| *edge <= start).saturating_sub(1);
        let last = self.edges.partition_point(|edge| *edge < end).min(bins);
        let bin_px = if bins > 0 { self.bin_ms(0) as f64 / viewport.ms_per_px() } else { COLUMN_PX };
        let together = (COLUMN_PX / bin_px).ceil().max(1.0) as usize;
        (first / together * together..last)
            .step_by(together)
            .map(move |from| from..(from + together).min(bins))
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
