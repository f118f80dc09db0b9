//! CXone: `GET {base}/incontactapi/services/v{NN}/agents/[{agentId}/]state-history`.
//!
//! ```json
//! {"totalRecords":1,"_links":{"next":null},"agentStateHistory":[{"stateIndex":3,
//!   "startDate":"2026-11-03T12:00:00.72Z","agentId":100001,"agentStateId":2,"agentStateName":"Unavailable",
//!   "agentSessionId":77,"outStateId":20061,"outStateDescription":"Lunch","duration":"PT31M0.5S"}]}
//! ```
//! `duration` is the time in the row's **own** state. Every value may be a string, a number, null or
//! missing. A range is asked for day by day, from a while before it, to know the state carried in.

mod companions;
mod row;
mod states;

use std::sync::Arc;

use super::list::{List, is_round};
use super::whose::Whose;
use super::{Decoded, Decoder, Dialect, Next, PageRequest, Plans, Shape, Windows, body, shape_of};
use crate::error::ErrorKind;
use crate::query::{IdForm, Query, QueryError};
use crate::source::Request;
use model::record::Durations;
use model::state::Catalog;
use model::time::{DAY, Millis, SECOND, Span, format_utc};
use row::Reader;

pub use states::system_code;

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

    fn most_in_flight(&self) -> usize {
        3
    }

    fn numbers_pages(&self) -> bool {
        false
    }

    fn has_companions(&self) -> bool {
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
        None => rows >= page_size || is_round(rows),
    };
    if more || list.more == Some(true) { Next::Token(Arc::from(format!("skip={seen}"))) } else { Next::End }
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
mod tests {
    use super::*;
    use crate::dialect::PageCursor;
    use crate::query::Agents;

    fn query(agents: Agents) -> Query {
        Query::new(agents, Span::new(1_793_664_000_000, 1_793_664_000_000 + 2 * DAY + 1))
    }

    fn request(query: &Query, token: Option<&str>) -> Request {
        let plan = CxOne.plan(query).unwrap().get(0).unwrap();
        let place = PageCursor { number: 1, token: token.map(Into::into) };
        CxOne.request(&PageRequest { query, plan: &plan, place: &place })
    }

    #[test]
    fn a_range_is_asked_for_day_by_day_from_a_day_before() {
        let query = query(Agents::Named(vec!["7".into(), "8".into()]));
        let plans = |query: &Query| {
            let plans = CxOne.plan(query).unwrap();
            (0..plans.len()).map(|number| plans.get(number).unwrap().span).collect::<Vec<_>>()
        };
        let lengths: Vec<_> = plans(&query).iter().map(|span| span.len()).collect();
        assert_eq!(lengths, [DAY, DAY, DAY, 1, DAY, DAY, DAY, 1]);
        assert_eq!(plans(&query)[0].end, query.span.start);
        let mut no_look_back = query.clone();
        no_look_back.settings.look_back_ms = 0;
        assert_eq!(plans(&no_look_back).len(), 6);
        let first_day =
            Query { span: Span::new(-62_167_219_200_000, -62_167_219_200_000 + DAY), ..query.clone() };
        assert_eq!(plans(&first_day).len(), 2, "no days before the calendar");
        let mut half_day = query;
        half_day.settings.look_back_ms = DAY * 3 / 2;
        assert_eq!(plans(&half_day)[1].len(), DAY / 2);
    }

    #[test]
    fn a_request_names_no_customer_unless_it_is_told_to() {
        let mut query = query(Agents::Named(vec!["100001".into()]));
        let plain = request(&query, None);
        assert_eq!(plain.path, "/incontactapi/services/v27.0/agents/100001/state-history");
        assert_eq!(plain.get("startDate"), Some("2026-11-02T00:00:00Z"));
        assert_eq!((plain.get("top"), plain.get("skip")), (Some("10000"), Some("0")));
        assert!(!plain.target().contains("Address"));
        query.settings.addresses = true;
        assert!(request(&query, None).get("fields").unwrap().ends_with("fromAddress,toAddress"));
        query.agents = Agents::All;
        query.settings.api_version = "34".into();
        assert_eq!(request(&query, None).path, "/incontactapi/services/v34/agents/state-history");
    }

    #[test]
    fn versions_cannot_lead_elsewhere() {
        for bad in ["", ".", "27.", "27.0.0", "27/../..", "v27", "2700.0", "27.0?x"] {
            let mut query = query(Agents::All);
            query.settings.api_version = bad.into();
            assert_eq!(CxOne.plan(&query), Err(QueryError::BadVersion { text: bad.into() }));
        }
    }

    #[test]
    fn of_a_link_only_the_query_is_followed() {
        let next = |link: &str, rows| {
            let list = List { links: true, next: Some(link.into()), ..List::default() };
            super::next(&list, None, rows, 10_000)
        };
        let link = "https://evil.example/x?startDate=1970&fields=fromAddress&top=50&skip=100&cursor=a%2Fb#y";
        let Next::Token(token) = next(link, 100) else { panic!() };
        let followed = request(&query(Agents::Named(vec!["7".into()])), Some(&token));
        assert_eq!(followed.path, "/incontactapi/services/v27.0/agents/7/state-history");
        let get = |name| followed.get(name);
        assert_eq!((get("top"), get("skip"), get("cursor")), (Some("50"), Some("100"), Some("a/b")));
        assert_eq!(get("startDate"), Some("2026-11-02T00:00:00Z"));
        assert!(!followed.target().contains("evil") && !followed.target().contains("Address"));
        assert_eq!(next("https://evil.example/x", 100), Next::End);
        assert_eq!(next(link, 0), Next::Token(token), "a page may be empty and lead on");
    }

    #[test]
    fn without_a_link_the_figures_decide() {
        let next = |total, links, token, rows| {
            super::next(&List { total, links, ..List::default() }, token, rows, 1_000)
        };
        assert_eq!(next(Some(250), true, Some("top=100&skip=100"), 100), Next::Token("skip=200".into()));
        assert_eq!(next(Some(250), true, Some("skip=200"), 50), Next::End);
        assert_eq!(next(Some(250), true, Some("cursor=x"), 50), Next::End, "nobody knows what to skip");
        assert_eq!(next(Some(250), true, Some("skip=200"), 0), Next::End);
        assert_eq!(next(None, false, None, 1_000), Next::Token("skip=1000".into()));
        assert_eq!(next(None, false, None, 999), Next::End);
        assert_eq!(next(None, false, None, 500), Next::Token("skip=500".into()), "a limit of the server's");
        assert_eq!(next(None, true, None, 1_000), Next::End);
    }
}
