//! Rows by day against clocks, on every day of 2026 on which these change, in twenty zones.

use chrono::Timelike;
use model::dataset::Dataset;
use model::directory::Directory;
use model::state::StateKind;
use model::testing::{Load, changes, states};
use model::time::{MINUTE, Millis, SECOND, Span};
use model::zone::Zone;
use scene::Bar;
use scene::build::{SceneInput, axis_ticks, build};
use scene::hit::hit;
use scene::layout::{AXIS_PX, Beside, Grouping, LayoutInput, Names, RowLayout, RowWords};
use scene::rows::{LaneMode, StateRows};
use scene::viewport::Viewport;

use crate::zones::{ZONES, year, zone};

/// Ten minutes of break every half an hour, else logged out.
const BREAK: i64 = 10 * MINUTE;
const EVERY: i64 = 30 * MINUTE;

fn breaks(day: Span) -> impl Iterator<Item = Millis> {
    (day.start.0..day.end.0).step_by(EVERY as usize).map(Millis)
}

fn data(day: Span) -> Dataset {
    let (catalog, [pause, out]) =
        states([("UNAVAILABLE", None, StateKind::NotReady), ("LOGOUT", None, StateKind::LoggedOut)]);
    let rows = breaks(day).flat_map(|at| [(at.0, pause), (at.0 + BREAK, out)]);
    Load::new(catalog, day).rows(changes("a", rows)).build()
}

struct Day<'a> {
    data: &'a Dataset,
    legend: &'a StateRows,
    layout: &'a RowLayout,
    viewport: Viewport,
    breaks: Vec<Bar>,
}

/// Lays out and draws one day, so wide that each half hour has a label.
fn with_day(zone: &Zone, day: Span, work: impl FnOnce(&Day)) {
    let data = data(day);
    let legend = StateRows::new(&data.catalog);
    let layout = RowLayout::new(&LayoutInput {
        grouping: Grouping::default(),
        data: &data,
        people: &Directory::default(),
        legend: &legend,
        zone,
        mode: LaneMode::Day,
        agent: 0,
        order: &[0],
        width: 3_800.0,
        beside: Beside { names: Names::Over, ..Beside::default() },
        plans: None,
        words: &RowWords::default(),
    });
    let viewport = layout.viewport_in(day, None);
    let scene = build(&SceneInput {
        groups: &[],
        data: &data,
        legend: &legend,
        layout: &layout,
        viewport,
        zone,
        pixel_ratio: 1.0,
        scroll: 0.0,
        height: 100.0,
        team: None,
        overruns: None,
        plans: None,
    });
    let pause = legend.rows[0].role;
    let breaks = scene.bars.into_iter().filter(|bar| bar.role == pause).collect();
    work(&Day { data: &data, legend: &legend, layout: &layout, viewport, breaks });
}

/// The days of a year on which clocks change, with those around them.
fn days_of_changes(zone: &Zone) -> Vec<Span> {
    let around = |at: Millis| zone.days(Span { start: at + -EVERY, end: at + EVERY }, 2);
    zone.transitions_in(year()).flat_map(|change| around(change.at)).map(|(_, day)| day).collect()
}

#[test]
fn what_happened_when_a_clock_showed_a_time_lies_under_the_label_of_that_time() {
    for tz in ZONES {
        let zone = zone(tz);
        for day in days_of_changes(&zone) {
            with_day(&zone, day, |drawn| {
                let ticks = axis_ticks(LaneMode::Day, &drawn.viewport, &zone);
                for at in breaks(day) {
                    let label = zone.local(at).format("%H:%M").to_string();
                    let tick = ticks.iter().find(|tick| tick.label == label).unwrap();
                    let x = drawn.layout.gutter + drawn.viewport.px(tick.at);
                    let there = drawn.breaks.iter().filter(|bar| (bar.x0 - x).abs() < 0.01);
                    let found = there.filter_map(|bar| {
                        let under = (bar.x0 + 2.0, bar.y + bar.height / 2.0 - AXIS_PX);
                        hit(drawn.data, drawn.legend, (drawn.layout, drawn.viewport), under)
                    });
                    let found: Vec<_> = found.filter(|hit| hit.at >= at && hit.at < at + BREAK).collect();
                    assert_eq!(found.len(), 1, "{tz} {label} of {at:?}");
                }
            });
        }
    }
}

#[test]
fn an_hour_that_is_repeated_hides_nothing() {
    for tz in ZONES {
        let zone = zone(tz);
        for day in days_of_changes(&zone) {
            with_day(&zone, day, |Day { breaks: bars, .. }| {
                assert_eq!(bars.len(), breaks(day).count(), "{tz} {day:?}");
                for (i, a) in bars.iter().enumerate() {
                    let is_over =
                        |b: &Bar| a.x0 < b.x1 && b.x0 < a.x1 && a.y < b.y + b.height && b.y < a.y + a.height;
                    assert!(!bars[..i].iter().any(is_over), "{tz} {a:?}");
                }
            });
        }
    }
}

#[test]
fn the_moment_under_a_point_is_shown_by_a_clock_as_the_axis_says() {
    for tz in ZONES {
        let zone = zone(tz);
        for day in days_of_changes(&zone) {
            with_day(&zone, day, |Day { data, legend, layout, viewport, .. }| {
                let row = &layout.rows[0];
                for x in (0..3_600).step_by(7) {
                    let (x, axis) = (layout.gutter + f64::from(x), viewport.time(f64::from(x)));
                    for y in [row.y + 8.0, row.y + row.height - 8.0] {
                        let Some(hit) = hit(data, legend, (layout, *viewport), (x, y)) else { continue };
                        let clock = zone.local(hit.at);
                        let shown = i64::from(clock.num_seconds_from_midnight()) * SECOND;
                        assert!((shown - axis.0).abs() < 2 * SECOND, "{tz} {clock} at {axis:?}");
                    }
                }
            });
        }
    }
}
