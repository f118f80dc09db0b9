//! The page: form, progress, figures, timeline and tables.

mod cards;
mod files;
mod findings;
mod form;
mod header;
mod loading;
mod reconcile;
mod records;
mod sign_in;
mod start;
mod totals;

use leptos::prelude::*;

use crate::app::browser::session::Session;
use crate::app::figures::Figures;
use crate::domain::words::{duration_words, number, span_to_minute};
use crate::ui::agents::MomentPanel;
use crate::ui::legend::{Legend, ScopeSwitch, SelectionPanel};
use crate::ui::live::LiveControl;
use crate::ui::search::Search;
use crate::ui::timeline::Timeline;
use cards::Cards;
use files::{FilePicker, FilesPanel, accept_drops};
use findings::FindingsPanel;
use form::QueryForm;
use header::Header;
use loading::Loading;
use reconcile::ReconcilePanel;
use records::Records;
use start::Start;
use totals::Totals;

/// One line below the title: time logged in, changes, records.
fn subtitle(session: Session, figures: Memo<Option<Figures>>) -> String {
    let Some(figures) = figures.get() else { return String::new() };
    let records = session.shown.data.with(|data| data.as_ref().map_or(0, |d| d.records()));
    let pages = session.status.with(|status| status.as_ref().map_or(0, |s| s.pages));
    let from =
        if session.status.with(|s| s.as_ref().is_some_and(|s| s.is_demo)) { " of sample data" } else { "" };
    if session.files.told.with(|told| !told.is_empty()) {
        return format!(
            "{} logged in · {} state changes · {} records from files",
            duration_words(figures.summary.logged_in_ms()),
            number(figures.summary.changes() as usize),
            number(records),
        );
    }
    let pages_words = if pages == 1 { "1 page".to_owned() } else { format!("{} pages", number(pages)) };
    format!(
        "{} logged in · {} state changes · {} records in {pages_words}{from}",
        duration_words(figures.summary.logged_in_ms()),
        number(figures.summary.changes() as usize),
        number(records),
    )
}

/// Everything that is there once records came.
#[component]
fn Shown(session: Session) -> impl IntoView {
    let shown = session.shown;
    let figures = Memo::new(move |_| {
        let data = shown.data.get()?;
        Figures::new(&data, shown.agent.get(), shown.lanes.get(), shown.scope_span())
    });
    let following = Signal::derive(move || session.is_live());
    let busy = Signal::derive(move || {
        session.status.with(|status| status.as_ref().is_some_and(|s| s.state.is_under_way()))
    });
    let refresh = Callback::new(move |()| session.refresh());
    let title = move || shown.zone.with(|zone| span_to_minute(shown.window(), zone));
    view! {
        <div class="title-row">
            <div>
                <h1>{title}</h1>
                <p>{move || subtitle(session, figures)}</p>
            </div>
            <div class="title-tools">
                <LiveControl shown following busy refresh/>
                <ScopeSwitch shown/>
            </div>
        </div>
        <Cards shown figures/>
        <div class="panel timeline-panel">
            <Timeline shown/>
            <div class="timeline-foot">
                <Legend shown/>
                <Search shown/>
            </div>
        </div>
        <SelectionPanel shown/>
        <MomentPanel shown/>
        <ReconcilePanel shown figures/>
        <div class="tables">
            <Totals shown figures/>
            <Records shown/>
        </div>
        <FindingsPanel shown/>
    }
    .into_any()
}

/// The whole page.
#[component]
pub fn Page() -> impl IntoView {
    let session = Session::new();
    session.open();
    accept_drops(session);
    // A load that failed before anything came has nothing to show but why.
    let came_to_nothing = move || {
        session.status.with(|status| status.as_ref().is_some_and(|s| s.pages == 0 && !s.state.is_under_way()))
    };
    let loaded = Memo::new(move |_| session.shown.data.with(Option::is_some) && !came_to_nothing());
    let at_start = Memo::new(move |_| !loaded.get() && session.status.with(Option::is_none));
    view! {
        <a class="skip" href="#main">"Skip to the content"</a>
        <Header session/>
        <main id="main" tabindex="-1">
            <FilesPanel session/>
            <Show when=move || at_start.get()>
                <Start session/>
            </Show>
            <Show when=move || !at_start.get()>
                <Loading session/>
                <Show when=move || session.editing.get() || !loaded.get()>
                    <section class="panel" aria-label="What to load"><QueryForm session/><FilePicker session/></section>
                </Show>
                <Show when=move || loaded.get()>
                    <Shown session/>
                </Show>
            </Show>
        </main>
    }
    .into_any()
}
