//! The machine that loads a query. It sends nothing and reads no clock: whoever drives it carries
//! requests out, hands answers in, and wakes it when it asks to be.
//!
//! ```text
//!              ┌── Send ──▶ carry out, in the background ──▶ arrived ──┐
//! step(now) ───┼── Wait ──▶ until then, or until an answer arrives ────┼──▶ step(now) …
//!              ├── Idle ──▶ until an answer arrives ───────────────────┘
//!              └── Done ──▶ see state(); goes on after resume() or more_pages()
//! ```

mod known;
mod on_error;
mod read;
mod report;
mod rested;
mod resume;
mod step;

use std::collections::HashMap;
use std::sync::Arc;

use crate::dialect::{Decoder, Dialect, Plans};
use crate::error::ApiError;
use crate::paging::Pages;
use crate::query::{MAX_CALLS, Query, QueryError};
use crate::source::{Response, TransportError};
use model::record::{AgentId, Durations};
use model::state::Catalog;
use model::time::Millis;

pub use crate::request_id::RequestId;
use read::Read;
pub use report::{Failure, FetchState, Progress, Silence};
use rested::Rested;
pub use step::FetchStep;

/// Failures in a row, with not one good answer between them, after which nothing more is asked.
const GIVE_UP_AFTER: usize = 6;

#[derive(Clone, Copy, Debug)]
struct InFlight {
    ticket: RequestId,
    series: usize,
    /// The token that it was sent with, counted from 0.
    token: u32,
}

/// Loads a query.
#[derive(Debug)]
pub struct Fetch {
    dialect: &'static dyn Dialect,
    decoder: &'static dyn Decoder,
    query: Query,
    plans: Plans,
    /// Those of the plans that were begun.
    series: Vec<Pages>,
    /// Numbers of those that go on, in order.
    active: Vec<usize>,
    /// Numbers of those that would go on, and are not wanted now: see [`Fetch::resume_within`].
    held: Vec<usize>,
    /// The others.
    rested: Rested,
    catalog: Catalog,
    teams: HashMap<AgentId, Arc<str>>,
    limit: usize,
    flights: Vec<InFlight>,
    tickets: u64,
    token: u32,
    token_refused: Option<ApiError>,
    cancelled: bool,
    /// All series wait for this.
    paused_until: Option<(Millis, ApiError)>,
    waiting: Option<(Millis, ApiError)>,
    failures_in_a_row: usize,
    /// Most rows of a page that came.
    max_rows: usize,
}

impl Fetch {
    /// A fetch that has not sent anything.
    ///
    /// # Errors
    /// When the query cannot be asked in this dialect.
    pub fn new(dialect: &'static dyn Dialect, query: Query) -> Result<Self, QueryError> {
        Self::with(dialect, dialect.decoder(), query)
    }

    /// The same with the decoder of the dialect, so that the code of no other is needed.
    ///
    /// # Errors
    /// When the query cannot be asked in this dialect.
    pub fn with(
        dialect: &'static dyn Dialect,
        decoder: &'static dyn Decoder,
        query: Query,
    ) -> Result<Self, QueryError> {
        let plans = dialect.plan(&query)?;
        Ok(Self::planned(dialect, decoder, query, plans))
    }

    /// The same of series that are known.
    pub fn planned(
        dialect: &'static dyn Dialect,
        decoder: &'static dyn Decoder,
        query: Query,
        plans: Plans,
    ) -> Self {
        let fair = (MAX_CALLS as usize / plans.len().max(1)).max(1);
        Self {
            dialect,
            decoder,
            plans,
            series: Vec::new(),
            active: Vec::new(),
            held: Vec::new(),
            rested: Rested::default(),
            catalog: Catalog::default(),
            teams: HashMap::new(),
            limit: query.settings.max_pages.clamp(1, fair),
            query,
            flights: Vec::new(),
            tickets: 0,
            token: 0,
            token_refused: None,
            cancelled: false,
            paused_until: None,
            waiting: None,
            failures_in_a_row: 0,
            max_rows: 0,
        }
    }

