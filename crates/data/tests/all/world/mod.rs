//! A scripted server and a virtual clock.

pub mod list;
pub mod load;

use data::demo::{Demo, Sample};
use data::dialect::by_name;
use data::error::ErrorKind;
use data::fetch::{Fetch, FetchState, FetchStep, RequestId};
use data::query::{Agents, Query};
use data::source::{Request, Response, TransportError};
use model::page::{Part, Series};
use model::time::{DAY, Millis, Span};
use model::zone::Zone;

pub const NOW: Millis = Millis(1_793_980_800_000); // Friday 2026-11-06T16:00:00Z
pub const AGENT: &str = "00000000-0000-0000-0000-000000000000";

pub type Reply = Result<Response, TransportError>;

/// A server that answers each request with what `script` says, after `latency_ms`.
pub struct World<S> {
    pub fetch: Fetch,
    pub script: S,
    pub now: Millis,
    pub on_their_way: Vec<(Millis, RequestId, Reply)>,
    pub sent: Vec<Request>,
    pub max_in_flight: usize,
    pub latency_ms: i64,
    /// Latencies of the requests in turn, where they differ.
    pub latencies: Vec<i64>,
    /// When and how long the fetch said it waits.
    pub waits: Vec<(FetchState, Millis)>,
}

impl<S: FnMut(&Request, usize) -> Reply> World<S> {
    /// `script` sees a request and how often the same was sent before.
    pub fn new(query: Query, script: S) -> Self {
        Self::of("reporting-v2", query, script)
    }

    pub fn of(dialect: &str, query: Query, script: S) -> Self {
        let fetch = Fetch::new(by_name(dialect).unwrap(), query).unwrap();
        Self {
            fetch,
            script,
            now: NOW,
            on_their_way: Vec::new(),
            sent: Vec::new(),
            max_in_flight: 0,
            latency_ms: 200,
            latencies: Vec::new(),
            waits: Vec::new(),
        }
    }

    /// One step, and the time that it takes; `false` when there is nothing more to do.
    pub fn turn(&mut self) -> bool {
        match self.fetch.step(self.now) {
            FetchStep::Send { ticket, request } => {
                let before = self.sent.iter().filter(|sent| **sent == request).count();
                let reply = (self.script)(&request, before);
                self.sent.push(request);
                let turn = (self.sent.len() - 1) % self.latencies.len().max(1);
                let latency_ms = self.latencies.get(turn).copied().unwrap_or(self.latency_ms);
                self.on_their_way.push((self.now + latency_ms, ticket, reply));
                self.max_in_flight = self.max_in_flight.max(self.on_their_way.len());
            }
            FetchStep::Wait { until } => {
                assert!(until > self.now, "it waits for the past");
                if matches!(self.fetch.state(), FetchState::Waiting { .. }) {
                    self.waits.push((self.fetch.state(), self.now));
                }
                if !self.deliver(until) {
                    self.now = until;
                }
            }
            FetchStep::Idle => assert!(self.deliver(Millis(i64::MAX)), "it waits for nothing"),
            FetchStep::Done => return false,
        }
        true
    }

    /// Hands over the first answer that arrives by `until`.
    pub fn deliver(&mut self, until: Millis) -> bool {
        let first = self.on_their_way.iter().enumerate().min_by_key(|(_, (at, ..))| *at);
        let Some((index, (at, ..))) = first.filter(|(_, (at, ..))| *at <= until) else { return false };
        self.now = self.now.max(*at);
        let (_, ticket, reply) = self.on_their_way.remove(index);
        self.fetch.arrived(ticket, reply, self.now, 0.5);
        true
    }

    /// Requests take so long, in turn.
    pub fn latencies(&mut self, latencies: &[i64]) {
        self.latencies = latencies.to_vec();
    }

    pub fn run(&mut self) -> FetchState {
        for _ in 0..100_000 {
            if !self.turn() {
                return self.fetch.state();
            }
        }
        panic!("it never ends")
    }

    pub fn pages_sent(&self) -> Vec<usize> {
        self.sent.iter().map(page_of).collect()
    }

    pub fn rows(&self) -> usize {
        self.fetch.progress().rows
    }

    pub fn shape(&self) -> String {
        shape(&self.fetch.series()[0])
    }
}

/// `PP.P`: a page, a page, a gap, a page.
pub fn shape(series: &Series) -> String {
    series.parts.iter().map(|part| if matches!(part, Part::Page(_)) { 'P' } else { '.' }).collect()
}

pub fn page_of(request: &Request) -> usize {
    request.get("pageNumber").unwrap().parse().unwrap()
}

pub fn query() -> Query {
    Query::new(Agents::Named(vec![AGENT.into()]), Span { start: NOW + -7 * DAY, end: NOW })
}

/// Answers with so many records in all.
pub fn server(records: usize) -> impl FnMut(&Request) -> Response {
    let mut demo = Demo::new(Sample::Records(records as u32), NOW, &Zone::utc());
    move |request| demo.answer(request)
}

pub fn status(status: u16) -> Response {
    Response { status, ..Response::default() }
}

/// Time, state and reason of every record of every series, in order.
pub fn records(fetch: &Fetch) -> Vec<(i64, String, Option<String>)> {
    let catalog = fetch.catalog();
    let mut all = Vec::new();
    for part in fetch.series().iter().flat_map(|series| &series.parts) {
        let Some(page) = part.page() else { continue };
        for record in page.blocks.iter().flat_map(|(_, block)| block.records()) {
            let reason = catalog.activity(record.activity).reason.as_ref().map(ToString::to_string);
            all.push((record.at.0, catalog.code(record.activity).to_owned(), reason));
        }
    }
    all
}

pub fn kind(state: &FetchState) -> ErrorKind {
    match state {
        FetchState::Failed { why } | FetchState::NeedsToken { why } | FetchState::Waiting { why, .. } => {
            why.kind
        }
        other => panic!("{other:?}"),
    }
}
