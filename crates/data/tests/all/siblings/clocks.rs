//! Repeated hours, and clocks that have lost something (cases 02, 07, 08).

use model::time::parse_strict_utc;

use super::bench::{Row, Totals, check, figures, lines, report, text, without};

const BERLIN: &str = "Europe/Berlin";

/// An hour from 01:30, 45 min from the first 02:30, 45 from the second 02:15, half an hour from 03:00.
fn autumn<'a>(session: &'a str, agent: &'a str) -> [Row<'a>; 4] {
    [
        (session, agent, 0, "25.10.2026 01:30:00", 'A', 0, "3600"),
        (session, agent, 1, "25.10.2026 02:30:00", 'C', 1, "2700"),
        (session, agent, 2, "25.10.2026 02:15:00", 'L', 1, "2700"),
        (session, agent, 3, "25.10.2026 03:00:00", 'A', 2, "1800"),
    ]
}

const AUTUMN: &str = "Ready 5400, Inbound contact 2700, Not ready/Lunch 2700";
const REPEATED: &[&str] = &["RepeatedHour"];

#[test]
fn the_repeated_hour_of_many_short_rows() {
    let mut rows: Vec<(String, char, i64)> = Vec::new();
    let (mut at, mut totals) = (-7_200_i64, [0_i64; 4]);
    for i in 0..400_usize {
        let lasts = 5 + (i as i64 * 37) % 90;
        // Clocks go back at 0, from 03:00 to 02:00.
        let shown = 3 * 3_600 + at - if at < 0 { 0 } else { 3_600 };
        let clock = format!("25.10.2026 {:02}:{:02}:{:02}", shown / 3_600, shown / 60 % 60, shown % 60);
        rows.push((clock, ['A', 'C', 'L', 'U'][i % 4], lasts));
        totals[i % 4] += lasts;
        at += lasts;
    }
    let lengths: Vec<String> = rows.iter().map(|row| row.2.to_string()).collect();
    let row = |i: usize| ("9001", "401", i as u32, rows[i].0.as_str(), rows[i].1, 1, lengths[i].as_str());
    let on: Vec<Row> = (0..rows.len()).map(row).collect();
    let back: Vec<Row> = on.iter().rev().copied().collect();
    let [a, c, l, u] = totals;
    let expected = format!("Ready {a}, Inbound contact {c}, Not ready/Lunch {l}, Not ready {u}");
    for rows in [on, back] {
        check("busy", &report(&rows, ";"), BERLIN, &expected, REPEATED);
        let said = ["MissingColumn", "RepeatedHour"];
        check("without an index", &without(&rows, &["StateIndex"]), BERLIN, &expected, &said);
        let bare = without(&rows, &["StateIndex", "Agent_Session_ID"]);
        check("without index and session", &bare, BERLIN, &expected, &said);
    }
}

#[test]
fn the_repeated_hour_of_two_agents_in_turns() {
    let rows: Vec<Row> =
        autumn("9001", "401").into_iter().zip(autumn("9002", "402")).flat_map(<[_; 2]>::from).collect();
    let expected = Totals::from(["401", "402"].map(|agent| (agent.to_owned(), figures(AUTUMN))));
    for columns in [&[][..], &["StateIndex"], &["StateIndex", "Agent_Session_ID"]] {
        let came = text(&without(&rows, columns), BERLIN);
        let said = &["MissingColumn", "RepeatedHour"][usize::from(columns.is_empty())..];
        assert_eq!(came.totals(), expected, "{columns:?}");
        assert_eq!(came.said(), said, "{columns:?}");
    }
}

#[test]
fn a_session_in_the_second_of_two_hours_follows_the_one_before() {
    let rows = [
        ("9001", "401", 0, "25.10.2026 01:30:00", 'A', 0, "3600"),
        ("9001", "401", 1, "25.10.2026 02:30:00", 'L', 2, "600"),
        ("9002", "401", 0, "25.10.2026 02:10:00", 'A', 0, "1800"),
        ("9002", "401", 1, "25.10.2026 02:40:00", 'C', 2, "1800"),
    ];
    let expected = "Ready 5400, Not ready/Lunch 600, Inbound contact 1800, Logged out 1800";
    check("sessions", &report(&rows, ";"), BERLIN, expected, REPEATED);
}

#[test]
fn ends_in_the_repeated_hour_belong_to_the_beginning_that_was_chosen() {
    let rows = [
        ["401", "Available", "25.10.2026 00:30:00", "25.10.2026 01:30:00"],
        ["401", "Available", "25.10.2026 01:30:00", "25.10.2026 02:30:00"],
        ["401", "Working", "25.10.2026 02:30:00", "25.10.2026 02:15:00"],
        ["401", "Not Ready", "25.10.2026 02:15:00", "25.10.2026 03:00:00"],
        ["401", "Available", "25.10.2026 03:00:00", "25.10.2026 03:30:00"],
    ];
    let header = ["Agent_No", "State", "Start_Date", "End_Date"];
    let file = lines(
        [header].iter().chain(&rows[..2]).chain(&rows[2..]).map(|row| row.map(str::to_owned).to_vec()),
        ";",
    );
    check("ends", &file, BERLIN, "Ready 9000, On contact 2700, Not ready 2700", REPEATED);
}

