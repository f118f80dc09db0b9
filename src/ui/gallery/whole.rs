//! What the page is made of.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::sample::{DAY, at, days, shift, team, view_of};
use super::{section, state};
use crate::app::aid::Topic;
use crate::app::find::steps::Steps;
use crate::app::quality::Source;
use crate::app::session::Session;
use crate::app::view_state::{LaneMode, SegmentRef, ViewState};
use crate::ui::agents::MomentPanel;
use crate::ui::aids::Aids;
use crate::ui::export::ExportMenu;
use crate::ui::find::{FindBox, StepBar};
use crate::ui::help::HelpBox;
use crate::ui::legend::{Legend, SelectionPanel};
use crate::ui::live::LiveControl;
use crate::ui::page::cards::Cards;
use crate::ui::page::files::FilePicker;
use crate::ui::page::findings::FindingsPanel;
use crate::ui::page::form::QueryForm;
use crate::ui::page::header::Header;
use crate::ui::page::reconcile::{ReconcileGroup, found};
use crate::ui::page::records::Records;
use crate::ui::page::totals::Totals;
use crate::ui::page::whose::Whose;
use crate::ui::scope::ScopeChip;
use crate::ui::timeline::Timeline;
use crate::ui::zone_picker::ZonePicker;
use model::time::Span;
use scene::theme::Theme;

/// All of it.
pub fn all(theme: RwSignal<Theme>) -> AnyView {
    let day = move || view_of(shift(), theme);
    [
        header(day()),
        form(),
        zone_picker(day()),
        find(view_of(team(), theme), day()),
        help(),
        export(day()),
        live(day()),
        figures(day()),
        legend(day()),
        by_state(day(), day()),
        by_day(view_of(days(), theme)),
        by_agent(view_of(team(), theme)),
        moment(view_of(team(), theme)),
        selection(day()),
        tables(day()),
        findings(day()),
    ]
    .into_iter()
    .collect_view()
    .into_any()
}

/// A view on which a person has pressed all that this selector finds.
pub fn pressed(selector: &'static str, view: impl IntoView + 'static) -> AnyView {
    let place = NodeRef::<leptos::html::Div>::new();
    place.on_load(move |place| {
        // What it does is there a moment later.
        request_animation_frame(move || {
            let Ok(found) = place.query_selector_all(selector) else { return };
            let found = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<HtmlElement>().ok());
            found.for_each(|element| element.click());
        });
    });
    view! { <div node_ref=place>{view}</div> }.into_any()
}

fn header(shown: ViewState) -> AnyView {
    let mut session = Session::new();
    session.shown = shown;
    let whose = move || view! { <Whose session/> };
    let none = || ();
    let aids = Aids::new();
    section(
        "header",
        view! { <div class="top gallery-wide"><Header session aids waits=Memo::new(|_| false) whose connected=none tools=none/></div> },
    )
}

fn form() -> AnyView {
    let session = Session::new();
    // A range that moves with time would be another picture every minute.
    session.form.update(|form| {
        form.range = None;
        form.from = "2026-11-03T00:00:00".into();
        form.to = "2026-11-04T00:00:00".into();
    });
    section("form", view! { <div class="panel gallery-wide"><QueryForm session/><FilePicker/></div> })
}

fn zone_picker(shown: ViewState) -> AnyView {
    section("zone picker", view! { <ZonePicker shown/> })
}

fn find(shown: ViewState, alone: ViewState) -> AnyView {
    let found = |shown, text: &'static str| {
        let (typed, is_open) = (RwSignal::new(text.to_owned()), Memo::new(|_| true));
        let (steps, close) = (RwSignal::new(None), Callback::new(|()| ()));
        view! { <div class="modal find"><FindBox shown typed is_open steps input=NodeRef::new() close/></div> }
    };
    let steps = Steps { text: "lunch > 40 min".to_owned(), only: None, from: None };
    section(
        "find",
        [
            state("stretches", found(shown, "lunch > 40 min")),
            state("time zones", found(alone, "Eastern")),
            state("nothing", found(alone, "zzz")),
            state("steps", view! { <StepBar shown=shown steps=RwSignal::new(Some(steps))/> }),
        ]
        .collect_view(),
    )
}

