//! Faults, tokens, CORS and the log over real HTTP.

mod common;

use std::time::Duration;

use common::{AGENT, Bench, answer};
use cxone_sim::{Auth, Client, Cors, ErrorPlace, Fault, FaultKind, Scenario, Sim, Wait, token_label};
use reqwest::header::{HeaderMap, ORIGIN};
use reqwest::{Method, Response};
use serde_json::{Value, json};

const DAY: (&str, &str) = ("2025-03-04T00:00:00Z", "2025-03-05T00:00:00Z");

fn with(faults: Vec<Fault>) -> Scenario {
    Scenario { records: Some(250), faults, ..Scenario::default() }
}

async fn page(bench: &Bench, number: usize) -> reqwest::Result<Response> {
    bench.page(AGENT, DAY, 100, number).send().await
}

async fn struck(kind: FaultKind) -> Response {
    page(&Bench::new(with(vec![Fault::always(kind)])), 1).await.unwrap()
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).unwrap_or_else(|| panic!("no {name}")).to_str().unwrap()
}

#[tokio::test]
async fn a_fault_strikes_its_page_so_many_times() {
    let kind =
        FaultKind::Status { status: 500, body: "oops".into(), headers: vec![("X-Odd".into(), "1".into())] };
    let bench = Bench::new(with(vec![Fault::on_page(2, 2, kind)]));
    let mut statuses = Vec::new();
    for number in [1, 2, 2, 2, 3] {
        let response = page(&bench, number).await.unwrap();
        assert_eq!(response.headers().contains_key("x-odd"), response.status() == 500);
        statuses.push(response.status().as_u16());
    }
    assert_eq!(statuses, [200, 500, 500, 200, 200]);
}

#[tokio::test]
async fn a_fault_strikes_by_request_date_agent_and_path() {
    let busy = FaultKind::RetryAfter { status: 503, wait: Wait::Seconds(7) };
    let third = Fault { request: Some(3), times: Some(1), ..Fault::always(busy.clone()) };
    let bench = Bench::new(with(vec![third]));
    for expected in [200, 200, 503, 200] {
        assert_eq!(page(&bench, 1).await.unwrap().status(), expected);
    }
    for (fault, expected) in [
        (Fault { date: Some("2025-03-04".into()), ..Fault::always(busy.clone()) }, 503),
        (Fault { date: Some("2025-03-05".into()), ..Fault::always(busy.clone()) }, 200),
        (Fault { agent: Some(AGENT.into()), ..Fault::always(busy.clone()) }, 503),
        (Fault { agent: Some("42".into()), ..Fault::always(busy.clone()) }, 200),
        (Fault { path: Some("/oauth/token".into()), ..Fault::always(busy.clone()) }, 200),
    ] {
        assert_eq!(page(&Bench::new(with(vec![fault])), 1).await.unwrap().status(), expected);
    }
    let bench = Bench::new(with(vec![Fault { path: Some("/oauth/token".into()), ..Fault::always(busy) }]));
    assert_eq!(bench.post("/oauth/token").form(&[("grant_type", "x")]).send().await.unwrap().status(), 503);
}

#[tokio::test]
async fn retry_after_is_seconds_or_a_date() {
    let response = struck(FaultKind::RetryAfter { status: 429, wait: Wait::Seconds(3) }).await;
    assert_eq!((response.status().as_u16(), header(response.headers(), "retry-after")), (429, "3"));
    let response = struck(FaultKind::RetryAfter { status: 503, wait: Wait::Date(90) }).await;
    let date = chrono::DateTime::parse_from_rfc2822(header(response.headers(), "retry-after")).unwrap();
    let wait = date.timestamp() - chrono::Utc::now().timestamp();
    assert!((0..=90).contains(&wait), "{wait}");
}

#[tokio::test]
async fn wrong_content() {
    let response = struck(FaultKind::SignInPage).await;
    assert!(header(response.headers(), "content-type").starts_with("text/html"));
    assert!(response.text().await.unwrap().contains("<html"));
    let cut = struck(FaultKind::CutOffJson).await.text().await.unwrap();
    assert!(cut.starts_with("{\"records\":[{") && serde_json::from_str::<Value>(&cut).is_err());
    assert_eq!(
        struck(FaultKind::RecordsMissing).await.json::<Value>().await.unwrap(),
        json!({ "status": "ok" })
    );
    assert_eq!(
        struck(FaultKind::RecordsNull).await.json::<Value>().await.unwrap(),
        json!({ "records": null })
    );
    let empty = struck(FaultKind::EmptyBody).await;
    assert_eq!((empty.status().as_u16(), empty.text().await.unwrap()), (200, String::new()));
    assert_eq!(struck(FaultKind::NoContent).await.status(), 204);
}

