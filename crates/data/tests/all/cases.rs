//! Files as people who do this job have them, each with its exact right figures. The inputs lie in
//! `tests/cases`; people and figures in them are made up. Milliseconds unless a unit stands there.

use std::fmt::Write;

use crate::zoned::zone;
use data::files::{self, FileKind, Import, Imported, Options};
use model::dataset::Dataset;
use model::findings::FindingKind;
use model::remark::RemarkKind;
use model::state::Catalog;
use model::time::{HOUR, MINUTE, SECOND, Span, parse_strict_utc};
use model::zone::Zone;

/// A file that is dropped: its name, and what it holds.
type Dropped = (&'static str, Vec<u8>);

/// What is to come of a case.
struct Case {
    id: &'static str,
    files: Vec<Dropped>,
    zone: &'static str,
    /// State label, reason and time of everything that has any or occurs; absences too.
    totals: &'static [(&'static str, &'static str, i64)],
    /// What is said about the sources: kind and number.
    remarks: &'static [(RemarkKind, usize)],
    /// What is said about the records: kind and number.
    findings: &'static [(FindingKind, usize)],
    /// Records in all.
    records: usize,
}

macro_rules! file {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../../tests/cases/", $name)).to_vec())
    };
}

const MIN: i64 = MINUTE;
const SEC: i64 = SECOND;

/// Available 25 min, contact 10, Lunch 30, Unavailable 5: what several spellings of one report say.
const CONTROL: &[(&str, &str, i64)] = &[
    ("Ready", "", 25 * MIN),
    ("Inbound contact", "", 10 * MIN),
    ("Not ready", "Lunch", 30 * MIN),
    ("Not ready", "", 5 * MIN),
];

fn case(id: &'static str, files: Vec<Dropped>, records: usize, totals: &'static [(&str, &str, i64)]) -> Case {
    Case { id, files, zone: "UTC", totals, remarks: &[], findings: &[], records }
}

impl Case {
    fn zone(self, zone: &'static str) -> Self {
        Self { zone, ..self }
    }

    fn remarks(self, remarks: &'static [(RemarkKind, usize)]) -> Self {
        Self { remarks, ..self }
    }

    fn findings(self, findings: &'static [(FindingKind, usize)]) -> Self {
        Self { findings, ..self }
    }
}

fn read(files: &[Dropped], zone: &Zone) -> (Vec<Imported>, Dataset) {
    let mut catalog = Catalog::default();
    let read = |(name, bytes): &Dropped| {
        let stem = name.split('.').next().unwrap_or(name);
        let mut import = Import::new(Options { agent: Some(stem.into()), ..Options::new(zone.clone()) });
        import.feed(bytes, &mut catalog).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        import.end(&mut catalog).unwrap_or_else(|error| panic!("{name}: {error:?}"))
    };
    let files: Vec<Imported> = files::settle_together(files.iter().map(read).collect());
    let now = parse_strict_utc("2026-11-26T12:00:00Z").unwrap();
    let data = files::dataset(&files, catalog, now);
    (files, data)
}

fn totals(data: &Dataset) -> Vec<(String, String, i64)> {
    let summary = data.summary(data.window);
    let mut totals: Vec<(String, String, i64)> = summary
        .states
        .iter()
        .flat_map(|state| &state.reasons)
        .map(|reason| {
            let label = data.catalog.label(reason.activity).trim_start_matches('\0').to_owned();
            let name = data.catalog.activity(reason.activity).reason.as_deref().unwrap_or_default();
            (label, name.to_owned(), reason.total.ms)
        })
        .collect();
    totals.sort();
    totals
}

