//! The worker that paints, and the page when there is none.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use model::state::StateKind;
use paint::display_list::DisplayList;
use paint::overview_brush::OverviewBrush;
use scene::text::FONT_PX;
use scene::theme::{Role, Theme};
use scene::{Anchor, Bar, BarStyle, Ink, Label, Line, Scene, Strip};
use shiftline::screen::{PaintWorker, Screen};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlCanvasElement;

use crate::sample::{at, shift};
use crate::stage::{CTRL, Stage, frame, pixels, row};
use crate::workers::{Named, address, copied};

/// Frames that a picture may take: far more than any needs.
const MAX_FRAMES: usize = 600;

fn canvas() -> HtmlCanvasElement {
    let canvas: HtmlCanvasElement = document().create_element("canvas").unwrap().dyn_into().unwrap();
    document().body().unwrap().append_child(&canvas).unwrap();
    canvas
}

/// Every style, every anchor, a dense row, letters of two bytes.
fn scene(width: f64) -> Scene {
    let looks = [
        BarStyle::Solid,
        BarStyle::Running,
        BarStyle::CarriedIn,
        BarStyle::Absent,
        BarStyle::Share,
        BarStyle::Outlined,
    ];
    let bars = looks.into_iter().zip(0..).map(|(style, n)| Bar {
        x0: 10.0 + 60.0 * f64::from(n),
        x1: 60.0 + 60.0 * f64::from(n),
        y: 10.0,
        height: 30.0,
        role: Role::State(StateKind::NotFetched),
        style,
    });
    let label = |(anchor, strong)| Label {
        at: (150.0, 90.0),
        text: "Größe Ω".to_owned(),
        ink: Ink::Of(Role::Ink),
        size: FONT_PX,
        strong,
        anchor,
        max_width: f64::INFINITY,
        backed: strong,
    };
    let strengths: Vec<u8> = (0..=255).collect();
    let strip = |role, y, strengths| Strip { x: 20.0, y, height: 20.0, cell: 1.0, role, strengths };
    Scene {
        width,
        height: 120.0,
        lines: vec![Line { from: (5.0, 0.0), to: (5.0, 120.0), role: Role::LineStrong, dashed: true }],
        strips: vec![
            strip(Role::State(StateKind::Available), 45.0, strengths.clone()),
            strip(Role::State(StateKind::NotReady), 68.0, strengths[100..].to_vec()),
        ],
        bars: bars.collect(),
        labels: [(Anchor::Start, false), (Anchor::Middle, true), (Anchor::End, false)].map(label).into(),
    }
}

/// Waits until two canvases show the same.
async fn until_alike(a: &HtmlCanvasElement, b: &HtmlCanvasElement, what: &str) {
    for _ in 0..MAX_FRAMES {
        if (a.width(), a.height()) == (b.width(), b.height()) && pixels(a) == pixels(b) {
            return;
        }
        frame().await;
    }
    let (a, b) = (pixels(a), pixels(b));
    let other = a.iter().zip(&b).filter(|(a, b)| a != b).count();
    panic!("{what}: {other} of {} and {} bytes differ", a.len(), b.len());
}

#[wasm_bindgen_test]
async fn the_worker_paints_what_the_page_would() {
    let painter = PaintWorker::start(&copied(), || {}, || panic!("the worker failed")).unwrap();
    let (here, there) = (canvas(), canvas());
    let on_page = Screen::on_main_thread(&here).unwrap();
    let in_worker = Screen::in_worker(&there, Rc::new(painter), || {}).unwrap();
    // Wider, twice as sharp, narrower, and dark: nothing of the picture before may stay.
    for (width, scale, theme) in
        [(320.0, 1.0, Theme::Light), (320.0, 2.0, Theme::Light), (300.0, 1.0, Theme::Dark)]
    {
        let picture = DisplayList::of(&scene(width), theme, scale);
        on_page.show(picture.clone());
        in_worker.show(picture);
        until_alike(&here, &there, "a scene").await;
        assert!(pixels(&here).chunks(4).any(|pixel| pixel != &pixels(&here)[..4]), "not empty");
    }
    // What lies over something else is clear where nothing is painted.
    let window = OverviewBrush { left: 100.0, right: 200.0, size: (300.0, 26.0) };
    let picture = DisplayList::of_brush(&window, Theme::Light, 1.0);
    on_page.show(picture.clone());
    in_worker.show(picture);
    until_alike(&here, &there, "a window").await;
    let middle = &pixels(&there)[4 * 150..][..4];
    assert_eq!(middle, [0, 0, 0, 0]);
    here.remove();
    there.remove();
}

