//! Calls through a real proxy to the simulator: what goes on, what comes back, what does not.

mod common;

use common::{
    AGENT, Bench, HISTORY, QUERY, client, credentials, error, keeps, says, settings, tenant, tight,
};
use cxone_sim::{ErrorPlace, Fault, FaultKind, Scenario, Sim, Wait, token_label};
use futures_util::future::join_all;
use serde_json::Value;
use shiftline_proxy::{CredentialSettings, Running};

fn struck(kind: FaultKind) -> Scenario {
    Scenario { faults: vec![Fault::always(kind)], ..tenant() }
}

#[tokio::test]
async fn the_same_records_as_without_it_and_nothing_to_type() {
    let bench = Bench::with_secret(tenant());
    let through = bench.history().send().await.unwrap();
    assert_eq!(through.status(), 200);
    assert_eq!(through.headers()["cache-control"], "no-store");
    let direct = bench.client.get(format!("{}{HISTORY}?{QUERY}", bench.upstream));
    let direct = direct.bearer_auth(bench.sim.token(&bench.upstream)).send().await.unwrap();
    assert_eq!(direct.status(), 200);
    assert_eq!(through.bytes().await.unwrap(), direct.bytes().await.unwrap());
}

#[tokio::test]
async fn every_call_of_the_page_goes_on_with_its_query() {
    let bench = Bench::with_secret(tenant());
    let service = "/incontactapi/services/v27.0";
    let days = "startDate=2025-03-04T00%3A00%3A00.000Z&endDate=2025-03-05T00%3A00%3A00.000Z&top=50";
    for (path, query) in [
        (HISTORY.to_owned(), QUERY),
        (format!("{service}/agents"), "top=5&fields=agentId%2C%20firstName"),
        (format!("{service}/agents/100001"), ""),
        (format!("{service}/agents/state-history"), days),
        (format!("{service}/agents/100001/state-history"), days),
        (format!("{service}/teams/2001/unavailable-codes"), "activeOnly=true"),
        (format!("{service}/unavailable-codes"), ""),
        (
            format!("{service}/agents/100001/wfm-schedule"),
            "startDate=2026-11-03T00:00:00Z&endDate=2026-11-04T00:00:00Z",
        ),
    ] {
        let response = bench.get(&format!("/cxone{path}?{query}")).send().await.unwrap();
        assert!(response.status().is_success(), "{path}: {}", response.status());
        let seen = bench.sim.requests(&bench.upstream).pop().unwrap();
        assert_eq!((seen.path, seen.query), (path, query.to_owned()));
    }
}

#[tokio::test]
async fn what_the_api_says_comes_through() {
    let wait = FaultKind::RetryAfter { status: 429, wait: Wait::Seconds(7) };
    let response = Bench::with_secret(struck(wait)).history().send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["retry-after"]),
        (429, &"7".parse().unwrap())
    );
    let words =
        FaultKind::Error { status: 403, place: ErrorPlace::Header, text: "No such permission".into() };
    let response = Bench::with_secret(struck(words)).history().send().await.unwrap();
    assert_eq!(response.status(), 403);
    assert_eq!(response.headers()["icstatusdescription"], "No such permission");
    assert!(response.headers().contains_key("correlationid"));
    let response = Bench::with_secret(struck(FaultKind::NoContent)).history().send().await.unwrap();
    assert_eq!(response.status(), 204);
}

#[tokio::test]
async fn a_sign_in_page_of_the_api_cannot_run_here() {
    let response = Bench::with_secret(struck(FaultKind::SignInPage)).history().send().await.unwrap();
    let policy = response.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
}

