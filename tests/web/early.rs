//! What is done before the code of hands is here is carried out when it comes: the last of it.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{DAY, at, shift};
use crate::stage::{CTRL, NONE, SHIFT, Stage, row};

/// Lets the code come.
async fn hands_come(stage: &Stage) {
    assert_eq!(stage.view(), DAY, "nothing moves before");
    stage.shown.late.set(true);
    stage.settle().await;
}

#[wasm_bindgen_test]
async fn a_turn_of_the_wheel_zooms_when_hands_come() {
    let stage = Stage::early(shift()).await;
    assert!(stage.wheel((500.0, 50.0), (0.0, 200.0), NONE), "the page may scroll");
    assert!(!stage.wheel((500.0, 50.0), (0.0, -200.0), CTRL), "nothing but the view is zoomed");
    hands_come(&stage).await;
    assert!(stage.view().len() < DAY.len());
    stage.button("Back").click();
    assert_eq!(stage.view(), DAY);
}

#[wasm_bindgen_test]
async fn a_key_or_a_button_is_carried_out_when_hands_come() {
    let stage = Stage::early(shift()).await;
    stage.wheel((500.0, 50.0), (0.0, -200.0), SHIFT);
    stage.key("+");
    hands_come(&stage).await;
    let by_key = stage.view();
    assert!(by_key.len() < DAY.len());
    let stage = Stage::early(shift()).await;
    stage.button("Zoom in").click();
    hands_come(&stage).await;
    assert_eq!(stage.view(), by_key);
}

#[wasm_bindgen_test]
async fn a_click_marks_when_hands_come_and_a_drag_does_not() {
    let stage = Stage::early(shift()).await;
    let ready = (stage.x(at(9, 30)), row(1));
    stage.drag(&[ready, (ready.0 - 80.0, ready.1)], NONE);
    stage.shown.late.set(true);
    stage.settle().await;
    assert_eq!(stage.shown.marked.get_untracked(), None);
    let stage = Stage::early(shift()).await;
    stage.click_at(ready);
    hands_come(&stage).await;
    stage.until("the mark", |stage| stage.shown.marked.get_untracked().is_some()).await;
}
