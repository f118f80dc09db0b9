//! The legend, and the summary of a selection.

use std::collections::HashSet;

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::app::legend::{Entry, entries, toggled};
use crate::app::scope::ScopeKind;
use crate::app::view_state::{Data, LaneMode, ViewState};
use crate::app::words::legend as words;
use crate::ui::foreign::foreign;
use crate::ui::parts::aria;
use crate::ui::parts::swatch::{Look, look_swatch, swatch};
use crate::ui::show::Show;
use crate::ui::table_head::TableHead;
use model::format::{Clock, exact_words, number, percent, span_words};
use model::index::Total;
use model::lane::Lane;
use model::state::StateKind;
use model::summary::Summary;
use model::time::Span;
use scene::viewport::around;

/// The states of a summary with their figures, as the legend lists them.
fn entries_of(shown: ViewState, summary: &Summary) -> Vec<Entry> {
    let of = |data: &Data| shown.others.with(|others| entries(summary, &data.catalog, others));
    shown.data.with(|data| data.as_ref().map(of)).unwrap_or_default()
}

/// All states of the scope, hidden ones without figures; those that are hidden and occur elsewhere in the range
/// too, or nothing could bring them back.
fn listed(shown: ViewState) -> Vec<Entry> {
    let Some(figures) = shown.figures.get() else { return Vec::new() };
    let mut listed = entries_of(shown, &figures.whole);
    shown.hidden.with(|hidden| {
        if hidden.is_empty() {
            return;
        }
        let there: HashSet<String> = listed.iter().map(|entry| entry.key.clone()).collect();
        let everywhere = shown.data.with(|data| data.as_ref().map(|data| data.summary(data.window)));
        let elsewhere = everywhere.map(|summary| entries_of(shown, &summary)).unwrap_or_default();
        listed.extend(
            elsewhere.into_iter().filter(|entry| !there.contains(&entry.key) && hidden.contains(&entry.key)),
        );
        for entry in listed.iter_mut().filter(|entry| hidden.contains(&entry.key)) {
            (entry.total, entry.share, entry.reasons) = (Total::default(), None, Vec::new());
        }
    });
    listed
}

/// What a state means, where its name does not say it.
fn meaning(kind: StateKind) -> &'static str {
    match kind {
        StateKind::Unknown => words::UNKNOWN_MEANS,
        StateKind::NoData => words::NO_DATA_MEANS,
        StateKind::NotFetched => words::NOT_FETCHED_MEANS,
        StateKind::LoggedOut => words::LOGGED_OUT_MEANS,
        _ => "",
    }
}

/// The legend: states with time, share of logged-in time and count. A click hides a state, with Alt
/// it shows that state alone.
#[component]
pub fn Legend(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let listed = Memo::new(move |_| listed(shown));
    let keys =
        Memo::new(move |_| listed.with(|l| l.iter().map(|entry| entry.key.clone()).collect::<Vec<_>>()));
    let entry = move |key: String| {
        let found = {
            let key = key.clone();
            move || listed.with(|l| l.iter().find(|entry| entry.key == key).cloned())
        };
        view! { <LegendEntry shown=shown name=key found=Signal::derive(found) keys=keys/> }
    };
    let of = move || match shown.scope.with(|scope| scope.kind) {
        ScopeKind::Selection => words::IN_THE_SELECTION,
        ScopeKind::Zoom => words::IN_THE_VIEW,
        ScopeKind::Range => words::IN_THE_RANGE,
    };
    view! {
        <div class="legend" role="group" aria-label=move || words::legend_of(of()) data-testid="legend">
            <For each=move || keys.get() key=|key: &String| key.clone() children=entry/>
            <Looks shown=shown/>
        </div>
    }
    .into_any()
}

/// One state of the legend.
#[component]
fn LegendEntry(
    shown: ViewState,
    name: String,
    found: Signal<Option<Entry>>,
    keys: Memo<Vec<String>>,
) -> impl IntoView {
    let first = found.get_untracked();
    let label = move || found.get().map(|entry| entry.label).unwrap_or_default();
    let about = first.as_ref().map_or("", |entry| meaning(entry.kind));
    let key = name.clone();
    let is_shown = move || !shown.hidden.with(|hidden| hidden.contains(&key));
    let words = {
        let is_shown = is_shown.clone();
        move || {
            let (time, share, count) = found.get().filter(|_| is_shown())?.words();
            Some((time, share, format!("{count}×")))
        }
    };
    let word = move |of: fn((String, String, String)) -> String| {
        let words = words.clone();
        move || words().map(of)
    };
    let total = move || found.get().map(|entry| entry.total).unwrap_or_default();
    let pressed = move || aria(is_shown());
    let on_click = {
        let key = [name.clone()];
        move |event: MouseEvent| {
            let all = keys.get_untracked();
            shown.hidden.update(|hidden| *hidden = toggled(hidden, &key, event.alt_key(), &all));
        }
    };
    view! {
        <button
            type="button"
            class="legend-entry"
            aria-pressed=pressed
            title=words::entry_hint(about)
            data-state=name
            data-ms=move || total().ms
            data-count=move || total().count
            on:click=on_click
        >
            {first.as_ref().map(|entry| swatch(entry.kind, entry.role))}
            <span>{move || foreign(&label())}</span>
            <b>{word(|(time, ..)| time)}</b>
            <span class="figure">{word(|(_, share, _)| share)}</span>
            <span class="figure">{word(|(.., count)| count)}</span>
        </button>
    }
}