fn check(case: &Case) {
    let (files, data) = read(&case.files, &zone(case.zone));
    let mut expected: Vec<(String, String, i64)> =
        case.totals.iter().map(|(state, reason, ms)| ((*state).into(), (*reason).into(), *ms)).collect();
    expected.sort();
    assert_eq!(totals(&data), expected, "{}", case.id);
    let whole: i64 = data.agents.iter().map(|agent| agent.lane.window().len()).sum();
    assert_eq!(expected.iter().map(|(.., ms)| ms).sum::<i64>(), whole, "{}: all of the range", case.id);
    let remarks: Vec<(RemarkKind, usize)> = RemarkKind::ALL
        .into_iter()
        .map(|kind| (kind, data.losses.remarks.count(kind)))
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(remarks, case.remarks, "{}: remarks", case.id);
    let count = |kind| data.agents.iter().map(|agent| agent.findings.count(kind)).sum::<usize>();
    let findings: Vec<(FindingKind, usize)> = FindingKind::ALL
        .into_iter()
        .map(|kind| (kind, count(kind)))
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(findings, case.findings, "{}: findings", case.id);
    assert_eq!(data.records(), case.records, "{}: records", case.id);
    let rows: usize = files.iter().map(|file| file.rows).sum();
    let told = data.records() + data.losses.duplicates + data.losses.rejected_count;
    assert_eq!(rows, told, "{}: every row is a record, a repetition or refused", case.id);
}

#[test]
fn layouts_and_dates_in_every_spelling() {
    for case in [
        case("00-plain", vec![file!("00-plain.csv")], 4, CONTROL),
        case("01-ms", vec![file!("01-ms.csv")], 4, CONTROL).remarks(&[(RemarkKind::Milliseconds, 4)]),
        case(
            "02-dst",
            vec![file!("02-dst.csv")],
            4,
            &[
                ("Ready", "", 5_400 * SEC),
                ("Inbound contact", "", 2_700 * SEC),
                ("Not ready", "Lunch", 2_700 * SEC),
            ],
        )
        .zone("America/New_York")
        .remarks(&[(RemarkKind::RepeatedHour, 2)]),
        case("03-noheader", vec![file!("03-bare.csv")], 4, CONTROL).remarks(&[(RemarkKind::NoHeader, 1)]),
        case(
            "04-xml",
            vec![file!("04-report.xml")],
            2,
            &[("Ready", "", 25 * MIN), ("Inbound contact", "", 10 * MIN)],
        )
        .remarks(&[(RemarkKind::MissingColumn, 1)]),
        case("05-title-semicolon", vec![file!("05-title-semicolon.csv")], 4, CONTROL),
        case(
            "07-excel-no-seconds",
            vec![file!("07-excel-no-seconds.csv")],
            5,
            &[
                ("Ready", "", 320 * SEC),
                ("Inbound contact", "", 130 * SEC),
                ("Not ready", "Break", 20 * SEC),
                ("Not ready", "Lunch", 600 * SEC),
            ],
        )
        .remarks(&[(RemarkKind::ClockIncomplete, 4)]),
        case("08-date-only", vec![file!("08-date-only.csv")], 4, CONTROL)
            .remarks(&[(RemarkKind::ClockIncomplete, 3)]),
        case("09-es-ampm", vec![file!("09-es-ampm.csv")], 3, SPANISH),
        case("09b-es-ampm-space", vec![file!("09b-es-ampm-space.csv")], 3, SPANISH),
        case("10-sqlserver-date", vec![file!("10-sqlserver-date.csv")], 3, THREE),
        case("11-serial", vec![file!("11-serial.csv")], 3, THREE),
    ] {
        check(&case);
    }
}

