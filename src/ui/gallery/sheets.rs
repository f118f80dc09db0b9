//! Dialogs, as they lie before a person: what is set, and what is asked.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::sample::{plans, team, view_of};
use super::section;
use crate::app::plans::columns::proposal;
use crate::app::session::Session;
use crate::app::session::files::Asking;
use crate::app::session::schedules::PlanAsking;
use crate::app::states::InForce;
use crate::app::view_state::{LaneMode, ViewState};
use crate::ui::adherence::editor::Editor as AdherenceEditor;
use crate::ui::limits::editor::Editor as LimitsEditor;
use crate::ui::locale::Choices;
use crate::ui::page::columns::ColumnsDialog;
use crate::ui::plans::ask::PlanQuestion;
use crate::ui::states::editor::StatesDialog;
use data::files::columns::Preset;
use model::state::{Entry, StateKind, StateMap};
use scene::theme::Theme;

/// All of them.
pub fn all(theme: RwSignal<Theme>) -> AnyView {
    let planned = move || {
        let shown = view_of(team(), theme);
        shown.plans.set(plans());
        shown
    };
    [
        states(planned()),
        limits(planned()),
        adherence(planned()),
        locale(),
        columns(),
        is_schedule(),
        plan_columns(),
    ]
    .into_iter()
    .collect_view()
    .into_any()
}

fn session_of(shown: ViewState) -> Session {
    let mut session = Session::new();
    shown.lanes.set(LaneMode::Agent);
    session.shown = shown;
    session
}

/// A dialog that lies among the others, over nothing.
fn laid(view: impl IntoView + 'static) -> AnyView {
    let place = NodeRef::<leptos::html::Div>::new();
    place.on_load(move |place| {
        // It opens over everything a moment after it is there.
        request_animation_frame(move || {
            let found = place.query_selector("dialog").ok().flatten();
            if let Some(dialog) = found.and_then(|found| found.dyn_into::<HtmlDialogElement>().ok()) {
                dialog.close();
                dialog.show();
            }
        });
    });
    // Nobody is told that it closed: it would be gone.
    let untold = |event: leptos::ev::Event| event.stop_propagation();
    view! { <div class="gallery-sheet" node_ref=place on:close:capture=untold>{view}</div> }.into_any()
}

/// What is told when a dialog closes, to nobody.
fn nobody<T: 'static>() -> Callback<T> {
    Callback::new(|_| ())
}

fn states(shown: ViewState) -> AnyView {
    let session = session_of(shown);
    let named = |state: &str, reason: Option<&str>, label: Option<&str>, kind, colour| Entry {
        state: Some(state.into()),
        reason: reason.map(Into::into),
        label: label.map(Into::into),
        kind,
        colour,
    };
    let entries = vec![
        named("COACHING", None, Some("One to one"), Some(StateKind::NotReady), Some(2)),
        named("NOT_READY", Some("Admin"), None, None, Some(5)),
    ];
    session.states.update(|states: &mut InForce| states.map = StateMap { entries });
    let catalog = team().catalog;
    section("states editor", laid(view! { <StatesDialog session catalog close=nobody()/> }))
}

fn limits(shown: ViewState) -> AnyView {
    let session = session_of(shown);
    section("limits editor", laid(view! { <LimitsEditor session is_open=RwSignal::new(true)/> }))
}

fn adherence(shown: ViewState) -> AnyView {
    let session = session_of(shown);
    section("adherence editor", laid(view! { <AdherenceEditor session is_open=RwSignal::new(true)/> }))
}

fn locale() -> AnyView {
    let session = Session::new();
    let form = view! { <Choices session close=nobody()/> };
    section("dates and numbers", view! { <div class="modal columns locale-dialog">{form}</div> })
}

fn words(line: &str) -> Vec<String> {
    line.split(',').map(str::to_owned).collect()
}

fn columns() -> AnyView {
    let found = words("User,Status,Since,Secs");
    let rows =
        vec![words("ana@x.test,Away,03/11/2026 09:00:00,60"), words("bo@x.test,Ready,03/11/2026 09:01:00,")];
    let proposal = Preset { zone: Some("Europe/Paris".into()), ..Preset::guess(&found) };
    let asking = Asking { name: "queue.csv".into(), found, rows, proposal };
    section("columns", laid(view! { <ColumnsDialog asking done=nobody() schedule=nobody()/> }))
}

fn question(asking: PlanAsking) -> AnyView {
    let session = Session::new();
    session.schedules.asking.set(Some(asking));
    laid(view! { <PlanQuestion session/> })
}

fn is_schedule() -> AnyView {
    section("is it a schedule", question(PlanAsking::Sort { name: "either.csv".into() }))
}

fn plan_columns() -> AnyView {
    let proposal = proposal(&words("who,From,until,Activity"));
    let rows = vec![words("Ana,9:00,10:00,Open"), words("Bo,10:00,10:15,Break")];
    section("schedule columns", question(PlanAsking::Columns { name: "plan.csv".into(), rows, proposal }))
}