    /// How answers are read.
    pub fn decoder(&self) -> &'static dyn Decoder {
        self.decoder
    }

    /// What to do at `now`.
    pub fn step(&mut self, now: Millis) -> FetchStep {
        self.waiting = None;
        if self.is_over() {
            return FetchStep::Done;
        }
        if self.paused_until.as_ref().is_some_and(|(until, _)| *until <= now) {
            self.paused_until = None;
        }
        let may_send = self.token_refused.is_none() && self.paused_until.is_none() && !self.gave_up();
        if may_send && self.busy(now) < self.dialect.max_in_flight().max(1) {
            let ticket = RequestId(self.tickets);
            if let Some((number, index)) = self.next(now, ticket) {
                self.tickets += 1;
                self.flights.push(InFlight { ticket, series: number, token: self.token });
                let request = self.asking(number, index, |ask| self.dialect.request(&ask));
                return FetchStep::Send { ticket, request };
            }
        }
        self.rest(now)
    }

    /// Takes the next page to ask for: of a series under way, or the first of the next one.
    fn next(&mut self, now: Millis, ticket: RequestId) -> Option<(usize, usize)> {
        let limit = self.limit;
        for &number in &self.active {
            if let Some(index) = self.series[number].next(now, limit, ticket) {
                return Some((number, index));
            }
        }
        let number = self.series.len();
        let plan = self.plans.get(number)?;
        let has_numbers = self.dialect.numbers_pages_of(&plan);
        let mut pages = Pages::new(plan, has_numbers);
        let index = pages.next(now, limit, ticket)?;
        self.series.push(pages);
        self.active.push(number);
        Some((number, index))
    }

    /// The series that go on.
    fn active(&self) -> impl Iterator<Item = &Pages> {
        self.active.iter().map(|number| &self.series[*number])
    }

    /// Lets a series rest if nothing more comes of it by itself.
    fn settle(&mut self, number: usize) {
        if self.series[number].is_over(self.limit) {
            self.active.retain(|active| *active != number);
            self.rested.add(&self.series[number]);
        }
    }

    /// Nothing can be sent at `now`: what to wait for.
    fn rest(&mut self, now: Millis) -> FetchStep {
        if self.token_refused.is_some() || self.gave_up() {
            return if self.flights.is_empty() { FetchStep::Done } else { FetchStep::Idle };
        }
        let limit = self.limit;
        let waiting = self.active().filter_map(|pages| pages.waiting(now, limit)).min_by_key(|(at, _)| *at);
        let waiting = self.paused_until.clone().or_else(|| waiting.map(|(at, why)| (at, why.clone())));
        let Some((until, why)) = waiting else { return FetchStep::Idle };
        if self.paused_until.is_some() || self.flights.is_empty() {
            self.waiting = Some((until, why));
        }
        FetchStep::Wait { until }
    }

    /// Requests on their way, and pages that wait after trouble: these keep their place, so that a
    /// server that does not answer is not asked for hundreds of others meanwhile. Requests for pages
    /// that turned out to lie beyond the end of their series count until they are answered.
    fn busy(&self, now: Millis) -> usize {
        self.flights.len() + self.active().map(|pages| pages.waiting_at(now)).sum::<usize>()
    }

    /// Takes the answer to a request. Answers to requests that were called off are ignored.
    /// `jitter` is a random number from 0 to 1.
    pub fn arrived(
        &mut self,
        ticket: RequestId,
        result: Result<Response, TransportError>,
        now: Millis,
        jitter: f64,
    ) {
        let Some(place) = self.flights.iter().position(|flight| flight.ticket == ticket) else { return };
        let flight = self.flights.swap_remove(place);
        self.waiting = None;
        let Some((index, attempt)) = self.series[flight.series].asked(ticket) else { return };
        let attempt = attempt.clone();
        match self.read(flight.series, index, result, now) {
            Read::Page(decoded, said) => {
                self.failures_in_a_row = 0;
                self.teams.extend(decoded.teams.iter().map(|(agent, team)| (agent.clone(), team.clone())));
                let pages = &mut self.series[flight.series];
                pages.heard_of(self.max_rows);
                self.max_rows = self.max_rows.max(decoded.page.rows);
                pages.arrived(index, *decoded, said, self.limit);
                self.settle(flight.series);
            }
            Read::Aborted => self.cancel(),
            Read::Error(error, wait_ms) => {
                self.on_error(&flight, index, attempt, (error, wait_ms), now, jitter);
                self.settle(flight.series);
            }
        }
    }

    /// The number of the series that a request under way belongs to.
    pub fn series_of(&self, ticket: RequestId) -> Option<usize> {
        self.flights.iter().find(|flight| flight.ticket == ticket).map(|flight| flight.series)
    }

    /// Whose page a request under way is for; `None` for all agents', and for one that is not under way.
    pub fn whose(&self, ticket: RequestId) -> Option<&AgentId> {
        let flight = self.flights.iter().find(|flight| flight.ticket == ticket)?;
        self.series[flight.series].plan.agent.as_ref()
    }

    fn gave_up(&self) -> bool {
        self.failures_in_a_row >= GIVE_UP_AFTER
    }

    /// Whether nothing more comes by itself.
    fn is_over(&self) -> bool {
        self.cancelled
            || (self.gave_up() && self.flights.is_empty())
            || (self.series.len() == self.plans.len() && self.active.is_empty())
    }

    /// The agent states that came.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The team that an agent belongs to, as far as rows told it.
    pub fn team(&self, agent: &str) -> Option<&Arc<str>> {
        self.teams.get(agent)
    }

    /// What the API documents its duration figures to measure.
    pub fn durations(&self) -> Durations {
        self.dialect.durations()
    }

    /// What is being loaded.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The API that it is loaded from.
    pub fn dialect(&self) -> &'static dyn Dialect {
        self.dialect
    }
}