#[test]
fn lengths_and_cells_in_every_spelling() {
    for case in [
        case(
            "12-ddhhmmss",
            vec![file!("12-ddhhmmss.csv")],
            2,
            &[("Ready", "", 30 * MIN), ("Not ready", "Lunch", 90 * MIN), ("No data", "", 30 * MIN)],
        ),
        case(
            "12c-pytimedelta",
            vec![file!("12c-pytimedelta.csv")],
            2,
            &[("Ready", "", 30 * MIN), ("Not ready", "Lunch", 93_784 * SEC), ("No data", "", 30 * MIN)],
        ),
        case(
            "12e-clock",
            vec![file!("12e-clock.csv")],
            2,
            &[("Ready", "", 30 * MIN), ("Not ready", "Lunch", 90_600 * SEC), ("No data", "", 30 * MIN)],
        ),
        case(
            "13-decimal-comma",
            vec![file!("13-decimal-comma.csv")],
            2,
            &[("Ready", "", 90_500), ("Not ready", "Lunch", 600_250), ("No data", "", 209_500)],
        ),
        case("14-endtime", vec![file!("14-endtime.csv")], 2, WITH_HOLE),
        case("14b-enddate", vec![file!("14b-enddate.csv")], 2, WITH_HOLE),
        case("14c-duration-hhmmss", vec![file!("14c-duration-hhmmss.csv")], 2, WITH_HOLE),
        case("14d-date-time-cols", vec![file!("14d-date-time-cols.csv")], 2, WITH_HOLE),
        case(
            "15-true-false",
            vec![file!("15-true-false.csv")],
            3,
            &[("Ready", "", 20 * MIN), ("Not ready", "", 10 * MIN), ("Not ready", "Lunch", 30 * MIN)],
        ),
        case(
            "16-open-quote",
            vec![file!("16-open-q.csv")],
            5,
            &[
                ("Ready", "", 35 * MIN),
                ("Inbound contact", "", 10 * MIN),
                ("Not ready", "Lunch", 30 * MIN),
                ("Not ready", "", 5 * MIN),
            ],
        )
        .remarks(&[(RemarkKind::OpenQuote, 1)]),
        case(
            "21-dayfirst-late",
            vec![("21.csv", day_first_late())],
            1_400,
            &[
                ("Ready", "", 700 * 5 * MIN),
                ("Inbound contact", "", 700 * 5 * MIN),
                ("No data", "", 12 * 24 * HOUR + 580 * MIN - 7_000 * MIN),
            ],
        ),
        case(
            "22-powershell",
            vec![file!("22-powershell.csv")],
            3,
            &[("Logged in", "", 5 * MIN), ("Ready", "", 25 * MIN + 500), ("Not ready", "Lunch", 30 * MIN)],
        ),
        case(
            "23-utf16",
            vec![file!("23-utf16.txt")],
            2,
            &[("Ready", "", 10 * MIN), ("Not ready", "Lunch", 10 * MIN)],
        ),
        case(
            "24-null",
            vec![file!("24-null.csv")],
            3,
            &[("Not ready", "", 5 * MIN), ("Ready", "", 25 * MIN), ("Not ready", "Lunch", 10 * MIN)],
        ),
        case(
            "48-float-ids",
            vec![file!("48-float-ids.csv")],
            2,
            &[("Ready", "", 10 * MIN), ("Not ready", "Lunch", 10 * MIN)],
        ),
        case(
            "49-iso-offset-minutes",
            vec![file!("49-iso-offset-minutes.csv")],
            2,
            &[("Ready", "", 30 * MIN), ("Not ready", "Lunch", 10 * MIN)],
        ),
        case(
            "57-iso",
            vec![file!("57-iso.csv")],
            2,
            &[("Ready", "", 30 * MIN), ("Not ready", "Lunch", 10 * MIN)],
        ),
    ] {
        check(&case);
    }
}

/// 11:40 for 20 min, 12:00 for 30, 12:30 for 30.
const SPANISH: &[(&str, &str, i64)] =
    &[("Ready", "", 20 * MIN), ("Inbound contact", "", 30 * MIN), ("Not ready", "Lunch", 30 * MIN)];

const THREE: &[(&str, &str, i64)] =
    &[("Ready", "", 30 * MIN), ("Inbound contact", "", 10 * MIN), ("Not ready", "Lunch", 30 * MIN)];

const WITH_HOLE: &[(&str, &str, i64)] =
    &[("Ready", "", 30 * MIN), ("Not ready", "Lunch", 15 * MIN), ("No data", "", 30 * MIN)];

