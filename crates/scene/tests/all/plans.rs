//! Plans beside what was done, in every kind of row.

use model::adherence::{Judged, Options, Table, judge};
use model::dataset::Dataset;
use model::directory::Directory;
use model::schedule::ScheduleBuilder;
use model::state::StateKind;
use model::testing::{Load, changes, states};
use model::time::{DAY, HOUR, MINUTE, Millis, Span};
use model::zone::Zone;
use scene::build::{SceneInput, build};
use scene::layout::{Beside, LayoutInput, RowKind, RowLayout};
use scene::rows::{LaneMode, StateRows};
use scene::staffing::{Stack, Staffing};
use scene::theme::Role;
use scene::viewport::Viewport;
use scene::{Bar, BarStyle, Scene};

fn at(hour: i64, minute: i64) -> i64 {
    hour * HOUR + minute * MINUTE
}

/// Ready from 9:00 to 17:00, with a break from 10:10 to 10:30.
fn data() -> Dataset {
    let (catalog, [ready, pause, out]) = states([
        ("READY", None, StateKind::Available),
        ("NOT_READY", Some("Break"), StateKind::NotReady),
        ("LOGOUT", None, StateKind::LoggedOut),
    ]);
    let starts = [(0, out), (at(9, 0), ready), (at(10, 10), pause), (at(10, 30), ready), (at(17, 0), out)];
    Load::new(catalog, Span::new(0, DAY)).rows(changes("a", starts)).build()
}

/// Planned open from 9:00 to 17:00, with a break from 10:00 to 10:30.
fn judged(data: &Dataset) -> Judged {
    let mut builder = ScheduleBuilder::new();
    let [open, pause] = ["Open", "Break"].map(|name| builder.activity(name, None));
    builder.push("a", Span::new(at(9, 0), at(17, 0)), open, 1);
    builder.push("a", Span::new(at(10, 0), at(10, 30)), pause, 2);
    judge(data, builder, &Table::default(), Options::default())
}

struct Drawn {
    scene: Scene,
    viewport: Viewport,
    layout: RowLayout,
}

fn drawn(data: &Dataset, mode: LaneMode, view: Span, judged: &Judged) -> Drawn {
    let (legend, zone, people) = (StateRows::new(&data.catalog), Zone::utc(), Directory::default());
    let is_team = mode == LaneMode::Agent;
    let layout = RowLayout::new(&LayoutInput {
        grouping: scene::layout::Grouping::default(),
        data,
        legend: &legend,
        zone: &zone,
        people: &people,
        mode,
        agent: 0,
        order: &[0],
        width: 1_100.0,
        beside: Beside { plan: !judged.is_empty(), ..Beside::default() },
        plans: None,
        words: &scene::layout::RowWords::default(),
    });
    let team = is_team.then(|| Stack::new(&Staffing::new(data, &[0], 24).with_plan(judged, &[0]), &legend));
    let viewport = layout.viewport(view);
    let scene = build(&SceneInput {
        groups: &[],
        data,
        legend: &legend,
        layout: &layout,
        viewport,
        zone: &zone,
        pixel_ratio: 1.0,
        scroll: 0.0,
        height: 500.0,
        team: team.as_ref(),
        overruns: None,
        plans: Some(judged),
    });
    Drawn { scene, viewport, layout }
}

fn edges(drawn: &Drawn, is_wanted: impl Fn(&Bar) -> bool) -> Vec<(i64, i64)> {
    let minute =
        |x: f64| (drawn.viewport.time(x - drawn.layout.gutter).0 as f64 / MINUTE as f64).round() as i64;
    let bars = drawn.scene.bars.iter().filter(|bar| is_wanted(bar));
    bars.map(|bar| (minute(bar.x0), minute(bar.x1))).collect()
}

#[test]
fn rows_by_state_begin_with_what_was_planned_and_what_was_not_kept() {
    let data = data();
    let judged = judged(&data);
    let view = Span::new(at(9, 0), at(12, 0));
    let drawn = drawn(&data, LaneMode::State, view, &judged);
    assert_eq!(drawn.layout.rows[0].kind, RowKind::Schedule);
    assert_eq!(drawn.layout.rows[1].kind, RowKind::Exceptions);
    let planned = edges(&drawn, |bar| bar.style == BarStyle::Outlined);
    // A pixel is left between two.
    let is_near = |(a, b): &((i64, i64), (i64, i64))| (a.0 - b.0).abs() <= 1 && (a.1 - b.1).abs() <= 1;
    let expected = [(540, 600), (600, 630), (630, 720)];
    assert!(
        planned.len() == 3 && planned.iter().copied().zip(expected).all(|two| is_near(&two)),
        "{planned:?}"
    );
    let out = edges(&drawn, |bar| bar.role == Role::Danger && bar.style == BarStyle::Absent);
    assert_eq!(out, [(600, 610)]);
    let labels: Vec<&str> = drawn.scene.labels.iter().map(|label| &*label.text).collect();
    assert!(["Open", "10:00"].iter().all(|text| labels.contains(text)), "{labels:?}");
    let schedule = drawn.layout.rows[1].y + drawn.layout.rows[1].height;
    let states = drawn.scene.bars.iter().filter(|bar| matches!(bar.role, Role::State(_)));
    assert!(
        states.clone().count() > 0 && states.into_iter().all(|bar| bar.y >= schedule),
        "bands stay below"
    );
}

