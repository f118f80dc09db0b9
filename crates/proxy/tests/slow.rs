//! Clients that are slow on purpose, and the end of a proxy with clients on it.

mod common;

use common::{Bench, HISTORY, QUERY, client_at, tenant, tight};
use futures_util::future::join_all;
use shiftline_proxy::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

async fn connect(bench: &Bench) -> TcpStream {
    TcpStream::connect(bench.proxy.address()).await.unwrap()
}

/// Reads until the proxy ends the connection; what it said.
async fn rest(mut stream: TcpStream) -> String {
    let mut said = Vec::new();
    // It may end without a goodbye.
    let _ = stream.read_to_end(&mut said).await;
    String::from_utf8_lossy(&said).into_owned()
}

#[tokio::test]
async fn half_a_request_does_not_last_and_hinders_nobody() {
    let bench = Bench::with_secret_and(tenant(), |settings| settings.limits = tight());
    let mut slow = Vec::new();
    for _ in 0..200 {
        let mut stream = connect(&bench).await;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ").await.unwrap();
        slow.push(stream);
    }
    assert_eq!(bench.history().send().await.unwrap().status(), 200);
    for said in join_all(slow.into_iter().map(rest)).await {
        assert!(!said.contains("200 OK"), "{said}");
    }
}

#[tokio::test]
async fn a_connection_that_says_nothing_does_not_last() {
    let bench = Bench::with_secret_and(tenant(), |settings| settings.limits = tight());
    assert!(!rest(connect(&bench).await).await.contains("200 OK"));
    let mut kept = connect(&bench).await;
    kept.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    assert!(rest(kept).await.contains("200 OK"));
}

#[tokio::test]
async fn more_connections_than_allowed_end_at_once_and_room_comes_back() {
    let limits = Limits { connections: 2, request_s: 600, ..tight() };
    let bench = Bench::with_secret_and(tenant(), |settings| settings.limits = limits);
    let first = connect(&bench).await;
    let second = connect(&bench).await;
    assert_eq!(rest(connect(&bench).await).await, "");
    drop((first, second));
    loop {
        if bench.get("/healthz").send().await.is_ok_and(|response| response.status() == 200) {
            break;
        }
    }
}

#[tokio::test]
async fn half_requests_of_one_address_shut_nobody_else_out() {
    let limits = Limits { connections: 64, request_s: 600, ..tight() };
    let bench = Bench::with_secret_and(tenant(), |settings| settings.limits = limits);
    let mut slow = Vec::new();
    for _ in 0..100 {
        let mut stream = connect(&bench).await;
        // Beyond its share the proxy ends them at once.
        let _ = stream.write_all(b"GET /healthz HTTP/1.1\r\nX-Slow: ").await;
        slow.push(stream);
    }
    assert!(bench.get("/healthz").send().await.is_err());
    for last in 2..5 {
        let other = client_at([127, 0, 0, last]);
        for _ in 0..3 {
            let answer = other.get(bench.url("/healthz")).send().await.unwrap();
            assert_eq!(answer.status(), 200, "127.0.0.{last}");
        }
    }
}

#[tokio::test]
async fn a_head_that_never_ends_is_refused() {
    let bench = Bench::with_secret(tenant());
    let long = "x".repeat(100_000);
    let mut stream = connect(&bench).await;
    // The proxy may end the connection before all is written.
    let _ =
        stream.write_all(format!("GET /healthz?{long} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes()).await;
    assert!(!rest(stream).await.contains("200 OK"));
}

#[tokio::test]
async fn stopping_ends_idle_connections_and_frees_the_port() {
    let bench = Bench::with_secret(tenant());
    assert_eq!(bench.history().send().await.unwrap().status(), 200);
    let idle = connect(&bench).await;
    let address = bench.proxy.address();
    bench.proxy.stop().await;
    assert_eq!(rest(idle).await, "");
    assert!(tokio::net::TcpListener::bind(address).await.is_ok());
}

#[tokio::test]
async fn stopping_cuts_off_what_will_not_end() {
    let hang = cxone_sim::Fault::always(cxone_sim::FaultKind::Hang);
    let scenario = cxone_sim::Scenario { faults: vec![hang], ..tenant() };
    let limits = Limits { call_s: 600, stop_s: 1, ..tight() };
    let bench = Bench::with_secret_and(scenario, |settings| settings.limits = limits);
    let call = tokio::spawn(bench.get(&format!("/cxone{HISTORY}?{QUERY}")).send());
    while bench.reached(HISTORY) == 0 {
        tokio::task::yield_now().await;
    }
    bench.proxy.stop().await;
    assert!(call.await.unwrap().is_err());
}