/// Dates that could be read both ways, with the proof (13/11) only after the first 64 KB.
fn day_first_late() -> Vec<u8> {
    let mut text = String::from(
        "Agent_Session_ID,Agent_No,Agent_Name,Team_No,Bus_No,StateIndex,Start_Date,Working,Available,\
         Outstate_Code,Outstate,Log_State,Skill_No,Skill_Name,Duration\n",
    );
    let mut row = |day: i64, i: i64, index: i64| {
        let minute = i * 5;
        let (hour, minute) = (8 + minute / 60, minute % 60);
        let state = if index % 2 == 0 { "0,1,0,,1,0," } else { "1,0,0,,1,42,Billing" };
        writeln!(text, "9001,401,Ana Ruiz,7,1,{index},{day:02}/11/2026 {hour:02}:{minute:02}:00,{state},300")
            .unwrap();
    };
    for day in 1..13 {
        (0..107).for_each(|i| row(day, i, (day - 1) * 107 + i));
    }
    (0..116).for_each(|i| row(13, i, 12 * 107 + i));
    text.into_bytes()
}

#[test]
fn the_model_on_rows_as_they_come() {
    for case in [
        case(
            "18-nested",
            vec![file!("18-nested.csv")],
            3,
            &[("Ready", "", 165 * MIN), ("Inbound contact", "", 15 * MIN), ("Not ready", "Lunch", 30 * MIN)],
        )
        .findings(&[(FindingKind::Overlap, 1)]),
        case("19-newest-first-files", vec![file!("19-day2.csv"), file!("19-day1.csv")], 3, NIGHT),
        case("19-oldest-first-files", vec![file!("19-day1.csv"), file!("19-day2.csv")], 3, NIGHT),
        case(
            "20-negative",
            vec![file!("20-negative.csv")],
            2,
            &[("Ready", "", 30 * MIN), ("Not ready", "Lunch", 10 * MIN)],
        )
        .findings(&[(FindingKind::NegativeDuration, 1)]),
        case(
            "26-midnight",
            vec![file!("26-midnight.csv")],
            2,
            &[
                ("Ready", "", 25 * SEC),
                ("Not ready", "Lunch", 600 * SEC),
                ("No data", "", 4 * HOUR + 43 * MIN + 31 * SEC - 5 * SEC),
            ],
        ),
        case(
            "27-duplicates",
            vec![file!("27-duplicates.csv")],
            2,
            &[("Ready", "", 10 * MIN), ("Not ready", "Lunch", 10 * MIN)],
        ),
        case(
            "28-nan",
            vec![file!("28-nan.json")],
            3,
            &[("Logged in", "", 5 * MIN), ("Ready", "", 60 * MIN), ("Logged out", "", 0)],
        )
        .findings(&[(FindingKind::OpenEnd, 1)]),
    ] {
        check(&case);
    }
}

#[test]
fn saved_pages_sessions_and_open_ends() {
    for case in [
        case(
            "29-entries",
            vec![file!("29-entries.json")],
            2,
            &[("Ready", "", 30 * MIN), ("Not ready", "Lunch", 10 * MIN)],
        ),
        case("30-reportjob", vec![file!("30-reportjob.json")], 4, CONTROL),
        case(
            "31-utf16-json",
            vec![file!("31-utf16.json")],
            2,
            &[("Ready", "", 60 * MIN), ("Logged out", "", 0)],
        )
        .findings(&[(FindingKind::OpenEnd, 1)]),
        case(
            "32-newest-first",
            vec![file!("32-newest-first.json")],
            4,
            &[("Ready", "", 60 * MIN), ("Logged in", "", 0), ("Not ready", "", 0), ("Logged out", "", 0)],
        )
        .findings(&[(FindingKind::OpenEnd, 1)]),
        case(
            "50-session-gap",
            vec![file!("50-session-gap.csv")],
            4,
            &[
                ("Ready", "", 60 * MIN),
                ("Inbound contact", "", 10 * MIN),
                ("Not ready", "Lunch", 10 * MIN),
                ("Logged out", "", 12_000_000),
            ],
        ),
        case("51-epoch", vec![file!("51-epoch.json")], 2, &[("Ready", "", 60 * MIN), ("Logged out", "", 0)])
            .findings(&[(FindingKind::OpenEnd, 1)]),
        case(
            "56-cx-page",
            vec![file!("56-cx-page.json")],
            2,
            &[("Ready", "", 30 * MIN), ("Not ready", "Lunch", 60 * MIN)],
        ),
        case(
            "70-bad-duration",
            vec![file!("70-bad-duration.csv")],
            2,
            &[("Ready", "", 60 * MIN), ("Not ready", "Lunch", 0)],
        )
        .remarks(&[(RemarkKind::Unread, 2)])
        .findings(&[(FindingKind::OpenEnd, 1)]),
        case(
            "72-running",
            vec![file!("72-running.csv")],
            2,
            &[("Ready", "", 30 * MIN), ("Not ready", "Lunch", 0)],
        )
        .findings(&[(FindingKind::OpenEnd, 1)]),
        case(
            "78-split-midnight",
            vec![file!("78-split-midnight.csv")],
            4,
            &[("Ready", "", 110 * MIN), ("Not ready", "Lunch", 40 * MIN)],
        ),
    ] {
        check(&case);
    }
}

