//! What lies over the canvas: crosshair, selection, mark, the present moment, and what still goes on
//! since the last load.

use leptos::prelude::*;

use super::Chart;
use crate::app::scope::Selection;
use crate::ui::parts::colour;
use model::format::time_of_day;
use model::time::{Millis, Span};
use model::zone::moments_of;
use scene::build::inner;
use scene::layout::{AXIS_PX, Row, RowKind, RowLayout};
use scene::live_edge::LiveEdge;
use scene::rows::RowSlot;
use scene::viewport::Viewport;

/// No box is placed finer than this part of a CSS pixel: nobody sees it, and what does not move is not put anew.
const FINEST: f64 = 64.0;

/// A box over the canvas, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// The parts of `span` in one row, between a top edge and so much height; none where they do not meet.
fn areas_in(
    layout: &RowLayout,
    viewport: Viewport,
    row: &Row,
    span: Span,
    inside: (f64, f64),
) -> impl Iterator<Item = Area> {
    row.parts(viewport).filter_map(move |part| {
        let seen = part.seen;
        let is_after = span.start > seen.end || (span.start == seen.end && !span.is_empty());
        if is_after || span.end < seen.start || (span.end == seen.start && span.start < seen.start) {
            return None;
        }
        let x = |t: Millis| (layout.x(&part, seen.clamp(t)) * FINEST).round() / FINEST;
        let (x, right) = (x(span.start), x(span.end));
        let (y, height) = part.inside(inside);
        Some(Area { x, y, width: (right - x).max(1.0), height })
    })
}

/// Boxes that lie upon each other, each as wide as the other, as one.
fn joined(areas: impl Iterator<Item = Area>) -> Vec<Area> {
    let mut joined: Vec<Area> = Vec::new();
    for area in areas {
        let is_above = |above: &Area| {
            (above.x, above.width) == (area.x, area.width)
                && (above.y + above.height - area.y).abs() * FINEST < 1.0
        };
        match joined.iter_mut().rev().find(|above| is_above(above)) {
            Some(above) => above.height = area.y + area.height - above.y,
            None => joined.push(area),
        }
    }
    joined
}

/// A box for each area, as it is now: while one moves, its element stays.
pub(super) fn boxes(class: &'static str, areas: impl Fn() -> Vec<Area> + Send + Sync + 'static) -> AnyView {
    titled(class, None, areas)
}

/// The same, with what is told of each where it is pointed at.
pub(super) fn titled(
    class: &'static str,
    title: Option<&'static str>,
    areas: impl Fn() -> Vec<Area> + Send + Sync + 'static,
) -> AnyView {
    coloured(class, title, Box::new(move || areas().into_iter().map(|area| (area, None)).collect()))
}

/// Boxes, and the colour of each that has its own.
type Coloured = Vec<(Area, Option<String>)>;

fn coloured(
    class: &'static str,
    title: Option<&'static str>,
    boxes: Box<dyn Fn() -> Coloured + Send + Sync>,
) -> AnyView {
    let boxes = Memo::new(move |_| boxes());
    let count = Memo::new(move |_| boxes.with(Vec::len));
    let one = move |at: usize| {
        let px = move |of: fn(&Area) -> String| {
            move || boxes.with(|boxes| boxes.get(at).map(|(area, _)| of(area)))
        };
        view! {
            <div
                class=class
                title=title
                style:transform=px(|area| format!("translate({}px,{}px)", area.x, area.y))
                style:width=px(|area| format!("{}px", area.width))
                style:height=px(|area| format!("{}px", area.height))
                style:color=move || boxes.with(|boxes| boxes.get(at)?.1.clone())
            ></div>
        }
    };
    (move || (0..count.get()).map(one).collect_view()).into_any()
}

/// The boxes that a span covers: one in each row.
fn areas(chart: Chart, span: Span, only_rows: impl Fn(&Row) -> bool) -> Vec<Area> {
    let (top, bottom) = chart.scroll.seen();
    let areas = chart.with_layout(|layout, viewport| {
        let rows = layout.rows_between(top, bottom).iter().filter(|row| only_rows(row));
        let areas = rows.flat_map(|row| areas_in(layout, viewport, row, span, (row.y - top, row.height)));
        Some(areas.collect())
    });
    areas.unwrap_or_default()
}

/// The boxes of what is selected, in the rows that are.
pub(super) fn selected(chart: Chart, selection: &Selection) -> Vec<Area> {
    let (top, bottom) = chart.scroll.seen();
    let data = chart.shown.data.get();
    let is_selected = |agent: usize| {
        let id = data.as_ref().and_then(|data| Some(&data.agents.get(agent)?.id));
        selection.agents.as_ref().is_none_or(|ids| id.is_some_and(|id| ids.contains(id)))
    };
    let areas = chart.with_layout(|layout, viewport| {
        let rows = layout
            .rows_between(top, bottom)
            .iter()
            .filter(|row| layout.row_agent(row).map_or(selection.agents.is_none(), is_selected));
        let areas = rows.flat_map(|row| {
            let spans = match selection.hours {
                Some(hours) => moments_of(&row.runs, hours),
                None => vec![selection.span],
            };
            let spans = spans.into_iter().map(|span| span.intersect(selection.span));
            let inside = (row.y - top, row.height);
            let spans = spans.filter(|span| !span.is_empty());
            spans.flat_map(move |span| areas_in(layout, viewport, row, span, inside))
        });
        Some(joined(areas))
    });
    areas.unwrap_or_default()
}

