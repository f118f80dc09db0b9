//! What is made for paper.

use std::sync::Arc;

use leptos::prelude::*;
use shiftline::app::view_state::{Data, LaneMode, ViewState};
use shiftline::ui::page::records::Records;
use shiftline::ui::print::PrintSheets;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use crate::panel::Panel;
use crate::sample::{busy, team};

fn tell(event: &str) {
    window().dispatch_event(&Event::new(event).unwrap()).unwrap();
}

#[wasm_bindgen_test]
async fn paper_has_all_rows_and_says_how_many_records() {
    let panel = Panel::new(800.0, move || {
        let shown = ViewState::derived();
        shown.data.set(Some(Data(Arc::new(team(45)))));
        shown.view.set(shown.window());
        shown.lanes.set(LaneMode::Agent);
        view! { <PrintSheets shown/> }
    });
    panel.until("the place", |panel| panel.all(".print-sheets").len() == 1).await;
    assert_eq!(panel.all("canvas").len(), 0, "nothing is drawn for paper before it is asked for");
    tell("beforeprint");
    panel.until("three pages", |panel| panel.all(".print-sheets > canvas").len() == 3).await;
    let root = document().document_element().unwrap();
    assert_eq!(root.get_attribute("data-theme").as_deref(), Some("light"));
    tell("afterprint");
    panel.until("nothing again", |panel| panel.all("canvas").is_empty()).await;
    assert_eq!(root.get_attribute("data-theme"), None);
}

#[wasm_bindgen_test]
async fn paper_has_the_first_500_records_and_says_so() {
    let panel = Panel::new(800.0, move || {
        let shown = ViewState::derived();
        shown.data.set(Some(Data(Arc::new(busy(700)))));
        view! { <Records shown/> }
    });
    panel.until("the rows", |panel| !panel.all(".record-rows .record").is_empty()).await;
    assert!(panel.all(".print-records tr").is_empty());
    tell("beforeprint");
    panel.until("the printed rows", |panel| panel.all(".print-records tbody tr").len() == 500).await;
    let words = panel.get(".print-records").text_content().unwrap();
    assert!(words.contains("first 500 of 700"), "{words}");
    tell("afterprint");
    panel.until("none", |panel| panel.all(".print-records tr").is_empty()).await;
}
