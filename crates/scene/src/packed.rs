//! A whole lane in one row: by agent, by day, and on the strip of the whole range.
//!
//! ```text
//! ▔▔▔▔▔▔▔▔│       │▔▔▔▔▔▔    ready, its contour on top
//! ▂▇▃▂▂▂▃▂│ Lunch │▃▂▃▂▂▇    wrap-up
//! ████▇███│       │███▇██    on contact, at the foot
//! ```

use super::bars::{Ends, as_hairline, is_to_come, segment_style};
use super::bins::{Grid, Holds, Piece, bin_len, pieces};
use super::rows::StateRows;
use super::theme::Role;
use super::viewport::Viewport;
use super::{Bar, BarStyle};
use model::dataset::Dataset;
use model::state::{ActivityId, StateKind};
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;

/// Least height of what is in a bin at all, and thickness of ready's contour, in CSS pixels.
const LEAST_PX: f64 = 1.0;

/// Bars wider than this end in a gap, so that neighbours are told apart; in CSS pixels.
const GAP_FROM_PX: f64 = 6.0;

const READY: Role = Role::State(StateKind::Available);

/// Where a lane's row is, in CSS pixels.
pub(crate) struct RowBox {
    /// Where the viewport begins.
    pub left: f64,
    /// Time over the row.
    pub viewport: Viewport,
    /// Top edge.
    pub y: f64,
    /// Height.
    pub height: f64,
}

impl RowBox {
    /// How the lane is cut; some bin begins at `origin`.
    pub fn grid(&self, origin: Millis) -> Grid {
        let ms_per_px = self.viewport.ms_per_px();
        Grid::new(bin_len(ms_per_px, self.height, self.viewport.width_px), origin, ms_per_px)
    }
}

/// The bars of what stands on each other, layer by layer: what is of one colour is painted together.
pub(crate) struct Stacks {
    layers: Vec<Vec<Bar>>,
    contours: Vec<Bar>,
}

impl Stacks {
    /// So many layers without a bar.
    pub fn new(layers: usize) -> Self {
        Self { layers: vec![Vec::new(); layers], contours: Vec::new() }
    }

    /// Adds a bar to a layer, from left to right; ready is hollow under its contour.
    pub fn add(&mut self, layer: usize, bar: Bar) {
        if bar.role != READY {
            let style = if is_absence(bar.role) { BarStyle::Absent } else { BarStyle::Share };
            extend(&mut self.layers[layer], Bar { style, ..bar });
            return;
        }
        extend(&mut self.contours, Bar { height: LEAST_PX, ..bar });
        let (y, height) = (bar.y + LEAST_PX, bar.height - LEAST_PX);
        if height > 0.0 {
            extend(&mut self.layers[layer], Bar { y, height, role: Role::ReadyFill, ..bar });
        }
    }

    /// All bars, in the order of painting.
    pub fn bars(self) -> impl Iterator<Item = Bar> {
        self.layers.into_iter().flatten().chain(self.contours)
    }
}

/// What a row shows.
pub(crate) struct Packed<'a> {
    data: &'a Dataset,
    agent: &'a AgentTimeline,
    legend: &'a StateRows,
    /// What is seen of the lane.
    view: Span,
    place: RowBox,
    ends: Ends,
    stacks: Stacks,
    /// Bars of whole segments.
    whole: Vec<Bar>,
    /// The whole segments that have room for a word.
    pub named: Vec<(Bar, ActivityId)>,
}

impl<'a> Packed<'a> {
    /// Lays out what is seen of a lane, cut by the grid of its row.
    pub fn new(
        data: &'a Dataset,
        agent: &'a AgentTimeline,
        legend: &'a StateRows,
        view: Span,
        place: RowBox,
        (origin, ends): (Millis, Ends),
    ) -> Self {
        let grid = place.grid(origin);
        let stacks = Stacks::new(legend.stack.len());
        let (whole, named) = (Vec::new(), Vec::new());
        let mut row = Self { data, agent, legend, view, place, ends, stacks, whole, named };
        pieces(agent, &data.catalog, legend, view, grid, &mut |Piece { span, holds }| match holds {
            Holds::Segment { segment, activity } => row.segment(segment, span, activity),
            Holds::Shares(shares) => row.stack(span, shares),
        });
        row
    }

