//! Lanes by state: what share of this pixel did this state fill?
//!
//! Segments with room to be seen are bars. The others are added up, cell by cell (a cell is one
//! device pixel wide), into strips whose strength is the exact share, so that a state of 2 % looks
//! like 2 %. Where cells hold many segments the index answers instead of a walk, so a frame costs
//! the same at a thousand records and at a million.

use super::rows::{RowSlot, StateRows};
use super::viewport::Viewport;
use model::index::Count;
use model::sweep::{StartedSegment, Sweep};
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;

/// Segments narrower than this become part of a strip, in CSS pixels.
pub const BAR_PX: f64 = 2.0;

/// More visible segments than this are not looked at one by one.
const WALK_LIMIT: usize = 4_000;

/// Columns of sums up to which a leap over many segments costs less than a walk.
const LEAP_COLUMNS: usize = 64;

/// What a column of sums costs in each cell, in segments that are walked: the columns themselves, twice, and
/// what lies between two rows of the index.
const SEGMENTS_PER_COLUMN: usize = 6;

/// A segment that is wide enough to be drawn by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WideSegment {
    /// Index in the lane.
    pub segment: usize,
    /// Its time, clipped to the view.
    pub span: Span,
    /// Where it is drawn.
    pub place: RowSlot,
}

/// What a view of one lane comes down to.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// Bars, in order of time.
    pub wide: Vec<WideSegment>,
    /// One strip a row, then one for the band: the share of each cell, 0 to 1. A negative share
    /// means that something is there, but of no length. Empty where the row has nothing narrow.
    pub strips: Vec<Vec<f32>>,
}

/// The shares of a view, with `cells` cells across its width.
pub fn shares(agent: &AgentTimeline, legend: &StateRows, viewport: &Viewport, cells: usize) -> Shares {
    let visible = agent.lane.range(viewport.span);
    let mut shares = Shares { wide: Vec::new(), strips: vec![Vec::new(); legend.rows.len() + 1] };
    if cells == 0 || viewport.span.is_empty() {
        return shares;
    }
    if visible.len() <= walk_limit(agent, cells) {
        shares.walk(agent, legend, viewport, cells, visible);
    } else {
        shares.leap(agent, legend, viewport, cells);
    }
    shares
}

/// So many segments are looked at one by one.
fn walk_limit(agent: &AgentTimeline, cells: usize) -> usize {
    let columns = agent.index.columns().len();
    let leap = if columns > LEAP_COLUMNS { cells * columns * SEGMENTS_PER_COLUMN } else { cells };
    WALK_LIMIT.max(leap)
}

impl Shares {
    fn strip(&mut self, place: RowSlot, cells: usize) -> Option<&mut Vec<f32>> {
        let strip = match place {
            RowSlot::Row(row) => self.strips.get_mut(row),
            RowSlot::Band => self.strips.last_mut(),
            RowSlot::Hidden => None,
        }?;
        if strip.is_empty() {
            strip.resize(cells, 0.0);
        }
        Some(strip)
    }

    fn walk(
        &mut self,
        agent: &AgentTimeline,
        legend: &StateRows,
        viewport: &Viewport,
        cells: usize,
        visible: std::ops::Range<usize>,
    ) {
        let cells_per_ms = cells as f64 / viewport.span.len() as f64;
        let bar_ms = BAR_PX * viewport.ms_per_px();
        let range = visible.clone();
        for (segment, (start, end, activity)) in range.zip(agent.lane.walk(visible.start)) {
            let place = legend.place(activity);
            if place == RowSlot::Hidden {
                continue;
            }
            let span = Span { start, end }.intersect(viewport.span);
            if (end - start) as f64 >= bar_ms {
                self.wide.push(WideSegment { segment, span, place });
            } else if let Some(strip) = self.strip(place, cells) {
                let from = (span.start - viewport.span.start) as f64 * cells_per_ms;
                spread(strip, from, from + span.len() as f64 * cells_per_ms);
            }
        }
    }

