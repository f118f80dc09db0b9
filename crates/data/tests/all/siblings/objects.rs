//! Reports as JSON that no API sends: lists of objects (cases 04, 28, 30).

use data::files::FileError;
use model::record::Durations;

use super::bench::{HEADER, Row, Totals, cells, check, figures, read, text};

const CONTROL: &str = "Not ready 300, Ready 1500, Inbound contact 600, Not ready/Lunch 1800";

fn control(session: &'static str, agent: &'static str) -> [Row<'static>; 4] {
    [
        (session, agent, 0, "11/13/2026 09:00:00", 'U', 0, "300"),
        (session, agent, 1, "11/13/2026 09:05:00", 'A', 1, "1500"),
        (session, agent, 2, "11/13/2026 09:30:00", 'C', 1, "600"),
        (session, agent, 3, "11/13/2026 09:40:00", 'L', 2, "1800"),
    ]
}

/// Rows as objects; members that are nothing are left out where `write` says nothing.
fn objects(rows: &[Row], write: &dyn Fn(&str, &str) -> Option<String>) -> Vec<String> {
    let object = |row: &Row| {
        let members = HEADER.iter().zip(cells(row)).filter_map(|(name, text)| write(name, &text));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    };
    rows.iter().map(object).collect()
}

fn member(name: &str, text: &str) -> String {
    format!("\"{name}\":\"{text}\"")
}

fn error(text: &str) -> FileError {
    read(&[("file", text.as_bytes())], "UTC").err().unwrap_or_else(|| panic!("read: {text}"))
}

#[test]
fn the_report_as_json_of_several_programs() {
    let is_number = |text: &str| text.parse::<f64>().is_ok();
    let typed = |name: &str, text: &str| {
        Some(if is_number(text) { format!("\"{name}\":{text}") } else { format!("\"{name}\" : \"{text}\"") })
    };
    let nulls = |name: &str, text: &str| {
        Some(if text.is_empty() { format!("\"{name}\":null") } else { typed(name, text)? })
    };
    let sparse = |name: &str, text: &str| if text.is_empty() { None } else { typed(name, text) };
    let nans = |name: &str, text: &str| {
        Some(if text.is_empty() { format!("\"{name}\":NaN") } else { typed(name, text)? })
    };
    let flags = |name: &str, text: &str| {
        if name == "Available" { Some(format!("\"{name}\":{}", text == "1")) } else { typed(name, text) }
    };
    let camel = |name: &str, text: &str| typed(&name.replace('_', ""), text);
    let nested = |name: &str, text: &str| {
        if name == "Team_No" {
            Some("\"Team_No\":{\"id\": 5, \"tags\":[{\"a\":1}]}".into())
        } else {
            typed(name, text)
        }
    };
    let texts = |name: &str, text: &str| Some(member(name, text));
    for (what, write) in [
        ("texts", &texts as &dyn Fn(&str, &str) -> Option<String>),
        ("typed", &typed),
        ("nulls", &nulls),
        ("sparse", &sparse),
        ("NaN", &nans),
        ("flags", &flags),
        ("camel", &camel),
        ("nested", &nested),
    ] {
        let rows = objects(&control("9001", "401"), write);
        let list = rows.join(",\n");
        for (around, file) in [
            ("list", format!("[{list}]")),
            ("lines", rows.join("\r\n")),
            ("rows", format!("{{\"rows\":[{list}]}}")),
            ("an API's name", format!("{{\"records\":[{list}],\"totalRecords\":4}}")),
            ("the other's", format!("{{\"agentStateHistory\":[{list}]}}")),
            (
                "deeper",
                format!("{{\"report\":{{\"name\":\"Log\",\"data\":[{list}]}},\"links\":[{{\"next\":5}}]}}"),
            ),
            (
                "pages",
                format!(
                    "[{{\"rows\":[{}]}},{{\"rows\":[]}},{{\"rows\":[{},{},{}]}}]",
                    rows[0], rows[1], rows[2], rows[3]
                ),
            ),
        ] {
            check(&format!("{what}, {around}"), &file, "UTC", CONTROL, &[]);
        }
    }
}

