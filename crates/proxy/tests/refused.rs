//! What does not get through: other calls, odd paths, more than the proxy can bear.

mod common;

use common::{Bench, HISTORY, QUERY, client_at, error, tenant, tight};
use cxone_sim::{Fault, FaultKind, Scenario};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

#[tokio::test]
async fn nothing_else_is_forwarded() {
    let bench = Bench::with_secret(tenant());
    for path in [
        "/cxone",
        "/cxone/",
        "/cxone/oauth/token",
        "/cxone/api/reporting/v2/agents",
        "/cxone/incontactapi/services/v27.0/contacts/completed",
        "/cxone/_sim/requests",
        "/api/reporting/v2/agent-state-history",
    ] {
        assert_eq!(error(bench.get(path).send().await.unwrap()).await.0, 404, "{path}");
    }
    let url = bench.url(&format!("/cxone{HISTORY}?{QUERY}"));
    for method in ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"] {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let response = bench.client.request(method.clone(), &url).body("x").send().await.unwrap();
        assert_eq!(response.headers()["allow"], "GET, HEAD, OPTIONS");
        assert_eq!(response.status(), 405, "{method}");
    }
    assert_eq!(bench.client.request(reqwest::Method::OPTIONS, &url).send().await.unwrap().status(), 204);
    assert!(bench.sim.requests(&bench.upstream).is_empty());
    assert_eq!(bench.client.head(&url).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn paths_as_no_client_of_ours_writes_them() {
    let bench = Bench::with_secret(tenant());
    for path in [
        format!("/cxone{HISTORY}/../../../../_sim/requests"),
        format!("/cxone/..{HISTORY}"),
        format!("/cxone/%2e%2e{HISTORY}"),
        format!("/cxone//evil.example{HISTORY}"),
        format!("/cxone{HISTORY}%2f.."),
        format!("/cxone{HISTORY}%00"),
        "/cxone/api%2freporting/v2/agent-state-history".into(),
        "/cxone/api/reporting/v2/%61gent-state-history".into(),
        "/cxone\\api\\reporting".into(),
        "/../../etc/passwd".into(),
        "/%2e%2e/%2e%2e/etc/passwd".into(),
    ] {
        let mut stream = tokio::net::TcpStream::connect(bench.proxy.address()).await.unwrap();
        let request = format!("GET {path}?{QUERY} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 400 "), "{path}: {answer}");
    }
    assert!(bench.sim.requests(&bench.upstream).is_empty());
}

#[tokio::test]
async fn an_address_in_the_request_line_does_not_choose_the_upstream() {
    let bench = Bench::without_secret(tenant(), |_| {});
    let mut stream = tokio::net::TcpStream::connect(bench.proxy.address()).await.unwrap();
    let token = bench.sim.token(&bench.upstream);
    let request = format!(
        "GET http://127.0.0.1:9/cxone{HISTORY}?{QUERY} HTTP/1.1\r\nHost: localhost\r\n\
         Authorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert_eq!(bench.reached(HISTORY), 1);
}

#[tokio::test]
async fn too_many_at_once_are_turned_away() {
    let scenario = Scenario { faults: vec![Fault::always(FaultKind::Hang)], ..tenant() };
    let bench = Bench::with_secret_and(scenario, |settings| {
        settings.limits = shiftline_proxy::Limits { call_s: 600, ..tight() };
    });
    let mut all: FuturesUnordered<_> = (0..3).map(|_| bench.history().send()).collect();
    let first = all.next().await.unwrap().unwrap();
    assert_eq!(first.headers()["retry-after"], "2");
    assert_eq!(error(first).await, (503, "proxy_busy".into()));
}

#[tokio::test]
async fn calls_of_one_address_that_hang_keep_nobody_else_waiting() {
    let hang = Fault { page: Some(2), ..Fault::always(FaultKind::Hang) };
    let bench = Bench::with_secret_and(Scenario { faults: vec![hang], ..tenant() }, |settings| {
        let limits = shiftline_proxy::Limits { call_s: 600, ..tight() };
        settings.limits = shiftline_proxy::Limits { in_flight: 8, queue: 0, ..limits };
    });
    let path = format!("/cxone{HISTORY}?{}", QUERY.replace("pageNumber=1", "pageNumber=2"));
    let mut all: FuturesUnordered<_> = (0..8).map(|_| bench.get(&path).send()).collect();
    for _ in 0..3 {
        let turned_away = all.next().await.unwrap().unwrap();
        assert_eq!(error(turned_away).await, (503, "proxy_busy".into()));
    }
    let other = client_at([127, 0, 0, 2]);
    let answer = other.get(bench.url(&format!("/cxone{HISTORY}?{QUERY}"))).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn a_place_is_free_again_when_the_answer_ends_or_its_client_leaves() {
    let hang = Fault { page: Some(2), ..Fault::always(FaultKind::Hang) };
    let bench = Bench::with_secret_and(Scenario { faults: vec![hang], ..tenant() }, |settings| {
        settings.limits = shiftline_proxy::Limits { call_s: 600, queue_wait_s: 600, ..tight() };
    });
    let second = QUERY.replace("pageNumber=1", "pageNumber=2");
    let leaving = tokio::spawn(bench.get(&format!("/cxone{HISTORY}?{second}")).send());
    while bench.reached(HISTORY) == 0 {
        tokio::task::yield_now().await;
    }
    leaving.abort();
    for _ in 0..3 {
        let response = bench.history().send().await.unwrap();
        assert_eq!(response.status(), 200);
        response.bytes().await.unwrap();
    }
}
