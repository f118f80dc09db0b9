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
    ReportingV2.decode(&PageRequest { query: &query, plan: &plan, place: &place }, body.as_bytes(), catalog)
}

#[test]
fn nobody_is_asked_for_everybody() {
    let query = |agents| Query::new(agents, Span::new(0, 1));
    assert!(!ReportingV2.offers_all() && ReportingV2.numbers_pages());
    assert_eq!(ReportingV2.plan(&query(Agents::All)), Err(QueryError::AllNotOffered));
    let named = Agents::Named(vec!["0e3f8b6a-1c2d-4e5f-8a9b-000000000401".into()]);
    assert!(ReportingV2.plan(&query(named)).is_ok());
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
        let body =
            format!(r#"{{"records":[{{"timestamp":"2026-11-03T12:00:00Z","state":"READY"{duration}}}]}}"#);
        assert_eq!(records(&body).0[0].reported_ms, expected, "{duration}");
    }
}

#[test]
fn no_reason_is_no_reason_in_any_form() {
    for reason in ["", r#","subState":null"#, r#","subState":"""#, r#","subState":"  ""#, r#","subState":{}"#]
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
        let row = format!(r#"{{"timestamp":"2026-11-03T12:00:00Z","state":"READY","subState":{reason}}}"#);
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
        b"\xef\xbb\xbf{\"records\":[{\"timestamp\":\"2026-11-03T12:00:00Z\",\"state\":\"A\xff\"}]}".to_vec();
    let plan = Plan { agent: Some("a".into()), span: Span::new(0, 1) };
    let query = Query::new(Agents::All, plan.span);
    let ask = PageRequest { query: &query, plan: &plan, place: &PageCursor { number: 1, token: None } };
    let mut catalog = Catalog::default();
    assert_eq!(ReportingV2.decode(&ask, &body, &mut catalog).unwrap().page.rows, 1);
    assert!(catalog.activities().any(|(id, _)| catalog.code(id) == "A\u{fffd}"));
    body.truncate(20);
    assert_eq!(ReportingV2.decode(&ask, &body, &mut catalog).unwrap_err(), ErrorKind::CutOff);
}
