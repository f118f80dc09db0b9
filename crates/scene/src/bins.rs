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

use super::rows::StateRows;
use super::share::Counts;
use model::index::Count;
use model::state::{ActivityId, Catalog, StateKind};
use model::sweep::{StartedSegment, Sweep};
use model::time::{DAY, HOUR, MINUTE, Millis, SECOND, Span};
use model::timeline::AgentTimeline;

/// Stretches of not ready, logged out and absences from this width on keep their edges, in CSS pixels.
const MARK_PX: f64 = 3.0;

/// Between these widths a bin has its usual length, in CSS pixels.
const LEAST_BIN_PX: f64 = 4.0;
const MOST_BIN_PX: f64 = 24.0;

/// Where it would be wider than that, bins are shorter, and at most so wide; in CSS pixels.
const FINE_BIN_PX: f64 = 16.0;

/// Bars lower than this have longer bins, in CSS pixels.
const LOW_BAR_PX: f64 = 14.0;

/// And so have plots narrower than this, in CSS pixels.
const NARROW_PLOT_PX: f64 = 420.0;

/// Lengths that a clock is divided into, in milliseconds.
const CLOCK: [i64; 31] = [
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    20 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    28 * DAY,
];

/// Length of a bin, in milliseconds: 10 minutes, 15 in low bars, 20 in narrow plots, where that can be seen
/// well.
pub fn bin_len(ms_per_px: f64, bar_px: f64, plot_px: f64) -> i64 {
    let usual = match () {
        () if plot_px < NARROW_PLOT_PX => 20 * MINUTE,
        () if bar_px < LOW_BAR_PX => 15 * MINUTE,
        () => 10 * MINUTE,
    };
    let px = |ms: i64| ms as f64 / ms_per_px;
    match px(usual) {
        LEAST_BIN_PX..=MOST_BIN_PX => usual,
        ..LEAST_BIN_PX => {
            CLOCK.into_iter().find(|&ms| px(ms) >= LEAST_BIN_PX).unwrap_or(CLOCK[CLOCK.len() - 1])
        }
        _ => CLOCK.into_iter().rev().find(|&ms| px(ms) <= FINE_BIN_PX).unwrap_or(CLOCK[0]),
    }
}

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

    /// Whether a segment keeps its edges.
    fn is_whole(&self, segment: &StartedSegment, catalog: &Catalog) -> bool {
        let kind = catalog.kind(segment.activity);
        let is_marked = kind.is_absence() || matches!(kind, StateKind::NotReady | StateKind::LoggedOut);
        segment.span.len() >= if is_marked { self.mark } else { 2 * self.bin }
    }
}

/// A stretch of a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its true extent; may reach out of the view.
    pub span: Span,
    /// What is in it.
    pub holds: Holds,
}

/// What is in a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// One segment.
    Segment {
        /// Its index in the lane.
        segment: usize,
        /// State and reason.
        activity: ActivityId,
    },
    /// So many milliseconds of these layers (see [`StateRows::stack`]), from the foot to the top; 0 for what
    /// has no length. Logged out, no data and what is hidden has no layer.
    Shares(Vec<(usize, i64)>),
}

/// The pieces that touch `view`, in order and without holes. Costs no more the more records there are.
pub fn pieces(
    agent: &AgentTimeline,
    catalog: &Catalog,
    legend: &StateRows,
    view: Span,
    grid: Grid,
) -> Vec<Piece> {
    let window = agent.lane.window();
    let view = view.intersect(window);
    let mut pieces = Vec::new();
    if view.is_empty() {
        return pieces;
    }
    let mut layers = Layers::new(agent, legend);
    let mut sweep = agent.sweep(grid.floor(view.start).max(window.start));
    while sweep.at() < view.end {
        let at = sweep.at();
        if let Some(StartedSegment { segment, span, activity }) =
            under(sweep, at).filter(|under| grid.is_whole(under, catalog))
        {
            pieces.push(Piece { span, holds: Holds::Segment { segment, activity } });
            sweep.go_to(span.end);
            continue;
        }
        let bin_end = (grid.floor(at) + grid.bin).min(window.end);
        let end = next_whole(sweep, bin_end, grid, catalog).unwrap_or(bin_end);
        let before = sweep;
        sweep.go_to(end);
        if end > view.start {
            let shares = layers.between(&before, &sweep);
            pieces.push(Piece { span: Span { start: at, end }, holds: Holds::Shares(shares) });
        }
    }
    pieces.retain(|piece| piece.span.end > view.start);
    pieces
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
        if segment.span.start > from && grid.is_whole(&segment, catalog) {
            return Some(segment.span.start);
        }
        at = multiple_above(at.max(segment.span.end + -1));
    }
    None
}

/// Adds up the layers of a lane's stack.
struct Layers<'a> {
    legend: &'a StateRows,
    /// The layer of each column of the index.
    of_column: Vec<Option<usize>>,
    counts: Counts,
    sums: Vec<Count>,
}

/// So many segments are added up one by one for each column of sums that this spares.
const SEGMENTS_PER_COLUMN: usize = 4;

impl<'a> Layers<'a> {
    fn new(agent: &AgentTimeline, legend: &'a StateRows) -> Self {
        let of_column: Vec<_> =
            agent.index.columns().activities().map(|activity| legend.layer(activity)).collect();
        let counts = Counts::new(of_column.len());
        Self { legend, of_column, counts, sums: vec![Count::default(); legend.stack.len()] }
    }

    /// What is in each layer from one moment to another.
    fn between(&mut self, start: &Sweep, end: &Sweep) -> Vec<(usize, i64)> {
        let first = start.started_count().saturating_sub(1);
        let touched = end.started_count() - first;
        if touched <= self.of_column.len() * SEGMENTS_PER_COLUMN {
            for (from, to, activity) in start.lane().walk(first).take(touched) {
                if let Some(sum) = self.legend.layer(activity).and_then(|layer| self.sums.get_mut(layer)) {
                    sum.ms += (to.min(end.at()) - from.max(start.at())).max(0);
                    sum.count += u32::from(from >= start.at());
                }
            }
        } else {
            for (layer, count) in self.of_column.iter().zip(self.counts.between(start, end)) {
                if let Some(sum) = layer.and_then(|layer| self.sums.get_mut(layer)) {
                    sum.ms += count.ms;
                    sum.count += count.count;
                }
            }
        }
        let sums = self.sums.iter_mut().map(std::mem::take).enumerate();
        let present = sums.filter(|(_, sum)| *sum != Count::default());
        present.map(|(layer, sum)| (layer, sum.ms)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_have_their_usual_length_where_a_day_is_seen_and_follow_the_zoom_elsewhere() {
        let ms_per_px = |span: i64, px: f64| span as f64 / px;
        for (span, plot, bar, expected) in [
            (10 * HOUR, 684.0, 24.0, 10 * MINUTE),
            (DAY, 688.0, 24.0, 10 * MINUTE),
            (14 * HOUR, 788.0, 18.0, 10 * MINUTE),
            (14 * HOUR, 788.0, 11.0, 15 * MINUTE),
            (14 * HOUR, 240.0, 20.0, 20 * MINUTE),
            (28 * DAY, 788.0, 18.0, 6 * HOUR),
            (2 * HOUR, 800.0, 18.0, 2 * MINUTE),
            (SECOND, 800.0, 18.0, 20),
            (10 * 365 * DAY, 800.0, 18.0, 28 * DAY),
        ] {
            assert_eq!(bin_len(ms_per_px(span, plot), bar, plot), expected, "{span} over {plot}");
        }
    }
}
