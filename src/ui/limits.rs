//! What is over its limit: which limits are in force, and the list.

pub(super) mod editor;
mod notify;
mod rules;
mod table;
mod totals;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::browser::download::{CSV, File};
use crate::app::limits::list::{Column, Filter, Listing, in_scope};
use crate::app::limits::words::title;
use crate::app::panel::Panel;
use crate::app::session::Session;
use crate::app::sorting::Sort;
use crate::app::view_state::in_slices::{InSlices, Work, in_slices};
use crate::app::view_state::{SegmentRef, ViewState};
use crate::app::words::limits as words;
use crate::ui::lately::when_wanted;
use crate::ui::parts::gone_to::{WayBack, gone_to};
use crate::ui::parts::listed::Listed;
use crate::ui::show::Show;
use data::files::breaches::{BreachesInput, breaches_csv};
use editor::editor;
use model::format::{duration_words, number};
use model::limits::{Breach, Judged};
use model::locale::for_files;
use model::time::MINUTE;
use notify::Notify;
use rules::{InForceLine, RuleChips, Troubles};
use table::Table;
use totals::Totals;

/// What the list can be cut to: over by no less, in minutes.
const LEAST_MINUTES: [i64; 6] = [0, 1, 2, 5, 10, 30];

/// What the panel's parts share. Copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    shown: ViewState,
    filter: RwSignal<Filter>,
    sort: RwSignal<Sort<Column>>,
    /// What the list is of.
    listed: Listed,
    /// All that is over in it: positions in [`Judged::breaches`].
    broken: Memo<Vec<usize>>,
    /// What of that is listed, in order.
    list: InSlices<Arc<Vec<usize>>>,
}

impl Work for Listing<Arc<Judged>> {
    type Done = Arc<Vec<usize>>;

    fn step(&mut self) -> Option<usize> {
        self.step()
    }

    fn done(self) -> Arc<Vec<usize>> {
        self.done().into()
    }
}

impl Limits {
    fn new(shown: ViewState) -> Self {
        let (filter, sort) = (RwSignal::new(Filter::default()), RwSignal::new(Sort::default()));
        let listed = Listed::new(shown);
        let broken = Memo::new(move |_| {
            let scope = listed.scope.read();
            let spans = shown.zone.with(|zone| scope.spans(zone));
            shown.overruns.with(|overruns| in_scope(overruns, &scope, &spans))
        });
        let list = in_slices(move || {
            let data = shown.data.get()?;
            let label = |agent| shown.agent_label(agent).unwrap_or_default();
            let (how, agents) = ((filter.get(), sort.get()), data.agents.len());
            Some(Listing::new(shown.judged.get(), broken.get(), &data.catalog, how, agents, label))
        });
        Self { shown, filter, sort, listed, broken, list }
    }

    /// Runs `work` on a line's breach.
    fn with_breach<T>(self, place: usize, work: impl FnOnce(&Breach) -> T) -> Option<T> {
        self.shown.judged.with(|judged| judged.breaches.get(place).map(work))
    }

    /// How many are listed.
    fn count(self) -> usize {
        self.list.done.with(|list| list.len())
    }

    /// Whether it is not known yet what is to be listed.
    fn is_awaited(self) -> bool {
        !self.shown.is_judged() || self.list.goes_on.get()
    }

    /// The first line of the list whose segment is marked.
    fn marked_line(self) -> Option<usize> {
        let marked = self.shown.marked.get()?;
        let is_marked = |breach: &Breach| breach.agent == marked.agent && breach.segment == marked.segment;
        let list = self.list.done.read();
        list.iter().position(|place| self.with_breach(*place, is_marked) == Some(true))
    }

    /// Zooms to a stretch and marks it; the list stays.
    fn go(self, place: usize) {
        let line = |breach: &Breach| (breach.agent, breach.segment, breach.span);
        if let Some((agent, segment, span)) = untrack(|| self.with_breach(place, line)) {
            self.listed.go(SegmentRef { agent, segment }, span);
        }
    }

