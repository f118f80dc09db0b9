//! Data quality: what was odd about the records, and what could not be drawn.

use leptos::prelude::*;

use super::reconcile::{ReconcileGroup, found};
use crate::app::aid::Topic;
use crate::app::messages;
use crate::app::quality::{self, Source};
use crate::app::view_state::{Data, SegmentRef, ViewState};
use crate::app::words::records as words;
use crate::ui::parts::notice::why;
use crate::ui::plans::findings::{plan_findings, plan_groups};
use crate::ui::show::Show;
use model::findings::{Finding, FindingKind};
use model::format::{date_time, number};
use model::remark::RemarkKind;

/// Most examples listed of one kind.
const EXAMPLES: usize = 20;

/// Most rows listed that could not be placed.
const REJECTED: usize = 100;

fn group(title: &'static str, meaning: &'static str, count: usize, list: AnyView) -> impl IntoView {
    view! {
        <details>
            <summary>{title}": "<b>{number(count)}</b></summary>
            <p class="hint">{meaning}</p>
            <ul>{list}</ul>
        </details>
    }
}

fn example(shown: ViewState, agent: usize, finding: Finding) -> impl IntoView {
    let at = shown.zone.with(|zone| date_time(finding.at, zone));
    let words = messages::off_by(&finding).map_or_else(|| at.clone(), |words| format!("{at} · {words}"));
    let go = move |_| {
        shown.agent.set(agent);
        shown.marked.set(Some(SegmentRef { agent, segment: finding.segment }));
    };
    view! { <li><button type="button" class="link" on:click=go>{words}</button></li> }
}

fn findings(shown: ViewState, data: &Data, kind: FindingKind) -> Option<impl IntoView + use<>> {
    let (title, meaning) = messages::finding(kind);
    let count: usize = data.agents.iter().map(|agent| agent.findings.count(kind)).sum();
    let agents = data.agents.iter().enumerate();
    let examples = agents.flat_map(|(i, a)| a.findings.examples.iter().map(move |f| (i, *f)));
    let examples = examples.filter(|(_, finding)| finding.kind == kind).take(EXAMPLES);
    let examples = examples.map(|(agent, finding)| example(shown, agent, finding)).collect_view();
    (count > 0).then(|| group(title, meaning, count, examples.into_any()))
}

/// `report.csv, Line 7, Duration: #####`; the file is named where there are several.
fn place(file: Option<&str>, row: String, column: &str, text: &str) -> impl IntoView + use<> {
    let file = file.map(|name| view! { <bdi>{name.to_owned()}</bdi>", " });
    let column = (!column.is_empty()).then(|| view! { ", "<bdi>{column.to_owned()}</bdi> });
    let text = (!text.is_empty()).then(|| view! { ": "<code><bdi>{text.to_owned()}</bdi></code> });
    view! { {file}{row}{column}{text} }
}

/// The name of a source, where it has to be told from others.
fn name(sources: &[Source], source: &Source) -> Option<String> {
    source.name.clone().filter(|_| sources.len() > 1)
}

fn remarks(sources: &[Source], kind: RemarkKind) -> Option<impl IntoView + use<>> {
    let (title, meaning) = messages::remark(kind);
    let count = quality::remarks(sources, kind);
    let all = sources.iter().flat_map(|source| {
        source.losses.remarks.examples_of(kind).map(|at| (name(sources, source), source.has_lines, at))
    });
    // What concerns a whole file has no place.
    let all = all.filter(|(.., at)| at.row > 0);
    let places = all.take(EXAMPLES).map(|(file, has_lines, at)| {
        let row = messages::row(at.row, None, has_lines);
        view! { <li>{place(file.as_deref(), row, &at.column, &at.text)}</li> }
    });
    let places = places.collect_view();
    (count > 0).then(|| group(title, meaning, count, places.into_any()))
}

fn rejected(sources: &[Source]) -> Option<impl IntoView + use<>> {
    let count = quality::rejected(sources);
    let all = sources.iter().flat_map(|source| {
        source.losses.rejected.iter().map(|(page, row)| (name(sources, source), source.has_lines, *page, row))
    });
    let rows = all.take(REJECTED).map(|(file, has_lines, page, rejected)| {
        let row = messages::row(rejected.row, Some(page), has_lines);
        let why = messages::reject_reason(rejected.reason).trim_end_matches('.');
        view! { <li>{place(file.as_deref(), format!("{row}: {why}"), "", &rejected.excerpt)}</li> }
    });
    let rows = rows.collect_view();
    let meaning = words::UNPLACED_ROWS_MEAN;
    let title = words::UNPLACED_ROWS;
    (count > 0).then(|| group(title, meaning, count, rows.into_any()))
}

/// Everything that was odd, in full counts with examples; nothing when nothing was.
#[component]
pub fn FindingsPanel(
    /// What is being looked at.
    shown: ViewState,
    /// Where it came from, if that is files.
    #[prop(into)]
    files: Signal<Vec<Source>>,
) -> impl IntoView {
    let sources = Memo::new(move |_| {
        let files = files.get();
        let api = || shown.data.with(|data| data.as_ref().map(|data| Source::api(data)));
        if files.is_empty() { api().into_iter().collect() } else { files }
    });
    let of_plans = plan_findings(shown);
    let count = Memo::new(move |_| {
        let of_records = sources.with(|sources| {
            shown.data.with(|data| quality::total(data.as_ref().map(|data| &**data), sources))
        });
        of_records + of_plans.with(|found| shown.plans.with(|plans| quality::of_plans(plans, found)))
    });
    let differing = Memo::new(move |_| shown.figures.with(|figures| found(shown, figures.as_ref()?)));
    let is_anything = move || count.get() > 0 || differing.with(Option::is_some);
    let body = move || {
        sources.with(|sources| {
            let data = shown.data.get();
            let of_records = data.as_ref().map(|data| {
                let groups = FindingKind::ALL.into_iter().filter_map(|kind| findings(shown, data, kind));
                let lines = messages::losses(&data.losses).into_iter().map(|line| view! { <p>{line}</p> });
                (groups.collect_view(), lines.collect_view())
            });
            let of_sources = RemarkKind::ALL.into_iter().filter_map(|kind| remarks(sources, kind));
            let (groups, lines) = of_records.unzip();
            let plans = of_plans.with(|found| plan_groups(shown, found)).into_iter();
            let plans = plans.map(|(title, meaning, count, list)| group(title, meaning, count, list)).collect_view();
            view! { <div class="finding-list">{rejected(sources)}{of_sources.collect_view()}{groups}{plans}{lines}</div> }
        })
    };
    view! {
        <section
            class="panel findings"
            aria-labelledby="findings-title"
            data-testid="findings"
            data-count=move || count.get()
            data-rejected=move || sources.with(|sources| quality::rejected(sources))
            data-duplicates=move || shown.data.with(|d| d.as_ref().map_or(0, |d| d.losses.duplicates))
        >
            <h2 id="findings-title">{words::DATA_QUALITY}</h2>
            <Show when=is_anything fallback=|| view! { <p class="hint">{words::NO_PROBLEMS_FOUND}</p> }>
                <p class="hint">{words::NOTHING_LEFT_OUT_SILENTLY} {why(Some(Topic::Records))}</p>
                {body}
                <ReconcileGroup found=differing/>
            </Show>
        </section>
    }
    .into_any()
}