    /// The same from the index. A wide segment that begins inside a cell reaches past its end, so
    /// looking at cell edges finds them all.
    fn leap(&mut self, agent: &AgentTimeline, legend: &StateRows, viewport: &Viewport, cells: usize) {
        let mut counts = Counts::new(agent.index.columns().len());
        let bar_ms = BAR_PX * viewport.ms_per_px();
        let cell_ms = viewport.span.len() as f64 / cells as f64;
        let long = |sweep: &Sweep| sweep.last().filter(|last| last.span.len() as f64 >= bar_ms);
        let view = viewport.span.intersect(agent.lane.window());
        let mut sweep = agent.sweep(view.start);
        while sweep.at() < view.end {
            let at = sweep.at();
            let mut after = sweep;
            after.go_to(at + 1);
            if let Some(StartedSegment { segment, span, activity }) = long(&after) {
                let place = legend.place(activity);
                if place != RowSlot::Hidden {
                    self.wide.push(WideSegment { segment, span: span.intersect(viewport.span), place });
                }
                sweep.go_to(span.end);
                continue;
            }
            let cell = (((at - viewport.span.start) as f64 / cell_ms) as usize).min(cells - 1);
            let cell_end = viewport.span.start + ((cell + 1) as f64 * cell_ms).round() as i64;
            let cell_end = cell_end.max(at + 1).min(view.end);
            after.go_to(cell_end);
            if let Some(last) = long(&after) {
                after = sweep;
                after.go_to(last.span.start.max(at + 1));
            }
            for (column, count) in counts.between(&sweep, &after).enumerate() {
                if count == Count::default() {
                    continue;
                }
                let place = legend.place(agent.index.columns().activity(column));
                if let Some(strip) = self.strip(place, cells) {
                    let share = &mut strip[cell];
                    let more = count.ms as f32 / cell_ms as f32;
                    *share = if count.ms > 0 { share.max(0.0) + more } else { presence(*share) };
                }
            }
            sweep = after;
        }
    }
}

/// Differences between running sums of a lane at moments that only move forward.
pub(crate) struct Counts {
    at: Millis,
    before: Vec<Count>,
    after: Vec<Count>,
}

impl Counts {
    pub fn new(columns: usize) -> Self {
        let none = vec![Count::default(); columns];
        Self { at: Millis(i64::MIN), before: none.clone(), after: none }
    }

    /// Time and beginnings in each column from one moment to another.
    pub fn between(&mut self, start: &Sweep, end: &Sweep) -> impl Iterator<Item = Count> {
        if self.at != start.at() {
            start.count_before(&mut self.before);
        }
        end.count_before(&mut self.after);
        std::mem::swap(&mut self.before, &mut self.after);
        self.at = end.at();
        let difference =
            |(now, then): (&Count, &Count)| Count { ms: now.ms - then.ms, count: now.count - then.count };
        self.before.iter().zip(&self.after).map(difference)
    }
}

/// Adds a stretch (in cells, fractions included) to the cells it covers.
fn spread(strip: &mut [f32], from: f64, to: f64) {
    let last = strip.len() - 1;
    let first = (from.max(0.0) as usize).min(last);
    if to <= from {
        strip[first] = presence(strip[first]);
        return;
    }
    for (cell, share) in strip.iter_mut().enumerate().take((to.ceil() as usize).min(last + 1)).skip(first) {
        let covered = (to.min((cell + 1) as f64) - from.max(cell as f64)).max(0.0);
        *share = share.max(0.0) + covered as f32;
    }
}

/// Marks that something of no length is there, unless something with a length is.
fn presence(share: f32) -> f32 {
    if share > 0.0 { share } else { -1.0 }
}

/// Least strength of what holds anything at all, so that short events can be found.
pub(crate) const LEAST_STRENGTH: f32 = 0.22;

/// The strength (0 to 255) that a share is drawn with.
pub fn strength(share: f32) -> u8 {
    if share == 0.0 { 0 } else { (share.clamp(LEAST_STRENGTH, 1.0) * 255.0).round() as u8 }
}