#[test]
fn seconds_that_are_all_nought_are_none_where_rows_would_reach_over_the_next() {
    let row = |index, start, state, figure| ("9001", "401", index, start, state, 1, figure);
    let rows = [
        row(0, "2026-11-13 09:00:00", 'A', "35"),
        row(1, "2026-11-13 09:00:00", 'C', "130"),
        row(2, "2026-11-13 09:02:00", 'U', "20"),
        row(3, "2026-11-13 09:03:00", 'A', "285"),
        row(4, "2026-11-13 09:08:00", 'L', "600"),
    ];
    let expected = "Ready 320, Inbound contact 130, Not ready 20, Not ready/Lunch 600";
    check("pandas", &report(&rows, ","), "UTC", expected, &["ClockIncomplete"]);
    // One second that is told proves the others.
    let mut rows = rows;
    rows[4].3 = "2026-11-13 09:08:01";
    assert!(!text(&report(&rows, ","), "UTC").said().contains(&"ClockIncomplete".to_owned()));
}

#[test]
fn a_row_that_comes_twice_is_one_whatever_its_clock_has_lost() {
    let row = |index, start, state, figure| ("9001", "401", index, start, state, 1, figure);
    let nine = "11/13/2026 09:00";
    let rows =
        [row(0, nine, 'A', "35"), row(1, nine, 'C', "13"), row(2, nine, 'U', "10"), row(3, nine, 'L', "285")];
    let expected = "Ready 35, Inbound contact 13, Not ready 10, Not ready/Lunch 285";
    let twice: Vec<Row> = rows.iter().chain(&rows).copied().collect();
    // The figure so far of what was still going on.
    let mut version = [&rows[..], &rows[3..]].concat();
    version[3].6 = "100";
    for (what, rows) in [("twice", twice), ("version", version)] {
        for clock in [nine, "11/13/2026", "2026-11-13 00:00:00"] {
            let file = report(&rows, ",").replace(nine, clock);
            check(&format!("{what} {clock}"), &file, "UTC", expected, &["ClockIncomplete", "Repeated"]);
        }
    }
    let autumn: Vec<Row> = autumn("9001", "401").iter().flat_map(|row| [*row; 2]).collect();
    check("autumn", &report(&autumn, ";"), BERLIN, AUTUMN, &["RepeatedHour", "Repeated"]);
}

#[test]
fn times_that_go_back_against_the_numbers_of_a_session_are_said() {
    let row = |index, start, state| ("9001", "401", index, start, state, 1, "600");
    let rows = [
        row(0, "11/13/2026 12:40:00", 'A'),
        row(1, "11/13/2026 12:50:00", 'C'),
        row(2, "11/13/2026 01:00:00", 'L'),
    ];
    let expected = "Ready 600, Inbound contact 600, Not ready/Lunch 600, No data 41400";
    check("12-hour clock", &report(&rows, ","), "UTC", expected, &["OrderDiffers"]);
}

/// Without a session an index tells the order, and so which of two hours a row is in; one that begins anew
/// tells nothing.
#[test]
fn indices_tell_the_repeated_hour_without_a_session() {
    let file = |rows: [(u8, &str, &str); 3]| {
        let rows = rows.map(|(index, state, at)| format!("401,{state},2026-10-25 {at},{index}\n"));
        format!("Agent_No,State,Start_Date,StateIndex\n{}", rows.concat())
    };
    let rows = [(0, "Available", "02:30:00"), (1, "Lunch", "02:10:00"), (2, "Not Ready", "03:30:00")];
    let said = ["RepeatedHour", "UnknownState", "OpenEnd"];
    for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]] {
        check("unique", &file(order.map(|i| rows[i])), "Europe/Berlin", "Ready 2400, Lunch 4800", &said);
        let again = order.map(|i| (rows[i].0 % 2, rows[i].1, rows[i].2));
        let totals = text(&file(again), "Europe/Berlin").totals();
        assert_eq!(totals["401"], figures("Lunch 1200, Ready 7200"));
    }
}

/// A hundredth of a day is 14 minutes and 24 seconds, half of them before and half behind.
#[test]
fn times_in_hundredths_of_a_day_are_rounded() {
    let file = "Agent_No,State,Start_Date,Duration\n401,Available,46339.38,300\n401,Not Ready,46339.38,1500\n\
                401,Available,46339.4,600\n401,Not Ready,46339.4,1800\n";
    let came = text(file, "UTC");
    let nine = parse_strict_utc("2026-11-13T09:00:00Z").unwrap();
    assert_eq!(came.data.agents[0].lane.start(0) - nine, 0);
}

/// In no order that is known, figures fit no gap until rows are divided among the two hours.
#[test]
fn chains_over_the_repeated_hour_prove_the_unit() {
    let file = "Agent_No,State,Start_Date,Duration\n401,Available,2026-10-25 02:10:00,40\n\
                401,Meeting,2026-10-25 02:30:00,40\n401,Lunch,2026-10-25 02:50:00,40\n\
                401,Available,2026-10-25 03:10:00,40\n";
    check(
        "minutes",
        file,
        "Europe/Berlin",
        "Ready 4800, Lunch 2400, Meeting 2400",
        &["Minutes", "RepeatedHour", "UnknownState"],
    );
}
