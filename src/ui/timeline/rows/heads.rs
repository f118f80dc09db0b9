//! The heads of the columns beside the axis: what rows are sorted by.

use leptos::ev;
use leptos::prelude::*;

use super::super::Chart;
use crate::app::row_figures::Column;
use scene::layout::AXIS_PX;
use scene::rows::LaneMode;

/// The heads of the columns, beside the axis.
#[component]
pub(super) fn Heads(chart: Chart) -> impl IntoView {
    let name = move || match chart.shown.lanes.get() {
        LaneMode::State => "State",
        LaneMode::Agent => "Agent",
        LaneMode::Day => "Day",
    };
    let heads = move || chart.columns.get().iter().map(|&column| head(chart, Some(column))).collect_view();
    view! {
        <div role="rowgroup">
            <div class="rows-head" role="row" style:height=format!("{AXIS_PX}px")>
                <div class="row-name" role="columnheader" aria-sort=sorted(chart, None) style:width=move || format!("{}px", chart.gutter.get())>
                    {move || head_button(chart, None, name())}
                </div>
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

fn head(chart: Chart, column: Option<Column>) -> impl IntoView {
    let (label, unit, help, width) = column.map_or(("", "", "", 0.0), |column| {
        (column.label(), column.unit(), column.help(), column.width_px())
    });
    view! {
        <div class="row-cell" role="columnheader" aria-sort=sorted(chart, column) title=help style:width=format!("{width}px")>
            {head_button(chart, column, label)}
            <small>{unit}</small>
        </div>
    }
}

/// A head that sorts by its column, where rows can be sorted.
fn head_button(chart: Chart, column: Option<Column>, label: &'static str) -> AnyView {
    if chart.shown.lanes.get() == LaneMode::State {
        return view! { <span>{label}</span> }.into_any();
    }
    let mark = move || match sorted(chart, column)() {
        Some("ascending") => " ▲",
        Some("descending") => " ▼",
        _ => "",
    };
    // The stage takes the pointer, and the timeline the keys, of whatever lies in them.
    let own_key = |event: ev::KeyboardEvent| {
        if matches!(&*event.key(), "Enter" | " ") {
            event.stop_propagation();
        }
    };
    view! {
        <button
            type="button"
            on:click=move |_| chart.shown.sort.update(|sort| *sort = sort.clicked(column))
            on:pointerdown=|event| event.stop_propagation()
            on:dblclick=|event| event.stop_propagation()
            on:keydown=own_key
        >
            {label}<span aria-hidden="true">{mark}</span>
        </button>
    }
    .into_any()
}
