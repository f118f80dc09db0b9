//! Find: what it lists, and what choosing a result does.

use leptos::prelude::*;
use model::time::{HOUR, Span};
use shiftline::app::aid::Aid;
use shiftline::app::view_state::{LaneMode, SegmentRef};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{DAY, at, shift, team, three_days};
use crate::stage::{NONE, SHIFT, Stage};

const FIELD: &str = ".find input";

/// Opens Find and types, until the first result begins with `first`.
async fn ask(stage: &Stage, text: &str, first: &str) {
    stage.asked.set(Some(Aid::Find));
    stage.until("the dialog", |stage| stage.find(".find[open]").is_some()).await;
    stage.type_into(FIELD, text);
    let begins =
        |stage: &Stage| stage.find(".find-result").is_some_and(|one| one.inner_text().starts_with(first));
    stage.until(first, begins).await;
}

/// Takes the result that Enter takes; the dialog goes.
async fn enter(stage: &Stage) {
    stage.key_in(FIELD, "Enter", NONE);
    stage.until("no dialog", |stage| stage.asked.get_untracked().is_none()).await;
}

fn steps(stage: &Stage) -> String {
    stage.find(".steps-at").map(|words| words.inner_text()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn stretches_are_stepped_along_and_brought_into_view() {
    let stage = Stage::new(shift()).await;
    stage.shown.view.set(Span { start: at(0, 0), end: at(4, 0) });
    ask(&stage, "ready > 2 h", "Ready").await;
    let kinds = stage.all(".find [role=group]");
    let kinds: Vec<_> = kinds.iter().filter_map(|group| group.dataset().get("kind")).collect();
    assert_eq!(kinds, ["state", "stretch"]);
    enter(&stage).await;
    stage.until("the first", |stage| steps(stage) == "1 of 2").await;
    let marked = |segment| Some(SegmentRef { agent: 0, segment });
    assert_eq!(stage.shown.marked.get_untracked(), marked(1));
    stage.until("its time", |stage| stage.view().contains(at(10, 0))).await;
    stage.button("Next stretch").click();
    stage.button("Next stretch").click();
    assert_eq!(stage.shown.marked.get_untracked(), marked(1), "around the end");
    stage.key_in(".steps [aria-label='Next stretch']", "Enter", SHIFT);
    assert_eq!(stage.shown.marked.get_untracked(), marked(4));
    stage.key_in(".steps", "Escape", NONE);
    stage.until("no bar", |stage| stage.find(".steps").is_none()).await;
}

#[wasm_bindgen_test]
async fn keys_choose_among_the_results() {
    let stage = Stage::new(shift()).await;
    ask(&stage, "ready > 2 h", "Ready").await;
    let active = |stage: &Stage| stage.get(FIELD).get_attribute("aria-activedescendant").unwrap_or_default();
    let chosen = |stage: &Stage| stage.get(".find [aria-selected=true]").id();
    assert_eq!((active(&stage), chosen(&stage)), ("find-result-0".to_owned(), "find-result-0".to_owned()));
    stage.key_in(FIELD, "ArrowUp", NONE);
    stage.until("the last", |stage| active(stage) == "find-result-2").await;
    assert_eq!(chosen(&stage), "find-result-2");
    stage.key_in(FIELD, "ArrowDown", NONE);
    stage.until("the first", |stage| chosen(stage) == "find-result-0").await;
    stage.type_into(FIELD, "zzzz");
    stage.until("nothing", |stage| stage.get(".find-none").inner_text() == "Nothing found").await;
    assert_eq!(stage.get(FIELD).get_attribute("aria-expanded").as_deref(), Some("false"));
    assert!(stage.find(".find-examples").is_some(), "what can be typed is said");
}

#[wasm_bindgen_test]
async fn an_agent_opens_and_a_time_zone_is_taken() {
    let stage = Stage::new(team(3)).await;
    stage.shown.lanes.set(LaneMode::Agent);
    let id = stage.shown.data.with_untracked(|data| data.as_ref().unwrap().agents[1].id.to_string());
    ask(&stage, &id, &id).await;
    enter(&stage).await;
    assert_eq!((stage.shown.lanes.get_untracked(), stage.shown.agent.get_untracked()), (LaneMode::State, 1));
    ask(&stage, "arizona", "Phoenix").await;
    assert!(stage.get(".find-result").inner_text().contains("UTC−7"));
    enter(&stage).await;
    let is_there = |stage: &Stage| stage.shown.zone.with_untracked(|zone| zone.name() == "America/Phoenix");
    stage.until("the zone", is_there).await;
}

#[wasm_bindgen_test]
async fn the_view_moves_to_a_time_and_to_a_day() {
    let stage = Stage::new(three_days()).await;
    stage.shown.lanes.set(LaneMode::Day);
    let day = Span { start: DAY.start + DAY.len(), end: DAY.end + DAY.len() };
    ask(&stage, "4 nov", "Wed 4 Nov 2026").await;
    enter(&stage).await;
    assert_eq!((stage.shown.lanes.get_untracked(), stage.view()), (LaneMode::State, day));
    ask(&stage, "5 nov 12:05 PM", "Thu 5 Nov 2026, 12:05").await;
    enter(&stage).await;
    let noon = at(2 * 24 + 12, 5);
    assert_eq!(stage.view(), Span { start: noon + -HOUR, end: noon + HOUR });
    assert_eq!(stage.shown.moment.get_untracked(), Some(noon));
    assert!(stage.shown.marked.get_untracked().is_some(), "what the agent did then");
}
