//! Worked numbers, by hand and as others publish them.

use model::adherence::{Beyond, Options};

use super::{Case, percent, ratio};
use crate::days::minutes;

/// A plan with a break, lunch and a meeting.
pub const PLAN: &str =
    "09:00 Open, 11:00 Break, 11:15 Open, 13:00 Lunch, 13:30 Open, 15:00 Meeting, 15:30 Open, 17:00 -";

/// What was done instead.
pub const ACTUAL: &str = "00:00 Out, 09:07 Available, 11:04 Break, 11:20 Available, 12:58 Contact, 13:10 Lunch, \
                          13:42 Available, 15:00 Meeting, 15:28 Available, 17:06 Out";

fn whole(plan: &str, rows: &str, options: Options) -> (String, String) {
    let figures = Case::new(plan, rows).figures(options);
    (percent(figures.adherence()), ratio(figures.conformance()))
}

fn pair(adherence: &str, conformance: &str) -> (String, String) {
    (adherence.to_owned(), conformance.to_owned())
}

#[test]
fn number_1_late_and_longer_than_planned() {
    let (plan, rows) = ("09:00 On queue, 10:00 -", "00:00 Out, 09:10 Available, 10:10 Out");
    let outside = Options { outside_shift: true, ..Options::default() };
    assert_eq!(whole(plan, rows, outside), pair("71.43", "100.00"));
    assert_eq!(whole(plan, rows, Options::default()), pair("83.33", "100.00"));
}

#[test]
fn number_2_half_an_hour_later_and_its_slices() {
    let case = Case::new("09:00 Open, 17:00 -", "00:00 Out, 09:30 Available, 17:30 Out");
    let figures = case.figures(Options::default());
    assert_eq!((percent(figures.adherence()), ratio(figures.conformance())), pair("93.75", "100.00"));
    let in_ms = |from, to| case.between(Options::default(), from, to).sums.in_ms;
    assert_eq!(in_ms("09:00", "09:20"), 0);
    assert_eq!(in_ms("09:20", "09:40"), minutes(10));
}

#[test]
fn number_3_neutral_time_counts_on_neither_side() {
    let mut case = Case::new(
        "08:00 Open, 12:00 Project, 14:00 -",
        "00:00 Out, 08:00 Available, 11:00 Break, 12:00 Available, 14:00 Out",
    );
    // Nothing is known of projects.
    assert_eq!(case.adherer(Options::default()).unknown().len(), 1);
    let figures = case.figures(Options::default());
    let sums = figures.sums;
    assert_eq!((sums.in_ms, sums.out_ms, sums.neutral_ms), (minutes(180), minutes(60), minutes(120)));
    assert_eq!(percent(figures.adherence()), "75.00");
    // The same where the table says so.
    let mut row = case.table.rows[0].clone();
    row.activities = model::limits::Names::parse(["project"]).unwrap();
    row.is_neutral = true;
    case.table.rows.insert(0, row);
    assert_eq!(case.adherer(Options::default()).unknown().len(), 0);
    assert_eq!(case.figures(Options::default()), figures);
}

#[test]
fn numbers_4_to_6_are_shares_of_eight_hours() {
    for (back, expected) in [("10:36", "80.00"), ("10:12", "85.00"), ("09:30", "93.75"), ("10:00", "87.50")] {
        let rows = format!("00:00 Out, 09:00 Break, {back} Available, 17:00 Out");
        assert_eq!(whole("09:00 Open, 17:00 -", &rows, Options::default()).0, expected);
    }
}

#[test]
fn number_7_lunch_at_another_time() {
    let case = Case::new(
        "09:00 Phone, 12:00 Lunch, 13:00 Phone, 17:00 -",
        "00:00 Out, 09:00 Available, 11:30 Lunch, 12:30 Available, 17:00 Out",
    );
    let judged = case.judged(Options::default());
    let figures = judged.figures(case.data.window);
    assert_eq!(figures.sums.out_ms, minutes(60));
    assert_eq!(percent(figures.adherence()), "87.50");
    let mut adherer = case.adherer(Options::default());
    let by_activity = adherer.conformance_by_activity(&case.data.agents[0], &judged, case.data.window);
    assert_eq!(ratio(by_activity), "100.00");
}

