//! Reports cut into files (cases 01, 07, 08), and files that are no parts of one report (case 73).

use std::collections::BTreeMap;

use data::files::columns::{Preset, Role};
use data::files::{self, Chosen, DateOrder, Import, Imported, Options, settle_together};
use model::remark::RemarkKind;
use model::state::Catalog;
use model::time::parse_strict_utc;

use super::bench::{Came, Row, Totals, figures, read, report, without};
use crate::zoned::zone;

fn of_files(files: &[String], zone: &str) -> Came {
    let files: Vec<(&str, &[u8])> = files.iter().map(|file| ("file", file.as_bytes())).collect();
    read(&files, zone).unwrap()
}

fn each(files: &[String]) -> Vec<Imported> {
    let mut catalog = Catalog::default();
    let read = files.iter().map(|file| {
        let mut import = Import::new(Options::new(zone("UTC")));
        import.feed(file.as_bytes(), &mut catalog).unwrap();
        import.end(&mut catalog).unwrap()
    });
    settle_together(read.collect())
}

fn totals(of: &[(&str, &str)]) -> Totals {
    of.iter().map(|(agent, text)| ((*agent).to_owned(), figures(text))).collect()
}

/// Each row in a file of its own, the last one first.
fn row_by_row(rows: &[Row]) -> Vec<String> {
    rows.iter().rev().map(|row| report(std::slice::from_ref(row), ",")).collect()
}

const NINE: [Row; 5] = [
    ("9001", "401", 0, "11/13/2026 09:00", 'A', 0, "35"),
    ("9001", "401", 1, "11/13/2026 09:00", 'C', 1, "130"),
    ("9001", "401", 2, "11/13/2026 09:02", 'U', 1, "20"),
    ("9001", "401", 3, "11/13/2026 09:03", 'A', 1, "285"),
    ("9001", "401", 4, "11/13/2026 09:08", 'L', 2, "600"),
];

#[test]
fn a_report_without_seconds_is_laid_out_over_all_its_files() {
    let expected = totals(&[("401", "Ready 320, Inbound contact 130, Not ready 20, Not ready/Lunch 600")]);
    let came = of_files(&row_by_row(&NINE), "UTC");
    assert_eq!((came.totals(), came.said()), (expected, vec!["ClockIncomplete".to_owned()]));
}

#[test]
fn milliseconds_are_proven_by_rows_of_other_files() {
    let row = |index, start, state, figure| ("9001", "401", index, start, state, 1, figure);
    let rows = [
        row(0, "11/13/2026 09:00:00", 'U', "600000"),
        row(1, "11/13/2026 09:10:00", 'A', "1200000"),
        row(2, "11/13/2026 09:30:00", 'L', "1800000"),
    ];
    let expected = totals(&[("401", "Not ready 600, Ready 1200, Not ready/Lunch 1800")]);
    let came = of_files(&row_by_row(&rows), "UTC");
    assert_eq!((came.totals(), came.said()), (expected, vec!["Milliseconds".to_owned()]));
    // What is said is said of the file and its line.
    for file in each(&row_by_row(&rows)) {
        let remarks = file.losses().remarks;
        assert_eq!(remarks.count(RemarkKind::Milliseconds), 1);
        let lines: Vec<usize> =
            remarks.examples_of(RemarkKind::Milliseconds).map(|place| place.row).collect();
        assert_eq!(lines, [2]);
    }
}

