//! Sessions that end (case 50).

use super::bench::{check, read, report, text, without};

#[test]
fn where_sessions_have_no_numbers_the_last_row_ends_one() {
    let rows = [
        ("9001", "401", 0, "11/13/2026 09:00:00", 'A', 0, "1800"),
        ("9001", "401", 1, "11/13/2026 09:30:00", 'L', 2, "600"),
        ("9002", "401", 0, "11/13/2026 13:00:00", 'A', 0, "1800"),
        ("9002", "401", 1, "11/13/2026 13:30:00", 'L', 2, "600"),
    ];
    let expected = "Ready 3600, Not ready/Lunch 1200, Logged out 12000";
    check("numbers", &report(&rows, ","), "UTC", expected, &[]);
    check("none", &without(&rows, &["Agent_Session_ID"]), "UTC", expected, &["MissingColumn"]);
}

#[test]
fn who_has_another_session_is_not_logged_out() {
    let rows = [
        ("9001", "401", 0, "11/13/2026 09:00:00", 'A', 0, "1800"),
        ("9002", "401", 0, "11/13/2026 09:00:00", 'A', 0, "1800"),
        ("9001", "401", 1, "11/13/2026 09:30:00", 'C', 2, "600"),
        ("9002", "401", 1, "11/13/2026 12:00:00", 'L', 2, "600"),
    ];
    let expected = "Ready 1800, Inbound contact 600, Not ready/Lunch 600, No data 8400";
    check("goes on", &report(&rows, ","), "UTC", expected, &["Overlap"]);
    let mut rows = rows;
    rows[3].0 = "9003";
    let expected = "Ready 1800, Inbound contact 600, Not ready/Lunch 600, Logged out 8400";
    check("another", &report(&rows, ","), "UTC", expected, &["Overlap"]);
}

#[test]
fn a_last_row_without_length_in_a_file_of_its_own_adds_no_time() {
    let rows = [
        ("9001", "401", 0, "11/13/2026 09:00:00", 'A', 0, "1800"),
        ("9001", "401", 1, "11/13/2026 09:30:00", 'L', 2, "0"),
    ];
    let whole = text(&report(&rows, ","), "UTC");
    let (first, second) = (report(&rows[..1], ","), report(&rows[1..], ";"));
    for files in [[&first, &second], [&second, &first]] {
        let files = files.map(|file| ("file", file.as_bytes()));
        assert_eq!(read(&files, "UTC").unwrap().totals(), whole.totals());
    }
}
