//! Figures beside rows by agent, as on the screen.

use super::{Drawing, PictureInput};
use crate::app::row_figures::{Cell, Column, RowsInput};
use scene::layout::{AXIS_PX, Row, RowKind};
use scene::rows::LaneMode;
use scene::text::{FONT_PX, LETTER_FONT_PX, width as width_of};
use scene::theme::Role;
use scene::{Anchor, Ink, Label};

/// Room right of a figure, in CSS pixels.
const PAD_PX: f64 = 4.0;

/// Middle of a column's head and of its unit, in CSS pixels.
const HEAD_Y: f64 = 11.0;
const UNIT_Y: f64 = 25.0;

/// The columns that have room. Legends have the figures of states, and days are those of one agent.
pub(super) fn columns(input: &PictureInput, width: f64) -> &'static [Column] {
    match input.lanes {
        LaneMode::Agent => Column::shown(LaneMode::Agent, width, !input.plans.is_empty()),
        LaneMode::State | LaneMode::Day => &[],
    }
}

/// What they need, in CSS pixels.
pub(super) fn width(columns: &[Column]) -> f64 {
    if columns.is_empty() { 0.0 } else { Column::width_of(columns) }
}

/// Their heads, and the figures of the rows between two heights.
pub(super) fn labels(drawing: &Drawing, (top, bottom): (f64, f64)) -> Vec<Label> {
    let Drawing { input, legend, layout, columns, .. } = drawing;
    let rows = RowsInput {
        data: input.data,
        legend,
        agent: input.agent,
        order: &input.scope.agents,
        groups: &layout.groups,
        span: input.scope.span,
        overruns: input.overruns,
        plans: input.plans,
    };
    let ends = ends(columns, layout.width);
    let mut labels: Vec<Label> = ends.iter().flat_map(|&(column, x)| head(column, x)).collect();
    if columns.is_empty() {
        return labels;
    }
    for row in layout.rows_between(top, bottom) {
        let Some(figures) = rows.row(&row.kind) else { continue };
        let y = AXIS_PX + row.y - top + row.height / 2.0;
        let cells = ends.iter().filter_map(|&(column, x)| Some((figures.cell(column)?, x)));
        labels.extend(cells.map(|(cell, x)| figure(row, cell, (x, y), cell.column.width_among(columns))));
    }
    labels
}

/// The columns with their right edges.
fn ends(columns: &[Column], right: f64) -> Vec<(Column, f64)> {
    let mut x = right;
    let end = |&column: &Column| {
        let end = x;
        x -= column.width_among(columns);
        (column, end)
    };
    columns.iter().rev().map(end).collect()
}

fn head(column: Column, x: f64) -> [Label; 2] {
    let line = |words: &str, y, size| text(words.to_owned(), (x, y), Role::InkSoft, size);
    [line(column.label(), HEAD_Y, FONT_PX), line(column.unit(), UNIT_Y, LETTER_FONT_PX)]
}

/// A figure as large as `room`, its column's width, has room for.
fn figure(row: &Row, cell: &Cell, at: (f64, f64), room: f64) -> Label {
    let is_over = cell.column == Column::Limits && cell.value().is_some_and(|passed| passed > 0);
    let role = if is_over { Role::Danger } else { Role::Ink };
    let strong = matches!(row.kind, RowKind::Team | RowKind::Group { .. });
    let words = cell.text();
    let size = FONT_PX.min(FONT_PX * (room - PAD_PX) / width_of(&words, FONT_PX, strong));
    Label { strong, ..text(words, at, role, size) }
}

fn text(text: String, (x, y): (f64, f64), role: Role, size: f64) -> Label {
    Label {
        at: (x - PAD_PX, y),
        text,
        ink: Ink::Of(role),
        size,
        strong: false,
        anchor: Anchor::End,
        max_width: f64::INFINITY,
        backed: false,
    }
}
