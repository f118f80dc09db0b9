//! The timeline: a canvas for the scene, and DOM overlays for everything that follows the pointer,
//! so that moving it repaints nothing.

mod chart;
mod choices;
mod commands;
mod dom_events;
mod early;
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
use crate::app::words::timeline as words;
use crate::ui::agents::RosterBar;
use crate::ui::lately::lately;
use crate::ui::show::Show;
use crate::ui::turns::{InTurn, Turns};
pub(crate) use chart::{Chart, Pointer};
use dom_events::width_below_cards;
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
    // All is laid out once, for the width that it will have.
    if shown.width.get_untracked() == 0.0
        && let Some(width) = width_below_cards()
    {
        shown.width.set(width);
    }
    let hands = lately(shown, hands::hands);
    let chart = Chart::new(shown, hands);
    let on_key = move |event: ev::KeyboardEvent| {
        let other = event.ctrl_key() || event.meta_key() || event.alt_key();
        let command = command::command(&event.key(), event.shift_key(), other);
        if let Some(command) = command {
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
    // What stands above, the picture, then what stands beside it: the browser listens between them.
    let turns = Turns::new(3);
    let records = move || shown.data.with(|data| data.as_ref().map_or(0, |d| d.records()));
    view! {
        <section
            class="timeline panel"
            class:tools-open=move || chart.tools_open.get()
            aria-label=words::TIMELINE
            data-testid="timeline"
            data-records=records
            data-view-start=move || chart.seen(shown.view.get()).start.0
            data-view-end=move || chart.seen(shown.view.get()).end.0
            data-lanes=move || lanes_word(shown.lanes.get())
        >
            <Toolbar chart=chart/>
            <InTurn turns turn=1>
                <RosterBar shown=shown/>
                <Show when=move || shown.lanes.get() != LaneMode::Day>
                    <Overview chart=chart/>
                </Show>
            </InTurn>
            <InTurn turns turn=2>
                <Stage chart=chart on_key>
                    <InTurn turns turn=3>
                        <Rows chart=chart/>
                    </InTurn>
                    <Overlays chart=chart/>
                    {move || hands.get().map(|hands| (hands.handles)(chart))}
                </Stage>
            </InTurn>
            {move || hands.get().map(|hands| (hands.tooltip)(chart))}
        </section>
    }
    .into_any()
}
