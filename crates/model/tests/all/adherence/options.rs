//! What is and is not said of time.

use model::adherence::{Beyond, Options, Verdict};
use model::time::HOUR;

use super::{Case, percent, ratio};
use crate::days::{Days, minutes};

const NONE: Options = Options {
    grace_ms: 0,
    beyond: Beyond::Whole,
    contact_over_edge: false,
    outside_shift: false,
    window_ms: None,
};

#[test]
fn without_a_plan_there_is_no_share() {
    let case = Case::of(
        Days::new(2),
        "09:00 Open, 17:00 -",
        "09:00 Available, 17:00 Out, 09:00 Available, 17:00 Out",
    );
    let judged = case.judged(Options { outside_shift: true, ..NONE });
    let tuesday = model::time::Span { start: case.data.window.start + 24 * HOUR, end: case.data.window.end };
    let figures = judged.figures(tuesday);
    assert!(!figures.has_plan());
    assert_eq!((figures.adherence(), ratio(figures.conformance())), (None, "–".to_owned()));
    assert_eq!(figures.sums.outside_ms, 8 * HOUR);
}

#[test]
fn time_of_which_nothing_is_known_counts_on_neither_side() {
    let case =
        Case::new("09:00 Open, 13:00 -", "08:00 Out, 09:00 Available, 10:00 ?, 11:00 Break, 12:00 Available");
    let figures = case.figures(NONE);
    let sums = figures.sums;
    assert_eq!((sums.in_ms, sums.out_ms), (2 * HOUR, HOUR));
    assert_eq!(sums.unknown_ms, 9 * HOUR, "before the first record, and what was not fetched");
    assert_eq!((sums.planned_ms, sums.open_ms), (4 * HOUR, 3 * HOUR));
    assert_eq!(percent(figures.adherence()), "66.67");
    // Nothing at all is known.
    let case = Case::new("09:00 Open, 13:00 -", "15:00 Available");
    assert_eq!(case.figures(NONE).adherence(), None);
    assert!(case.figures(NONE).has_plan());
}

#[test]
fn what_is_still_to_come_does_not_count() {
    let case = Case::of(Days::new(1).now(11 * HOUR), "09:00 Open, 17:00 -", "00:00 Out, 09:30 Available");
    let figures = case.figures(NONE);
    assert_eq!(
        (figures.sums.in_ms, figures.sums.out_ms, figures.sums.open_ms),
        (minutes(90), minutes(30), 2 * HOUR)
    );
    let judged = case.judged(NONE);
    let shift = judged.shifts()[0];
    assert_eq!((shift.late_ms, shift.early_ms, shift.is_absent), (Some(minutes(30)), None, false));
}

#[test]
fn neighbours_that_are_out_alike_are_one_exception() {
    // Two reasons are two; all states of open time are one.
    let case = Case::new(
        "09:00 Open, 10:00 Open, 11:00 Lunch, 12:00 -",
        "00:00 Out, 09:50 Break, 10:10 Meeting, 11:00 Available, 11:10 Contact, 11:20 ACW, 11:30 Lunch, 12:00 Out",
    );
    assert_eq!(
        case.exceptions(NONE),
        [
            "09:00 Open/Out 50 50",
            "09:50 Open/Break 20 20",
            "10:10 Open/Meeting 50 50",
            "11:00 Lunch/Available 30 30",
        ]
    );
}

#[test]
fn grace_may_differ_by_activity() {
    let mut case = Case::new(super::numbers::PLAN, super::numbers::ACTUAL);
    let lunch = case.table.row("Lunch").unwrap();
    case.table.rows[lunch].grace_ms = Some(minutes(10));
    assert_eq!(case.figures(NONE).sums.out_ms, minutes(30));
    let break_row = case.table.row("Break").unwrap();
    case.table.rows[break_row].grace_ms = Some(0);
    let grace = Options { grace_ms: minutes(5), ..NONE };
    assert_eq!(case.figures(grace).sums.out_ms, minutes(7 + 4 + 12));
}

