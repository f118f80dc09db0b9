//! Data and layout → scene: bars, strips, lines and labels.

mod axis;

use crate::bars::{BarRow, Ends, binned_bars, segment_style};
use crate::layout::{AXIS_PX, Row, RowKind, RowLayout};
use crate::rows::{LaneMode, RowSlot, StateRows};
use crate::share::{Shares, WideSegment, shares, strength};
use crate::text;
use crate::theme::Role;
use crate::viewport::Viewport;
use crate::{Anchor, Bar, Ink, Label, Line, Scene, Strip};
use model::dataset::Dataset;
use model::format::unturned;
use model::state::{ActivityId, StateKind};
use model::timeline::AgentTimeline;
use model::zone::Zone;

pub use axis::axis_ticks;

/// What a scene is made from.
#[derive(Clone, Debug)]
pub struct SceneInput<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// Rows and colours of the states.
    pub legend: &'a StateRows,
    /// Where rows lie.
    pub layout: &'a RowLayout,
    /// Time over the plot.
    pub viewport: Viewport,
    /// The zone of the axis.
    pub zone: &'a Zone,
    /// Device pixels a CSS pixel, above 0.
    pub pixel_ratio: f64,
    /// How far the rows are scrolled, in CSS pixels.
    pub scroll: f64,
    /// Height of the drawing, axis included, in CSS pixels.
    pub height: f64,
}

/// How far a label reaches below its middle, in CSS pixels.
const LABEL_REACH_PX: f64 = 6.0;

/// Room above and below a bar in its row.
const PAD_SHARE: f64 = 0.14;

/// The scene of what is visible.
pub fn build(input: &SceneInput) -> Scene {
    let mut scene = Scene { width: input.layout.width, height: input.height, ..Scene::default() };
    let plot_height = (input.height - AXIS_PX).max(0.0);
    scene.axis(input, plot_height);
    let axis_labels = scene.labels.len();
    let rows = input.layout.rows_between(input.scroll, input.scroll + plot_height);
    for row in rows {
        scene.row_frame(input, row);
    }
    match input.layout.mode {
        LaneMode::State => scene.state_rows(input, plot_height),
        LaneMode::Day | LaneMode::Agent => rows.iter().for_each(|row| scene.binned_row(input, row)),
    }
    scene.clock_changes(input, rows);
    scene.end_rows_at(plot_height, axis_labels);
    scene
}

impl Scene {
    /// Cuts off what a row that is scrolled half out of sight would draw over the axis. The first
    /// labels are the axis' own.
    fn end_rows_at(&mut self, bottom: f64, axis_labels: usize) {
        for bar in &mut self.bars {
            bar.height = bar.height.min(bottom - bar.y);
        }
        self.bars.retain(|bar| bar.height > 0.0);
        for strip in &mut self.strips {
            strip.height = strip.height.min(bottom - strip.y);
        }
        self.strips.retain(|strip| strip.height > 0.0);
        let mut number = 0;
        self.labels.retain(|label| {
            number += 1;
            number <= axis_labels || label.at.1 + LABEL_REACH_PX <= bottom
        });
    }

    fn row_frame(&mut self, input: &SceneInput, row: &Row) {
        let bottom = row.y + row.height - input.scroll;
        self.lines.push(Line {
            from: (0.0, bottom),
            to: (input.layout.width, bottom),
            role: Role::Line,
            dashed: false,
        });
        self.labels.push(Label {
            at: (0.0, bottom - row.height / 2.0),
            text: row.label.clone(),
            ink: Ink::Of(if row.strong { Role::Accent } else { Role::Ink }),
            strong: row.strong || matches!(row.kind, RowKind::State { .. }),
            anchor: Anchor::Start,
            max_width: input.layout.gutter - 10.0,
            backed: false,
        });
    }

