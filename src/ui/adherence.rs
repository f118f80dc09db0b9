//! What was planned against what was done: figures, and the list of exceptions.

pub(super) mod editor;
mod figures;
mod table;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::adherence::list::{Column, Listing, Place, Wanted};
use crate::app::adherence::sources::Sources;
use crate::app::browser::download::{CSV, File};
use crate::app::messages::{adherence_origin, adherence_trouble};
use crate::app::panel::Panel;
use crate::app::session::Session;
use crate::app::sorting::Sort;
use crate::app::view_state::in_slices::{InSlices, Work, in_slices};
use crate::app::view_state::{SegmentRef, ViewState};
use crate::app::words::adherence as words;
use crate::ui::lately::when_wanted;
use crate::ui::parts::gone_to::{WayBack, gone_to};
use crate::ui::parts::listed::Listed;
use crate::ui::parts::notice::Notice;
use crate::ui::show::Show;
use data::files::exceptions::{ExceptionsInput, exceptions_csv};
use editor::editor;
use figures::FiguresLine;
use model::adherence::{Exception, Judged};
use model::format::number;
use model::locale::for_files;
use table::Table;

/// What the panel's parts share. Copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Exceptions {
    shown: ViewState,
    sort: RwSignal<Sort<Column>>,
    with_forgiven: RwSignal<bool>,
    /// What the list is of.
    listed: Listed,
    /// The line that somebody went to.
    current: RwSignal<Option<Place>>,
    /// What is listed, in order.
    list: InSlices<Arc<Vec<Place>>>,
}

impl Work for Listing<Arc<Judged>> {
    type Done = Arc<Vec<Place>>;

    fn step(&mut self) -> Option<usize> {
        self.step()
    }

    fn done(self) -> Arc<Vec<Place>> {
        self.done().into()
    }
}

impl Exceptions {
    fn new(shown: ViewState) -> Self {
        let (sort, with_forgiven) = (RwSignal::new(Sort::default()), RwSignal::new(false));
        let listed = Listed::new(shown);
        let list = in_slices(move || {
            let data = shown.data.get()?;
            let scope = listed.scope.read();
            let spans = shown.zone.with(|zone| scope.spans(zone));
            let label = |agent| shown.agent_label(agent).unwrap_or_default();
            let (agents, with_forgiven, sort) = (scope.agents.clone(), with_forgiven.get(), sort.get());
            let wanted = Wanted { agents, spans, with_forgiven, sort };
            Some(Listing::new(shown.adhered.get().0, &data.catalog, wanted, label))
        });
        Self { shown, sort, with_forgiven, listed, current: RwSignal::new(None), list }
    }

    /// Runs `work` on a line's exception.
    fn with<T>(self, place: Place, work: impl FnOnce(&Exception) -> T) -> Option<T> {
        self.shown.adhered.with(|judged| place.find(judged).map(work))
    }

    /// Zooms to a stretch and marks it; the list stays.
    fn go(self, place: Place) {
        let Some((segment, span)) = untrack(|| self.with(place, |one| (one.segment, one.span))) else {
            return;
        };
        self.listed.go(SegmentRef { agent: place.agent, segment }, span);
        self.current.set(Some(place));
    }

    /// How many are listed.
    fn count(self) -> usize {
        self.list.done.with(|list| list.len())
    }

    /// Which line of the list was gone to.
    fn current_line(self) -> Option<usize> {
        let current = self.current.get()?;
        self.list.done.with(|list| list.iter().position(|place| *place == current))
    }

    /// Goes so many lines on from the last one.
    fn step(self, by: isize) {
        let list = self.list.done.get_untracked();
        let next = match untrack(|| self.current_line()) {
            Some(at) => at.saturating_add_signed(by).min(list.len().saturating_sub(1)),
            None => 0,
        };
        if let Some(place) = list.get(next) {
            self.go(*place);
        }
    }

    /// The list as a file.
    fn save(self) {
        let shown = self.shown;
        let Some(data) = shown.data.get_untracked() else { return };
        let (people, zone) = (shown.people.get_untracked(), shown.zone.get_untracked());
        let file = File::csv();
        let scope = for_files(|| untrack(|| self.listed.words()));
        shown.adhered.with_untracked(|judged| {
            let list = self.list.done.read_untracked();
            let exceptions: Vec<(usize, &Exception)> =
                list.iter().filter_map(|place| Some((place.agent, place.find(judged)?))).collect();
            let (exceptions, scope) = (&*exceptions, &*scope);
            let input =
                ExceptionsInput { data: &data, judged, people: &people, zone: &zone, exceptions, scope };
            for piece in exceptions_csv(input) {
                file.bytes(&piece);
            }
        });
        file.save(&self.listed.file_name("-exceptions"), CSV);
    }

