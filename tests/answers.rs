//! Answers as servers really give them: lists in odd clothes, errors with status 200, wrong labels,
//! numbers as times, NaN.

mod world;

use shiftline::data::dialect::{Ask, DIALECTS, Decoded, Dialect, Place, Plan, by_name};
use shiftline::data::error::ErrorKind;
use shiftline::data::fetch::{FetchState, Silence};
use shiftline::data::query::{Agents, Query};
use shiftline::data::source::{Answer, Headers};
use shiftline::domain::dataset::{Dataset, DatasetInput};
use shiftline::domain::record::{Part, RejectReason, Series};
use shiftline::domain::state::{Catalog, StateKind};
use shiftline::domain::time::{DAY, MINUTE, SECOND, Span, parse_strict_utc};
use world::list::{List, START, Way};
use world::{World, kind, query, status};

const V2: &str = "reporting-v2";
const CXONE: &str = "cxone";

/// A good row of a dialect, some minutes after nine.
fn row(dialect: &dyn Dialect, minute: usize) -> String {
    if dialect.name() == V2 {
        format!(r#"{{"timestamp":"2026-11-13T09:{minute:02}:00Z","state":"READY","duration":60000}}"#)
    } else {
        format!(r#"{{"startDate":"2026-11-13T09:{minute:02}:00Z","agentStateId":1,"duration":"60"}}"#)
    }
}

fn array(dialect: &dyn Dialect) -> &'static str {
    if dialect.name() == V2 { "records" } else { "agentStateHistory" }
}

fn decode(dialect: &dyn Dialect, body: &str, catalog: &mut Catalog) -> Result<Decoded, ErrorKind> {
    let query = Query::new(Agents::All, Span::new(0, 1));
    let plan = Plan { agent: Some("7".into()), span: query.span };
    let ask = Ask { query: &query, plan: &plan, place: &Place { number: 1, token: None } };
    dialect.decode(&ask, body.as_bytes(), catalog)
}

/// Rows of a body, in which LIST stands for the name of the array and ROWS for three of them.
fn rows(dialect: &dyn Dialect, body: &str) -> Result<usize, ErrorKind> {
    let three = [0, 1, 2].map(|minute| row(dialect, minute)).join(",");
    let body = body.replace("LIST", array(dialect)).replace("ROWS", &three);
    let page = decode(dialect, &body, &mut Catalog::default())?.page;
    assert_eq!(page.rejected, [], "{body}");
    Ok(page.rows)
}

/// Cases 29-entries, 29b-cx-entries and their kind.
#[test]
fn a_list_is_found_in_any_clothes() {
    for dialect in DIALECTS {
        for body in [
            r#"{"LIST":[ROWS]}"#,
            "[ROWS]",
            r#"{"LIST":{"entries":[ROWS]}}"#,
            r#"{"LIST":{"count":3,"entries":[ROWS],"next":null}}"#,
            r#"{"LIST":{"LIST":[ROWS]}}"#,
            r#"{"LIST":{"whatever":[ROWS]}}"#,
            r#"{"LIST":{"columns":["a","b"],"rows":[ROWS]}}"#,
            r#"{"LIST":null,"entries":[ROWS]}"#,
            r#"{"entries":[ROWS],"LIST":{}}"#,
            r#"{"LIST":[],"entries":[ROWS]}"#,
            r#"{"data":{"LIST":[ROWS]}}"#,
            r#"{"result":{"data":[ROWS]},"status":"ok"}"#,
            "\u{feff}\n {\"LIST\":[ROWS]}\n",
        ] {
            assert_eq!(rows(dialect, body), Ok(3), "{} {body}", dialect.name());
        }
        let twice = r#"{"LIST":[ROWS],"entries":[ROWS]}"#;
        assert_eq!(rows(dialect, twice), Ok(3), "the list by its own name counts alone");
    }
}

/// Case 38-cx-empty-object and its kind.
#[test]
fn an_empty_list_is_one_in_any_clothes() {
    for dialect in DIALECTS {
        for body in [
            "[]",
            "{}",
            "\"\"",
            "\" \"",
            "null",
            r#"{"LIST":[]}"#,
            r#"{"LIST":{}}"#,
            r#"{"LIST":""}"#,
            r#"{"LIST":null}"#,
            r#"{"LIST":{"entries":[]}}"#,
            r#"{"LIST":{"entries":null}}"#,
            r#"{"businessUnitId":1,"totalRecords":0}"#,
            r#"{"businessUnitId":1,"total":"0"}"#,
            r#"{"LIST":[],"message":"No records found."}"#,
            r#"{"LIST":[],"error":null,"errors":[]}"#,
        ] {
            assert_eq!(rows(dialect, body), Ok(0), "{} {body}", dialect.name());
        }
    }
}

#[test]
fn what_has_no_list_is_an_error() {
    for dialect in DIALECTS {
        for (body, expected) in [
            (r#"{"status":"ok"}"#, ErrorKind::NoRecords),
            (r#"{"error_description":"The tenant is locked."}"#, ErrorKind::NoRecords),
            (r#"{"businessUnitId":1}"#, ErrorKind::NoRecords),
            (r#"{"totalRecords":3}"#, ErrorKind::NoRecords),
            (r#"{"LIST":{"message":"none"}}"#, ErrorKind::NoRecords),
            (r#"{"errors":[{"message":"x"}]}"#, ErrorKind::NoRecords),
            (r#"{"data":["a"]}"#, ErrorKind::NoRecords),
            (r#"{"LIST":5}"#, ErrorKind::NotJson),
            (r#"{"LIST":true}"#, ErrorKind::NotJson),
            (r#"{"LIST":"none"}"#, ErrorKind::NotJson),
            ("\"none\"", ErrorKind::NotJson),
            ("5", ErrorKind::NotJson),
            ("{} {}", ErrorKind::NotJson),
            (r#"{"LIST":{"entries":[ROWS]"#, ErrorKind::CutOff),
            (r#"{"entries":[ROWS],"LIST":{}"#, ErrorKind::CutOff),
        ] {
            assert_eq!(rows(dialect, body), Err(expected), "{} {body}", dialect.name());
        }
        let deep = format!("{}[]{}", "{\"LIST\":".repeat(100), "}".repeat(100));
        assert_eq!(rows(dialect, &deep), Err(ErrorKind::NoRecords));
    }
}

/// A world of one page, in either dialect.
fn loaded(
    dialect: &str,
    answer: Answer,
) -> World<impl FnMut(&shiftline::data::source::Request, usize) -> world::Reply> {
    let mut query = query();
    if dialect == CXONE {
        query.agents = Agents::Named(vec!["7".into()]);
        query.span = Span { start: START, end: START + DAY };
        query.settings.look_back_ms = 0;
    }
    World::of(dialect, query, move |_, _| Ok(answer.clone()))
}

/// Cases 33-cx-200-error, 34-v2-200-error and their kind: the server's words, and a way to go on.
#[test]
fn an_error_with_status_200_is_an_error() {
    for dialect in [V2, CXONE] {
        for (body, expected, words) in [
            (r#"{"error_description":"Locked."}"#, ErrorKind::NoRecords, Some("Locked.")),
            (r#"{"error":{"message":"Locked."}}"#, ErrorKind::NoRecords, Some("Locked.")),
            (r#"{"errors":[{"code":NaN,"message":"Locked."}]}"#, ErrorKind::NoRecords, Some("Locked.")),
            (r#"{"status":"ok"}"#, ErrorKind::NoRecords, None),
            (
                r#"{"error":"Locked.","records":[],"agentStateHistory":[]}"#,
                ErrorKind::SaidError,
                Some("Locked."),
            ),
        ] {
            let mut world = loaded(dialect, Answer::json(body));
            let state = world.run();
            assert_eq!(kind(&state), expected, "{dialect} {body}");
            let FetchState::Failed { why } = &state else { panic!("{state:?}") };
            assert_eq!((why.words.as_deref(), state.can_resume()), (words, true), "{dialect} {body}");
            assert_eq!((world.shape(), world.sent.len()), (".".into(), 1));
        }
    }
}

#[test]
fn words_of_an_error_beside_records_lose_neither() {
    let list = List::new(Way::Number, 100, 250);
    let is_broken = std::cell::Cell::new(true);
    let mut query = query();
    query.settings.page_size = Some(100);
    let mut world = World::new(query, |request, _| {
        let mut answer = list.right(request);
        if list.asked(request).0 == 2 && is_broken.get() {
            answer.body.splice(1..1, br#""error":"Only a part.","#.to_vec());
        }
        Ok(answer)
    });
    let FetchState::Failed { why } = world.run() else { panic!() };
    assert_eq!((why.kind, why.words.as_deref()), (ErrorKind::SaidError, Some("Only a part.")));
    assert!(world.rows() >= 200 && world.shape().starts_with("PP."));
    is_broken.set(false);
    world.fetch.resume();
    assert_eq!((world.run(), world.rows(), world.shape()), (FetchState::Finished, 250, "PPP".into()));
}

/// Case 54-v2-200-error-page2.
#[test]
fn an_error_on_a_later_page_keeps_the_pages_before() {
    let list = List::new(Way::Number, 1_000, 2_500);
    let mut world = World::new(query(), |request, _| {
        let is_second = list.asked(request).0 == 2;
        Ok(if is_second { Answer::json(r#"{"message":"Too busy."}"#) } else { list.right(request) })
    });
    let FetchState::Failed { why } = world.run() else { panic!() };
    assert_eq!((why.kind, why.words.as_deref()), (ErrorKind::NoRecords, Some("Too busy.")));
    assert!(world.rows() >= 1_000 && world.fetch.failures()[0].pages.contains(&2));
}

/// Case 35-json-as-html, over the whole way.
#[test]
fn records_under_a_wrong_label_are_read() {
    for way in [Way::Number, Way::Link] {
        let list = List::new(way, 1_000, 30);
        let body = format!("\u{feff} {}", String::from_utf8(list.answer(1, 0..30).body).unwrap());
        let utf16: Vec<u8> =
            body.trim_start_matches('\u{feff}').encode_utf16().flat_map(u16::to_le_bytes).collect();
        for body in [body.into_bytes(), [b"\xff\xfe".to_vec(), utf16].concat()] {
            let headers = Headers { content_type: Some("text/html".into()), ..Headers::default() };
            let mut world = loaded(way.dialect(), Answer { status: 200, headers, body });
            assert_eq!((world.run(), world.rows()), (FetchState::Finished, 30), "{way:?}");
        }
    }
}

/// Cases 40-base-with-path and 40c-v2-base-api: a 404 names where it came from, if nothing else came.
#[test]
fn a_404_is_no_error_but_names_the_path_that_was_asked() {
    let words = Answer { status: 404, ..Answer::json(r#"{"error":"not_found","message":"No such thing."}"#) };
    for (dialect, path) in [
        (V2, "/api/reporting/v2/agent-state-history"),
        (CXONE, "/incontactapi/services/v27.0/agents/7/state-history"),
    ] {
        let mut world = loaded(dialect, words.clone());
        assert_eq!(world.run(), FetchState::Finished);
        let silence = Silence { not_found: Some(path.into()), words: Some("No such thing.".into()) };
        assert_eq!(world.fetch.silence(), silence);
        for answer in [status(204), Answer::json("{}"), Answer::json("[]")] {
            let mut world = loaded(dialect, answer);
            assert_eq!(world.run(), FetchState::Finished);
            assert_eq!(world.fetch.silence(), Silence::default());
        }
    }
    let noted = Answer::json(r#"{"records":[],"message":"The agent never worked here."}"#);
    let mut world = loaded(V2, noted);
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!(world.fetch.silence().words.as_deref(), Some("The agent never worked here."));
}

#[test]
fn an_address_that_answered_one_agent_is_right_for_all() {
    let ids = (0..2).map(|i| format!("00000000-0000-0000-0000-{i:012}").into()).collect();
    let mut query = query();
    query.agents = Agents::Named(ids);
    let mut world = World::new(query, |request, _| {
        let is_first = request.get("agentId").unwrap().ends_with('0');
        Ok(if is_first { status(404) } else { Answer::json("{\"records\":[]}") })
    });
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!(world.fetch.silence(), Silence::default());
}

/// Case 39-429-hidden-header: a default pause, then data.
#[test]
fn a_pause_of_unknown_length_is_a_pause() {
    let list = List::new(Way::Number, 1_000, 30);
    let mut world = World::new(query(), |request, before| {
        Ok(if before == 0 { status(429) } else { list.right(request) })
    });
    assert_eq!((world.run(), world.rows()), (FetchState::Finished, 30));
    assert!(matches!(world.waits[0].0, FetchState::Waiting { .. }));
    let FetchState::Waiting { until, .. } = world.waits[0].0 else { panic!() };
    assert_eq!(until - world.waits[0].1, 5 * SECOND);
}

/// Time in states of a body read as the only page of a range.
fn ms_in(dialect: &str, body: &str, kinds: &[StateKind]) -> Vec<i64> {
    let dialect = by_name(dialect).unwrap();
    let mut catalog = Catalog::default();
    let page = decode(dialect, body, &mut catalog).unwrap().page;
    let start = parse_strict_utc("2026-11-13T00:00:00Z").unwrap();
    let window = Span { start, end: start + DAY };
    let durations = dialect.durations();
    let series = [Series::new(Some("7".into()), window, vec![Part::Page(page.into())], durations)];
    let data = Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end });
    kinds.iter().map(|kind| data.summary(window).kind(*kind).ms).collect()
}

/// Case 28-nan and its kind.
#[test]
fn nan_and_infinity_are_read_as_nothing() {
    let body = r#"{"extra":[NaN,{"x":-Infinity}],"records": [
        {"timestamp": "2026-11-13T09:00:00Z", "state": "LOGIN", "subState": NaN, "duration": NaN},
        {"timestamp": "2026-11-13T09:05:00Z", "state": "READY", "subState": NaN, "duration": 300000},
        {"timestamp": "2026-11-13T10:05:00Z", "state": "LOGOUT", "subState": "NaN", "duration": Infinity}]}"#;
    let kinds = [StateKind::LoggedIn, StateKind::Available];
    assert_eq!(ms_in(V2, body, &kinds), [5 * MINUTE, 60 * MINUTE]);
    let mut catalog = Catalog::default();
    let decoded = decode(by_name(V2).unwrap(), body, &mut catalog).unwrap();
    let records: Vec<_> = decoded.page.blocks.iter().flat_map(|(_, block)| block.records()).collect();
    let figures: Vec<_> = records.iter().map(|record| record.reported_ms).collect();
    assert_eq!(figures, [None, Some(300_000), None]);
    let reasons: Vec<_> = records.iter().map(|r| catalog.activity(r.activity).reason.as_deref()).collect();
    assert_eq!(reasons, [None, None, Some("NaN")], "what stands in a string stays");
    for dialect in DIALECTS {
        assert_eq!(rows(dialect, r#"{"LIST":NaN}"#), Ok(0));
        assert_eq!(rows(dialect, r#"{"LIST":[ROWS],"x":NaN"#), Err(ErrorKind::CutOff));
        assert_eq!(rows(dialect, r#"{"LIST":[ROWS],"x":NaNs}"#), Err(ErrorKind::NotJson));
    }
}

/// Case 51-epoch and its kind.
#[test]
fn times_as_numbers_are_seconds_or_milliseconds() {
    for (from, to) in [
        ("1794560400000", "1794564000000"),
        ("1794560400", "1794564000"),
        ("1794560400.0", "1.794564e9"),
        ("\"1794560400\"", "\"1794564000000\""),
    ] {
        let v2 = format!(
            r#"{{"records":[{{"timestamp":{from},"state":"READY","duration":0}},{{"timestamp":{to},"state":"LOGOUT","duration":3600000}}]}}"#
        );
        assert_eq!(ms_in(V2, &v2, &[StateKind::Available]), [60 * MINUTE], "{v2}");
        let cxone = format!(
            r#"{{"agentStateHistory":[{{"startDate":{from},"agentStateId":1,"duration":3600}},{{"startDate":{to},"agentStateId":0,"duration":0}}]}}"#
        );
        assert_eq!(ms_in(CXONE, &cxone, &[StateKind::Available]), [60 * MINUTE], "{cxone}");
    }
    for odd in [
        "12345",
        "-1794560400",
        "1e300",
        "9223372036854775807",
        "true",
        "[1794560400]",
        "\"0000-01-01T00:00:00+01:00\"",
    ] {
        for (dialect, body) in [
            (V2, format!(r#"{{"records":[{{"timestamp":{odd},"state":"READY"}}]}}"#)),
            (CXONE, format!(r#"{{"agentStateHistory":[{{"startDate":{odd},"agentStateId":1}}]}}"#)),
        ] {
            let page = decode(by_name(dialect).unwrap(), &body, &mut Catalog::default()).unwrap().page;
            let reasons: Vec<_> = page.rejected.iter().map(|row| row.reason).collect();
            assert_eq!(reasons, [RejectReason::NoTimestamp], "{body}");
        }
    }
}

/// Case 20-negative as far as it is read: a figure below zero is one, an absurd one is none.
#[test]
fn figures_of_any_size_are_read_without_harm() {
    for (figure, v2, cxone) in [
        ("-90", Some(-90), Some(-90_000)),
        ("\"-PT1M30S\"", None, Some(-90_000)),
        ("1000000000000000000", None, None),
        ("9223372036854775807", None, None),
        ("-9223372036854775808", None, None),
        ("1e308", None, None),
        ("\"inf\"", None, None),
        ("\"PT99999999999999999999H\"", None, None),
        ("NaN", None, None),
        ("\"soon\"", None, None),
        ("[1]", None, None),
    ] {
        for (dialect, expected) in [(V2, v2), (CXONE, cxone)] {
            let dialect = by_name(dialect).unwrap();
            let row = row(dialect, 0).replace("60000", figure).replace("\"60\"", figure);
            let body = format!("{{\"{}\":[{row}]}}", array(dialect));
            let page = decode(dialect, &body, &mut Catalog::default()).unwrap().page;
            assert_eq!(page.blocks[0].1.reported_ms(0), expected, "{body}");
        }
    }
}
