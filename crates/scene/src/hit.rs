//! What is under the pointer: the true segments, however they were drawn.

use super::layout::RowLayout;
use super::rows::{RowSlot, StateRows};
use super::viewport::Viewport;
use model::dataset::Dataset;
use model::index::Total;
use model::state::ActivityId;
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;

/// How near to a bar the pointer may be, in CSS pixels.
const REACH_PX: f64 = 3.0;

/// Segments that are looked at on either side of the pointer before a column is answered with its
/// totals alone.
const LOOK_AROUND: usize = 256;

/// What is under the pointer.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Index into [`Dataset::agents`].
    pub agent: usize,
    /// The exact moment.
    pub at: Millis,
    /// The segment to speak of: the nearest one of the row within reach, else the one at `at`.
    pub segment: usize,
    /// The time under the pixel.
    pub column: Span,
    /// Totals of that time by activity, when more than one occurrence touches it.
    pub mixed: Option<Vec<(ActivityId, Total)>>,
}

/// What is at (`x`, `y`), in CSS pixels from the top left of the first row; `None` outside the plot
/// and where a row shows several agents.
pub fn hit(
    data: &Dataset,
    legend: &StateRows,
    (layout, over_plot): (&RowLayout, Viewport),
    (x, y): (f64, f64),
) -> Option<Hit> {
    if x < layout.gutter || x > layout.plot_end() {
        return None;
    }
    let row = layout.row_at(y)?;
    let agent = layout.row_agent(row)?;
    let timeline = data.agents.get(agent)?;
    let part = row.part_at(over_plot, (x - layout.gutter, y))?;
    let time = |x: f64| part.viewport.time(x - layout.gutter);
    let at = time(x);
    let under = timeline.lane.at(at)?;
    let column = Span { start: time(x.floor()), end: time(x.floor() + 1.0).max(at + 1) };
    let touched = timeline.lane.range(column);
    let totals = (touched.len() > 1).then(|| timeline.index.totals(&timeline.lane, column));
    let mixed = totals.filter(|totals| totals.iter().map(|(_, total)| total.count).sum::<u32>() > 1);
    let reach_ms = (over_plot.ms_per_px() * REACH_PX) as i64;
    let near = |row| nearest(timeline, legend, row, at, under, reach_ms);
    let segment = row.kind.state_row().and_then(near).unwrap_or(under);
    Some(Hit { agent, at, segment, column, mixed })
}

/// The segment of a row that is nearest to a moment, at most `reach_ms` away.
fn nearest(
    timeline: &AgentTimeline,
    legend: &StateRows,
    row: usize,
    at: Millis,
    under: usize,
    reach_ms: i64,
) -> Option<usize> {
    let lane = &timeline.lane;
    let distance = |i: usize| (lane.start(i) - at).max(at - lane.start(i + 1)).max(0);
    let belongs = |i: &usize| legend.place(lane.activity(*i)) == RowSlot::Row(row);
    let around = under.saturating_sub(LOOK_AROUND)..(under + LOOK_AROUND).min(lane.len());
    around
        .filter(belongs)
        .filter(|&i| distance(i) <= reach_ms)
        .min_by_key(|&i| (distance(i), i.abs_diff(under)))
}
