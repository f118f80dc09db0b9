//! Reports in XML and in the answers of report jobs, rows of an API one after another (cases 04, 30, 56).

use super::bench::{HEADER, Row, Totals, cells, check, figures, report, text};

const CONTROL: &str = "Not ready 300, Ready 1500, Inbound contact 600, Not ready/Lunch 1800";

fn control(session: &'static str, agent: &'static str) -> [Row<'static>; 4] {
    [
        (session, agent, 0, "2026-11-13T09:00:00Z", 'U', 0, "300"),
        (session, agent, 1, "2026-11-13T09:05:00Z", 'A', 1, "1500"),
        (session, agent, 2, "2026-11-13T09:30:00Z", 'C', 1, "600"),
        (session, agent, 3, "2026-11-13T09:40:00Z", 'L', 2, "1800"),
    ]
}

fn both() -> Totals {
    Totals::from(["401", "402"].map(|agent| (agent.to_owned(), figures(CONTROL))))
}

#[test]
fn xml_of_several_programs() {
    let rows = |cell: &dyn Fn(&str, &str) -> String| -> String {
        let row = |row: &Row| {
            let cells =
                HEADER.iter().zip(cells(row)).map(|(name, text)| cell(name, &text)).collect::<String>();
            format!("<row>{cells}</row>\n")
        };
        control("9001", "401").iter().map(row).collect()
    };
    for (what, cell) in [
        (
            "types",
            &(|name: &str, text: &str| format!("<{name} xsi:type='xs:string'>{text}</{name}>"))
                as &dyn Fn(&str, &str) -> String,
        ),
        ("units", &|name, text| format!("<{name} unit='s'>{text}</{name}>")),
        ("names", &|name, text| format!("<field name='{name}'>{text}</field>")),
        ("columns", &|name, text| format!("<COLUMN NAME='{name}'><![CDATA[{text}]]></COLUMN>")),
        ("typed fields", &|name, text| format!("<field type='text' name='{name}'>{text}</field>")),
    ] {
        check(what, &format!("<list>\n{}</list>", rows(cell)), "UTC", CONTROL, &[]);
    }
}

/// What stands beside a cell's text, and cells that come twice.
#[test]
fn units_in_xml_are_read_and_second_cells_are_said() {
    let file = |length: &dyn Fn(&str) -> String, more: &str| {
        let row = |row: &Row| {
            let named = HEADER.iter().zip(cells(row)).map(|(name, text)| match *name {
                "Duration" => length(&text),
                _ => format!("<{name}>{text}</{name}>"),
            });
            format!("<row>{}{more}</row>\n", named.collect::<String>())
        };
        format!("<list>{}</list>", control("9001", "401").iter().map(row).collect::<String>())
    };
    let ms = |text: &str| format!("<Duration unit='ms'>{text}000</Duration>");
    let minutes =
        |text: &str| format!("<Duration units='minutes'>{}</Duration>", text.parse::<f64>().unwrap() / 60.0);
    let plain = |text: &str| format!("<Duration>{text}</Duration>");
    let twice = |text: &str| format!("<Duration>{text}</Duration><Duration>7</Duration>");
    check("milliseconds", &file(&ms, ""), "UTC", CONTROL, &[]);
    check("minutes", &file(&minutes, ""), "UTC", CONTROL, &[]);
    check("two lengths", &file(&twice, ""), "UTC", CONTROL, &["SecondColumn"]);
    check("two agents", &file(&plain, "<Agent_No>402</Agent_No>"), "UTC", CONTROL, &["SecondColumn"]);
    check("two starts", &file(&plain, "<Start_Date>x</Start_Date>"), "UTC", CONTROL, &["SecondColumn"]);
}

#[test]
fn xml_of_groups_tells_the_agent_of_all_rows_inside() {
    let group = |session, agent| {
        let row = |row: &Row| {
            let named = HEADER.iter().zip(cells(row)).filter(|(name, _)| !name.starts_with("Agent_N"));
            let cells: Vec<String> = named.map(|(name, text)| format!(" {name}=\"{text}\"")).collect();
            let cells = cells.concat();
            format!("<Details{cells}/>")
        };
        let rows: String = control(session, agent).iter().map(row).collect();
        format!("<Agent Agent_No=\"{agent}\" Agent_Name=\"Ana\"><All>{rows}</All></Agent>")
    };
    let file = format!(
        "<Report Title=\"Log\" From=\"11/13\">{}{}</Report>",
        group("9001", "401"),
        group("9002", "402")
    );
    let came = text(&file, "UTC");
    assert_eq!((came.totals(), came.said()), (both(), Vec::new()));
}

