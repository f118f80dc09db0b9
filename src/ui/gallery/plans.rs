//! Plans beside what was done, and limits.

use leptos::prelude::*;

use super::sample::{at, days, plans, shift, team, view_of};
use super::section;
use crate::app::session::Session;
use crate::app::view_state::{LaneMode, ViewState};
use crate::ui::adherence::AdherencePanel;
use crate::ui::limits::LimitsPanel;
use crate::ui::page::cards::Cards;
use crate::ui::timeline::Timeline;
use model::dataset::Dataset;
use model::time::Span;
use scene::theme::Theme;

/// All of it.
pub fn all(theme: RwSignal<Theme>) -> AnyView {
    let planned = move |data: Dataset| {
        let shown = view_of(data, theme);
        shown.plans.set(plans());
        shown
    };
    [
        by_state(planned(shift()), planned(shift())),
        by_day(planned(days())),
        by_agent(planned(team())),
        exceptions(planned(team())),
        limits(view_of(team(), theme)),
    ]
    .into_iter()
    .collect_view()
    .into_any()
}

fn timeline(shown: ViewState) -> AnyView {
    view! { <div class="gallery-wide"><Timeline shown/></div> }.into_any()
}

fn by_state(shown: ViewState, zoomed: ViewState) -> AnyView {
    zoomed.view.set(Span { start: at(9, 30), end: at(10, 30) });
    section("schedule by state", [timeline(shown), timeline(zoomed)].collect_view())
}

fn by_day(shown: ViewState) -> AnyView {
    shown.lanes.set(LaneMode::Day);
    section("schedule by day", timeline(shown))
}

fn by_agent(shown: ViewState) -> AnyView {
    shown.lanes.set(LaneMode::Agent);
    section("schedule by agent", timeline(shown))
}

fn session_of(shown: ViewState) -> Session {
    let mut session = Session::new();
    shown.lanes.set(LaneMode::Agent);
    session.shown = shown;
    session
}

fn exceptions(shown: ViewState) -> AnyView {
    let session = session_of(shown);
    section(
        "exceptions",
        view! {
            <div class="gallery-wide"><Cards shown/></div>
            <div class="gallery-wide"><AdherencePanel session/></div>
        },
    )
}

fn limits(shown: ViewState) -> AnyView {
    let session = session_of(shown);
    section("limits", view! { <div class="gallery-wide"><LimitsPanel session/></div> })
}
