//! Loading is a link: it opens, loads and draws; it goes round; Back and Forward work.

use cxone_sim::{Dialect, truth};
use e2e::{Page, Visit};
use serde_json::json;

use crate::{AGENT, DAY, DAY_MS, day, dense, questions, truth_of};

const OTHER: &str = "11111111-2222-4333-8444-555555555555";

#[test]
pub fn a_link_opens_loads_and_draws() {
    Visit::hosted(dense(1_111)).run(async |page| {
        page.open(&day()).await;
        page.assert_shows(&truth_of(page, page.sim.url())).await;
        assert_eq!(page.view().await, DAY_MS);
    });
}

#[test]
fn a_link_that_lacks_only_the_token_asks_for_it_and_keeps_the_rest() {
    Visit::default().run(async |page| {
        page.open(&day()).await;
        assert_eq!(page.value("Agent ID").await, AGENT);
        assert_eq!(page.value("From").await.get(..16), Some("2026-11-02T19:00"));
        assert_eq!(page.value("Access token").await, "");
        assert!(questions(page, page.sim.url()).is_empty());
    });
}

#[test]
fn a_zoomed_view_with_a_zone_and_hidden_states_goes_round_in_a_link() {
    Visit::hosted(dense(1_111)).run(async |page| {
        page.open(&format!("{}&tz=Asia/Kolkata&hide=WRAP_UP", day())).await;
        page.until_records(1_111).await;
        page.press("Zoom in").await;
        page.press("Zoom in").await;
        let script =
            "const shown = part('timeline').dataset; return shown.viewEnd - shown.viewStart < argument / 2";
        page.until("a closer view", script, json!(DAY_MS.1 - DAY_MS.0)).await;
        let view = page.view().await;
        let link = copied(page).await;
        for part in [AGENT, "start=2026-11-03T00:00:00Z", "tz=Asia/Kolkata", "hide=WRAP_UP", "from=", "to="] {
            assert!(link.contains(part), "{part} is not in {link}");
        }
        let query = link.split_once('?').map(|(_, query)| format!("?{query}")).unwrap();
        page.open("?demo=10").await;
        page.until_records(10).await;
        page.open(&query).await;
        page.until_records(1_111).await;
        page.until(
            "the same view",
            "return Number(part('timeline').dataset.viewStart) === argument",
            json!(view.0),
        )
        .await;
        assert_eq!(page.view().await, view);
        assert_eq!(copied(page).await, link);
    });
}

#[test]
pub fn a_team_goes_round_in_a_link_with_its_filter_order_hidden_states_and_figures() {
    Visit::default().run(async |page| {
        let shows = "return part('timeline') !== null && part('scope').dataset.kind === 'range'";
        page.open("?demo=6x1&lanes=agent&q=a&was=not-ready&sort=not-ready,duration-&hide=ready").await;
        page.until("a timeline", shows, json!(null)).await;
        page.until_settled().await;
        let link = copied(page).await;
        for part in
            ["demo=6x1", "q=a", "was=not-ready", "sort=not-ready,duration-", "hide=ready", "start=", "tz="]
        {
            assert!(link.contains(part), "{part} is not in {link}");
        }
        let totals = page.totals().await;
        assert!(!totals.is_empty() && !totals.contains_key("READY"), "{totals:?}");
        let query = link.split_once('?').map(|(_, query)| format!("?{query}")).unwrap();
        page.open("?demo=10").await;
        page.until_records(10).await;
        page.open(&query).await;
        page.until("the timeline again", shows, json!(null)).await;
        page.until_settled().await;
        page.until_totals(&totals).await;
        assert_eq!(page.totals().await, totals);
        assert_eq!(copied(page).await, link);
    });
}

/// What "Copy link" puts into the clipboard.
pub async fn copied(page: &Page) -> String {
    page.press("Copy link").await;
    page.pasted("http").await
}

