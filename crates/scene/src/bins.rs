//! Lanes by agent and by day: which state filled most of this bin, and what else was there?
//!
//! Bins are a power of two of milliseconds long and begin at multiples of that length, so that
//! panning never changes one. A segment of at least two bins is a bar by itself; what lies between
//! such segments is binned.
//!
//! ```text
//! bins      |    .    |    .    |    .    |    .    |
//! segments  [== long ======][a][b][c][== long =========
//! binned_spans    [bar            )[bin)[bin    )[bar
//! ```

use model::index::Total;
use model::state::ActivityId;
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;

/// About how wide a bin is, in CSS pixels.
pub const BIN_PX: f64 = 3.0;

/// A stretch of a lane, drawn in one colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BinnedSpan {
    /// Its true extent; may reach out of the view.
    pub span: Span,
    /// The activity that fills most of it.
    pub main: ActivityId,
    /// The time that activity has in it, in milliseconds.
    pub main_ms: i64,
    /// The activity that fills most of the rest, when there is more than one.
    pub second: Option<ActivityId>,
    /// Segments that touch it.
    pub count: u32,
    /// The segment, when it is one.
    pub segment: Option<usize>,
}

/// Length of a bin at a zoom: the power of two nearest above [`BIN_PX`] pixels, in milliseconds.
pub fn bin_len(ms_per_px: f64) -> i64 {
    let wanted = (ms_per_px * BIN_PX).ceil().clamp(1.0, (1_i64 << 60) as f64);
    (wanted as u64).next_power_of_two() as i64
}

/// The binned_spans that touch `view`, in order and without holes, with bins of `bin` milliseconds (a
/// power of two).
pub fn binned_spans(agent: &AgentTimeline, view: Span, bin: i64) -> Vec<BinnedSpan> {
    let view = view.intersect(agent.lane.window());
    let mut binned_spans = Vec::new();
    let Some(mut at) = first_start(agent, view, bin) else { return binned_spans };
    while at < view.end {
        let piece = binned_span_at(agent, at, bin);
        at = piece.span.end;
        binned_spans.push(piece);
    }
    binned_spans
}

/// Where the piece begins that the view's first moment lies in.
fn first_start(agent: &AgentTimeline, view: Span, bin: i64) -> Option<Millis> {
    let lane = &agent.lane;
    let (segment, is_long) = long_at(agent, view.start, bin).filter(|_| !view.is_empty())?;
    if is_long {
        return Some(lane.start(segment));
    }
    // A long segment that ends inside this bin ends before this moment: the piece begins there.
    let floor = Millis(view.start.0.div_euclid(bin) * bin).max(lane.window().start);
    Some(match long_at(agent, floor, bin) {
        Some((before, true)) => lane.start(before + 1),
        _ => floor,
    })
}

/// The segment at `t`, and whether it is long enough to be a bar.
fn long_at(agent: &AgentTimeline, t: Millis, bin: i64) -> Option<(usize, bool)> {
    let segment = agent.lane.at(t)?;
    Some((segment, agent.lane.start(segment + 1) - agent.lane.start(segment) >= 2 * bin))
}

/// The piece that begins at `at`, which is inside the window.
fn binned_span_at(agent: &AgentTimeline, at: Millis, bin: i64) -> BinnedSpan {
    let lane = &agent.lane;
    if let Some((segment, true)) = long_at(agent, at, bin) {
        let span = Span { start: lane.start(segment), end: lane.start(segment + 1) };
        return whole(span, lane.activity(segment), segment);
    }
    let next_bin = Millis((at.0.div_euclid(bin) + 1) * bin).min(lane.window().end);
    // A long segment that begins inside the bin reaches past its end, and ends the piece.
    let end = match long_at(agent, next_bin + -1, bin) {
        Some((segment, true)) => lane.start(segment),
        _ => next_bin,
    };
    binned(agent, Span { start: at, end })
}

fn whole(span: Span, main: ActivityId, segment: usize) -> BinnedSpan {
    BinnedSpan { span, main, main_ms: span.len(), second: None, count: 1, segment: Some(segment) }
}

fn binned(agent: &AgentTimeline, span: Span) -> BinnedSpan {
    let touched = agent.lane.range(span);
    if touched.len() == 1 {
        return whole(span, agent.lane.activity(touched.start), touched.start);
    }
    let totals = agent.index.totals(&agent.lane, span);
    let ((main, main_ms), second) = two_largest(&totals);
    BinnedSpan { span, main, main_ms, second, count: touched.len() as u32, segment: None }
}

/// The activities with the most (and how many milliseconds that is) and second most time; among equals the
/// first. Those of no length count after all others.
fn two_largest(totals: &[(ActivityId, Total)]) -> ((ActivityId, i64), Option<ActivityId>) {
    let rank = |(activity, total): &&(ActivityId, Total)| (total.ms, std::cmp::Reverse(*activity));
    let present = || totals.iter().filter(|(_, total)| total.count > 0);
    let main = present().max_by_key(rank).map_or((ActivityId::UNKNOWN, 0), |(main, total)| (*main, total.ms));
    let second = present().filter(|(activity, _)| *activity != main.0).max_by_key(rank);
    (main, second.map(|(activity, _)| *activity))
}
