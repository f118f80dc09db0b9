use std::sync::Arc;

use chrono::Timelike;

use super::*;
use crate::app::scope::Scope;
use model::dataset::DatasetInput;
use model::directory::Directory;
use model::page::{PageBuilder, Part, Series};
use model::record::{AgentId, Durations, Record};
use model::state::Catalog;
use model::time::{DAY, HOUR, parse_strict_utc};
use model::zone::{Transition, Zone};
use scene::layout::LayoutInput;
use scene::rows::StateRows;

/// Three agents on three days.
fn data() -> Dataset {
    data_of(Span::new(0, 3 * DAY))
}

fn data_of(window: Span) -> Dataset {
    let catalog = Catalog::default();
    let mut page = PageBuilder::new();
    for id in ["a", "b", "c"] {
        page.push(&id.into(), Record::new(Millis(0), model::state::ActivityId::NO_DATA, None));
    }
    let durations = Durations::OfOwnState;
    let series = [Series::new(None, window, vec![Part::Page(Arc::new(page.finish()))], durations)];
    Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
}

fn select(
    mode: LaneMode,
    hours: Option<Span>,
    from: (f64, Option<usize>),
    to: (f64, Option<usize>),
) -> Selection {
    let data = data();
    let legend = StateRows::new(&data.catalog);
    let layout = RowLayout::new(&LayoutInput {
        grouping: scene::layout::Grouping::default(),
        data: &data,
        legend: &legend,
        zone: &Zone::utc(),
        people: &Directory::default(),
        mode,
        agent: 0,
        order: &[2, 0, 1],
        width: 1_000.0,
        beside: scene::layout::Beside::default(),
        plans: None,
        words: &scene::layout::RowWords::default(),
    });
    let over_plot = layout.viewport_in(data.window, hours);
    let drawn = Drawn { data: &data, layout: &layout, over_plot, bounds: data.window };
    // Places are shares of the plot.
    let place = |(share, row)| Place { x: layout.gutter + share * layout.plot_width(), row };
    drawn.dragged(place(from), place(to))
}

#[test]
fn a_drag_over_rows_takes_those_rows() {
    let third = Span::new(DAY, 2 * DAY);
    let ids = |ids: &[&str]| Some(ids.iter().map(|id| AgentId::from(*id)).collect::<Vec<_>>());
    for (from, to, expected) in [
        (Some(0), Some(0), ids(&["c"])),
        (Some(1), Some(2), ids(&["a", "b"])),
        (Some(2), Some(1), ids(&["a", "b"])),
        (Some(1), None, ids(&["a", "b"])),
        (None, Some(1), None),
    ] {
        let selection = select(LaneMode::Agent, None, (1.0 / 3.0, from), (2.0 / 3.0, to));
        assert_eq!(selection, Selection { span: third, hours: None, agents: expected }, "{from:?} {to:?}");
    }
    let by_state = select(LaneMode::State, None, (2.0 / 3.0, Some(0)), (1.0 / 3.0, Some(1)));
    assert_eq!(by_state, third.into());
}

#[test]
fn rows_by_day_are_selected_in_the_time_of_day() {
    let hours = |from: i64, to: i64| Span::new(from * HOUR, to * HOUR);
    let one = select(LaneMode::Day, None, (0.25, Some(1)), (0.5, Some(1)));
    assert_eq!(one, hours(30, 36).into());
    let two = select(LaneMode::Day, None, (0.5, Some(2)), (0.25, Some(1)));
    assert_eq!(two, Selection { span: hours(24, 72), hours: Some(hours(6, 12)), agents: None });
    let all = select(LaneMode::Day, None, (0.25, None), (0.5, Some(1)));
    assert_eq!(all, Selection { span: hours(0, 72), hours: Some(hours(6, 12)), agents: None });
    let zoomed = select(LaneMode::Day, Some(hours(8, 12)), (0.5, Some(0)), (0.75, Some(0)));
    assert_eq!(zoomed, hours(10, 11).into());
}

/// The layout of three agents by agent, 1,000 ms a pixel, and by day.
fn drawn<T>(mode: LaneMode, work: impl FnOnce(&Drawn) -> T) -> T {
    drawn_of(mode, (&Zone::utc(), Span::new(0, 3 * DAY)), work)
}

fn drawn_of<T>(mode: LaneMode, (zone, window): (&Zone, Span), work: impl FnOnce(&Drawn) -> T) -> T {
    let data = data_of(window);
    let layout = RowLayout::new(&LayoutInput {
        grouping: scene::layout::Grouping::default(),
        data: &data,
        legend: &StateRows::new(&data.catalog),
        zone,
        people: &Directory::default(),
        mode,
        agent: 0,
        order: &[2, 0, 1],
        width: 1_000.0,
        beside: scene::layout::Beside::default(),
        plans: None,
        words: &scene::layout::RowWords::default(),
    });
    let over_plot = layout.viewport_in(data.window, None);
    work(&Drawn { data: &data, layout: &layout, over_plot, bounds: data.window })
}