#[tokio::test]
async fn a_status_that_no_read_has_is_not_passed_on() {
    for (line, said) in [
        ("101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket", "upstream_odd_answer"),
        ("407 Proxy Authentication Required", "upstream_odd_answer"),
        ("600 Later", "upstream_odd_answer"),
        ("999 No", "upstream_odd_answer"),
        ("304 Not Modified", "upstream_redirect"),
        ("307 Temporary Redirect\r\nLocation: /", "upstream_redirect"),
        ("099 What", "upstream_unreachable"),
        ("x", "upstream_unreachable"),
    ] {
        let answer = format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n\r\n");
        let (upstream, _) = says(answer.leak()).await;
        let proxy = Running::start(settings(&upstream), None).unwrap();
        let url = format!("http://{}/cxone{HISTORY}?{QUERY}", proxy.address());
        let answer = error(client().get(url).send().await.unwrap()).await;
        assert_eq!(answer, (502, said.into()), "{line}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let headers = vec![("Location".into(), "http://127.0.0.1:9/".into())];
    let bench = Bench::with_secret(struck(FaultKind::Status { status: 302, body: String::new(), headers }));
    let response = bench.history().send().await.unwrap();
    assert!(!response.headers().contains_key("location"));
    assert_eq!(error(response).await, (502, "upstream_redirect".into()));
}

#[tokio::test]
async fn broken_connections_and_silence() {
    let drop = |times| Fault { times, ..Fault::always(FaultKind::DropBeforeResponse) };
    let bench = Bench::with_secret(Scenario { faults: vec![drop(Some(1))], ..tenant() });
    assert_eq!(bench.history().send().await.unwrap().status(), 200);
    let bench = Bench::with_secret(Scenario { faults: vec![drop(None)], ..tenant() });
    let answer = error(bench.history().send().await.unwrap()).await;
    assert_eq!(answer, (502, "upstream_unreachable".into()));
    let bench = Bench::with_secret_and(struck(FaultKind::Hang), |settings| settings.limits = tight());
    let answer = error(bench.history().send().await.unwrap()).await;
    assert_eq!(answer, (504, "upstream_timeout".into()));
}

#[tokio::test]
async fn half_an_answer_does_not_look_like_a_whole_one() {
    let bench = Bench::with_secret(struck(FaultKind::DropMidBody));
    let response = bench.history().send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.bytes().await.is_err());
}

#[tokio::test]
async fn an_upstream_that_is_down_and_comes_back() {
    let sim = Sim::start().unwrap();
    let upstream = sim.url().to_owned();
    let options = cxone_sim::Options {
        listen: upstream.strip_prefix("http://").unwrap().parse().unwrap(),
        root: tenant(),
        ..cxone_sim::Options::default()
    };
    let proxy = Running::start(settings(&upstream), None).unwrap();
    drop(sim);
    let url = format!("http://{}/cxone{HISTORY}?{QUERY}", proxy.address());
    let ask = |token: String| client().get(&url).bearer_auth(token).send();
    let answer = error(ask("any".into()).await.unwrap()).await;
    assert_eq!(answer, (502, "upstream_unreachable".into()));
    let sim = loop {
        // The port is free as soon as the first one's connections have ended.
        match Sim::start_with(options.clone()) {
            Ok(sim) => break sim,
            Err(_) => tokio::task::yield_now().await,
        }
    };
    assert_eq!(ask(sim.token(sim.url())).await.unwrap().status(), 200);
}

#[tokio::test]
async fn tokens_of_many_people_are_never_mixed_up() {
    let bench = Bench::without_secret(tenant(), |_| {});
    let asks = (0..200).map(|number| {
        let token = bench.sim.token(&bench.upstream);
        let path = format!("/cxone{HISTORY}?{QUERY}&person={number}-{}", token_label(&token));
        bench.get(&path).bearer_auth(token).send()
    });
    assert!(join_all(asks).await.into_iter().all(|response| response.unwrap().status() == 200));
    let seen = bench.sim.requests(&bench.upstream);
    assert_eq!(seen.len(), 200);
    for seen in seen {
        let label = seen.query.rsplit_once('-').unwrap().1.to_owned();
        assert_eq!(seen.token, Some(label));
    }
    assert_eq!(bench.history().send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn only_what_is_needed_is_sent_on_and_back() {
    let own = [
        ("set-cookie", "tracking=1"),
        ("keep-alive", "timeout=5"),
        ("server", "secretive/1.0"),
        ("access-control-allow-origin", "*"),
        ("www-authenticate", "Basic"),
        ("content-encoding", "gzip"),
    ];
    let (upstream, kept) = keeps(own, "squeezed").await;
    let proxy = Running::start(settings(&upstream), None).unwrap();
    let response = client()
        .get(format!("http://{}/cxone{HISTORY}", proxy.address()))
        .header("authorization", "Bearer own")
        .header("cookie", "shiftline=session")
        .header("accept", "application/json")
        .header("accept-encoding", "gzip, br")
        .header("connection", "keep-alive, x-hop")
        .header("x-hop", "1")
        .header("te", "trailers")
        .header("x-forwarded-for", "10.0.0.1")
        .header("referer", "https://page.example/?agent=1")
        .header("origin", "https://page.example")
        .send()
        .await
        .unwrap();
    let mut back: Vec<&str> = response.headers().keys().map(reqwest::header::HeaderName::as_str).collect();
    back.sort_unstable();
    assert_eq!(
        back,
        [
            "cache-control",
            "content-encoding",
            "content-length",
            "content-security-policy",
            "content-type",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "date",
            "permissions-policy",
            "referrer-policy",
            "x-content-type-options",
            "x-frame-options",
        ]
    );
    assert_eq!(response.text().await.unwrap(), "squeezed");
    let sent = kept.lock().unwrap().pop().unwrap().0.headers;
    let mut names: Vec<&str> = sent.keys().map(axum::http::HeaderName::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "accept-encoding", "authorization", "host", "user-agent"]);
    assert_eq!(sent["authorization"], "Bearer own");
}

#[tokio::test]
async fn with_a_secret_a_persons_own_authorization_stays_here() {
    let bench = Bench::with_secret(tenant());
    let response = bench.history().bearer_auth("mine").send().await.unwrap();
    assert_eq!(response.status(), 200);
    let labels = bench.sim.requests(&bench.upstream).into_iter().filter_map(|seen| seen.token);
    assert!(labels.into_iter().all(|label| label != token_label("mine")));
}

#[tokio::test]
async fn an_upstream_below_a_path_and_credentials_beside_it() {
    let sim = Sim::start().unwrap();
    let upstream = sim.scenario(tenant());
    let given = CredentialSettings::default();
    let mut settings = settings(&format!("{upstream}/"));
    settings.credentials = Some(given.clone());
    settings.mount = "/deep/mount".into();
    let proxy = Running::start(settings, Some(credentials(&upstream, &given))).unwrap();
    let url = format!("http://{}/deep/mount{HISTORY}?{QUERY}", proxy.address());
    let body: Value =
        serde_json::from_slice(&client().get(url).send().await.unwrap().bytes().await.unwrap()).unwrap();
    assert_eq!(body["records"].as_array().map(Vec::len), Some(100));
    assert!(QUERY.contains(AGENT));
}
