//! The list itself; only the rows on screen are laid out.

use leptos::prelude::*;

use super::Limits;
use crate::app::limits::list::{Column, Line, line};
use crate::app::view_state::SegmentRef;
use crate::app::words::limits as words;
use crate::ui::parts::drawn::{Tag, dot, foreign_text, tag, text};
use crate::ui::parts::long_rows::{LongRows, PrintedOf};
use crate::ui::table_head::{plain_head, sort_head};
use model::adherence::Judged;
use model::format::{Clock, isolated, unturned};
use model::limits::Breach;
use model::state::Catalog;
use scene::rows::StateRows;
use scene::theme::Role;

const UNIT: &str = Clock::Stretch.unit();

/// A line with what belongs to it.
#[derive(Clone)]
struct Row {
    breach: Breach,
    id: String,
    label: String,
    role: Role,
    word: &'static str,
    line: Line,
    /// What was planned when it began; `None` without any plan.
    planned: Option<String>,
}

fn rows(limits: Limits, legend: Memo<StateRows>, places: std::ops::Range<usize>) -> Vec<(usize, Row)> {
    let shown = limits.shown;
    let Some(data) = shown.data.get() else { return Vec::new() };
    let (legend, list) = (legend.read(), limits.list.done.read());
    let row = |&place: &usize| {
        let breach = limits.with_breach(place, Clone::clone)?;
        let line = shown
            .limits
            .with(|limits| shown.zone.with(|zone| line(&breach, &limits.rules, &data.catalog, zone)));
        let word =
            shown.limits.with(|limits| limits.rules.list.get(breach.rule).map(model::limits::Rule::word));
        Some(Row {
            id: data.agents.get(breach.agent)?.id.to_string(),
            label: shown.agent_label(breach.agent)?,
            role: legend.role(line.activity),
            word: word.unwrap_or_default(),
            planned: shown.has_plan().then(|| shown.adhered.with(|plans| planned(plans, &breach))),
            line,
            breach,
        })
    };
    let seen = list.get(places.start..places.end.min(list.len())).unwrap_or_default();
    places.zip(seen.iter()).filter_map(|(number, place)| Some((number, row(place)?))).collect()
}

/// What was planned when it began.
fn planned(plans: &Judged, breach: &Breach) -> String {
    if plans.is_empty() {
        return "…".to_owned();
    }
    let planned = plans.planned_at(breach.agent, breach.span.start);
    planned.map_or_else(|| "–".to_owned(), |id| isolated(&unturned(plans.name(id))).into_owned())
}

fn head(limits: Limits, by: Column, label: &'static str, unit: &'static str) -> AnyView {
    let sort = limits.sort;
    let descending = move || Some(sort.get()).filter(|sort| sort.by == by).map(|sort| sort.descending);
    sort_head(label, unit, descending, move || sort.update(|sort| *sort = sort.clicked(by)))
}

fn row_tag(limits: Limits, number: usize, row: Row) -> Tag {
    let Row { breach, id, label, role, word, line, planned } = row;
    let segment = SegmentRef { agent: breach.agent, segment: breach.segment };
    let is_marked = limits.shown.marked.get() == Some(segment);
    let plus = if breach.over_ms().is_some() { "+" } else { "" };
    let cell = || tag("div").with("role", "cell");
    let titled = |words: String| text(words.clone()).with("title", words);
    let agent = tag("button").with("type", "button").with("class", "limit-agent");
    let row = tag("div")
        .with("class", "limit")
        .class_if("marked", is_marked)
        .with("role", "row")
        .with("aria-rowindex", (number + 2).to_string())
        .with("data-agent", id)
        .with("data-rule", word)
        .with("data-start", breach.span.start.0.to_string())
        .with("data-end", breach.span.end.0.to_string());
    let row = match breach.over_ms() {
        Some(over) => row.with("data-over-ms", over.to_string()),
        None => row,
    };
    let row = row
        .child(cell().child(agent.with("title", words::SHOW_IT_ON_THE_TIMELINE).child(foreign_text(&label))))
        .child(cell().child(titled(line.rule)))
        .child(cell().child(dot(role)).child(text(line.reason)))
        .child(cell().child(text(line.day)))
        .child(cell().child(text(line.time)))
        .child(cell().child(text(line.length)))
        .child(cell().child(text(line.limit)))
        .child(cell().with("class", "limit-over").child(text(plus).text(line.over)))
        .child(cell().child(text(line.nth)))
        .child(cell().child(text(if line.from_contact { "yes" } else { "–" })));
    match planned {
        Some(planned) => row.child(cell().child(titled(planned))),
        None => row,
    }
}

/// The table.
#[component]
pub(super) fn Table(limits: Limits) -> impl IntoView {
    let shown = limits.shown;
    let legend = Memo::new(move |_| {
        let empty = Catalog::default();
        shown.data.with(|data| StateRows::new(data.as_ref().map_or(&empty, |data| &data.catalog)))
    });
    let has_plan = Memo::new(move |_| shown.has_plan());
    let current = Memo::new(move |_| limits.marked_line());
    let count = move || limits.count();
    let laid_out = move |numbers| {
        let all = rows(limits, legend, numbers).into_iter();
        all.map(|(number, row)| row_tag(limits, number, row)).collect()
    };
    let go = Callback::new(move |number: usize| {
        let place = limits.list.done.with_untracked(|list| list.get(number).copied());
        if let Some(place) = place {
            limits.go(place);
        }
    });
    view! {
        <div
            class="limit-table"
            class:with-plan=has_plan
            role="table"
            aria-labelledby="limits-title"
            aria-rowcount=move || count() + 1
            data-testid="limits"
            data-rows=count
        >
            <div role="rowgroup">
                <div class="limit limit-head" role="row">
                    {head(limits, Column::Agent, words::AGENT, "")}
                    {head(limits, Column::Rule, words::LIMIT, "")}
                    {head(limits, Column::Reason, words::REASON, "")}
                    {head(limits, Column::Time, words::DAY, "")}
                    {plain_head(words::FROM_TO, "")}
                    {head(limits, Column::Length, words::LENGTH, UNIT)}
                    {plain_head(words::AT_MOST, UNIT)}
                    {head(limits, Column::Over, words::OVER_BY, UNIT)}
                    {head(limits, Column::Nth, words::OF_THE_DAY, "")}
                    {plain_head(words::ON_A_CONTACT_BEFORE, "")}
                    {move || has_plan.get().then(|| plain_head(words::PLANNED, ""))}
                </div>
            </div>
            <LongRows count=Signal::derive(count) current rows=laid_out click=go/>
        </div>
        <PrintedOf count=Signal::derive(count)/>
    }
    .into_any()
}
