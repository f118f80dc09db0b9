//! The keyboard alone.

use leptos::prelude::*;
use model::time::Span;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{DAY, at, shift};
use crate::stage::{NONE, SHIFT, Stage};

fn pinned(stage: &Stage) -> String {
    stage.find("[data-testid=pinned]").map(|card| card.inner_text()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn segments_are_walked_centred_and_fitted() {
    let stage = Stage::new(shift()).await;
    for _ in 0..3 {
        stage.key(".");
    }
    stage.until("lunch", |stage| pinned(stage).contains("Lunch")).await;
    stage.key(",");
    stage.until("the one before", |stage| pinned(stage).contains("Ready")).await;
    stage.key(".");
    stage.shown.view.set(Span { start: at(10, 0), end: at(16, 0) });
    stage.key("f");
    assert_eq!(stage.view(), Span { start: at(9, 30), end: at(15, 30) });
    stage.key("f");
    let view = stage.view();
    assert!(view.start < at(12, 0) && at(13, 0) < view.end && view.len() < 2 * 3_600_000, "{view:?}");
    stage.key("Escape");
    stage.until("nothing marked", |stage| pinned(stage).is_empty()).await;
    assert_eq!(stage.shown.marked.get_untracked(), None);
    stage.key("0");
    assert_eq!(stage.view(), DAY);
    stage.key("Backspace");
    assert_eq!(stage.view(), view);
}

#[wasm_bindgen_test]
async fn keys_zoom_pan_and_select() {
    let stage = Stage::new(shift()).await;
    stage.key("w");
    let closer = stage.view();
    assert!(closer.len() < DAY.len());
    stage.key("d");
    assert!(stage.view().start > closer.start && stage.view().len() == closer.len());
    stage.key("a");
    assert!((stage.view().start - closer.start).abs() <= 1);
    stage.key_in(".timeline-chart", "ArrowRight", SHIFT);
    assert!(stage.shown.selection.get_untracked().is_some_and(|selection| !selection.is_empty()));
}

#[wasm_bindgen_test]
async fn the_overview_moves_by_its_edges() {
    let stage = Stage::new(shift()).await;
    stage.key_in(".overview-edge.end", "ArrowLeft", SHIFT);
    assert_eq!(stage.view(), Span { start: DAY.start, end: DAY.end + -(DAY.len() / 20) });
    stage
        .until("its words", |stage| {
            stage
                .element(".overview-edge.end")
                .get_attribute("aria-valuetext")
                .is_some_and(|t| t.contains("22:48:00"))
        })
        .await;
    stage.key_in(".overview-edge:not(.end)", "ArrowRight", NONE);
    assert_eq!(stage.view().start, DAY.start + DAY.len() / 200);
}
