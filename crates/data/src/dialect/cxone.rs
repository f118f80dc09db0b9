//! CXone: `GET {base}/incontactapi/services/v{NN}/agents/[{agentId}/]state-history`.
//!
//! ```json
//! {"totalRecords":1,"_links":{"next":null},"agentStateHistory":[{"stateIndex":3,
//!   "startDate":"2026-11-03T12:00:00.72Z","agentId":100001,"agentStateId":2,"agentStateName":"Unavailable",
//!   "agentSessionId":77,"outStateId":20061,"outStateDescription":"Lunch","duration":"PT31M0.5S"}]}
//! ```
//! `duration` is the time in the row's **own** state. Every value may be a string, a number, null or
//! missing. A range is asked for day by day, from a while before it, to know the state carried in.

mod lookups;
mod row;
mod states;

use std::sync::Arc;

use super::list::List;
use super::whose::Whose;
use super::{Decoded, Decoder, Dialect, Next, PageRequest, Plans, Shape, Windows, body, shape_of};
use crate::error::ErrorKind;
use crate::query::{IdForm, Query, QueryError};
use crate::source::Request;
use model::record::Durations;
use model::state::{Catalog, Reading};
use model::time::{DAY, Millis, SECOND, Span, format_utc};
use row::Reader;
use states::State;

pub use states::system_code;

/// How a state reads, by its name.
pub fn reading(name: &str) -> Reading {
    let state = State::of(None, Some(name));
    state.map_or_else(|| super::names::read(name), |state| state.reading(name))
}

/// Most rows in an answer.
const MAX_PAGE_SIZE: usize = 10_000;

/// What is asked for; customers' numbers and addresses are not among it.
const FIELDS: &str = "stateIndex,startDate,agentId,agentStateId,agentStateName,agentSessionId,contactId,\
                      skillName,mediaTypeName,outStateId,outStateDescription,duration,teamId";

/// What is asked for beside it only when the person wants it.
const ADDRESSES: &str = ",fromAddress,toAddress";

/// The API that NICE's own SDK calls.
#[derive(Clone, Copy, Debug)]
pub struct CxOne;

impl Dialect for CxOne {
    fn name(&self) -> &'static str {
        "cxone"
    }

    fn title(&self) -> &'static str {
        "CXone API"
    }

    fn durations(&self) -> Durations {
        Durations::OfOwnState
    }

    fn ids(&self) -> IdForm {
        IdForm::Number
    }

    fn offers_all(&self) -> bool {
        true
    }

    fn max_in_flight(&self) -> usize {
        3
    }

    fn numbers_pages(&self) -> bool {
        false
    }

    fn has_lookups(&self) -> bool {
        true
    }

    fn plan(&self, query: &Query) -> Result<Plans, QueryError> {
        query.check_span()?;
        query.page_size(MAX_PAGE_SIZE)?;
        check_version(&query.settings.api_version)?;
        Plans::new(query, self.ids(), windows(query.span, query.settings.look_back_ms))
    }

    fn request(&self, ask: &PageRequest) -> Request {
        let whose = ask.plan.agent.as_ref().map_or_else(String::new, |id| format!("{id}/"));
        let path = services(&ask.query.settings.api_version, &format!("agents/{whose}state-history"));
        let time = |ms: i64| format_utc(Millis(ms)).unwrap_or_default();
        let (start, end) = (ask.plan.span.start.0, ask.plan.span.end.0);
        let addresses = if ask.query.settings.addresses { ADDRESSES } else { "" };
        let own = Request::new(path)
            .with("startDate", time(start))
            .with("endDate", time(end + (-end).rem_euclid(SECOND)))
            .with("fields", format!("{FIELDS}{addresses}"));
        follow(own, ask.place.token.as_deref(), page_size(ask))
    }
}

impl Decoder for CxOne {
    fn shape(&self, value: &str) -> Option<Shape> {
        shape_of(value, "agentStateHistory", "agentStateId")
    }

    fn reading(&self, code: &str) -> Reading {
        reading(code)
    }

