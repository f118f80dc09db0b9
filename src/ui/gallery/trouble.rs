//! Loads on their way and in trouble, and schedules that came.

use leptos::prelude::*;

use super::sample::{at, partly_known, plans, shift, team, view_of};
use super::whole::pressed;
use super::{section, state};
use crate::app::messages::{Action, UserMessage};
use crate::app::plans::{Origin, PlanSource, Plans};
use crate::app::session::{Session, Status};
use crate::app::view_state::ViewState;
use crate::ui::adherence::AdherencePanel;
use crate::ui::limits::LimitsPanel;
use crate::ui::page::cards::Cards;
use crate::ui::page::head::{Bar, Head};
use crate::ui::page::loading::Loading;
use crate::ui::plans::Schedules;
use crate::ui::scope::ScopeChip;
use data::error::{ApiError, ErrorKind};
use data::fetch::{Failure, FetchState, Progress, Silence};
use data::files::{DateOrder, Dates};
use model::directory::{Directory, Person};
use scene::theme::Theme;

/// All of it.
pub fn all(theme: RwSignal<Theme>) -> AnyView {
    [answer(theme), loading(theme), trouble(theme), schedules(theme), nothing(theme)]
        .into_iter()
        .collect_view()
        .into_any()
}

fn wide(view: impl IntoView + 'static) -> AnyView {
    view! { <div class="gallery-wide">{view.into_any()}</div> }.into_any()
}

fn session_of(shown: ViewState) -> Session {
    let mut session = Session::new();
    session.shown = shown;
    session
}

fn answer(theme: RwSignal<Theme>) -> AnyView {
    let one = |shown: ViewState, is_so_far: bool| {
        wide(view! {
            <ScopeChip shown/>
            <Head shown is_so_far=Signal::stored(is_so_far)/>
            <Bar shown/>
            <Cards shown/>
        })
    };
    let selected = view_of(shift(), theme);
    selected.selection.set(Some(model::time::Span { start: at(9, 0), end: at(11, 0) }.into()));
    section(
        "answer",
        [one(view_of(shift(), theme), true), one(selected, false), one(view_of(team(), theme), false)]
            .collect_view(),
    )
}

fn status(state: FetchState, share: f64) -> Status {
    let (pages, rows) = if share > 0.0 { (4, 3_435) } else { (0, 0) };
    Status {
        state,
        progress: Progress { pages, rows, share, ..Progress::default() },
        failures: Vec::new(),
        silence: Silence::default(),
        is_demo: false,
        archive: None,
        pages,
        is_refresh: false,
    }
}

fn told(theme: RwSignal<Theme>, status: Status) -> AnyView {
    let session = session_of(view_of(shift(), theme));
    session.status.set(Some(status));
    wide(view! { <Loading session/> })
}

fn loading(theme: RwSignal<Theme>) -> AnyView {
    let on_its_way = |share| told(theme, status(FetchState::Running, share));
    section(
        "loading",
        [state("connecting", on_its_way(0.0)), state("on its way", on_its_way(0.4))].collect_view(),
    )
}

fn trouble(theme: RwSignal<Theme>) -> AnyView {
    let error = |kind| ApiError { correlation_id: Some("1f0c-77".into()), ..ApiError::new(kind) };
    let lacking = {
        let why = error(ErrorKind::Unauthorized);
        let failed = FetchState::Failed { why: error(ErrorKind::TooMany) };
        let failure = Failure {
            series: 0,
            agent: Some("7".into()),
            span: super::sample::DAY,
            pages: vec![3, 4],
            and_more: true,
            error: why,
        };
        Status { failures: vec![failure], ..status(failed, 0.8) }
    };
    section(
        "trouble",
        [
            state(
                "token refused",
                told(theme, status(FetchState::NeedsToken { why: error(ErrorKind::Unauthorized) }, 0.6)),
            ),
            state("called off", told(theme, status(FetchState::Cancelled, 0.5))),
            state("page limit", told(theme, status(FetchState::PageLimit, 0.5))),
            state("part missing", told(theme, lacking)),
        ]
        .collect_view(),
    )
}

/// What came from a file, of agents of whom some are loaded, some known, some nobody's.
fn schedules(theme: RwSignal<Theme>) -> AnyView {
    let person = |id: &str, name: &str| (id.into(), Person { name: name.into(), team: None });
    let came = || {
        let shown = view_of(team(), theme);
        shown.people.set(Directory::new([person("100", "Ann Lee"), person("109", "Cy Day")]));
        let file = PlanSource {
            dates: Some(Dates { order: DateOrder::MonthFirst, certain: false }),
            zone: Some("Europe/Paris".to_owned()),
            is_chosen: true,
            ..PlanSource::new(Origin::File("plan.csv".to_owned()), partly_known())
        };
        shown.plans.set(Plans::default().with(vec![file]));
        session_of(shown)
    };
    let opened = came();
    let on_their_way = came();
    on_their_way.shown.plans.set(Plans::default());
    on_their_way.schedules.coming.set(Some(Progress {
        pages: 12,
        series_done: 12,
        series: 60,
        share: 0.2,
        ..Progress::default()
    }));
    let missed = session_of(view_of(team(), theme));
    missed.schedules.fetched.set(Some(UserMessage {
        title: "Schedules did not come".to_owned(),
        text: "The API answered with an error. What is shown is complete but for schedules.".to_owned(),
        quote: None,
        correlation_id: Some("1f0c-77".to_owned()),
        action: Action::Resume,
        topic: None,
        is_error: true,
    }));
    section(
        "schedules",
        [
            state("from a file", wide(pressed("summary", view! { <Schedules session=opened/> }))),
            state("on their way", wide(view! { <Schedules session=on_their_way/> })),
            state("missed", wide(view! { <Schedules session=missed/> })),
        ]
        .collect_view(),
    )
}

/// Lists with nothing in them.
fn nothing(theme: RwSignal<Theme>) -> AnyView {
    let session = |plans: Plans| {
        let shown = view_of(shift(), theme);
        shown.plans.set(plans);
        shown.view.set(model::time::Span { start: at(0, 0), end: at(5, 0) });
        session_of(shown)
    };
    let (kept, unlimited) = (session(plans()), session(Plans::default()));
    section(
        "empty lists",
        [wide(view! { <AdherencePanel session=kept/> }), wide(view! { <LimitsPanel session=unlimited/> })]
            .collect_view(),
    )
}
