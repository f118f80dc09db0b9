//! What is drawn for one small day, as the display list that a canvas plays: snapshots of it say what
//! changed, where pixels would only say that something did.

use model::dataset::Dataset;
use model::page::Part;
use model::record::{AgentId, Record};
use model::state::{ActivityId, StateKind};
use model::testing::{Load, changes, page, states};
use model::time::{HOUR, MINUTE, Millis, Span, parse_strict_utc};
use model::zone::{Transition, Zone};
use paint::display_list::{Command, DisplayList};
use paint::svg::to_svg;
use scene::build::{SceneInput, build};
use scene::layout::{Beside, LayoutInput, RowLayout, RowWords};
use scene::rows::{LaneMode, StateRows};
use scene::staffing::{Stack, Staffing};
use scene::theme::{Rgb, Role, Theme};
use scene::{Scene, Strip};

const WORDS: RowWords =
    RowWords { schedule: "Schedule", exceptions: "Exceptions", all_agents: "All agents", cut: " cut" };

fn hex(Rgb(r, g, b): Rgb, strength: f32) -> String {
    let at = if strength < 1.0 { format!("@{strength:.2}") } else { String::new() };
    format!("#{r:02x}{g:02x}{b:02x}{at}")
}

/// The first so many bytes, which are taken away.
fn take<'a>(texts: &mut &'a str, len: usize) -> &'a str {
    let (text, rest) = texts.split_at(len);
    *texts = rest;
    text
}

/// Strengths as `128` or, where so many are alike, `0×117`.
fn runs(strengths: &[u8]) -> String {
    let run = |run: &[u8]| {
        if run.len() == 1 { format!(" {}", run[0]) } else { format!(" {}×{}", run[0], run.len()) }
    };
    strengths.chunk_by(|a, b| a == b).map(run).collect()
}

/// A picture, a command a line; what is painted says its colour.
fn log(picture: &DisplayList) -> String {
    let mut log = format!("{} × {}\n", picture.size().0, picture.size().1);
    let (mut texts, mut strengths, mut colour) = (picture.texts(), picture.strengths(), String::new());
    for command in picture.commands() {
        let line = match *command {
            Command::Colour(rgb, strength) => {
                colour = hex(rgb, strength);
                continue;
            }
            Command::Rect { x, y, width, height } => {
                format!("rect {x},{y} – {},{} {colour}", x + width, y + height)
            }
            Command::Line { from, to, width } => {
                format!("line {},{} – {},{} {width} wide {colour}", from.0, from.1, to.0, to.1)
            }
            Command::Font(len) => format!("font {}", take(&mut texts, len)),
            Command::Anchor(across, down) => format!("anchor {across} {down}"),
            Command::Text { x, y, len } => format!("text {x},{y} {:?} {colour}", take(&mut texts, len)),
            Command::Rows(count) => format!("rows {count}"),
            Command::Row { colour, cells, at, size } => {
                let (row, rest) = strengths.split_at(cells);
                strengths = rest;
                format!("row {},{} {} × {} {}:{}", at.0, at.1, size.0, size.1, hex(colour, 1.0), runs(row))
            }
        };
        log.extend([&line, "\n"]);
    }
    log
}

fn drawn(scene: &Scene, scale: f64) -> String {
    log(&DisplayList::of(scene, Theme::Light, scale))
}

/// Carried in, ready, a reason, a state nobody knows, an event of no length, a lost page, running.
fn day(now_hours: i64) -> Dataset {
    let start = parse_strict_utc("2026-11-03T08:00:00Z").unwrap();
    let (catalog, [login, ready, lunch, odd]) = states([
        ("LOGIN", None, StateKind::LoggedIn),
        ("READY", None, StateKind::Available),
        ("NOT_READY", Some("Lunch"), StateKind::NotReady),
        ("<b>ODD</b>", None, StateKind::Other),
    ]);
    let page = |rows: &[(i64, ActivityId)]| Part::Page(page(at_minutes("4f1c", start, rows)));
    let parts = [
        page(&[(-30, login), (20, ready), (100, lunch), (130, ready), (131, odd), (131, ready)]),
        Part::Missing,
        page(&[(260, ready), (300, odd)]),
    ];
    let load = Load::new(catalog, Span { start, end: start + 8 * HOUR }).now(start + now_hours * HOUR);
    load.series(Some("4f1c"), parts).build()
}

/// Changes of an agent so many minutes after a moment.
fn at_minutes(agent: &str, start: Millis, rows: &[(i64, ActivityId)]) -> Vec<(AgentId, Record)> {
    changes(agent, rows.iter().map(|&(minutes, activity)| (start.0 + minutes * MINUTE, activity))).collect()
}

fn scene(data: &Dataset, mode: LaneMode, view: Span, zone: &Zone) -> Scene {
    scene_of_width(data, mode, view, zone, 600.0)
}