#[test]
fn lengths_stay_inside_the_plot() {
    let data = data();
    let judged = judged(&data);
    for view in [Span::new(at(10, 9), at(12, 0)), Span::new(at(8, 0), at(10, 1))] {
        let drawn = drawn(&data, LaneMode::State, view, &judged);
        let label = drawn.scene.labels.iter().find(|label| label.strong && label.text == "10:00").unwrap();
        let half = scene::text::width(&label.text, label.size, true) / 2.0;
        assert!(
            label.at.0 - half >= drawn.layout.gutter && label.at.0 + half <= drawn.layout.plot_end(),
            "{label:?}"
        );
    }
}

#[test]
fn rows_by_day_and_by_agent_have_a_line_where_open_time_is_planned() {
    let data = data();
    let judged = judged(&data);
    for mode in [LaneMode::Day, LaneMode::Agent] {
        let drawn = drawn(&data, mode, data.window, &judged);
        let line = |role: Role| {
            edges(&drawn, |bar| bar.role == role && bar.height <= 3.0 && bar.style == BarStyle::Share)
        };
        let open = line(Role::LineStrong);
        assert_eq!(open, [(540, 600), (630, 1_020)], "{mode:?}");
        let out = line(Role::Danger);
        let (first, last) = (out.first().map(|dash| dash.0), out.last().map(|dash| dash.1));
        assert_eq!((first, last), (Some(600), Some(610)), "{mode:?}");
    }
}

#[test]
fn what_was_not_kept_is_told_by_its_shape_too() {
    let data = data();
    let judged = judged(&data);
    for mode in [LaneMode::Day, LaneMode::Agent] {
        let drawn = drawn(&data, mode, Span::new(at(9, 30), at(10, 30)), &judged);
        let of = |role: Role| -> Vec<&Bar> {
            let is_line = |bar: &&Bar| bar.role == role && bar.height <= 3.0 && bar.style == BarStyle::Share;
            drawn.scene.bars.iter().filter(is_line).collect()
        };
        let (open, out) = (of(Role::LineStrong), of(Role::Danger));
        assert!(out.len() > 1, "a broken line: {mode:?}");
        assert!(out.windows(2).all(|pair| pair[0].x1 < pair[1].x0), "with gaps: {mode:?}");
        assert!(out.iter().all(|dash| dash.height > open[0].height), "and a thicker one: {mode:?}");
    }
}

#[test]
fn without_a_plan_nothing_is_drawn_of_one() {
    let data = data();
    let nothing = Judged::default();
    for mode in [LaneMode::State, LaneMode::Day, LaneMode::Agent] {
        let drawn = drawn(&data, mode, data.window, &nothing);
        let is_plan = |bar: &Bar| bar.style == BarStyle::Outlined || bar.role == Role::Danger;
        assert!(!drawn.scene.bars.iter().any(is_plan), "{mode:?}");
        assert!(drawn.layout.rows.iter().all(|row| row.kind != RowKind::Schedule));
    }
}

#[test]
fn very_many_planned_activities_draw_no_more_than_there_are_pixels() {
    let data = data();
    let mut builder = ScheduleBuilder::new();
    let [open, pause] = ["Open", "Break"].map(|name| builder.activity(name, None));
    for minute in 0..24 * 60 {
        let activity = if minute % 2 == 0 { open } else { pause };
        let seconds = |n: i64| Millis(minute * MINUTE + n * 1_000);
        builder.push("a", Span { start: seconds(0), end: seconds(30) }, activity, 1);
        builder.push("a", Span { start: seconds(30), end: seconds(60) }, pause, 1);
    }
    let judged = judge(&data, builder, &Table::default(), Options::default());
    for mode in [LaneMode::State, LaneMode::Day, LaneMode::Agent] {
        let drawn = drawn(&data, mode, data.window, &judged);
        assert!(drawn.scene.bars.len() < 3_000, "{mode:?} {}", drawn.scene.bars.len());
    }
}

#[test]
fn planned_staff_is_a_line_of_steps_and_takes_the_height_with_it() {
    let data = data();
    let judged = judged(&data);
    let staffing = Staffing::new(&data, &[0], 24);
    let hours: Vec<i64> =
        staffing.clone().with_plan(&judged, &[0]).planned.iter().map(|ms| ms / MINUTE).collect();
    let open = |hour: usize| match hour {
        10 => 30,
        9..=16 => 60,
        _ => 0,
    };
    assert_eq!(hours, (0..24).map(open).collect::<Vec<_>>());
    let twice = [&[0][..], &[], &[0]].map(|agents| staffing.clone().with_plan(&judged, agents));
    let planned: Vec<i64> = Staffing::together(&twice).planned.iter().map(|ms| ms / MINUTE / 2).collect();
    assert_eq!(planned, hours);
    assert!(staffing.clone().with_plan(&Judged::default(), &[0]).planned.is_empty());
    assert!(staffing.with_plan(&judged, &[]).planned.is_empty());
}
