//! Rows by agent and by day, as they are laid out and drawn.

use model::dataset::Dataset;
use model::directory::Directory;
use model::state::{ActivityId, StateKind};
use model::testing::{Load, changes, states};
use model::time::{DAY, HOUR, MINUTE, Span};
use model::zone::Zone;
use scene::build::{SceneInput, build, inner};
use scene::hit::hit;
use scene::layout::{AXIS_PX, Beside, LayoutInput, Names, RowKind, RowLayout};
use scene::rows::{LaneMode, StateRows};
use scene::theme::Role;

use super::scene::dataset;

/// A month of changes on the hour.
fn month() -> Dataset {
    let (catalog, [ready]) = states([("Ready", None, StateKind::Available)]);
    let starts = (0..30 * 24).map(|i| (i * HOUR, ready));
    Load::new(catalog, Span::new(0, 30 * DAY)).rows(changes("a", starts)).build()
}

#[test]
fn no_row_is_drawn_over_the_axis() {
    let data = month();
    let (legend, zone) = (StateRows::new(&data.catalog), Zone::utc());
    let layout = RowLayout::new(&LayoutInput {
        grouping: scene::layout::Grouping::default(),
        data: &data,
        people: &Directory::default(),
        legend: &legend,
        zone: &zone,
        mode: LaneMode::Day,
        agent: 0,
        order: &[0],
        width: 900.0,
        beside: Beside::default(),
        plans: None,
        words: &scene::layout::RowWords::default(),
    });
    let (height, pixel_ratio) = (400.0, 1.0);
    for scroll in [0.0, 7.0, 13.0, 21.0, 200.0] {
        let input = SceneInput {
            groups: &[],
            data: &data,
            legend: &legend,
            layout: &layout,
            viewport: layout.viewport(data.window),
            zone: &zone,
            pixel_ratio,
            scroll,
            height,
            team: None,
            overruns: None,
            plans: None,
        };
        let scene = build(&input);
        assert!(scene.bars.iter().all(|bar| bar.y >= AXIS_PX), "scrolled by {scroll}");
        assert!(scene.bars.iter().all(|bar| bar.y + bar.height <= height), "scrolled by {scroll}");
        assert!(scene.bars.iter().any(|bar| bar.y < AXIS_PX + 30.0));
        assert!(scene.bars.iter().any(|bar| bar.y + bar.height > height - 36.0));
        let rows = scene.labels.iter().filter(|label| label.at.0 == 0.0);
        assert!(rows.clone().count() > 8);
        assert!(rows.clone().all(|label| label.at.1 - 6.0 >= AXIS_PX && label.at.1 + 6.0 <= height));
        assert!(scene.labels.iter().any(|label| label.at.1 < AXIS_PX), "the axis keeps its labels");
    }
}

#[test]
fn low_rows_of_very_many_agents_follow_the_row_of_all_together() {
    let data = dataset(&[(0, 0)]);
    let (legend, zone) = (StateRows::new(&data.catalog), Zone::utc());
    let (few, many) = (vec![0; 60], vec![0; 61]);
    let rows = |order: &[usize], beside: Beside, width: f64| {
        let people = Directory::default();
        let (data, legend, zone, mode) = (&data, &legend, &zone, LaneMode::Agent);
        let layout = RowLayout::new(&LayoutInput {
            grouping: scene::layout::Grouping::default(),
            data,
            legend,
            zone,
            people: &people,
            mode,
            agent: 0,
            order,
            width,
            beside,
            plans: None,
            words: &scene::layout::RowWords::default(),
        });
        (layout.rows_height(), layout.rows[0].kind == RowKind::Team, layout.plot_end())
    };
    let alone = Beside::default();
    let team = Beside { figures: 100.0, team: true, ..alone };
    assert_eq!(rows(&few, alone, 900.0), (60.0 * 26.0, false, 900.0));
    assert_eq!(rows(&many, alone, 900.0), (61.0 * 16.0, false, 900.0));
    assert_eq!(rows(&many, team, 900.0), (84.0 + 61.0 * 16.0, true, 800.0));
    assert_eq!(rows(&[0], team, 900.0), (26.0, false, 800.0), "one agent is no team");
    assert_eq!(rows(&few, alone, 400.0), (60.0 * 30.0, false, 400.0));
    assert_eq!(
        rows(&few, Beside { agent_row: Some((8.0, 5.0)), ..alone }, 400.0),
        (60.0 * 8.0, false, 400.0)
    );
}