fn scene_of_width(data: &Dataset, mode: LaneMode, view: Span, zone: &Zone, width: f64) -> Scene {
    let legend = StateRows::new(&data.catalog);
    let people = model::directory::Directory::default();
    let order = [0];
    let layout = RowLayout::new(&LayoutInput {
        grouping: scene::layout::Grouping::default(),
        data,
        legend: &legend,
        zone,
        people: &people,
        mode,
        agent: 0,
        order: &order,
        width,
        beside: Beside::default(),
        plans: None,
        words: &WORDS,
    });
    let height = layout.rows_height() + 26.0;
    build(&SceneInput {
        groups: &[],
        data,
        legend: &legend,
        layout: &layout,
        viewport: layout.viewport(view),
        zone,
        pixel_ratio: 1.0,
        scroll: 0.0,
        height,
        team: None,
        overruns: None,
        plans: None,
    })
}

#[test]
fn rows_by_state() {
    let data = day(7);
    insta::assert_snapshot!(drawn(&scene(&data, LaneMode::State, data.window, &Zone::utc()), 1.0));
}

#[test]
fn rows_by_state_zoomed_into_an_event_of_no_length() {
    let data = day(7);
    let at = data.window.start + 131 * MINUTE;
    let view = Span { start: at + -2_000, end: at + 2_000 };
    insta::assert_snapshot!(drawn(&scene(&data, LaneMode::State, view, &Zone::utc()), 2.0));
}

#[test]
fn rows_by_day_where_clocks_change() {
    let change = Transition { at: parse_strict_utc("2026-11-03T10:00:00Z").unwrap(), offset_s: 0 };
    let zone = Zone::new("Test/Change", 3600, vec![change]);
    let data = day(9);
    insta::assert_snapshot!(drawn(&scene(&data, LaneMode::Day, data.window, &zone), 1.0));
}

#[test]
fn rows_by_agent() {
    let data = day(9);
    insta::assert_snapshot!(drawn(&scene(&data, LaneMode::Agent, data.window, &Zone::utc()), 1.0));
}

#[test]
fn three_agents_above_their_rows() {
    let start = parse_strict_utc("2026-11-03T08:00:00Z").unwrap();
    let (catalog, [ready, contact, pause, out]) = states([
        ("READY", None, StateKind::Available),
        ("IN_CONTACT", None, StateKind::OnContact),
        ("NOT_READY", None, StateKind::NotReady),
        ("LOGOUT", None, StateKind::LoggedOut),
    ]);
    let rows = [("a", 0), ("b", 30), ("c", 60)].into_iter().flat_map(|(agent, late)| {
        let day = [(0, out), (60 + late, ready), (150, contact), (240, pause), (300 + late, out)];
        at_minutes(agent, start, &day)
    });
    let load = Load::new(catalog, Span { start, end: start + 8 * HOUR });
    let data = load.series(None, [Part::Page(page(rows)), Part::Missing]).build();
    let legend = StateRows::new(&data.catalog);
    let staffing = Staffing::new(&data, &[0, 1, 2], 16);
    insta::assert_snapshot!(drawn(&Stack::new(&staffing, &legend).scene((160.0, 44.0)), 1.0));
}

#[test]
fn svg_holds_text_as_text() {
    let data = day(7);
    let svg =
        to_svg(&scene_of_width(&data, LaneMode::State, data.window, &Zone::utc(), 1_200.0), Theme::Dark)
            .unwrap();
    assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
    assert!(svg.contains("&lt;b&gt;ODD&lt;/b&gt;") && !svg.contains("<b>"));
    assert!(svg.contains("Lunch") && svg.contains("<text"));
}

#[test]
fn svg_draws_a_strip_as_runs_of_equal_strength() {
    let strengths = vec![0, 51, 51, 255];
    let strip = Strip { x: 10.0, y: 2.0, height: 6.0, cell: 5.0, role: Role::Accent, strengths };
    let scene = Scene { width: 40.0, height: 10.0, strips: vec![strip], ..Scene::default() };
    let svg = to_svg(&scene, Theme::Light).unwrap();
    for rect in [
        "<rect x=\"15\" y=\"2\" width=\"10\" height=\"6\" opacity=\"0.2\" fill=\"#2457D6\"",
        "<rect x=\"25\" y=\"2\" width=\"5\" height=\"6\" opacity=\"1\" fill=\"#2457D6\"",
    ] {
        assert!(svg.contains(rect), "{rect}: {svg}");
    }
    assert_eq!(svg.matches("<rect").count(), 3, "the ground and two runs: {svg}");
}

#[test]
fn an_empty_window_draws_a_frame_and_no_more() {
    let data = day(7);
    let nothing = Span { start: Millis(5), end: Millis(5) };
    let drawn = scene(&data, LaneMode::State, nothing, &Zone::utc());
    assert!(drawn.bars.is_empty() && drawn.strips.is_empty());
}
