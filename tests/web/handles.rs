//! A selection is changed by its edges, and moved.

use leptos::prelude::*;
use model::time::{HOUR, Span};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{DAY, at, shift};
use crate::stage::{ALT, GUTTER, NONE, Stage, row};

/// The selection from 9 to 11 on a stage of its own.
async fn selected() -> Stage {
    let stage = Stage::new(shift()).await;
    stage.shown.selection.set(Some(Span { start: at(9, 0), end: at(11, 0) }.into()));
    stage.until("its band", |stage| stage.find(".selection-band").is_some()).await;
    stage
}

fn span(stage: &Stage) -> Span {
    stage.shown.selection.get_untracked().unwrap().span
}

fn near(stage: &Stage, found: Span, start: model::time::Millis, end: model::time::Millis) {
    let pixel = stage.viewport().ms_per_px() as i64 + 1;
    assert!((found.start - start).abs() <= pixel && (found.end - end).abs() <= pixel, "{found:?}");
}

#[wasm_bindgen_test]
async fn both_edges_can_be_dragged() {
    let stage = selected().await;
    stage.drag(&[(stage.x(at(11, 0)) + 3.0, row(1)), (stage.x(at(14, 0)), row(1))], NONE);
    near(&stage, span(&stage), at(9, 0), at(14, 0));
    stage.settle().await;
    stage.drag(&[(stage.x(at(9, 0)), row(0)), (stage.x(at(12, 0)), row(0))], NONE);
    near(&stage, span(&stage), at(12, 0), at(14, 0));
    assert_eq!(stage.view(), DAY, "nothing pans");
}

#[wasm_bindgen_test]
async fn a_finger_takes_hold_of_an_edge_from_further_away() {
    let stage = selected().await;
    let from = stage.x(at(11, 0)) + 15.0;
    stage.finger("pointerdown", 3, (from, row(1)));
    stage.finger("pointermove", 3, (stage.x(at(12, 0)), row(1)));
    stage.finger("pointerup", 3, (stage.x(at(12, 0)), row(1)));
    near(&stage, span(&stage), at(9, 0), at(12, 0));
}

#[wasm_bindgen_test]
async fn the_band_moves_by_its_handle_on_the_axis_and_with_alt() {
    let stage = selected().await;
    let middle = stage.x(at(10, 0));
    let hours = |n: f64| n * (stage.x(at(1, 0)) - stage.x(at(0, 0)));
    stage.drag(&[(middle, 28.0), (middle + hours(2.0), 28.0)], NONE);
    near(&stage, span(&stage), at(11, 0), at(13, 0));
    stage.settle().await;
    stage.drag(&[(stage.x(at(12, 0)), row(1)), (stage.x(at(9, 0)), row(1))], ALT);
    near(&stage, span(&stage), at(8, 0), at(10, 0));
    assert_eq!((stage.view(), span(&stage).len() / HOUR), (DAY, 2));
}

#[wasm_bindgen_test]
async fn the_band_says_how_much_it_is() {
    let stage = selected().await;
    stage
        .until("what it holds", |stage| {
            stage.get(".selection-words").inner_text().contains("Contact 0:00:00")
        })
        .await;
    let words = stage.get(".selection-words").inner_text();
    assert!(words.starts_with("2 h · Not ready 0:00:00"), "{words}");
    assert_eq!(stage.all(".selection-grip").len() % 2, 0);
}

/// Whether a pointer at this place over the stage meets what a selector finds, or something in it.
fn meets(stage: &Stage, (x, y): (f64, f64), selector: &str) -> bool {
    let over = stage.get(".timeline-stage");
    over.scroll_into_view();
    let place = over.get_bounding_client_rect();
    let met = document().element_from_point((place.left() + x) as f32, (place.top() + y) as f32);
    met.is_some_and(|met| met.closest(selector).unwrap().is_some())
}

#[wasm_bindgen_test]
async fn a_pointer_meets_the_plot_and_what_can_be_taken_hold_of_names_and_figures_beside_it() {
    let stage = selected().await;
    let right = stage.get(".timeline-stage").get_bounding_client_rect().width();
    for (place, selector) in [
        ((stage.x(at(13, 0)), row(1)), ".timeline-plot"),
        ((stage.x(at(10, 0)), row(1)), ".timeline-plot"),
        ((GUTTER / 2.0, row(1)), ".row-name"),
        ((right - 20.0, row(1)), ".row-figures"),
        ((stage.x(at(11, 0)), row(1)), ".selection-grip"),
        ((stage.x(at(10, 0)), 28.0), ".selection-band"),
    ] {
        assert!(meets(&stage, place, selector), "{selector} at {place:?}");
    }
}
