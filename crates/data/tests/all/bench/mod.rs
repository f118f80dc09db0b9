//! A client that loads from the simulated API over real HTTP.

use cxone_sim::{Dialect, Scenario, Sim, Truth, truth};
use data::dialect::by_name;
use data::fetch::{Fetch, FetchState, FetchStep};
use data::query::{Agents, Query};
use data::source::{Headers, Request, Response, TransportError};
use model::dataset::{Dataset, DatasetInput};
use model::state::ActivityId;
use model::time::{DAY, HOUR, Millis, Span, parse_strict_utc};
use reqwest::blocking::{Client as Http, Response as Answered};

pub const NUMBER: &str = "100001";

pub fn range() -> Span {
    let start = parse_strict_utc("2026-11-02T00:00:00Z").unwrap();
    Span { start, end: start + 5 * DAY }
}

/// A client that loads all of a range.
pub struct Bench {
    pub sim: Sim,
    pub base: String,
    pub token: String,
    pub http: Http,
    pub now: Millis,
}

impl Bench {
    pub fn new(scenario: Scenario) -> Self {
        // Friday afternoon, when somebody is at work.
        let now = range().end + -4 * HOUR;
        let sim = Sim::start().unwrap();
        let base = sim.scenario(Scenario { now_ms: Some(now.0), ..scenario });
        let token = sim.token(&base);
        Self { sim, base, token, http: Http::new(), now }
    }

    pub fn ask(&self, request: &Request) -> Result<Response, TransportError> {
        let url = format!("{}{}", self.base, request.target());
        let sent = self.http.get(url).bearer_auth(&self.token).send();
        sent.and_then(answer).map_err(|_| TransportError::Network)
    }

    pub fn run(&self, fetch: &mut Fetch) -> FetchState {
        let mut now = self.now;
        loop {
            match fetch.step(now) {
                FetchStep::Send { ticket, request } => {
                    let answer = self.ask(&request);
                    fetch.arrived(ticket, answer, now, 0.5);
                }
                FetchStep::Wait { until } => now = until,
                FetchStep::Idle => panic!("nothing is on its way"),
                FetchStep::Done => return fetch.state(),
            }
        }
    }

    pub fn load(&self, dialect: &str, query: Query) -> Fetch {
        let mut fetch = Fetch::new(by_name(dialect).unwrap(), query).unwrap();
        let state = self.run(&mut fetch);
        assert_eq!(state, FetchState::Finished);
        fetch
    }

    pub fn truth(&self, dialect: Dialect, agent: &str) -> Truth {
        self.truth_of(dialect, agent, range())
    }

    pub fn truth_of(&self, dialect: Dialect, agent: &str, span: Span) -> Truth {
        truth(&self.sim.current(&self.base), dialect, agent, span.start.0, span.end.0)
    }

    pub fn dataset(&self, fetch: &Fetch) -> Dataset {
        let catalog = fetch.catalog().clone();
        let (window, now) = (fetch.query().span, self.now);
        Dataset::build(DatasetInput { series: &fetch.series(), catalog, window, now })
    }
}

pub fn answer(response: Answered) -> reqwest::Result<Response> {
    let header = |name: &str| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let headers = Headers {
        content_type: header("content-type"),
        retry_after: header("retry-after"),
        status_description: header("icstatusdescription"),
        correlation_id: header("correlationid"),
        date: header("date"),
        content_encoding: header("content-encoding"),
    };
    Ok(Response { status: response.status().as_u16(), headers, body: response.bytes()?.to_vec() })
}

pub fn query(agent: &str) -> Query {
    Query::new(Agents::Named(vec![agent.into()]), range())
}

/// Compares what is drawn with what the simulator adds up.
pub fn compare(data: &Dataset, truth: &Truth, what: &str) {
    let agent = &data.agents[0];
    let totals = agent.index.totals(&agent.lane, data.window);
    let of = |code: &str| {
        let mine = totals.iter().filter(|(id, _)| data.catalog.code(*id) == code);
        mine.fold((0, 0, 0), |sum, (_, t)| (sum.0 + t.ms, sum.1 + t.count as usize, sum.2 + t.reported_ms))
    };
    for (state, expected) in &truth.states {
        assert_eq!(of(state), (expected.ms, expected.count, expected.reported_ms), "{what}: {state}");
    }
    let total = |wanted: ActivityId| -> i64 {
        totals.iter().filter(|(id, _)| *id == wanted).map(|(_, total)| total.ms).sum()
    };
    let future = (data.window.end - data.now).max(0);
    assert_eq!(total(ActivityId::UNKNOWN), truth.before_first_ms, "{what}: before the first row");
    assert_eq!(total(ActivityId::NO_DATA), truth.no_data_ms + future, "{what}: no data");
    assert_eq!((data.losses.rows, data.records()), (truth.records, truth.placed), "{what}");
}

pub fn manners(cxone: cxone_sim::Cxone) -> Scenario {
    Scenario { every_day: true, cxone, ..Scenario::default() }
}
