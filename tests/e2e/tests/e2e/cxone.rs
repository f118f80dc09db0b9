//! The API of real tenants: one agent, several, all; days that fail; links that lead elsewhere.

use cxone_sim::{
    Cxone, Dialect, DurationForm, Emptiness, Fault, Oddity, OddityKind, Scenario, Sim, Truth, truth,
};
use e2e::{Page, Visit};
use serde_json::json;

use crate::{DAY, DAY_MS, questions, status};

const AGENT: &str = "100001";

/// A site that its host has set up for this API, without a token.
fn hosted(cxone: Cxone) -> Visit {
    with(Scenario { cxone, ..Scenario::default() })
}

fn with(scenario: Scenario) -> Visit {
    let config = json!({ "base": "", "token": false, "api": "cxone" }).to_string();
    Visit { config: Some(config), ..Visit::hosted(scenario) }
}

fn truth_of(page: &Page, agent: &str, (start, end): (i64, i64)) -> Truth {
    truth(&page.sim.current(page.sim.url()), Dialect::Cxone, agent, start, end)
}

/// Time in states, or in one reason of a state.
fn ms_in(truth: &Truth, fits: impl Fn(&str, &str) -> bool) -> f64 {
    let fitting = truth.reasons.iter().filter(|((state, reason), _)| fits(state, reason));
    fitting.map(|(_, share)| share.ms).sum::<i64>() as f64
}

async fn assert_cards(page: &Page, truth: &Truth, acw: &str) {
    page.until_records(truth.placed).await;
    page.until_settled().await;
    let contact = |state: &str| state.contains("Contact") || state.contains("Consult") || state == "Dialer";
    for (card, expected) in [
        ("ready", ms_in(truth, |state, _| state == "Available")),
        ("on-contact", ms_in(truth, |state, _| contact(state))),
        ("wrap-up", ms_in(truth, |state, reason| state == "Unavailable" && reason == acw)),
        ("not-ready", ms_in(truth, |state, reason| state == "Unavailable" && reason != acw)),
        ("logged-in", ms_in(truth, |state, _| state != "LoggedOut")),
    ] {
        let found = page.card(card).await;
        assert!((found - expected).abs() < 1.0, "{card}: {found} instead of {expected}");
    }
}

#[test]
fn one_agents_day_is_the_truth_and_wrap_up_is_told_apart() {
    hosted(Cxone::default()).run(async |page| {
        page.open(&format!("?agent={AGENT}&{DAY}")).await;
        assert_cards(page, &truth_of(page, AGENT, DAY_MS), "After Call Work").await;
        for seen in questions(page, page.sim.url()) {
            assert!(seen.path.ends_with("/services/v27.0/agents/100001/state-history"), "{}", seen.path);
            assert!(seen.query.contains("fields=") && !seen.query.contains("Address"), "{}", seen.query);
        }
    });
}

#[test]
fn a_wrap_up_code_of_any_name_is_known_by_its_flag() {
    let named = Cxone { acw_name: "Paperwork".into(), ..Cxone::default() };
    hosted(named).run(async |page| {
        page.open(&format!("?agent={AGENT}&{DAY}")).await;
        assert_cards(page, &truth_of(page, AGENT, DAY_MS), "Paperwork").await;
    });
}

#[test]
fn odd_spellings_and_forms_change_nothing() {
    let odd = Cxone {
        duration: DurationForm::Seconds,
        numbers_as_strings: true,
        team_no: true,
        naturual: true,
        pascal_case_codes: true,
        by_overlap: true,
        max_rows: 40,
        ..Cxone::default()
    };
    hosted(odd).run(async |page| {
        page.open(&format!("?agent={AGENT}&{DAY}")).await;
        let plain = Scenario::default();
        let truth = truth(&plain, Dialect::Cxone, AGENT, DAY_MS.0, DAY_MS.1);
        assert_cards(page, &truth, "After Call Work").await;
    });
}

#[test]
fn empty_rows_are_skipped_and_counted() {
    let scenario = Scenario { oddities: vec![Oddity::new(10, OddityKind::EmptyRow)], ..Scenario::default() };
    with(scenario).run(async |page| {
        page.open(&format!("?agent={AGENT}&{DAY}")).await;
        let truth = truth_of(page, AGENT, DAY_MS);
        page.until_records(truth.placed).await;
        assert!(truth.records > truth.placed);
    });
}

