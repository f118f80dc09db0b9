//! Loading the page again, and leaving it.

use cxone_sim::{Auth, Scenario};
use e2e::Visit;
use serde_json::json;

use crate::files::{LOG, drop_files};
use crate::{day, dense};

/// A day that anybody may ask for, with no host's settings beside the page.
fn open_to_all() -> Scenario {
    Scenario { auth: Auth::None, ..dense(55) }
}

#[test]
fn an_address_that_was_agreed_to_is_not_asked_about_again() {
    Visit::to(open_to_all()).run(async |page| {
        let base = page.sim.url().to_owned();
        let link = format!("{}&base={base}", day());
        page.open(&link).await;
        page.until_alert(&[&base]).await;
        page.press("Use this address").await;
        page.until_records(55).await;
        page.driver.refresh().await.unwrap();
        page.until_records(55).await;
        assert_eq!(page.alerts().await, "");
        let kept = "return JSON.stringify(sessionStorage['shiftline.accepted'])";
        assert_eq!(
            page.js(kept, json!(null)).await,
            json!(format!("{base:?}")),
            "nothing but the address is kept"
        );
        // Another one is a question of its own.
        let stranger = cxone_sim::Sim::start().unwrap();
        page.allow(stranger.url());
        page.open(&format!("{}&base={}", day(), stranger.url())).await;
        page.until_alert(&[stranger.url()]).await;
        assert!(stranger.requests(stranger.url()).is_empty());
    });
}

#[test]
fn an_address_that_was_declined_is_asked_about_again() {
    Visit::to(open_to_all()).run(async |page| {
        let base = page.sim.url().to_owned();
        page.open(&format!("{}&base={base}", day())).await;
        page.until_alert(&[&base]).await;
        page.press("Do not").await;
        page.driver.refresh().await.unwrap();
        page.until_alert(&[&base]).await;
    });
}

#[test]
fn leaving_asks_only_while_files_are_shown() {
    Visit::hosted(dense(64)).run(async |page| {
        let asks = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        page.open(&day()).await;
        page.until_records(64).await;
        assert_eq!(page.js(asks, json!(null)).await, json!(false), "what can be fetched again");
        drop_files(page, &[("log.csv", LOG)]).await;
        page.until("a question", asks, json!(null)).await;
        page.js("history.back()", json!(null)).await;
        page.until_records(64).await;
        assert_eq!(page.js(asks, json!(null)).await, json!(false), "the files are gone");
    });
}