    /// All bars, in the order of painting.
    pub fn bars(self) -> impl Iterator<Item = Bar> {
        self.stacks.bars().chain(self.whole)
    }

    /// A bar over the row's whole height.
    fn bar(&self, span: Span, role: Role, style: BarStyle) -> Bar {
        let (shown, RowBox { left, viewport, y, height }) = (span.intersect(self.view), &self.place);
        let (x0, x1) = (left + viewport.px(shown.start), left + viewport.px(shown.end));
        Bar { x0, x1, y: *y, height: *height, role, style }
    }

    fn segment(&mut self, segment: usize, span: Span, activity: ActivityId) {
        let kind = self.data.catalog.kind(activity);
        if is_to_come(self.data, activity, span.start) || !self.legend.shows(activity) {
            return;
        }
        let style = segment_style(self.agent, segment, self.ends);
        let mut bar = self.bar(span, self.legend.role(activity), style);
        if kind == StateKind::NotReady || kind.is_absence() {
            self.named.push((bar, activity));
            if bar.x1 - bar.x0 > GAP_FROM_PX && span.end < self.view.end {
                bar.x1 -= 1.0;
            }
        }
        match (self.legend.layer(activity), style) {
            (Some(layer), BarStyle::Solid) if kind != StateKind::NotReady => {
                self.stacks.add(layer, Bar { style: BarStyle::Share, ..bar });
            }
            _ => self.whole.push(as_hairline(bar)),
        }
    }

    /// The layers of a bin upon each other, each as high as its share.
    fn stack(&mut self, span: Span, shares: &[(usize, i64)]) {
        let whole = self.bar(span, READY, BarStyle::Share);
        let heights = heights(shares, span.len(), whole.height);
        let mut foot = whole.y + whole.height;
        for ((layer, _), height) in shares.iter().zip(heights) {
            foot -= height;
            let role = self.legend.stack[*layer];
            self.stacks.add(*layer, Bar { y: foot, height, role, ..whole });
        }
    }
}

fn is_absence(role: Role) -> bool {
    matches!(role, Role::State(kind) if kind.is_absence())
}

/// Adds a bar, or makes the last one longer where it goes on as it is.
fn extend(bars: &mut Vec<Bar>, bar: Bar) {
    match bars.last_mut() {
        Some(last) if *last == (Bar { x0: last.x0, x1: bar.x0, ..bar }) => last.x1 = bar.x1,
        _ => bars.push(bar),
    }
}

/// The heights of shares of `of` milliseconds in a stack of `height`: what is there at all is seen, and what that
/// takes is taken from the highest.
fn heights(shares: &[(usize, i64)], of: i64, height: f64) -> impl Iterator<Item = f64> {
    let px = move |(_, ms): &(usize, i64)| (*ms as f64 / of.max(1) as f64 * height).max(LEAST_PX);
    let over = (shares.iter().map(px).sum::<f64>() - height).max(0.0);
    let highest = (0..shares.len()).max_by(|&a, &b| px(&shares[a]).total_cmp(&px(&shares[b])));
    let less = move |i: usize| if highest == Some(i) { over } else { 0.0 };
    shares.iter().enumerate().map(move |(i, share)| (px(share) - less(i)).max(LEAST_PX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_as_high_as_they_are_and_none_vanishes() {
        for (shares, expected) in [
            (&[(0, 50), (1, 25)][..], &[9.0, 4.5][..]),
            (&[(0, 100), (3, 0)], &[17.0, 1.0]),
            (&[(0, 99), (1, 1)], &[17.0, 1.0]),
            (&[(2, 0)], &[1.0]),
            (&[], &[]),
        ] {
            assert_eq!(heights(shares, 100, 18.0).collect::<Vec<_>>(), expected, "{shares:?}");
        }
    }

    #[test]
    fn what_goes_on_is_one_bar() {
        let bar =
            |x0: f64, x1: f64, y: f64| Bar { x0, x1, y, height: 4.0, role: READY, style: BarStyle::Share };
        let mut bars = Vec::new();
        for next in [bar(0.0, 9.0, 2.0), bar(9.0, 18.0, 2.0), bar(18.0, 27.0, 3.0), bar(28.0, 30.0, 3.0)] {
            extend(&mut bars, next);
        }
        assert_eq!(bars, [bar(0.0, 18.0, 2.0), bar(18.0, 27.0, 3.0), bar(28.0, 30.0, 3.0)]);
    }
}
