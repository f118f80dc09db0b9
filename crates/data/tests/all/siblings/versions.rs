//! One row that came with several states: a corrected one, or two sources that disagree (case 19).

use super::bench::{Row, Totals, check, figures, read, report};

/// Ready for half an hour, then what the row at 09:30 is said to be.
fn rows<'a>(versions: &[(char, &'a str)]) -> Vec<Row<'a>> {
    let version =
        |(state, length): &(char, &'a str)| ("9001", "401", 1, "11/13/2026 09:30:00", *state, 1, *length);
    let first = ("9001", "401", 0, "11/13/2026 09:00:00", 'A', 0, "1800");
    let last = ("9001", "401", 2, "11/13/2026 10:00:00", 'A', 2, "60");
    std::iter::once(first).chain(versions.iter().map(version)).chain([last]).collect()
}

#[test]
fn of_a_row_with_two_states_the_longer_known_one_is_drawn_whatever_the_order() {
    let said = ["StateDiffers", "Repeated"];
    for (versions, expected) in [
        ([('L', "1800"), ('U', "600")], "Ready 1860, Not ready/Lunch 1800"),
        ([('L', ""), ('C', "1800")], "Ready 1860, Inbound contact 1800"),
        ([('L', "1800"), ('U', "1800")], "Ready 1860, Not ready/Lunch 1800"),
        ([('L', "1800"), ('C', "1800")], "Ready 1860, Inbound contact 1800"),
    ] {
        let [a, b] = versions;
        for versions in [[a, b], [b, a]] {
            let (on, mut back) = (rows(&versions), rows(&versions));
            back.reverse();
            for rows in [&on, &back] {
                check(&format!("{versions:?}"), &report(rows, ","), "UTC", expected, &said);
                let day = report(rows, ",").replace(" 09:00:00", "").replace(" 09:30:00", "");
                let day = day.replace(" 10:00:00", "");
                check("no clock", &day, "UTC", expected, &["ClockIncomplete", "StateDiffers", "Repeated"]);
            }
            let files = [report(&on[..2], ","), report(&on[2..], ";")];
            for [first, second] in [[0, 1], [1, 0]] {
                let files = [("a", files[first].as_bytes()), ("b", files[second].as_bytes())];
                let came = read(&files, "UTC").unwrap();
                assert_eq!(came.totals(), Totals::from([("401".to_owned(), figures(expected))]));
                assert_eq!(came.said(), said);
            }
        }
    }
}

#[test]
fn rows_without_a_session_or_an_index_are_not_versions_of_each_other() {
    for column in ["Agent_Session_ID", "StateIndex"] {
        let file = super::bench::without(&rows(&[('L', "1800"), ('U', "600")]), &[column]);
        check(
            column,
            &file,
            "UTC",
            "Ready 1860, Not ready/Lunch 1200, Not ready 600",
            &["MissingColumn", "Overlap"],
        );
    }
}

#[test]
fn pages_correct_a_row_as_reports_do() {
    let row = |state: u8, length: &str| {
        format!(
            r#"{{"stateIndex":1,"startDate":"2026-11-13T09:00:00Z","agentId":401,"agentStateId":{state},"agentSessionId":9,"duration":{length}}}"#
        )
    };
    let (ready, contact) = (row(1, "\"PT60S\""), row(3, "\"PT90S\""));
    for rows in [[&ready, &contact], [&contact, &ready]] {
        let file = format!("[{},{}]", rows[0], rows[1]);
        check("pages", &file, "UTC", "Inbound contact 90", &["StateDiffers", "Repeated"]);
    }
}
