//! What is chosen for all rows: how high they are, and their order where not all heads have room.

use leptos::prelude::*;

use super::super::Chart;
use crate::app::row_figures::{Column, FEW, RowSort};
use crate::ui::show::Show;
use scene::layout::{AGENT_ROWS, MANY_AGENTS, usual_agent_row};
use scene::rows::LaneMode;

/// A choice of how high rows by agent are.
#[component]
pub fn RowHeight(chart: Chart) -> impl IntoView {
    let height = move || {
        let usual = usual_agent_row(chart.shown.order.with(Vec::len));
        chart.agent_row.get().unwrap_or(usual).0
    };
    let options = AGENT_ROWS.iter().enumerate().map(|(i, size)| {
        view! { <option value=i selected=move || height().to_bits() == size.0.to_bits()>{format!("{} px", size.0)}</option> }
    });
    let choose = move |event| {
        let chosen = event_target_value(&event).parse().ok().and_then(|i: usize| AGENT_ROWS.get(i).copied());
        chart.agent_row.set(chosen);
    };
    view! { <label class="row-height folds">"Rows " <select on:change=choose>{options.collect_view()}</select></label> }
}

/// A choice whether rows by agent stand together by team, where there are several teams.
#[component]
pub fn RowGroups(chart: Chart) -> impl IntoView {
    let shown = chart.shown;
    let has_teams = Memo::new(move |_| shown.people.with(|people| people.teams().len() > 1));
    let is_grouped = move || {
        let usual = shown.agents() > MANY_AGENTS;
        shown.grouped.get().unwrap_or(usual)
    };
    let choose = move |event| shown.grouped.set(Some(event_target_value(&event) == "team"));
    view! {
        <Show when=move || has_teams.get() && shown.is_everyone()>
            <label class="row-height folds">
                "Group "
                <select on:change=choose>
                    <option value="none" selected=move || !is_grouped()>"none"</option>
                    <option value="team" selected=is_grouped>"team"</option>
                </select>
            </label>
        </Show>
    }
    .into_any()
}

/// A choice of what rows are sorted by, where most heads have no room.
#[component]
pub fn RowOrder(chart: Chart) -> impl IntoView {
    let sort = chart.shown.sort;
    let is_needed = move || chart.shown.lanes.get() != LaneMode::State && chart.columns.get().len() <= FEW;
    let name = move || if chart.shown.lanes.get() == LaneMode::Day { "day" } else { "name" };
    let by = |value: &str| Column::sortable().iter().copied().find(|column| column.word() == value);
    let choose = move |event| {
        let by = by(&event_target_value(&event));
        sort.set(RowSort { by, descending: by.is_some() });
    };
    let options = move || {
        let has_plan = chart.plans.with(|plans| !plans.is_empty());
        let option = |column: Column| {
            let chosen = move || sort.get().by == Some(column);
            view! { <option value=column.word() selected=chosen>{column.name()}</option> }
        };
        let there = Column::sortable().iter().copied().filter(|column| has_plan || !column.needs_plan());
        there.map(option).collect_view()
    };
    let turn = move |_| sort.update(|sort| *sort = sort.clicked(sort.by));
    let descends = move || sort.get().descending;
    view! {
        <Show when=is_needed>
            <span class="row-order">
                <label class="row-height">
                    "Sort "
                    <select on:change=choose>
                        <option value="" selected=move || sort.get().by.is_none()>{name}</option>
                        {options}
                    </select>
                </label>
                <button
                    type="button"
                    class="button icon"
                    aria-label=move || if descends() { "Smallest first" } else { "Largest first" }
                    title="Turn the order round"
                    on:click=turn
                >
                    {move || if descends() { "▼" } else { "▲" }}
                </button>
            </span>
        </Show>
    }
    .into_any()
}
