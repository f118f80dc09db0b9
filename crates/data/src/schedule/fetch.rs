//! Schedules from CXone, agent by agent, through the machine that fetches agent states: by day, or exported from CXone WFM
//! (see [`super::export`]).

use std::collections::HashMap;

use super::answer::{held, options};
use super::asked::{Answers, Asked};
use super::export::{self, Export};
use super::{Options, PlanRemarks};
use crate::fetch::{Failure, Fetch, FetchState, FetchStep, Progress, RequestId};
use crate::query::{Agents, IdForm, Query, QueryError};
use crate::retry::{Outcome, classify};
use crate::source::{Response, TransportError};
use model::record::AgentId;
use model::schedule::ScheduleBuilder;
use model::time::{Millis, Span};

/// Answers of 404, with not one other, after which a tenant has no schedules.
const ABSENT_AFTER: usize = 6;

/// Loads the schedules of agents. Driven as [`Fetch`] is.
#[derive(Debug)]
pub struct PlanFetch {
    fetch: Fetch,
    span: Span,
    /// How, where they are exported.
    export: Option<Export>,
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
        let fetch = Fetch::with(&Asked::ByDay, &Answers, Query::new(Agents::Named(agents), span))?;
        Ok(Self::with(fetch, span, None))
    }

    /// The same, exported from CXone WFM: requests are to be posted, with [`export::body`].
    ///
    /// # Errors
    /// When an id is neither a number nor a UUID, or it is more than one load may ask for.
    pub fn exported(agents: Vec<AgentId>, span: Span, export: Export) -> Result<Self, QueryError> {
        let is_uuid = agents.iter().any(|agent| IdForm::Uuid.fits(agent));
        let asked = if is_uuid { &Asked::Exported(IdForm::Uuid) } else { &Asked::Exported(IdForm::Number) };
        let query = Query::new(Agents::Named(agents), export.dates(span));
        Ok(Self::with(Fetch::with(asked, &Answers, query)?, span, Some(export)))
    }

    fn with(fetch: Fetch, span: Span, export: Option<Export>) -> Self {
        Self {
            fetch,
            span,
            export,
            entries: ScheduleBuilder::new(),
            remarks: PlanRemarks::default(),
            rows: 0,
            asked: HashMap::new(),
            not_found: 0,
            has_answers: false,
        }
    }

    /// Whether they are exported from CXone WFM.
    pub fn is_export(&self) -> bool {
        self.export.is_some()
    }

    /// What to do at `now`.
    pub fn step(&mut self, now: Millis) -> FetchStep {
        let mut step = self.fetch.step(now);
        if let FetchStep::Send { ticket, request } = &mut step
            && let Some(agent) = self.fetch.whose(*ticket)
        {
            self.asked.insert(*ticket, agent.clone());
            if let Some(export) = &self.export {
                *request = export.addressed(request.clone(), agent);
            }
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
        let result = if self.is_export() { result.map(export::without_call) } else { result };
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
        let export = self.export.as_ref();
        let options = Options {
            alias: export.map(|export| export.user(agent).to_owned()),
            zone_of_answers: export.map(|export| export.zone.clone()),
            ..options(Some(agent))
        };
        if let Ok(found) = held(body, options, &mut entries) {
            self.has_answers = true;
            self.entries.append(&entries);
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

    /// What came so far: the activities of shifts that reach into the time, each once, the rows, and what is odd about
    /// them.
    pub fn came(&self) -> (ScheduleBuilder, usize, PlanRemarks) {
        let mut entries = self.entries.clone();
        entries.drop_repeats();
        entries.keep_shifts_in(self.span);
        (entries, self.rows, self.remarks.clone())
    }

    /// Agents of whom nothing came, and who were asked for by an id that is no user id: none of theirs is known.
    pub fn without_user_id(&self) -> usize {
        let Some(export) = &self.export else { return 0 };
        let Agents::Named(agents) = &self.fetch.query().agents else { return 0 };
        let is_missing =
            |agent: &&AgentId| !export.is_known(agent) && self.entries.first_line(agent).is_none();
        agents.iter().filter(is_missing).count()
    }
}
