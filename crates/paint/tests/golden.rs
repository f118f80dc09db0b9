//! What is drawn for one small day, as a log of the calls to the backend: snapshots of these say
//! what changed, where pixels would only say that something did.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::Arc;

use model::dataset::{Dataset, DatasetInput};
use model::page::{PageBuilder, Part, Series};
use model::record::{Durations, Record};
use model::state::{Catalog, Reading, StateKind};
use model::time::{HOUR, MINUTE, Millis, Span, parse_strict_utc};
use model::zone::{Transition, Zone};
use paint::svg::to_svg;
use paint::{Surface, paint};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use scene::Scene;
use scene::build::{SceneInput, build};
use scene::layout::{LayoutInput, RowLayout};
use scene::rows::{LaneMode, StateRows};
use scene::staffing::Staffing;
use scene::theme::Theme;

/// A backend that writes down what it is told.
#[derive(Default)]
struct Log(String);

fn hex(style: &impl BackendStyle) -> String {
    let BackendColor { alpha, rgb: (r, g, b) } = style.color();
    if alpha >= 1.0 {
        format!("#{r:02x}{g:02x}{b:02x}")
    } else {
        format!("#{r:02x}{g:02x}{b:02x}@{alpha:.2}")
    }
}

type Done = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Log {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (600, 300)
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Done {
        writeln!(self.0, "pixel {x},{y} {}", hex(&colour)).unwrap();
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        writeln!(self.0, "line {},{} – {},{} {}", from.0, from.1, to.0, to.1, hex(style)).unwrap();
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        let kind = if fill { "rect" } else { "frame" };
        writeln!(self.0, "{kind} {},{} – {},{} {}", a.0, a.1, b.0, b.1, hex(style)).unwrap();
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        writeln!(self.0, "text {},{} {text:?} {}", at.0, at.1, hex(&style.color())).unwrap();
        Ok(())
    }
}

impl Surface for Log {
    const FONT_SCALE: f64 = 1.0;
}

/// Carried in, ready, a reason, a state nobody knows, an event of no length, a lost page, running.
fn day(now_hours: i64) -> Dataset {
    let start = parse_strict_utc("2026-11-03T08:00:00Z").unwrap();
    let mut catalog = Catalog::default();
    let known = |kind| move |_: Option<&str>| Reading::known(kind);
    let login = catalog.intern("LOGIN", None, known(StateKind::LoggedIn));
    let ready = catalog.intern("READY", None, known(StateKind::Available));
    let lunch = catalog.intern("NOT_READY", Some("Lunch"), known(StateKind::NotReady));
    let odd = catalog.intern("<b>ODD</b>", None, |_| Reading::other("<b>ODD</b>"));
    let page = |rows: &[(i64, model::state::ActivityId)]| {
        let mut page = PageBuilder::new();
        for &(minutes, activity) in rows {
            page.push(&"4f1c".into(), Record::new(start + minutes * MINUTE, activity, None));
        }
        Part::Page(Arc::new(page.finish()))
    };
    let parts = vec![
        page(&[(-30, login), (20, ready), (100, lunch), (130, ready), (131, odd), (131, ready)]),
        Part::Missing,
        page(&[(260, ready), (300, odd)]),
    ];
    let window = Span { start, end: start + 8 * HOUR };
    let durations = Durations::OfPreviousState;
    let series = [Series::new(Some("4f1c".into()), window, parts, durations)];
    Dataset::build(DatasetInput { series: &series, catalog, window, now: start + now_hours * HOUR })
}

fn scene(data: &Dataset, mode: LaneMode, view: Span, zone: &Zone) -> Scene {
    scene_of_width(data, mode, view, zone, 600.0)
}

fn scene_of_width(data: &Dataset, mode: LaneMode, view: Span, zone: &Zone, width: f64) -> Scene {
    let legend = StateRows::new(&data.catalog, &BTreeSet::new());
    let people = model::directory::Directory::default();
    let order = [0];
    let layout = RowLayout::new(&LayoutInput {
        data,
        legend: &legend,
        zone,
        people: &people,
        mode,
        agent: 0,
        order: &order,
        width,
    });
    let height = layout.rows_height() + 26.0;
    build(&SceneInput {
        data,
        legend: &legend,
        layout: &layout,
        viewport: layout.viewport(view),
        zone,
        pixel_ratio: 1.0,
        scroll: 0.0,
        height,
    })
}

fn log(scene: &Scene, scale: f64) -> String {
    let mut log = Log::default();
    paint(scene, Theme::Light, scale, &mut log).unwrap();
    log.0
}

#[test]
fn rows_by_state() {
    let data = day(7);
    insta::assert_snapshot!(log(&scene(&data, LaneMode::State, data.window, &Zone::utc()), 1.0));
}

#[test]
fn rows_by_state_zoomed_into_an_event_of_no_length() {
    let data = day(7);
    let at = data.window.start + 131 * MINUTE;
    let view = Span { start: at + -2_000, end: at + 2_000 };
    insta::assert_snapshot!(log(&scene(&data, LaneMode::State, view, &Zone::utc()), 2.0));
}

#[test]
fn rows_by_day_where_clocks_change() {
    let change = Transition { at: parse_strict_utc("2026-11-03T10:00:00Z").unwrap(), offset_s: 0 };
    let zone = Zone::new("Test/Change", 3600, vec![change]);
    let data = day(9);
    insta::assert_snapshot!(log(&scene(&data, LaneMode::Day, data.window, &zone), 1.0));
}

#[test]
fn rows_by_agent() {
    let data = day(9);
    insta::assert_snapshot!(log(&scene(&data, LaneMode::Agent, data.window, &Zone::utc()), 1.0));
}

#[test]
fn three_agents_above_their_rows() {
    let start = parse_strict_utc("2026-11-03T08:00:00Z").unwrap();
    let mut catalog = Catalog::default();
    let mut add = |code: &str, kind| catalog.intern(code, None, |_| Reading::known(kind));
    let (ready, contact) = (add("READY", StateKind::Available), add("IN_CONTACT", StateKind::OnContact));
    let (pause, out) = (add("NOT_READY", StateKind::NotReady), add("LOGOUT", StateKind::LoggedOut));
    let mut page = PageBuilder::new();
    for (n, agent) in ["a", "b", "c"].into_iter().enumerate() {
        let late = 30 * n as i64;
        for (minutes, activity) in
            [(0, out), (60 + late, ready), (150, contact), (240, pause), (300 + late, out)]
        {
            page.push(&agent.into(), Record::new(start + minutes * MINUTE, activity, None));
        }
    }
    let window = Span { start, end: start + 8 * HOUR };
    let durations = Durations::OfPreviousState;
    let parts = vec![Part::Page(Arc::new(page.finish())), Part::Missing];
    let series = [Series::new(None, window, parts, durations)];
    let data = Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end });
    let legend = StateRows::new(&data.catalog, &BTreeSet::new());
    let staffing = Staffing::new(&data, &[0, 1, 2], 16);
    insta::assert_snapshot!(log(&staffing.scene(&legend, (160.0, 44.0)), 1.0));
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
fn an_empty_window_draws_a_frame_and_no_more() {
    let data = day(7);
    let nothing = Span { start: Millis(5), end: Millis(5) };
    let drawn = scene(&data, LaneMode::State, nothing, &Zone::utc());
    assert!(drawn.bars.is_empty() && drawn.strips.is_empty());
}
