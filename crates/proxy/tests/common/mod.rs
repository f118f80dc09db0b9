//! A proxy on loopback in front of the simulator, and a client.

#![allow(dead_code, reason = "each test binary uses its own part")]

pub mod program;

use std::net::IpAddr;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::request::Parts;
use cxone_sim::{Client as Known, Scenario, Sim};
use reqwest::{Client, RequestBuilder, Url};
use serde_json::Value;
use shiftline_proxy::{CredentialSettings, Credentials, Limits, Running, Settings};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

pub const HISTORY: &str = "/api/reporting/v2/agent-state-history";
pub const AGENT: &str = "7f9c24e8-3b12-4fef-91e0-3d5a8bcbf4d1";
pub const SECRET: &str = "s3cret-of-the-client";
pub const PASSWORD: &str = "correct horse battery";
pub const QUERY: &str = "startTime=2025-03-04T00:00:00Z&endTime=2025-03-05T00:00:00Z\
    &agentId=7f9c24e8-3b12-4fef-91e0-3d5a8bcbf4d1&pageSize=100&pageNumber=1";

/// A proxy, what is behind it, and a client that follows no redirect.
pub struct Bench {
    pub sim: Sim,
    pub upstream: String,
    pub proxy: Running,
    pub client: Client,
}

/// A tenant that knows one client.
pub fn tenant() -> Scenario {
    let client = Some(Known { id: "shiftline".into(), secret: SECRET.into() });
    Scenario { records: Some(250), client, ..Scenario::default() }
}

/// Settings for an upstream, on a free port.
pub fn settings(upstream: &str) -> Settings {
    Settings { listen: ([127, 0, 0, 1], 0).into(), upstream: upstream.into(), ..Settings::default() }
}

/// The right credentials for [`tenant`].
pub fn credentials(upstream: &str, settings: &CredentialSettings) -> Credentials {
    let upstream = Url::parse(&format!("{upstream}/")).unwrap();
    let environment = |name: &str| match name {
        "SHIFTLINE_CLIENT_ID" | "SHIFTLINE_ACCESS_KEY_ID" => Some("shiftline".to_owned()),
        "SHIFTLINE_CLIENT_SECRET" | "SHIFTLINE_ACCESS_KEY_SECRET" => Some(SECRET.to_owned()),
        _ => None,
    };
    Credentials::read(settings, &upstream, environment).unwrap()
}

pub fn client() -> Client {
    client_at([127, 0, 0, 1])
}

/// A client with an address of its own. Of 127.0.0.0/8 Linux has all.
pub fn client_at(address: [u8; 4]) -> Client {
    Client::builder()
        .local_address(IpAddr::from(address))
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        // Only so that a test that has gone wrong ends.
        .timeout(Duration::from_mins(1))
        .build()
        .unwrap()
}

impl Bench {
    /// A proxy that holds the secret.
    pub fn with_secret(scenario: Scenario) -> Self {
        Self::with_secret_and(scenario, |_| {})
    }

    pub fn with_secret_and(scenario: Scenario, change: impl FnOnce(&mut Settings)) -> Self {
        Self::start(scenario, true, change)
    }

    /// A proxy for people with tokens of their own.
    pub fn without_secret(scenario: Scenario, change: impl FnOnce(&mut Settings)) -> Self {
        Self::start(scenario, false, change)
    }

    fn start(scenario: Scenario, secret: bool, change: impl FnOnce(&mut Settings)) -> Self {
        let sim = Sim::start().unwrap();
        let upstream = sim.scenario(scenario);
        let mut settings = settings(&upstream);
        settings.credentials = secret.then(CredentialSettings::default);
        change(&mut settings);
        let credentials = settings.credentials.as_ref().map(|given| credentials(&upstream, given));
        let proxy = Running::start(settings, credentials).unwrap();
        Self { sim, upstream, proxy, client: client() }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.proxy.address())
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(self.url(path))
    }

    /// One page of state history.
    pub fn history(&self) -> RequestBuilder {
        self.get(&format!("/cxone{HISTORY}?{QUERY}"))
    }

    /// Requests that reached the upstream at this path.
    pub fn reached(&self, path: &str) -> usize {
        self.sim.requests(&self.upstream).iter().filter(|seen| seen.path == path).count()
    }

    pub fn tokens_asked(&self) -> usize {
        self.reached("/oauth/token")
    }
}

/// Lets seconds go by in no time, for everything that runs in this test.
pub async fn later(seconds: u64) {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(seconds)).await;
    tokio::time::resume();
}

/// An upstream that answers whatever it is asked in these words, and its requests so far.
pub async fn says(answer: &'static str) -> (String, Arc<AtomicUsize>) {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let upstream = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = [0; 8_192];
            if stream.read(&mut head).await.is_ok_and(|read| read > 0) {
                count.fetch_add(1, Ordering::SeqCst);
            }
            // The proxy may have left.
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (upstream, asked)
}

/// What was asked, head and body, in order.
type Kept = Arc<Mutex<Vec<(Parts, String)>>>;

/// An upstream that answers whatever it is asked with these headers and this text, and keeps what that was.
pub async fn keeps<const N: usize>(
    headers: [(&'static str, &'static str); N],
    text: &'static str,
) -> (String, Kept) {
    let kept = Kept::default();
    let keep = move |State(kept): State<Kept>, request: Request| async move {
        let (asked, body) = request.into_parts();
        let body = axum::body::to_bytes(body, 10_000).await.unwrap();
        kept.lock().unwrap().push((asked, String::from_utf8(body.to_vec()).unwrap()));
        (headers, text)
    };
    let router = axum::Router::new().fallback(keep).with_state(kept.clone());
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let upstream = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (upstream, kept)
}

/// Settings with small limits for tests of what happens beyond them.
pub fn tight() -> Limits {
    Limits { in_flight: 1, queue: 1, call_s: 1, request_s: 1, stop_s: 30, ..Limits::default() }
}

/// A built page: an index, a hashed script with its compressed forms, and a file that is not for all.
pub fn page(folder: &Path) {
    for (name, text) in [
        ("index.html", "<!doctype html><title>Shiftline</title>"),
        ("app-0123456789abcdef.js", "plain script"),
        ("app-0123456789abcdef.js.br", "brotli script"),
        ("app-0123456789abcdef.js.gz", "gzip script"),
        ("app-0123456789abcdef_bg.wasm", "wasm"),
        ("config.json", "{\"base\":\"https://elsewhere.example\",\"range\":\"today\"}"),
        (".secret", "hidden"),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

/// Status and code of an error of the proxy.
pub async fn error(response: reqwest::Response) -> (u16, String) {
    let status = response.status().as_u16();
    let body: Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    (status, body["error"].as_str().unwrap_or_default().to_owned())
}