#[test]
fn nothing_in_whatever_form_means_no_data() {
    for emptiness in
        [Emptiness::NoContent, Emptiness::EmptyBody, Emptiness::EmptyObject, Emptiness::TotalZero]
    {
        let cxone = Cxone { emptiness, ..Cxone::default() };
        with(Scenario { empty: true, cxone, ..Scenario::default() }).run(async |page| {
            page.open(&format!("?agent={AGENT}&{DAY}")).await;
            page.until_status(&["No data in this range"]).await;
            assert_eq!(page.alerts().await, "");
        });
    }
}

#[test]
pub fn five_agents_have_a_row_each() {
    hosted(Cxone::default()).run(async |page| {
        let agents: Vec<String> = (100_001..=100_005).map(|id: u32| id.to_string()).collect();
        page.open(&format!("?agent={}&{DAY}", agents.join(","))).await;
        let records = agents.iter().map(|agent| truth_of(page, agent, DAY_MS).placed).sum();
        page.until_records(records).await;
        page.until("rows by agent", "return part('timeline').dataset.lanes === 'agent'", json!(null)).await;
    });
}

#[test]
fn one_agents_failure_does_not_stop_the_others() {
    let fault = Fault { agent: Some("100002".into()), ..Fault::always(status(403)) };
    with(Scenario { faults: vec![fault], ..Scenario::default() }).run(async |page| {
        page.open(&format!("?agent=100001,100002,100003&{DAY}")).await;
        page.until_alert(&["100002"]).await;
        let records = ["100001", "100003"].map(|agent| truth_of(page, agent, DAY_MS).placed);
        page.until_records(records.iter().sum()).await;
    });
}

#[test]
pub fn the_team_view_shows_everyone() {
    hosted(Cxone { agents: 20, ..Cxone::default() }).run(async |page| {
        page.open(&format!("?agent=all&{DAY}")).await;
        let agents = (100_001..=100_020).map(|id: u32| id.to_string());
        let records = agents.map(|agent| truth_of(page, &agent, DAY_MS).placed).sum();
        page.until_records(records).await;
    });
}

#[test]
fn a_day_that_fails_is_named_and_drawn_as_not_fetched_while_the_others_stay() {
    let fault = Fault { date: Some("2026-11-04".into()), ..Fault::always(status(403)) };
    with(Scenario { faults: vec![fault], ..Scenario::default() }).run(async |page| {
        page.open(&format!("?agent={AGENT}&start=2026-11-03T00:00:00Z&end=2026-11-06T00:00:00Z")).await;
        page.until_alert(&["4 Nov"]).await;
        let day = 86_400_000;
        let others = [0, 2]
            .map(|after| truth_of(page, AGENT, (DAY_MS.0 + after * day, DAY_MS.1 + after * day)).placed);
        page.until_records(others.iter().sum()).await;
        // Tuesday's last row says until when the agent was logged out, which reaches into Wednesday.
        let known = truth_of(page, AGENT, (DAY_MS.0 + day, DAY_MS.1 + day)).before_first_ms;
        let totals = page.totals().await;
        assert_eq!(totals.get("NOT_FETCHED").map(|total| total.ms), Some(day - known), "{totals:#?}");
    });
}

#[test]
fn a_next_link_to_a_foreign_host_is_followed_at_home_and_takes_no_token_along() {
    let stranger = Sim::start().unwrap();
    let cxone = Cxone { max_rows: 30, next_origin: Some(stranger.url().into()), ..Cxone::default() };
    let config = json!({ "api": "cxone" }).to_string();
    let visit = Visit::to(Scenario { cxone, ..Scenario::default() });
    Visit { config: Some(config), ..visit }.run(async |page| {
        let base = page.sim.url().to_owned();
        page.open(&format!("?agent={AGENT}&{DAY}")).await;
        page.connect(&base).await;
        page.press("Show timeline").await;
        page.until_records(truth_of(page, AGENT, DAY_MS).placed).await;
        assert!(questions(page, &base).len() > 3);
        assert!(stranger.requests(stranger.url()).is_empty());
    });
}