/// The looks that are no states: in progress, started earlier, and several states upon each other.
#[component]
fn Looks(shown: ViewState) -> impl IntoView {
    let lanes = move |has: fn(&Lane) -> bool| {
        let agents = shown.scope.with(|scope| scope.agents.clone());
        shown.data.with(|data| {
            let all = data.as_ref().map_or(&[][..], |d| &d.agents);
            agents.iter().filter_map(|agent| all.get(*agent)).any(|agent| has(&agent.lane))
        })
    };
    let running = Memo::new(move |_| lanes(|lane| lane.running().is_some()));
    let carried = Memo::new(move |_| lanes(Lane::is_carried_in));
    let mixed = move || shown.lanes.get() != LaneMode::State;
    let passed = Memo::new(move |_| shown.broken.with(|broken| !broken.is_empty()));
    let planned = Memo::new(move |_| shown.has_plan());
    let plan = move || {
        let (planned, exception) = if mixed() {
            ((Look::PlannedLine, words::SCHEDULED_OPEN, words::SCHEDULED_OPEN_MEANS), Look::ExceptionLine)
        } else {
            ((Look::Planned, words::SCHEDULED, words::SCHEDULED_MEANS), Look::Exception)
        };
        [planned, (exception, words::EXCEPTION, words::EXCEPTION_MEANS)]
    };
    let told = |look: Look, name: &'static str, about: &'static str| {
        view! { <span class="legend-look" title=about>{look_swatch(look)}{name}</span> }
    };
    view! {
        <Show when=move || running.get()>{told(Look::Running, words::IN_PROGRESS, words::IN_PROGRESS_MEANS)}</Show>
        <Show when=move || carried.get()>
            {told(Look::Carried, words::STARTED_EARLIER, words::STARTED_EARLIER_MEANS)}
        </Show>
        <Show when=move || passed.get()>
            {told(Look::Passed, words::LIMIT_PASSED, words::LIMIT_PASSED_MEANS)}
        </Show>
        <Show when=move || planned.get()>
            {move || plan().map(|(look, name, about)| told(look, name, about))}
        </Show>
        <Show when=mixed>
            {told(Look::Mixed, words::HEIGHT_IS_SHARE, words::HEIGHT_IS_SHARE_MEANS)}
        </Show>
    }
}

/// Columns of the summary of a selection.
const COLUMNS: [(&str, &str); 6] = [
    (words::STATE_AND_REASON, ""),
    (words::TIME, Clock::Both.unit()),
    (words::SHARE, words::SHARE_OF_SELECTION),
    (words::COUNT, ""),
    (words::AVERAGE, Clock::Stretch.unit()),
    (words::LONGEST, Clock::Stretch.unit()),
];

/// Figures of one row of the summary of a selection.
fn figures(total: &Total, whole_ms: i64) -> impl IntoView + use<> {
    let share = if whole_ms > 0 { percent(total.ms as f64 / whole_ms as f64) } else { "–".to_owned() };
    view! {
        <td>{Clock::Both.text(total.ms)}</td>
        <td>{share}</td>
        <td>{number(total.count as usize)}</td>
        <td>{Clock::Stretch.text(total.mean_ms())}</td>
        <td>{Clock::Stretch.text(total.longest_ms)}</td>
    }
}

fn selection_rows(entry: &Entry, whole_ms: i64) -> impl IntoView + use<> {
    let reasons = entry.reasons.iter().map(|(name, total)| {
        view! {
            <tr class="reason" data-state=entry.key.clone() data-reason=name.clone() data-ms=total.ms data-count=total.count>
                <th scope="row">{foreign(name)}</th>
                {figures(total, whole_ms)}
            </tr>
        }
    });
    let reasons = reasons.collect_view();
    view! {
        <tr data-state=entry.key.clone() data-ms=entry.total.ms data-count=entry.total.count>
            <th scope="row">{swatch(entry.kind, entry.role)}{foreign(&entry.label)}</th>
            {figures(&entry.total, whole_ms)}
        </tr>
        {reasons}
    }
}

/// What is in the selection: time, share, count and average per state and per reason. Nothing
/// without a selection.
#[component]
pub fn SelectionPanel(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let selected = Memo::new(move |_| {
        shown.scope.with(|scope| (scope.kind == ScopeKind::Selection).then(|| scope.clone()))
    });
    let spans = move || {
        let scope = selected.get().unwrap_or_default();
        shown.zone.with(|zone| scope.spans(zone)).into_iter().map(Span::len).sum::<i64>()
    };
    let words = move || {
        let span = selected.get().unwrap_or_default().span;
        shown.zone.with(|zone| format!("{} · {}", span_words(span, zone), exact_words(spans())))
    };
    let rows = move || {
        let figures = shown.figures.get()?;
        let whole_ms = spans().saturating_mul(figures.agents as i64);
        let entries = entries_of(shown, &figures.summary);
        Some(entries.iter().map(|entry| selection_rows(entry, whole_ms)).collect_view())
    };
    let zoom = move |_| {
        let Some(selection) = shown.selection.get_untracked() else { return };
        shown.remember();
        if shown.lanes.get_untracked() == LaneMode::Day {
            shown.hours.set(Some(shown.zone.with_untracked(|zone| selection.in_day(zone))));
        } else {
            shown.set_view(around(selection.span, untrack(|| shown.window())));
        }
    };
    view! {
        <Show when=move || selected.with(Option::is_some)>
            <section class="panel selection-panel" aria-label=words::SELECTION data-testid="selection">
                <div class="selection-head">
                    <h2>{words::SELECTION}</h2>
                    <p>{words}</p>
                    <button type="button" class="button" on:click=zoom>{words::ZOOM_TO_IT}</button>
                    <button type="button" class="button" on:click=move |_| shown.selection.set(None)>{words::CLEAR}</button>
                </div>
                <div class="table-scroll" tabindex="0" role="region" aria-label=words::TIME_IN_THE_SELECTION>
                    <table>
                        <TableHead columns=&COLUMNS/>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        </Show>
    }
    .into_any()
}
