//! A load that grows: limits are held against it when all of it is here.

use std::sync::Arc;

use leptos::prelude::*;
use model::dataset::Dataset;
use shiftline::app::view_state::{Data, LaneMode, ViewState};
use shiftline::ui::page::cards::Cards;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::panel::Panel;
use crate::sample::{set_growing, shift};
use crate::stage::{Stage, frame};

fn with_limit(shown: ViewState) {
    shown.rules.update(|rules| rules.take_link(Some("each:lunch:30m")));
}

#[wasm_bindgen_test]
async fn nothing_is_said_of_limits_before_all_is_here() {
    let kept = StoredValue::new(None);
    let panel = Panel::new(1_100.0, move || {
        let shown = ViewState::derived();
        let data = Dataset { is_growing: true, ..shift() };
        with_limit(shown);
        kept.set_value(Some(shown));
        shown.view.set(data.window);
        shown.data.set(Some(Data(Arc::new(data))));
        view! { <Cards shown/> }
    });
    let card = |panel: &Panel| panel.get("[data-testid=card-limits] dd").inner_text();
    panel.until("the card", |panel| !panel.all("[data-testid=card-limits]").is_empty()).await;
    frame().await;
    assert!(card(&panel).starts_with('…'), "{}", card(&panel));
    assert_eq!(panel.get("[data-testid=card-limits]").get_attribute("data-value"), None);
    set_growing(kept.get_value().unwrap(), false);
    panel.until("what was counted", |panel| card(panel).starts_with('1')).await;
}

#[wasm_bindgen_test]
async fn columns_of_limits_are_empty_before_all_is_here() {
    let stage = Stage::new(shift()).await;
    with_limit(stage.shown);
    stage.shown.lanes.set(LaneMode::Day);
    let cell =
        |stage: &Stage| stage.find("[data-testid=row] [data-column=limits]").map(|cell| cell.inner_text());
    stage.until("what was counted", |stage| cell(stage).as_deref() == Some("1")).await;
    set_growing(stage.shown, true);
    stage.until("nothing counted", |stage| cell(stage).is_some_and(|text| text != "1" && text != "0")).await;
    set_growing(stage.shown, false);
    stage.until("what was counted again", |stage| cell(stage).as_deref() == Some("1")).await;
}