#[test]
fn our_own_day_under_every_option() {
    let case = Case::new(PLAN, ACTUAL);
    let none = Options::default();
    let grace = Options { grace_ms: minutes(5), ..none };
    for (options, out, whole, expected) in [
        (none, 40, 480, "91.67"),
        (grace, 29, 480, "93.96"),
        (Options { beyond: Beyond::Excess, ..grace }, 14, 480, "97.08"),
        (Options { contact_over_edge: true, ..none }, 30, 470, "93.62"),
        (Options { outside_shift: true, ..none }, 46, 486, "90.53"),
    ] {
        let figures = case.figures(options);
        let sums = figures.sums;
        assert_eq!(sums.out_ms, minutes(out), "{options:?}");
        assert_eq!(sums.in_ms + sums.out_ms, minutes(whole), "{options:?}");
        assert_eq!(percent(figures.adherence()), expected, "{options:?}");
    }
}

#[test]
fn exceptions_of_our_own_day() {
    let case = Case::new(PLAN, ACTUAL);
    let all = [
        "09:00 Open/Out 7 7",
        "11:00 Break/Available 4 4",
        "11:15 Open/Break 5 5",
        "13:00 Lunch/Contact 10 10 contact",
        "13:30 Open/Lunch 12 12",
        "15:28 Meeting/Available 2 2",
    ];
    assert_eq!(case.exceptions(Options::default()), all);
    let grace = Options { grace_ms: minutes(5), ..Options::default() };
    let forgiven = case.exceptions(grace);
    assert_eq!(forgiven[1..3], ["11:00 Break/Available 4 0 Grace", "11:15 Open/Break 5 0 Grace"]);
    let excess = case.exceptions(Options { beyond: Beyond::Excess, ..grace });
    assert_eq!(excess[0], "09:00 Open/Out 7 2 Grace");
    let contact = case.exceptions(Options { contact_over_edge: true, ..Options::default() });
    assert_eq!(contact[3], "13:00 Lunch/Contact 10 0 contact Contact");
    let outside = case.exceptions(Options { outside_shift: true, ..Options::default() });
    assert_eq!(outside[6], "17:00 -/Available 6 6");
}

#[test]
fn conformance_of_our_own_day_in_every_form() {
    let case = Case::new(PLAN, ACTUAL);
    let figures = case.figures(Options::default());
    assert_eq!((figures.worked_ms, figures.sums.open_ms), (minutes(403), minutes(405)));
    assert_eq!(ratio(figures.conformance()), "99.51");
    assert_eq!(figures.sums.work_open_ms, minutes(381));
    assert_eq!(ratio(figures.conformance_while_open()), "94.07");
    let shift = case.figures(Options { window_ms: Some(0), ..Options::default() });
    assert_eq!((shift.worked_ms, ratio(shift.conformance())), (minutes(397), "98.02".to_owned()));
    let around = case.figures(Options { window_ms: Some(minutes(5)), ..Options::default() });
    assert_eq!(around.worked_ms, minutes(402));
    let judged = case.judged(Options::default());
    let by_activity = case.adherer(Options::default()).conformance_by_activity(
        &case.data.agents[0],
        &judged,
        case.data.window,
    );
    assert_eq!(ratio(by_activity), "99.17");
}

#[test]
fn late_early_and_overtime_of_our_own_day() {
    let case = Case::new(PLAN, ACTUAL);
    let judged = case.judged(Options::default());
    let [shift] = judged.shifts() else { panic!("one shift") };
    assert_eq!((shift.late_ms, shift.early_ms, shift.is_absent), (Some(minutes(7)), Some(0), false));
    assert_eq!(shift.span.len(), minutes(480));
    assert_eq!(judged.figures(case.data.window).sums.overtime_ms, minutes(6));
}
