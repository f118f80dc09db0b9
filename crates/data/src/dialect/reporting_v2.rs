//! Reporting v2: `GET {base}/api/reporting/v2/agent-state-history`.
//!
//! ```json
//! {"records":[{"timestamp":"2026-11-03T12:00:00Z","state":"NOT_READY","subState":"Lunch","duration":1860000}]}
//! ```
//! `duration` is the time in the state **before**, in milliseconds.

use super::field::Field;
use super::json::{Json, Names};
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

    fn most_in_flight(&self) -> usize {
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
mod tests {
    use RejectReason::{NoState, NoTimestamp, NotARow};

    use super::*;
    use crate::dialect::{PageCursor, Plan};
    use model::state::StateKind;
    use model::time::Span;

    fn decode(body: &str, catalog: &mut Catalog) -> Result<Decoded, ErrorKind> {
        let mut query = Query::new(Agents::Named(vec!["a".into()]), Span::new(0, 1));
        query.settings.page_size = Some(3);
        let plan = Plan { agent: Some("a".into()), span: query.span };
        let place = PageCursor { number: 1, token: None };
        ReportingV2.decode(
            &PageRequest { query: &query, plan: &plan, place: &place },
            body.as_bytes(),
            catalog,
        )
    }

    fn records(body: &str) -> (Vec<Record>, Catalog) {
        let mut catalog = Catalog::default();
        let decoded = decode(body, &mut catalog).unwrap();
        let blocks = decoded.page.blocks;
        (blocks.iter().flat_map(|(_, block)| block.records()).collect(), catalog)
    }

    #[test]
    fn a_record_as_the_tutorial_shows_it() {
        let (records, catalog) = records(
            r#"{"records":[{"timestamp":"2026-11-03T12:00:00Z","state":"NOT_READY","subState":"Lunch","duration":1860000}]}"#,
        );
        let [record] = &records[..] else { panic!("{records:?}") };
        assert_eq!((record.at, record.reported_ms), (Millis(1_793_707_200_000), Some(1_860_000)));
        assert_eq!(catalog.code(record.activity), "NOT_READY");
        assert_eq!(catalog.kind(record.activity), StateKind::NotReady);
        assert_eq!(catalog.activity(record.activity).reason.as_deref(), Some("Lunch"));
    }

    #[test]
    fn durations_in_every_form() {
        for (duration, expected) in [
            ("", None),
            (r#","duration":null"#, None),
            (r#","duration":"1500""#, Some(1500)),
            (r#","duration":1500.7"#, Some(1500)),
            (r#","duration":-3"#, Some(-3)),
            (r#","duration":"soon""#, None),
            (r#","duration":[1]"#, None),
            (r#","duration":{"ms":1}"#, None),
            (r#","duration":true"#, None),
        ] {
            let body = format!(
                r#"{{"records":[{{"timestamp":"2026-11-03T12:00:00Z","state":"READY"{duration}}}]}}"#
            );
            assert_eq!(records(&body).0[0].reported_ms, expected, "{duration}");
        }
    }

    #[test]
    fn no_reason_is_no_reason_in_any_form() {
        for reason in
            ["", r#","subState":null"#, r#","subState":"""#, r#","subState":"  ""#, r#","subState":{}"#]
        {
            let body =
                format!(r#"{{"records":[{{"timestamp":"2026-11-03T12:00:00Z","state":"READY"{reason}}}]}}"#);
            let (records, catalog) = records(&body);
            assert_eq!(catalog.activity(records[0].activity).reason, None, "{reason}");
        }
    }

    #[test]
    fn unknown_names_stay_as_they_came() {
        let (records, catalog) = records(
            r#"{"extra":{"a":[1]},"records":[{"x":[{}],"state":"HOVER\u00c9","subState":42,"timestamp":"2026-11-03 12:00:00+01:00"}]}"#,
        );
        let activity = records[0].activity;
        assert_eq!((catalog.code(activity), catalog.label(activity)), ("HOVERÉ", "HOVERÉ"));
        assert_eq!(catalog.kind(activity), StateKind::Other);
        assert_eq!(catalog.activity(activity).reason.as_deref(), Some("42"));
    }

    #[test]
    fn rows_that_cannot_be_placed_are_kept_for_people_to_see() {
        let body = r#"{"records":[
            {"timestamp":"2026-11-03T12:00:00Z","state":"READY"},
            {"state":"READY"}, {"timestamp":"yesterday","state":"READY"}, {"timestamp":"2026-11-03T12:00:00Z"},
            {}, null, "text", 5, [1, [2]], {"timestamp":12345,"state":"READY"}
        ]}"#;
        let page = decode(body, &mut Catalog::default()).unwrap().page;
        assert_eq!(page.rows, 10);
        let seen: Vec<_> = page.rejected.iter().map(|r| (r.row, r.reason, r.excerpt.as_str())).collect();
        assert_eq!(
            seen,
            [
                (2, NoTimestamp, r#"{"state":"READY"}"#),
                (3, NoTimestamp, r#"{"timestamp":"yesterday","state":"READY"}"#),
                (4, NoState, r#"{"timestamp":"2026-11-03T12:00:00Z"}"#),
                (5, NotARow, "{}"),
                (6, NotARow, "null"),
                (7, NotARow, "\"text\""),
                (8, NotARow, "5"),
                (9, NotARow, "[1, [2]]"),
                (10, NoTimestamp, r#"{"timestamp":12345,"state":"READY"}"#),
            ]
        );
    }

    #[test]
    fn a_reason_that_is_no_text_is_said() {
        let remarks = |reason: &str| {
            let row =
                format!(r#"{{"timestamp":"2026-11-03T12:00:00Z","state":"READY","subState":{reason}}}"#);
            let page = decode(&format!(r#"{{"records":[{row}]}}"#), &mut Catalog::default()).unwrap().page;
            page.remarks.total()
        };
        assert_eq!(
            [r#"{"name":"Lunch"}"#, r#"["Lunch"]"#, "null", r#""""#, r#""Lunch""#].map(remarks),
            [1, 1, 0, 0, 0]
        );
    }

    #[test]
    fn rows_of_another_agent_are_not_the_asked_ones() {
        let row = |agent: &str| format!(r#"{{"timestamp":"2026-11-03T12:00:00Z","state":"READY"{agent}}}"#);
        let rows = [r#","agentId":"A""#, r#","agentId":"b""#, "", r#","agentId":5"#].map(row).join(",");
        for (body, refused) in [
            (format!(r#"{{"records":[{rows}]}}"#), &[2, 4][..]),
            (format!(r#"{{"records":[{rows}],"agentId":"b"}}"#), &[2, 3, 4]),
        ] {
            let page = decode(&body, &mut Catalog::default()).unwrap().page;
            assert!(page.blocks.iter().all(|(agent, _)| &**agent == "a") && page.rows == 4);
            assert!(page.rejected.iter().all(|row| row.reason == RejectReason::OtherAgent));
            assert_eq!(page.rejected.iter().map(|row| row.row).collect::<Vec<_>>(), refused);
        }
    }

    #[test]
    fn what_follows_a_page() {
        let next = |body: &str| decode(body, &mut Catalog::default()).unwrap().next;
        let rows = |n: usize| vec![r#"{"timestamp":"2026-11-03T12:00:00Z","state":"READY"}"#; n].join(",");
        let body = |n, token: &str| format!(r#"{{"records":[{}]{token}}}"#, rows(n));
        assert_eq!(next(&body(2, "")), Next::End);
        assert_eq!(next(&body(3, "")), Next::Number);
        assert_eq!(next(&body(3, r#","nextPageToken":null"#)), Next::Number);
        assert_eq!(next(&body(3, r#","nextPageToken":"""#)), Next::Number);
        assert_eq!(next(&body(2, r#","nextPageToken":"x""#)), Next::Token("x".into()));
        assert_eq!(next(&body(0, r#","nextPageToken":"x""#)), Next::Token("x".into()));
        assert_eq!(next(&body(0, "")), Next::End);
        let bad = ["{}"; 3].join(",");
        assert_eq!(next(&format!(r#"{{"records":[{bad}]}}"#)), Next::Number, "bad rows are rows");
    }

    #[test]
    fn broken_bodies_are_told_apart() {
        let error = |body: &str| decode(body, &mut Catalog::default()).unwrap_err();
        assert_eq!(error(r#"{"records":[{"timestamp":"2026-"#), ErrorKind::CutOff);
        assert_eq!(error(r#"{"records":[]"#), ErrorKind::CutOff);
        assert_eq!(error("records"), ErrorKind::NotJson);
        assert_eq!(error(r#"{"records":5}"#), ErrorKind::NotJson);
        assert_eq!(error(r#"{"records":[]} and more"#), ErrorKind::NotJson);
        assert_eq!(error(r#"{"status":"ok"}"#), ErrorKind::NoRecords);
        assert_eq!(error(r#"{"agentStateHistory":[]}"#), ErrorKind::NoRecords);
    }

    #[test]
    fn marks_and_broken_characters_are_no_obstacle() {
        let mut body =
            b"\xef\xbb\xbf{\"records\":[{\"timestamp\":\"2026-11-03T12:00:00Z\",\"state\":\"A\xff\"}]}"
                .to_vec();
        let plan = Plan { agent: Some("a".into()), span: Span::new(0, 1) };
        let query = Query::new(Agents::All, plan.span);
        let ask = PageRequest { query: &query, plan: &plan, place: &PageCursor { number: 1, token: None } };
        let mut catalog = Catalog::default();
        assert_eq!(ReportingV2.decode(&ask, &body, &mut catalog).unwrap().page.rows, 1);
        assert!(catalog.activities().any(|(id, _)| catalog.code(id) == "A\u{fffd}"));
        body.truncate(20);
        assert_eq!(ReportingV2.decode(&ask, &body, &mut catalog).unwrap_err(), ErrorKind::CutOff);
    }
}
