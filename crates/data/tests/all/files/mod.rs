//! Files: the report, saved pages, and Shiftline's own export, which gives the same timeline again.

mod odd_rows;
mod round_trip;

use std::fmt::Write;

use data::files::{DateOrder, FileError, FileKind, Import, Imported, Options, dataset};
use model::page::{Part, Series};
use model::record::{Durations, RejectReason};
use model::state::{Catalog, StateKind};
use model::time::{HOUR, MINUTE, Millis, SECOND, Span, parse_strict_utc};
use model::zone::Zone;

fn options() -> Options {
    Options::new(Zone::utc())
}

fn import_pieces(bytes: &[u8], piece: usize, options: Options) -> Result<(Imported, Catalog), FileError> {
    let (mut import, mut catalog) = (Import::new(options), Catalog::default());
    for bytes in bytes.chunks(piece) {
        import.feed(bytes, &mut catalog)?;
    }
    let imported = import.finish(&mut catalog)?;
    Ok((imported, catalog))
}

fn import(text: &str) -> (Imported, Catalog) {
    import_pieces(text.as_bytes(), 1 << 20, options()).unwrap()
}

/// Agent, time, state, reason, figure, key and detail of every record.
type Told = (String, i64, String, Option<String>, Option<i64>, (u64, Option<u32>), Option<String>);

fn told(series: &[Series], catalog: &Catalog) -> Vec<Told> {
    let pages = series.iter().flat_map(|series| &series.parts).filter_map(Part::page);
    let blocks = pages.flat_map(|page| &page.blocks);
    let records = blocks.flat_map(|(agent, block)| block.records().map(move |record| (agent, record)));
    records
        .map(|(agent, record)| {
            let reason = catalog.activity(record.activity).reason.as_ref().map(ToString::to_string);
            (
                agent.to_string(),
                record.at.0,
                catalog.code(record.activity).to_owned(),
                reason,
                record.reported_ms,
                (record.key.session, record.key.index),
                record.detail.as_ref().map(ToString::to_string),
            )
        })
        .collect()
}

const LOG: &str = "\
Agent_Session_ID,Agent_No,Agent_Name,Team_No,Bus_No,StateIndex,Start_Date,Working,Available,Outstate_Code,Outstate,Log_State,Skill_No,Skill_Name,Duration
77,100001,\"O'Brien, Ada\",2001,459,1,11/03/2026 09:00:00,0,0,-12,,0,,,60
77,100001,\"O'Brien, Ada\",2001,459,2,11/03/2026 09:01:00,0,1,0,Available,1,,,540.5
77,100001,\"O'Brien, Ada\",2001,459,3,11/03/2026 09:10:00,4,0,0,,1,31,Billing,0:05:00
77,100001,\"O'Brien, Ada\",2001,459,4,11/03/2026 09:15:00,0,0,20067,After Call Work,1,,,30
77,100001,\"O'Brien, Ada\",2001,459,5,11/03/2026 09:15:30,0,0,20061,Lunch,2,,,PT30M
";

fn nine() -> i64 {
    parse_strict_utc("2026-11-03T09:00:00Z").unwrap().0
}

#[test]
fn the_report_with_its_own_numbers() {
    let (file, catalog) = import(LOG);
    assert_eq!((file.kind, file.rows, file.rejected), (FileKind::AgentStateLog, 5, 0));
    assert!(file.series.iter().all(|series| series.durations == Durations::OfOwnState));
    let told = told(&file.series, &catalog);
    let brief: Vec<_> =
        told.iter().map(|t| (t.1 - nine(), t.2.as_str(), t.3.as_deref(), t.4.unwrap(), t.5)).collect();
    assert_eq!(
        brief,
        [
            (0, "Unavailable", Some("Logoff pending"), MINUTE, (77, Some(1))),
            (MINUTE, "Available", None, 540_500, (77, Some(2))),
            (10 * MINUTE, "InboundConsult", None, 5 * MINUTE, (77, Some(3))),
            (15 * MINUTE, "Unavailable", Some("After Call Work"), 30 * SECOND, (77, Some(4))),
            (15 * MINUTE + 30 * SECOND, "Unavailable", Some("Lunch"), 30 * MINUTE, (77, Some(5))),
        ]
    );
    assert_eq!(
        told[2].6.as_deref(),
        Some("Team No: 2001 · Bus No: 459 · Log State: 1 · Skill No: 31 · Skill Name: Billing")
    );
    assert_eq!(file.names.get("100001").map(String::as_str), Some("O'Brien, Ada"));
    let kinds: Vec<_> = catalog.activities().map(|(_, activity)| activity.kind).skip(3).collect();
    let expected = [
        StateKind::NotReady,
        StateKind::Available,
        StateKind::OnContact,
        StateKind::WrapUp,
        StateKind::NotReady,
    ];
    assert_eq!(kinds, expected);
    let end = nine() + 45 * MINUTE + 30 * SECOND;
    assert_eq!(file.window(), Some(Span::new(nine(), end)));
}

