//! The token that a proxy with a secret gets: how often, and what it does without one.

mod common;

use common::{Bench, HISTORY, error, later, tenant};
use cxone_sim::{Auth, Client, Fault, FaultKind, Scenario, Wait};
use futures_util::future::join_all;
use shiftline_proxy::{CredentialSettings, GrantKind};

fn struck(kind: FaultKind) -> Scenario {
    Scenario { faults: vec![Fault::always(kind)], ..tenant() }
}

#[tokio::test]
async fn however_many_wait_one_token_is_asked_for() {
    let bench = Bench::with_secret(tenant());
    let all = join_all((0..300).map(|_| bench.history().send())).await;
    assert!(all.into_iter().all(|response| response.unwrap().status() == 200));
    assert_eq!(bench.tokens_asked(), 1);
}

#[tokio::test]
async fn a_used_up_token_is_replaced_without_anyone_noticing() {
    let bench = Bench::with_secret(Scenario { auth: Auth::BearerFor { requests: 5 }, ..tenant() });
    for number in 1..=12 {
        assert_eq!(bench.history().send().await.unwrap().status(), 200);
        if number % 5 == 0 {
            later(5).await;
        }
    }
    assert_eq!(bench.tokens_asked(), 3);
    assert_eq!(bench.reached(HISTORY), 12 + 2);
}

#[tokio::test]
async fn many_refusals_at_once_renew_once() {
    let bench = Bench::with_secret(Scenario { auth: Auth::BearerFor { requests: 150 }, ..tenant() });
    assert_eq!(bench.history().send().await.unwrap().status(), 200);
    later(5).await;
    let all = join_all((0..200).map(|_| bench.history().send())).await;
    assert!(all.into_iter().all(|response| response.unwrap().status() == 200));
    assert_eq!(bench.tokens_asked(), 2);
}

fn refuses() -> Scenario {
    struck(FaultKind::Status { status: 401, body: String::new(), headers: Vec::new() })
}

#[tokio::test]
async fn a_refusal_is_retried_once_and_no_more() {
    let fault = Fault { request: Some(2), ..refuses().faults.remove(0) };
    let bench = Bench::with_secret(Scenario { faults: vec![fault], ..tenant() });
    assert_eq!(bench.history().send().await.unwrap().status(), 200);
    later(5).await;
    let answer = error(bench.history().send().await.unwrap()).await;
    assert_eq!(answer, (502, "proxy_token_refused".into()));
    assert_eq!((bench.reached(HISTORY), bench.tokens_asked()), (3, 2));
}

#[tokio::test]
async fn a_hundred_refusals_are_one_question() {
    let bench = Bench::with_secret(refuses());
    for _ in 0..50 {
        let response = bench.history().send().await.unwrap();
        assert_eq!(response.headers()["retry-after"], "5");
        assert_eq!(error(response).await, (502, "proxy_token_refused".into()));
    }
    let all = join_all((0..50).map(|_| bench.history().send())).await;
    assert!(all.into_iter().all(|response| response.unwrap().status() == 502));
    assert_eq!(bench.tokens_asked(), 1);
    later(5).await;
    join_all((0..50).map(|_| bench.history().send())).await;
    assert_eq!(bench.tokens_asked(), 2);
}

#[tokio::test]
async fn a_token_that_lives_no_time_is_not_asked_for_by_everyone() {
    for token_lifetime_s in [0, 1, 4] {
        let bench = Bench::with_secret(Scenario { token_lifetime_s, ..tenant() });
        for _ in 0..20 {
            bench.history().send().await.unwrap();
        }
        join_all((0..50).map(|_| bench.history().send())).await;
        assert_eq!(bench.tokens_asked(), 1, "{token_lifetime_s}");
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_none() {
    let long = "x".repeat(20_000);
    let endless = format!("a\", \"more\": \"{}", "x".repeat(1_000_000));
    for token in ["a\\r\\nb", "a\\nX-Evil: 1", "", "a b", "t\\u00f6k", "\\u0000", &long, &endless] {
        let body = format!("{{\"access_token\":\"{token}\",\"token_type\":\"Bearer\",\"expires_in\":3600}}");
        let headers = vec![("Content-Type".into(), "application/json".into())];
        let kind = FaultKind::Status { status: 200, body, headers };
        // The first answer only: what comes after it is right.
        let fault = Fault { path: Some("/oauth/token".into()), times: Some(1), ..Fault::always(kind) };
        let bench = Bench::with_secret(Scenario { faults: vec![fault], ..tenant() });
        for _ in 0..3 {
            let response = bench.history().send().await.unwrap();
            assert_eq!(response.headers()["retry-after"], "5");
            assert_eq!(error(response).await, (502, "proxy_token_unavailable".into()), "{token:.20}");
        }
        assert_eq!((bench.tokens_asked(), bench.reached(HISTORY)), (1, 0), "{token:.20}");
        later(5).await;
        assert_eq!(bench.history().send().await.unwrap().status(), 200, "{token:.20}");
    }
}

#[tokio::test]
async fn wrong_credentials_are_said_and_not_tried_by_everyone() {
    let known = Some(Client { id: "shiftline".into(), secret: "another".into() });
    let bench = Bench::with_secret(Scenario { client: known, ..tenant() });
    let all = join_all((0..50).map(|_| bench.history().send())).await;
    for response in all {
        let response = response.unwrap();
        assert_eq!(response.headers()["retry-after"], "5");
        assert_eq!(error(response).await, (502, "proxy_credentials_refused".into()));
    }
    assert_eq!((bench.tokens_asked(), bench.reached(HISTORY)), (1, 0));
}

#[tokio::test]
async fn a_token_endpoint_that_is_busy_is_not_called_wrong_credentials() {
    let busy = FaultKind::RetryAfter { status: 503, wait: Wait::Seconds(9) };
    for kind in [busy, FaultKind::SignInPage, FaultKind::DropBeforeResponse] {
        let fault = Fault { path: Some("/oauth/token".into()), ..Fault::always(kind) };
        let bench = Bench::with_secret(Scenario { faults: vec![fault], ..tenant() });
        let answer = error(bench.history().send().await.unwrap()).await;
        assert_eq!(answer, (502, "proxy_token_unavailable".into()));
    }
}

#[tokio::test]
async fn the_access_key_grant_and_basic_authentication() {
    let bench = Bench::with_secret_and(tenant(), |settings| {
        settings.credentials = Some(CredentialSettings {
            grant: GrantKind::AccessKey,
            token_url: Some(settings.upstream.clone() + "/auth/token"),
            ..CredentialSettings::default()
        });
    });
    assert_eq!(bench.history().send().await.unwrap().status(), 200);
    assert_eq!((bench.reached("/auth/token"), bench.tokens_asked()), (1, 0));
    let bench = Bench::with_secret_and(tenant(), |settings| {
        settings.credentials = Some(CredentialSettings { basic_auth: true, ..CredentialSettings::default() });
    });
    assert_eq!(bench.history().send().await.unwrap().status(), 200);
}
