//! What of the rows can be chosen above them: whose they are, how high, which hours of days, in which order.

use leptos::prelude::*;

use super::Chart;
use super::rows::{RowGroups, RowHeight, RowOrder};
use crate::app::roster::{MAX_LISTED, listed};
use crate::app::scope::{hours_words, is_whole_day};
use crate::app::words::toolbar as words;
use crate::ui::parts::choice::{Choice, Offer};
use crate::ui::show::Show;
use model::format::{number, unturned};
use model::locale::{Hours, in_force};
use scene::rows::LaneMode;

/// Which agent's rows are shown, when there are several.
fn agent_select(chart: Chart) -> AnyView {
    let shown = chart.shown;
    let offers = move || {
        // What is chosen matters only where not all fit.
        let is_long = shown.order.with(|order| order.len() > MAX_LISTED);
        let chosen = if is_long { shown.agent.get() } else { shown.agent.get_untracked() };
        let (agents, left_out) = shown.order.with(|order| listed(order, chosen));
        let offer = |agent: usize| {
            let label = shown.agent_label(agent).unwrap_or_default();
            Offer::new(agent, unturned(&label))
        };
        let words = || words::more_agents(number(left_out));
        let rest = (left_out > 0).then(|| Offer::told("", words()));
        agents.into_iter().map(offer).chain(rest).collect()
    };
    let choose = move |value: String| {
        if let Ok(agent) = value.parse() {
            shown.agent.set(agent);
        }
    };
    Choice { name: Some(words::AGENT_SHOWN), ..Choice::default() }.draw(
        offers,
        move || shown.agent.get().to_string(),
        choose,
    )
}

/// The hours of each day that are seen: those of shifts, or all.
fn hours_select(chart: Chart) -> AnyView {
    let hours = chart.shown.hours;
    let shifts = Memo::new(move |_| chart.layout.with(|layout| layout.as_ref()?.shift_hours));
    let word = move || match hours.get() {
        None => "shifts",
        Some(part) if is_whole_day(part) => "all",
        Some(_) => "zoom",
    };
    let choose = move |value: String| {
        chart.shown.remember();
        hours.set((value == "all").then(|| chart.bounds()));
    };
    let offers = move || {
        let of_shifts = shifts.get().map(|shifts| words::hours_of_shifts(hours_words(shifts)));
        let zoomed = (word() == "zoom").then(|| Offer::told("zoom", words::ZOOMED_IN));
        let all = [Offer::new("shifts", of_shifts.unwrap_or_default()), Offer::new("all", words::ALL_HOURS)];
        all.into_iter().chain(zoomed).collect()
    };
    let is_long = in_force().hours == Hours::Of12;
    let list = Choice {
        label: words::HOURS,
        title: Some(words::HOURS_HINT),
        class: ("row-height folds", if is_long { "row-hours long" } else { "row-hours" }),
        ..Choice::default()
    };
    // It keeps its place while more is coming: shifts may be seen later.
    view! {
        <span class="contents" class:unseen=move || shifts.get().is_none()>
            {list.draw(offers, move || word().to_owned(), choose)}
        </span>
    }
    .into_any()
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
