//! The list itself; only the rows on screen are laid out.

use leptos::prelude::*;

use super::Limits;
use crate::app::limits::list::{Column, Line, line};
use crate::app::view_state::SegmentRef;
use crate::app::words::limits as words;
use crate::ui::foreign::foreign;
use crate::ui::parts::dot::dot;
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
    place: usize,
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
            place,
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

fn row_view(limits: Limits, number: usize, row: Row) -> impl IntoView {
    let Row { place, breach, id, label, role, word, line, planned } = row;
    let SegmentRef { agent, segment } = SegmentRef { agent: breach.agent, segment: breach.segment };
    let is_marked = move || limits.shown.marked.get() == Some(SegmentRef { agent, segment });
    let plus = if breach.over_ms().is_some() { "+" } else { "" };
    view! {
        <div
            class="limit"
            class:marked=is_marked
            role="row"
            aria-rowindex=number + 2
            data-agent=id
            data-rule=word
            data-start=breach.span.start.0
            data-end=breach.span.end.0
            data-over-ms=breach.over_ms()
            on:click=move |_| limits.go(place)
        >
            <div role="cell">
                <button type="button" class="limit-agent" title=words::SHOW_IT_ON_THE_TIMELINE>
                    <span class="text">{foreign(&label)}</span>
                </button>
            </div>
            <div role="cell"><span class="text" title=line.rule.clone()>{line.rule.clone()}</span></div>
            <div role="cell">{dot(role)}<span class="text">{line.reason}</span></div>
            <div role="cell"><span class="text">{line.day}</span></div>
            <div role="cell"><span class="text">{line.time}</span></div>
            <div role="cell"><span class="text">{line.length}</span></div>
            <div role="cell"><span class="text">{line.limit}</span></div>
            <div role="cell" class="limit-over"><span class="text">{plus}{line.over}</span></div>
            <div role="cell"><span class="text">{line.nth}</span></div>
            <div role="cell"><span class="text">{if line.from_contact { "yes" } else { "–" }}</span></div>
            {planned.map(|planned| view! { <div role="cell"><span class="text" title=planned.clone()>{planned.clone()}</span></div> })}
        </div>
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
        all.map(|(number, row)| row_view(limits, number, row)).collect_view().into_any()
    };
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
            <LongRows count=Signal::derive(count) current rows=laid_out/>
        </div>
        <PrintedOf count=Signal::derive(count)/>
    }
    .into_any()
}