#[test]
fn a_date_in_one_file_proves_the_order_of_all() {
    let day = |date: &'static str, session| [(session, "401", 0, date, 'A', 2, "1800")];
    let files =
        [report(&day("11/12/2026 09:00:00", "9001"), ","), report(&day("13/12/2026 09:00:00", "9002"), ",")];
    for dates in each(&files).iter().map(|file| file.dates.unwrap()) {
        assert_eq!((dates.order, dates.certain), (DateOrder::DayFirst, true));
    }
    // Of two orders none is the third file's, and it is asked.
    let other = report(&day("12/14/2026 09:00:00", "9003"), ",");
    let all = each(&[files[0].clone(), files[1].clone(), other]);
    let read: Vec<_> = all.iter().map(|file| file.dates.map(|dates| (dates.order, dates.certain))).collect();
    let (month_first, day_first) = (DateOrder::MonthFirst, DateOrder::DayFirst);
    assert_eq!(read, [Some((month_first, false)), Some((day_first, true)), Some((month_first, true))]);
    assert!(all.iter().all(|file| file.losses().remarks.total() == 0));
}

/// An agent's morning with figures in some unit.
fn morning(agent: &'static str, figures: [&'static str; 4]) -> Vec<Row<'static>> {
    let starts = ["11/13/2026 09:00:00", "11/13/2026 09:10:00", "11/13/2026 09:30:00", "11/13/2026 10:00:00"];
    let row = |(index, (start, figure)): (usize, (&'static str, &'static str))| {
        (agent, agent, index as u32, start, ['U', 'A', 'L', 'C'][index], 1, figure)
    };
    starts.into_iter().zip(figures).enumerate().map(row).collect()
}

const MORNING: &str = "Not ready 600, Ready 1200, Not ready/Lunch 1800, Inbound contact 600";
const SECONDS: [&str; 4] = ["600", "1200", "1800", "600"];
const MILLISECONDS: [&str; 4] = ["600000", "1200000", "1800000", "600000"];

#[test]
fn files_that_prove_different_units_keep_their_own() {
    let files =
        [("401", SECONDS), ("402", MILLISECONDS), ("403", SECONDS), ("404", ["10", "20", "30", "10"])];
    let all = files.map(|(agent, figures)| report(&morning(agent, figures), ","));
    let expected = totals(&["401", "402", "403", "404"].map(|agent| (agent, MORNING)));
    assert_eq!(of_files(&all, "UTC").totals(), expected);
    let few: Vec<String> =
        files.iter().take(2).map(|(agent, figures)| report(&morning(agent, *figures)[..2], ",")).collect();
    let expected = totals(&["401", "402"].map(|agent| (agent, "Not ready 600, Ready 1200")));
    assert_eq!(of_files(&few, "UTC").totals(), expected);
    // However many agree.
    let many: Vec<String> = (0..30).map(|_| all[0].clone()).chain([few[1].clone()]).collect();
    assert_eq!(of_files(&many, "UTC").totals()["402"].get("Ready"), Some(&1200.0));
    let many: Vec<String> = (0..30).map(|_| all[1].clone()).chain([few[0].clone()]).collect();
    assert_eq!(of_files(&many, "UTC").totals()["401"].get("Ready"), Some(&1200.0));
}

#[test]
fn a_file_that_proves_nothing_follows_those_that_agree() {
    let one = |agent, figure| report(&[(agent, agent, 0, "11/13/2026 12:00:00", 'A', 2, figure)], ",");
    let (seconds, milliseconds) =
        (report(&morning("401", SECONDS), ","), report(&morning("402", MILLISECONDS), ","));
    let ready = |files: &[String]| of_files(files, "UTC").totals()["409"]["Ready"];
    assert!((ready(&[one("409", "600000"), milliseconds.clone()]) - 600.0).abs() < 0.1);
    assert!((ready(&[one("409", "600"), seconds.clone()]) - 600.0).abs() < 0.1);
    // Seconds, as reports are documented to have, where they do not.
    assert!((ready(&[one("409", "600"), seconds, milliseconds]) - 600.0).abs() < 0.1);
}

