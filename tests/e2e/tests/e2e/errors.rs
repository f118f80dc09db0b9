//! What passes by itself: waiting, trying again, going on.

use cxone_sim::{Cors, Fault, FaultKind, Scenario, Wait};
use e2e::{Page, Visit};
use serde_json::json;

use crate::{day, dense, faulty, pages, questions, status, truth_of};

/// Opens the day and waits until everything is there, in spite of what goes wrong.
async fn recovers(page: &Page) {
    page.open(&day()).await;
    page.assert_shows(&truth_of(page, page.sim.url())).await;
    page.until_settled().await;
    assert_eq!(page.alerts().await, "");
}

/// The day with a fault that strikes page 2 so many times.
fn on_page_two(times: usize, kind: FaultKind) -> Visit {
    Visit::hosted(faulty(3_210, vec![Fault::on_page(2, times, kind)]))
}

#[test]
pub fn too_many_requests_are_waited_out_with_a_visible_countdown() {
    on_page_two(1, FaultKind::RetryAfter { status: 429, wait: Wait::Seconds(4) }).run(async |page| {
        page.open(&day()).await;
        let counting =
            "const text = part('countdown')?.innerText; return /^Retrying in [1-5] s$/.test(text) && text";
        let first = page.until("a countdown", counting, json!(null)).await;
        let later = "const text = part('countdown')?.innerText ?? 'over'; return text !== argument && text";
        page.until("the countdown to go on", later, first).await;
        page.assert_shows(&truth_of(page, page.sim.url())).await;
        let twice = questions(page, page.sim.url());
        let refused = twice.iter().find(|seen| seen.status == Some(429)).unwrap();
        let again = twice.iter().rev().find(|seen| seen.query == refused.query).unwrap();
        assert!(again.started_ms - refused.answered_ms.unwrap() >= 3_900, "it did not wait as asked");
    });
}

#[test]
fn a_retry_after_as_a_date_is_waited_for_too() {
    on_page_two(1, FaultKind::RetryAfter { status: 429, wait: Wait::Date(3) }).run(recovers);
}

#[test]
fn a_server_that_fails_twice_is_asked_again() {
    on_page_two(2, status(500)).run(async |page| {
        recovers(page).await;
        assert_eq!(pages(page, page.sim.url(), false).iter().filter(|&&number| number == 2).count(), 3);
        assert_eq!(pages(page, page.sim.url(), true).iter().filter(|&&number| number == 2).count(), 1);
    });
}

#[test]
fn connections_that_drop_before_or_in_the_middle_of_an_answer_are_made_again() {
    let faults = vec![
        Fault::on_page(1, 2, FaultKind::DropBeforeResponse),
        Fault::on_page(2, 1, FaultKind::DropMidBody),
        Fault::on_page(3, 2, FaultKind::DropBeforeResponse),
    ];
    Visit::hosted(faulty(3_210, faults)).run(recovers);
}

#[test]
fn an_answer_that_is_cut_off_once_is_asked_for_again() {
    on_page_two(1, FaultKind::CutOffJson).run(recovers);
}

#[test]
fn a_page_that_never_comes_is_given_up_after_thirty_seconds_and_asked_for_again() {
    on_page_two(1, FaultKind::Hang).run(recovers);
}

#[test]
fn a_server_that_keeps_failing_is_given_up_and_the_missing_page_is_named() {
    on_page_two(100, status(503)).run(async |page| {
        page.open(&day()).await;
        page.until_alert(&["page 2"]).await;
        page.until_button("Resume").await;
        let tries = pages(page, page.sim.url(), false).iter().filter(|&&number| number == 2).count();
        assert!((5..=6).contains(&tries), "{tries} tries");
        page.until_records(2_210).await;
    });
}

#[test]
fn an_api_that_does_not_allow_this_origin_is_explained() {
    Visit::default().run(async |page| {
        let api = cxone_sim::Sim::start().unwrap();
        page.allow(api.url());
        let base = api.scenario(Scenario { cors: Cors::Off, ..dense(10) });
        let token = api.token(&base);
        page.guard(&token);
        page.open(&day()).await;
        page.fill("API or proxy URL", &base).await;
        page.fill("Access token", &token).await;
        page.press("Show timeline").await;
        let words = page.until_alert(&["CORS"]).await;
        assert!(words.to_lowercase().contains("proxy"), "{words}");
        assert_eq!(page.records().await, 0);
    });
}

#[test]
pub fn a_program_that_stops_says_so_and_keeps_the_link() {
    Visit::hosted(dense(40)).run(async |page| {
        page.open(&day()).await;
        page.until_records(40).await;
        let address = page.address().await;
        // What a browser tells a page whose program has trapped.
        let trap =
            "dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }))";
        page.js(trap, json!(null)).await;
        page.until_alert(&["Shiftline stopped", "reload"]).await;
        let report = page.js("return part('report').value", json!(null)).await;
        assert!(report.as_str().unwrap().contains("RuntimeError"), "{report}");
        assert_eq!(page.address().await, address);
        page.press("Reload the page").await;
        page.until_records(40).await;
        assert_eq!(page.address().await, address);
    });
}