#[wasm_bindgen_test]
async fn the_last_of_many_pictures_is_the_one_that_stays() {
    let painter = PaintWorker::start(&copied(), || {}, || panic!("the worker failed")).unwrap();
    let (here, there) = (canvas(), canvas());
    let in_worker = Screen::in_worker(&there, Rc::new(painter), || {}).unwrap();
    let picture = |n: i32| {
        let window = OverviewBrush { left: f64::from(n), right: 300.0, size: (300.0, 26.0) };
        DisplayList::of_brush(&window, Theme::Light, 1.0)
    };
    (0..200).for_each(|n| in_worker.show(picture(n)));
    Screen::on_main_thread(&here).unwrap().show(picture(199));
    until_alike(&here, &there, "the last picture").await;
    here.remove();
    there.remove();
}

#[wasm_bindgen_test]
async fn a_canvas_that_is_gone_disturbs_nobody() {
    let failed = Rc::new(Cell::new(false));
    let fail = failed.clone();
    let painter = Rc::new(PaintWorker::start(&copied(), || {}, move || fail.set(true)).unwrap());
    let (here, there, gone) = (canvas(), canvas(), canvas());
    let window = |left| OverviewBrush { left, right: 300.0, size: (300.0, 26.0) };
    let picture = |left| DisplayList::of_brush(&window(left), Theme::Light, 1.0);
    let going = Screen::in_worker(&gone, painter.clone(), || {}).unwrap();
    let staying = Screen::in_worker(&there, painter, || {}).unwrap();
    Screen::show_all([(&going, picture(10.0)), (&staying, picture(20.0))]);
    drop(going);
    gone.remove();
    staying.show(picture(30.0));
    Screen::on_main_thread(&here).unwrap().show(picture(30.0));
    until_alike(&here, &there, "the one that stays").await;
    assert!(!failed.get());
    here.remove();
    there.remove();
}

#[wasm_bindgen_test]
async fn a_worker_paints_the_timeline_and_follows_the_view() {
    let _named = Named::new(&copied());
    let stage = Stage::new(shift()).await;
    let is_handed_over =
        |stage: &Stage| stage.all(".timeline canvas").len() == 3 && stage.canvas().get_context("2d").is_err();
    stage.until("three canvases, all of them the worker's", is_handed_over).await;
    let ready = Theme::Light.inside(Role::State(StateKind::Available));
    let is_ready =
        |stage: &Stage, hour| stage.colour_at((stage.x(at(hour, 30)), row(1))) == (ready.0, ready.1, ready.2);
    stage.until("the first picture", |stage| is_ready(stage, 9) && !is_ready(stage, 12)).await;
    for _ in 0..5 {
        stage.wheel((stage.x(at(12, 0)), row(1)), (0.0, -100.0), CTRL);
        stage.settle().await;
    }
    stage.until("a closer one", |stage| is_ready(stage, 11) && !is_ready(stage, 12)).await;
}

/// Counts the canvases that are handed over from now on.
fn count_hand_overs() -> Rc<Cell<u32>> {
    let count = Rc::new(Cell::new(0));
    let counted = count.clone();
    let note = Closure::<dyn Fn()>::new(move || counted.set(counted.get() + 1));
    let script = "const all = HTMLCanvasElement.prototype, own = all.transferControlToOffscreen;
        all.transferControlToOffscreen = function () { note(); return own.call(this); };";
    js_sys::Function::new_with_args("note", script).call1(&JsValue::NULL, note.as_ref()).unwrap();
    note.forget();
    count
}

#[wasm_bindgen_test]
async fn the_page_paints_by_itself_when_the_worker_fails() {
    let at_once = "throw new Error('no canvas here')";
    let at_the_first_message = "postMessage('ready'); onmessage = () => { throw new Error('refused') }";
    let later = "postMessage('ready');
        onmessage = ({ data }) => {
            if (Array.isArray(data)) return;
            for (const canvas of [0, 1, 2]) postMessage(canvas);
            setTimeout(() => { throw new Error('lost') });
        }";
    for script in [at_once, at_the_first_message, later] {
        let handed_over = count_hand_overs();
        let _named = Named::new(&address(script));
        let stage = Stage::new(shift()).await;
        let is_own = |stage: &Stage| {
            stage.all(".timeline canvas").len() == 3 && stage.canvas().get_context("2d").is_ok()
        };
        if script != at_once {
            stage.until("canvases handed over", |_| handed_over.get() == 3).await;
        }
        stage.until("canvases of the page's own", is_own).await;
        let ready = Theme::Light.inside(Role::State(StateKind::Available));
        let painted = |stage: &Stage| stage.colour_at((stage.x(at(9, 30)), row(1)));
        stage.until("the picture", |stage| painted(stage) == (ready.0, ready.1, ready.2)).await;
    }
}

#[wasm_bindgen_test]
async fn a_script_that_is_not_there_is_told() {
    let told = Rc::new(Cell::new(false));
    let tell = told.clone();
    let _painter =
        PaintWorker::start("/no/such/painter.js", || panic!("it is there"), move || tell.set(true)).unwrap();
    for _ in 0..MAX_FRAMES {
        if told.get() {
            return;
        }
        frame().await;
    }
    panic!("nobody was told");
}
