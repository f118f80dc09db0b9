//! Schedules from CXone: `GET {base}/incontactapi/services/v8.0/agents/{agentId}/wfm-schedule`, agent by agent and day
//! by day, through the machine that fetches agent states.

use std::collections::HashMap;

use super::{Found, Options, PlanRemarks, read};
use crate::dialect::{Decoded, Decoder, Dialect, PageRequest, Plans, Shape, Windows};
use crate::error::ErrorKind;
use crate::fetch::{Failure, Fetch, FetchState, FetchStep, Progress, RequestId};
use crate::files::FileError;
use crate::query::{Agents, IdForm, Query, QueryError};
use crate::retry::{Outcome, classify};
use crate::source::{Request, Response, TransportError};
use model::record::{AgentId, Durations};
use model::schedule::ScheduleBuilder;
use model::state::Catalog;
use model::time::{DAY, Millis, SECOND, Span, format_utc};
use model::zone::Zone;

/// Answers of 404, with not one other, after which a tenant has no schedules.
const ABSENT_AFTER: usize = 6;

/// The schedules of CXone.
#[derive(Clone, Copy, Debug)]
struct WfmSchedule;

impl Dialect for WfmSchedule {
    fn name(&self) -> &'static str {
        "wfm-schedule"
    }

    fn title(&self) -> &'static str {
        "CXone schedules"
    }

    fn durations(&self) -> Durations {
        Durations::OfOwnState
    }

    fn ids(&self) -> IdForm {
        IdForm::Number
    }

    fn offers_all(&self) -> bool {
        false
    }

    fn most_in_flight(&self) -> usize {
        3
    }

    fn numbers_pages(&self) -> bool {
        false
    }

    fn plan(&self, query: &Query) -> Result<Plans, QueryError> {
        query.check_span()?;
        Plans::new(query, self.ids(), vec![Windows { span: query.span, each_ms: DAY }])
    }

    fn request(&self, ask: &PageRequest) -> Request {
        let agent = ask.plan.agent.as_deref().unwrap_or_default();
        let time = |ms: i64| format_utc(Millis(ms)).unwrap_or_default();
        let (start, end) = (ask.plan.span.start.0, ask.plan.span.end.0);
        Request::new(format!("/incontactapi/services/v8.0/agents/{agent}/wfm-schedule"))
            .with("startDate", time(start - start.rem_euclid(SECOND)))
            .with("endDate", time(end + (-end).rem_euclid(SECOND)))
    }

    fn own_decoder(&self) -> Option<&'static dyn Decoder> {
        Some(&Self)
    }
}

impl Decoder for WfmSchedule {
    fn shape(&self, _: &str) -> Option<Shape> {
        None
    }

    fn decode(&self, ask: &PageRequest, body: &[u8], _: &mut Catalog) -> Result<Decoded, ErrorKind> {
        let agent = ask.plan.agent.as_ref();
        match held(body, agent, &mut ScheduleBuilder::new()) {
            Ok(_) => Ok(Decoded::nothing()),
            Err(FileError::CutOff) => Err(ErrorKind::CutOff),
            Err(FileError::NotJson) => Err(ErrorKind::NotJson),
            Err(_) => Err(ErrorKind::NoRecords),
        }
    }
}

fn held(body: &[u8], agent: Option<&AgentId>, builder: &mut ScheduleBuilder) -> Result<Found, FileError> {
    if body.trim_ascii().first().is_none_or(|first| !matches!(first, b'{' | b'[')) {
        return Err(FileError::NotJson);
    }
    let agent = agent.map(ToString::to_string);
    read(body, Options { agent, ..Options::new(Zone::utc(), &|_| None) }, builder)
}

/// Loads the schedules of agents. Driven as [`Fetch`] is.
#[derive(Debug)]
pub struct PlanFetch {
    fetch: Fetch,
    entries: ScheduleBuilder,
    remarks: PlanRemarks,
    rows: usize,
    asked: HashMap<RequestId, AgentId>,
    not_found: usize,
    /// Whether any answer was another than 404.
    has_answers: bool,
}

impl PlanFetch {
    /// The schedules of these agents in this time.
    ///
    /// # Errors
    /// When an id is no number, or it is more than one load may ask for.
    pub fn new(agents: Vec<AgentId>, span: Span) -> Result<Self, QueryError> {
        let fetch = Fetch::with(&WfmSchedule, &WfmSchedule, Query::new(Agents::Named(agents), span))?;
        Ok(Self {
            fetch,
            entries: ScheduleBuilder::new(),
            remarks: PlanRemarks::default(),
            rows: 0,
            asked: HashMap::new(),
            not_found: 0,
            has_answers: false,
        })
    }

    /// What to do at `now`.
    pub fn step(&mut self, now: Millis) -> FetchStep {
        let step = self.fetch.step(now);
        if let FetchStep::Send { ticket, .. } = &step
            && let Some(agent) = self.fetch.whose(*ticket)
        {
            self.asked.insert(*ticket, agent.clone());
        }
        step
    }

    /// Takes the answer to a request. `jitter` is a random number from 0 to 1.
    pub fn arrived(
        &mut self,
        ticket: RequestId,
        result: Result<Response, TransportError>,
        now: Millis,
        jitter: f64,
    ) {
        // What was called off is not under way any more.
        let agent = self.asked.remove(&ticket).filter(|_| self.fetch.whose(ticket).is_some());
        if let (Some(agent), Ok(answer)) = (agent, &result) {
            match classify(answer, now) {
                Outcome::Body => self.take(&answer.body, &agent),
                Outcome::Nothing => self.has_answers = true,
                Outcome::NotFound => self.not_found += 1,
                Outcome::Error { .. } => {}
            }
        }
        self.fetch.arrived(ticket, result, now, jitter);
        if self.is_absent() {
            self.fetch.cancel();
        }
    }

    fn take(&mut self, body: &[u8], agent: &AgentId) {
        let mut entries = ScheduleBuilder::new();
        if let Ok(found) = held(body, Some(agent), &mut entries) {
            self.has_answers = true;
            self.entries.append(&entries, 0);
            self.rows += found.rows;
            self.remarks.append(&found.remarks);
        }
    }

    /// Whether the tenant answers as if it had no schedules at all.
    pub fn is_absent(&self) -> bool {
        let has_ended = self.fetch.state() == FetchState::Finished && self.not_found > 0;
        !self.has_answers && (self.not_found >= ABSENT_AFTER || has_ended)
    }

    /// How far it is.
    pub fn state(&self) -> FetchState {
        self.fetch.state()
    }

    /// Figures for a progress bar.
    pub fn progress(&self) -> Progress {
        self.fetch.progress()
    }

    /// What will not come by itself.
    pub fn failures(&self) -> Vec<Failure> {
        self.fetch.failures()
    }

    /// Calls everything off; what came is kept.
    pub fn cancel(&mut self) {
        self.fetch.cancel();
    }

    /// Goes on after a new token, a failure or a cancellation.
    pub fn resume(&mut self) {
        self.fetch.resume();
    }

    /// What came so far: the activities, each once, the rows, and what is odd about them.
    pub fn came(&self) -> (ScheduleBuilder, usize, PlanRemarks) {
        let mut entries = self.entries.clone();
        entries.drop_repeats();
        (entries, self.rows, self.remarks.clone())
    }
}
