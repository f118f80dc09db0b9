//! Mouse and wheel.

use leptos::prelude::*;
use model::state::StateKind;
use model::time::{HOUR, MINUTE, Span};
use scene::layout::AXIS_PX;
use scene::theme::{Role, Theme};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{DAY, at, shift, three_days};
use crate::stage::{CTRL, GUTTER, NONE, SHIFT, Stage, row};

/// Rows of [`shift`], from the top: on contact, ready, not ready, logged out.
const CONTACT: usize = 0;
const READY: usize = 1;
const LUNCH: usize = 2;

#[wasm_bindgen_test]
async fn states_are_painted_where_they_were() {
    let stage = Stage::new(shift()).await;
    let ready = Theme::Light.inside(Role::State(StateKind::Available));
    let panel = Theme::Light.colour(Role::Panel);
    let colour = |hour, row_number| stage.colour_at((stage.x(at(hour, 30)), row(row_number)));
    assert_eq!(colour(9, READY), (ready.0, ready.1, ready.2));
    assert_eq!(colour(12, READY), (panel.0, panel.1, panel.2));
    assert_eq!(colour(15, READY), (ready.0, ready.1, ready.2));
}

#[wasm_bindgen_test]
async fn ctrl_and_wheel_zoom_at_the_pointer_and_the_plain_wheel_scrolls_the_page() {
    let stage = Stage::new(shift()).await;
    let x = 500.0;
    let under = stage.viewport().time(x - GUTTER);
    assert!(stage.wheel((x, 50.0), (0.0, 200.0), NONE), "the page may scroll");
    assert_eq!(stage.view(), DAY);
    for _ in 0..8 {
        assert!(!stage.wheel((x, 50.0), (0.0, -200.0), CTRL));
    }
    assert!(stage.view().len() < 2 * HOUR);
    assert!((stage.x(under) - x).abs() <= 1.0, "{} {x}", stage.x(under));
    stage.button("Back").click();
    assert_eq!(stage.view(), DAY);
}

#[wasm_bindgen_test]
async fn dragging_pans_and_shift_with_the_wheel_too() {
    let stage = Stage::new(shift()).await;
    let half = Span { start: at(6, 0), end: at(18, 0) };
    stage.shown.view.set(half);
    stage.settle().await;
    let per_px = half.len() as f64 / stage.viewport().width_px;
    stage.drag(&[(600.0, 60.0), (550.0, 60.0), (500.0, 62.0)], NONE);
    let panned = stage.view();
    assert_eq!(panned.len(), half.len());
    assert!(((panned.start - half.start) as f64 - 100.0 * per_px).abs() <= per_px, "{panned:?}");
    stage.wheel((600.0, 50.0), (0.0, -100.0), SHIFT);
    assert!((stage.view().start - half.start).abs() as f64 <= per_px, "{:?}", stage.view());
    assert_eq!(stage.shown.marked.get_untracked(), None, "a drag is no click");
}

