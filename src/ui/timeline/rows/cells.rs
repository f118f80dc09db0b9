//! The figures of a row, each in its column.

use leptos::prelude::*;

use super::super::Chart;
use super::super::grid::At;
use super::Seen;
use crate::app::grid::Cell as GridCell;
use crate::app::row_figures::{Cell, Column, Figure, RowFigures};
use crate::ui::parts::drawn::{Tag, tag};
use scene::layout::{Row, RowKind};

/// The cells of a row, by its place among those that are seen.
pub(super) fn cells(chart: Chart, focus: Memo<Option<At>>, seen: Memo<Seen>, place: usize) -> Vec<Tag> {
    let (columns, focus) = (chart.columns.get(), focus.get());
    let tags = seen.with(|Seen { from, rows }| {
        let (row, figures) = rows.get(place)?;
        let number = from + place;
        let tags = columns.iter().enumerate().map(|(i, &column)| {
            let is_focused = focus == Some((Some(number), GridCell::Figure(i)));
            cell((column, figures.cell(column)), (row, columns), is_focused)
                .with("id", chart.grid.figure_id(number, i))
        });
        Some(tags.collect())
    });
    tags.unwrap_or_default()
}

/// What is pointed at says: the name where that has no room, and figures whose columns have none.
pub(super) fn title(chart: Chart, row: &Row, figures: &RowFigures, is_named: bool) -> String {
    let columns = chart.columns.get();
    let folded = Column::all(chart.shown.lanes.get()).iter().filter(|column| !columns.contains(column));
    let folded = folded.filter_map(|&column| figures.cell(column).map(|cell| (column, cell.text())));
    let folded = folded.map(|(column, text)| format!("{} {text}", column.label()));
    let name = std::iter::once(row.label.clone()).filter(|_| !is_named);
    name.chain(folded).collect::<Vec<_>>().join(" · ")
}

/// A figure in its column; nothing where the row has none there.
fn cell((column, cell): (Column, Option<&Cell>), (row, columns): (&Row, &[Column]), is_focused: bool) -> Tag {
    let is_over = column == Column::Limits && cell.and_then(Cell::value).is_some_and(|passed| passed > 0);
    let wanted = tag("div").with("class", "row-cell").with("role", "gridcell");
    let mut wanted = wanted.class_if("over", is_over).class_if("focused", is_focused);
    // Above a row figures take the room they need.
    if row.head == 0.0 {
        wanted = wanted.with("style:width", format!("{}px", column.width_among(columns)));
    }
    let Some(cell) = cell else { return wanted };
    wanted = wanted.with("data-column", column.word()).with("aria-label", cell.spoken());
    if let Some(value) = cell.value() {
        wanted = wanted.with("data-value", value.to_string());
    }
    let is_opened = matches!(row.kind, RowKind::Lane { .. });
    if let (Figure::Share(share), Column::Contact, false) = (cell.figure, column, is_opened) {
        let bar = tag("span").with("style:width", format!("{:.1}%", share * 100.0));
        wanted = wanted.child(tag("span").with("class", "mini-bar").child(bar));
    }
    wanted.text(cell.text())
}