#[test]
fn a_contact_over_an_edge_is_neutral_where_it_began_well() {
    let options = Options { contact_over_edge: true, ..NONE };
    let exceptions = |rows: &str| {
        Case::new("09:00 Open, 12:00 Break, 12:15 Lunch, 12:30 Open, 14:00 -", rows).exceptions(options)
    };
    // Over two edges, and with another contact state in it.
    assert_eq!(
        exceptions(
            "09:00 Available, 11:55 Contact, 12:10 OutboundContact, 12:20 Lunch, 12:30 Available, 14:00 Out"
        ),
        ["12:00 Break/Contact 15 0 contact Contact", "12:15 Lunch/OutboundContact 5 0 contact Contact"]
    );
    // It began in the break: it is out there, and in the lunch too.
    assert_eq!(
        exceptions("09:00 Available, 12:00 Break, 12:05 Contact, 12:20 Lunch, 12:30 Available, 14:00 Out"),
        ["12:05 Break/Contact 10 10 contact", "12:15 Lunch/Contact 5 5 contact"]
    );
    // Ready after the contact is out.
    assert_eq!(
        exceptions(
            "09:00 Available, 11:55 Contact, 12:05 Available, 12:15 Lunch, 12:30 Available, 14:00 Out"
        ),
        ["12:00 Break/Contact 5 0 contact Contact", "12:05 Break/Available 10 10"]
    );
    // Over the end of the shift, where that is an exception.
    let case = Case::new(
        "09:00 Open, 12:00 -",
        "00:00 Out, 09:00 Available, 11:55 Contact, 12:05 Available, 12:10 Out",
    );
    assert_eq!(
        case.exceptions(Options { outside_shift: true, ..options }),
        ["12:00 -/Contact 5 0 contact Contact", "12:05 -/Available 5 5"]
    );
}

#[test]
fn a_contact_that_was_carried_in_began_where_it_did() {
    let options = Options { contact_over_edge: true, ..NONE };
    let plan = |from: &str| format!("{from} Open, 00:00 Break, 00:30 Open, 02:00 -");
    let rows = "22:00 Available, 23:00 Contact, 00:10 Break, 00:30 Available, 02:00 Out";
    let out = |plan: &str| {
        let days = Days::new(2).without_first(1);
        Case::of(days, plan, rows).figures(options).sums.out_ms
    };
    assert_eq!(out(&plan("22:00")), 0);
    // Those after it begin where they do.
    let later = format!("{}, 02:00 Break, 02:30 Open, 03:00 -", plan("22:00").trim_end_matches(", 02:00 -"));
    let rows = format!(
        "{}, 02:00 Break, 02:10 Contact, 02:30 Available, 03:00 Out",
        rows.trim_end_matches(", 02:00 Out")
    );
    assert_eq!(
        Case::of(Days::new(2).without_first(1), &later, &rows).figures(options).sums.out_ms,
        minutes(20)
    );
    assert_eq!(out("22:00 Lunch, 00:00 Break, 00:30 Open, 02:00 -"), minutes(10));
}

#[test]
fn being_logged_out_fits_vacation() {
    let case = Case::new("09:00 Vacation, 17:00 -", "00:00 Out, 10:00 Available, 11:00 Out");
    let figures = case.figures(NONE);
    assert_eq!((figures.sums.in_ms, figures.sums.out_ms), (7 * HOUR, HOUR));
    assert_eq!(ratio(figures.conformance()), "∞");
    assert!(case.judged(NONE).shifts().is_empty());
}

#[test]
fn runs_of_a_view_are_cut_at_its_edges() {
    let case = Case::new("09:00 Open, 12:00 -", "00:00 Out, 09:30 Available, 12:00 Out");
    let judged = case.judged(NONE);
    let start = case.data.window.start;
    let view = model::time::Span { start: start + minutes(555), end: start + minutes(600) };
    let runs: Vec<_> = judged.runs(view).map(|(span, run)| (span.len() / minutes(1), run.verdict)).collect();
    assert_eq!(runs, [(15, Verdict::Out), (30, Verdict::In)]);
    assert_eq!(judged.exceptions_in(view).len(), 1);
    assert_eq!(judged.exceptions()[0].out_in(view), minutes(15));
    assert_eq!(judged.figures(view).sums.out_ms, minutes(15));
}

#[test]
fn work_outside_the_plan_that_is_forgiven_is_unscheduled() {
    let case = Case::new("09:00 Open, 17:00 -", "00:00 Out, 09:00 Available, 17:06 Out");
    let outside = Options { outside_shift: true, ..NONE };
    assert_eq!(case.figures(outside).sums.outside_ms, minutes(6));
    let sums = case.figures(Options { grace_ms: minutes(10), ..outside }).sums;
    assert_eq!((sums.in_ms, sums.out_ms, sums.unscheduled_ms), (8 * HOUR, 0, 16 * HOUR));
    assert_eq!((sums.forgiven_ms, sums.overtime_ms), (minutes(6), minutes(6)));
}
