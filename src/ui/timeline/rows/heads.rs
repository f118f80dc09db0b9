//! The heads of the columns beside the axis: what rows are sorted by.

use leptos::prelude::*;

use super::super::Chart;
use super::super::grid::At;
use crate::app::grid::Cell;
use crate::app::row_figures::Column;
use crate::app::words::rows as words;
use scene::layout::AXIS_PX;
use scene::rows::LaneMode;

/// The heads of the columns, beside the axis.
#[component]
pub(super) fn Heads(
    chart: Chart,
    /// Where the focus stands.
    focus: Memo<Option<At>>,
) -> impl IntoView {
    let name = move || match chart.shown.lanes.get() {
        LaneMode::State => words::STATE,
        LaneMode::Agent => words::AGENT,
        LaneMode::Day => words::DAY,
    };
    let is_name = move || matches!(focus.get(), Some((None, Cell::Name | Cell::Time)));
    let heads = move || {
        let columns = chart.columns.get().iter().enumerate();
        columns.map(|(i, &column)| head(chart, focus, (i, column))).collect_view()
    };
    view! {
        <div role="rowgroup">
            <div class="rows-head" class:visually-hidden=move || chart.is_stacked() role="row" aria-rowindex="1" style:height=format!("{AXIS_PX}px")>
                <div
                    class="row-name"
                    class:focused=is_name
                    role="columnheader"
                    id=chart.grid.head_id(None)
                    aria-sort=sorted(chart, None)
                    style:width=move || format!("{}px", chart.gutter.get())
                >
                    {move || head_button(chart, None, name())}
                </div>
                <div class="row-time" role="columnheader"><span class="visually-hidden">{words::TIMELINE}</span></div>
                <div class="row-figures" role="presentation" style:width=move || format!("{}px", chart.figures.get())>
                    {heads}
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// What `aria-sort` says: nothing where rows cannot be sorted.
fn sorted(chart: Chart, of: Option<Column>) -> impl Fn() -> Option<&'static str> + Copy + Send + 'static {
    move || {
        let can_sort = chart.shown.lanes.get() != LaneMode::State;
        can_sort.then(|| chart.shown.sort.get().aria(of))
    }
}

fn head(chart: Chart, focus: Memo<Option<At>>, (place, column): (usize, Column)) -> impl IntoView {
    let width = column.width_among(chart.columns.get());
    view! {
        <div
            class="row-cell"
            class:focused=move || focus.get() == Some((None, Cell::Figure(place)))
            role="columnheader"
            id=chart.grid.head_id(Some(place))
            aria-sort=sorted(chart, Some(column))
            title=column.help()
            style:width=format!("{width}px")
        >
            {head_button(chart, Some((place, column)), column.label())}
            <small>{column.unit()}</small>
        </div>
    }
}

/// A head that sorts by its column, where rows can be sorted; keys reach it through the grid.
fn head_button(chart: Chart, column: Option<(usize, Column)>, label: &'static str) -> AnyView {
    if chart.shown.lanes.get() == LaneMode::State {
        return view! { <span>{label}</span> }.into_any();
    }
    let (place, column) = column.unzip();
    let mark = move || match sorted(chart, column)() {
        Some("ascending") => " ▲",
        Some("descending") => " ▼",
        _ => "",
    };
    let sort = move |_| {
        chart.shown.sort.update(|sort| *sort = sort.clicked(column));
        chart.focus_head(place);
    };
    view! {
        <button
            type="button"
            tabindex="-1"
            on:click=sort
            // The stage takes the pointer of whatever lies in it; the focus stays with the grid.
            on:pointerdown=|event| event.stop_propagation()
            on:mousedown=move |event| {
                event.prevent_default();
                chart.focus_grid();
            }
            on:dblclick=|event| event.stop_propagation()
        >
            {label}<span aria-hidden="true">{mark}</span>
        </button>
    }
    .into_any()
}
