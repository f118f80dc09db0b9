//! A load that grows: limits are held against it when all of it is here.

use std::sync::Arc;

use leptos::prelude::*;
use shiftline::app::view_state::{Data, LaneMode, ViewState};
use shiftline::ui::page::cards::Cards;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::panel::Panel;
use crate::sample::shift;
use crate::stage::{Stage, frame};

fn with_limit(shown: ViewState) {
    shown.rules.update(|rules| rules.take_link(Some("each:lunch:30m")));
}

#[wasm_bindgen_test]
async fn nothing_is_said_of_limits_before_all_is_here() {
    let growing = RwSignal::new(true);
    let panel = Panel::new(1_100.0, move || {
        let shown = ViewState::derived();
        let data = shift();
        with_limit(shown);
        Effect::new(move |_| shown.growing.set(growing.get()));
        shown.growing.set(true);
        shown.view.set(data.window);
        shown.data.set(Some(Data(Arc::new(data))));
        view! { <Cards shown/> }
    });
    let card = |panel: &Panel| panel.get("[data-testid=card-limits] dd").inner_text();
    panel.until("the card", |panel| !panel.all("[data-testid=card-limits]").is_empty()).await;
    frame().await;
    assert!(card(&panel).starts_with('…'), "{}", card(&panel));
    assert_eq!(panel.get("[data-testid=card-limits]").get_attribute("data-value"), None);
    growing.set(false);
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
    stage.shown.growing.set(true);
    stage.until("nothing counted", |stage| cell(stage).is_some_and(|text| text != "1" && text != "0")).await;
    stage.shown.growing.set(false);
    stage.until("what was counted again", |stage| cell(stage).as_deref() == Some("1")).await;
}
