//! The machine that loads a query. It sends nothing and reads no clock: whoever drives it carries
//! requests out, hands answers in, and wakes it when it asks to be.
//!
//! ```text
//!              ┌── Send ──▶ carry out, in the background ──▶ arrived ──┐
//! step(now) ───┼── Wait ──▶ until then, or until an answer arrives ────┼──▶ step(now) …
//!              ├── Idle ──▶ until an answer arrives ───────────────────┘
//!              └── Done ──▶ see state(); goes on after resume() or more_pages()
//! ```

mod read;
mod report;

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::dialect::Dialect;
use crate::data::error::{ApiError, ErrorKind};
use crate::data::paging::{Pages, Wish};
use crate::data::query::{Query, QueryError};
use crate::data::retry;
use crate::data::source::{Answer, Broken, Request};
use crate::domain::record::{AgentId, Durations};
use crate::domain::state::Catalog;
use crate::domain::time::Millis;

use read::Read;
pub use report::{Failure, FetchState, Progress, Silence};

/// Names a request that is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ticket(u64);

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send this, and call [`Fetch::step`] again at once.
    Send {
        /// To be handed back with the answer.
        ticket: Ticket,
        /// What to ask.
        request: Request,
    },
    /// Nothing before this time, unless an answer arrives first.
    Wait {
        /// When to call [`Fetch::step`] again.
        until: Millis,
    },
    /// Nothing until an answer arrives.
    Idle,
    /// Nothing at all; [`Fetch::state`] says why.
    Done,
}

/// Failures in a row, with not one good answer between them, after which nothing more is asked.
const GIVE_UP_AFTER: usize = 6;

#[derive(Clone, Copy, Debug)]
struct Flight {
    ticket: Ticket,
    series: usize,
    /// The token that it was sent with, counted from 0.
    token: u32,
}

/// Loads a query.
#[derive(Debug)]
pub struct Fetch {
    dialect: &'static dyn Dialect,
    query: Query,
    series: Vec<Pages>,
    catalog: Catalog,
    teams: HashMap<AgentId, Arc<str>>,
    limit: usize,
    flights: Vec<Flight>,
    tickets: u64,
    token: u32,
    token_refused: Option<ApiError>,
    cancelled: bool,
    /// All series wait for this.
    hold: Option<(Millis, ApiError)>,
    waiting: Option<(Millis, ApiError)>,
    failures_in_a_row: usize,
}

impl Fetch {
    /// A fetch that has not sent anything.
    ///
    /// # Errors
    /// When the query cannot be asked in this dialect.
    pub fn new(dialect: &'static dyn Dialect, query: Query) -> Result<Self, QueryError> {
        let plans = dialect.plan(&query)?.into_iter();
        let series = plans.map(|plan| Pages::new(plan, dialect.numbers_pages())).collect();
        Ok(Self {
            dialect,
            series,
            catalog: Catalog::default(),
            teams: HashMap::new(),
            limit: query.settings.most_pages.max(1),
            query,
            flights: Vec::new(),
            tickets: 0,
            token: 0,
            token_refused: None,
            cancelled: false,
            hold: None,
            waiting: None,
            failures_in_a_row: 0,
        })
    }

    /// The same with the agent states of a fetch before it, whose records it adds to.
    #[must_use]
    pub fn continuing(mut self, catalog: Catalog) -> Self {
        self.catalog = catalog;
        self
    }

    /// What to do at `now`.
    pub fn step(&mut self, now: Millis) -> Step {
        self.waiting = None;
        if self.is_over() {
            return Step::Done;
        }
        if self.hold.as_ref().is_some_and(|(until, _)| *until <= now) {
            self.hold = None;
        }
        let may_send = self.token_refused.is_none() && self.hold.is_none() && !self.gave_up();
        if may_send && self.busy(now) < self.dialect.most_in_flight().max(1) {
            let ticket = Ticket(self.tickets);
            let limit = self.limit;
            let mut series = self.series.iter_mut().enumerate();
            if let Some((number, index)) =
                series.find_map(|(number, pages)| Some((number, pages.next(now, limit, ticket)?)))
            {
                self.tickets += 1;
                self.flights.push(Flight { ticket, series: number, token: self.token });
                let request = self.asking(number, index, |ask| self.dialect.request(&ask));
                return Step::Send { ticket, request };
            }
        }
        self.rest(now)
    }

