//! What is odd of a report's rows is said with the line and with what stands there.

use model::remark::RemarkKind;

use super::bench::{Row, report, text};

/// Lines and texts of the remarks of a kind on a file.
fn said(file: &str, zone: &str, kind: RemarkKind) -> Vec<(usize, String)> {
    let remarks = &text(file, zone).data.losses.remarks;
    let said: Vec<_> = remarks.examples_of(kind).map(|place| (place.row, place.text.clone())).collect();
    assert_eq!(said.len(), remarks.count(kind));
    said
}

fn check(what: &str, file: &str, zone: &str, kind: RemarkKind, expected: &[(usize, &str)]) {
    let expected: Vec<_> = expected.iter().map(|&(line, text)| (line, text.to_owned())).collect();
    assert_eq!(said(file, zone, kind), expected, "{what}\n{file}");
}

#[test]
fn rows_that_begin_before_one_with_a_lower_number() {
    let file = |numbers: [u32; 4], second: &str| {
        let row = |i: usize, at, state| -> Row { ("9001", "401", numbers[i], at, state, 1, "0") };
        let rows = [
            row(0, "11/13/2026 09:00:00", 'A'),
            row(1, second, 'U'),
            row(2, "11/13/2026 09:30:00", 'C'),
            row(3, "11/13/2026 09:40:00", 'L'),
        ];
        report(&rows, ",")
    };
    let kind = RemarkKind::OrderDiffers;
    let at = "11/13/2026 09:05:00";
    check("in order", &file([0, 1, 2, 3], at), "UTC", kind, &[]);
    check("at one moment", &file([0, 1, 2, 3], "11/13/2026 09:00:00"), "UTC", kind, &[]);
    check("a second before", &file([0, 1, 2, 3], "11/13/2026 08:59:59"), "UTC", kind, &[]);
    let expected = [(3, "2026-11-13 08:59")];
    check("two seconds before", &file([0, 1, 2, 3], "11/13/2026 08:59:58"), "UTC", kind, &expected);
    let expected = [(3, "2026-11-13 09:05"), (2, "2026-11-13 09:00")];
    check("another order", &file([3, 1, 2, 0], at), "UTC", kind, &expected);
    let bare = "Agent_No,State,Start_Date,StateIndex\n401,Lunch,2026-11-13 09:00:00,2\n\
                401,Available,2026-11-13 09:10:00,1\n401,Lunch,2026-11-13 09:20:00,3\n";
    check("numbers of no session", bare, "UTC", kind, &[]);
}

#[test]
fn lengths_that_are_not_those_from_beginning_to_end() {
    let file = |end: &str| {
        format!(
            "Agent_No,State,Start_Date,End_Date,Duration\n\
             401,Available,2026-11-13 09:00:00,2026-11-13 09:30:00,1800\n\
             401,Lunch,2026-11-13 09:30:00,2026-11-13 09:45:00,900\n\
             401,Not Ready,2026-11-13 10:00:00,2026-11-13 {end},900\n"
        )
    };
    let kind = RemarkKind::EndDiffers;
    for end in ["10:14:59", "10:15:00", "10:15:01"] {
        check(end, &file(end), "Europe/Berlin", kind, &[]);
    }
    for end in ["10:14:58", "10:15:02", "10:20:00"] {
        let expected = format!("2026-11-13 {}", &end[..5]);
        check(end, &file(end), "Europe/Berlin", kind, &[(4, &expected)]);
    }
}

#[test]
fn dates_of_the_other_order_and_times_of_another_zone() {
    let file = |cells: [&str; 3]| {
        let rows = cells.map(|at| format!("401,Available,{at},60\n"));
        format!("Agent_No,State,Start_Date,Duration\n{}", rows.concat())
    };
    let mixed = file(["11/13/2026 09:00:00", "11/14/2026 09:00:00", "15/11/2026 09:10:00"]);
    check("mixed", &mixed, "UTC", RemarkKind::MixedDates, &[(4, "2026-11-15 09:10")]);
    let zones = file(["2026-11-13 09:00:00 CET", "2026-11-13 09:10:00 PST", "2026-11-13 09:20:00 CET"]);
    check("zones", &zones, "Europe/Berlin", RemarkKind::ZoneAbbreviation, &[(3, "PST")]);
}

#[test]
fn days_without_a_clock() {
    let rows: [Row; 2] =
        [("9001", "401", 0, "11/13/2026", 'A', 0, "300"), ("9001", "401", 1, "11/13/2026", 'U', 1, "1500")];
    let expected = [(3, "2026-11-13 00:00")];
    check("days", &report(&rows, ","), "UTC", RemarkKind::ClockIncomplete, &expected);
}

/// As long as the file and a year, and no longer.
#[test]
fn lengths_that_none_can_have() {
    let file = |seconds: i64| {
        format!(
            "Agent_No,State,Start_Date,Duration\n401,Available,2026-11-01 09:00:00,{seconds}\n\
             401,Lunch,2026-11-11 09:00:00,900\n401,Available,2026-11-11 09:15:00,86400\n"
        )
    };
    let longest = (366 + 10) * 86_400 + 900;
    check("longest", &file(longest), "UTC", RemarkKind::Unread, &[]);
    let more = format!("{} ms", 1_000 * (longest + 1));
    check("longer", &file(longest + 1), "UTC", RemarkKind::Unread, &[(2, &more)]);
}
