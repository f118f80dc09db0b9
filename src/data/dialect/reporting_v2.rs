//! Reporting v2: `GET {base}/api/reporting/v2/agent-state-history`.
//!
//! ```json
//! {"records":[{"timestamp":"2026-11-03T12:00:00Z","state":"NOT_READY","subState":"Lunch","duration":1860000}]}
//! ```
//! `duration` is the time in the state **before**, in milliseconds.

use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess};

use super::field::Field;
use super::names::{self, Seen};
use super::{Ask, Decoded, Dialect, Next, Plan, body};
use crate::data::error::ErrorKind;
use crate::data::query::{Agents, IdForm, Query, QueryError};
use crate::data::source::Request;
use crate::domain::record::{AgentId, Durations, PageBuilder, Record, RejectReason};
use crate::domain::state::Catalog;
use crate::domain::time::{Millis, SECOND, format_utc, parse_timestamp};

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

    fn most_in_flight(&self) -> usize {
        6
    }

    fn plan(&self, query: &Query) -> Result<Vec<Plan>, QueryError> {
        if query.agents == Agents::All {
            return Err(QueryError::AllNotOffered);
        }
        query.check_span()?;
        query.page_size(MAX_PAGE_SIZE)?;
        let agents = query.named(self.ids())?;
        Ok(agents.into_iter().map(|agent| Plan { agent: Some(agent), span: query.span }).collect())
    }

    fn request(&self, ask: &Ask) -> Request {
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

    fn decode(&self, ask: &Ask, bytes: &[u8], catalog: &mut Catalog) -> Result<Decoded, ErrorKind> {
        let bytes = body::clean(bytes);
        let agent = ask.plan.agent.clone().unwrap_or_default();
        let mut reader = Reader {
            agent: &agent,
            catalog,
            seen: Seen::default(),
            page: PageBuilder::new(),
            token: Field::Nothing,
        };
        let found = body::read(&bytes, &mut reader)?;
        if !found.array {
            return Err(ErrorKind::NoRecords);
        }
        let Reader { mut page, token, .. } = reader;
        body::reject::<Reader>(&bytes, &found, &mut page);
        let next = match token.text() {
            _ if page.rows() == 0 => Next::End,
            Some(token) => Next::Token(token.into()),
            None if page.rows() < page_size(ask) => Next::End,
            None => Next::Number,
        };
        Ok(Decoded { page: page.finish(), next, total_rows: None })
    }
}

fn page_size(ask: &Ask) -> usize {
    ask.query.settings.page_size.unwrap_or(MAX_PAGE_SIZE)
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "camelCase")]
enum Key {
    Timestamp,
    State,
    SubState,
    Duration,
    #[serde(other)]
    Other,
}

struct Reader<'a, 'de> {
    agent: &'a AgentId,
    catalog: &'a mut Catalog,
    seen: Seen,
    page: PageBuilder,
    token: Field<'de>,
}

impl<'de> body::Reader<'de> for Reader<'_, 'de> {
    const ARRAY: &'static str = "records";

    fn row<A: MapAccess<'de>>(&mut self, mut row: A) -> Result<Result<(), RejectReason>, A::Error> {
        let (mut timestamp, mut state) = (Field::Nothing, Field::Nothing);
        let (mut sub_state, mut duration) = (Field::Nothing, Field::Nothing);
        let mut members = 0;
        while let Some(key) = row.next_key()? {
            members += 1;
            match key {
                Key::Timestamp => timestamp = row.next_value()?,
                Key::State => state = row.next_value()?,
                Key::SubState => sub_state = row.next_value()?,
                Key::Duration => duration = row.next_value()?,
                Key::Other => {
                    row.next_value::<IgnoredAny>()?;
                }
            }
        }
        if members == 0 {
            return Ok(Err(RejectReason::NotARow));
        }
        let at = timestamp.as_str().and_then(|text| parse_timestamp(text.trim().as_bytes()));
        let Some(at) = at else { return Ok(Err(RejectReason::NoTimestamp)) };
        let Some(code) = state.text() else { return Ok(Err(RejectReason::NoState)) };
        let reason = sub_state.text();
        let activity = self.seen.activity(self.catalog, &code, reason.as_deref(), |_| names::read(&code));
        self.page.push(self.agent, Record::new(at, activity, duration.whole()));
        Ok(Ok(()))
    }

    fn other<A: MapAccess<'de>>(&mut self, name: &str, body: &mut A) -> Result<(), A::Error> {
        if name == "nextPageToken" {
            self.token = body.next_value()?;
        } else {
            body.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
