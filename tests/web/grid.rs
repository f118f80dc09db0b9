//! The rows as a grid: one tab stop, and keys that go through it.

use leptos::prelude::*;
use model::directory::{Directory, Person};
use model::time::Span;
use shiftline::app::limits::sources::Sources;
use shiftline::app::row_figures::{Column, RowSort};
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
    stage.key(".");
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
    assert_eq!(stage.shown.sort.get_untracked().by.map(Column::word), Some("in"));
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

/// Six agents of two teams, in the order of their ids.
async fn in_teams() -> Stage {
    let stage = by_agent(6).await;
    let person = |n: usize| {
        let team = if n.is_multiple_of(2) { "East" } else { "West" };
        let id = (100 + n).to_string();
        (id.as_str().into(), Person { name: "".into(), team: Some(team.into()) })
    };
    stage.shown.people.set(Directory::new((0..6).map(person)));
    stage.shown.grouped.set(Some(true));
    stage.until("the teams", |stage| stage.all(".row.group").len() == 2).await;
    stage
}

fn agents(stage: &Stage) -> Vec<String> {
    let mut rows = stage.all("[data-testid=row][data-agent]:not(.opened)");
    rows.sort_by_key(|row| row.get_bounding_client_rect().top() as i64);
    rows.iter().map(|row| row.dataset().get("agent").unwrap()).collect()
}

#[wasm_bindgen_test]
async fn teams_fold_by_keys_and_by_hand_and_have_their_sums() {
    let stage = in_teams().await;
    assert_eq!(agents(&stage), ["100", "102", "104", "101", "103", "105"]);
    let sum = |stage: &Stage| stage.get(".row.group [data-column=not-ready]").get_attribute("data-value");
    assert_eq!(sum(&stage).as_deref(), Some("10800000"), "three lunches");
    stage.key("Home");
    stage.key("Home");
    stage.key("ArrowDown");
    says(&stage, "East").await;
    let open = |stage: &Stage| active(stage).and_then(|row| row.get_attribute("aria-expanded"));
    assert_eq!(open(&stage).as_deref(), Some("true"));
    stage.key("ArrowLeft");
    stage.until("folded", |stage| agents(stage) == ["101", "103", "105"]).await;
    assert_eq!(open(&stage).as_deref(), Some("false"));
    stage.key("ArrowRight");
    stage.until("open again", |stage| agents(stage).len() == 6).await;
    let team = stage.get(".row.team").get_bounding_client_rect().height();
    stage.click_at((40.0, scene::layout::AXIS_PX + team + 10.0));
    stage.until("folded by hand", |stage| agents(stage) == ["101", "103", "105"]).await;
    // What is marked in a folded team is brought to light.
    stage.shown.marked.set(Some(SegmentRef { agent: 2, segment: 1 }));
    stage.until("its team is open", |stage| agents(stage).len() == 6).await;
}

#[wasm_bindgen_test]
async fn agents_are_sorted_inside_their_teams() {
    let stage = in_teams().await;
    stage.shown.sort.set(RowSort { by: Some(Column::In), descending: false });
    // The later the agent, the shorter the day.
    stage.until("the order", |stage| agents(stage) == ["105", "103", "101", "104", "102", "100"]).await;
}

#[wasm_bindgen_test]
async fn agents_open_in_place_several_at_once() {
    let stage = by_agent(6).await;
    stage.key("ArrowRight");
    let lanes = |stage: &Stage| stage.all(".row.opened").len();
    stage.until("the states of the first", |stage| lanes(stage) == 3).await;
    let team = stage.get(".row.team").get_bounding_client_rect().height();
    // Behind the first agent and its states.
    stage.click_at((6.0, scene::layout::AXIS_PX + team + 26.0 + 3.0 * 22.0 + 13.0));
    stage.until("those of the second", |stage| lanes(stage) == 6).await;
    let expanded = stage.shown.expanded.get_untracked();
    assert_eq!(expanded.iter().map(|id| &**id).collect::<Vec<_>>(), ["100", "101"]);
    assert_eq!(stage.shown.lanes.get_untracked(), LaneMode::Agent, "nothing else opens");
    let lane = stage.get(".row.opened[data-state=not-ready]");
    assert_eq!(lane.get_attribute("aria-level").as_deref(), Some("2"));
    let time = lane.query_selector("[data-column=in]").unwrap().unwrap();
    assert_eq!(time.get_attribute("data-value").as_deref(), Some("3600000"));
    stage.key("ArrowDown");
    stage.key("ArrowRight");
    stage.until("a stretch of that state alone", |stage| said(stage).contains(" to ")).await;
    stage.key("Home");
    stage.key("ArrowUp");
    stage.key("ArrowLeft");
    stage.until("the first is closed", |stage| lanes(stage) == 3).await;
}
