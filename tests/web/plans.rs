//! What is asked about a file that may be a schedule.

use data::schedule::PlanRole;
use leptos::prelude::*;
use shiftline::app::plans::columns::proposal;
use shiftline::app::session::Session;
use shiftline::app::session::schedules::PlanAsking;
use shiftline::ui::plans::ask::PlanQuestion;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlButtonElement, HtmlElement};

use crate::panel::Panel;

async fn asked(asking: PlanAsking) -> (Panel, Session) {
    let slot = std::rc::Rc::new(std::cell::Cell::new(None));
    let filled = slot.clone();
    let panel = Panel::new(1_000.0, move || {
        let session = Session::new();
        session.schedules.asking.set(Some(asking));
        filled.set(Some(session));
        view! { <PlanQuestion session/> }
    });
    panel.until("the dialog to open", |panel| panel.get("dialog").has_attribute("open")).await;
    (panel, slot.take().unwrap())
}

#[wasm_bindgen_test]
async fn a_schedule_is_read_once_its_columns_are_enough() {
    let header = ["wer", "From", "bis", "Activity"].map(str::to_owned);
    let rows = vec![["<b>ana</b>", "9:00", "10:00", "Open"].map(str::to_owned).to_vec()];
    let (panel, session) =
        asked(PlanAsking::Columns { name: "plan.csv".into(), rows, proposal: proposal(&header) }).await;
    assert_eq!(proposal(&header)[1].1, PlanRole::Start);
    let read = || panel.get("button[type=submit]").dyn_into::<HtmlButtonElement>().unwrap();
    let chosen = header.each_ref().map(|name| panel.chosen(name));
    assert_eq!(
        chosen,
        ["Not needed", "Start (date and time, or time of day)", "Not needed", "Planned activity"]
    );
    assert!(read().disabled());
    assert!(panel.get("#plan-columns-why").inner_text().contains("the end or the length"));
    assert_eq!(panel.get("td bdi").inner_text(), "<b>ana</b>");
    panel.choose("bis", "End");
    panel.until("the choice to be enough", |_| !read().disabled()).await;
    assert!(panel.get("dialog").inner_text().contains("named after the file"));
    panel.choose("wer", "Agent name");
    panel.until("the note to go", |panel| !panel.get("dialog").inner_text().contains("named after")).await;
    read().click();
    panel
        .until("the question to be answered", |_| session.schedules.asking.with_untracked(Option::is_none))
        .await;
}

#[wasm_bindgen_test]
async fn whoever_does_not_know_calls_the_reading_off() {
    let (panel, session) = asked(PlanAsking::Sort { name: "either.csv".into() }).await;
    assert!(panel.get("dialog").inner_text().contains("either.csv"));
    panel.get("dialog button").dyn_into::<HtmlElement>().unwrap().click();
    panel.until("the question to go", |_| session.schedules.asking.with_untracked(Option::is_none)).await;
}
