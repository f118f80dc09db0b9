//! What only all rows of a report tell holds over all its files, and is said in each of them.

use model::remark::RemarkKind;

use super::bench::{Came, Row, Totals, figures, read, report, text};

/// Reads files of these names.
fn of_files(files: &[(&str, &str)]) -> Came {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, file)| (*name, file.as_bytes())).collect();
    read(&files, "UTC").unwrap()
}

/// The rows of a file in files of their own, each below its header; the last one first.
fn row_by_row(file: &str) -> Vec<String> {
    let (header, rows) = file.split_once('\n').unwrap();
    rows.lines().rev().map(|row| format!("{header}\n{row}\n")).collect()
}

fn divided(file: &str) -> Came {
    let files = row_by_row(file);
    of_files(&files.iter().map(|file| ("file", file.as_str())).collect::<Vec<_>>())
}

const MORNING: [Row; 4] = [
    ("9001", "401", 0, "11/13/2026 09:00:00", 'A', 0, "300"),
    ("9001", "401", 1, "11/13/2026 09:05:00", 'U', 1, "1500"),
    ("9001", "401", 2, "11/13/2026 09:30:00", 'C', 1, "600"),
    ("9001", "401", 3, "11/13/2026 09:40:00", 'A', 2, "1300"),
];

/// The morning with other cells.
fn changed(change: impl Fn(usize, &mut Vec<&str>)) -> String {
    let file = report(&MORNING, ",");
    let (header, rows) = file.split_once('\n').unwrap();
    let rows = rows.lines().enumerate().map(|(place, row)| {
        let mut cells: Vec<&str> = row.split(',').collect();
        change(place, &mut cells);
        cells.join(",") + "\n"
    });
    format!("{header}\n{}", rows.collect::<String>())
}

#[test]
fn each_row_in_a_file_of_its_own_says_what_the_whole_says() {
    let flag = |yes: &'static str| {
        move |_: usize, cells: &mut Vec<&str>| {
            cells[8] = if cells[8] == "1" { yes } else { "" };
        }
    };
    let hundredths = "Agent_No,State,Start_Date,Duration\n401,Available,46339.38,300\n\
                      401,Not Ready,46339.38,1500\n401,Available,46339.4,600\n401,Not Ready,46339.4,1800\n";
    for (what, file, said) in [
        ("only yes", changed(flag("1")), None),
        ("a mark", changed(flag("ü")), Some("Unread")),
        ("no flags", changed(|_, cells| cells[8] = ""), None),
        ("an empty column", changed(|_, cells| cells[0] = ""), Some("MissingColumn")),
        ("hundredths of a day", hundredths.to_owned(), Some("ClockIncomplete")),
        (
            "another unit",
            report(&MORNING, ",").replacen("Duration", "Duration (min)", 1),
            Some("UnitDiffers"),
        ),
        ("another order", changed(|i, cells| cells[5] = ["3", "1", "2", "0"][i]), Some("OrderDiffers")),
    ] {
        let (whole, parts) = (text(&file, "UTC"), divided(&file));
        assert_eq!((parts.totals(), parts.said()), (whole.totals(), whole.said()), "{what}");
        assert!(said.is_none_or(|said| whole.said().contains(&said.to_owned())), "{what} {:?}", whole.said());
    }
}

#[test]
fn marks_that_differ_from_file_to_file_are_not_one() {
    let marked = |yes: &'static str| changed(|_, cells| cells[8] = if cells[8] == "1" { yes } else { "" });
    let one = text(&marked("ü"), "UTC").totals();
    let other = marked("ü").replace("9001", "9002").replace("11/13", "11/14");
    let same = of_files(&[("a", &marked("ü")), ("b", &other)]).totals();
    for state in ["Inbound contact", "Ready"] {
        assert_eq!(
            same["401"].get(state),
            one["401"].get(state).map(|seconds| 2.0 * seconds).as_ref(),
            "{state}"
        );
    }
    let differ = of_files(&[("a", &marked("ü")), ("b", &other.replace('ü', "û"))]).totals();
    assert_ne!(differ["401"].get("Ready"), same["401"].get("Ready"), "neither is known for yes");
}

