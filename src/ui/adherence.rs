//! What was planned against what was done: figures, and the list of exceptions.

mod editor;
mod figures;
mod table;

use leptos::prelude::*;

use crate::app::adherence::list::{Place, Sort, in_scope, sorted};
use crate::app::adherence::sources::Sources;
use crate::app::browser::download::{CSV, File};
use crate::app::messages::{adherence_origin, adherence_trouble};
use crate::app::panel::Panel;
use crate::app::scope::{Scope, ScopeKind};
use crate::app::session::Session;
use crate::app::view_state::{LaneMode, SegmentRef, ViewState};
use crate::ui::export::named;
use crate::ui::parts::gone_to::{WayBack, gone_to};
use crate::ui::parts::notice::Notice;
use crate::ui::scope::scope_words;
use crate::ui::show::Show;
use data::files::exceptions::{ExceptionsInput, exceptions_csv};
use editor::Editor;
use figures::FiguresLine;
use model::adherence::Exception;
use model::format::number;
use model::time::{MINUTE, Span};
use table::Table;

/// Least room beside a stretch that is zoomed to, in milliseconds.
const ROOM: i64 = 10 * MINUTE;

/// What was listed when somebody went to one of its lines: it stays while the view is the one of that line.
#[derive(Clone, Debug, PartialEq)]
struct Pinned {
    scope: Scope,
    view: Span,
}

/// What the panel's parts share. Copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Exceptions {
    shown: ViewState,
    sort: RwSignal<Sort>,
    with_forgiven: RwSignal<bool>,
    pinned: RwSignal<Option<Pinned>>,
    /// The line that somebody went to.
    current: RwSignal<Option<Place>>,
    /// What the list is of.
    scope: Memo<Scope>,
    /// What is listed, in order.
    list: Memo<Vec<Place>>,
}

impl Exceptions {
    fn new(shown: ViewState) -> Self {
        let (sort, with_forgiven) = (RwSignal::new(Sort::default()), RwSignal::new(false));
        let pinned = RwSignal::new(None::<Pinned>);
        let scope = Memo::new(move |_| {
            let here = shown.scope.get();
            let is_pinned = |pinned: &Pinned| {
                here.kind == ScopeKind::Zoom && here.hours.is_none() && here.span == pinned.view
            };
            pinned.get().filter(is_pinned).map_or(here.clone(), |pinned| pinned.scope)
        });
        let list = Memo::new(move |_| {
            let Some(data) = shown.data.get() else { return Vec::new() };
            let scope = scope.read();
            let spans = shown.zone.with(|zone| scope.spans(zone));
            let label = |agent| shown.agent_label(agent).unwrap_or_default();
            shown.adhered.with(|judged| {
                let all = in_scope(judged, &scope, &spans, with_forgiven.get());
                sorted(all, judged, &data.catalog, sort.get(), label)
            })
        });
        Self { shown, sort, with_forgiven, pinned, current: RwSignal::new(None), scope, list }
    }

    /// Runs `work` on a line's exception.
    fn with<T>(self, place: Place, work: impl FnOnce(&Exception) -> T) -> Option<T> {
        self.shown.adhered.with(|judged| place.find(judged).map(work))
    }

    /// Zooms to a stretch and marks it; the list stays.
    fn go(self, place: Place) {
        let shown = self.shown;
        let Some((segment, span)) = untrack(|| self.with(place, |one| (one.segment, one.span))) else {
            return;
        };
        if shown.lanes.get_untracked() != LaneMode::Day {
            let scope = self.scope.get_untracked();
            let room = span.len().max(ROOM);
            let around = Span { start: span.start + -room, end: span.end + room };
            shown.remember();
            shown.set_view(around.intersect(shown.bounds()));
            self.pinned.set(Some(Pinned { scope, view: shown.view.get_untracked() }));
        }
        self.current.set(Some(place));
        shown.marked.set(Some(SegmentRef { agent: place.agent, segment }));
    }

    /// Goes so many lines on from the last one.
    fn step(self, by: isize) {
        let list = self.list.get_untracked();
        let at = self.current.get_untracked().and_then(|place| list.iter().position(|other| *other == place));
        let next = match at {
            Some(at) => at.saturating_add_signed(by).min(list.len().saturating_sub(1)),
            None => 0,
        };
        if let Some(place) = list.get(next) {
            self.go(*place);
        }
    }