#[test]
fn edges_are_taken_near_them_and_the_band_on_the_axis_or_by_choice() {
    drawn(LaneMode::Agent, |drawn| {
        let span = Span::new(DAY, 2 * DAY);
        let selection = Selection { agents: Some(vec!["a".into()]), ..span.into() };
        let x = |t: Millis| drawn.layout.gutter + drawn.over_plot.px(t);
        let (left, right, middle) = (x(span.start), x(span.end), x(Millis(DAY + DAY / 2)));
        let hold = |x: f64, row, band| drawn.hold(&selection, Place { x, row }, 4.0, band);
        let (start, end) = (Hold::Edge { fixed: span.end }, Hold::Edge { fixed: span.start });
        // The agent's row is the second.
        for (x, row, band, expected) in [
            (left - 3.0, Some(1), false, Some(start)),
            (left + 4.0, None, false, Some(start)),
            (right + 4.0, Some(1), false, Some(end)),
            (left - 5.0, Some(1), false, None),
            (left, Some(0), false, None),
            (middle, Some(1), false, None),
            (middle, Some(1), true, Some(Hold::Band { offset: DAY / 2 })),
            (middle, None, false, Some(Hold::Band { offset: DAY / 2 })),
            (left - 1.0, Some(1), true, Some(start)),
        ] {
            assert_eq!(hold(x, row, band), expected, "{x} {row:?} {band}");
        }
    });
}

#[test]
fn a_selection_is_changed_by_an_edge_and_keeps_its_length_where_it_is_moved() {
    drawn(LaneMode::Agent, |drawn| {
        let x = |t: i64| drawn.layout.gutter + drawn.over_plot.px(Millis(t));
        let selection = Selection { agents: Some(vec!["a".into()]), ..Span::new(DAY, 2 * DAY).into() };
        let moved = |hold, t| drawn.held(&selection, hold, x(t)).map(|moved| (moved.span, moved.agents));
        let own = |from: i64, to: i64| Some((Span::new(from, to), selection.agents.clone()));
        let (start, end) = (Hold::Edge { fixed: Millis(2 * DAY) }, Hold::Edge { fixed: Millis(DAY) });
        assert_eq!(moved(start, DAY / 2), own(DAY / 2, 2 * DAY));
        assert_eq!(moved(end, DAY / 2), own(DAY / 2, DAY), "over the other edge");
        assert_eq!(moved(end, 9 * DAY), own(DAY, 3 * DAY), "no further than the range");
        assert_eq!(moved(end, DAY), None);
        let band = Hold::Band { offset: DAY / 2 };
        assert_eq!(moved(band, 2 * DAY), own(DAY + DAY / 2, 2 * DAY + DAY / 2));
        assert_eq!(moved(band, 0), own(0, DAY));
    });
}

#[test]
fn a_part_of_one_day_and_of_each_is_moved_in_the_time_of_day() {
    drawn(LaneMode::Day, |drawn| {
        let x = |hour: i64| drawn.layout.gutter + drawn.over_plot.px(Millis(hour * HOUR));
        let hours = |from: i64, to: i64| Span::new(from * HOUR, to * HOUR);
        let one: Selection = hours(33, 36).into();
        assert_eq!(drawn.edges(&one), Some(hours(9, 12)));
        let hold = Hold::Edge { fixed: Millis(9 * HOUR) };
        assert_eq!(drawn.held(&one, hold, x(14)), Some(hours(33, 38).into()));
        let each = Selection { hours: Some(hours(9, 12)), ..hours(0, 72).into() };
        let band = Hold::Band { offset: 0 };
        let moved = drawn.held(&each, band, x(10)).unwrap();
        assert_eq!((moved.span, moved.hours), (hours(0, 72), Some(hours(10, 13))));
        assert_eq!(drawn.edges(&hours(20, 40).into()), None, "another part of each day");
    });
}

/// Days on which New York's clocks are set forward and back, each between two others.
#[test]
fn days_are_selected_as_their_clocks_show_them() {
    let at = |text: &str| parse_strict_utc(text).unwrap();
    let (spring, autumn) = (at("2026-03-08T07:00:00Z"), at("2026-11-01T06:00:00Z"));
    let change = |at, hours: i32| Transition { at, offset_s: hours * 3_600 };
    let zone = Zone::new("America/New_York", -5 * 3_600, vec![change(spring, -4), change(autumn, -5)]);
    for changed in [spring, autumn] {
        let day = |by: i64| zone.day(zone.date(changed + by * DAY));
        let window = Span { start: day(-1).start, end: day(1).end };
        drawn_of(LaneMode::Day, (&zone, window), |drawn| {
            let x = |hour: i64| drawn.layout.gutter + drawn.over_plot.px(Millis(hour * HOUR));
            let clock = |t: Millis| i64::from(zone.local(t).hour());
            // In spring what begins at one o'clock ends at two, which is three.
            let early = if changed == autumn { 1 } else { 3 };
            for (from, to) in [(0, 1), (early, early + 2), (3, 9), (9, 11), (17, 23)] {
                let hours = Span::new(from * HOUR, to * HOUR);
                let drag = |from_row, to_row| {
                    let (from, to) = (Place { x: x(from), row: from_row }, Place { x: x(to), row: to_row });
                    drawn.dragged(from, to)
                };
                for row in 0..3 {
                    let one = drag(Some(row), Some(row));
                    assert_eq!((clock(one.span.start), clock(one.span.end)), (from, to), "{row} {changed:?}");
                    assert_eq!(one.in_day(&zone), hours);
                    assert_eq!(drawn.edges(&one), Some(hours));
                    assert_eq!(drawn.with_edges(&one, hours), Some(one));
                }
                let all = drag(Some(0), Some(2));
                assert_eq!(all.hours, Some(hours));
                let scope = Scope { span: all.span, hours: all.hours, ..Scope::default() };
                let ends: Vec<_> =
                    scope.spans(&zone).into_iter().map(|span| (clock(span.start), clock(span.end))).collect();
                assert_eq!(ends, [(from, to); 3], "{changed:?}");
            }
        });
    }
}