const NIGHT: &[(&str, &str, i64)] = &[("Ready", "", 90 * MIN), ("Not ready", "Lunch", 100 * MIN)];

/// Case 73-mixed-sources: a page of Reporting v2 beside a report changes nothing of it.
#[test]
fn a_second_file_does_not_change_how_the_first_is_read() {
    let report = file!("50-session-gap.csv");
    for files in [
        vec![report.clone(), file!("31-utf16.json")],
        vec![file!("31-utf16.json"), report.clone()],
        vec![report.clone(), file!("01-ms.csv")],
        vec![file!("13-decimal-comma.csv"), report.clone()],
    ] {
        let (_, data) = read(&files, &Zone::utc());
        let session = Span::new(nine(), nine() + 280 * MIN);
        let others = data.summary(session);
        let agent = data.agents.iter().find(|agent| &*agent.id == "401").unwrap();
        let totals = agent.index.totals(&agent.lane, session);
        let of = |label: &str| -> i64 {
            let own = totals.iter().filter(|(id, _)| data.catalog.label(*id) == label);
            own.map(|(_, total)| total.ms).sum()
        };
        if files.iter().any(|(name, _)| name.ends_with("json")) {
            assert_eq!(
                (of("Inbound contact"), of("Logged out")),
                (10 * MIN, 12_000_000),
                "{:?}",
                others.span
            );
            assert_eq!(data.agents.len(), 2);
        }
    }
    let (_, data) = read(&[report, file!("01-ms.csv")], &Zone::utc());
    assert_eq!(data.losses.remarks.count(RemarkKind::Milliseconds), 4);
}

fn nine() -> i64 {
    parse_strict_utc("2026-11-13T09:00:00Z").unwrap().0
}

#[test]
fn duplicates_and_versions_are_counted() {
    for (id, files, duplicates) in [
        ("27-duplicates", vec![file!("27-duplicates.csv")], 2),
        ("19-newest-first-files", vec![file!("19-day2.csv"), file!("19-day1.csv")], 1),
    ] {
        assert_eq!(read(&files, &Zone::utc()).1.losses.duplicates, duplicates, "{id}");
    }
}

#[test]
fn names_are_read_whatever_letters_they_have() {
    let names = |file: Dropped| -> Vec<String> {
        read(&[file], &Zone::utc()).0.iter().flat_map(|file| file.names.values().cloned()).collect()
    };
    // Case 06-cp1252.
    assert_eq!(names(file!("06-cp1252.csv")), ["Siobhán O’Neil", "Šárka Nováková"]);
    let (_, data) = read(&[file!("06-cp1252.csv")], &Zone::utc());
    assert_eq!(data.losses.remarks.count(RemarkKind::NotUtf8), 1);
    assert!(totals(&data).contains(&("Not ready".into(), "Lunch – late".into(), 10 * MIN)));
    // Case 23-utf16.
    assert_eq!(names(file!("23-utf16.txt")), ["山田 太郎"]);
    // Case 25-names: a line break, quotes, Arabic, an emoji, 330 characters.
    let long = names(file!("25-names.csv")).remove(0);
    assert!(long.starts_with("Ruiz,\nAna \"Nita\" مريم 🎧 XXX") && long.chars().count() > 300);
    // Case 48-float-ids: one agent.
    let (_, data) = read(&[file!("48-float-ids.csv")], &Zone::utc());
    assert_eq!(data.agents.iter().map(|agent| &*agent.id).collect::<Vec<_>>(), ["401"]);
}