#[tokio::test]
async fn lists_in_odd_clothes() {
    let body = async |kind| struck(kind).await.json::<Value>().await.unwrap();
    let right = answer(Bench::new(with(vec![])).page(AGENT, DAY, 100, 1)).await.1["records"].clone();
    assert_eq!(right.as_array().unwrap().len(), 100);
    assert_eq!(body(FaultKind::RowsInstead(json!({}))).await, json!({ "records": {} }));
    assert_eq!(body(FaultKind::Entries).await, json!({ "records": { "entries": right } }));
    let short = body(FaultKind::Short(40)).await;
    assert_eq!(short["records"].as_array().unwrap()[..], right.as_array().unwrap()[..40]);
    let beside = body(FaultKind::ErrorBeside("Half of it.".into())).await;
    assert_eq!(beside, json!({ "records": right, "error_description": "Half of it." }));
    let labelled = struck(FaultKind::Labelled("text/html".into())).await;
    assert_eq!(header(labelled.headers(), "content-type"), "text/html");
    assert_eq!(labelled.json::<Value>().await.unwrap()["records"], right);
    let replaced = struck(FaultKind::Replaced("\"duration\":".into(), "\"duration\":NaN,\"x\":".into()));
    assert!(replaced.await.text().await.unwrap().contains("\"duration\":NaN,"));
}

#[tokio::test]
async fn blanks_are_as_many_as_were_asked_for() {
    for (bytes, is_announced) in [(100_000, true), (100_000, false), (0, true)] {
        let answer = struck(FaultKind::Blanks(bytes, is_announced)).await;
        assert_eq!(answer.content_length(), is_announced.then_some(bytes));
        assert_eq!(answer.bytes().await.unwrap().len() as u64, bytes);
    }
}

#[tokio::test]
async fn connections_that_break() {
    let bench = Bench::new(with(vec![Fault::always(FaultKind::DropBeforeResponse)]));
    assert!(page(&bench, 1).await.unwrap_err().is_request());
    let middle = struck(FaultKind::DropMidBody).await;
    assert_eq!(middle.status(), 200);
    assert!(middle.bytes().await.is_err());
}

#[tokio::test]
async fn a_hanging_request_is_seen_and_ends_with_its_client() {
    let hang = Fault { times: Some(1), ..Fault::always(FaultKind::Hang) };
    let bench = Bench::new(with(vec![hang]));
    let waiting = tokio::spawn(bench.page(AGENT, DAY, 100, 1).send());
    while bench.sim.requests(&bench.base).is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(bench.sim.requests(&bench.base)[0].status, None);
    waiting.abort();
    assert_eq!(page(&bench, 1).await.unwrap().status(), 200);
}

#[tokio::test]
async fn errors_have_their_words_where_asked() {
    for (place, name) in [
        (ErrorPlace::ErrorDescription, "error_description"),
        (ErrorPlace::ErrorDescriptionCamel, "errorDescription"),
        (ErrorPlace::ErrorDescriptionMixed, "error_Description"),
        (ErrorPlace::Message, "message"),
        (ErrorPlace::Error, "error"),
    ] {
        let response = struck(FaultKind::Error { status: 400, place, text: "Bad agent".into() }).await;
        assert!(response.headers().contains_key("correlationid"));
        assert_eq!(response.json::<Value>().await.unwrap()[name], "Bad agent");
    }
    let place = ErrorPlace::Header;
    let response = struck(FaultKind::Error { status: 403, place, text: "No right".into() }).await;
    assert_eq!(header(response.headers(), "icStatusDescription"), "No right");
    assert_eq!(response.text().await.unwrap(), "");
}

#[tokio::test]
async fn tokens_are_demanded_counted_and_renewed() {
    let bench = Bench::new(Scenario { auth: Auth::BearerFor { requests: 2 }, ..with(vec![]) });
    for expected in [200, 200, 401, 401] {
        assert_eq!(page(&bench, 1).await.unwrap().status(), expected);
    }
    let form = [("grant_type", "client_credentials"), ("client_id", "a"), ("client_secret", "b")];
    let (status, body) = answer(bench.post("/oauth/token").form(&form)).await;
    assert_eq!(
        (status.as_u16(), &body["token_type"], &body["expires_in"]),
        (200, &json!("Bearer"), &json!(3_600))
    );
    let renewed = Bench { token: body["access_token"].as_str().unwrap().into(), ..bench };
    assert_eq!(renewed.token.split('.').count(), 3);
    assert_eq!(page(&renewed, 1).await.unwrap().status(), 200);
    for wrong in
        [renewed.sim.expired_token(&renewed.base), "made-up".into(), renewed.sim.token(renewed.sim.url())]
    {
        let path = "/api/reporting/v2/agent-state-history";
        let response = renewed.bare(path, &[]).bearer_auth(wrong).send().await.unwrap();
        assert_eq!(response.status(), 401);
        assert!(header(response.headers(), "www-authenticate").starts_with("Bearer"));
    }
}

