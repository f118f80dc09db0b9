//! What the figures of durations count (cases 01, 12, 13, 14).

use super::bench::{Row, check, report, without};

const START: [&str; 4] =
    ["11/13/2026 09:00:00", "11/13/2026 09:05:00", "11/13/2026 09:30:00", "11/13/2026 09:40:00"];

/// 300, 1,500, 600, 1,800 s without a hole, with these figures.
fn control(figures: [&str; 4]) -> [Row<'_>; 4] {
    let states = ['U', 'A', 'C', 'L'];
    std::array::from_fn(|i| ("9001", "401", i as u32, START[i], states[i], [0, 1, 1, 2][i], figures[i]))
}

const CONTROL: &str = "Not ready 300, Ready 1500, Inbound contact 600, Not ready/Lunch 1800";

#[test]
fn units_are_proven_by_the_agents_next_row_whatever_its_session() {
    let rows = [
        ("9001", "401", 0, START[0], 'U', 0, "300000"),
        ("9002", "401", 0, START[1], 'A', 0, "1500000"),
        ("9003", "401", 0, START[2], 'C', 0, "600000"),
        ("9004", "401", 0, START[3], 'L', 0, "1800000"),
    ];
    check("a row a session", &report(&rows, ","), "UTC", CONTROL, &["Milliseconds"]);
}

#[test]
fn milliseconds_with_holes_behind_all_rows_are_known_by_what_they_would_reach_over() {
    let rows = [
        ("9001", "401", 0, "11/13/2026 09:00:00", 'A', 1, "600000"),
        ("9001", "401", 1, "11/13/2026 10:00:00", 'L', 1, "600000"),
        ("9001", "401", 2, "11/13/2026 11:00:00", 'C', 1, "600000"),
    ];
    let expected = "Ready 600, Not ready/Lunch 600, Inbound contact 600, No data 6000";
    check("holes", &report(&rows, ","), "UTC", expected, &["Milliseconds"]);
    // Rows inside a longer one are seconds all the same.
    let rows = [
        ("9001", "401", 0, "11/13/2026 09:00:00", 'A', 1, "10800"),
        ("9002", "401", 0, "11/13/2026 09:01:00", 'C', 1, "900"),
        ("9003", "401", 0, "11/13/2026 09:02:00", 'L', 1, "600"),
    ];
    let expected = "Ready 9900, Inbound contact 300, Not ready/Lunch 600";
    check("nested", &report(&rows, ","), "UTC", expected, &["Overlap"]);
}

#[test]
fn rows_that_begin_together_prove_no_unit() {
    let midnight = "2026-11-13 00:00:00";
    let rows = control(["300", "1500", "600", "1800"]);
    let rows = rows.map(|(session, agent, index, _, state, place, figure)| {
        (session, agent, index, midnight, state, place, figure)
    });
    check("dates with midnight", &report(&rows, ","), "UTC", CONTROL, &["ClockIncomplete"]);
    let (file, expected) = (report(&rows, "\t"), CONTROL);
    check("a day", &file.replace(midnight, "11/13/2026"), "UTC", expected, &["ClockIncomplete"]);
    check("no seconds", &file.replace(midnight, "2026-11-13T00:00"), "UTC", expected, &["ClockIncomplete"]);
}

#[test]
fn ends_prove_the_unit_and_are_compared_with_durations() {
    let file = |first: &str, second: &str| {
        format!(
            "Agent_No,State,Start_Date,End_Date,Duration\n\
             401,Available,11/13/2026 09:00:00,11/13/2026 09:30:00,{first}\n\
             401,Not Ready,11/13/2026 10:00:00,11/13/2026 10:15:00,{second}\n"
        )
    };
    let expected = "Ready 1800, Not ready 900, No data 1800";
    check("seconds", &file("1800", "900"), "UTC", expected, &[]);
    check("milliseconds", &file("1800000", "900000"), "UTC", expected, &["Milliseconds"]);
    check("minutes", &file("30", "15"), "UTC", expected, &["Minutes"]);
    check("h:mm", &file("0:30", "0:15"), "UTC", expected, &["Minutes"]);
    let expected = "Ready 1800, Not ready 300, No data 1800";
    check("another", &file("1800", "300"), "UTC", expected, &["EndDiffers"]);
}

#[test]
fn marks_between_thousands_are_told_from_those_before_fractions() {
    let row = |index, start, state, figure| ("9001", "401", index, start, state, 1, figure);
    let seamless = |first, second| {
        [row(0, "11/13/2026 09:00:00", 'A', first), row(1, "11/13/2026 09:25:00", 'L', second)]
    };
    let expected = "Ready 1500, Not ready/Lunch 1800";
    for delimiter in [",", ";", "\t"] {
        for (first, second) in
            [("1,500", "1,800"), ("1.500", "1.800"), ("1,500.0", "1,800"), ("1.500,0", "1.800")]
        {
            let file = report(&seamless(first, second), delimiter);
            check(&format!("{first} {delimiter:?}"), &file, "UTC", expected, &[]);
        }
    }
    let holes = |first, second| {
        [row(0, "11/13/2026 09:00:00", 'A', first), row(1, "11/13/2026 09:30:00", 'L', second)]
    };
    let with_hole = "Ready 1500, Not ready/Lunch 1800, No data 300";
    for delimiter in [",", ";", "\t"] {
        for (first, second) in [("1,500", "1,800"), ("1.500", "1.800")] {
            let file = report(&holes(first, second), delimiter);
            check(&format!("{first} {delimiter:?}"), &file, "UTC", with_hole, &["Ambiguous"]);
        }
        // As thousands they would reach over the next row, or others show a fraction.
        for (first, second) in
            [("90,500", "60,250"), ("90.500", "60.250"), ("90,5000", "60,250"), ("90.5", "60.250")]
        {
            let expected = "Ready 90.5, Not ready/Lunch 60.25, No data 1709.5";
            check(
                &format!("{first} {delimiter:?}"),
                &report(&holes(first, second), delimiter),
                "UTC",
                expected,
                &[],
            );
        }
    }
}

