//! The table of all records; only the rows on screen are laid out.

mod paper;

use std::ops::Range;

use leptos::prelude::*;

use crate::app::browser::tab;
use crate::app::messages::OPEN;
use crate::app::table::{Column, SEEN_PX, Scroller, Sort, part_of, place_of, rows, whose};
use crate::app::view_state::effect::effect;
use crate::app::view_state::{SegmentRef, ViewState};
use crate::app::words::records as words;
use crate::ui::foreign::foreign;
use crate::ui::parts::dot::dot;
use crate::ui::parts::scroll_area::ScrollArea;
use crate::ui::show::Show;
use crate::ui::table_head::sort_head;
use model::format::{Clock, date, exact_words, number, time_to_second, unturned};
use model::lane::Segment;
use model::state::Catalog;
use model::timeline::AgentTimeline;
use model::zone::Zone;
use paper::PaperRecords;
use scene::rows::StateRows;
use scene::theme::Role;

/// Unit of all lengths: a break is as good a record as a night.
const UNIT: Clock = Clock::Both;

/// One record as it is written.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    segment: usize,
    day: String,
    time: String,
    state: String,
    role: Role,
    reason: String,
    duration: String,
    /// What else there is to say of it.
    more: Option<More>,
    reported: String,
    detail: String,
}

/// What else there is to say of a record's length.
#[derive(Clone, Debug, PartialEq)]
enum More {
    /// It is a part of something longer.
    Part(String),
    /// Nothing tells it.
    Open,
}

fn line(
    agent: &AgentTimeline,
    segment: &Segment,
    catalog: &Catalog,
    legend: &StateRows,
    zone: &Zone,
) -> Line {
    let duration = UNIT.text(segment.span.end - segment.start());
    let part = || Some(More::Part(words::part_of_a_stretch(exact_words(part_of(agent, segment)?))));
    Line {
        segment: segment.index,
        day: date(segment.start(), zone),
        time: time_to_second(segment.start(), zone),
        state: catalog.label(segment.activity).to_owned(),
        role: legend.role(segment.activity),
        reason: catalog.activity(segment.activity).reason.as_deref().unwrap_or("–").to_owned(),
        duration: match segment {
            Segment { is_open: true, .. } => String::new(),
            Segment { running: true, .. } => words::so_far(duration),
            _ => duration,
        },
        more: if segment.is_open { Some(More::Open) } else { part() },
        reported: segment.reported_ms.map_or("–".to_owned(), |ms| UNIT.text(ms)),
        detail: segment.detail.as_deref().unwrap_or_default().to_owned(),
    }
}

/// What the table shows, and how it is scrolled.
#[derive(Clone, Copy)]
struct Table {
    shown: ViewState,
    /// The agent whose records these are.
    agent: Memo<Option<usize>>,
    sort: RwSignal<Sort>,
    area: ScrollArea,
    rows: Memo<Vec<u32>>,
    /// The colours of states.
    legend: Memo<StateRows>,
}

impl Table {
    fn new(shown: ViewState) -> Self {
        let sort = shown.records;
        let agent = Memo::new(move |_| {
            let marked = shown.marked.get().map(|marked| marked.agent);
            let of = |order: Option<&[usize]>| whose(shown.agent.get(), marked, order);
            if shown.is_everyone() { shown.scope.with(|scope| of(Some(&scope.agents))) } else { of(None) }
        });
        let listed = Memo::new(move |_| {
            shown
                .data
                .with(|data| {
                    let data = data.as_ref()?;
                    let agent = data.agents.get(agent.get()?)?;
                    let spans = shown.scope.with(|scope| shown.zone.with(|zone| scope.spans(zone)));
                    let is_seen = shown.showing(&data.catalog);
                    Some(rows(&agent.lane, &data.catalog, &spans, sort.get(), is_seen))
                })
                .unwrap_or_default()
        });
        let legend = Memo::new(move |_| {
            let empty = Catalog::default();
            shown.data.with(|data| {
                let catalog = data.as_ref().map_or(&empty, |data| &data.catalog);
                StateRows::new(catalog)
            })
        });
        Self { shown, agent, sort, area: ScrollArea::new(), rows: listed, legend }
    }

    fn scroller(self) -> Scroller {
        Scroller::new(self.rows.with(Vec::len), SEEN_PX, tab::has_touch())
    }

    fn lines(self) -> (Vec<(usize, Line)>, f64) {
        let (visible, offset) = self.scroller().visible(self.area.top.get());
        (self.lines_at(visible), offset)
    }

    /// The lines at these places, as far as there are so many.
    fn lines_at(self, places: Range<usize>) -> Vec<(usize, Line)> {
        let lines = self.shown.data.with(|data| {
            let data = data.as_ref()?;
            let agent = data.agents.get(self.agent.get()?)?;
            let legend = self.legend.read();
            Some(self.rows.with(|rows| {
                self.shown.zone.with(|zone| {
                    let places = places.start..places.end.min(rows.len());
                    let seen = rows.get(places.clone()).unwrap_or_default();
                    let places = places.zip(seen);
                    places
                        .filter_map(|(place, &row)| {
                            let segment = agent.lane.segment(row as usize)?;
                            Some((place, line(agent, &segment, &data.catalog, &legend, zone)))
                        })
                        .collect()
                })
            }))
        });
        lines.unwrap_or_default()
    }

