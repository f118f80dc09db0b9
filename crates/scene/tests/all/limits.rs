//! Marks where limits are passed, in every kind of row.

use model::dataset::Dataset;
use model::directory::Directory;
use model::limits::{Rules, judge};
use model::state::StateKind;
use model::testing::{Load, changes, states};
use model::time::{DAY, HOUR, MINUTE, Millis, Span};
use model::zone::Zone;
use scene::build::{SceneInput, build};
use scene::layout::{Beside, LayoutInput, RowLayout};
use scene::overruns::Overruns;
use scene::rows::{LaneMode, StateRows};
use scene::theme::Role;
use scene::viewport::Viewport;
use scene::{Bar, Scene};

/// Breaks of 20 minutes at 10:00 and of 5 minutes at 15:00.
fn data() -> Dataset {
    let (catalog, [ready, pause]) =
        states([("READY", None, StateKind::Available), ("NOT_READY", Some("Break"), StateKind::NotReady)]);
    let at = |h: i64, m: i64| h * HOUR + m * MINUTE;
    let starts =
        [(0, ready), (at(10, 0), pause), (at(10, 20), ready), (at(15, 0), pause), (at(15, 5), ready)];
    Load::new(catalog, Span::new(0, DAY)).rows(changes("a", starts)).build()
}

fn drawn(data: &Dataset, mode: LaneMode, view: Span, marked: bool) -> (Scene, Viewport, f64) {
    let (legend, zone) = (StateRows::new(&data.catalog), Zone::utc());
    let people = Directory::default();
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
        beside: Beside::default(),
        plans: None,
        words: &scene::layout::RowWords::default(),
    });
    let judged = judge(data, &Rules::parse("each:Break:15m").unwrap(), &zone);
    let overruns = Overruns::new(&judged, data.window, data.agents.len(), |_| true);
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
        height: 400.0,
        team: None,
        overruns: marked.then_some(&overruns),
        plans: None,
    });
    (scene, viewport, layout.gutter)
}

fn marks(scene: &Scene) -> Vec<&Bar> {
    scene.bars.iter().filter(|bar| bar.role == Role::Danger).collect()
}

#[test]
fn every_kind_of_row_has_a_post_where_a_limit_is_passed_and_a_roof_beyond() {
    let data = data();
    for mode in [LaneMode::State, LaneMode::Agent, LaneMode::Day] {
        let (scene, viewport, left) = drawn(&data, mode, data.window, true);
        let x = |minute: i64| left + viewport.px(Millis(10 * HOUR + minute * MINUTE));
        let marks = marks(&scene);
        assert_eq!(marks.len(), 2, "{mode:?}: a post and a roof");
        assert!(marks.iter().all(|mark| (mark.x0 - x(15)).abs() < 1e-6), "{mode:?}");
        let roof = marks.iter().map(|mark| mark.x1).fold(0.0, f64::max);
        assert!((roof - x(20).max(x(15) + 3.0)).abs() < 1e-6, "{mode:?}");
        let (without, ..) = drawn(&data, mode, data.window, false);
        assert_eq!(without.bars.len() + 2, scene.bars.len(), "{mode:?}: nothing else is drawn otherwise");
    }
}

#[test]
fn by_how_much_is_written_where_there_is_room() {
    let data = data();
    let said = |view: Span| {
        let (scene, ..) = drawn(&data, LaneMode::State, view, true);
        scene.labels.iter().any(|label| label.text == "+5:00")
    };
    assert!(said(data.window));
    assert!(!said(Span::new(10 * HOUR, 10 * HOUR + 20 * MINUTE)), "the overrun ends with the view");
}

#[test]
fn a_view_of_the_overrun_alone_has_a_roof_over_all_of_it() {
    let data = data();
    let view = Span::new(10 * HOUR + 16 * MINUTE, 10 * HOUR + 18 * MINUTE);
    let (scene, viewport, left) = drawn(&data, LaneMode::Agent, view, true);
    let marks = marks(&scene);
    assert_eq!(marks.len(), 1);
    assert!((marks[0].x0 - left).abs() < 1e-6 && (marks[0].x1 - left - viewport.width_px).abs() < 1e-6);
}
