//! How a load goes, and what is asked when it cannot go on.

use data::error::{ApiError, ErrorKind};
use data::fetch::{FetchState, Progress, Silence};
use leptos::prelude::*;
use shiftline::app::session::{Session, Status};
use shiftline::ui::page::loading::Loading;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::panel::Panel;

/// Each refusal has a mark of its own for support.
fn refused(mark: &str) -> Status {
    let why = ApiError { correlation_id: Some(mark.into()), ..ApiError::new(ErrorKind::Unauthorized) };
    Status {
        state: FetchState::NeedsToken { why },
        progress: Progress { pages: 1, rows: 1_000, ..Progress::default() },
        failures: Vec::new(),
        silence: Silence::default(),
        is_demo: false,
        archive: None,
        pages: 1,
        is_refresh: false,
    }
}

#[wasm_bindgen_test]
async fn what_is_typed_stays_while_refusals_still_come() {
    let slot = std::rc::Rc::new(std::cell::Cell::new(None));
    let filled = slot.clone();
    let panel = Panel::new(1_000.0, move || {
        let session = Session::new();
        session.status.set(Some(refused("first")));
        filled.set(Some(session));
        view! { <Loading session/> }
    });
    let session: Session = slot.take().unwrap();
    panel.until("a field for a token", |panel| !panel.all("#new-token").is_empty()).await;
    let input: HtmlInputElement = panel.get("#new-token").unchecked_into();
    input.set_value("half a tok");
    input.focus().unwrap();
    session.status.set(Some(refused("second")));
    panel.until("the other mark", |panel| panel.get("[role=alert]").inner_text().contains("second")).await;
    let now: HtmlInputElement = panel.get("#new-token").unchecked_into();
    assert!(now.is_same_node(Some(&input)) && now.value() == "half a tok");
    assert!(document().active_element().is_some_and(|active| active.is_same_node(Some(&input))));
}