#[wasm_bindgen_test]
async fn a_click_marks_and_a_double_click_fits() {
    let stage = Stage::new(shift()).await;
    stage.click_at((stage.x(at(12, 30)), row(LUNCH)));
    stage.until("the details", |stage| stage.find("[data-testid=pinned]").is_some()).await;
    let text = stage.get("[data-testid=pinned]").inner_text();
    for words in ["Not ready · Lunch", "12:00:00", "13:00:00", "1 h"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(stage.shown.marked.get_untracked().map(|m| m.segment), Some(2));
    stage.shown.view.set(Span { start: at(12, 0), end: at(13, 0) });
    let event = web_sys::MouseEvent::new("dblclick").unwrap();
    stage.get(".timeline-stage").dispatch_event(&event).unwrap();
    assert_eq!(stage.view(), DAY);
}

#[wasm_bindgen_test]
async fn what_is_said_of_a_marked_stretch_stays_inside_the_page() {
    let stage = Stage::new(shift()).await;
    stage.click_at((stage.x(at(12, 30)), row(LUNCH)));
    stage.until("the details", |stage| stage.find("[data-testid=pinned]").is_some()).await;
    for width in [1_116, 700, 420] {
        stage.root.style().set_property("width", &format!("{width}px")).unwrap();
        let card = stage.get("[data-testid=pinned]");
        assert!(card.scroll_width() <= card.client_width(), "{width}: {}", card.scroll_width());
        let edge = stage.root.get_bounding_client_rect().right();
        let last = stage.all("[data-testid=pinned] dd").pop().unwrap().get_bounding_client_rect();
        assert!(last.right() <= edge, "{width}: {} beyond {edge}", last.right());
    }
}

#[wasm_bindgen_test]
async fn hovering_tells_the_state_and_the_exact_time() {
    let stage = Stage::new(shift()).await;
    stage.hover((stage.x(at(13, 30)), row(CONTACT)));
    stage.until("the tooltip", |stage| stage.find("[role=tooltip]").is_some()).await;
    let text = stage.get("[role=tooltip]").inner_text();
    assert!(text.contains("On contact") && text.contains("13:00:00"), "{text}");
    let time = stage.get(".timeline-crosshair-time").inner_text();
    assert!(time.starts_with("13:29:") || time.starts_with("13:30:"), "{time}");
}

#[wasm_bindgen_test]
async fn a_selection_adds_up_to_its_length() {
    let stage = Stage::new(shift()).await;
    let (from, to) = (stage.x(at(11, 0)), stage.x(at(13, 30)));
    stage.drag(&[(from, 60.0), (400.0, 60.0), (to, 80.0)], SHIFT);
    let selected = stage.shown.selection.get_untracked().unwrap().span;
    let pixel = stage.viewport().ms_per_px() as i64 + 1;
    assert!((selected.start - at(11, 0)).abs() <= pixel && (selected.end - at(13, 30)).abs() <= pixel);
    stage.until("its table", |stage| stage.find("[data-testid=selection] tbody tr").is_some()).await;
    let ms = |state: &str| {
        let row = stage.get(&format!("[data-testid=selection] tr[data-state={state}]:not([data-reason])"));
        row.dataset().get("ms").unwrap().parse::<i64>().unwrap()
    };
    assert_eq!(ms("not-ready"), HOUR);
    assert_eq!(ms("ready"), at(12, 0) - selected.start);
    assert_eq!(ms("on-contact"), selected.end - at(13, 0));
    assert_eq!(ms("not-ready") + ms("ready") + ms("on-contact"), selected.len());
    assert_eq!(stage.get("[data-reason=Lunch]").dataset().get("count").as_deref(), Some("1"));
    stage.button("Zoom to it").click();
    assert!(stage.view().len() < 4 * HOUR && stage.view().start <= selected.start);
}

#[wasm_bindgen_test]
async fn a_followed_range_is_worked_with_up_to_the_present() {
    let stage = Stage::new(shift()).await;
    let last = Span { start: at(23, 0), end: at(24, 0) };
    stage.shown.view.set(last);
    stage.shown.present.set(Some(at(24, 10)));
    stage.until("what goes on", |stage| stage.find(".timeline-going-on").is_some()).await;
    let going_on = stage.get(".timeline-going-on").get_bounding_client_rect().width();
    let plot = stage.viewport().width_px;
    assert!((going_on - plot / 6.0).abs() < 1.5, "{going_on} of {plot}");

    // In the last minute: the selection ends with what is known.
    stage.drag(&[(GUTTER + plot / 2.0, 60.0), (800.0, 60.0), (GUTTER + plot * 0.99, 60.0)], SHIFT);
    let selected = stage.shown.selection.get_untracked().unwrap().span;
    assert!((selected.start - at(23, 40)).abs() < MINUTE && selected.end == at(24, 0), "{selected:?}");

    // Ten pixels to the left and back to the end: the view follows again.
    stage.wheel((600.0, 50.0), (0.0, -10.0), SHIFT);
    assert!(stage.view().end > at(24, 0) && stage.view().end < at(24, 10), "{:?}", stage.view());
    stage.wheel((600.0, 50.0), (0.0, 1_000.0), SHIFT);
    assert_eq!(stage.view(), last);
    let event = web_sys::MouseEvent::new("dblclick").unwrap();
    stage.get(".timeline-stage").dispatch_event(&event).unwrap();
    assert_eq!(stage.view(), DAY);
}

#[wasm_bindgen_test]
async fn a_day_opens_from_its_name() {
    let stage = Stage::new(three_days()).await;
    stage.button("By day").click();
    stage
        .until("rows by day", |stage| stage.get(".timeline").dataset().get("lanes").as_deref() == Some("day"))
        .await;
    stage.settle().await;
    stage.click_at((20.0, AXIS_PX + 36.0 * 1.5));
    stage
        .until("rows by state", |stage| {
            stage.get(".timeline").dataset().get("lanes").as_deref() == Some("state")
        })
        .await;
    assert_eq!(stage.view(), Span { start: at(24, 0), end: at(48, 0) });
}

#[wasm_bindgen_test]
async fn the_view_can_be_typed() {
    let stage = Stage::new(shift()).await;
    stage.get(".reach-words").click();
    stage.until("the form", |stage| stage.find(".reach-form").is_some()).await;
    stage.type_into(".reach-form label:nth-of-type(1) input", "2026-11-03T12:00:00");
    stage.type_into(".reach-form label:nth-of-type(2) input", "2026-11-03T11:00:00");
    stage.button("Show").click();
    stage
        .until("the reason", |stage| {
            stage.get(".reach-form").inner_text().contains("End must be after start")
        })
        .await;
    assert_eq!(stage.view(), DAY);
    stage.type_into(".reach-form label:nth-of-type(2) input", "2026-11-03T13:30:00");
    stage.button("Show").click();
    assert_eq!(stage.view(), Span { start: at(12, 0), end: at(13, 30) });
}

#[wasm_bindgen_test]
async fn words_come_to_where_a_view_rests() {
    let stage = Stage::new(shift()).await;
    for minute in 0..30 {
        stage.shown.view.set(Span { start: at(10, minute), end: at(14, minute) });
        stage.settle().await;
    }
    let says = |stage: &Stage| {
        let edge = stage.get(".overview-edge.end").get_attribute("aria-valuetext").unwrap_or_default();
        (stage.get(".reach-words").inner_text(), edge)
    };
    stage.until("the last view in words", |stage| says(stage).0.contains("10:29")).await;
    assert!(says(&stage).0.contains("14:29") && says(&stage).1.contains("14:29"), "{:?}", says(&stage));
}

#[wasm_bindgen_test]
async fn a_timeline_can_go_before_its_frame_comes() {
    let first = Stage::new(shift()).await;
    first.wheel((500.0, 50.0), (0.0, -200.0), CTRL);
    drop(first);
    // The frame that was asked for comes while this one is set up; it must find nothing to do.
    let second = Stage::new(shift()).await;
    second.settle().await;
    assert_eq!(second.view(), DAY);
}