#[test]
pub fn back_and_forward_go_from_agent_to_agent() {
    Visit::hosted(dense(432)).run(async |page| {
        page.open(&day()).await;
        let scenario = page.sim.current(page.sim.url());
        let shows = |agent| truth(&scenario, Dialect::ReportingV2, agent, DAY_MS.0, DAY_MS.1);
        page.assert_shows(&shows(AGENT)).await;
        page.edit_form().await;
        page.fill("Agent ID", OTHER).await;
        page.press("Show timeline").await;
        page.until_address(OTHER).await;
        page.assert_shows(&shows(OTHER)).await;
        page.driver.back().await.unwrap();
        page.until_address(AGENT).await;
        page.assert_shows(&shows(AGENT)).await;
        page.driver.forward().await.unwrap();
        page.until_address(OTHER).await;
        page.assert_shows(&shows(OTHER)).await;
    });
}

#[test]
fn unknown_and_broken_parameters_are_ignored() {
    Visit::hosted(dense(99)).run(async |page| {
        page.open(&format!("?agent={AGENT}&{DAY}&tz=Nowhere/Land&lanes=7&sel=%ZZ&from=x&colour=blue&%%%"))
            .await;
        page.until_records(99).await;
    });
}

/// A range of so many days.
fn days(days: i64) -> String {
    let end = chrono::DateTime::from_timestamp_millis(DAY_MS.0 + days * 86_400_000).unwrap();
    format!("?agent={AGENT}&start=2026-11-03T00:00:00Z&end={}", end.format("%Y-%m-%dT%H:%M:%SZ"))
}

#[test]
fn a_link_that_asks_for_a_lot_sends_nothing_before_a_person_agrees() {
    Visit::hosted(dense(50)).run(async |page| {
        page.open(&days(101)).await;
        page.until_alert(&["1 agent × 101 days", "at least 1 request"]).await;
        assert!(questions(page, page.sim.url()).is_empty());
        page.press("Load all of it").await;
        page.until("records", "return Number(part('timeline')?.dataset.records) > 0", json!(null)).await;
        page.open(&days(100)).await;
        page.until("records", "return Number(part('timeline')?.dataset.records) > 0", json!(null)).await;
    });
}

#[test]
fn a_question_about_a_large_link_can_be_declined() {
    Visit::hosted(dense(50)).run(async |page| {
        page.open(&days(36_525)).await;
        page.until_alert(&["36,525 days"]).await;
        page.press("Change the form").await;
        page.until("no question", "return part('large') === null", json!(null)).await;
        assert_eq!(page.value("Agent ID").await, AGENT);
        assert!(questions(page, page.sim.url()).is_empty());
    });
}

#[test]
fn a_link_that_asks_for_more_than_one_load_may_is_refused() {
    Visit::hosted(dense(50)).run(async |page| {
        page.open(&format!("?agent={AGENT}&start=0001-01-01T00:00:00Z&end=9999-12-31T00:00:00Z")).await;
        page.until_alert(&["more than one load may ask for", "shorter range"]).await;
        page.open("?demo=4000000000").await;
        page.until_alert(&["at most 10,000,000"]).await;
        assert!(questions(page, page.sim.url()).is_empty());
    });
}

#[test]
fn a_step_asks_for_the_day_before_and_back_leads_to_where_it_was() {
    Visit::hosted(dense(64)).run(async |page| {
        page.open(&day()).await;
        page.until_records(64).await;
        let (start, end) = DAY_MS;
        let shows = "return part('scope')?.dataset.start === String(argument[0]) && part('scope').dataset.end === String(argument[1])";
        page.until("the day", shows, json!([start, end])).await;
        page.press("Earlier range").await;
        page.until("the day before", shows, json!([start - (end - start), start])).await;
        page.press("Later range").await;
        page.until("the day again", shows, json!([start, end])).await;
        page.js("history.back()", json!(null)).await;
        page.until("the day before again", shows, json!([start - (end - start), start])).await;
    });
}
