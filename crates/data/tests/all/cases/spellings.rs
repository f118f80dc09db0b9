//! One report in every spelling of layouts, dates, lengths and cells.

use super::*;

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
