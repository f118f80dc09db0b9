//! Many agents.

use leptos::prelude::*;
use model::state::StateKind;
use model::time::Span;
use scene::layout::AXIS_PX;
use scene::theme::Role;
use shiftline::app::view_state::{Data, LaneMode, SegmentRef, ViewState};
use shiftline::ui::page::records::Records;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::panel::Panel;
use crate::sample::{at, short_and_long, team};
use crate::stage::{NONE, Stage};

async fn by_agent(agents: i64) -> Stage {
    let stage = Stage::new(team(agents)).await;
    stage.button("By agent").click();
    stage.until("the roster", |stage| stage.find("[data-testid=roster]").is_some()).await;
    stage.settle().await;
    stage
}

#[wasm_bindgen_test]
async fn five_hundred_rows_paint_only_what_is_seen() {
    let stage = by_agent(500).await;
    let height = stage.canvas().height();
    assert!(f64::from(height) < 1_200.0 * window().device_pixel_ratio(), "{height}");
    let scroll = stage.get(".timeline-scroll");
    assert!(scroll.scroll_height() > 500 * 16);
    assert!(stage.all("[data-testid=row]").len() < 100);
    let marked = shiftline::app::view_state::SegmentRef { agent: 499, segment: 1 };
    stage.shown.marked.set(Some(marked));
    stage.until("the last row", |stage| stage.get(".timeline-scroll").scroll_top() > 6_000).await;
    stage.until("its mark", |stage| stage.find(".timeline-mark").is_some()).await;
}

#[wasm_bindgen_test]
async fn above_the_rows_stands_how_many_were_in_each_state() {
    let stage = by_agent(10).await;
    let title = |stage: &Stage| stage.get(".overview").title();
    stage.until("the most of them", |stage| title(stage).ends_with("10 of 10 at most")).await;
    let strip = stage.get(".overview canvas").get_bounding_client_rect();
    assert!(strip.height() > 30.0, "{}", strip.height());
    // Half of them have lunch at 12:30, the others are on contact.
    let colour = |kind| {
        let colour = scene::theme::Theme::Light.colour(Role::State(kind));
        (colour.0, colour.1, colour.2)
    };
    let x = strip.width() * 12.5 / 24.0;
    stage
        .until("the stack", |stage| {
            let at = |y: f64| stage.colour_of(".overview canvas", (x, strip.height() * y));
            at(0.9) == colour(StateKind::OnContact) && at(0.2) == colour(StateKind::NotReady)
        })
        .await;
    stage.type_into("[data-testid=roster] input[type=search]", "115");
    stage.until("nobody", |stage| title(stage).ends_with("0 of 0 at most")).await;
}

#[wasm_bindgen_test]
async fn the_roster_filters_and_a_row_opens_its_agent() {
    let stage = by_agent(20).await;
    stage.type_into("[data-testid=roster] input[type=search]", "115");
    stage.until("one row", |stage| stage.shown.order.get_untracked() == [15]).await;
    stage
        .until("the count", |stage| stage.get("[data-testid=roster]").inner_text().contains("1 of 20 agents"))
        .await;
    stage.settle().await;
    // One agent is no team.
    stage.click_at((20.0, AXIS_PX + 13.0));
    stage.until("its states", |stage| stage.shown.lanes.get_untracked() == LaneMode::State).await;
    assert_eq!(stage.shown.agent.get_untracked(), 15);
    stage.until("its name", |stage| stage.find("select[aria-label='Agent shown']").is_some()).await;
}

#[wasm_bindgen_test]
async fn everyones_state_at_a_moment() {
    let stage = by_agent(21).await;
    stage.type_into("[data-testid=moment] input", "2026-11-03T12:30:00");
    let count = |stage: &Stage, state: &str| {
        let found = stage.find(&format!("[data-testid=moment] [data-state='{state}']"));
        found.and_then(|item| item.dataset().get("count")).unwrap_or_default()
    };
    stage
        .until("the counts", |stage| count(stage, "Not ready") == "11" && count(stage, "On contact") == "10")
        .await;
    let rows = stage.all("[data-testid=moment] tbody tr");
    assert_eq!(rows.len(), 21);
    let text = rows[0].inner_text();
    assert!(text.contains("100") && text.contains("Lunch") && text.contains("0:30:00"), "{text}");
    let team = stage.get(".row.team").get_bounding_client_rect().height();
    stage.click_at((stage.x(at(9, 0)), AXIS_PX + team + 13.0));
    stage.until("the clicked moment", |stage| count(stage, "Ready") == "21").await;
    stage.key_in(".timeline-chart", "Enter", NONE);
    stage.until("the agent's states", |stage| stage.shown.lanes.get_untracked() == LaneMode::State).await;
}

#[wasm_bindgen_test]
async fn a_moment_is_one_line_over_all_rows_which_stays_while_it_stands_where_it_stood() {
    let stage = by_agent(6).await;
    let line = |stage: &Stage| {
        let lines = stage.all(".timeline-moment");
        assert_eq!(lines.len(), 1);
        let rect = lines[0].get_bounding_client_rect();
        let css = lines[0].style().css_text();
        (rect.height(), css)
    };
    let rows = stage.all("[data-testid=row]");
    let height: f64 = rows.iter().map(|row| row.get_bounding_client_rect().height()).sum();
    let whole = stage.shown.window();
    // The last millisecond of the range.
    stage.shown.moment.set(Some(whole.end));
    stage.settle().await;
    let (seen, put) = line(&stage);
    assert!((seen - height).abs() < 0.1, "{seen} is not {height}");
    for part in 2..20 {
        stage.shown.set_view(Span { start: whole.end + -(whole.len() / part), end: whole.end });
        stage.settle().await;
        assert_eq!(line(&stage).1, put, "1 of {part}");
    }
}

