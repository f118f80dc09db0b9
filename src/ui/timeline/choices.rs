//! What of the rows can be chosen above them: whose they are, how high, which hours of days, in which order.

use leptos::prelude::*;

use super::Chart;
use super::rows::{RowGroups, RowHeight, RowOrder};
use crate::app::roster::{MAX_LISTED, listed};
use crate::app::scope::{hours_words, is_whole_day};
use crate::ui::show::Show;
use model::format::{number, unturned};
use scene::rows::LaneMode;

/// Which agent's rows are shown, when there are several.
fn agent_select(chart: Chart) -> impl IntoView {
    let shown = chart.shown;
    let options = move || {
        // What is chosen matters only where not all fit.
        let is_long = shown.order.with(|order| order.len() > MAX_LISTED);
        let chosen = if is_long { shown.agent.get() } else { shown.agent.get_untracked() };
        let (agents, left_out) = shown.order.with(|order| listed(order, chosen));
        let option = |agent: usize| {
            let label = shown.agent_label(agent).unwrap_or_default();
            view! { <option value=agent selected=move || shown.agent.get() == agent>{unturned(&label).into_owned()}</option> }
        };
        let rest = (left_out > 0).then(|| {
            let words = format!("{} more: filter them under \"By agent\"", number(left_out));
            view! { <option disabled=true>{words}</option> }
        });
        (agents.into_iter().map(option).collect_view(), rest)
    };
    let choose = move |event| {
        if let Ok(agent) = event_target_value(&event).parse() {
            shown.agent.set(agent);
        }
    };
    view! { <select aria-label="Agent shown" on:change=choose>{options}</select> }
}

/// The hours of each day that are seen: those of shifts, or all.
fn hours_select(chart: Chart) -> impl IntoView {
    let hours = chart.shown.hours;
    let shifts = Memo::new(move |_| chart.layout.with(|layout| layout.as_ref()?.shift_hours));
    let word = move || match hours.get() {
        None => "shifts",
        Some(part) if is_whole_day(part) => "all",
        Some(_) => "zoom",
    };
    let choose = move |event| {
        chart.shown.remember();
        hours.set((event_target_value(&event) == "all").then(|| chart.bounds()));
    };
    let select = move || {
        shifts.get().map(|shifts| {
            view! {
                <label class="row-height folds">
                    "Hours "
                    <select prop:value=word on:change=choose title="Nights are cut off where nobody was logged in">
                        <option value="shifts">{format!("{} (shifts)", hours_words(shifts))}</option>
                        <option value="all">"All 24 hours"</option>
                        <option value="zoom" hidden=true>"Zoomed in"</option>
                    </select>
                </label>
            }
        })
    };
    select.into_any()
}

/// All of them, each where there is something to choose.
#[component]
pub fn Choices(chart: Chart) -> impl IntoView {
    let shown = chart.shown;
    let many_agents = Memo::new(move |_| shown.agents() > 1);
    let by_agent = move || shown.lanes.get() == LaneMode::Agent;
    let by_day = move || shown.lanes.get() == LaneMode::Day;
    view! {
        <Show when=move || many_agents.get() && !by_agent()>{agent_select(chart)}</Show>
        <RowGroups chart=chart/>
        <Show when=move || shown.is_everyone()><RowHeight chart=chart/></Show>
        <Show when=by_day>{hours_select(chart)}</Show>
        <RowOrder chart=chart/>
    }
    .into_any()
}