fn help() -> AnyView {
    let all = [Topic::Marks, Topic::Token].map(|topic| {
        let (topic, close) = (RwSignal::new(topic), Callback::new(|()| ()));
        view! { <div class="modal help gallery-wide"><HelpBox topic close/></div> }
    });
    section("help", all.collect_view())
}

fn export(shown: ViewState) -> AnyView {
    let open = view! { <div class="gallery-room"><ExportMenu shown/></div> };
    section("export", state("open", pressed("button", open)))
}

fn live(shown: ViewState) -> AnyView {
    let (yes, no) = (Signal::stored(true), Signal::stored(false));
    let refresh = Callback::new(|()| ());
    section(
        "live",
        [
            state("following", view! { <LiveControl shown following=yes busy=no refresh/> }),
            state("while it loads", view! { <LiveControl shown following=yes busy=yes refresh/> }),
        ]
        .collect_view(),
    )
}

fn figures(shown: ViewState) -> AnyView {
    section("cards", view! { <div class="gallery-wide"><Cards shown/></div> })
}

fn legend(shown: ViewState) -> AnyView {
    shown.hidden.set(["wrap-up".to_owned()].into());
    section(
        "legend",
        [state("scope", view! { <ScopeChip shown/> }), state("one hidden", view! { <Legend shown/> })]
            .collect_view(),
    )
}

fn by_state(shown: ViewState, zoomed: ViewState) -> AnyView {
    shown.selection.set(Some(Span { start: at(9, 0), end: at(11, 0) }.into()));
    shown.marked.set(Some(SegmentRef { agent: 0, segment: 8 }));
    zoomed.view.set(Span { start: at(8, 30), end: at(10, 30) });
    section(
        "timeline by state",
        [
            view! { <div class="gallery-wide"><Timeline shown/></div> }.into_any(),
            view! { <div class="gallery-wide"><Timeline shown=zoomed/></div> }.into_any(),
        ]
        .collect_view(),
    )
}

fn by_day(shown: ViewState) -> AnyView {
    shown.lanes.set(LaneMode::Day);
    section("timeline by day", view! { <div class="gallery-wide"><Timeline shown/></div> })
}

fn by_agent(shown: ViewState) -> AnyView {
    shown.lanes.set(LaneMode::Agent);
    section("timeline by agent", view! { <div class="gallery-wide"><Timeline shown/></div> })
}

fn moment(shown: ViewState) -> AnyView {
    shown.lanes.set(LaneMode::Agent);
    shown.moment.set(Some(at(12, 30)));
    section("moment", view! { <div class="gallery-wide"><MomentPanel shown/></div> })
}

fn selection(shown: ViewState) -> AnyView {
    shown.selection.set(Some(Span { start: at(9, 0), end: at(13, 0) }.into()));
    section("selection", view! { <div class="gallery-wide"><ScopeChip shown/><SelectionPanel shown/></div> })
}

fn tables(shown: ViewState) -> AnyView {
    shown.marked.set(Some(SegmentRef { agent: 0, segment: 8 }));
    shown.view.set(DAY);
    let found = Memo::new(move |_| shown.figures.with(|figures| found(shown, figures.as_ref()?)));
    section(
        "tables",
        view! {
            <div class="gallery-wide"><Totals shown/></div>
            <div class="gallery-wide"><Records shown/></div>
            <div class="gallery-wide"><ReconcileGroup found/></div>
        },
    )
}

fn findings(shown: ViewState) -> AnyView {
    let files = Signal::stored(Vec::<Source>::new());
    let open = pressed("summary", view! { <FindingsPanel shown files/> });
    section("findings", view! { <div class="gallery-wide">{open}</div> })
}
