//! Lanes by agent and by day: bins of the clock, and the share of each state in them.
//!
//! What is long enough to be seen keeps its true edges; what lies between is added up in bins that begin where
//! the clock says, so that panning never changes one.
//!
//! ```text
//! bins    |    .    |    .    |    .    |    .    |
//! lane    [contact ][a][b][ Lunch ][c][d][== contact ==
//! pieces  [shares   )[shr )[whole  )[shrs)[whole
//! ```

mod clock;
mod sums;

use super::rows::StateRows;
use model::state::{ActivityId, Catalog, StateKind};
use model::sweep::{StartedSegment, Sweep};
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;

pub use clock::bin_len;
use sums::{Layers, Sums};

/// Stretches of not ready, logged out and absences from this width on keep their edges, in CSS pixels.
const MARK_PX: f64 = 3.0;

/// How a lane is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Length of a bin, in milliseconds, above 0.
    pub bin: i64,
    /// Where some bin begins.
    pub origin: Millis,
    /// Stretches of not ready, logged out and absences from this length on keep their edges; in milliseconds,
    /// above 0, at most two bins.
    pub mark: i64,
}

impl Grid {
    /// For bins of `bin` milliseconds at a zoom.
    pub fn new(bin: i64, origin: Millis, ms_per_px: f64) -> Self {
        let mark = (ms_per_px * MARK_PX).ceil() as i64;
        Self { bin, origin, mark: mark.clamp(1, 2 * bin) }
    }

    /// The beginning of the bin that `t` lies in.
    fn floor(&self, t: Millis) -> Millis {
        self.origin + (t - self.origin).div_euclid(self.bin) * self.bin
    }

    /// Whether a segment of this length keeps its edges.
    fn is_whole(&self, ms: i64, activity: ActivityId, catalog: &Catalog) -> bool {
        let kind = catalog.kind(activity);
        let is_marked = kind.is_absence() || matches!(kind, StateKind::NotReady | StateKind::LoggedOut);
        ms >= if is_marked { self.mark } else { 2 * self.bin }
    }
}

/// A stretch of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its true extent; may reach out of the view.
    pub span: Span,
    /// What is in it.
    pub holds: Holds<'a>,
}

/// What is in a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds<'a> {
    /// One segment.
    Segment {
        /// Its index in the lane.
        segment: usize,
        /// State and reason.
        activity: ActivityId,
    },
    /// So many milliseconds of these layers (see [`StateRows::stack`]), from the foot to the top; 0 for what
    /// has no length. Logged out, no data and what is hidden has no layer.
    Shares(&'a [(usize, i64)]),
}

/// Shows the pieces that touch `view`, in order and without holes. Costs no more the more records there are.
pub fn pieces(
    agent: &AgentTimeline,
    catalog: &Catalog,
    legend: &StateRows,
    view: Span,
    grid: Grid,
    show: &mut dyn FnMut(Piece),
) {
    let window = agent.lane.window();
    let view = view.intersect(window);
    if view.is_empty() {
        return;
    }
    let seen = Span { start: grid.floor(view.start).max(window.start), end: view.end };
    let bins = seen.len() / grid.bin + 1;
    let cut = Cut { agent, catalog, legend, grid };
    let mut touching = |piece: Piece| {
        if piece.span.end > view.start {
            show(piece);
        }
    };
    let from = agent.sweep(seen.start);
    let mut to = from;
    to.go_to(seen.end);
    if (to.started_count() - from.started_count()) as i64 <= bins * SEGMENTS_PER_BIN {
        cut.walk(seen, &mut touching);
    } else {
        cut.leap(from, seen.end, &mut touching);
    }
}

/// So many segments a bin are looked at one by one: a leap over a bin costs as much.
const SEGMENTS_PER_BIN: i64 = 8;

/// A lane, and how it is cut.
#[derive(Clone, Copy)]
struct Cut<'a> {
    agent: &'a AgentTimeline,
    catalog: &'a Catalog,
    legend: &'a StateRows,
    grid: Grid,
}

