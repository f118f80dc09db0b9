//! One scope: what is filtered, hidden, selected or zoomed to changes every figure.

use std::cell::RefCell;

use leptos::prelude::*;
use model::state::StateKind;
use model::time::{HOUR, MINUTE, Span};
use scene::layout::AXIS_PX;
use shiftline::app::figures::Figures;
use shiftline::app::scope::{ScopeKind, Selection};
use shiftline::app::view_state::LaneMode;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{START, at, team, three_days};
use crate::stage::{CTRL, NONE, SHIFT, Stage, frame};

/// Height of a row by agent, and of a row by day, in CSS pixels.
const AGENT_ROW: f64 = 26.0;
const DAY_ROW: f64 = 36.0;

fn ms(stage: &Stage, name: &str) -> i64 {
    let entry = stage.get(&format!("[data-testid=legend] [data-state={name}]"));
    entry.dataset().get("ms").unwrap().parse().unwrap()
}

async fn by_agent(agents: i64) -> Stage {
    let stage = Stage::new(team(agents)).await;
    stage.button("By agent").click();
    stage.until("the roster", |stage| stage.find("[data-testid=roster]").is_some()).await;
    stage.settle().await;
    stage
}

async fn by_day() -> Stage {
    let stage = Stage::new(three_days()).await;
    stage.button("By day").click();
    stage.until("rows by day", |stage| stage.shown.lanes.get_untracked() == LaneMode::Day).await;
    stage.settle().await;
    stage
}

fn words(stage: &Stage) -> String {
    stage.get("[data-testid=scope]").inner_text()
}

#[wasm_bindgen_test]
async fn a_filter_leaves_only_the_figures_of_its_agents() {
    let stage = by_agent(20).await;
    // Agent n is ready from n minutes after 8 to 12, and from 13 to 17.
    let ready = |agents: std::ops::Range<i64>| agents.map(|n| 8 * HOUR - n * MINUTE).sum::<i64>();
    assert_eq!(ms(&stage, "ready"), ready(0..20));
    stage.type_into("[data-testid=roster] input[type=search]", "115");
    stage.until("the figures of one", |stage| ms(stage, "ready") == ready(15..16)).await;
    assert!(words(&stage).contains("115 alone"), "{}", words(&stage));
    stage.until("one line of states", |stage| stage.all("[data-testid=moment] tbody tr").len() == 1).await;
    let figures = stage.shown.figures.get_untracked().unwrap();
    assert_eq!((figures.agents, figures.summary.logged_in_ms()), (1, ready(15..16) + HOUR));
    stage.type_into("[data-testid=roster] input[type=search]", "11");
    stage.until("those of ten", |stage| ms(stage, "ready") == ready(10..20)).await;
    assert!(words(&stage).contains("10 of 20 agents"), "{}", words(&stage));
}

