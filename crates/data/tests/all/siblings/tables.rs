//! Headers, titles, quotes and rows that are none (cases 03, 05, 16).

use data::files::FileError;

use super::bench::{HEADER, Row, Totals, cells, check, figures, lines, read, report, text};

const CONTROL: &str = "Not ready 300, Ready 1500, Inbound contact 600, Not ready/Lunch 1800";

fn control() -> [Row<'static>; 4] {
    [
        ("9001", "401", 0, "11/13/2026 09:00:00", 'U', 0, "300"),
        ("9001", "401", 1, "11/13/2026 09:05:00", 'A', 1, "1500"),
        ("9001", "401", 2, "11/13/2026 09:30:00", 'C', 1, "600"),
        ("9001", "401", 3, "11/13/2026 09:40:00", 'L', 2, "1800"),
    ]
}

fn is_asked(file: &str) -> bool {
    matches!(read(&[("file", file.as_bytes())], "UTC"), Err(FileError::UnknownColumns { .. }))
}

#[test]
fn a_header_may_have_been_sorted_among_the_rows() {
    let file = report(&control(), ",");
    let lines: Vec<&str> = file.lines().collect();
    for above in 1..=4 {
        let mut lines = lines.clone();
        lines[..=above].rotate_left(1);
        check(&format!("{above} above"), &lines.join("\n"), "UTC", CONTROL, &[]);
        lines.insert(0, "Agent State Log, 11/13/2026");
        check(&format!("title and {above} above"), &lines.join("\n"), "UTC", CONTROL, &[]);
    }
}

#[test]
fn rows_of_a_report_without_a_header_are_all_read() {
    let bare = |change: &dyn Fn(&mut Vec<Vec<String>>)| {
        let mut rows: Vec<Vec<String>> = control().iter().rev().map(cells).collect();
        change(&mut rows);
        lines(rows, ",")
    };
    let running = "Not ready 300, Ready 1500, Inbound contact 600";
    let first_is_open = bare(&|rows| rows[0][14].clear());
    check("running", &first_is_open, "UTC", running, &["NoHeader", "OpenEnd"]);
    let unreadable = bare(&|rows| rows[0][14] = "#####".into());
    check("unreadable", &unreadable, "UTC", running, &["Unread", "NoHeader", "OpenEnd"]);
    let without_flag = bare(&|rows| rows[0][8] = "NULL".into());
    check("no flag", &without_flag, "UTC", CONTROL, &["NoHeader"]);
    // Words are a header that is not known.
    let mut header = HEADER.map(str::to_owned).to_vec();
    header[6] = "Startdatum".into();
    assert!(is_asked(&bare(&|rows| rows.insert(0, header.clone()))));
}

#[test]
fn a_needed_column_under_an_unknown_name_is_asked_about() {
    let file = report(&control(), ";");
    for name in ["Working", "Available", "Outstate_Code", "Duration", "Start_Date"] {
        assert!(is_asked(&file.replacen(name, "Spalte", 1)), "{name}");
    }
    // One agent's rows under another's name would be worse.
    let file = file.replacen("Agent_No", "Agentennummer", 1).replacen("Agent_Name", "Agentenname", 1);
    assert!(is_asked(&file));
    assert!(is_asked("Agente,Start_Date,State,Duration\n401,11/13/2026 09:00:00,Ready,60\n"));
    // What is known to be no agent is no reason to ask.
    let came = text("Start_Date,State,Duration\n11/13/2026 09:00:00,Ready,60\n", "UTC");
    assert_eq!(came.totals(), Totals::from([("file".to_owned(), figures("Ready 60"))]));
}

#[test]
fn the_name_of_the_table_may_stand_before_those_of_its_columns() {
    for (before, after) in [("dbo.log.", ""), ("Log[", "]"), ("[", "]"), ("'State Log'[", "]")] {
        let header = HEADER.map(|name| format!("{before}{name}{after}")).join(",");
        let file = report(&control(), ",").replacen(&HEADER.join(","), &header, 1);
        check(before, &file, "UTC", CONTROL, &[]);
    }
}

#[test]
fn rows_below_a_second_header_are_in_its_order() {
    let (first, mut second) = (report(&control(), ","), report(&control(), ","));
    second = second.replace("11/13/2026", "11/14/2026");
    let expected = "Not ready 600, Ready 3000, Inbound contact 1200, Not ready/Lunch 3600, Logged out 82200";
    let expected = Totals::from([("401".to_owned(), figures(expected))]);
    // Sessions and agents change places.
    let swapped: String = second
        .lines()
        .map(|line| {
            let mut cells: Vec<&str> = line.split(',').collect();
            cells.swap(0, 1);
            cells.join(",") + "\n"
        })
        .collect();
    for second in [second, swapped] {
        let second = second.replace("9001", "9002");
        let came = text(&format!("{first}{second}"), "UTC");
        assert_eq!((came.totals(), came.said()), (expected.clone(), vec!["Refused".to_owned()]));
    }
}

#[test]
fn quotes_that_open_in_one_row_and_close_in_another_cost_neither() {
    let mut rows: Vec<Vec<String>> = control().iter().map(cells).collect();
    rows[1][10] = "open".into();
    rows[3][10] = "Lunch".into();
    let file = lines(std::iter::once(HEADER.map(str::to_owned).to_vec()).chain(rows), ",");
    let file = file.replace(",open,", ",\"open,").replace(",Lunch,", ",Lunch\",");
    let expected = "Not ready 300, Ready 1500, Inbound contact 600, Not ready/Lunch\" 1800";
    check("open and close", &file, "UTC", expected, &["OpenQuote"]);
}

#[test]
fn lines_that_were_saved_as_one_cell_each() {
    for delimiter in [",", ";"] {
        let mut rows: Vec<Vec<String>> = control().iter().map(cells).collect();
        rows[2][2] = "Ruiz, Ana; \"Nita\"".into();
        let file = lines(std::iter::once(HEADER.map(str::to_owned).to_vec()).chain(rows), delimiter);
        let wrapped: Vec<String> =
            file.lines().map(|line| format!("\"{}\"\r\n", line.replace('"', "\"\""))).collect();
        check(delimiter, &wrapped.concat(), "UTC", CONTROL, &[]);
    }
}
