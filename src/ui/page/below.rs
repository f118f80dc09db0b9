//! What is below the first picture of an answer. All of it is code that comes after the picture: a part of its own.

use leptos::prelude::*;

use super::findings::FindingsPanel;
use super::records::Records;
use super::totals::Totals;
use crate::app::browser::lazy::lazy;
use crate::app::session::Session;
use crate::ui::adherence::AdherencePanel;
use crate::ui::agents::MomentPanel;
use crate::ui::legend::{Legend, SelectionPanel};
use crate::ui::limits::LimitsPanel;
use crate::ui::plans::LoadedSchedules;
use crate::ui::print::{PrintHead, PrintSheets};
use crate::ui::show::Show;
use crate::ui::states::StatesLine;
use crate::ui::turns::{InTurn, Turns};

/// What that code does.
#[derive(Clone, Copy)]
pub struct Below {
    /// What begins when it is here.
    pub begin: fn(Session),
    /// What stands at the foot of the timeline.
    pub foot: fn(Session) -> AnyView,
    /// Panels and tables.
    pub panels: fn(Session) -> AnyView,
    /// What is drawn for paper.
    pub on_paper: fn(Session) -> AnyView,
}

lazy! { late:
    /// The code.
    pub fn below() -> Below {
        Below {
            begin: Session::begin_judging,
            foot: |session| view! { <Foot session/> }.into_any(),
            panels: |session| view! { <Panels session/> }.into_any(),
            on_paper: |session| {
                let shown = session.shown;
                view! { <PrintHead shown/><PrintSheets shown/> }.into_any()
            },
        }
    }
}

/// What colours and marks stand for, and what states are called.
#[component]
fn Foot(session: Session) -> impl IntoView {
    view! {
        <div class="timeline-foot">
            <Legend shown=session.shown/>
            <StatesLine session/>
        </div>
    }
    .into_any()
}

/// Panels and tables, one after the other: the browser draws and listens between them.
#[component]
fn Panels(session: Session) -> impl IntoView {
    let shown = session.shown;
    let turns = Turns::new(5);
    let has_schedule = move || shown.plans_awaited.get() > 0 || shown.plans.with(|plans| !plans.is_none());
    view! {
        <SelectionPanel shown/>
        <LimitsPanel session/>
        <InTurn turns turn=1>
            <Show when=has_schedule>
                <AdherencePanel session/>
            </Show>
        </InTurn>
        <InTurn turns turn=2>
            <MomentPanel shown/>
        </InTurn>
        <div class="tables">
            <InTurn turns turn=3>
                <Totals shown/>
            </InTurn>
            <InTurn turns turn=4>
                <Records shown/>
            </InTurn>
        </div>
        <InTurn turns turn=5>
            <FindingsPanel shown files=session.files.sources/>
            <LoadedSchedules session/>
        </InTurn>
    }
    .into_any()
}
