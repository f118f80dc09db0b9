//! Lanes, zoom, and the list of keys.

use leptos::prelude::*;

use super::Chart;
use crate::app::command::{Command, KEYS};
use crate::domain::time::DAY;
use crate::scene::rows::LaneMode;

fn lane_button(chart: Chart, mode: LaneMode, label: &'static str) -> impl IntoView {
    let pressed = move || if chart.shown.lanes.get() == mode { "true" } else { "false" };
    view! {
        <button type="button" aria-pressed=pressed on:click=move |_| chart.shown.lanes.set(mode)>
            {label}
        </button>
    }
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

/// The row above the timeline.
#[component]
pub fn Toolbar(chart: Chart) -> impl IntoView {
    let many_days = move || chart.shown.window().len() > DAY;
    let many_agents = move || chart.shown.data.with(|data| data.as_ref().is_some_and(|d| d.agents.len() > 1));
    view! {
        <div class="timeline-tools">
            <div class="segmented" role="group" aria-label="Rows">
                {lane_button(chart, LaneMode::State, "By state")}
                <Show when=many_days>{lane_button(chart, LaneMode::Day, "By day")}</Show>
                <Show when=many_agents>{lane_button(chart, LaneMode::Agent, "By agent")}</Show>
            </div>
            <span class="spacer"></span>
            {command_button(chart, Command::ZoomOut, "Zoom out", "−", "Zoom out (S)")}
            {command_button(chart, Command::ZoomIn, "Zoom in", "+", "Zoom in (W)")}
            {command_button(chart, Command::Fit, "Fit", "Fit", "Fit the whole range (0)")}
            {command_button(chart, Command::Back, "Back", "↶", "Back to the view before (Backspace)")}
            {command_button(chart, Command::Help, "Keys", "?", "List the keys (?)")}
        </div>
        <Show when=move || chart.help.get()>
            <div class="keys" role="region" aria-label="Keys">
                <p>"With the focus on the timeline. With the mouse: drag to pan, Ctrl + wheel to zoom, Shift + drag to select, double-click to fit."</p>
                <dl>
                    {KEYS
                        .iter()
                        .map(|(key, _, meaning)| view! { <div><dt><kbd>{*key}</kbd></dt><dd>{*meaning}</dd></div> })
                        .collect_view()}
                </dl>
            </div>
        </Show>
    }
    .into_any()
}