#[test]
fn a_column_is_empty_where_no_file_has_a_value_in_it() {
    for (place, name) in [(0, "Agent_Session_ID"), (5, "StateIndex"), (11, "Log_State"), (14, "Duration")] {
        let filled_once = changed(|i, cells| {
            if i != 2 {
                cells[place] = "";
            }
        });
        assert!(!divided(&filled_once).said().contains(&"MissingColumn".to_owned()), "{name}");
        let came = divided(&changed(|_, cells| cells[place] = ""));
        let remarks = &came.data.losses.remarks;
        assert_eq!(remarks.count(RemarkKind::MissingColumn), MORNING.len(), "once in each file");
        assert!(
            remarks.examples_of(RemarkKind::MissingColumn).all(|said| said.row == 1 && said.column == name)
        );
    }
}

#[test]
fn a_file_that_contradicts_the_unit_of_its_header_is_read_by_itself() {
    let of = |figures: [&'static str; 4], agent: &'static str| {
        let mut rows = MORNING;
        for (row, figure) in rows.iter_mut().zip(figures) {
            (row.0, row.1, row.6) = (agent, agent, figure);
        }
        report(&rows, ",").replacen("Duration", "Duration (s)", 1)
    };
    let expected = figures("Ready 1600, Not ready 1500, Inbound contact 600");
    let seconds = of(["300", "1500", "600", "1300"], "401");
    let milliseconds = of(["300000", "1500000", "600000", "1300000"], "402");
    for files in [[("a", &*seconds), ("b", &*milliseconds)], [("b", &*milliseconds), ("a", &*seconds)]] {
        let came = of_files(&files);
        let all: Totals = ["401", "402"].map(|agent| (agent.to_owned(), expected.clone())).into();
        assert_eq!((came.totals(), came.said()), (all, vec!["UnitDiffers".to_owned()]));
        assert_eq!(came.data.losses.remarks.count(RemarkKind::UnitDiffers), MORNING.len());
    }
}

#[test]
fn hundredths_of_days_are_those_of_the_file_that_has_them() {
    let rounded = "Agent_No,State,Start_Date,Duration\n401,Available,46339.38,300\n401,Not Ready,46339.38,1500\n\
                   401,Available,46339.4,600\n401,Not Ready,46339.4,1800\n";
    let exact = "Agent_No,State,Start_Date,Duration\n402,Available,11/13/2026 09:00:07,300\n";
    let alone = text(rounded, "UTC").totals();
    for files in [[("a", rounded), ("b", exact)], [("b", exact), ("a", rounded)]] {
        let came = of_files(&files);
        let told = |agent: &str| {
            let mut told = came.totals().remove(agent).unwrap();
            told.retain(|state, _| !["No data", "Unknown"].contains(&state.as_str()));
            told
        };
        assert_eq!((told("401"), told("402")), (alone["401"].clone(), figures("Ready 300")));
    }
}

#[test]
fn rows_that_name_nobody_are_nobodys_where_another_file_names_theirs_in_the_same_column() {
    let file = |agent: &str, start: &str| {
        format!("Agent_No,Agent_Name,Start_Date,State,Duration\n{agent},11/13/2026 {start},Ready,300\n")
    };
    let (named, nameless) = (file("401,Ana", "09:00:00"), file(",", "09:05:00"));
    let came = of_files(&[("a", &named), ("b", &nameless)]);
    let expected = Totals::from([("401".to_owned(), figures("Ready 300"))]);
    assert_eq!((came.totals(), came.said(), came.rows), (expected, vec!["Refused".to_owned()], 2));
    // A name that another file tells the id of says who it is.
    let by_name = file(",Ana", "09:05:00");
    for files in [[("a", &*named), ("b", &*by_name)], [("b", &*by_name), ("a", &*named)]] {
        let came = of_files(&files);
        let expected = Totals::from([("401".to_owned(), figures("Ready 600"))]);
        assert_eq!((came.totals(), came.said()), (expected, vec![]));
    }
    let other = file("402,Ana", "09:10:00");
    let came = of_files(&[("a", &named), ("b", &by_name), ("c", &other)]);
    assert!(came.totals().contains_key("Ana"), "of two agents of one name it may be either");
    // Files that name nobody at all are each of the agent that its name says.
    let came = of_files(&[("ana", &nameless), ("bo", &nameless)]);
    assert_eq!(came.totals().into_keys().collect::<Vec<_>>(), ["ana", "bo"]);
}