    fn decode(&self, ask: &PageRequest, bytes: &[u8], catalog: &mut Catalog) -> Result<Decoded, ErrorKind> {
        body::decode(bytes, |text| {
            let mut read = |whose: &Whose| {
                let mut reader = Reader::new(whose.clone(), &ask.query.settings, &mut *catalog);
                let list = body::read(text, &mut reader)?;
                Ok::<_, ErrorKind>((list, reader.finish()))
            };
            let whose = Whose::new(ask.plan.agent.as_deref());
            let (list, came) = read(&whose)?;
            let (list, (page, teams)) = match whose.in_page_of(list.agent.as_deref()) {
                Some(whose) => read(&whose)?,
                None => (list, came),
            };
            let next = next(&list, ask.place.token.as_deref(), page.rows, page_size(ask));
            Ok(Decoded { teams, ..Decoded::new(page, next, &list) })
        })
    }
}

fn page_size(ask: &PageRequest) -> usize {
    ask.query.settings.page_size.unwrap_or(MAX_PAGE_SIZE)
}

/// The path of a call.
fn services(version: &str, call: &str) -> String {
    format!("/incontactapi/services/v{version}/{call}")
}

/// A version ends up in a path, so it is a number and nothing else.
fn check_version(version: &str) -> Result<(), QueryError> {
    let mut parts = version.split('.');
    let is_number =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let good = parts.clone().count() <= 2 && parts.all(is_number);
    if good { Ok(()) } else { Err(QueryError::BadVersion { text: version.to_owned() }) }
}

/// The range day by day, counted from its start, after the days before it that are looked back on.
fn windows(span: Span, look_back_ms: i64) -> Vec<Windows> {
    let looked = Some(span.start + -look_back_ms.max(0)).filter(|start| format_utc(*start).is_some());
    let before = Span { start: looked.unwrap_or(span.start), end: span.start };
    vec![Windows { span: before, each_ms: DAY }, Windows { span, each_ms: DAY }]
}

/// What follows a page of so many rows. Of the link only the query counts: it may name NICE's host
/// instead of the proxy that was asked, and the token must not go there.
fn next(list: &List, token: Option<&str>, rows: usize, page_size: usize) -> Next {
    let query = list.next.as_deref().and_then(|link| link.split_once('?')).map(|(_, query)| query);
    let query = query.map(|query| query.split('#').next().unwrap_or_default());
    if let Some(query) = query.filter(|query| !query.is_empty()) {
        return Next::Token(query.into());
    }
    let Some(seen) = skipped(token).map(|skipped| skipped + rows).filter(|_| rows > 0) else {
        return Next::End;
    };
    let more = match list.total {
        Some(total) => seen < total,
        None if list.links => false,
        None => rows >= page_size,
    };
    let skip = Arc::from(format!("skip={seen}"));
    match list.total {
        _ if more || list.more == Some(true) => Next::Token(skip),
        None if !list.links => Next::Doubt(skip),
        _ => Next::End,
    }
}

/// Rows before a page, where what it was asked with tells.
fn skipped(token: Option<&str>) -> Option<usize> {
    let Some(token) = token else { return Some(0) };
    let pairs = form_urlencoded::parse(token.as_bytes());
    let skip = pairs.filter(|(name, _)| name.eq_ignore_ascii_case("skip")).last();
    skip.and_then(|(_, value)| value.parse().ok())
}

/// Adds where a page begins: at first with `top` and `skip`, then with what the link before said,
/// except for what was asked for in the first place.
fn follow(own: Request, token: Option<&str>, page_size: usize) -> Request {
    let mut request = own;
    let asked: Vec<String> = request.query.iter().map(|(name, _)| name.to_lowercase()).collect();
    for (name, value) in form_urlencoded::parse(token.unwrap_or_default().as_bytes()) {
        let name = name.into_owned();
        if !asked.contains(&name.to_lowercase()) {
            request = request.with(name, value);
        }
    }
    for (name, value) in [("top", page_size), ("skip", 0)] {
        if !request.query.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            request = request.with(name, value.to_string());
        }
    }
    request
}

#[cfg(test)]
mod tests;
