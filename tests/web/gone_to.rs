//! A list that is gone to, and what leads there no more.

use std::sync::Arc;

use leptos::prelude::*;
use shiftline::app::panel::Panel as List;
use shiftline::app::view_state::{Data, ViewState};
use shiftline::ui::parts::gone_to::gone_to;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::panel::Panel;
use crate::sample::{set_growing, shift};
use crate::stage::frame;

/// More frames than a list is kept in sight for.
const LATER: usize = 70;

fn below() -> f64 {
    window().scroll_y().unwrap()
}

async fn frames() {
    for _ in 0..LATER {
        frame().await;
    }
}

/// A list far below what is shown.
fn list() -> (Panel, ViewState) {
    let slot = std::rc::Rc::new(std::cell::Cell::new(None));
    let filled = slot.clone();
    let panel = Panel::new(600.0, move || {
        let shown = ViewState::derived();
        let data = shift();
        shown.view.set(data.window);
        shown.data.set(Some(Data(Arc::new(data))));
        filled.set(Some(shown));
        let section = gone_to(shown, List::Limits);
        view! {
            <div style="height: 4000px"></div>
            <section node_ref=section>"List"</section>
            <div style="height: 4000px"></div>
        }
    });
    window().scroll_to_with_x_and_y(0.0, 0.0);
    (panel, slot.take().unwrap())
}

#[wasm_bindgen_test]
async fn a_refresh_leads_to_no_list_that_was_gone_to_before() {
    let (panel, shown) = list();
    panel.until("limits to be held", |_| untrack(|| shown.is_judged())).await;
    frames().await;
    assert!(below() < 1_000.0, "nobody asked for it");
    shown.panel.set(Some(List::Limits));
    panel.until("the list to be in sight", |_| below() > 1_000.0).await;
    frames().await;
    window().scroll_to_with_x_and_y(0.0, 0.0);
    for _ in 0..2 {
        set_growing(shown, true);
        frame().await;
        set_growing(shown, false);
        panel.until("limits to be held again", |_| untrack(|| shown.is_judged())).await;
        frames().await;
        assert!(below() < 1_000.0, "{}", below());
    }
    // Asked for again, it is gone to again.
    shown.panel.set(None);
    frame().await;
    shown.panel.set(Some(List::Limits));
    panel.until("the list to be in sight again", |_| below() > 1_000.0).await;
}

#[wasm_bindgen_test]
async fn a_list_that_is_not_ready_is_gone_to_once_it_is() {
    let (panel, shown) = list();
    set_growing(shown, true);
    shown.panel.set(Some(List::Limits));
    frames().await;
    assert!(below() < 1_000.0, "{}", below());
    set_growing(shown, false);
    panel.until("the list to be in sight", |_| below() > 1_000.0).await;
}
