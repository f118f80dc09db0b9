//! Fingers.

use leptos::prelude::*;
use model::time::{HOUR, Span};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{DAY, at, shift};
use crate::stage::Stage;

#[wasm_bindgen_test]
async fn two_fingers_zoom_around_their_middle() {
    let stage = Stage::new(shift()).await;
    let x = stage.x(at(12, 0));
    stage.finger("pointerdown", 5, (x - 50.0, 60.0));
    stage.finger("pointerdown", 6, (x + 50.0, 60.0));
    for step in 1..=10 {
        let apart = 50.0 + f64::from(step) * 15.0;
        stage.finger("pointermove", 5, (x - apart, 60.0));
        stage.finger("pointermove", 6, (x + apart, 60.0));
    }
    let view = stage.view();
    assert!((view.len() - 6 * HOUR).abs() < HOUR / 10, "{view:?}");
    assert!((stage.x(at(12, 0)) - x).abs() <= 2.0);
    stage.finger("pointerup", 5, (x - 200.0, 60.0));
    stage.finger("pointerup", 6, (x + 200.0, 60.0));
    assert_eq!(stage.view(), view, "letting go moves nothing");
    stage.button("Back").click();
    assert_eq!(stage.view(), DAY);
}

#[wasm_bindgen_test]
async fn one_finger_pans_and_a_tap_marks() {
    let stage = Stage::new(shift()).await;
    stage.shown.view.set(Span { start: at(6, 0), end: at(18, 0) });
    stage.settle().await;
    stage.finger("pointerdown", 9, (700.0, 60.0));
    for x in [650.0, 600.0, 600.0] {
        stage.finger("pointermove", 9, (x, 60.0));
    }
    stage.finger("pointercancel", 9, (600.0, 60.0));
    assert!(stage.view().start > at(6, 30) && stage.view().len() == 12 * HOUR, "{:?}", stage.view());
    let tap = (stage.x(at(12, 30)), crate::stage::row(2));
    stage.finger("pointerdown", 10, tap);
    stage.finger("pointerup", 10, tap);
    stage.until("the details", |stage| stage.find("[data-testid=pinned]").is_some()).await;
}

#[wasm_bindgen_test]
async fn a_finger_selects_after_the_button() {
    let stage = Stage::new(shift()).await;
    stage.button("Select").click();
    stage.settle().await;
    stage.finger("pointerdown", 3, (stage.x(at(8, 0)), 60.0));
    stage.finger("pointermove", 3, (stage.x(at(9, 0)), 60.0));
    stage.finger("pointerup", 3, (stage.x(at(9, 0)), 60.0));
    let selected = stage.shown.selection.get_untracked().unwrap().span;
    assert!((selected.len() - HOUR).abs() < HOUR / 20, "{selected:?}");
    assert_eq!(stage.view(), DAY);
}