#[wasm_bindgen_test]
async fn records_are_those_of_the_row_that_is_chosen() {
    let slot = std::rc::Rc::new(std::cell::Cell::new(None));
    let filled = slot.clone();
    let panel = Panel::new(800.0, move || {
        let shown = ViewState::derived();
        shown.data.set(Some(Data(std::sync::Arc::new(team(3)))));
        shown.lanes.set(LaneMode::Agent);
        filled.set(Some(shown));
        view! { <Records shown/> }
    });
    let shown = slot.take().unwrap();
    let head = |panel: &Panel| panel.get("#records-title").inner_text();
    panel.until("the first row's", |panel| head(panel).starts_with("Records of 100")).await;
    shown.marked.set(Some(SegmentRef { agent: 1, segment: 1 }));
    panel.until("the chosen row's", |panel| head(panel).starts_with("Records of 101")).await;
    panel.until("its mark", |panel| panel.all(".record.marked").len() == 1).await;
    shown.lanes.set(LaneMode::State);
    panel.until("the open agent's", |panel| head(panel).starts_with("Records of 100")).await;
    let unit = |panel: &Panel| panel.get(".record-head .unit").inner_text();
    assert_eq!(unit(&panel), "h:mm:ss");
}

/// The list grows with the mark, and a page that nobody sees tells of no scrolling.
#[wasm_bindgen_test]
async fn a_marked_record_is_in_sight_though_its_list_was_short_and_nothing_told_of_scrolling() {
    let slot = std::rc::Rc::new(std::cell::Cell::new(None));
    let filled = slot.clone();
    let panel = Panel::new(800.0, move || {
        let shown = ViewState::derived();
        let data = short_and_long(400);
        shown.view.set(data.window);
        shown.data.set(Some(Data(std::sync::Arc::new(data))));
        shown.lanes.set(LaneMode::Agent);
        filled.set(Some(shown));
        view! { <Records shown/> }
    });
    let shown: ViewState = slot.take().unwrap();
    panel.until("the short list", |panel| panel.all(".record-rows .record").len() == 2).await;
    let swallowed =
        Closure::<dyn Fn(web_sys::Event)>::new(|event: web_sys::Event| event.stop_immediate_propagation());
    let on_scroll = swallowed.as_ref().unchecked_ref();
    window().add_event_listener_with_callback_and_bool("scroll", on_scroll, true).unwrap();
    for segment in [300, 20, 390] {
        shown.marked.set(Some(SegmentRef { agent: 1, segment }));
        let in_sight = move |panel: &Panel| {
            let marked = panel.all(".record.marked");
            let Some(row) =
                marked.first().filter(|row| row.dataset().get("segment") == Some(segment.to_string()))
            else {
                return false;
            };
            let (row, area) =
                (row.get_bounding_client_rect(), panel.get(".record-scroll").get_bounding_client_rect());
            row.top() >= area.top() - 1.0 && row.bottom() <= area.bottom() + 1.0
        };
        panel.until("the mark in sight", in_sight).await;
    }
    window().remove_event_listener_with_callback_and_bool("scroll", on_scroll, true).unwrap();
}

/// The first agent's row, its figures and the order of the agents that can be seen.
fn first_row(stage: &Stage, column: &str) -> (String, String) {
    let row = stage.all("[data-testid=row][data-agent]").remove(0);
    let cell = row.query_selector(&format!("[data-column={column}]")).unwrap().unwrap();
    (row.dataset().get("agent").unwrap(), cell.get_attribute("data-value").unwrap_or_default())
}

#[wasm_bindgen_test]
async fn figures_stand_beside_the_rows_and_their_heads_sort() {
    let stage = by_agent(6).await;
    stage.until("the rows", |stage| stage.all("[data-testid=row]").len() == 7).await;
    let team = stage.get(".row.team [data-column=in]").get_attribute("data-value").unwrap();
    let all = stage.all("[data-testid=row][data-agent] [data-column=in]");
    let sum: i64 =
        all.iter().map(|cell| cell.get_attribute("data-value").unwrap().parse::<i64>().unwrap()).sum();
    assert_eq!(team, sum.to_string());
    assert_eq!(first_row(&stage, "in").0, "100");
    let sort = |stage: &Stage| {
        let heads = stage.all(".rows-head button");
        heads.into_iter().find(|head| head.inner_text().starts_with("Not ready")).unwrap().click();
    };
    sort(&stage);
    let sorted =
        |stage: &Stage| stage.find(".rows-head [aria-sort=descending]").map(|head| head.inner_text());
    stage
        .until("the mark of its head", |stage| sorted(stage).is_some_and(|t| t.starts_with("Not ready")))
        .await;
    assert_eq!(first_row(&stage, "not-ready").1, "3600000");
    sort(&stage);
    stage.until("the shortest", |stage| first_row(stage, "not-ready").1 == "0").await;
    stage.shown.selection.set(Some(model::time::Span { start: at(12, 0), end: at(12, 30) }.into()));
    stage.until("figures of the selection", |stage| first_row(stage, "in").1 == "1800000").await;
}