    /// Whether the schedule is yet to come, not held against anything, or not listed.
    fn is_awaited(self) -> bool {
        self.shown.plans_awaited.get() > 0 || !self.shown.is_judged() || self.list.goes_on.get()
    }

    /// Why nothing is listed.
    fn empty(self) -> Option<&'static str> {
        if self.count() > 0 {
            return None;
        }
        if self.is_awaited() {
            return Some(words::UNTIL_ALL_IS_HERE);
        }
        let has_plan = self.listed.scope.with(|scope| {
            self.shown.adhered.with(|judged| scope.agents.iter().any(|agent| judged.agent(*agent).is_some()))
        });
        Some(if has_plan { words::NO_EXCEPTIONS } else { words::NO_PLAN_HERE })
    }
}

fn origin_line(exceptions: Exceptions) -> impl IntoView {
    let shown = exceptions.shown;
    let words = move || shown.judging.with(|judging| adherence_origin(&judging.origin));
    let is_own = move || shown.adherence.with(Sources::is_changed);
    let back = move || {
        is_own().then(|| {
            let back = move |_| shown.adherence.update(Sources::take_back);
            view! { " " <button type="button" class="link" on:click=back>{words::TAKE_BACK}</button> }
        })
    };
    view! { <p class="limits-origin" data-testid="adherence-origin">{words}{back}</p> }
}

fn tools(exceptions: Exceptions, is_editing: RwSignal<bool>) -> impl IntoView {
    let none = move || exceptions.count() == 0;
    view! {
        <div class="limits-tools">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || exceptions.with_forgiven.get()
                    on:change=move |event| exceptions.with_forgiven.set(event_target_checked(&event))
                />
                {words::ALSO_WHAT_IS_FORGIVEN}
            </label>
            <button type="button" class="button" disabled=none on:click=move |_| exceptions.step(-1)>{words::PREVIOUS}</button>
            <button type="button" class="button" disabled=none on:click=move |_| exceptions.step(1)>{words::NEXT}</button>
            <button type="button" class="button" disabled=none on:click=move |_| exceptions.save()>
                {words::SAVE_LIST_AS_CSV}
            </button>
            <button type="button" class="button" on:click=move |_| is_editing.set(true)>{words::WHAT_FITS_WHAT}</button>
        </div>
    }
}

/// What was planned against what was done.
#[component]
pub fn AdherencePanel(
    /// What the page does.
    session: Session,
) -> impl IntoView {
    let shown = session.shown;
    let exceptions = Exceptions::new(shown);
    let counted = move || if exceptions.is_awaited() { "…".to_owned() } else { number(exceptions.count()) };
    let is_editing = RwSignal::new(false);
    let section = gone_to(session.shown, Panel::Exceptions);
    let (sheet, no_sheet) = when_wanted(move || is_editing.get(), editor);
    let sheet = move || sheet.get().filter(|_| is_editing.get()).map(|sheet| sheet(session, is_editing));
    let troubles = move || {
        let notice = |message| view! { <Notice message testid="adherence-trouble">""</Notice> };
        let troubles = shown.judging.with(|judging| judging.troubles.clone());
        troubles.iter().map(adherence_trouble).map(notice).collect_view()
    };
    view! {
        <section class="panel limits adherence" aria-labelledby="adherence-title" node_ref=section>
            <div class="limits-head">
                <h2 id="adherence-title">{words::EXCEPTIONS}<small>{counted}</small></h2>
                <WayBack shown panel=Panel::Exceptions/>
                {origin_line(exceptions)}
                {tools(exceptions, is_editing)}
            </div>
            {troubles}
            <FiguresLine exceptions/>
            {exceptions.listed.note()}
            <Table exceptions/>
            <Show when=move || exceptions.count() == 0>
                <p class="hint" data-testid="exceptions-empty">{move || exceptions.empty()}</p>
            </Show>
            {no_sheet}
            {sheet}
        </section>
    }
    .into_any()
}
