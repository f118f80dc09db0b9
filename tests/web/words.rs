//! Legend, scope and time zones.

use leptos::prelude::*;
use model::time::{HOUR, Span};
use shiftline::app::browser::zone;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{MouseEvent, MouseEventInit};

use crate::sample::{DAY, at, shift};
use crate::stage::Stage;

fn entry(stage: &Stage, key: &str) -> web_sys::HtmlElement {
    stage.get(&format!("[data-testid=legend] [data-state={key}]"))
}

fn click_with_alt(element: &web_sys::HtmlElement) {
    let init = MouseEventInit::new();
    init.set_alt_key(true);
    init.set_bubbles(true);
    element.dispatch_event(&MouseEvent::new_with_mouse_event_init_dict("click", &init).unwrap()).unwrap();
}

#[wasm_bindgen_test]
async fn the_legend_counts_hides_and_isolates() {
    let stage = Stage::new(shift()).await;
    let text = entry(&stage, "ready").inner_text();
    for words in ["Ready", "7 h", "78%", "2×"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    entry(&stage, "ready").click();
    stage
        .until("ready to be off", |stage| {
            entry(stage, "ready").get_attribute("aria-pressed").as_deref() == Some("false")
        })
        .await;
    assert!(stage.shown.hidden.with_untracked(|hidden| hidden.contains("ready")));
    entry(&stage, "ready").click();
    click_with_alt(&entry(&stage, "not-ready"));
    let off = |stage: &Stage| stage.all("[data-testid=legend] [aria-pressed=false]").len();
    stage.until("the others to be off", |stage| off(stage) == 3).await;
    click_with_alt(&entry(&stage, "not-ready"));
    stage.until("all to be on", |stage| off(stage) == 0).await;
}

#[wasm_bindgen_test]
async fn the_legend_follows_range_view_and_selection() {
    let stage = Stage::new(shift()).await;
    let ms =
        |stage: &Stage, state: &str| entry(stage, state).dataset().get("ms").unwrap().parse::<i64>().unwrap();
    let scope = |stage: &Stage| {
        let chip = stage.get("[data-testid=scope]").dataset();
        let [kind, start, end] = ["kind", "start", "end"].map(|name| chip.get(name).unwrap());
        (kind, Span::new(start.parse().unwrap(), end.parse().unwrap()))
    };
    assert_eq!(scope(&stage), ("range".to_owned(), DAY));
    assert_eq!(ms(&stage, "ready"), 7 * HOUR);
    let view = Span { start: at(9, 0), end: at(13, 0) };
    stage.shown.view.set(view);
    stage.until("the view's", |stage| ms(stage, "ready") == 3 * HOUR).await;
    assert_eq!(scope(&stage), ("zoom".to_owned(), view));
    let selection = Span { start: at(11, 30), end: at(12, 30) };
    stage.shown.selection.set(Some(selection.into()));
    stage
        .until("the selection's", |stage| {
            ms(stage, "ready") == HOUR / 2 && ms(stage, "not-ready") == HOUR / 2
        })
        .await;
    assert_eq!(scope(&stage), ("selection".to_owned(), selection));
    stage.button("Clear selection").click();
    stage.until("the view's again", |stage| ms(stage, "ready") == 3 * HOUR).await;
    stage
        .until("a button for the zoom", |stage| stage.find("[aria-label='Show the whole range']").is_some())
        .await;
    stage.button("Show the whole range").click();
    stage.until("the range's again", |stage| ms(stage, "ready") == 7 * HOUR).await;
    assert_eq!(scope(&stage), ("range".to_owned(), DAY));
    assert!(stage.find("[data-testid=scope] button").is_none());
}

#[wasm_bindgen_test]
fn zones_come_from_the_browser() {
    let new_york = zone::zone("america/new_york", DAY).unwrap();
    assert_eq!(new_york.name(), "America/New_York");
    let week = Span { start: at(-3 * 24, 0), end: DAY.end };
    let changes: Vec<_> = new_york.transitions_in(week).map(|t| (t.at, t.offset_s)).collect();
    // 2026-11-01T06:00:00Z: back to winter time.
    assert_eq!(changes, [(at(-42, 0), -5 * 3600)]);
    assert_eq!(new_york.offset_s(at(-43, 0)), -4 * 3600);
    assert_eq!(zone::zone("Asia/Kolkata", DAY).unwrap().offset_s(DAY.start), 19_800);
    assert_eq!(zone::zone("Mars/Olympus", DAY), None);
    assert_eq!(zone::zone("", DAY), None);
    assert!(zone::zone(&zone::own_zone_name(), DAY).is_some());
    assert!(zone::zone_names().iter().any(|name| name == "UTC") && zone::zone_names().len() > 300);
}
