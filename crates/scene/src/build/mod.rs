//! Data and layout → scene: bars, strips, lines and labels.

mod axis;

use crate::bars::{Ends, segment_style};
use crate::layout::{AXIS_PX, Row, RowKind, RowLayout};
use crate::packed::{Packed, RowBox};
use crate::rows::{LaneMode, RowSlot, StateRows};
use crate::share::{Shares, WideSegment, shares, strength};
use crate::text::{self, BAR_FONT_PX, FONT_PX, LETTER_FONT_PX};
use crate::theme::Role;
use crate::viewport::Viewport;
use crate::{Anchor, Bar, Ink, Label, Line, Scene, Strip};
use model::dataset::Dataset;
use model::format::unturned;
use model::state::{ActivityId, StateKind};
use model::time::{Millis, SECOND};
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

const LOGGED_OUT: Role = Role::State(StateKind::LoggedOut);

/// How far a label reaches below its middle, in CSS pixels.
const LABEL_REACH_PX: f64 = 6.0;

/// Least width of a bar that says its reason in full, and of one that has its letters; in CSS pixels.
const WORD_PX: f64 = 40.0;
const LETTER_PX: f64 = 10.0;

/// Least height of a bar with text, in CSS pixels.
const LABEL_HEIGHT_PX: f64 = 14.0;

/// Room before a word on a bar, in CSS pixels.
const LABEL_PAD_PX: f64 = 5.0;

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
        LaneMode::Day | LaneMode::Agent => rows.iter().for_each(|row| scene.packed_row(input, row)),
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
            size: FONT_PX,
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
            let (y, height) = if role == LOGGED_OUT { (y + height / 2.0 - 1.0, 2.0) } else { (y, height) };
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
        if is_to_come(input.data, activity, agent.lane.start(bar.segment)) {
            return;
        }
        let x0 = input.layout.gutter + viewport.px(bar.span.start);
        let x1 = input.layout.gutter + viewport.px(bar.span.end);
        self.bars.push(Bar {
            x0,
            // Neighbours in one row are told apart by a gap where there is room for one.
            x1: if x1 - x0 > 6.0 && bar.span.end < viewport.span.end { x1 - 1.0 } else { x1 },
            y,
            height,
            role: input.legend.role(activity),
            style: segment_style(agent, input.legend, bar.segment, Ends::Open(viewport.span)),
        });
        if bar.place != RowSlot::Hidden {
            self.bar_text(input, (x0, x1), (y, height), activity);
        }
    }

    /// The reason, inside the bar, where it fits; else its letters.
    fn bar_text(
        &mut self,
        input: &SceneInput,
        (x0, x1): (f64, f64),
        (y, height): (f64, f64),
        activity: ActivityId,
    ) {
        let (catalog, kind) = (&input.data.catalog, input.data.catalog.kind(activity));
        let word = match &catalog.activity(activity).reason {
            None if kind.is_absence() => kind.label(),
            Some(reason) if !kind.is_absence() => reason,
            _ => return,
        };
        let role = input.legend.role(activity);
        let label = |text: &str, size: f64, strong: bool| Label {
            at: (x0 + LABEL_PAD_PX, y + height / 2.0),
            text: unturned(text).into_owned(),
            ink: if kind.is_absence() { Ink::Of(Role::InkSoft) } else { Ink::On(role) },
            size,
            strong,
            anchor: Anchor::Start,
            max_width: f64::INFINITY,
            backed: kind.is_absence(),
        };
        let (room, is_named) = (x1 - x0, height >= LABEL_HEIGHT_PX);
        let is_word = room >= WORD_PX && text::width(word, BAR_FONT_PX, false) <= room - 2.0 * LABEL_PAD_PX;
        if is_named && is_word {
            self.labels.push(label(word, BAR_FONT_PX, false));
        } else if let Some(letters) = input.legend.letters(activity).filter(|_| is_named)
            && room >= LETTER_PX.max(text::width(letters, LETTER_FONT_PX, true) + 2.0)
        {
            let at = (f64::midpoint(x0, x1), y + height / 2.0);
            let anchor = Anchor::Middle;
            self.labels.push(Label { at, anchor, ..label(letters, LETTER_FONT_PX, true) });
        }
    }

    /// A whole lane in one row.
    fn packed_row(&mut self, input: &SceneInput, row: &Row) {
        let Some(agent) = input.data.agents.get(input.layout.row_agent(row)) else { return };
        let viewport = row.viewport(input.viewport);
        let (view, origin) = match row.kind {
            RowKind::Day { span: day, .. } => (viewport.span.intersect(day), day.start),
            // Clocks show a whole hour there.
            RowKind::State { .. } | RowKind::Agent { .. } => {
                (viewport.span, Millis(-i64::from(input.zone.offset_s(input.data.window.start)) * SECOND))
            }
        };
        let (y, height) = inner(row, input.scroll);
        let place = RowBox { left: input.layout.gutter, viewport, y, height };
        let packed = Packed::new(input.data, agent, input.legend, view, place, (origin, Ends::Open(view)));
        for (bar, activity) in &packed.named {
            self.bar_text(input, (bar.x0, bar.x1), (y, height), *activity);
        }
        self.bars.extend(packed.bars());
    }
}

/// Whether this time lies after the load: it is neither known nor missing, and nothing is drawn.
pub(crate) fn is_to_come(data: &Dataset, activity: ActivityId, start: Millis) -> bool {
    activity == ActivityId::NO_DATA && start >= data.now
}

/// Top and height of what is drawn in a row, in CSS pixels.
pub fn inner(row: &Row, scroll: f64) -> (f64, f64) {
    (row.y - scroll + (row.height - row.bar) / 2.0, row.bar)
}