#[test]
fn rows_inside_agents_are_theirs() {
    let agent = |session, agent| {
        let without = |name: &str, text: &str| (!name.starts_with("Agent_N")).then(|| member(name, text));
        let rows = objects(&control(session, agent), &without).join(",");
        format!("{{\"Agent_No\":{agent},\"Agent_Name\":\"Ana\",\"rows\":[{rows}]}}")
    };
    let both = format!("{{\"agents\":[{},{}]}}", agent("9001", "401"), agent("9002", "402"));
    let lines = format!("{}\n{}", agent("9001", "401"), agent("9002", "402"));
    let expected = Totals::from(["401", "402"].map(|agent| (agent.to_owned(), figures(CONTROL))));
    for file in [both, lines] {
        let came = text(&file, "UTC");
        assert_eq!((came.totals(), came.said(), came.rows), (expected.clone(), Vec::new(), 8), "{file}");
    }
}

#[test]
fn rows_that_are_none_are_refused_by_their_numbers() {
    let mut rows = objects(&control("9001", "401"), &|name, text| Some(member(name, text)));
    rows.insert(1, "7".into());
    rows.insert(3, "{}".into());
    rows.insert(4, "{\"Start_Date\":\"yesterday\"}".into());
    for file in [format!("[\n{}\n]", rows.join(",")), rows.join("\n")] {
        check("refused", &file, "UTC", CONTROL, &["Refused"]);
        let losses = text(&file, "UTC").data.losses;
        let numbers: Vec<usize> = losses.rejected.iter().map(|(_, row)| row.row).collect();
        assert_eq!(numbers, [2, 4, 5]);
        assert!(
            losses.rejected[0].1.excerpt.contains('7') && losses.rejected[2].1.excerpt.contains("yesterday")
        );
    }
}

#[test]
fn half_a_character_costs_nothing_but_itself() {
    let rows = objects(&control("9001", "401"), &|name, text| {
        Some(member(name, &text.replace("Lunch", "Lunch\\ud83d")))
    });
    let expected = "Not ready 300, Ready 1500, Inbound contact 600, Not ready/Lunch\u{fffd} 1800";
    check("half", &format!("[{}]", rows.join(",")), "UTC", expected, &["BrokenText"]);
}

#[test]
fn what_is_a_table_is_asked_about_and_the_rest_is_not() {
    let row = r#"{"user":"ana","status":"Away","since":"2026-11-13 09:00:00","skills":[ 1, {"a": "b c"} ]}"#;
    for file in
        [format!("[{row},{row}]"), format!("{row}\n{row}"), format!("{{\"x\":5,\"any\":[{row},{row}]}}")]
    {
        let FileError::UnknownColumns { found, rows } = error(&file) else { panic!("known: {file}") };
        assert_eq!(found, ["user", "status", "since", "skills"]);
        assert_eq!(rows, vec![["ana", "Away", "2026-11-13 09:00:00", "[1,{\"a\":\"b c\"}]"]; 2]);
    }
    assert_eq!(error("[]"), FileError::Empty);
    for file in [
        "[[]]",
        "[1,2,3]",
        "{}",
        r#"{"error":"invalid_token","error_description":"expired"}"#,
        r#"[{"a":1},{"a":2}]"#,
        r#"{"columns":["a","b"],"rows":[[1,2]]}"#,
        r#"{"401":[{"x":1,"y":2}],"402":[{"x":1,"y":2}]}"#,
    ] {
        assert_eq!(error(file), FileError::UnknownJson, "{file}");
    }
    assert_eq!(error(&format!("{row}\n{}", &row[..40])), FileError::CutOff);
    assert_eq!(error(&format!("{row}\n<html>")), FileError::NotJson);
    // An API's rows are none of a table, wherever they are: their figures may be those of the state before.
    let wrapped = r#"{"result":{"records":[{"timestamp":"2026-11-13T09:00:00Z","state":"READY"},
        {"timestamp":"2026-11-13T09:10:00Z","state":"LUNCH","duration":600}]}}"#;
    let Ok(came) = read(&[("ana", wrapped.as_bytes())], "UTC") else { panic!("refused") };
    assert_eq!(came.data.agents[0].documented, Durations::OfPreviousState);
}

/// An API's rows that cannot be used are refused one by one, as before.
#[test]
fn pages_of_which_every_row_is_refused_stay_pages() {
    for file in [
        r#"{"records":[{"timestamp":"soon","state":"READY","duration":5}]}"#,
        r#"{"records":[{"at":"2026-11-13T09:00:00Z","what":"READY"}]}"#,
        r#"{"agentStateHistory":[{"startDate":"soon","agentId":7,"agentStateId":1}]}"#,
    ] {
        let came = text(file, "UTC");
        assert_eq!((came.rows, came.said()), (1, vec!["Refused".to_owned()]), "{file}");
    }
}
