//! What is made of rows as they come: late, twice, inside each other, without an end.

use super::*;

const NIGHT: &[(&str, &str, i64)] = &[("Ready", "", 90 * MIN), ("Not ready", "Lunch", 100 * MIN)];

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