#[tokio::test]
async fn tokens_go_to_known_clients_only() {
    let known = Client { id: "me".into(), secret: "sesame".into() };
    let bench = Bench::new(Scenario { client: Some(known), ..Scenario::default() });
    let ask = async |path: &str, form: &[(&str, &str)]| answer(bench.post(path).form(form)).await.0.as_u16();
    let grant = ("grant_type", "client_credentials");
    assert_eq!(ask("/oauth/token", &[grant, ("client_id", "me"), ("client_secret", "sesame")]).await, 200);
    assert_eq!(ask("/oauth/token", &[grant, ("client_id", "me"), ("client_secret", "wrong")]).await, 401);
    assert_eq!(ask("/oauth/token", &[("grant_type", "password")]).await, 400);
    let basic = bench.post("/oauth/token").basic_auth("me", Some("sesame")).form(&[grant]);
    assert_eq!(answer(basic).await.0, 200);
    let key = [("grant_type", "password"), ("username", "me"), ("password", "sesame")];
    assert_eq!(ask("/auth/token", &key).await, 200);
    assert_eq!(ask("/auth/token", &key[..2]).await, 401);
}

#[tokio::test]
async fn a_missing_scope_is_403_and_no_auth_needs_no_token() {
    let bench = Bench::new(Scenario { scope_missing: true, ..with(vec![]) });
    let (status, body) = answer(bench.page(AGENT, DAY, 100, 1)).await;
    assert_eq!(status, 403);
    assert!(body["error_description"].as_str().unwrap().contains("reporting scope"));
    let open = Bench { token: "none".into(), ..Bench::new(Scenario { auth: Auth::None, ..with(vec![]) }) };
    assert_eq!(page(&open, 1).await.unwrap().status(), 200);
}

#[tokio::test]
async fn cors_is_on_unexposed_or_off() {
    for (cors, readable, exposed) in
        [(Cors::On, true, true), (Cors::Unexposed, true, false), (Cors::Off, false, false)]
    {
        let bench = Bench::new(Scenario { cors, ..with(vec![]) });
        let response =
            bench.page(AGENT, DAY, 100, 1).header(ORIGIN, "http://page.test").send().await.unwrap();
        assert_eq!(response.headers().contains_key("access-control-allow-origin"), readable);
        assert_eq!(response.headers().contains_key("access-control-expose-headers"), exposed);
        let preflight = reqwest::Client::new()
            .request(Method::OPTIONS, format!("{}/api/reporting/v2/agent-state-history", bench.base))
            .header(ORIGIN, "http://page.test")
            .header("access-control-request-method", "GET");
        assert_eq!(preflight.send().await.unwrap().status().is_success(), readable);
    }
}

#[tokio::test]
async fn the_log_tells_what_was_asked_but_not_the_token() {
    let bench = Bench::new(with(vec![]));
    bench.page(AGENT, DAY, 100, 2).header(ORIGIN, "http://page.test").send().await.unwrap();
    let [seen] = &bench.sim.requests(&bench.base)[..] else { panic!("one request") };
    assert_eq!((seen.method.as_str(), seen.path.as_str()), ("GET", "/api/reporting/v2/agent-state-history"));
    assert!(seen.query.contains("pageNumber=2"));
    assert_eq!(seen.origin.as_deref(), Some("http://page.test"));
    assert_eq!(seen.token, Some(token_label(&bench.token)));
    assert_eq!(seen.status, Some(200));
    assert!(!serde_json::to_string(seen).unwrap().contains(&bench.token));
    assert!(bench.sim.requests(bench.sim.url()).is_empty());
}

#[tokio::test]
async fn scripts_make_scenarios_over_http() {
    let sim = Sim::start().unwrap();
    let client = reqwest::Client::new();
    let scenario = json!({ "records": 3, "auth": "none", "faults": [{ "page": 2, "kind": { "status": { "status": 418 } } }] });
    let made = client.post(format!("{}/_sim/scenarios", sim.url())).json(&scenario).send().await.unwrap();
    let base = made.json::<Value>().await.unwrap()["base"].as_str().unwrap().to_owned();
    let query = [("startTime", DAY.0), ("endTime", DAY.1), ("agentId", AGENT)];
    let url = format!("{base}/api/reporting/v2/agent-state-history");
    let (_, body) = answer(client.get(&url).query(&query)).await;
    assert_eq!(body["records"].as_array().unwrap().len(), 3);
    assert_eq!(answer(client.get(&url).query(&query).query(&[("pageNumber", "2")])).await.0, 418);
    answer(client.post(format!("{base}/_sim/now")).json(&json!({ "now_ms": 0 }))).await;
    assert_eq!(answer(client.get(&url).query(&query)).await.1, json!({ "records": [] }));
    let (_, requests) = answer(client.get(format!("{base}/_sim/requests"))).await;
    assert_eq!(requests.as_array().unwrap().len(), 5);
    let typo = client.post(format!("{}/_sim/scenarios", sim.url())).json(&json!({ "recrods": 3 }));
    assert_eq!(typo.send().await.unwrap().status(), 422);
}
