//! Ways to sign in beside a pasted token.

use std::collections::HashMap;

use cxone_sim::{Client, Scenario, Seen, token_label};
use e2e::{Page, Visit};
use serde_json::json;

use crate::{day, dense, questions};

/// Loads the day, with a client's id and this secret.
async fn load_as_client(page: &Page, secret: &str) {
    page.open(&day()).await;
    page.fill("API or proxy URL", page.sim.url()).await;
    page.choose("Sign in with", "Client ID and secret").await;
    page.fill("Client ID", "reports").await;
    page.fill("Client secret", secret).await;
    page.press("Show timeline").await;
}

#[test]
fn a_client_id_and_secret_get_a_token_and_the_secret_stays_nowhere() {
    let client = Client { id: "reports".into(), secret: "open sesame 4711".into() };
    Visit::to(Scenario { client: Some(client), ..dense(1_500) }).run(async |page| {
        page.guard("open sesame 4711");
        load_as_client(page, "open sesame 4711").await;
        page.until_records(1_500).await;
        let granted = page.sim.requests(page.sim.url());
        assert_eq!(granted.iter().filter(|seen| seen.path == "/oauth/token").count(), 1);
    });
}

#[test]
fn a_wrong_secret_is_told() {
    let client = Client { id: "reports".into(), secret: "right".into() };
    Visit::to(Scenario { client: Some(client), ..dense(15) }).run(async |page| {
        load_as_client(page, "wrong").await;
        page.until_alert(&["Sign-in failed"]).await;
        assert!(questions(page, page.sim.url()).iter().all(|seen| seen.token.is_none()));
    });
}

/// How many questions came with a token that had expired, and how many there were. A token counts from when the last one
/// was given out before it was first used.
fn with_expired(page: &Page, lifetime_ms: i64) -> (usize, usize) {
    let seen = page.sim.requests(page.sim.url());
    let tokens = seen.iter().filter(|seen| seen.path == "/oauth/token");
    let given: Vec<i64> = tokens.filter_map(|seen| seen.answered_ms).collect();
    let mut since: HashMap<String, i64> = HashMap::new();
    let asked = questions(page, page.sim.url());
    let is_expired = |question: &&Seen| {
        let began =
            || given.iter().copied().filter(|at| *at <= question.started_ms).max().unwrap_or(i64::MIN);
        let token = question.token.clone().unwrap_or_default();
        question.started_ms - *since.entry(token).or_insert_with(began) > lifetime_ms
    };
    (asked.iter().filter(is_expired).count(), asked.len())
}

#[test]
fn a_token_is_refreshed_before_it_expires_without_losing_the_load() {
    // It would be taken for long: whoever does not replace it is never told.
    let short = Scenario { token_lifetime_s: 6, token_grace_s: 3_600, latency_ms: 700, ..dense(60_500) };
    Visit::to(short).run(async |page| {
        page.guard("sesame");
        load_as_client(page, "sesame").await;
        page.until_records(60_500).await;
        let tokens = page.sim.requests(page.sim.url()).into_iter().filter(|seen| seen.path == "/oauth/token");
        assert!(tokens.count() > 1);
        // A busy machine may send some of them late.
        let (expired, asked) = with_expired(page, 6_000);
        assert!(expired * 20 <= asked, "{expired} of {asked}");
    });
}

#[test]
fn tokens_of_four_seconds_are_asked_for_once_in_a_while_and_not_for_every_page() {
    let short = Scenario { token_lifetime_s: 4, token_grace_s: 3_600, latency_ms: 200, ..dense(99_500) };
    Visit::to(short).run(async |page| {
        page.guard("sesame");
        load_as_client(page, "sesame").await;
        page.until_records(99_500).await;
        let seen = page.sim.requests(page.sim.url());
        let tokens: Vec<_> = seen.iter().filter(|seen| seen.path == "/oauth/token").collect();
        let apart =
            tokens.windows(2).map(|pair| pair[1].started_ms - pair[0].answered_ms.unwrap_or(i64::MAX));
        assert!(apart.clone().all(|ms| ms > 1_500), "{:?} ms", apart.collect::<Vec<_>>());
    });
}

#[test]
fn tokens_that_are_refused_at_once_are_not_asked_for_again_and_again() {
    let dead = Scenario { token_lifetime_s: 0, ..dense(60_500) };
    Visit::to(dead).run(async |page| {
        page.guard("sesame");
        load_as_client(page, "sesame").await;
        page.until_alert(&["token"]).await;
        let seen = page.sim.requests(page.sim.url());
        assert_eq!(seen.iter().filter(|seen| seen.path == "/oauth/token").count(), 1);
    });
}

#[test]
fn a_token_that_is_to_be_kept_survives_a_reload_but_is_not_stored_for_good() {
    Visit::to(dense(33)).run(async |page| {
        let base = page.sim.url().to_owned();
        let token = page.sim.token(&base);
        page.open(&day()).await;
        page.fill("API or proxy URL", &base).await;
        page.fill("Access token", &token).await;
        page.control("Stay signed in until I close this tab").await.click().await.unwrap();
        page.press("Show timeline").await;
        page.until_records(33).await;
        let stored =
            page.js("return JSON.stringify({ ...localStorage }) + document.cookie", json!(null)).await;
        assert!(!stored.as_str().unwrap().contains(&token));
        let before = questions(page, &base).len();
        // The address was agreed to in this tab, and the token is kept: nothing is left to ask.
        page.driver.refresh().await.unwrap();
        page.until_records(33).await;
        let asked = questions(page, &base);
        assert!(asked.len() > before && asked.iter().all(|seen| seen.token == Some(token_label(&token))));
    });
}

#[test]
fn a_token_that_is_forgotten_is_not_sent_again() {
    Visit::to(dense(33)).run(async |page| {
        let base = page.sim.url().to_owned();
        page.open(&day()).await;
        page.connect(&base).await;
        page.press("Show timeline").await;
        page.until_records(33).await;
        page.edit_form().await;
        page.press("Change connection").await;
        assert!(page.text_of("token-life").await.contains("expires in"));
        page.press("Forget it").await;
        page.press("Show timeline").await;
        page.until_alert(&["token"]).await;
        assert_eq!(questions(page, &base).last().map(|seen| seen.token.clone()), Some(None));
    });
}
