//! Answers that look good and are not, addresses that look right and are not. Named after the trial
//! cases.

use cxone_sim::{Cxone, Dialect, ErrorPlace, Fault, FaultKind, Paging, Scenario, truth};
use e2e::{Page, Visit};
use serde_json::json;

use crate::{DAY, DAY_MS, day, dense, faulty, pages, questions, status, truth_of};

/// An agent of CXone.
const NUMBER: &str = "100001";

/// A site that its host has set up for CXone, without a token.
fn cxone(scenario: Scenario) -> Visit {
    let config = json!({ "base": "", "token": false, "api": "cxone" }).to_string();
    Visit { config: Some(config), ..Visit::hosted(scenario) }
}

fn cxone_truth(page: &Page, base: &str) -> cxone_sim::Truth {
    truth(&page.sim.current(base), Dialect::Cxone, NUMBER, DAY_MS.0, DAY_MS.1)
}

/// An error that comes with status 200, in both APIs: the server's words, and a way to go on.
#[test]
fn case_33_an_error_with_status_200_is_told_and_can_be_asked_again() {
    let kind = FaultKind::Error {
        status: 200,
        place: ErrorPlace::ErrorDescription,
        text: "The tenant is locked.".into(),
    };
    // CXone is asked for the day and for the one before it.
    let struck = |times| vec![Fault { times: Some(times), ..Fault::always(kind.clone()) }];
    cxone(Scenario { faults: struck(2), ..Scenario::default() }).run(async |page| {
        page.open(&format!("?agent={NUMBER}&{DAY}")).await;
        page.until_alert(&["The tenant is locked."]).await;
        page.until_button("Resume").await;
        page.press("Resume").await;
        page.until_records(cxone_truth(page, page.sim.url()).placed).await;
        page.until_settled().await;
        assert_eq!(page.alerts().await, "");
    });
    Visit::hosted(faulty(321, struck(1))).run(async |page| {
        page.open(&day()).await;
        page.until_alert(&["The tenant is locked."]).await;
        page.press("Resume").await;
        page.until_records(321).await;
    });
}

#[test]
fn case_36_tokens_that_lead_in_a_circle_end_with_a_word() {
    let circle = Scenario { paging: Paging::Circle { last: 3 }, max_page: 40, ..dense(120) };
    Visit::hosted(circle).run(async |page| {
        page.open(&day()).await;
        page.until_alert(&["came twice"]).await;
        page.until_records(120).await;
        assert!(questions(page, page.sim.url()).len() <= 4);
    });
    let circle = Cxone { max_rows: 30, circle: true, ..Cxone::default() };
    cxone(Scenario { cxone: circle, ..Scenario::default() }).run(async |page| {
        page.open(&format!("?agent={NUMBER}&{DAY}")).await;
        page.until_alert(&["came twice"]).await;
        page.until_records(cxone_truth(page, page.sim.url()).placed).await;
    });
}

#[test]
fn case_37_a_server_that_gives_fewer_than_asked_for_is_asked_for_the_rest() {
    // With and without a word about how many there are: then six are on their way when the last of four comes.
    for (max_page, totals, asked) in [(500, true, 3), (411, false, 4 + 6)] {
        Visit::hosted(Scenario { max_page, totals, ..dense(1_234) }).run(async |page| {
            page.open(&day()).await;
            page.assert_shows(&truth_of(page, page.sim.url())).await;
            let asked_for = pages(page, page.sim.url(), true);
            assert!(asked_for.len() <= asked, "{asked_for:?}");
        });
    }
}

#[test]
fn case_40_a_base_pasted_with_the_path_of_the_api_loads() {
    for tail in ["/inContactAPI", "/incontactapi/", "/inContactAPI/services/v27.0"] {
        let config = json!({ "api": "cxone" }).to_string();
        Visit { config: Some(config), ..Visit::to(Scenario::default()) }.run(async |page| {
            let base = page.sim.url().to_owned();
            page.open(&format!("?agent={NUMBER}&{DAY}")).await;
            page.connect(&base).await;
            page.fill("API or proxy URL", &format!("{base}{tail}")).await;
            page.press("Show timeline").await;
            page.until_records(cxone_truth(page, &base).placed).await;
        });
    }
}

#[test]
fn case_40c_a_404_names_the_address_that_was_asked() {
    Visit::to(dense(5)).run(async |page| {
        let base = page.sim.url().to_owned();
        page.open(&day()).await;
        page.connect(&base).await;
        page.fill("API or proxy URL", &format!("{base}/api")).await;
        page.press("Show timeline").await;
        let address = format!("{base}/api/api/reporting/v2/agent-state-history");
        let words = page.until_status(&["No data in this range", "404", &address]).await;
        assert!(words.contains("90 days") && !words.contains(crate::AGENT), "{words}");
        page.until_button("Change the query").await;
    });
}

/// Six full pages, of which the third is lost in one way or another.
#[test]
fn a_lost_page_is_named_and_not_fetched_until_resume_brings_it() {
    for kind in [status(404), FaultKind::NoContent, FaultKind::RowsInstead(json!([]))] {
        Visit::hosted(faulty(6_000, vec![Fault::on_page(3, 1, kind)])).run(async |page| {
            page.open(&day()).await;
            page.until_alert(&["Records are missing", "page 3"]).await;
            page.until_records(5_000).await;
            page.until_settled().await;
            let totals = page.totals().await;
            let whole: i64 = totals.values().map(|total| total.ms).sum();
            assert_eq!(whole, DAY_MS.1 - DAY_MS.0, "{totals:#?}");
            assert!(totals.get("NOT_FETCHED").is_some_and(|total| total.ms > 3_600_000), "{totals:#?}");
            page.press("Resume").await;
            page.assert_shows(&truth_of(page, page.sim.url())).await;
            page.until_settled().await;
            assert_eq!(page.alerts().await, "");
        });
    }
}