    /// Nothing can be sent at `now`: what to wait for.
    fn rest(&mut self, now: Millis) -> Step {
        if self.token_refused.is_some() || self.gave_up() {
            return if self.flights.is_empty() { Step::Done } else { Step::Idle };
        }
        let limit = self.limit;
        let waiting =
            self.series.iter().filter_map(|pages| pages.waiting(now, limit)).min_by_key(|(at, _)| *at);
        let waiting = self.hold.clone().or_else(|| waiting.map(|(at, why)| (at, why.clone())));
        let Some((until, why)) = waiting else { return Step::Idle };
        if self.hold.is_some() || self.flights.is_empty() {
            self.waiting = Some((until, why));
        }
        Step::Wait { until }
    }

    /// Requests on their way, and pages that wait after trouble: these keep their place, so that a
    /// server that does not answer is not asked for hundreds of others meanwhile. Requests for pages
    /// that turned out to lie beyond the end of their series count until they are answered.
    fn busy(&self, now: Millis) -> usize {
        self.flights.len() + self.series.iter().map(|pages| pages.waiting_at(now)).sum::<usize>()
    }

    /// Takes the answer to a request. Answers to requests that were called off are ignored.
    /// `jitter` is a random number from 0 to 1.
    pub fn arrived(&mut self, ticket: Ticket, result: Result<Answer, Broken>, now: Millis, jitter: f64) {
        let Some(place) = self.flights.iter().position(|flight| flight.ticket == ticket) else { return };
        let flight = self.flights.swap_remove(place);
        self.waiting = None;
        let Some((index, wish)) = self.series[flight.series].asked(ticket) else { return };
        let wish = wish.clone();
        match self.read(flight.series, index, result, now) {
            Read::Page(decoded, said) => {
                self.failures_in_a_row = 0;
                self.teams.extend(decoded.teams.iter().map(|(agent, team)| (agent.clone(), team.clone())));
                self.series[flight.series].arrived(index, *decoded, said, self.limit);
            }
            Read::Aborted => self.cancel(),
            Read::Error(error, wait_ms) => self.trouble(&flight, index, wish, (error, wait_ms), now, jitter),
        }
    }

    fn trouble(
        &mut self,
        flight: &Flight,
        index: usize,
        mut wish: Wish,
        (error, wait_ms): (ApiError, Option<i64>),
        now: Millis,
        jitter: f64,
    ) {
        let limit = self.limit;
        let pages = &mut self.series[flight.series];
        if pages.is_beyond_end(index) {
            pages.passed_by(index, error, limit);
        } else if error.kind == ErrorKind::Unauthorized {
            pages.again(index, Wish::default(), limit);
            // An answer to the token before the present one says nothing about the present one.
            if flight.token == self.token {
                self.token_refused = Some(error);
            }
        } else if let Some(wait_ms) = wait_ms.filter(|_| wish.refusals < retry::MAX_REFUSALS) {
            let until = now + wait_ms;
            let later = self.hold.as_ref().is_none_or(|(held, _)| *held < until);
            wish.tries = wish.tries.saturating_sub(1);
            wish.refusals += 1;
            wish.why = Some(error.clone());
            pages.again(index, wish, limit);
            if later {
                self.hold = Some((until, error));
            }
        } else if wait_ms.is_none() && error.kind.is_passing() && wish.tries < retry::MAX_TRIES {
            wish.not_before = Some(now + retry::backoff_ms(wish.tries, jitter));
            wish.why = Some(error);
            pages.again(index, wish, limit);
        } else {
            self.failures_in_a_row += 1;
            pages.failed(index, error, limit);
        }
    }

    /// Calls everything off. What came is kept, and [`Self::resume`] goes on from there.
    pub fn cancel(&mut self) {
        if self.is_over() {
            return;
        }
        self.cancelled = true;
        self.flights.clear();
        self.series.iter_mut().for_each(Pages::call_off);
    }

    /// Goes on after a new token, a failure or a cancellation: only with what is not here.
    pub fn resume(&mut self) {
        self.cancelled = false;
        self.failures_in_a_row = 0;
        self.hold = None;
        if self.token_refused.take().is_some() {
            self.token += 1;
        }
        self.series.iter_mut().for_each(|pages| pages.resume(self.limit));
    }

    /// Allows as many pages again as before.
    pub fn more_pages(&mut self) {
        self.limit = self.limit.saturating_add(self.query.settings.most_pages.max(1));
    }

    fn gave_up(&self) -> bool {
        self.failures_in_a_row >= GIVE_UP_AFTER
    }

    /// Whether nothing more comes by itself.
    fn is_over(&self) -> bool {
        self.cancelled
            || (self.gave_up() && self.flights.is_empty())
            || self.series.iter().all(|pages| pages.is_over(self.limit))
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
