//! Data and layout → scene: bars, strips, lines and labels.

mod axis;
mod lanes;
mod limits;
mod plans;

use crate::bars::Ends;
use crate::layout::{AXIS_PX, Names, Row, RowKind, RowLayout};
use crate::overruns::Overruns;
use crate::packed::{Packed, RowBox};
use crate::rows::{LaneMode, StateRows};
use crate::staffing::Stack;
use crate::text::{self, BAR_FONT_PX, FONT_PX, LETTER_FONT_PX};
use crate::theme::Role;
use crate::viewport::Viewport;
use crate::{Anchor, Ink, Label, Line, Scene};
use model::adherence::Judged;
use model::dataset::Dataset;
use model::format::unturned;
use model::state::ActivityId;
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
    /// The states of all agents together, for the row that shows them.
    pub team: Option<&'a Stack>,
    /// The same of each group, in the order of [`RowLayout::groups`].
    pub groups: &'a [Stack],
    /// Where limits are passed; `None` for no marks.
    pub overruns: Option<&'a Overruns>,
    /// What was planned, and what of it was not kept.
    pub plans: Option<&'a Judged>,
}

impl SceneInput<'_> {
    /// The states of the agents of a group together.
    fn group_staffing(&self, row: &Row) -> Option<&Stack> {
        let (place, _) = self.layout.row_group(row)?;
        self.groups.get(place)
    }
}

/// Rows lower than this have no line between them, in CSS pixels.
const FRAMED_PX: f64 = 14.0;

/// How far a label reaches below its middle, in CSS pixels.
const LABEL_REACH_PX: f64 = 6.0;

/// How much further right the name of a row stands than that of the row it belongs to, in CSS pixels.
const INDENT_PX: f64 = 12.0;

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
    scene.axis(input);
    let axis = (scene.lines.len(), scene.labels.len());
    let rows = input.layout.rows_between(input.scroll, input.scroll + rows_height(input));
    for row in rows {
        scene.row_frame(input, row);
    }
    match input.layout.mode {
        LaneMode::State => scene.state_rows(input),
        LaneMode::Day | LaneMode::Agent => {
            for row in rows {
                scene.row(input, row);
            }
            scene.opened_lanes(input, rows);
        }
    }
    scene.plans(input, rows);
    scene.limit_marks(input, rows);
    scene.clock_changes(input, rows);
    scene.end_rows_at(AXIS_PX, input.height, axis);
    scene
}

/// Height of what is seen of the rows.
fn rows_height(input: &SceneInput) -> f64 {
    (input.height - AXIS_PX).max(0.0)
}

impl Scene {
    /// Cuts off what rows that are scrolled half out of sight would draw over the axis and below the last of
    /// them. The first lines and labels are the axis' own.
    fn end_rows_at(&mut self, top: f64, bottom: f64, (lines, labels): (usize, usize)) {
        let cut = |y: &mut f64, height: &mut f64| {
            let end = (*y + *height).min(bottom);
            *y = y.max(top);
            *height = end - *y;
            *height > 0.0
        };
        self.bars.retain_mut(|bar| cut(&mut bar.y, &mut bar.height));
        self.strips.retain_mut(|strip| cut(&mut strip.y, &mut strip.height));
        let mut number = 0;
        self.lines.retain_mut(|line| {
            number += 1;
            line.from.1 = if number > lines { line.from.1.max(top) } else { line.from.1 };
            line.to.1 >= line.from.1
        });
        number = 0;
        self.labels.retain(|label| {
            number += 1;
            let is_inside = label.at.1 - LABEL_REACH_PX >= top && label.at.1 + LABEL_REACH_PX <= bottom;
            number <= labels || is_inside
        });
    }

    fn row_frame(&mut self, input: &SceneInput, row: &Row) {
        let bottom = AXIS_PX + row.y + row.height - input.scroll;
        if row.height >= FRAMED_PX {
            let (from, to) = ((0.0, bottom - 1.0), (input.layout.width, bottom - 1.0));
            self.lines.push(Line { from, to, role: Role::Line, dashed: false });
        }
        if input.layout.beside.names != Names::Drawn {
            return;
        }
        let x = input.layout.depth(row) as f64 * INDENT_PX;
        self.labels.push(Label {
            at: (x, bottom - row.height / 2.0),
            text: row.label.clone(),
            ink: Ink::Of(if row.strong { Role::Accent } else { Role::Ink }),
            size: FONT_PX,
            strong: row.strong || matches!(row.kind, RowKind::State { .. } | RowKind::Group { .. }),
            anchor: Anchor::Start,
            max_width: input.layout.gutter - 10.0 - x,
            backed: false,
        });
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

    /// Whatever a row by agent or by day shows.
    fn row(&mut self, input: &SceneInput, row: &Row) {
        let together = match row.kind {
            RowKind::Lane { .. } => return,
            RowKind::Team => input.team,
            RowKind::Group { .. } => input.group_staffing(row),
            _ => None,
        };
        if let Some(team) = together {
            let (y, height) = inner(row, input.scroll);
            let place = RowBox { left: input.layout.gutter, viewport: input.viewport, y, height };
            self.bars.extend(team.bars(&place));
        } else if let Some(agent) = input.layout.row_agent(row).and_then(|agent| input.data.agents.get(agent))
        {
            self.packed_row(input, row, agent);
        }
    }

    /// A whole lane in one row.
    fn packed_row(&mut self, input: &SceneInput, row: &Row, agent: &AgentTimeline) {
        for part in row.parts(input.viewport) {
            // Clocks show a whole hour there.
            let zone_ms = || -i64::from(input.zone.offset_s(input.data.window.start)) * SECOND;
            let origin = part.midnight.unwrap_or_else(|| Millis(zone_ms()));
            let (y, height) = part.inside(inner(row, input.scroll));
            let place = RowBox { left: input.layout.gutter, viewport: part.viewport, y, height };
            let ends = Ends::Open(part.seen);
            let packed = Packed::new(input.data, agent, input.legend, part.seen, place, (origin, ends));
            for (bar, activity) in &packed.named {
                self.bar_text(input, (bar.x0, bar.x1), (y, height), *activity);
            }
            self.bars.extend(packed.bars());
        }
    }
}

/// Top and height of what is drawn in a row, in CSS pixels from the top of the drawing.
pub fn inner(row: &Row, scroll: f64) -> (f64, f64) {
    (AXIS_PX + row.y - scroll + row.head + row.room(), row.bar)
}
