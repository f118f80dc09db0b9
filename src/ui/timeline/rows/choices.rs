//! What is chosen for all rows: how high they are, and their order where not all heads have room.

use leptos::prelude::*;

use super::super::Chart;
use crate::app::row_figures::{Column, FEW, RowSort};
use crate::app::words::toolbar as words;
use crate::ui::parts::choice::{Choice, Offer};
use crate::ui::show::Show;
use scene::layout::{AGENT_ROWS, MANY_AGENTS, usual_agent_row};
use scene::rows::LaneMode;

/// How a choice looks above the rows; those that fold are not seen at once on phones.
const FOLDS: (&str, &str) = ("row-height folds", "");

/// A choice of how high rows by agent are.
#[component]
pub fn RowHeight(chart: Chart) -> impl IntoView {
    let height = move || {
        let usual = usual_agent_row(chart.shown.order.with(Vec::len));
        chart.agent_row.get().unwrap_or(usual).0
    };
    let offers = || AGENT_ROWS.iter().map(|size| Offer::new(size.0, format!("{} px", size.0))).collect();
    let choose = move |value: String| {
        let chosen = AGENT_ROWS.iter().copied().find(|size| size.0.to_string() == value);
        chart.agent_row.set(chosen);
    };
    Choice { label: words::ROWS_LABEL, class: FOLDS, ..Choice::default() }.draw(
        offers,
        move || height().to_string(),
        choose,
    )
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
    let word = move || if is_grouped() { "team" } else { "none" }.to_owned();
    let offers = || ["none", "team"].map(|word| Offer::new(word, word)).into();
    let choose = move |value: String| shown.grouped.set(Some(value == "team"));
    let list =
        move || Choice { label: words::GROUP, class: FOLDS, ..Choice::default() }.draw(offers, word, choose);
    view! { <Show when=move || has_teams.get() && shown.is_everyone()>{list()}</Show> }.into_any()
}

/// A choice of what rows are sorted by, where most heads have no room.
#[component]
pub fn RowOrder(chart: Chart) -> impl IntoView {
    let sort = chart.shown.sort;
    let is_needed = move || chart.shown.lanes.get() != LaneMode::State && chart.columns.get().len() <= FEW;
    let name = move || if chart.shown.lanes.get() == LaneMode::Day { "day" } else { "name" };
    let by = |value: &str| Column::sortable().iter().copied().find(|column| column.word() == value);
    let choose = move |value: String| {
        let by = by(&value);
        sort.set(RowSort { by, descending: by.is_some() });
    };
    let offers = move || {
        let has_plan = chart.shown.has_plan();
        let there = Column::sortable().iter().copied().filter(|column| has_plan || !column.needs_plan());
        let columns = there.map(|column| Offer::new(column.word(), column.name()));
        std::iter::once(Offer::new("", name())).chain(columns).collect()
    };
    let chosen = move || sort.get().by.map_or(String::new(), |column| column.word().to_owned());
    let list = move || {
        let class = ("row-height", "");
        Choice { label: words::SORT, class, ..Choice::default() }.draw(offers, chosen, choose)
    };
    let turn = move |_| sort.update(|sort| *sort = sort.clicked(sort.by));
    let descends = move || sort.get().descending;
    view! {
        <Show when=is_needed>
            <span class="row-order">
                {list()}
                <button
                    type="button"
                    class="button icon"
                    aria-label=move || if descends() { words::SMALLEST_FIRST } else { words::LARGEST_FIRST }
                    title=words::TURN_THE_ORDER_ROUND
                    on:click=turn
                >
                    {move || if descends() { "▼" } else { "▲" }}
                </button>
            </span>
        </Show>
    }
    .into_any()
}
