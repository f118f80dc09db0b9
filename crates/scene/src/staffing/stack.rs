//! The agents' states upon each other, as a legend shows them.

use std::ops::Range;

use super::Staffing;
use crate::packed::{RowBox, Stacks};
use crate::rows::StateRows;
use crate::theme::Role;
use crate::viewport::Viewport;
use crate::{Bar, BarStyle, Scene};
use model::time::{Millis, Span};

/// Least width of what is drawn together, in CSS pixels.
const COLUMN_PX: f64 = 2.0;

/// Room above the highest bin, in CSS pixels.
const HEADROOM_PX: f64 = 2.0;

/// What is drawn of a [`Staffing`]. How high it is, is known from the beginning: no picture looks at every bin.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// From the bottom to the top: colour, and time of all agents together in each bin, in milliseconds.
    layers: Vec<(Role, Vec<i64>)>,
    edges: Vec<Millis>,
    planned: Vec<i64>,
    /// Agents that stand on each other in the fullest bin.
    peak: f64,
    /// The same, or those that were planned where these are more: what takes the height of a row.
    highest: f64,
}

impl Stack {
    /// The layers that `legend` shows. Every bin is looked at once.
    pub fn new(staffing: &Staffing, legend: &StateRows) -> Self {
        let Staffing { layers, edges, planned } = staffing;
        let shown = layers.iter().filter(|layer| legend.shows(layer.activity));
        let layers: Vec<_> =
            shown.map(|layer| (legend.state_role(layer.activity), layer.ms.clone())).collect();
        let (edges, planned) = (edges.clone(), planned.clone());
        let mut stack = Self { layers, edges, planned, peak: 0.0, highest: 0.0 };
        let bins = 0..stack.edges.len().saturating_sub(1);
        let all = bins.map(|bin| stack.agents(bin, stack.layers.iter().map(|(_, ms)| ms[bin]).sum()));
        stack.peak = all.fold(0.0, f64::max);
        let planned = stack.planned.iter().enumerate().map(|(bin, ms)| stack.agents(bin, *ms));
        stack.highest = planned.fold(stack.peak, f64::max);
        stack
    }

    /// The agents (a mean over the bin) that stand on each other in the fullest bin.
    pub fn peak(&self) -> f64 {
        self.peak
    }

    /// So many milliseconds in a bin as agents.
    fn agents(&self, bin: usize, ms: i64) -> f64 {
        ms as f64 / self.bin_ms(bin) as f64
    }

    /// Length of a bin, in milliseconds.
    fn bin_ms(&self, bin: usize) -> i64 {
        (self.edges[bin + 1] - self.edges[bin]).max(1)
    }

    /// How many agents were to be open: left and right edge and height of each step in a row, from left to right.
    pub(crate) fn planned_steps(&self, place: &RowBox) -> Vec<(f64, f64, f64)> {
        let RowBox { left, viewport, y, height } = *place;
        if self.planned.is_empty() {
            return Vec::new();
        }
        let px_per_agent = height / self.highest.max(f64::MIN_POSITIVE);
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

    /// The whole range, `size` CSS pixels wide and high; the fullest bin takes its height.
    pub fn scene(&self, size: (f64, f64)) -> Scene {
        let mut scene = Scene { width: size.0, height: size.1, ..Scene::default() };
        let ends = self.edges.first().zip(self.edges.last());
        let span = ends.map_or(Span::default(), |(start, end)| Span { start: *start, end: *end });
        let viewport = Viewport { span, width_px: size.0 };
        let place = RowBox { left: 0.0, viewport, y: HEADROOM_PX, height: (size.1 - HEADROOM_PX).max(0.0) };
        scene.bars.extend(self.bars(&place));
        scene
    }

    /// What is seen in a row; the highest of the range takes its height.
    pub(crate) fn bars(&self, place: &RowBox) -> impl Iterator<Item = Bar> + use<> {
        let RowBox { left, viewport, y, height } = *place;
        let px_per_agent = height / self.highest.max(f64::MIN_POSITIVE);
        let mut stacks = Stacks::new(self.layers.len());
        for bins in self.columns(viewport) {
            let span = Span { start: self.edges[bins.start], end: self.edges[bins.end] };
            let seen = span.intersect(viewport.span);
            let (x0, x1) = (left + viewport.px(seen.start), left + viewport.px(seen.end));
            let mut top = y + height;
            for (number, (role, ms)) in self.layers.iter().enumerate() {
                let ms: i64 = ms[bins.clone()].iter().sum();
                let height = ms as f64 / span.len().max(1) as f64 * px_per_agent;
                top -= height;
                if ms > 0 {
                    stacks.add(number, Bar { x0, x1, y: top, height, role: *role, style: BarStyle::Share });
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
