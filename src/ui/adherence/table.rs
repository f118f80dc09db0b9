//! The list itself; only the rows on screen are laid out.

use leptos::prelude::*;

use super::Exceptions;
use crate::app::adherence::list::{Column, Line, Place, line, planned};
use crate::app::view_state::SegmentRef;
use crate::app::words::adherence as words;
use crate::ui::parts::drawn::{Tag, dot, foreign_text, tag, text};
use crate::ui::parts::long_rows::{LongRows, PrintedOf};
use crate::ui::table_head::{plain_head, sort_head};
use model::format::Clock;
use model::state::Catalog;
use model::time::Span;
use scene::rows::StateRows;
use scene::theme::Role;

const UNIT: &str = Clock::Stretch.unit();

/// A line with what belongs to it.
#[derive(Clone)]
struct Row {
    place: Place,
    segment: usize,
    span: Span,
    out_ms: i64,
    activity: String,
    id: String,
    label: String,
    role: Role,
    line: Line,
}

fn rows(
    exceptions: Exceptions,
    legend: Memo<StateRows>,
    places: std::ops::Range<usize>,
) -> Vec<(usize, Row)> {
    let shown = exceptions.shown;
    let Some(data) = shown.data.get() else { return Vec::new() };
    let (legend, list) = (legend.read(), exceptions.list.done.read());
    let row = |&place: &Place| {
        shown.adhered.with(|judged| {
            let one = place.find(judged)?;
            Some(Row {
                place,
                segment: one.segment,
                span: one.span,
                out_ms: one.out_ms,
                activity: planned(judged, one).to_owned(),
                id: data.agents.get(place.agent)?.id.to_string(),
                label: shown.agent_label(place.agent)?,
                role: legend.role(one.did),
                line: shown.zone.with(|zone| line(one, judged, &data.catalog, zone)),
            })
        })
    };
    let seen = list.get(places.start..places.end.min(list.len())).unwrap_or_default();
    places.zip(seen.iter()).filter_map(|(number, place)| Some((number, row(place)?))).collect()
}

fn head(exceptions: Exceptions, by: Column, label: &'static str, unit: &'static str) -> AnyView {
    let sort = exceptions.sort;
    let descending = move || Some(sort.get()).filter(|sort| sort.by == by).map(|sort| sort.descending);
    sort_head(label, unit, descending, move || sort.update(|sort| *sort = sort.clicked(by)))
}

fn row_tag(exceptions: Exceptions, number: usize, row: Row) -> Tag {
    let Row { place, segment, span, out_ms, activity, id, label, role, line } = row;
    let marked = SegmentRef { agent: place.agent, segment };
    let is_marked = exceptions.shown.marked.get() == Some(marked)
        && exceptions.current.get().is_none_or(|at| at == place);
    let cell = || tag("div").with("role", "cell");
    let titled = |words: String| cell().child(text(words.clone()).with("title", words));
    let dash = || "–".to_owned();
    let agent = tag("button").with("type", "button").with("class", "limit-agent");
    tag("div")
        .with("class", "limit exception")
        .class_if("marked", is_marked)
        .with("role", "row")
        .with("aria-rowindex", (number + 2).to_string())
        .with("data-agent", id)
        .with("data-activity", activity)
        .with("data-start", span.start.0.to_string())
        .with("data-end", span.end.0.to_string())
        .with("data-over-ms", out_ms.to_string())
        .child(cell().child(agent.with("title", words::SHOW_IT_ON_THE_TIMELINE).child(foreign_text(&label))))
        .child(titled(line.day))
        .child(titled(line.planned))
        .child(cell().child(dot(role)).child(text(line.did)))
        .child(titled(line.time))
        .child(titled(line.length))
        .child(cell().with("class", "limit-over").child(text(line.out)))
        .child(titled(if line.on_contact { words::YES.to_owned() } else { dash() }))
        .child(titled(if line.forgiven.is_empty() { dash() } else { line.forgiven.to_owned() }))
}

/// The table.
#[component]
pub(super) fn Table(exceptions: Exceptions) -> impl IntoView {
    let shown = exceptions.shown;
    let legend = Memo::new(move |_| {
        let empty = Catalog::default();
        shown.data.with(|data| StateRows::new(data.as_ref().map_or(&empty, |data| &data.catalog)))
    });
    let count = move || exceptions.count();
    let current = Memo::new(move |_| exceptions.current_line());
    let laid_out = move |numbers| {
        let all = rows(exceptions, legend, numbers).into_iter();
        all.map(|(number, row)| row_tag(exceptions, number, row)).collect()
    };
    let go = Callback::new(move |number: usize| {
        let place = exceptions.list.done.with_untracked(|list| list.get(number).copied());
        if let Some(place) = place {
            exceptions.go(place);
        }
    });
    view! {
        <div
            class="limit-table"
            role="table"
            aria-labelledby="adherence-title"
            aria-rowcount=move || count() + 1
            data-testid="exceptions"
            data-rows=count
        >
            <div role="rowgroup">
                <div class="limit exception limit-head" role="row">
                    {head(exceptions, Column::Agent, words::AGENT, "")}
                    {head(exceptions, Column::Time, words::DAY, "")}
                    {head(exceptions, Column::Planned, words::PLANNED, "")}
                    {head(exceptions, Column::Did, words::DID, "")}
                    {plain_head(words::FROM_TO, "")}
                    {head(exceptions, Column::Length, words::LENGTH, UNIT)}
                    {head(exceptions, Column::Out, words::OUT, UNIT)}
                    {plain_head(words::ON_A_CONTACT, "")}
                    {plain_head(words::FORGIVEN, "")}
                </div>
            </div>
            <LongRows count=Signal::derive(count) current rows=laid_out click=go/>
        </div>
        <PrintedOf count=Signal::derive(count)/>
    }
    .into_any()
}