#[test]
fn clocks_of_two_parts_are_hours_where_the_rows_prove_it() {
    let rows = control(["0:05", "0:25", "0:10", "0:30"]);
    check("h:mm", &report(&rows, ","), "UTC", CONTROL, &["Minutes"]);
    let rows = control(["5:00", "25:00", "10:00", "30:00"]);
    check("m:ss", &report(&rows, ","), "UTC", CONTROL, &[]);
    let rows = [
        ("9001", "401", 0, "11/13/2026 09:00:00", 'A', 1, "0:30"),
        ("9001", "401", 1, "11/13/2026 10:00:00", 'L', 2, "1:30"),
    ];
    let expected = "Ready 1800, Not ready/Lunch 5400, No data 1800";
    check("holes", &report(&rows, ","), "UTC", expected, &["Ambiguous"]);
}

#[test]
fn parts_of_a_day_or_an_hour_with_holes_are_known_by_their_digits() {
    let starts = ["11/13/2026 09:00:00", "11/13/2026 10:00:00", "11/13/2026 11:00:00"];
    for (unit, said) in [(60.0, "Minutes"), (3_600.0, "Hours"), (86_400.0, "Days")] {
        let figures = [1_530, 601, 1_799].map(|seconds| (f64::from(seconds) / unit).to_string());
        let rows: [Row; 3] = std::array::from_fn(|i| {
            ("9001", "401", i as u32, starts[i], ['A', 'C', 'L'][i], 1, figures[i].as_str())
        });
        let expected = "Ready 1530, Inbound contact 601, Not ready/Lunch 1799, No data 5069";
        check(said, &report(&rows, ","), "UTC", expected, &[said]);
    }
}

#[test]
fn columns_that_tell_the_order_may_be_missing() {
    let rows = control(["300000", "1500000", "600000", "1800000"]);
    for columns in [&["StateIndex"][..], &["Agent_Session_ID"], &["StateIndex", "Agent_Session_ID"]] {
        check(
            &format!("{columns:?}"),
            &without(&rows, columns),
            "UTC",
            CONTROL,
            &["MissingColumn", "Milliseconds"],
        );
    }
}

#[test]
fn a_unit_that_no_gap_fits_gives_way_to_the_one_that_all_do() {
    for (unit, figures) in [
        ("ms", ["300", "1500", "600", "1800"]),
        ("min", ["300", "1500", "600", "1800"]),
        ("sec", ["300000", "1500000", "600000", "1800000"]),
    ] {
        let said = report(&control(figures), ",").replacen("Duration", &format!("Duration ({unit})"), 1);
        check(unit, &said, "UTC", CONTROL, &["UnitDiffers"]);
    }
    // With holes behind all rows the name is all there is.
    let rows = [
        ("9001", "401", 0, "11/13/2026 09:00:00", 'A', 1, "600"),
        ("9001", "401", 1, "11/13/2026 10:00:00", 'L', 2, "600"),
    ];
    let holes = report(&rows, ",").replacen("Duration", "Duration (ms)", 1);
    check("holes", &holes, "UTC", "Ready 0.6, Not ready/Lunch 0.6, No data 3599.4", &[]);
}

#[test]
fn figures_of_the_state_before_are_read_as_such_where_rows_prove_it() {
    let rows = [("09:00", "LOGIN", 0), ("09:05", "READY", 300), ("09:30", "ON_CONTACT", 1_500)];
    let rows = [&rows[..], &[("09:40", "NOT_READY", 600), ("10:10", "LOGOUT", 1_800)]].concat();
    for (unit, name) in [(1, "duration"), (1_000, "duration"), (1_000, "duration_ms")] {
        let lines =
            rows.iter().map(|(at, state, s)| format!("401,2026-11-13T{at}:00Z,{state},{}\n", s * unit));
        let file = format!("agentId,timestamp,state,{name}\n{}", lines.collect::<String>());
        let expected = "Logged in 300, Ready 1500, On contact 600, Not ready 1800";
        let said: &[&str] = match (unit, name) {
            (1_000, "duration") => &["Milliseconds", "PreviousState", "OpenEnd"],
            _ => &["PreviousState", "OpenEnd"],
        };
        check(name, &file, "UTC", expected, said);
    }
    // Each as long as the other: nothing proves it.
    let same = "agentId,timestamp,state,duration\n401,2026-11-13T09:00:00Z,READY,60\n\
        401,2026-11-13T09:01:00Z,LUNCH,60\n401,2026-11-13T09:02:00Z,READY,60\n401,2026-11-13T09:03:00Z,LUNCH,60\n\
        401,2026-11-13T09:04:00Z,READY,60\n";
    check("same", same, "UTC", "Ready 180, LUNCH 120", &["UnknownState"]);
}

#[test]
fn figures_that_are_all_nothing_say_nothing() {
    let file = |last: &str| {
        format!(
            "Agent_No,Start_Date,State,Duration\n401,2026-11-13 09:00:00,Ready,0\n401,2026-11-13 09:05:00,Login,0\n\
             401,2026-11-13 09:30:00,Ready,0\n401,2026-11-13 09:40:00,Login,{last}\n"
        )
    };
    check("all", &file("0"), "UTC", "Ready 900, Logged in 1500", &["NoLengths", "LoginTwice", "OpenEnd"]);
    check("but one", &file("60"), "UTC", "Logged in 60, No data 2400", &[]);
}