impl Cut<'_> {
    /// The pieces from the beginning of a bin on, by sums of whole bins.
    fn leap(self, mut sweep: Sweep, end: Millis, show: &mut dyn FnMut(Piece)) {
        let Self { agent, catalog, legend, grid } = self;
        let mut layers = Layers::new(agent, legend);
        while sweep.at() < end {
            let at = sweep.at();
            let whole =
                under(sweep, at).filter(|under| grid.is_whole(under.span.len(), under.activity, catalog));
            if let Some(StartedSegment { segment, span, activity }) = whole {
                show(Piece { span, holds: Holds::Segment { segment, activity } });
                sweep.go_to(span.end);
                continue;
            }
            let bin_end = (grid.floor(at) + grid.bin).min(agent.lane.window().end);
            let end = next_whole(sweep, bin_end, grid, catalog).unwrap_or(bin_end);
            let before = sweep;
            sweep.go_to(end);
            let shares = layers.between(&before, &sweep);
            show(Piece { span: Span { start: at, end }, holds: Holds::Shares(shares) });
        }
    }

    /// The same, segment by segment.
    fn walk(self, seen: Span, show: &mut dyn FnMut(Piece)) {
        let Self { agent, catalog, legend, grid } = self;
        let mut open = Open { at: seen.start, sums: Sums::new(legend), show };
        // Layers of what has no length: they belong to what goes on at the same moment, unless that is whole.
        let mut beside = Vec::new();
        let first = agent.lane.before(seen.start + 1).saturating_sub(1);
        for ((start, end, activity), segment) in agent.lane.walk(first).zip(first..) {
            if open.at >= seen.end {
                break;
            }
            let layer = legend.layer(activity);
            if start == end && start >= seen.start {
                beside.extend(layer);
                continue;
            }
            if grid.is_whole(end - start, activity, catalog) {
                beside.clear();
                open.close(start);
                if start >= seen.end {
                    break;
                }
                (open.show)(Piece { span: Span { start, end }, holds: Holds::Segment { segment, activity } });
                open.at = end;
                continue;
            }
            for layer in beside.drain(..) {
                open.sums.all[layer].count += 1;
            }
            let mut from = start.max(seen.start);
            while from < end && open.at < seen.end {
                let bin_end = (grid.floor(from) + grid.bin).min(agent.lane.window().end);
                let to = end.min(bin_end);
                if let Some(sum) = layer.and_then(|layer| open.sums.all.get_mut(layer)) {
                    sum.ms += to - from;
                    sum.count += 1;
                }
                if to == bin_end {
                    open.close(to);
                }
                from = to;
            }
        }
    }
}

/// A piece that is not finished.
struct Open<'a> {
    /// Where it begins.
    at: Millis,
    /// What is in its layers.
    sums: Sums,
    /// What wants to know of it.
    show: &'a mut dyn FnMut(Piece),
}

impl Open<'_> {
    /// Ends it, if it has begun, and begins the next.
    fn close(&mut self, end: Millis) {
        if self.at < end {
            let span = Span { start: self.at, end };
            (self.show)(Piece { span, holds: Holds::Shares(self.sums.take()) });
            self.at = end;
        }
    }
}

/// The segment at `t`, which is not before the sweep's moment and in the window.
fn under(mut sweep: Sweep, t: Millis) -> Option<StartedSegment> {
    sweep.go_to(t + 1);
    sweep.last()
}

/// Where the first segment begins, after the sweep's moment and before `end`, that keeps its edges. It is as
/// long as `mark` at least, so it is met at a multiple of that.
fn next_whole(mut sweep: Sweep, end: Millis, grid: Grid, catalog: &Catalog) -> Option<Millis> {
    let (from, window) = (sweep.at(), sweep.lane().window());
    let multiple_above = |t: Millis| Millis((t.0.div_euclid(grid.mark) + 1) * grid.mark);
    let mut at = multiple_above(from);
    while at < window.end {
        sweep.go_to(at + 1);
        let segment = sweep.last().filter(|segment| segment.span.start < end)?;
        if segment.span.start > from && grid.is_whole(segment.span.len(), segment.activity, catalog) {
            return Some(segment.span.start);
        }
        at = multiple_above(at.max(segment.span.end + -1));
    }
    None
}