#[test]
fn all_files_of_a_report_job_are_read() {
    let base64 = |bytes: &[u8]| {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.encode(bytes)
    };
    let first = base64(report(&control("9001", "401"), ",").as_bytes());
    let second = base64(report(&control("9002", "402"), ";").as_bytes());
    for answer in [
        format!("[{{\"file\":\"{first}\"}},{{\"file\":\"{second}\"}}]"),
        format!("{{\"files\":[{{\"FileName\":\"a\",\"File\":\"{first}\"}},{{\"File\":\"{second}\"}}]}}"),
    ] {
        let came = text(&answer, "UTC");
        assert_eq!((came.totals(), came.said(), came.rows), (both(), Vec::new(), 8));
    }
}

#[test]
fn rows_of_an_api_one_after_another() {
    let row = |index, start, id, name, length| {
        format!(
            "{{\"stateIndex\":{index},\"startDate\":\"{start}\",\"agentId\":401,\"agentStateId\":{id},\
             \"agentStateName\":\"{name}\",\"agentSessionId\":9001,\"duration\":\"{length}\"}}"
        )
    };
    let rows = [
        row(0, "2026-11-13T09:00:00Z", 1, "Available", "PT30M"),
        row(1, "2026-11-13T09:30:00Z", 2, "Unavailable", "PT1H"),
    ];
    for between in ["\n", "\r\n", " "] {
        check(between, &rows.join(between), "UTC", "Ready 1800, Not ready 3600", &[]);
    }
    let rows = [
        r#"{"timestamp":"2026-11-13T09:00:00Z","state":"READY","duration":0}"#,
        r#"{"timestamp":"2026-11-13T10:00:00Z","state":"LOGOUT","duration":3600000}"#,
    ];
    let came = text(&rows.join("\n"), "UTC");
    assert_eq!(came.totals(), Totals::from([("file".to_owned(), figures("Ready 3600"))]));
}

#[test]
fn a_list_is_the_same_wherever_a_page_ends_also_inside_a_second() {
    let rows = [
        ("09:00:00", "READY", 0),
        ("09:01:00", "WRAP_UP", 60_000),
        ("09:01:00", "READY", 0),
        ("09:01:00", "NOT_READY", 0),
        ("09:02:00", "READY", 60_000),
        ("09:02:00", "LOGOUT", 0),
    ];
    let rows = rows.map(|(at, state, ms)| {
        format!("{{\"timestamp\":\"2026-11-13T{at}Z\",\"state\":\"{state}\",\"duration\":{ms}}}")
    });
    let expected = Totals::from([("file".to_owned(), figures("Ready 60, Not ready 60"))]);
    let page = |rows: &[String]| format!("{{\"records\":[{}]}}", rows.join(","));
    let newest_first: Vec<String> = rows.iter().rev().cloned().collect();
    for rows in [&rows[..], &newest_first] {
        for cut in 1..rows.len() {
            let came = text(&format!("[{},{}]", page(&rows[..cut]), page(&rows[cut..])), "UTC");
            assert_eq!((came.totals(), came.said()), (expected.clone(), vec!["OpenEnd".to_owned()]), "{cut}");
        }
    }
}

#[test]
fn saved_answers_that_speak_of_more_than_they_hold_say_so() {
    let row = |at: &str, agent: u32| {
        format!(r#"{{"startDate":"2026-11-13T{at}Z","agentId":{agent},"agentStateId":1,"duration":60}}"#)
    };
    let page = |rows: &str, rest: &str| format!(r#"{{"agentStateHistory":[{rows}]{rest}}}"#);
    let (one, two) = (row("09:00:00", 401), row("09:01:00", 401));
    let both = format!("{one},{two}");
    for (file, is_all) in [
        (page(&both, r#","totalRecords":2"#), true),
        (page(&both, r#","totalRecords":"3""#), false),
        (page(&both, r#","hasMore":true"#), false),
        (page(&both, r#","_links":{"next":"https://x.test/?skip=2"}"#), false),
        (page(&both, r#","_links":{"next":null}"#), true),
        (page(&both, r#","error":"timeout""#), false),
        (format!("[{},{}]", page(&one, r#","totalRecords":2"#), page(&two, r#","totalRecords":2"#)), true),
        (page(&one, r#","hasMore":true"#) + &page(&two, r#","hasMore":false"#), true),
        (page(&one, r#","hasMore":true"#) + &page(&two, r#","hasMore":true"#), false),
    ] {
        assert_eq!(text(&file, "UTC").said().is_empty(), is_all, "{file}");
    }
}
