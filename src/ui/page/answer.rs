//! What is drawn of an answer. All of it is code that the first page can do without: a part of its own.

use leptos::prelude::*;

use super::cards::Cards;
use super::findings::FindingsPanel;
use super::head::{Bar, Head};
use super::loading::Loading;
use super::records::Records;
use super::totals::Totals;
use super::whose::{Tools, Whose};
use crate::app::browser::lazy::lazy;
use crate::app::session::Session;
use crate::ui::adherence::AdherencePanel;
use crate::ui::agents::MomentPanel;
use crate::ui::legend::{Legend, SelectionPanel};
use crate::ui::limits::LimitsPanel;
use crate::ui::live::LiveControl;
use crate::ui::print::PrintSheets;
use crate::ui::scope::ScopeChip;
use crate::ui::show::Show;
use crate::ui::states::StatesLine;
use crate::ui::timeline::Timeline;
use crate::ui::turns::{InTurn, Turns};
use model::format::number;

/// What the code for answers draws.
#[derive(Clone, Copy)]
pub struct Answer {
    /// Progress of a load and what came of it.
    pub loading: fn(Session) -> AnyView,
    /// What begins when this code is here.
    pub begin: fn(Session),
    /// Everything that is there once records came.
    pub shown: fn(Session) -> AnyView,
    /// In the header: whose time is shown, and when.
    pub whose: fn(Session) -> AnyView,
    /// In the header: what can be done with it.
    pub tools: fn(Session) -> AnyView,
}

lazy! { answer:
    /// What draws answers.
    pub fn answer() -> Answer {
        Answer {
            loading: |session| view! { <Loading session/> }.into_any(),
            begin: |session| {
                session.shown.derive();
                session.shown.lasting(|| {
                    session.follow_limits();
                    session.follow_adherence();
                    session.follow_title();
                    session.follow_address();
                    session.follow_states();
                });
            },
            shown: |session| view! { <Results session/> }.into_any(),
            whose: |session| view! { <Whose session/> }.into_any(),
            tools: |session| view! { <Tools session/> }.into_any(),
        }
    }
}

/// Where the records came from.
fn source(session: Session) -> String {
    let records = session.shown.data.with(|data| data.as_ref().map_or(0, |d| d.records()));
    let records = number(records);
    if session.files.told.with(|told| !told.is_empty()) {
        return format!("{records} records loaded from files");
    }
    let (pages, is_demo) =
        session.status.with(|status| status.as_ref().map_or((0, false), |s| (s.pages, s.is_demo)));
    let pages = if pages == 1 { "1 page".to_owned() } else { format!("{} pages", number(pages)) };
    format!("{records} records loaded in {pages}{}", if is_demo { " of sample data" } else { "" })
}

/// Everything that is there once records came.
#[component]
fn Results(session: Session) -> impl IntoView {
    let shown = session.shown;
    let following = Signal::derive(move || session.is_live());
    let busy = Signal::derive(move || {
        session.status.with(|status| status.as_ref().is_some_and(|s| s.state.is_under_way()))
    });
    let refresh = Callback::new(move |()| session.refresh());
    let turns = Turns::new(5);
    view! {
        <ScopeChip shown/>
        <div class="title-row">
            <Head shown is_so_far=busy/>
            <div class="title-tools">
                <LiveControl shown following busy refresh/>
                <p class="answer-source">{move || source(session)}</p>
            </div>
        </div>
        <Bar shown/>
        <InTurn turns turn=1>
            <Cards shown/>
        </InTurn>
        <div class="panel timeline-panel">
            <InTurn turns turn=2>
                <Timeline shown/>
                <PrintSheets shown/>
            </InTurn>
            <InTurn turns turn=3>
                <div class="timeline-foot">
                    <Legend shown/>
                    <StatesLine session/>
                </div>
            </InTurn>
        </div>
        <InTurn turns turn=4>
            <SelectionPanel shown/>
            <LimitsPanel session/>
            <Show when=move || shown.plans.with(|plans| !plans.is_none())>
                <AdherencePanel session/>
            </Show>
            <MomentPanel shown/>
            <div class="tables">
                <Totals shown/>
                <InTurn turns turn=5>
                    <Records shown/>
                </InTurn>
            </div>
            <InTurn turns turn=5>
                <FindingsPanel shown files=session.files.sources/>
            </InTurn>
        </InTurn>
    }
    .into_any()
}
