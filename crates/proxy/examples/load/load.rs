//! Many clients, each with a connection of its own, that want every page whole.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Pages there are, of 100 records each.
pub const PAGES: usize = 25;
/// Rest before a page is asked for again.
const REST: Duration = Duration::from_millis(50);
/// A page that did not come after so many tries is lost.
const MAX_TRIES: usize = 400;

/// What to fetch.
pub struct Load {
    /// `127.0.0.1:PORT`.
    pub address: String,
    /// Path in front of the API's own.
    pub prefix: &'static str,
    /// One for each client.
    pub tokens: Vec<Option<Token>>,
    /// When each client has had enough.
    pub enough: Enough,
    /// The pages as they should come.
    pub pages: Arc<Vec<Bytes>>,
}

/// A person's token, and its label in the simulator's log.
#[derive(Clone)]
pub struct Token {
    pub secret: String,
    pub label: String,
}

/// When a client has had enough.
#[derive(Clone, Copy)]
pub enum Enough {
    Pages(usize),
    Time(Duration),
}

/// What became of it.
#[derive(Default)]
pub struct Outcome {
    /// Of each page that came whole, microseconds, in order of length.
    pub took_us: Vec<u64>,
    /// Answers that were not the page, such as 502; the page was asked for again.
    pub refused: usize,
    /// Connections that broke; the page was asked for again.
    pub broken: usize,
    /// Pages that never came.
    pub lost: usize,
    /// The whole load.
    pub whole: Duration,
}

impl Outcome {
    /// Adds a load that came after this one.
    pub fn add(&mut self, later: Self) {
        self.took_us.extend(later.took_us);
        self.took_us.sort_unstable();
        self.refused += later.refused;
        self.broken += later.broken;
        self.lost += later.lost;
        self.whole += later.whole;
    }

    /// Pages a second.
    pub fn rate(&self) -> f64 {
        self.took_us.len() as f64 / self.whole.as_secs_f64()
    }

    /// Within so many milliseconds this share (0 to 1) of the pages came.
    pub fn within_ms(&self, share: f64) -> f64 {
        let place = (self.took_us.len() as f64 * share) as usize;
        self.took_us.get(place.min(self.took_us.len().saturating_sub(1))).map_or(0.0, |us| *us as f64 / 1e3)
    }
}

/// Path and query of a page, with a name for who asks.
pub fn path(prefix: &str, page: usize, person: &str) -> String {
    format!(
        "{prefix}/api/reporting/v2/agent-state-history?startTime=2025-03-04T00:00:00Z\
         &endTime=2025-03-05T00:00:00Z&agentId=7f9c24e8-3b12-4fef-91e0-3d5a8bcbf4d1\
         &pageSize=100&pageNumber={page}&person={person}"
    )
}

/// All pages, straight from the simulator.
pub async fn pages(address: &str, token: &Token) -> anyhow::Result<Vec<Bytes>> {
    let mut client = Client { address: address.to_owned(), connection: None };
    let mut pages = Vec::new();
    for page in 1..=PAGES {
        let (status, body) = client.get(&path("", page, ""), Some(token)).await?;
        ensure!(status == 200, "the simulator answers {status}");
        pages.push(body);
    }
    Ok(pages)
}

/// Puts on the load and waits for its end.
pub async fn put(load: Load) -> anyhow::Result<Outcome> {
    let (load, begun) = (Arc::new(load), Instant::now());
    let mut clients = JoinSet::new();
    for number in 0..load.tokens.len() {
        clients.spawn(one(load.clone(), number, begun));
    }
    let mut all = Outcome::default();
    while let Some(outcome) = clients.join_next().await {
        let outcome = outcome?;
        all.took_us.extend(outcome.took_us);
        all.refused += outcome.refused;
        all.broken += outcome.broken;
        all.lost += outcome.lost;
    }
    all.whole = begun.elapsed();
    all.took_us.sort_unstable();
    Ok(all)
}

async fn one(load: Arc<Load>, number: usize, begun: Instant) -> Outcome {
    let mut client = Client { address: load.address.clone(), connection: None };
    let mut outcome = Outcome::default();
    for turn in 0.. {
        let done = match load.enough {
            Enough::Pages(pages) => turn >= pages,
            Enough::Time(time) => begun.elapsed() >= time,
        };
        if done {
            break;
        }
        fetch(&load, &mut client, number, turn, &mut outcome).await;
    }
    outcome
}

/// One page, until it comes.
async fn fetch(load: &Load, client: &mut Client, number: usize, turn: usize, outcome: &mut Outcome) {
    let page = (number + turn) % PAGES;
    let token = load.tokens[number].as_ref();
    let path = path(load.prefix, page + 1, token.map_or("", |token| &token.label));
    for _ in 0..MAX_TRIES {
        let asked = Instant::now();
        match client.get(&path, token).await {
            Ok((200, body)) if body == load.pages[page] => {
                outcome.took_us.push(asked.elapsed().as_micros() as u64);
                return;
            }
            Ok(_) => outcome.refused += 1,
            Err(_) => outcome.broken += 1,
        }
        tokio::time::sleep(REST).await;
    }
    outcome.lost += 1;
}

struct Client {
    address: String,
    connection: Option<SendRequest<Empty<Bytes>>>,
}

impl Client {
    async fn get(&mut self, path: &str, token: Option<&Token>) -> anyhow::Result<(u16, Bytes)> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => connect(&self.address).await?,
        };
        connection.ready().await?;
        let mut request = Request::get(path).header(header::HOST, &self.address);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", token.secret));
        }
        let response = connection.send_request(request.body(Empty::new())?).await?;
        let status = response.status().as_u16();
        let body = response.into_body().collect().await?.to_bytes();
        self.connection = Some(connection);
        Ok((status, body))
    }
}

async fn connect(address: &str) -> anyhow::Result<SendRequest<Empty<Bytes>>> {
    let stream = TcpStream::connect(address).await.context("connecting")?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}
