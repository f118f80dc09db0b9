//! Lanes, zoom, and the list of keys.

use leptos::prelude::*;

use super::Chart;
use super::choices::Choices;
use super::view_range::Reach;
use crate::app::aid::Topic;
use crate::app::command::Command;
use crate::app::words::toolbar as words;
use crate::ui::parts::aria;
use crate::ui::parts::segmented::{Segmented, segment};
use crate::ui::show::Show;
use model::time::DAY;
use scene::rows::LaneMode;

fn lane_button(chart: Chart, mode: LaneMode, label: &'static str) -> impl IntoView {
    let lanes = chart.shown.lanes;
    segment(words::BY, label, mode, move || lanes.get(), move |mode| lanes.set(mode))
}

fn command_button(
    chart: Chart,
    command: Command,
    label: &'static str,
    text: &'static str,
    title: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button"
            class:icon=text.chars().count() == 1
            aria-label=label
            title=title
            on:click=move |_| chart.run(command)
        >
            {text}
        </button>
    }
}

fn select_button(chart: Chart) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button folds early"
            aria-pressed=move || aria(chart.selecting.get())
            title=words::SELECT_HINT
            on:click=move |_| chart.selecting.update(|selecting| *selecting = !*selecting)
        >
            {words::SELECT}
        </button>
    }
}

/// The row above the timeline.
#[component]
pub fn Toolbar(chart: Chart) -> impl IntoView {
    let shown = chart.shown;
    let many_days = Memo::new(move |_| shown.window().len() > DAY);
    let many_agents = Memo::new(move |_| shown.agents() > 1);
    let by_day = move || shown.lanes.get() == LaneMode::Day;
    view! {
        <div class="timeline-tools">
            <Show when=move || many_days.get() || many_agents.get()>
                <Segmented label=words::ROWS_KIND>
                    {lane_button(chart, LaneMode::State, words::STATE)}
                    <Show when=move || many_days.get()>{lane_button(chart, LaneMode::Day, words::DAY)}</Show>
                    <Show when=move || many_agents.get()>{lane_button(chart, LaneMode::Agent, words::AGENT)}</Show>
                </Segmented>
            </Show>
            <Choices chart/>
            <Show when=move || !by_day()><Reach chart=chart/></Show>
            <span class="spacer"></span>
            <button
                type="button"
                class="button view-button"
                aria-expanded=move || aria(chart.tools_open.get())
                on:click=move |_| chart.tools_open.update(|open| *open = !*open)
            >
                {words::VIEW} <span aria-hidden="true">"▾"</span>
            </button>
            <div class="tool-group folds">
                {select_button(chart)}
                {command_button(chart, Command::ZoomOut, words::ZOOM_OUT, "−", words::ZOOM_OUT_KEY)}
                {command_button(chart, Command::ZoomIn, words::ZOOM_IN, "+", words::ZOOM_IN_KEY)}
                {command_button(chart, Command::Fit, words::FIT, words::FIT, words::FIT_KEY)}
                <span class="folds early">{command_button(chart, Command::Back, words::BACK, "↶", words::BACK_KEY)}</span>
                <button type="button" class="button icon" aria-label=words::KEYS aria-haspopup="dialog" title=words::KEYS_AND_GESTURES data-help=Topic::Keys.word()>"?"</button>
            </div>
        </div>
    }
    .into_any()
}
