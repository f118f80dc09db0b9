//! Names and figures of the rows, left and right of the drawing: a table whose rows lie where the drawing has
//! them. Only rows in sight, and some around them, are on the page.

mod cells;
mod choices;
mod heads;
mod note;

use leptos::prelude::*;
use leptos::tachys::html::attribute::custom::CustomAttribute;

use super::Chart;
use super::fetch_day::fetch_day;
use super::grid::At;
use crate::app::grid::Cell as GridCell;
use crate::app::row_figures::{RowFigures, RowsInput};
use crate::app::view_state::effect::effect;
use crate::app::words::rows as words;
use crate::ui::foreign::foreign;
use crate::ui::parts::drawn::draw;
use crate::ui::parts::{aria, pattern};
use crate::ui::show::Show;
use model::format::minutes_text;
use model::state::StateKind;
use model::time::Span;
use scene::layout::{AXIS_PX, Row, RowKind};
use scene::rows::LaneMode;
use scene::theme::{Role, variable};

use cells::{cells, title};
pub use choices::{RowGroups, RowHeight, RowOrder};
use heads::Heads;
use note::note;

/// How far rows stand in for each level, in CSS pixels.
const INDENT_PX: f64 = 12.0;

/// Rows are put on the page so many at a time.
const TOGETHER: usize = 8;

/// Rows lower than this say their name only when they are pointed at, in CSS pixels.
const NAMED_PX: f64 = 14.0;

const READY: Role = Role::State(StateKind::Available);

/// What stands beside the rows.
#[component]
pub fn Rows(chart: Chart) -> impl IntoView {
    let numbers = Memo::new(move |_| {
        let (top, bottom) = chart.scroll.seen();
        chart.layout.with(|layout| {
            let layout = layout.as_ref()?;
            let numbers = layout.numbers_between(top, bottom);
            let from = numbers.start / TOGETHER * TOGETHER;
            Some((from, numbers.end.next_multiple_of(TOGETHER).min(layout.rows.len())))
        })
    });
    let focus = Memo::new(move |_| chart.focused().filter(|_| chart.grid.is_active.get()));
    effect(move || {
        let (from, to) = numbers.get().unwrap_or_default();
        chart.grid.rendered.set(from..to);
    });
    let seen = Memo::new(move |_| {
        let (from, to) = numbers.get().unwrap_or_default();
        Seen { from, rows: figures(chart, from..to).unwrap_or_default() }
    });
    let named = Memo::new(move |_| seen.with(Seen::named));
    let rows = move || {
        let row = |(place, named): (usize, Named)| row_view(chart, focus, seen, place, &named);
        named.get().into_iter().enumerate().map(row).collect_view()
    };
    let is_laid_out = Memo::new(move |_| chart.layout.with(Option::is_some));
    let shift = move || format!("translateY({}px)", -chart.scroll.top.get());
    view! {
        <div class="timeline-rows" role="presentation">
            <Show when=move || is_laid_out.get()><Heads chart focus/></Show>
            <div class="rows-window" role="rowgroup" style:top=format!("{AXIS_PX}px")>
                <div role="presentation" style:transform=shift>{rows}</div>
            </div>
        </div>
    }
    .into_any()
}

/// The rows that are on the page.
#[derive(Clone, Debug, Default, PartialEq)]
struct Seen {
    /// The number of the first.
    from: usize,
    rows: Vec<(Row, RowFigures)>,
}

impl Seen {
    fn named(&self) -> Vec<Named> {
        let named = |(number, (row, figures)): (usize, &(Row, RowFigures))| Named {
            number,
            row: row.clone(),
            worked: figures.worked.filter(|_| matches!(row.kind, RowKind::Day { .. })),
            is_partial: figures.is_partial,
        };
        (self.from..).zip(&self.rows).map(named).collect()
    }
}

/// A row as it is laid out: other figures leave its elements as they are.
#[derive(Clone, Debug, PartialEq)]
struct Named {
    number: usize,
    row: Row,
    /// When somebody was in, where that stands beside the name.
    worked: Option<Span>,
    /// See [`RowFigures`].
    is_partial: bool,
}

/// Some rows with their figures.
fn figures(chart: Chart, numbers: std::ops::Range<usize>) -> Option<Vec<(Row, RowFigures)>> {
    let data = chart.shown.data.get()?;
    let legend = chart.legend.read();
    let (agent, span) = (chart.shown.agent.get(), chart.figures_span.get());
    chart.shown.order.with(|order| {
        let (overruns, plans) = (&chart.overruns.read(), &chart.plans.read());
        let layout = chart.layout.read();
        let groups = layout.as_ref().map_or(&[][..], |layout| &layout.groups);
        let input = RowsInput { data: &data, legend: &legend, agent, order, groups, span, overruns, plans };
        let rows = layout.as_ref()?.rows.get(numbers)?;
        Some(rows.iter().filter_map(|row| Some((row.clone(), input.row(&row.kind)?))).collect())
    })
}