/// Contact and ready in turns of two minutes, and stretches of not ready of 60, 20 and 5 pixels.
#[test]
fn packed_rows_stack_shares_and_name_what_keeps_its_edges() {
    let pause = |reason| ("N", Some(reason), StateKind::NotReady);
    let (catalog, [contact, ready, lunch, training, team]) = states([
        ("C", None, StateKind::OnContact),
        ("R", None, StateKind::Available),
        pause("Lunch"),
        pause("Training"),
        pause("Team"),
    ]);
    let stretches = [(100, 160, lunch), (300, 320, training), (501, 506, team)];
    let mut starts: Vec<(i64, ActivityId)> =
        (0..360).map(|i| (2 * i, if i % 2 == 0 { contact } else { ready })).collect();
    for (from, to, activity) in stretches {
        starts.retain(|(at, _)| !(from..=to).contains(at));
        starts.extend([(from, activity), (to, contact)]);
    }
    starts.sort_unstable();
    let starts = starts.into_iter().map(|(at, activity)| (at * MINUTE, activity));
    let data = Load::new(catalog, Span::new(0, 720 * MINUTE)).rows(changes("a", starts)).build();
    let (legend, zone) = (StateRows::new(&data.catalog), Zone::utc());
    // A pixel is a minute.
    let layout = RowLayout::new(&LayoutInput {
        grouping: scene::layout::Grouping::default(),
        data: &data,
        people: &Directory::default(),
        legend: &legend,
        zone: &zone,
        mode: LaneMode::Agent,
        agent: 0,
        order: &[0],
        width: 168.0 + 720.0,
        beside: Beside { names: Names::Over, ..Beside::default() },
        plans: None,
        words: &scene::layout::RowWords::default(),
    });
    let scene = build(&SceneInput {
        groups: &[],
        data: &data,
        legend: &legend,
        layout: &layout,
        viewport: layout.viewport(data.window),
        zone: &zone,
        pixel_ratio: 1.0,
        scroll: 0.0,
        height: 60.0,
        team: None,
        overruns: None,
        plans: None,
    });
    let at = |minute: f64| {
        let x = 168.0 + minute;
        let bars = scene.bars.iter().filter(|bar| bar.x0 <= x && x < bar.x1);
        bars.map(|bar| (bar.role, bar.y, bar.y + bar.height)).collect::<Vec<_>>()
    };
    let role = Role::State;
    let (top, foot) = (AXIS_PX + 4.0, AXIS_PX + 22.0);
    // Bins hold six minutes of one and four of the other.
    let level = foot - 18.0 * 0.6;
    assert_eq!(
        at(5.0),
        [
            (role(StateKind::OnContact), level, foot),
            (Role::ReadyFill, top + 1.0, level),
            (role(StateKind::Available), top, top + 1.0),
        ]
    );
    for (minute, activity) in
        [(100.5, lunch), (155.0, lunch), (300.5, training), (501.5, team), (505.5, team)]
    {
        assert_eq!(at(minute), [(legend.role(activity), top, foot)], "{minute}");
    }
    let texts: Vec<&str> =
        scene.labels.iter().filter(|l| l.at.1 > AXIS_PX).map(|label| label.text.as_str()).collect();
    assert_eq!(texts, ["Lunch", "Tr"], "five pixels have no room for a letter");
}

/// A month of changes on the hour, by day, of which three hours are visible.
#[test]
fn rows_by_day_show_the_part_of_each_day_that_is_visible() {
    let data = month();
    let (legend, zone) = (StateRows::new(&data.catalog), Zone::utc());
    let layout = RowLayout::new(&LayoutInput {
        grouping: scene::layout::Grouping::default(),
        data: &data,
        people: &Directory::default(),
        legend: &legend,
        zone: &zone,
        mode: LaneMode::Day,
        agent: 0,
        order: &[0],
        width: 900.0,
        beside: Beside::default(),
        plans: None,
        words: &scene::layout::RowWords::default(),
    });
    let hours = Span::new(9 * HOUR, 12 * HOUR);
    let viewport = layout.viewport_in(data.window, Some(hours));
    assert_eq!(viewport.span, hours);
    assert_eq!(layout.viewport_in(data.window, None), layout.viewport(data.window));
    let input = SceneInput {
        groups: &[],
        data: &data,
        legend: &legend,
        layout: &layout,
        viewport,
        zone: &zone,
        pixel_ratio: 1.0,
        scroll: 0.0,
        height: 30.0 * 36.0 + AXIS_PX,
        team: None,
        overruns: None,
        plans: None,
    };
    let scene = build(&input);
    assert!(scene.bars.iter().all(|bar| bar.x0 >= layout.gutter && bar.x1 <= layout.width));
    let labels: Vec<_> = scene.labels.iter().map(|label| label.text.as_str()).collect();
    assert!(labels.contains(&"10:00") && !labels.contains(&"13:00"), "{labels:?}");
    for (place, row) in layout.rows.iter().enumerate() {
        assert_eq!(layout.place_at(row.y), Some(place));
        let middle = layout.time(row, viewport, (layout.gutter + viewport.width_px / 2.0, row.y));
        assert_eq!(middle.unwrap().0, place as i64 * 24 * HOUR + 10 * HOUR + HOUR / 2);
        assert_eq!(
            hit(&data, &legend, (&layout, viewport), (layout.gutter + 1.0, row.y + 1.0)).unwrap().at.0 / HOUR
                % 24,
            9
        );
    }
    assert_eq!((layout.place_at(-1.0), layout.place_at(layout.rows_height())), (None, None));
}

#[test]
fn on_a_phone_name_and_figures_of_a_state_stand_above_its_row() {
    let data = month();
    let legend = StateRows::new(&data.catalog);
    let layout = |mode, narrow| {
        RowLayout::new(&LayoutInput {
            grouping: scene::layout::Grouping::default(),
            data: &data,
            people: &Directory::default(),
            legend: &legend,
            zone: &Zone::utc(),
            mode,
            agent: 0,
            order: &[0],
            width: 340.0,
            beside: Beside {
                names: if narrow { Names::Short } else { Names::Over },
                plan: true,
                ..Beside::default()
            },
            plans: None,
            words: &scene::layout::RowWords::default(),
        })
    };
    let (wide, narrow) = (layout(LaneMode::State, false), layout(LaneMode::State, true));
    assert_eq!((wide.gutter, narrow.gutter, narrow.plot_width()), (86.0, 0.0, 340.0));
    for (before, row) in wide.rows.iter().zip(&narrow.rows) {
        assert_eq!((row.height, row.bar, row.head), (before.height + 20.0, before.bar, 20.0));
        let (top, height) = inner(row, 0.0);
        let head_end = AXIS_PX + row.y + row.head;
        assert!(head_end < top && top + height < AXIS_PX + row.y + row.height);
    }
    assert!(narrow.rows.windows(2).all(|pair| (pair[0].y + pair[0].height - pair[1].y).abs() < 1e-9));
    assert!((layout(LaneMode::Agent, true).rows[0].height - 30.0).abs() < 1e-9);
}
