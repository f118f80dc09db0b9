//! What of the rows can be chosen above them: whose they are, how high, which hours of days, in which order.

use leptos::prelude::*;

use super::Chart;
use super::rows::{RowGroups, RowHeight, RowOrder};
use crate::app::roster::{MAX_LISTED, listed};
use crate::app::scope::{WHOLE_DAY, hours_words};
use crate::app::words::toolbar as words;
use crate::ui::parts::choice::{Choice, Offer};
use crate::ui::show::Show;
use model::format::{number, unturned};
use model::locale::{Hours, in_force};
use scene::layout::{RowLayout, is_whole_day};
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

/// The hours of each day, or of the one there is, that are seen: those of shifts, or all.
fn hours_select(chart: Chart, by_day: bool) -> AnyView {
    let shown = chart.shown;
    let hours = shown.hours;
    let is_zoomed = move || !by_day && shown.view.get() != shown.window();
    let shifts = Memo::new(move |_| chart.layout.with(|layout| layout.as_ref()?.shift_hours));
    let word = move || match hours.get() {
        _ if is_zoomed() => "zoom",
        Some(part) if is_whole_day(part) => "all",
        Some(_) if by_day => "zoom",
        _ => "shifts",
    };
    let choose = move |value: String| chart.show_hours((value == "all").then_some(WHOLE_DAY));
    let offers = move || {
        // Of one day the words beside it say which hours these are.
        let told =
            |shifts| if by_day { words::hours_of_shifts(hours_words(shifts)) } else { words::SHIFTS.into() };
        let of_shifts = shifts.get().map(told);
        let zoomed = (word() == "zoom").then(|| Offer::told("zoom", words::ZOOMED_IN));
        let all = [Offer::new("shifts", of_shifts.unwrap_or_default()), Offer::new("all", words::ALL_HOURS)];
        all.into_iter().chain(zoomed).collect()
    };
    let class = match in_force().hours {
        _ if !by_day => "",
        Hours::Of12 => "row-hours long",
        Hours::Of24 => "row-hours",
    };
    let list = Choice {
        label: words::HOURS,
        title: Some(words::HOURS_HINT),
        class: ("row-height folds", class),
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
    // Whose hours can be chosen: each day's, or those of the one there is.
    let hours_by_day = Memo::new(move |_| {
        let by_day = shown.lanes.get() == LaneMode::Day;
        let is_folded = chart.layout.with(|layout| layout.as_ref().is_some_and(RowLayout::has_fold));
        (by_day || is_folded).then_some(by_day)
    });
    view! {
        <Show when=move || many_agents.get() && !by_agent()>{agent_select(chart)}</Show>
        <RowGroups chart=chart/>
        <Show when=move || shown.is_everyone()><RowHeight chart=chart/></Show>
        {move || hours_by_day.get().map(|by_day| hours_select(chart, by_day))}
        <RowOrder chart=chart/>
    }
    .into_any()
}
