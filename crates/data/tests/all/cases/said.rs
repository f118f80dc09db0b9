//! Files together, and what is said of them.

use super::*;

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