#[test]
fn other_spellings_orders_delimiters_and_encodings_give_the_same() {
    let plain = import(LOG);
    let expected = told(&plain.0.series, &plain.1);
    let other = LOG
        .replace("Agent_No", "Agent ID")
        .replace("StateIndex", "State Index")
        .replace("Start_Date", "START DATE");
    let semicolons = LOG.replace("\"O'Brien, Ada\"", "Ada").replace(',', ";");
    let titled = format!("Agent State Log\nFrom 11/03/2026\n\n{LOG}");
    let crlf = LOG.replace('\n', "\r\n");
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(LOG.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = [b"\xef\xbb\xbf", LOG.as_bytes()].concat();
    for bytes in
        [other.as_bytes(), semicolons.as_bytes(), titled.as_bytes(), crlf.as_bytes(), &utf16, &marked]
    {
        for piece in [1, 7, 100, 1 << 20] {
            let (file, catalog) = import_pieces(bytes, piece, options()).unwrap();
            assert_eq!(told(&file.series, &catalog), expected);
        }
    }
}

#[test]
fn columns_may_stand_in_any_order_and_some_may_lack() {
    let text = "Outstate,Start Date,Start Time,First Name,Last Name\nLunch,11/03/2026,9:00 AM,Ada,O'Brien\n";
    let (file, catalog) = import(text);
    let told = told(&file.series, &catalog);
    assert_eq!((&*told[0].0, told[0].1, told[0].3.as_deref()), ("Ada O'Brien", nine(), Some("Lunch")));
    let by_state = "agent,start,end,state,reason\n7,2026-11-03 09:00,2026-11-03 09:10,NOT_READY,Lunch\n";
    let (file, catalog) = import(by_state);
    let told = self::told(&file.series, &catalog);
    assert_eq!((&*told[0].2, told[0].4), ("NOT_READY", Some(10 * MINUTE)));
    assert!(catalog.activities().any(|(_, activity)| activity.kind == StateKind::NotReady));
}

#[test]
fn bad_rows_are_listed_with_their_lines_and_the_rest_is_used() {
    let text = format!(
        "{LOG}77,100001,Ada,,,6,yesterday,0,1,0,,1,,,5\n\n,,,,,,,,,,,,,,\n77,,,,,7,11/03/2026 10:00:00,0,1,,,,,,5\n77,100001,,,,8,11/03/2026 10:00:00,,,,,,,,5\n"
    );
    let (file, _) = import(&text);
    let Part::Page(page) = &file.series[0].parts[0] else { panic!("no page") };
    let lines: Vec<_> = page.rejected.iter().map(|row| (row.row, row.reason)).collect();
    let expected = [
        (7, RejectReason::NoTimestamp),
        (9, RejectReason::NotARow),
        (10, RejectReason::NoAgent),
        (11, RejectReason::NoState),
    ];
    assert_eq!(lines, expected);
    assert!(page.rejected[0].excerpt.contains("yesterday"));
    assert_eq!((file.rows, file.rejected), (9, 4));
}

#[test]
fn the_order_of_dates_is_proven_or_chosen() {
    let with = |dates: [&str; 2], order| {
        let text = format!("Agent_No,Start_Date,Available\n1,{} 09:00,1\n1,{} 10:00,0\n", dates[0], dates[1]);
        let options = Options { date_order: order, ..options() };
        let (file, catalog) = import_pieces(text.as_bytes(), 1 << 20, options).unwrap();
        (told(&file.series, &catalog)[0].1, file.dates.unwrap())
    };
    let (at, dates) = with(["11/03/2026", "11/03/2026"], None);
    assert_eq!((at, dates.order, dates.certain), (nine(), DateOrder::MonthFirst, false));
    let (at, dates) = with(["03/11/2026", "13/11/2026"], None);
    assert_eq!((at, dates.order, dates.certain), (nine(), DateOrder::DayFirst, true));
    let (at, dates) = with(["03/11/2026", "04/11/2026"], Some(DateOrder::DayFirst));
    assert_eq!((at, dates.order, dates.certain), (nine(), DateOrder::DayFirst, true));
}

#[test]
fn the_reports_clocks_belong_to_the_zone_that_is_chosen() {
    let options = Options { zone: Zone::new("x", -5 * 3600, vec![]), ..options() };
    let (file, catalog) = import_pieces(LOG.as_bytes(), 99, options).unwrap();
    assert_eq!(told(&file.series, &catalog)[0].1, nine() + 5 * HOUR);
}

#[test]
fn what_is_no_such_file_is_said() {
    let error = |bytes: &[u8]| import_pieces(bytes, 1 << 20, options()).unwrap_err();
    assert_eq!(error(b""), FileError::Empty);
    assert_eq!(error(b" \n "), FileError::Empty);
    assert_eq!(error(b"PK\x03\x04whatever"), FileError::Spreadsheet);
    assert_eq!(error(b"GIF89a\0\x01\0\0\0\0"), FileError::NotText);
    let columns = FileError::UnknownColumns {
        found: vec!["name".into(), "price".into()],
        rows: vec![vec!["Tea".into(), "3".into()]],
    };
    assert_eq!(error(b"name,price\nTea,3\n"), columns);
    let many = vec![vec!["Tea".into(), "3".into()]; 1_000];
    let columns = FileError::UnknownColumns { found: vec!["name".into(), "price".into()], rows: many };
    let long = format!("name,price\n{}", "Tea,3\n".repeat(50_000));
    assert_eq!(import_pieces(long.as_bytes(), 4_096, options()).unwrap_err(), columns);
    assert_eq!(error(b"{\"records\":[{"), FileError::CutOff);
    assert_eq!(error(b"{records}"), FileError::NotJson);
    assert_eq!(error(b"{\"a\":1}"), FileError::UnknownJson);
    assert_eq!(error(b"{\"records\":[]}{\"agentStateHistory\":[]}"), FileError::MixedApis);
}

const V2_ROW: &str = r#"{"timestamp":"2026-11-03T09:00:00Z","state":"READY","duration":5}"#;
const CX_ROW: &str =
    r#"{"startDate":"2026-11-03T09:00:00Z","agentId":7,"agentStateId":1,"stateIndex":1,"duration":"PT5S"}"#;

#[test]
fn saved_pages_of_either_api_in_any_arrangement() {
    let page = |array: &str, row: &str| format!(r#"{{"{array}":[{row}]}}"#);
    let (v2, cx) = (page("records", V2_ROW), page("agentStateHistory", CX_ROW));
    for (text, api, agent, rows) in [
        (v2.clone(), "reporting-v2", "agent", 1),
        (format!("{v2}\n{v2}"), "reporting-v2", "agent", 2),
        (format!("[{v2},{v2}]"), "reporting-v2", "agent", 2),
        (format!("[{V2_ROW},{V2_ROW}]"), "reporting-v2", "agent", 2),
        (cx.clone(), "cxone", "7", 1),
        (format!("\u{feff} [{cx},{cx}]"), "cxone", "7", 2),
        (format!("[{CX_ROW}]"), "cxone", "7", 1),
        (page("agentStateHistory", &CX_ROW.replace(r#""agentId":7,"#, "")), "cxone", "agent", 1),
    ] {
        for piece in [3, 1 << 20] {
            let (file, catalog) = import_pieces(text.as_bytes(), piece, options()).unwrap();
            assert_eq!((file.kind, file.rows, file.rejected), (FileKind::Pages(api), rows, 0), "{text}");
            let told = told(&file.series, &catalog);
            assert_eq!((told.len(), &*told[0].0, told[0].1), (rows, agent, nine()), "{text}");
        }
    }
    let somebody = Options { agent: Some("somebody".into()), ..options() };
    let (file, catalog) = import_pieces(v2.as_bytes(), 99, somebody).unwrap();
    assert_eq!(told(&file.series, &catalog)[0].0, "somebody");
}

#[test]
fn several_files_merge() {
    let mut catalog = Catalog::default();
    let mut read = |text: &str| {
        let mut import = Import::new(options());
        import.feed(text.as_bytes(), &mut catalog).unwrap();
        import.finish(&mut catalog).unwrap()
    };
    let files = [read(LOG), read(&format!(r#"{{"agentStateHistory":[{CX_ROW}]}}"#)), read(LOG)];
    let data = dataset(&files, catalog, Millis(nine() + 24 * HOUR));
    assert_eq!((data.agents.len(), data.records(), data.losses.duplicates), (2, 6, 5));
}

#[test]
fn a_large_report_is_read_in_pages() {
    let mut text = LOG.lines().next().unwrap().to_owned();
    for i in 0..50_000 {
        let (hour, minute, second) = (i / 3600 % 24, i / 60 % 60, i % 60);
        write!(text, "\n1,{},,,,{i},11/03/2026 {hour:02}:{minute:02}:{second:02},0,1,0,,1,,,1", i % 3)
            .unwrap();
    }
    let (file, catalog) = import_pieces(text.as_bytes(), 10_000, options()).unwrap();
    assert_eq!((file.rows, file.rejected), (50_000, 0));
    assert_eq!(file.series[0].parts.len(), 3);
    assert_eq!(told(&file.series, &catalog).len(), 50_000);
}