#[wasm_bindgen_test]
async fn a_hidden_state_is_in_no_figure() {
    let stage = by_agent(4).await;
    stage.get("[data-testid=legend] [data-state=ready]").click();
    stage.until("no figure of it", |stage| ms(stage, "ready") == 0).await;
    let figures = stage.shown.figures.get_untracked().unwrap();
    assert_eq!(figures.summary.logged_in_ms(), 4 * HOUR);
    assert!(words(&stage).ends_with("without Ready"), "{}", words(&stage));
    stage.shown.moment.set(Some(at(9, 0)));
    stage.until("nobody who is ready", |stage| stage.all("[data-testid=moment] tbody tr").is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_drag_over_rows_selects_those_agents() {
    let stage = by_agent(6).await;
    let (from, to) = (stage.x(at(9, 0)), stage.x(at(11, 0)));
    let team = stage.get(".row.team").get_bounding_client_rect().height();
    let y = |row: f64| AXIS_PX + team + row * AGENT_ROW;
    stage.drag(&[(from, y(1.5)), (to, y(3.5))], SHIFT);
    let selection = stage.shown.selection.get_untracked().unwrap();
    assert_eq!(selection.agents, Some(["101", "102", "103"].map(Into::into).to_vec()));
    let long = selection.span.len();
    stage.until("their figures", |stage| ms(stage, "ready") == 3 * long).await;
    let scope = stage.shown.scope.get_untracked();
    assert_eq!((scope.kind, scope.agents), (ScopeKind::Selection, vec![1, 2, 3]));
    stage.settle().await;
    // Rows below each other have one box.
    let boxes = stage.all(".timeline-selection");
    assert_eq!(boxes.len(), 1);
    assert!((boxes[0].get_bounding_client_rect().height() - 3.0 * AGENT_ROW).abs() < 0.1);
}

#[wasm_bindgen_test]
async fn rows_by_day_zoom_in_the_time_of_day() {
    let stage = by_day().await;
    assert!(!stage.wheel((stage.x(at(12, 0)).min(600.0), 10.0), (0.0, -300.0), CTRL), "the page stays");
    let hours = stage.shown.hours.get_untracked().expect("a part of each day");
    assert!(hours.len() < 24 * HOUR);
    for (key, wider) in [("w", false), ("-", true)] {
        let before = stage.shown.hours.get_untracked().unwrap().len();
        stage.key(key);
        let after = stage.shown.hours.get_untracked().map_or(24 * HOUR, Span::len);
        assert_eq!(after > before, wider, "{key}");
    }
    stage.key("0");
    assert_eq!(stage.shown.hours.get_untracked(), None);
    stage.key("Backspace");
    assert!(stage.shown.hours.get_untracked().is_some());
    stage.shown.hours.set(Some(Span::new(7 * HOUR, 9 * HOUR)));
    stage.until("an hour of each day", |stage| ms(stage, "ready") == 3 * HOUR).await;
    assert!(words(&stage).contains("07:00 – 09:00 of each day (zoom)"), "{}", words(&stage));
}

#[wasm_bindgen_test]
async fn rows_by_day_are_selected_in_the_time_of_day() {
    let stage = by_day().await;
    stage.shown.hours.set(Some(Span::new(6 * HOUR, 12 * HOUR)));
    stage.settle().await;
    let plot = stage.viewport().width_px;
    let left = |selector: &str| stage.get(selector).get_bounding_client_rect().left();
    let x = |hour: f64| left(".timeline-plot") - left(".timeline-stage") + plot * (hour - 6.0) / 6.0;
    let y = |row: f64| AXIS_PX + row * DAY_ROW;
    stage.drag(&[(x(9.0), y(0.5)), (x(10.0), y(1.5))], NONE);
    let Selection { span, hours, agents } = stage.shown.selection.get_untracked().unwrap();
    assert_eq!((span, agents), (Span::new(START, START + 48 * HOUR), None));
    let hours = hours.expect("a part of each day");
    let near = |t: model::time::Millis, hour: i64| (t.0 - hour * HOUR).abs() < 2 * MINUTE;
    assert!(near(hours.start, 9) && near(hours.end, 10), "{hours:?}");
    stage.until("two days of it", |stage| ms(stage, "ready") == 2 * hours.len()).await;
    stage.drag(&[(x(9.0), y(2.5)), (x(10.0), y(2.5))], NONE);
    let Selection { span, hours, .. } = stage.shown.selection.get_untracked().unwrap();
    assert_eq!(hours, None);
    assert!(near(span.start + -(START + 48 * HOUR), 9), "{span:?}");
    stage.key("Escape");
    stage.key_in(".timeline-chart", "ArrowRight", SHIFT);
    let selection = stage.shown.selection.get_untracked().unwrap();
    assert_eq!(selection.hours.map(|hours| hours.start.0), Some(9 * HOUR), "the middle of what is seen");
}

/// When what is spoken of begins.
fn start(stage: &Stage) -> String {
    stage.get("[data-testid=scope]").dataset().get("start").unwrap()
}

/// The same with figures of it from two places.
fn spoken(stage: &Stage) -> (String, i64, String) {
    let team = stage.get(".row.team [data-column=in]").dataset().get("value").unwrap();
    (start(stage), ms(stage, "ready"), team)
}

/// The figures of what is spoken of, in one go.
fn worked_out(stage: &Stage) -> Figures {
    let shown = stage.shown;
    let data = shown.data.get_untracked().unwrap();
    let is_shown = untrack(|| shown.showing(&data.catalog));
    Figures::of(&data, &shown.scope.get_untracked(), &shown.zone.get_untracked(), &is_shown)
}

#[wasm_bindgen_test]
async fn what_is_spoken_of_and_its_figures_change_together() {
    // So many that their figures are worked out in several tasks.
    let stage = by_agent(400).await;
    for (from, to) in [(9, 11), (12, 13), (10, 16)] {
        let seen = RefCell::new(vec![spoken(&stage)]);
        stage.shown.set_view(Span { start: at(from, 0), end: at(to, 0) });
        stage
            .until("the figures of it", |stage| {
                let now = spoken(stage);
                let is_there = now.0 == at(from, 0).0.to_string();
                if seen.borrow().last() != Some(&now) {
                    seen.borrow_mut().push(now);
                }
                is_there
            })
            .await;
        stage.settle().await;
        let seen = seen.into_inner();
        assert_eq!(seen.len(), 2, "{seen:?}");
        assert_eq!(seen[1].1, worked_out(&stage).summary.kind(StateKind::Available).ms, "of the new scope");
        assert_eq!(seen[1], spoken(&stage), "nothing comes later");
    }
}

#[wasm_bindgen_test]
async fn what_changes_while_figures_are_worked_out_is_in_them() {
    let stage = by_agent(400).await;
    let shown = stage.shown;
    for (number, frames) in [0, 6, 7, 8, 9, 10, 12].into_iter().enumerate() {
        let from = at(8 + number as i64, 0);
        shown.set_view(Span { start: from, end: at(16, 0) });
        for _ in 0..frames {
            frame().await;
        }
        shown.hidden.update(|hidden| {
            if !hidden.remove("ready") {
                hidden.insert("ready".to_owned());
            }
        });
        stage.until("its figures", |stage| start(stage) == from.0.to_string()).await;
        let expected = worked_out(&stage);
        assert_eq!(shown.figures.get_untracked().as_ref(), Some(&expected), "after {frames} frames");
    }
}
