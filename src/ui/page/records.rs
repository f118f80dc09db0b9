//! The table of all records; only the rows on screen are laid out.

mod paper;

use std::ops::Range;

use leptos::prelude::*;
use web_sys::MouseEvent;

use crate::app::browser::tab;
use crate::app::messages::OPEN;
use crate::app::table::{Column, Rows, SEEN_PX, Scroller, Sort, part_of, rows, whose};
use crate::app::view_state::effect::effect;
use crate::app::view_state::{SegmentRef, ViewState};
use crate::app::words::records as words;
use crate::ui::foreign::foreign;
use crate::ui::parts::drawn::{Tag, cell, dot, draw, foreign_text, row_of, tag, text};
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
    rows: Memo<Rows>,
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
        Scroller::new(self.rows.with(Rows::len), SEEN_PX, tab::has_touch())
    }

    /// The rows that are laid out, and where the first of them begins, in CSS pixels.
    fn visible(self) -> (Range<usize>, f64) {
        self.scroller().visible(self.area.top.get())
    }

    fn lines(self) -> Vec<(usize, Line)> {
        self.lines_at(self.visible().0)
    }

    /// The lines at these places, as far as there are so many.
    fn lines_at(self, places: Range<usize>) -> Vec<(usize, Line)> {
        let lines = self.shown.data.with(|data| {
            let data = data.as_ref()?;
            let agent = data.agents.get(self.agent.get()?)?;
            let legend = self.legend.read();
            Some(self.rows.with(|rows| {
                self.shown.zone.with(|zone| {
                    let line_at = |place| {
                        let segment = agent.lane.segment(rows.at(place)?)?;
                        Some((place, line(agent, &segment, &data.catalog, &legend, zone)))
                    };
                    places.map_while(line_at).collect()
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
        if let Some(place) = self.rows.with(|rows| rows.place_of(marked.segment)) {
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
fn duration(length: String, more: Option<More>) -> Tag {
    let is_part = matches!(more, Some(More::Part(_)));
    let (seen, rest) = OPEN.split_once(',').unwrap_or((OPEN, ""));
    let (seen, title, hidden) = match more {
        None => (length.clone(), length, None),
        Some(More::Part(part)) => (length, part.clone(), Some(part)),
        Some(More::Open) => (seen.to_owned(), OPEN.to_owned(), Some(format!(",{rest}"))),
    };
    let cell = cell(title).child(text(seen).class_if("part", is_part));
    match hidden {
        Some(words) => cell.child(tag("span").with("class", "visually-hidden").text(words)),
        None => cell,
    }
}

fn row(table: Table, place: usize, line: Line) -> Tag {
    let time = tag("button").with("type", "button").with("class", "record-time");
    let when = format!("{} {}", line.day, line.time);
    let time = time.child(tag("small").text(line.day)).child(text(line.time));
    let named = |name: &str| cell(unturned(name).into_owned());
    tag("div")
        .with("class", "record")
        .class_if("marked", table.is_marked(line.segment))
        .with("role", "row")
        .with("aria-rowindex", (place + 2).to_string())
        .with("data-segment", line.segment.to_string())
        .with("title", unturned(&line.detail).into_owned())
        .child(cell(when).child(time))
        .child(named(&line.state).child(dot(line.role)).child(foreign_text(&line.state)))
        .child(named(&line.reason).child(foreign_text(&line.reason)))
        .child(duration(line.duration, line.more))
        .child(cell(line.reported.clone()).child(text(line.reported)))
}

/// The table of records of one agent, whom it names where there are several; follows range, view or selection.
#[component]
pub fn Records(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let table = Table::new(shown);
    effect(move || table.reveal());
    let count = move || table.rows.with(Rows::len);
    let place = NodeRef::new();
    draw(place, move || table.lines().into_iter().map(|(place, line)| row(table, place, line)).collect());
    let shift = move || format!("translateY({}px)", table.visible().1);
    let mark = move |event: MouseEvent| {
        let segment = row_of(&event).and_then(|place| table.rows.with_untracked(|rows| rows.at(place)));
        if let (Some(agent), Some(segment)) = (table.agent.get_untracked(), segment) {
            shown.marked.set(Some(SegmentRef { agent, segment }));
        }
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
                    <div class="record-sizer" role="presentation" style:height=move || format!("{}px", table.scroller().content_px())>
                        <div class="record-rows" role="rowgroup" node_ref=place style:transform=shift on:click=mark></div>
                    </div>
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
