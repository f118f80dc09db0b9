//! Flags, ids, nothings, and times that stand for nothing (cases 09, 14, 15, 24, 48).

use super::bench::{Row, Totals, cells, check, figures, lines, report, text};

fn rows() -> [Row<'static>; 3] {
    [
        ("9001", "401", 0, "11/13/2026 09:00:00", 'U', 0, "600"),
        ("9001", "401", 1, "11/13/2026 09:10:00", 'A', 1, "1200"),
        ("9001", "401", 2, "11/13/2026 09:30:00", 'L', 2, "1800"),
    ]
}

const EXPECTED: &str = "Not ready 600, Ready 1200, Not ready/Lunch 1800";

/// The report with some cells changed.
fn changed(change: impl Fn(usize, &mut Vec<String>)) -> String {
    let header = super::bench::HEADER.map(str::to_owned).to_vec();
    let rows = rows().into_iter().map(|row| cells(&row)).enumerate().map(|(i, mut cells)| {
        change(i, &mut cells);
        cells
    });
    lines(std::iter::once(header).chain(rows), ",")
}

#[test]
fn where_only_yes_is_written_an_empty_flag_means_no() {
    for yes in ["1", "x", "X", "TRUE", "-1", "Ja", "✓", "✔\u{fe0f}", "√", "•", "*", "OK"] {
        for no in ["", "NULL", "-"] {
            let file = changed(|_, cells| cells[8] = if cells[8] == "1" { yes.into() } else { no.into() });
            check(&format!("{yes} and {no:?}"), &file, "UTC", EXPECTED, &[]);
        }
    }
    // A mark that is not known, as of a font with ticks for letters.
    let file = changed(|_, cells| cells[8] = if cells[8] == "1" { "ü".into() } else { String::new() });
    check("ü", &file, "UTC", EXPECTED, &["Unread"]);
    // Without any flag code 0 is available, as the report is documented.
    let file = changed(|_, cells| cells[8].clear());
    check("no flags", &file, "UTC", "Ready 1800, Not ready/Lunch 1800", &[]);
}

#[test]
fn one_agents_id_in_several_spellings() {
    for id in
        ["401.0", "401,0", "401,00", "401.", "4.01E+02", "+401", "٤٠١", "=\"401\"", "'401", "\u{a0}401 "]
    {
        let file = changed(|i, cells| {
            if i == 1 {
                cells[1] = id.into();
            }
        });
        check(id, &file, "UTC", EXPECTED, &[]);
    }
    // What a spreadsheet has rounded may be several agents; names and numbers with noughts stay.
    for (id, said) in [("1.23457E+13", &["Unread"][..]), ("0401", &[]), ("12e4", &[]), ("401,000", &[])] {
        let came = text(&changed(|_, cells| cells[1] = id.into()), "UTC");
        assert_eq!(
            (came.totals(), came.said()),
            (
                Totals::from([(id.to_owned(), figures(EXPECTED))]),
                said.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>()
            )
        );
    }
}

#[test]
fn what_stands_for_no_reason_in_other_languages() {
    for nothing in ["(Leer)", "(vide)", "(en blanco)", "k. A.", "n.v.t.", "#NULL!", "0"] {
        let file = changed(|i, cells| {
            if i != 2 {
                cells[10] = nothing.into();
            }
        });
        check(nothing, &file, "UTC", EXPECTED, &[]);
    }
}

#[test]
fn times_that_stand_for_nothing_are_none() {
    let file = |end: &str| {
        format!(
            "Agent_No,State,Start_Date,End_Date\n\
             401,Available,11/13/2026 09:00:00,11/13/2026 09:30:00\n\
             401,Not Ready,11/13/2026 09:30:00,{end}\n"
        )
    };
    for end in ["9999-12-31 23:59:59", "12/31/9999", "1900-01-01 00:00:00", "0001-01-01T00:00:00"] {
        check(end, &file(end), "UTC", "Ready 1800", &["Unread", "OpenEnd"]);
    }
    for start in ["1900-01-01 00:00:00", "9999-12-31 23:59:59", "12/30/1899"] {
        let file = changed(|i, cells| {
            if i == 0 {
                cells[6] = start.into();
            }
        });
        check(start, &file, "UTC", "Ready 1200, Not ready/Lunch 1800", &["Refused"]);
    }
}