/// Where a segment that still went on at the last load is drawn on, and its colour.
fn going_on(chart: Chart) -> Option<Coloured> {
    let span = chart.shown.live_edge.get()?.unknown();
    let data = chart.shown.data.get()?;
    let (top, bottom) = chart.scroll.seen();
    chart.with_layout(|layout, viewport| {
        let on = layout.rows_between(top, bottom).iter().filter_map(|row| {
            let agent = layout.row_agent(row)?;
            let lane = &data.agents.get(agent)?.lane;
            let segment = lane.running().filter(|segment| row_shows(chart, row, agent, *segment))?;
            let activity = lane.activity(segment);
            let role = chart.legend.with(|l| l.shows(activity).then(|| l.role(activity)))?;
            let (y, height) = inner(row, top);
            let areas = areas_in(layout, viewport, row, span, (y - AXIS_PX, height));
            Some(areas.map(move |area| (area, Some(colour(role)))))
        });
        Some(on.flatten().collect())
    })
}

/// Whether a row shows this segment.
fn row_shows(chart: Chart, row: &Row, agent: usize, segment: usize) -> bool {
    match row.kind {
        RowKind::Team | RowKind::Group { .. } | RowKind::Schedule | RowKind::Exceptions => false,
        RowKind::Agent { agent: shown } => shown == agent,
        RowKind::Day { .. } => chart.shown.agent.get() == agent,
        RowKind::State { row } => chart.shown.agent.get() == agent && is_in(chart, row, agent, segment),
        RowKind::Lane { agent: shown, row } => shown == agent && is_in(chart, row, agent, segment),
    }
}

/// Whether a segment is drawn in a row of the legend.
fn is_in(chart: Chart, row: usize, agent: usize, segment: usize) -> bool {
    chart.shown.data.with(|data| {
        let timeline = data.as_ref().and_then(|data| data.agents.get(agent));
        let place = timeline
            .map(|timeline| chart.legend.with(|legend| legend.place(timeline.lane.activity(segment))));
        place == Some(RowSlot::Row(row))
    })
}

/// Everything that lies over the canvas.
#[component]
pub fn Overlays(chart: Chart) -> impl IntoView {
    let selection = boxes("timeline-selection", move || {
        chart.shown.selection.get().map(|selection| selected(chart, &selection)).unwrap_or_default()
    });
    let mark = boxes("timeline-mark", move || {
        let areas = chart.marked_segment().map(|(marked, segment)| {
            areas(chart, segment.span, |row| row_shows(chart, row, marked.agent, marked.segment))
        });
        areas.unwrap_or_default()
    });
    let at_moment = move |at: Option<Millis>| {
        at.map(|at| joined(areas(chart, Span { start: at, end: at }, |_| true).into_iter()))
            .unwrap_or_default()
    };
    let present = boxes("timeline-now", move || {
        let loaded = chart.shown.data.with(|data| {
            let data = data.as_ref()?;
            (data.window.start < data.now && data.now <= data.window.end).then_some(data.now)
        });
        at_moment(loaded.map(|loaded| chart.shown.live_edge.get().map_or(loaded, LiveEdge::present)))
    });
    let going_on = coloured("timeline-going-on", None, Box::new(move || going_on(chart).unwrap_or_default()));
    let moment = boxes("timeline-moment", move || {
        at_moment(chart.shown.moment_shown().filter(|_| chart.shown.is_everyone()))
    });
    view! {
        <div class="timeline-overlays over-rows" style:top=format!("{AXIS_PX}px") aria-hidden="true">
            {going_on}
            {selection}
            {mark}
            {present}
            {moment}
        </div>
        <div class="timeline-overlays" aria-hidden="true">
            <Crosshair chart=chart/>
            <div
                class="timeline-plot"
                style:inset-inline-start=move || format!("{}px", chart.gutter.get())
                style:inset-inline-end=move || format!("{}px", chart.figures.get())
            ></div>
        </div>
    }
    .into_any()
}

/// The line under the pointer, with its exact time at the axis.
#[component]
fn Crosshair(chart: Chart) -> impl IntoView {
    let x = Memo::new(move |_| {
        let pointer = chart.pointer.get()?;
        let end = chart.shown.width.get() - chart.figures.get();
        (chart.gutter.get() <= pointer.x && pointer.x <= end).then_some(pointer.x)
    });
    let at = Memo::new(move |_| {
        chart.track_rows();
        let pointer = chart.pointer.get()?;
        chart.time_at(pointer.x, pointer.y)
    });
    let hidden = move || x.get().is_none();
    let shift = move || x.get().map(|x| format!("translateX({x}px)"));
    let text = move || at.get().map(|at| chart.shown.zone.with(|zone| time_of_day(at, zone)));
    view! {
        <div class="timeline-crosshair" class:hidden=hidden style:transform=shift>
            <span class="timeline-crosshair-time">{text}</span>
        </div>
    }
}