    fn state_rows(&mut self, input: &SceneInput, plot_height: f64) {
        let Some(agent) = input.data.agents.get(input.layout.agent) else { return };
        let viewport = input.viewport;
        let cells = (viewport.width_px * input.pixel_ratio).round() as usize;
        let Shares { wide, strips } = shares(agent, input.legend, &viewport, cells);
        let boxes: Vec<(f64, f64)> = input.layout.rows.iter().map(|row| inner(row, input.scroll)).collect();
        for (i, shares) in strips.into_iter().enumerate().filter(|(_, shares)| !shares.is_empty()) {
            let (y, height) = boxes.get(i).copied().unwrap_or((0.0, plot_height));
            let role = input.legend.rows.get(i).map_or(Role::State(StateKind::NoData), |row| row.role);
            let strengths = shares.into_iter().map(strength).collect();
            let cell = viewport.width_px / cells as f64;
            self.strips.push(Strip { x: input.layout.gutter, y, height, cell, role, strengths });
        }
        for bar in wide {
            let (y, height) = match bar.place {
                RowSlot::Row(row) => boxes[row],
                RowSlot::Band | RowSlot::Hidden => (0.0, plot_height),
            };
            self.segment_bar(input, agent, &bar, (y, height));
        }
    }

    fn segment_bar(
        &mut self,
        input: &SceneInput,
        agent: &AgentTimeline,
        bar: &WideSegment,
        (y, height): (f64, f64),
    ) {
        let viewport = input.viewport;
        let activity = agent.lane.activity(bar.segment);
        let x0 = input.layout.gutter + viewport.px(bar.span.start);
        let x1 = input.layout.gutter + viewport.px(bar.span.end);
        self.bars.push(Bar {
            x0,
            // Neighbours in one row are told apart by a gap where there is room for one.
            x1: if x1 - x0 > 6.0 && bar.span.end < viewport.span.end { x1 - 1.0 } else { x1 },
            y,
            height,
            role: input.legend.role(activity),
            style: segment_style(agent, bar.segment, Ends::Open(viewport.span)),
        });
        self.bar_text(input, bar, (x0, x1), (y, height), activity);
    }

    /// The reason, inside the bar, where it fits.
    fn bar_text(
        &mut self,
        input: &SceneInput,
        bar: &WideSegment,
        (x0, x1): (f64, f64),
        (y, height): (f64, f64),
        activity: ActivityId,
    ) {
        let text = match (&input.data.catalog.activity(activity).reason, input.data.catalog.kind(activity)) {
            (None, kind @ (StateKind::NoData | StateKind::NotFetched | StateKind::Unknown)) => kind.label(),
            (Some(reason), kind) if !kind.is_absence() => reason,
            _ => return,
        };
        let kind = input.data.catalog.kind(activity);
        let room = x1 - x0 - 14.0;
        // What lies on a pattern is said in full or not at all.
        let least = if kind.is_absence() { text::width(text, false) } else { 28.0 };
        if room < least || bar.place == RowSlot::Hidden {
            return;
        }
        self.labels.push(Label {
            at: (x0 + 7.0, y + height / 2.0),
            text: unturned(text).into_owned(),
            ink: if kind.is_absence() {
                Ink::Of(Role::InkSoft)
            } else {
                Ink::On(input.legend.role(activity))
            },
            strong: false,
            anchor: Anchor::Start,
            max_width: room,
            backed: kind.is_absence(),
        });
    }

    fn binned_row(&mut self, input: &SceneInput, row: &Row) {
        let Some(agent) = input.data.agents.get(input.layout.row_agent(row)) else { return };
        let viewport = row.viewport(input.viewport);
        let view = match row.kind {
            RowKind::Day { span: day, .. } => viewport.span.intersect(day),
            RowKind::State { .. } | RowKind::Agent { .. } => viewport.span,
        };
        let (y, height) = inner(row, input.scroll);
        let place = BarRow { left: input.layout.gutter, viewport, y, height };
        self.bars.extend(binned_bars(agent, input.legend, view, &place, Ends::Open(view)));
    }
}

/// Top and height of what is drawn in a row, in CSS pixels.
pub fn inner(row: &Row, scroll: f64) -> (f64, f64) {
    let pad = (row.height * PAD_SHARE).round();
    (row.y - scroll + pad, row.height - 2.0 * pad)
}