#[test]
fn files_that_kept_their_seconds_prove_nothing_for_those_that_lost_them() {
    let with_noughts =
        |text: String, minute: u32| text.replace(&format!(" 09:0{minute},"), &format!(" 09:0{minute}:00,"));
    let lost = (0..10).fold(report(&NINE, ","), with_noughts);
    let kept = report(&[("9005", "405", 0, "11/13/2026 09:00:07", 'A', 2, "1793")], ",");
    let alone = of_files(std::slice::from_ref(&lost), "UTC");
    for files in [[lost.clone(), kept.clone()], [kept, lost]] {
        let came = of_files(&files, "UTC").totals();
        for (state, seconds) in &alone.totals()["401"] {
            assert_eq!(came["401"].get(state), Some(seconds), "{state}");
        }
    }
}

#[test]
fn files_of_other_kinds_change_nothing() {
    let ms = report(&morning("402", MILLISECONDS), ",");
    let plain = "Agent_No,State,Start_Date,Duration\n401,Available,13/11/2026 09:00,10\n";
    let files = [ms.clone(), plain.to_owned(), without(&morning("403", SECONDS), &["Skill_No"])];
    let came = of_files(&files, "UTC").totals();
    for (agent, expected) in [("402", MORNING), ("403", MORNING), ("401", "Ready 10")] {
        let own: Vec<_> = figures(expected).into_iter().collect();
        let told = came[agent].iter().filter(|(state, _)| figures(expected).contains_key(*state));
        let told: Vec<_> = told.map(|(state, seconds)| (state.clone(), *seconds)).collect();
        assert_eq!(told, own, "{agent}");
    }
}

/// Seconds by state, of a table whose durations measure the state before.
fn of_states_before(files: &[String]) -> BTreeMap<String, i64> {
    use Role::{Agent, Duration, Index, Start, State};
    let columns = [("who", Agent), ("no", Index), ("since", Start), ("what", State), ("before", Duration)];
    let columns = columns.map(|(name, role)| (name.to_owned(), role)).to_vec();
    let preset = Preset { columns, measures_previous: true, ..Preset::default() };
    let presets = vec![Chosen { preset, zone: None }];
    let mut catalog = Catalog::default();
    let read = files.iter().map(|file| {
        let mut import = Import::new(Options { presets: presets.clone(), ..Options::new(zone("UTC")) });
        import.feed(file.as_bytes(), &mut catalog).unwrap();
        import.end(&mut catalog).unwrap()
    });
    let files = settle_together(read.collect());
    let data = files::dataset(&files, catalog, parse_strict_utc("2026-11-26T12:00:00Z").unwrap());
    let sums = data.agents[0].index.totals(&data.agents[0].lane, data.window);
    sums.into_iter().map(|(id, sum)| (data.catalog.code(id).to_owned(), sum.ms / 1_000)).collect()
}

#[test]
fn durations_of_the_state_before_reach_over_files() {
    let rows = [
        "1,0,2026-11-13 09:00,Lunch,0",
        "1,1,2026-11-13 09:00,Available,35000",
        "1,2,2026-11-13 09:02,Meeting,130000",
        "1,3,2026-11-13 09:03,Break,20000",
        "1,4,2026-11-13 09:08,Lunch,285000",
    ];
    let file = |rows: &[&str]| format!("who,no,since,what,before\n{}\n", rows.join("\n"));
    let whole = of_states_before(&[file(&rows)]);
    for (state, seconds) in [("Lunch", 35), ("Available", 130), ("Meeting", 20), ("Break", 285)] {
        assert!((whole[state] - seconds).abs() < 2, "{state} {whole:?}");
    }
    let each: Vec<String> = rows.iter().rev().map(|row| file(&[row])).collect();
    assert_eq!(of_states_before(&each), whole);
    // The columns may stand in another order.
    let turned = |line: &str| line.split(',').rev().collect::<Vec<_>>().join(",") + "\n";
    let each: Vec<String> = each
        .iter()
        .enumerate()
        .map(|(i, file)| if i % 2 == 0 { file.lines().map(turned).collect() } else { file.clone() })
        .collect();
    assert_eq!(of_states_before(&each), whole);
}
