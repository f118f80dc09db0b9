//! The timeline: a canvas for the scene, and DOM overlays for everything that follows the pointer,
//! so that moving it repaints nothing.

mod chart;
mod choices;
mod commands;
mod dom_events;
mod fetch_day;
mod gestures;
mod grid;
mod grid_keys;
mod grid_state;
mod handles;
mod hands;
mod laid_out;
mod overlay;
mod overview;
mod overview_state;
mod painting;
mod places;
mod row_scroll;
mod rows;
mod staffing;
mod stage;
mod toolbar;
mod tooltip;
mod under;
mod unfolding;
mod view_range;

use leptos::ev;
use leptos::prelude::*;

use crate::app::command;
use crate::app::link::lanes_word;
use crate::app::view_state::effect::effect;
use crate::app::view_state::{LaneMode, ViewState};
use crate::ui::agents::RosterBar;
use crate::ui::lately::lately;
use crate::ui::print::PrintHead;
use crate::ui::show::Show;
pub(crate) use chart::{Chart, Pointer};
use overlay::Overlays;
use overview::Overview;
use rows::Rows;
use stage::Stage;
use toolbar::Toolbar;

/// The timeline of whatever `shown` holds. Nothing is drawn before data came.
#[component]
pub fn Timeline(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let hands = lately(shown, hands::hands);
    let chart = Chart::new(shown, hands);
    let on_key = move |event: ev::KeyboardEvent| {
        let other = event.ctrl_key() || event.meta_key() || event.alt_key();
        let command = command::command(&event.key(), event.shift_key(), other);
        if let Some(command) = command.filter(|_| hands.with_untracked(Option::is_some)) {
            event.prevent_default();
            chart.run(command);
        }
    };
    // Marks come from the table and the search too: whoever sets one, it is brought into view.
    effect(move || {
        shown.marked.track();
        if let Some(hands) = hands.get() {
            (hands.reveal)(chart);
        }
    });
    let records = move || shown.data.with(|data| data.as_ref().map_or(0, |d| d.records()));
    view! {
        <section
            class="timeline panel"
            class:tools-open=move || chart.tools_open.get()
            aria-label="Timeline"
            data-testid="timeline"
            data-records=records
            data-view-start=move || shown.view.get().start.0
            data-view-end=move || shown.view.get().end.0
            data-lanes=move || lanes_word(shown.lanes.get())
        >
            <PrintHead shown/>
            <Toolbar chart=chart/>
            <RosterBar shown=shown/>
            <Show when=move || shown.lanes.get() != LaneMode::Day>
                <Overview chart=chart/>
            </Show>
            <Stage chart=chart on_key>
                <Overlays chart=chart/>
                {move || hands.get().map(|hands| (hands.handles)(chart))}
                <Rows chart=chart/>
            </Stage>
            {move || hands.get().map(|hands| (hands.tooltip)(chart))}
        </section>
    }
    .into_any()
}
