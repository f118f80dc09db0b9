//! Bodies as servers really send them: lists in odd clothes, numbers as times, NaN.

use data::dialect::{DIALECTS, Decoded, Dialect, PageCursor, PageRequest, Plan, by_name};
use data::error::ErrorKind;
use data::query::{Agents, Query};
use model::dataset::{Dataset, DatasetInput};
use model::page::{Part, Series};
use model::record::RejectReason;
use model::state::{Catalog, StateKind};
use model::time::{DAY, MINUTE, Span, parse_strict_utc};

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
    let ask = PageRequest { query: &query, plan: &plan, place: &PageCursor { number: 1, token: None } };
    dialect.decoder().decode(&ask, body.as_bytes(), catalog)
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
