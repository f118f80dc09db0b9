//! Reporting v2: `GET {base}/api/reporting/v2/agent-state-history`.
//!
//! ```json
//! {"records":[{"timestamp":"2026-11-03T12:00:00Z","state":"NOT_READY","subState":"Lunch","duration":1860000}]}
//! ```
//! `duration` is the time in the state **before**, in milliseconds.

use super::field::Field;
use super::json::Json;
use super::members::Names;
use super::names::{self, Seen};
use super::whose::Whose;
use super::{Decoded, Decoder, Dialect, Next, PageRequest, Plans, Shape, Windows, body, shape_of};
use crate::error::ErrorKind;
use crate::query::{Agents, IdForm, Query, QueryError};
use crate::source::Request;
use model::page::PageBuilder;
use model::record::{Durations, Record, RejectReason};
use model::state::Catalog;
use model::time::{Millis, SECOND, Timestamps, format_utc};

/// Where it lives, below the base.
pub const PATH: &str = "/api/reporting/v2/agent-state-history";

/// Most records in a page.
pub const MAX_PAGE_SIZE: usize = 1_000;

/// The API of NICE's tutorial.
#[derive(Clone, Copy, Debug)]
pub struct ReportingV2;

impl Dialect for ReportingV2 {
    fn name(&self) -> &'static str {
        "reporting-v2"
    }

    fn title(&self) -> &'static str {
        "Reporting API v2"
    }

    fn durations(&self) -> Durations {
        Durations::OfPreviousState
    }

    fn ids(&self) -> IdForm {
        IdForm::Uuid
    }

    fn offers_all(&self) -> bool {
        false
    }

    fn max_in_flight(&self) -> usize {
        6
    }

    fn numbers_pages(&self) -> bool {
        true
    }

    fn plan(&self, query: &Query) -> Result<Plans, QueryError> {
        if query.agents == Agents::All {
            return Err(QueryError::AllNotOffered);
        }
        query.check_span()?;
        query.page_size(MAX_PAGE_SIZE)?;
        Plans::new(query, self.ids(), vec![Windows::whole(query.span)])
    }

    fn request(&self, ask: &PageRequest) -> Request {
        // The API knows whole seconds only: rather too much than a record too little.
        let time = |ms: i64| format_utc(Millis(ms)).unwrap_or_default();
        let (start, end) = (ask.plan.span.start.0, ask.plan.span.end.0);
        let mut request = Request::new(PATH)
            .with("startTime", time(start))
            .with("endTime", time(end + (-end).rem_euclid(SECOND)))
            .with("agentId", &*ask.plan.agent.clone().unwrap_or_default())
            .with("pageSize", page_size(ask).to_string())
            .with("pageNumber", ask.place.number.to_string());
        // The number goes along with a token: a server that does not honour one honours the other.
        if let Some(token) = &ask.place.token {
            request = request.with("nextPageToken", &**token);
        }
        match &ask.query.settings.interval {
            Some(interval) => request.with("interval", interval),
            None => request,
        }
    }
}

impl Decoder for ReportingV2 {
    fn shape(&self, value: &str) -> Option<Shape> {
        shape_of(value, "records", "timestamp")
    }

    fn decode(&self, ask: &PageRequest, bytes: &[u8], catalog: &mut Catalog) -> Result<Decoded, ErrorKind> {
        body::decode(bytes, |text| {
            let mut read = |whose: &Whose| {
                let mut reader = Reader {
                    whose: whose.clone(),
                    catalog: &mut *catalog,
                    names: Names::new(&NAMES).or("agentId", whose.aliases()),
                    seen: Seen::default(),
                    times: Timestamps::default(),
                    page: PageBuilder::new(),
                };
                let list = body::read(text, &mut reader)?;
                Ok::<_, ErrorKind>((list, reader.page.finish()))
            };
            let whose = Whose::new(ask.plan.agent.as_deref());
            let (list, page) = read(&whose)?;
            let (list, page) = match whose.in_page_of(list.agent.as_deref()) {
                Some(whose) => read(&whose)?,
                None => (list, page),
            };
            let next = match &list.token {
                Some(token) => Next::Token(token.as_str().into()),
                None if page.rows >= page_size(ask) => Next::Number,
                None => Next::End,
            };
            Ok(Decoded::new(page, next, &list))
        })
    }
}

fn page_size(ask: &PageRequest) -> usize {
    ask.query.settings.page_size.unwrap_or(MAX_PAGE_SIZE)
}

/// The members of a record.
const NAMES: [&str; 5] = ["timestamp", "state", "subState", "duration", "agentId"];

struct Reader<'a> {
    whose: Whose<'a>,
    catalog: &'a mut Catalog,
    names: Names,
    seen: Seen,
    times: Timestamps,
    page: PageBuilder,
}

impl<'de> body::Reader<'de> for Reader<'_> {
    fn array(&self) -> &'static str {
        "records"
    }

    fn row(&mut self, row: &mut Json<'de>) -> Result<Result<(), RejectReason>, ErrorKind> {
        let mut fields = [const { Field::Nothing }; NAMES.len()];
        if row.members(&mut self.names, &mut fields)? == 0 {
            return Ok(Err(RejectReason::NotARow));
        }
        let [timestamp, state, sub_state, duration, agent_id] = &fields;
        let Some(at) = timestamp.moment(&mut self.times) else { return Ok(Err(RejectReason::NoTimestamp)) };
        let Some(code) = state.text() else { return Ok(Err(RejectReason::NoState)) };
        let agent = match self.whose.of(agent_id, self.names.is_alias()) {
            Ok(agent) => self.page.number_of(&agent),
            Err(reason) => return Ok(Err(reason)),
        };
        let reason = sub_state.text();
        let activity = self.seen.activity(self.catalog, &code, reason.as_deref(), |_| names::read(&code));
        body::remark_nested(&mut self.page, "subState", sub_state);
        body::remark_nested(&mut self.page, "agentId", agent_id);
        body::remark_twice(&mut self.page, &self.names);
        let record = Record::new(at, activity, body::figure(&mut self.page, duration, Field::whole));
        self.page.push_at(agent, record);
        Ok(Ok(()))
    }

    fn page(&mut self) -> &mut PageBuilder {
        &mut self.page
    }
}

#[cfg(test)]
mod tests;
