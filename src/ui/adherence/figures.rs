//! The figures of the scope, with their formulas.

use leptos::prelude::*;

use super::Exceptions;
use crate::app::adherence::words::{Edges, adherence, conformance_formula, edge, formula, ratio};
use crate::app::words::adherence as words;
use model::adherence::{AgentAdherence, Figures, Judged};
use model::format::{duration_words, isolated, unturned};
use model::time::Span;

/// Most unknown activities that are named.
const NAMED: usize = 8;

/// What is said of a scope.
#[derive(Clone, Debug, Default, PartialEq)]
struct Said {
    figures: Option<Figures>,
    edges: Edges,
}

fn said(judged: &Judged, agents: &[usize], spans: &[Span]) -> Said {
    let mut edges = Edges::default();
    for shift in agents.iter().filter_map(|&agent| judged.agent(agent)).flat_map(AgentAdherence::shifts) {
        // A shift counts where it begins.
        if spans.iter().any(|span| span.contains(shift.span.start)) {
            edges.add(shift);
        }
    }
    Said { figures: judged.figures(agents, spans), edges }
}

fn fact(label: &'static str, value: String, note: String) -> impl IntoView {
    view! {
        <div class="fact">
            <dt>{label}</dt>
            <dd>{value}{(!note.is_empty()).then(|| view! { <small>{note}</small> })}</dd>
        </div>
    }
}

fn facts(said: &Said) -> AnyView {
    let Some(figures) = &said.figures else { return ().into_any() };
    let sums = figures.sums;
    let length = |ms: i64| if ms > 0 { duration_words(ms) } else { "–".to_owned() };
    let forgiven =
        if sums.forgiven_ms > 0 { words::forgiven(duration_words(sums.forgiven_ms)) } else { String::new() };
    let absent = match said.edges.absent {
        0 => String::new(),
        1 => words::ABSENT_IN_ONE_SHIFT.to_owned(),
        many => words::absent_in_shifts(many),
    };
    let all = vec![
        fact(words::ADHERENCE, adherence(Some(figures)), String::new()),
        fact(words::IN, length(sums.in_ms), forgiven),
        fact(words::OUT, length(sums.out_ms), String::new()),
        fact(words::CONFORMANCE, ratio(figures.conformance()), String::new()),
        fact(words::OPEN_WHILE_PLANNED, ratio(figures.conformance_while_open()), String::new()),
        fact(words::LATE, edge(said.edges.late), absent),
        fact(words::LEFT_EARLY, edge(said.edges.early), String::new()),
        fact(words::OVERTIME, length(sums.overtime_ms), String::new()),
        fact(words::NEUTRAL, length(sums.neutral_ms), String::new()),
        fact(words::NOT_SCHEDULED, length(sums.unscheduled_ms), String::new()),
        fact(words::UNKNOWN, length(sums.unknown_ms), String::new()),
    ];
    view! { <dl class="facts" tabindex="0">{all}</dl> }.into_any()
}

/// Planned activities of which nothing is known.
fn unknown(judged: &Judged) -> Option<String> {
    let names: Vec<String> = judged
        .unknown()
        .iter()
        .take(NAMED)
        .map(|id| isolated(&unturned(judged.name(*id))).into_owned())
        .collect();
    let more = match judged.unknown().len().saturating_sub(NAMED) {
        0 => String::new(),
        more => words::and_more(more),
    };
    let list = names.join(", ");
    (!names.is_empty()).then(|| words::nothing_is_known_of(list, more))
}

/// Figures, formulas, and what is not known.
#[component]
pub(super) fn FiguresLine(exceptions: Exceptions) -> impl IntoView {
    let shown = exceptions.shown;
    let said = Memo::new(move |_| {
        let scope = exceptions.listed.scope.read();
        let spans = shown.zone.with(|zone| scope.spans(zone));
        shown.adhered.with(|judged| said(judged, &scope.agents, &spans))
    });
    let sum = move |which: fn(&Figures) -> i64| move || said.with(|said| said.figures.as_ref().map(which));
    let formulas = move || {
        shown.judging.with(|judging| {
            let options = judging.rules.options;
            let has_own = judging.rules.rows.iter().any(|row| row.grace_ms.is_some());
            format!("{} {}", formula(&options, has_own), conformance_formula(&options))
        })
    };
    let unknown = move || shown.adhered.with(|judged| unknown(judged));
    view! {
        <div
            class="adherence-figures"
            data-testid="adherence"
            data-in-ms=sum(|figures| figures.sums.in_ms)
            data-out-ms=sum(|figures| figures.sums.out_ms)
            data-neutral-ms=sum(|figures| figures.sums.neutral_ms)
        >
            {move || said.with(facts)}
            <p class="hint" data-testid="adherence-formula">{formulas}</p>
            <p class="hint">{unknown}</p>
        </div>
    }
    .into_any()
}