#[test]
fn a_date_may_come_with_midnight_beside_a_time_of_its_own() {
    for (date, nine, ten) in [
        ("2026-11-13 00:00:00", "09:00:00", "09:10:00"),
        ("11/13/2026 12:00:00 AM", "1899-12-30 09:00:00", "1899-12-30 09:10:00"),
        ("2026-11-13T00:00:00", "0.375", "0.381944444444444"),
        ("13/11/2569", "9:00", "9:10"),
    ] {
        let file = format!(
            "Date,Time,Agent ID,State,Duration\n\
             {date},{nine},401,Available,600\n{date},{ten},401,Not Ready,600\n"
        );
        let came = text(&file, "UTC");
        assert_eq!(
            came.totals(),
            Totals::from([("401".to_owned(), figures("Ready 600, Not ready 600"))]),
            "{date}"
        );
        assert_eq!(came.data.window.start.0, 1_794_560_400_000, "{date}");
        assert!(came.said().is_empty(), "{date}");
    }
}

#[test]
fn lengths_that_a_program_took_for_times_of_its_first_day() {
    for [first, second, third] in [
        ["1899-12-30 00:10:00", "1899-12-30 00:20:00", "1899-12-30 00:30:00"],
        ["1/0/1900 12:10:00 AM", "1/0/1900 12:20:00 AM", "1/0/1900 12:30:00 AM"],
        ["1970-01-01 00:10:00", "1970-01-01 00:20:00", "1970-01-01 00:30:00"],
    ] {
        let file = changed(|i, cells| cells[14] = [first, second, third][i].into());
        check(first, &file, "UTC", EXPECTED, &[]);
    }
    // Day 0 of one program is day 1 of another.
    let file = changed(|_, cells| cells[14] = "1900-01-01 02:03:04".into());
    check("1900-01-01", &file, "UTC", "Not ready 600, Ready 1200", &["Unread", "OpenEnd"]);
}

#[test]
fn halves_of_days_in_more_languages() {
    for [am, pm] in [["SA", "CH"], ["PD", "MD"], ["PG", "PTG"]] {
        let starts = [
            format!("13/11/2026 11:50:00 {am}"),
            format!("13/11/2026 12:00:00 {pm}"),
            format!("13/11/2026 12:20:00 {pm}"),
        ];
        check(am, &changed(|i, cells| cells[6].clone_from(&starts[i])), "UTC", EXPECTED, &[]);
    }
    let starts = ["2026/11/13 上午11:50:00", "2026/11/13 中午12:00:00", "2026/11/13 下午12:20:00"];
    check("中午", &changed(|i, cells| cells[6] = starts[i].into()), "UTC", EXPECTED, &[]);
    // A weekday.
    let starts = ["14.11.2026 Sa 12:10:00", "14.11.2026 Sa 12:20:00", "14.11.2026 Sa 12:40:00"];
    check("Samstag", &changed(|i, cells| cells[6] = starts[i].into()), "UTC", EXPECTED, &[]);
}

#[test]
fn rows_later_than_now_keep_their_time() {
    let file = report(&rows(), ",").replace("2026", "2031");
    check("clocks differ", &file, "UTC", EXPECTED, &[]);
}

#[test]
fn ends_are_times_of_day_on_the_date_that_the_row_begins_on() {
    for (start, end, name) in [
        ("11/13/2026 23:00:00", "23:50:00", "End_Time"),
        ("11/13/2026 11:00:00 PM", "11:50:00 PM", "End"),
        ("2026-11-13 23:00:00", "0.99305555555", "End_Time"),
        ("2026-11-13T23:00:00Z", "23:50", "End_Time"),
    ] {
        let next = end
            .replace("23:50", "00:20")
            .replace("11:50:00 PM", "12:20:00 AM")
            .replace("0.99305555555", "0.01388888888");
        let file = format!(
            "Agent_No,State,Start_Date,{name}\n401,Available,{start},{end}\n401,Not Ready,{},{next}\n",
            start.replace("23:00", "23:50").replace("11:00:00 PM", "11:50:00 PM"),
        );
        check(start, &file, "UTC", "Ready 3000, Not ready 1800", &[]);
        let unreadable = file.replace(&format!("{start},{end}"), &format!("{start},junk"));
        check(start, &unreadable, "UTC", "Ready 3000, Not ready 1800", &["Unread"]);
    }
}
