//! The rows as a grid: one tab stop, and keys that go through it.

use leptos::prelude::*;
use model::time::Span;
use shiftline::app::limits::sources::Sources;
use shiftline::app::view_state::{LaneMode, SegmentRef};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{DAY, at, shift, team, three_days};
use crate::stage::{SHIFT, Stage};

async fn by_agent(agents: i64) -> Stage {
    let stage = Stage::new(team(agents)).await;
    stage.button("By agent").click();
    stage.until("the roster", |stage| stage.find("[data-testid=roster]").is_some()).await;
    stage.settle().await;
    focus(&stage).await;
    stage
}

async fn focus(stage: &Stage) {
    stage.get(".timeline-chart").focus().unwrap();
    stage.until("the focus", |stage| active(stage).is_some()).await;
}

/// The element that the grid says has the focus.
fn active(stage: &Stage) -> Option<web_sys::HtmlElement> {
    let id = stage.get(".timeline-chart").get_attribute("aria-activedescendant")?;
    stage.find(&format!("#{id}"))
}

/// What is spoken there.
fn said(stage: &Stage) -> String {
    let Some(element) = active(stage) else { return String::new() };
    element.get_attribute("aria-label").unwrap_or_else(|| element.inner_text())
}

async fn says(stage: &Stage, start: &str) {
    stage.until(start, |stage| said(stage).starts_with(start)).await;
}

#[wasm_bindgen_test]
async fn rows_are_a_grid_with_one_tab_stop() {
    let stage = by_agent(6).await;
    let grid = stage.get(".timeline-chart");
    assert_eq!(grid.get_attribute("role").as_deref(), Some("treegrid"));
    assert_eq!(grid.get_attribute("aria-rowcount").as_deref(), Some("8"));
    let inside = stage.all(".timeline-chart [tabindex='0'], .timeline-chart button:not([tabindex])");
    assert!(inside.is_empty(), "{}", inside.len());
    let roles = ["row", "rowheader", "gridcell", "columnheader", "rowgroup"];
    for role in roles {
        assert!(!stage.all(&format!(".timeline-chart [role={role}]")).is_empty(), "{role}");
    }
    let cell = stage.get("[data-agent='100'] [data-column=in]");
    assert_eq!(cell.get_attribute("aria-label").as_deref(), Some("9 hours"));
}

#[wasm_bindgen_test]
async fn arrows_go_through_rows_stretches_and_figures() {
    let stage = by_agent(6).await;
    says(&stage, "100").await;
    stage.key("ArrowDown");
    says(&stage, "101").await;
    stage.key("ArrowRight");
    stage.until("a stretch", |stage| said(stage).contains(" to ")).await;
    let first = stage.shown.marked.get_untracked().unwrap();
    assert_eq!(first.agent, 1);
    stage.key("ArrowRight");
    let second = stage.shown.marked.get_untracked().unwrap();
    assert!(second.segment > first.segment && second.agent == 1);
    stage.until("the next", |stage| !said(stage).is_empty()).await;
    let before = said(&stage);
    stage.key("ArrowDown");
    stage
        .until("the same time of the next", |stage| said(stage) != before && said(stage).contains(" to "))
        .await;
    assert_eq!(stage.shown.marked.get_untracked().unwrap().agent, 2);
    stage.key("End");
    let column = |stage: &Stage| active(stage).and_then(|cell| cell.dataset().get("column"));
    stage.until("the last figure", |stage| column(stage).as_deref() == Some("limits")).await;
    stage.key("Home");
    says(&stage, "102").await;
    stage.key("Home");
    stage.until("the first row", |stage| said(stage).starts_with("All agents")).await;
}

#[wasm_bindgen_test]
async fn the_heads_are_above_the_first_row_and_sort() {
    let stage = by_agent(6).await;
    for _ in 0..3 {
        stage.key("ArrowUp");
    }
    says(&stage, "Agent").await;
    stage.key("ArrowRight");
    says(&stage, "In").await;
    stage.key("Enter");
    let sorted = |stage: &Stage| active(stage).and_then(|head| head.get_attribute("aria-sort"));
    stage.until("the order", |stage| sorted(stage).as_deref() == Some("descending")).await;
    stage.key("s");
    stage.until("turned round", |stage| sorted(stage).as_deref() == Some("ascending")).await;
    assert_eq!(stage.shown.sort.get_untracked().by.map(|by| by.word()), Some("in"));
}

#[wasm_bindgen_test]
async fn enter_zooms_to_a_selection_and_escape_steps_back() {
    let stage = Stage::new(shift()).await;
    focus(&stage).await;
    stage.key(".");
    stage.key_in(".timeline-chart", "ArrowRight", SHIFT);
    stage.key_in(".timeline-chart", "ArrowRight", SHIFT);
    let selected = stage.shown.selection.get_untracked().unwrap().span;
    stage.key("Escape");
    assert_eq!(stage.shown.marked.get_untracked(), None);
    assert!(stage.shown.selection.get_untracked().is_some(), "one step at a time");
    stage.key("Enter");
    assert_eq!((stage.view(), stage.shown.selection.get_untracked()), (selected, None));
    stage
        .until("a zoom", |stage| {
            stage.get("[data-testid=scope]").dataset().get("kind").as_deref() == Some("zoom")
        })
        .await;
    stage.key("Escape");
    assert_eq!(stage.view(), DAY);
}

#[wasm_bindgen_test]
async fn enter_opens_a_day() {
    let stage = Stage::new(three_days()).await;
    stage.button("By day").click();
    stage.until("rows by day", |stage| stage.shown.lanes.get_untracked() == LaneMode::Day).await;
    stage.settle().await;
    focus(&stage).await;
    stage.key("ArrowDown");
    stage.key("Enter");
    assert_eq!(stage.shown.lanes.get_untracked(), LaneMode::State);
    assert_eq!(stage.view(), Span { start: at(24, 0), end: at(48, 0) });
}

#[wasm_bindgen_test]
async fn n_and_p_go_from_one_broken_limit_to_the_next() {
    let stage = by_agent(6).await;
    stage.shown.rules.update(|rules: &mut Sources| rules.take_link(Some("each:Lunch:30m")));
    stage
        .until("what is broken", |stage| stage.shown.broken.with_untracked(|broken| broken.len() == 3))
        .await;
    let mut found = Vec::new();
    for _ in 0..3 {
        stage.key("n");
        found.push(stage.shown.marked.get_untracked().unwrap());
    }
    assert!(found.windows(2).all(|pair| pair[0].agent < pair[1].agent), "{found:?}");
    says(&stage, "Lunch").await;
    assert!(said(&stage).contains("over 30 minutes by 30 minutes"), "{}", said(&stage));
    stage.key("n");
    assert_eq!(stage.shown.marked.get_untracked(), Some(found[0]), "around the ends");
    stage.key("p");
    assert_eq!(stage.shown.marked.get_untracked(), Some(found[2]));
    stage.shown.marked.set(Some(SegmentRef { agent: 5, segment: 0 }));
}
