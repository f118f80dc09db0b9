//! How many agents were in which state over the range: what stands above rows by agent.
//!
//! ```text
//!           ▂▄▄▂  ▂▂          not ready
//!        ▂▆██████▆██▄         ready, wrap-up
//!      ▂▇████████████▇▂       on contact
//! ```

use std::collections::HashMap;

use super::others::Others;
use super::rows::{ROW_ORDER, StateRows};
use super::{Bar, BarStyle, Scene};
use model::dataset::Dataset;
use model::state::{ActivityId, StateId, StateKind};
use model::time::Millis;

/// Width of a bin, in CSS pixels.
const BIN_PX: f64 = 2.0;

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

/// The agents' states in bins of equal length.
#[derive(Clone, Debug, PartialEq)]
pub struct Staffing {
    /// From the bottom of the stack to its top. A layer without time is left out.
    pub layers: Vec<Layer>,
    /// Where bins begin and the last one ends.
    pub edges: Vec<Millis>,
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
        Self { layers, edges }
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

    /// The stack, `size` CSS pixels wide and high; the fullest bin takes its height.
    pub fn scene(&self, legend: &StateRows, size: (f64, f64)) -> Scene {
        let mut scene = Scene { width: size.0, height: size.1, ..Scene::default() };
        let bins = self.edges.len().saturating_sub(1);
        let px_per_agent = (size.1 - HEADROOM_PX).max(0.0) / self.peak(legend).max(f64::MIN_POSITIVE);
        let x = |edge: usize| edge as f64 / bins as f64 * size.0;
        let mut tops = vec![size.1; bins];
        for layer in self.shown(legend) {
            let style = BarStyle::whole(layer.kind.is_absence());
            let role = legend.role(layer.activity).of_state();
            for (bin, top) in tops.iter_mut().enumerate().filter(|(bin, _)| layer.ms[*bin] > 0) {
                let height = layer.ms[bin] as f64 / self.bin_ms(bin) as f64 * px_per_agent;
                *top -= height;
                scene.bars.push(Bar { x0: x(bin), x1: x(bin + 1), y: *top, height, role, style });
            }
        }
        scene
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

/// Bins of about two CSS pixels in a strip of this width.
pub fn bins_in(width_px: f64) -> usize {
    (width_px / BIN_PX).floor().max(0.0) as usize
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
