//! Pages elsewhere, with tokens of their own.

mod common;

use common::{Bench, HISTORY, QUERY, tenant};
use cxone_sim::{Cors, Fault, FaultKind, Scenario, Wait};
use reqwest::{Method, Response};

const PAGE: &str = "https://page.example";

fn bench(scenario: Scenario) -> Bench {
    Bench::without_secret(scenario, |settings| settings.cors_origins = vec![PAGE.into()])
}

async fn preflight(bench: &Bench, origin: &str) -> Response {
    let url = bench.url(&format!("/cxone{HISTORY}?{QUERY}"));
    bench
        .client
        .request(Method::OPTIONS, url)
        .header("origin", origin)
        .header("access-control-request-method", "GET")
        .header("access-control-request-headers", "authorization")
        .send()
        .await
        .unwrap()
}

fn header(response: &Response, name: &str) -> String {
    response.headers().get(name).map(|value| value.to_str().unwrap().to_lowercase()).unwrap_or_default()
}

#[tokio::test]
async fn a_page_on_the_list_may_ask_and_read() {
    // The upstream itself allows nothing: all of it is the proxy's doing.
    let bench = bench(Scenario { cors: Cors::Off, ..tenant() });
    let asked = preflight(&bench, PAGE).await;
    assert!(asked.status().is_success());
    assert_eq!(header(&asked, "access-control-allow-origin"), PAGE);
    assert!(header(&asked, "access-control-allow-headers").contains("authorization"));
    assert!(!header(&asked, "access-control-allow-methods").contains("post"));
    assert!(!asked.headers().contains_key("access-control-allow-credentials"));
    let token = bench.sim.token(&bench.upstream);
    let answer = bench.history().header("origin", PAGE).bearer_auth(token).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(header(&answer, "access-control-allow-origin"), PAGE);
    assert_eq!(header(&answer, "cross-origin-resource-policy"), "cross-origin");
    assert!(header(&answer, "vary").contains("origin"));
    for name in ["retry-after", "icstatusdescription", "correlationid"] {
        assert!(header(&answer, "access-control-expose-headers").contains(name), "{name}");
    }
}

#[tokio::test]
async fn any_other_page_may_not() {
    let bench = bench(tenant());
    for origin in ["https://evil.example", "https://page.example.evil.example", "http://page.example", "null"]
    {
        let asked = preflight(&bench, origin).await;
        assert!(!asked.headers().contains_key("access-control-allow-origin"), "{origin}");
        let token = bench.sim.token(&bench.upstream);
        let answer = bench.history().header("origin", origin).bearer_auth(token).send().await.unwrap();
        assert!(!answer.headers().contains_key("access-control-allow-origin"), "{origin}");
        assert_eq!(header(&answer, "cross-origin-resource-policy"), "same-origin");
    }
}

#[tokio::test]
async fn it_may_read_errors_too() {
    let wait = FaultKind::RetryAfter { status: 429, wait: Wait::Seconds(3) };
    let bench = bench(Scenario { faults: vec![Fault::always(wait)], ..tenant() });
    let token = bench.sim.token(&bench.upstream);
    let answer = bench.history().header("origin", PAGE).bearer_auth(token).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), header(&answer, "retry-after")), (429, "3".into()));
    assert_eq!(header(&answer, "access-control-allow-origin"), PAGE);
    let unknown = bench.get("/cxone/nothing").header("origin", PAGE).send().await.unwrap();
    assert_eq!(
        (unknown.status().as_u16(), header(&unknown, "access-control-allow-origin")),
        (404, PAGE.into())
    );
}

#[tokio::test]
async fn with_a_secret_no_page_elsewhere_may() {
    let bench = Bench::with_secret(tenant());
    for site in ["cross-site", "same-site"] {
        let answer = bench.history().header("sec-fetch-site", site).send().await.unwrap();
        assert_eq!(answer.status(), 403, "{site}");
    }
    assert!(bench.sim.requests(&bench.upstream).is_empty());
    for site in ["same-origin", "none"] {
        let answer =
            bench.history().header("sec-fetch-site", site).header("origin", PAGE).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{site}");
        assert!(!answer.headers().contains_key("access-control-allow-origin"));
    }
}

#[tokio::test]
async fn over_plain_http_the_origin_says_that_a_page_is_elsewheres() {
    let bench = Bench::with_secret_and(tenant(), |settings| settings.hosts = vec!["desk.example".into()]);
    for (origin, status) in [
        ("http://desk.example:8080", 200),
        (PAGE, 403),
        ("http://desk.example", 403),
        ("http://desk.example:8081", 403),
        ("http://desk.example:8080.evil.example", 403),
        ("null", 403),
    ] {
        let asked = bench.history().header("host", "desk.example:8080").header("origin", origin);
        assert_eq!(asked.send().await.unwrap().status(), status, "{origin}");
    }
    assert_eq!(bench.reached(HISTORY), 1);
}

#[tokio::test]
async fn a_name_that_was_made_to_point_here_is_not_answered() {
    let bench = Bench::with_secret_and(tenant(), |settings| settings.hosts = vec!["desk.example".into()]);
    for (host, status) in
        [("evil.example", 421), ("evil.example:8080", 421), ("localhost", 200), ("desk.example:8080", 200)]
    {
        assert_eq!(bench.history().header("host", host).send().await.unwrap().status(), status, "{host}");
    }
    assert_eq!(bench.get("/healthz").header("host", "10.0.0.7").send().await.unwrap().status(), 200);
}
