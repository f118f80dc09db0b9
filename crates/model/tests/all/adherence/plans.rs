//! Shifts: late, left early, absent.

use model::adherence::Options;
use model::schedule::{PlannedId, ScheduleBuilder};
use model::time::{HOUR, Span};

use super::Case;
use crate::days::{Days, minutes};

fn shifts(days: Days, plan: &str, rows: &str) -> Vec<(Option<i64>, Option<i64>, bool)> {
    let judged = Case::of(days, plan, rows).judged(Options::default());
    let told = judged.shifts().iter().map(|shift| {
        let minutes = |ms: Option<i64>| ms.map(|ms| ms / minutes(1));
        (minutes(shift.late_ms), minutes(shift.early_ms), shift.is_absent)
    });
    told.collect()
}

#[test]
fn late_and_early_are_of_each_shift() {
    let day = |rows: &str| shifts(Days::new(1), "09:00 Open, 12:00 Lunch, 13:00 Open, 17:00 -", rows);
    for (rows, expected) in [
        ("00:00 Out, 08:50 Available, 17:10 Out", (Some(0), Some(0), false)),
        ("00:00 Out, 08:50 Available, 08:55 Break, 09:05 Available, 16:30 Out", (Some(0), Some(30), false)),
        ("00:00 Out, 09:20 Break, 09:40 Available, 16:30 Break, 17:30 Out", (Some(40), Some(30), false)),
        ("00:00 Out, 16:59 Out", (None, None, true)),
        // Work long before is none of it.
        ("00:00 Out, 02:00 Available, 03:00 Out, 09:30 Available, 17:00 Out", (Some(30), Some(0), false)),
        // Nor is work that begins when the shift is over, or three hours later.
        ("00:00 Out, 17:00 Available, 18:00 Out", (None, None, true)),
        ("00:00 Out, 09:00 Available, 16:00 Out, 20:00 Available, 21:00 Out", (Some(0), Some(60), false)),
        // What is not known is neither.
        ("08:00 Out, 08:30 ?, 10:00 Available, 17:00 Out", (None, Some(0), false)),
        ("00:00 Out, 09:00 Available, 16:00 ?", (Some(0), None, false)),
        ("17:30 Available", (None, None, false)),
        ("00:00 Out, 12:00 ?, 13:00 Out, 17:00 Out", (None, None, false)),
    ] {
        assert_eq!(day(rows), [expected], "{rows}");
    }
}

#[test]
fn night_shifts_and_gaps_make_shifts() {
    let plan = "22:00 Open, 02:00 Lunch, 03:00 Open, 06:00 -, 22:00 Open, 06:00 -";
    let rows = "00:00 Out, 22:05 Available, 05:50 Out, 21:50 Available, 06:00 Out";
    assert_eq!(shifts(Days::new(3), plan, rows), [(Some(5), Some(10), false), (Some(0), Some(0), false)]);
}

#[test]
fn what_is_planned_three_hours_later_is_another_shift() {
    let of = |second: &str| {
        let plan = format!("06:00 Open, 10:00 -, {second} Open, 16:00 -");
        shifts(Days::new(1), &plan, "00:00 Out, 06:10 Available, 15:55 Out")
    };
    assert_eq!(of("12:59:59"), [(Some(10), Some(5), false)]);
    assert_eq!(of("13:00"), [(Some(10), Some(0), false), (Some(0), Some(5), false)]);
}

#[test]
fn a_shift_of_what_the_source_calls_open_needs_no_table() {
    let days = Days::new(1);
    let data = days.load("00:00 Out, 09:00 Available, 17:00 Out");
    let mut builder = ScheduleBuilder::new();
    let start = data.window.start;
    let [open, closed] = [Some(true), Some(false)].map(|is_open| builder.activity("Kundendienst", is_open));
    builder.push("ana", Span { start: start + 9 * HOUR, end: start + 17 * HOUR }, open, 1);
    builder.push("ana", Span { start: start + 12 * HOUR, end: start + 13 * HOUR }, closed, 2);
    let schedule = builder.finish();
    let table = model::adherence::Table::default();
    let mut adherer = model::adherence::Adherer::new(&data, &schedule.activities, &table, Options::default());
    assert_eq!(adherer.unknown(), [closed]);
    let judged = adherer.agent(&data.agents[0], &schedule.plans[0].1);
    let sums = judged.figures(data.window).sums;
    assert_eq!((sums.in_ms, sums.open_ms, sums.neutral_ms), (7 * HOUR, 7 * HOUR, HOUR));
}

#[test]
fn an_activity_without_a_row_fits_the_state_of_its_name() {
    let case = Case::new(
        "09:00 Backoffice, 17:00 -",
        "00:00 Out, 09:00 Backoffice, 12:00 Break, 13:00 backoffice, 17:00 Out",
    );
    assert!(case.adherer(Options::default()).unknown().is_empty());
    let sums = case.figures(Options::default()).sums;
    assert_eq!((sums.in_ms, sums.out_ms), (7 * HOUR, HOUR));
}

#[test]
fn of_a_shift_that_began_before_the_window_nobody_knows_its_beginning() {
    let plan = "22:00 Open, 06:00 -";
    let second = || Days::new(2).without_first(1);
    assert_eq!(shifts(second(), plan, "21:00 Available, 05:00 Out"), [(None, Some(60), false)]);
    assert_eq!(shifts(second(), plan, "21:00 Out, 07:00 Available"), [(None, None, false)]);
    // One that goes on after it has no end.
    let days = Days::new(1).now(30 * HOUR);
    assert_eq!(shifts(days, plan, "00:00 Out, 22:10 Available"), [(Some(10), None, false)]);
    // Who has not come so far is absent so far.
    let days = Days::new(1).now(23 * HOUR);
    assert_eq!(shifts(days, "22:00 Open, 23:30 -", "00:00 Out"), [(None, None, true)]);
}

#[test]
fn activities_are_open_time_as_the_table_says() {
    let case = Case::new("08:00 Open, 10:00 Break, 10:15 Meeting, 12:00 -", "08:00 Available, 12:00 Out");
    let adherer = case.adherer(Options::default());
    let open = case.schedule.activities.iter().zip(0..).filter(|(_, id)| adherer.is_open(PlannedId(*id)));
    assert_eq!(open.map(|(activity, _)| &*activity.name).collect::<Vec<_>>(), ["Open"]);
}