fn row_view(
    chart: Chart,
    focus: Memo<Option<At>>,
    seen: Memo<Seen>,
    place: usize,
    named: &Named,
) -> impl IntoView + use<> {
    let (number, row) = (named.number, &named.row);
    let figures = NodeRef::new();
    draw(figures, move || cells(chart, focus, seen, place));
    let is_stacked = row.head > 0.0;
    let is_row = move || chart.grid.is_put() && focus.get().is_some_and(|(at, _)| at == Some(number));
    let is_whole = move || focus.get() == Some((Some(number), GridCell::Name));
    let is_named = row.height >= NAMED_PX;
    let agent = chart.layout.with(|layout| layout.as_ref().and_then(|layout| layout.row_agent(row)));
    let id = agent.and_then(|agent| {
        chart.shown.data.with(|data| data.as_ref()?.agents.get(agent).map(|agent| agent.id.to_string()))
    });
    let date = match &row.kind {
        RowKind::Day { date, .. } => Some(date.to_string()),
        _ => None,
    };
    let state = state_word(row);
    let (level, open) = (level(chart, row), chart.is_open(&row.kind));
    let toggle = open.map(|open| {
        view! { <span class="row-toggle" class:open=open aria-hidden="true"></span> }
    });
    let indent = level.map(|level| format!("{}px", (level - 1) as f64 * INDENT_PX));
    let dot = row.role.map(|role| {
        let role = if role == READY { Role::ReadyFill } else { role };
        let colour = format!("var(--{})", variable(role));
        view! { <span class=format!("row-dot {}", pattern(role)) data-state=state.clone() style:background-color=colour></span> }
    });
    let title = move || {
        let of = |(row, figures): &(Row, RowFigures)| title(chart, row, figures, is_named);
        seen.with(|seen| seen.rows.get(place).map(of))
    };
    view! {
        <div
            class="row"
            class:team=row.kind == RowKind::Team
            class:strong=row.strong
            class:group=matches!(row.kind, RowKind::Group { .. })
            class:opened=matches!(row.kind, RowKind::Lane { .. })
            class:low=row.height < 20.0
            class:stacked=is_stacked
            class:at=is_row
            class:focused=is_whole
            role="row"
            id=chart.grid.row_id(number)
            aria-rowindex=number + 2
            aria-expanded=open.map(aria)
            data-testid="row"
            data-agent=id
            data-date=date
            data-state=state
            title=title
            style:transform=format!("translateY({}px)", row.y)
            style:height=format!("{}px", row.height)
        >
            <div
                class="row-name"
                role="rowheader"
                style:width=(!is_stacked).then(|| format!("{}px", chart.gutter.get()))
                style:height=is_stacked.then(|| format!("{}px", row.head))
                style:padding-inline-start=indent
            >
                {toggle}
                {dot}
                <span class="row-label" class:visually-hidden=!is_named>{foreign(&row.label)}</span>
                {note(chart, named)}
                {fetch_day(chart, row, named.is_partial)}
            </div>
            {time_cell(chart, focus, seen, place, named)}
            <div
                class="row-figures"
                role="presentation"
                style:width=(!is_stacked).then(|| format!("{}px", chart.figures.get()))
                style:height=is_stacked.then(|| format!("{}px", row.head))
                node_ref=figures
            ></div>
        </div>
    }
    .attr("aria-level", level)
}

/// The cell of the drawing: it says the stretch that has the focus, else when somebody was in.
fn time_cell(
    chart: Chart,
    focus: Memo<Option<At>>,
    seen: Memo<Seen>,
    place: usize,
    named: &Named,
) -> impl IntoView + use<> {
    let (number, row) = (named.number, &named.row);
    let usual = move || {
        let clock = |t| chart.shown.zone.with(|zone| minutes_text(zone.local(t)));
        let worked = seen.with(|seen| seen.rows.get(place).and_then(|(_, figures)| figures.worked));
        let worked = worked.map(|worked| words::in_from_to(clock(worked.start), clock(worked.end)));
        worked.unwrap_or_else(|| words::TIMELINE.to_owned())
    };
    let is_here = move || focus.get() == Some((Some(number), GridCell::Time));
    let kind = row.kind.clone();
    let marked = Memo::new(move |_| if is_here() { chart.marked_in(&kind) } else { None });
    let kind = row.kind.clone();
    let words = move || {
        let stretch = marked.get().and_then(|_| chart.spoken(&kind));
        stretch.unwrap_or_else(usual)
    };
    view! {
        <div
            class="row-time"
            class:focused=is_here
            role="gridcell"
            id=move || chart.grid.time_id(number, marked.get())
            aria-label=words
        ></div>
    }
}

/// How deep a row by agent stands: below its team, its agent.
fn level(chart: Chart, row: &Row) -> Option<usize> {
    if chart.shown.lanes.get() != LaneMode::Agent {
        return None;
    }
    chart.layout.with(|layout| Some(1 + layout.as_ref()?.depth(row)))
}

/// The word of a state's row; the name of a state that Shiftline does not know.
fn state_word(row: &Row) -> Option<String> {
    row.kind.state_row()?;
    match row.role? {
        Role::State(StateKind::Other) | Role::OtherState(_) => Some(row.label.clone()),
        role => Some(variable(role).to_owned()),
    }
}