    /// The list as a file.
    fn save(self) {
        let shown = self.shown;
        let Some(data) = shown.data.get_untracked() else { return };
        let (people, zone) = (shown.people.get_untracked(), shown.zone.get_untracked());
        let rules: Vec<String> = shown.limits.with_untracked(|limits| {
            let titles = limits.rules.list.iter().map(|rule| title(rule, limits.rules.per));
            for_files(|| titles.collect())
        });
        let file = File::csv();
        let plans = &shown.adhered.get_untracked();
        shown.judged.with_untracked(|judged| {
            let list = self.list.done.read_untracked();
            let breaches: Vec<&Breach> =
                list.iter().filter_map(|place| judged.breaches.get(*place)).collect();
            let scope = for_files(|| untrack(|| self.listed.words()));
            let (breaches, rules) = (&breaches, &rules);
            let input = BreachesInput {
                data: &data,
                people: &people,
                zone: &zone,
                breaches,
                rules,
                plans,
                scope: &scope,
            };
            for piece in breaches_csv(input) {
                file.bytes(&piece);
            }
        });
        file.save(&self.listed.file_name("-limits"), CSV);
    }

    /// Why nothing is listed, and what was looked at.
    fn empty(self) -> Option<String> {
        if self.count() > 0 {
            return None;
        }
        if self.is_awaited() {
            return Some(words::UNTIL_ALL_IS_HERE.to_owned());
        }
        let rules = self.shown.limits.with(|limits| limits.rules.list.len());
        if rules == 0 {
            return Some(words::NONE_SET.to_owned());
        }
        if self.broken.with(|broken| !broken.is_empty()) {
            return Some(words::NONE_SO_MUCH.to_owned());
        }
        Some(self.shown.judged.with(|judged| looked_at(judged, rules)))
    }
}

/// What was looked at where nothing is over.
fn looked_at(judged: &Judged, rules: usize) -> String {
    let looked = judged.looked;
    let counted =
        |n: usize, one: &str, many: &str| format!("{} {}", number(n), if n == 1 { one } else { many });
    let unknown = match looked.unknown_ms {
        0 => String::new(),
        ms => words::unknown_time(duration_words(ms)),
    };
    words::none_over(
        counted(looked.occurrences, words::STRETCH, words::STRETCHES),
        counted(looked.agents, words::ONE_AGENT, words::AGENTS),
        counted(rules, words::ONE_LIMIT, words::SEVERAL_LIMITS),
        unknown,
    )
}

fn least_select(limits: Limits) -> impl IntoView {
    let options = LEAST_MINUTES.map(|minutes| {
        let words = if minutes == 0 { words::ANY_TIME_OVER.to_owned() } else { format!("{minutes} min") };
        let is_chosen = move || limits.filter.with(|filter| filter.least_ms == minutes * MINUTE);
        view! { <option value=minutes selected=is_chosen>{words}</option> }
    });
    let choose = move |event| {
        let minutes: i64 = event_target_value(&event).parse().unwrap_or(0);
        limits.filter.update(|filter| filter.least_ms = minutes * MINUTE);
    };
    view! { <label>{words::OVER_BY_AT_LEAST} <select on:change=choose>{options.collect_view()}</select></label> }
}

/// The list of what is over its limit.
#[component]
pub fn LimitsPanel(
    /// What the page does.
    session: Session,
) -> impl IntoView {
    let limits = Limits::new(session.shown);
    let count = move || limits.count();
    let counted = move || if limits.is_awaited() { "…".to_owned() } else { number(count()) };
    let is_editing = RwSignal::new(false);
    let section = gone_to(session.shown, Panel::Limits);
    let (sheet, no_sheet) = when_wanted(move || is_editing.get(), editor);
    let sheet = move || sheet.get().filter(|_| is_editing.get()).map(|sheet| sheet(session, is_editing));
    view! {
        <section class="panel limits" aria-labelledby="limits-title" node_ref=section>
            <div class="limits-head">
                <h2 id="limits-title">{words::LIMITS_BROKEN}<small>{counted}</small></h2>
                <WayBack shown=session.shown panel=Panel::Limits/>
                <InForceLine limits/>
                <div class="limits-tools">
                    {least_select(limits)}
                    <button type="button" class="button" disabled=move || count() == 0 on:click=move |_| limits.save()>
                        {words::SAVE_LIST_AS_CSV}
                    </button>
                    <button type="button" class="button" on:click=move |_| is_editing.set(true)>
                        {words::EDIT_LIMITS}
                    </button>
                </div>
            </div>
            <Troubles limits/>
            <RuleChips limits/>
            <Notify session/>
            {limits.listed.note()}
            <Table limits/>
            <Show when=move || count() == 0>
                <p class="hint" data-testid="limits-empty">{move || limits.empty()}</p>
            </Show>
            <Totals limits/>
            {no_sheet}
            {sheet}
        </section>
    }
    .into_any()
}