    fn is_marked(self, segment: usize) -> bool {
        let marked = self.shown.marked.get();
        marked.is_some() && marked == self.agent.get().map(|agent| SegmentRef { agent, segment })
    }

    /// Brings the marked segment's row into view.
    fn reveal(self) {
        let Some(marked) = self.shown.marked.get() else { return };
        if self.agent.get() != Some(marked.agent) {
            return;
        }
        let place = self.rows.with(|rows| place_of(rows, marked.segment, self.sort.get_untracked()));
        if let Some(place) = place {
            self.area.reveal(place, move || self.scroller());
        }
    }
}

fn head(table: Table, column: Column, label: &'static str, unit: &'static str) -> AnyView {
    let sort = table.sort;
    let descending = move || Some(sort.get()).filter(|sort| sort.by == column).map(|sort| sort.descending);
    sort_head(label, unit, descending, move || sort.update(|sort| *sort = sort.clicked(column)))
}

/// The cell of a length; what finds no room is its title, and read out.
fn duration(text: String, more: Option<More>) -> impl IntoView {
    let is_part = matches!(more, Some(More::Part(_)));
    let (seen, rest) = OPEN.split_once(',').unwrap_or((OPEN, ""));
    let (text, title, hidden) = match more {
        None => (text.clone(), text, None),
        Some(More::Part(part)) => (text, part.clone(), Some(part)),
        Some(More::Open) => (seen.to_owned(), OPEN.to_owned(), Some(format!(",{rest}"))),
    };
    let hidden = hidden.map(|words| view! { <span class="visually-hidden">{words}</span> });
    view! { <div role="cell" title=title><span class="text" class:part=is_part>{text}</span>{hidden}</div> }
}

fn row(table: Table, place: usize, line: Line) -> impl IntoView {
    let (segment, when) = (line.segment, format!("{} {}", line.day, line.time));
    let mark = move |_| {
        let agent = table.agent.get_untracked();
        table.shown.marked.set(agent.map(|agent| SegmentRef { agent, segment }));
    };
    view! {
        <div
            class="record"
            class:marked=move || table.is_marked(segment)
            role="row"
            aria-rowindex=place + 2
            data-segment=segment
            title=unturned(&line.detail).into_owned()
            on:click=mark
        >
            <div role="cell" title=when><button type="button" class="record-time"><small>{line.day}</small><span class="text">{line.time}</span></button></div>
            <div role="cell" title=unturned(&line.state).into_owned()>
                {dot(line.role)}
                <span class="text">{foreign(&line.state)}</span>
            </div>
            <div role="cell" title=unturned(&line.reason).into_owned()><span class="text">{foreign(&line.reason)}</span></div>
            {duration(line.duration, line.more)}
            <div role="cell" title=line.reported.clone()><span class="text">{line.reported.clone()}</span></div>
        </div>
    }
}

/// The table of records of one agent, whom it names where there are several; follows range, view or selection.
#[component]
pub fn Records(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let table = Table::new(shown);
    effect(move || table.reveal());
    let count = move || table.rows.with(Vec::len);
    let body = move || {
        let (lines, offset) = table.lines();
        let rows = lines.into_iter().map(|(place, line)| row(table, place, line)).collect_view();
        view! { <div class="record-rows" role="rowgroup" style:transform=format!("translateY({offset}px)")>{rows}</div> }
    };
    let of = move || {
        let label = shown.agent_label(table.agent.get()?).filter(|_| shown.agents() > 1)?;
        Some(view! { "of "{foreign(&label)}" " })
    };
    let seen = move || format!("{}px", table.scroller().seen_px);
    view! {
        <section class="panel records" aria-labelledby="records-title">
            <h2 id="records-title">{words::RECORDS}{of}<small>{move || number(count())}</small></h2>
            <div
                class="record-table"
                role="table"
                aria-labelledby="records-title"
                aria-rowcount=move || count() + 1
                data-testid="records"
                data-rows=count
            >
                <div role="rowgroup">
                    <div class="record record-head" role="row">
                        {head(table, Column::Start, words::START, "")}
                        {head(table, Column::State, words::STATE, "")}
                        {head(table, Column::Reason, words::REASON, "")}
                        {head(table, Column::Duration, words::DURATION, UNIT.unit())}
                        {head(table, Column::Reported, words::REPORTED_BY_CXONE, UNIT.unit())}
                    </div>
                </div>
                <div class="record-scroll" role="presentation" node_ref=table.area.element on:scroll=move |_| table.area.follow() style:height=seen>
                    <div class="record-sizer" role="presentation" style:height=move || format!("{}px", table.scroller().content_px())>{body}</div>
                </div>
            </div>
            <PaperRecords table/>
            <Show when=move || count() == 0>
                <p class="hint">{words::NO_RECORDS_SHOWN}</p>
            </Show>
        </section>
    }
    .into_any()
}
