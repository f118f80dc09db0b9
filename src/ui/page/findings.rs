//! Data quality: what was odd about the records, and what could not be drawn.

use leptos::prelude::*;

use crate::app::messages::{finding, losses, off_by, reject_reason};
use crate::app::shown::{Data, SegmentRef, Shown};
use crate::domain::findings::{Finding, FindingKind};
use crate::domain::record::Rejected;
use crate::domain::words::{date_time, number};
use crate::ui::show::Show;

/// Most examples listed of one kind.
const EXAMPLES: usize = 20;

fn example(shown: Shown, agent: usize, finding: Finding) -> impl IntoView {
    let at = shown.zone.with(|zone| date_time(finding.at, zone));
    let words = off_by(&finding).map_or_else(|| at.clone(), |words| format!("{at} · {words}"));
    let go = move |_| {
        shown.agent.set(agent);
        shown.marked.set(Some(SegmentRef { agent, segment: finding.segment }));
    };
    view! { <li><button type="button" class="link" on:click=go>{words}</button></li> }
}

fn group(shown: Shown, data: &Data, kind: FindingKind) -> Option<impl IntoView + use<>> {
    let (title, meaning) = finding(kind);
    let count: usize = data.agents.iter().map(|agent| agent.findings.count(kind)).sum();
    let agents = data.agents.iter().enumerate();
    let examples = agents.flat_map(|(i, a)| a.findings.examples.iter().map(move |f| (i, *f)));
    let examples = examples.filter(|(_, finding)| finding.kind == kind).take(EXAMPLES);
    let examples = examples.map(|(agent, finding)| example(shown, agent, finding)).collect_view();
    (count > 0).then(|| {
        view! {
            <details>
                <summary>{title}": "<b>{number(count)}</b></summary>
                <p class="hint">{meaning}</p>
                <ul>{examples}</ul>
            </details>
        }
    })
}

fn rejected_row((page, row): &(usize, Rejected)) -> impl IntoView + use<> {
    view! {
        <li>
            {format!("Page {page}, row {}: {} ", row.row, reject_reason(row.reason))}
            <code>{row.excerpt.clone()}</code>
        </li>
    }
}

fn rejected(data: &Data) -> Option<impl IntoView + use<>> {
    let lost = &data.losses;
    let rows = lost.rejected.iter().map(rejected_row).collect_view();
    (lost.rejected_count > 0).then(|| {
        view! {
            <details>
                <summary>"Rows that could not be placed on the time line: "<b>{number(lost.rejected_count)}</b></summary>
                <ul>{rows}</ul>
            </details>
        }
    })
}

/// Everything that was odd, in full counts with examples; nothing when nothing was.
#[component]
pub fn FindingsPanel(
    /// What is being looked at.
    shown: Shown,
) -> impl IntoView {
    let count = move || {
        shown.data.with(|data| {
            data.as_ref().map_or(0, |data| {
                let findings: usize = data.agents.iter().map(|agent| agent.findings.total()).sum();
                findings + data.losses.rejected_count + data.losses.duplicates + data.losses.outside
            })
        })
    };
    let body = move || {
        shown.data.get().map(|data| {
            let groups: Vec<_> =
                FindingKind::ALL.into_iter().filter_map(|kind| group(shown, &data, kind)).collect();
            let lines = losses(&data.losses).into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
            view! { <div class="finding-list">{rejected(&data)}{groups}{lines}</div> }
        })
    };
    view! {
        <section
            class="panel findings"
            aria-labelledby="findings-title"
            data-testid="findings"
            data-count=count
            data-rejected=move || shown.data.with(|d| d.as_ref().map_or(0, |d| d.losses.rejected_count))
            data-duplicates=move || shown.data.with(|d| d.as_ref().map_or(0, |d| d.losses.duplicates))
        >
            <h2 id="findings-title">"Data quality"</h2>
            <Show when=move || { count() > 0 } fallback=|| view! { <p class="hint">"Nothing odd about these records."</p> }>
                {body}
            </Show>
        </section>
    }
    .into_any()
}