#[test]
fn what_was_assumed_is_said_with_its_place() {
    // Case 70-bad-duration.
    let (_, data) = read(&[file!("70-bad-duration.csv")], &Zone::utc());
    let unread: Vec<_> = data.losses.remarks.examples_of(RemarkKind::Unread).collect();
    assert_eq!((unread[0].row, unread[0].column.as_str(), unread[0].text.as_str()), (2, "Duration", "#####"));
    // Case 16-open-quote.
    let (_, data) = read(&[file!("16-open-q.csv")], &Zone::utc());
    let quote = data.losses.remarks.examples_of(RemarkKind::OpenQuote).next().unwrap();
    assert_eq!((quote.row, quote.column.as_str(), quote.text.as_str()), (4, "Outstate", "callback"));
}

#[test]
fn dates_that_prove_themselves_are_not_asked_about() {
    for (id, file, asked) in [
        ("57-iso", file!("57-iso.csv"), false),
        ("10-sqlserver-date", file!("10-sqlserver-date.csv"), false),
        ("11-serial", file!("11-serial.csv"), false),
        ("09-es-ampm", file!("09-es-ampm.csv"), false),
        ("00-plain", file!("00-plain.csv"), false),
        ("02-dst", file!("02-dst.csv"), true),
    ] {
        let dates = read(&[file], &Zone::utc()).0[0].dates.unwrap();
        assert_eq!(!dates.certain, asked, "{id}");
    }
    // Times of the world need no order at all.
    assert!(read(&[file!("49-iso-offset-minutes.csv")], &Zone::utc()).0[0].dates.is_none());
}

/// Siblings of 01-ms and 21-dayfirst-late: the proof stands elsewhere.
#[test]
fn units_and_orders_are_proven_wherever_the_proof_stands() {
    let row = |start: &str, index: i64, state: i64, duration: i64| {
        format!(
            r#"{{"stateIndex":{index},"startDate":"2026-11-13T{start}Z","agentId":401,"agentStateId":{state},"agentSessionId":1,"duration":{duration}}}"#
        )
    };
    let rows =
        [row("09:00:00", 0, 1, 300_000), row("09:05:00", 1, 2, 1_500_000), row("09:30:00", 2, 1, 60_000)];
    for text in [format!("[{}]", rows.join(",")), rows.join("\n")] {
        let (_, data) = read(&[("ms.json", text.into_bytes())], &Zone::utc());
        assert_eq!(
            totals(&data),
            [("Not ready".into(), String::new(), 25 * MIN), ("Ready".into(), String::new(), 6 * MIN)]
        );
        assert_eq!(data.losses.remarks.count(RemarkKind::Milliseconds), 1);
    }
    let dates = "Agent_No,Start_Date,End_Date,Reported on,State,Duration\n";
    for row in [
        "401,03/11/2026 09:00:00,,13/11/2026,Ready,60\n",
        "401,03/11/2026 09:00:00,13/11/2026 09:00:00,,Ready,60\n",
    ] {
        let (files, data) = read(&[("dates.csv", format!("{dates}{row}").into_bytes())], &Zone::utc());
        assert!(files[0].dates.unwrap().certain, "{row}");
        assert_eq!(data.window.start, parse_strict_utc("2026-11-03T09:00:00Z").unwrap(), "{row}");
    }
}

#[test]
fn what_a_file_is() {
    for (file, kind) in [
        (file!("03-bare.csv"), FileKind::AgentStateLog),
        (file!("30-reportjob.json"), FileKind::AgentStateLog),
        (file!("29-entries.json"), FileKind::Pages("cxone")),
        (file!("51-epoch.json"), FileKind::Pages("reporting-v2")),
    ] {
        assert_eq!(read(&[file], &Zone::utc()).0[0].kind, kind);
    }
}