    fn is_pinned(self) -> bool {
        self.scope.with(|scope| self.shown.scope.with(|here| here != scope))
    }

    /// The list as a file.
    fn save(self) {
        let shown = self.shown;
        let Some(data) = shown.data.get_untracked() else { return };
        let (people, zone) = (shown.people.get_untracked(), shown.zone.get_untracked());
        let file = File::csv();
        let scope = untrack(|| scope_words(shown));
        shown.adhered.with_untracked(|judged| {
            let list = self.list.read_untracked();
            let exceptions: Vec<(usize, &Exception)> =
                list.iter().filter_map(|place| Some((place.agent, place.find(judged)?))).collect();
            let (exceptions, scope) = (&*exceptions, &*scope);
            let input =
                ExceptionsInput { data: &data, judged, people: &people, zone: &zone, exceptions, scope };
            for piece in exceptions_csv(input) {
                file.bytes(&piece);
            }
        });
        file.save(&named(shown, "-exceptions", "csv"), CSV);
    }

    /// Why nothing is listed.
    fn empty(self) -> Option<&'static str> {
        if self.list.with(|list| !list.is_empty()) {
            return None;
        }
        let has_plan = self.scope.with(|scope| {
            self.shown.adhered.with(|judged| scope.agents.iter().any(|agent| judged.agent(*agent).is_some()))
        });
        Some(if has_plan {
            "No exceptions here: what was done is what was planned, as far as it is known."
        } else {
            "No plan: the schedule has nothing for whoever is shown here, in this time."
        })
    }
}

fn origin_line(exceptions: Exceptions) -> impl IntoView {
    let shown = exceptions.shown;
    let words = move || shown.judging.with(|judging| adherence_origin(&judging.origin));
    let is_own = move || shown.adherence.with(Sources::is_changed);
    let back = move || {
        is_own().then(|| {
            let back = move |_| shown.adherence.update(Sources::take_back);
            view! { " " <button type="button" class="link" on:click=back>"Take back"</button> }
        })
    };
    view! { <p class="limits-origin" data-testid="adherence-origin">{words}{back}</p> }
}

fn tools(exceptions: Exceptions, is_editing: RwSignal<bool>) -> impl IntoView {
    let count = move || exceptions.list.with(Vec::len);
    let none = move || count() == 0;
    view! {
        <div class="limits-tools">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || exceptions.with_forgiven.get()
                    on:change=move |event| exceptions.with_forgiven.set(event_target_checked(&event))
                />
                "Also what is forgiven"
            </label>
            <button type="button" class="button" disabled=none on:click=move |_| exceptions.step(-1)>"‹ Previous"</button>
            <button type="button" class="button" disabled=none on:click=move |_| exceptions.step(1)>"Next ›"</button>
            <button type="button" class="button" disabled=none on:click=move |_| exceptions.save()>
                "Save list as CSV"
            </button>
            <button type="button" class="button" on:click=move |_| is_editing.set(true)>"What fits what…"</button>
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
    let count = move || exceptions.list.with(Vec::len);
    let is_editing = RwSignal::new(false);
    let section = gone_to(session.shown, Panel::Exceptions);
    let editor = move || is_editing.get().then(|| view! { <Editor session is_open=is_editing/> });
    let troubles = move || {
        let notice = |message| view! { <Notice message testid="adherence-trouble">""</Notice> };
        let troubles = shown.judging.with(|judging| judging.troubles.clone());
        troubles.iter().map(adherence_trouble).map(notice).collect_view()
    };
    let pinned = move || {
        exceptions.is_pinned().then(|| {
            view! {
                <p class="hint">
                    "The timeline shows one stretch of the list. "
                    <button type="button" class="link" on:click=move |_| exceptions.pinned.set(None)>
                        "List what is shown"
                    </button>
                </p>
            }
        })
    };
    view! {
        <section class="panel limits adherence" aria-labelledby="adherence-title" node_ref=section>
            <div class="limits-head">
                <h2 id="adherence-title">"Exceptions "<small>{move || number(count())}</small></h2>
                <WayBack shown panel=Panel::Exceptions/>
                {origin_line(exceptions)}
                {tools(exceptions, is_editing)}
            </div>
            {troubles}
            <FiguresLine exceptions/>
            {pinned}
            <Table exceptions/>
            <Show when=move || count() == 0>
                <p class="hint" data-testid="exceptions-empty">{move || exceptions.empty()}</p>
            </Show>
            {editor}
        </section>
    }
    .into_any()
}
