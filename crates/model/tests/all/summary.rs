//! Figures of a span by state, and when an agent came and went.

use model::attendance::Attendance;
use model::index::Total;
use model::record::Durations::OfOwnState;
use model::state::{Catalog, Reading, StateKind};
use model::summary::Summary;
use model::time::{MINUTE, Millis, Span};

use super::load::{Load, Row};

/// Eighty minutes of a shift, then logged out.
const SHIFT: &[Row] = &[
    (0, "IN", Some(5)),
    (5, "READY", Some(25)),
    (30, "CALL", Some(10)),
    (40, "WRAP", Some(5)),
    (45, "LUNCH", Some(15)),
    (60, "READY", Some(20)),
    (80, "OUT", Some(20)),
];

fn load(window: (i64, i64), now: i64, rows: &[Row]) -> Load {
    Load::new(OfOwnState, window, now).series(window, &[Some(rows)])
}

#[test]
fn figures_of_a_shift_are_those_worked_out_by_hand() {
    let data = load((0, 100), 500, SHIFT).build();
    let summary = data.summary(data.window);
    let minutes = |kind| summary.kind(kind).ms / MINUTE;
    let kinds = [StateKind::LoggedIn, StateKind::Available, StateKind::OnContact, StateKind::WrapUp];
    assert_eq!(kinds.map(minutes), [5, 45, 10, 5]);
    assert_eq!([StateKind::NotReady, StateKind::LoggedOut].map(minutes), [15, 20]);
    assert_eq!(summary.logged_in_ms(), 80 * MINUTE);
    assert_eq!(summary.share(20 * MINUTE), Some(0.25));
    assert_eq!(summary.occupancy(), Some(15.0 / 60.0));
    assert_eq!(summary.working_rate(), Some(65.0 / 80.0));
    assert_eq!(summary.changes(), 7);
    // A hole is no change.
    let data = load((0, 100), 500, &SHIFT[..2]).build();
    assert_eq!(data.summary(data.window).changes(), 2);
}

#[test]
fn without_time_there_are_no_shares() {
    let data = load((80, 100), 500, &SHIFT[6..]).build();
    let summary = data.summary(data.window);
    assert_eq!((summary.logged_in_ms(), summary.share(0)), (0, None));
    assert_eq!((summary.occupancy(), summary.working_rate()), (None, None));
    let data = load((45, 60), 500, &SHIFT[4..5]).build();
    let summary = data.summary(data.window);
    assert_eq!((summary.occupancy(), summary.working_rate()), (None, Some(0.0)));
}

#[test]
fn reasons_stand_under_their_state_the_longest_first() {
    let mut catalog = Catalog::default();
    let kind =
        |code: &str| Reading::known(if code == "READY" { StateKind::Available } else { StateKind::NotReady });
    let [ready, short, long, other] =
        [("READY", None), ("OFF", Some("Tea")), ("OFF", Some("Lunch")), ("AWAY", None)]
            .map(|(code, reason)| catalog.intern(code, reason, |_| kind(code)));
    let total = |ms| Total { ms, count: 1, longest_ms: ms, reported_ms: ms };
    let none = Total::default();
    let totals = [(ready, none), (short, total(5)), (long, total(30)), (other, total(1))];
    let summary = Summary::of_totals(Span::new(0, 99), &totals, &catalog);
    let told: Vec<_> = summary
        .states
        .iter()
        .map(|state| {
            (state.activity, state.total.ms, state.reasons.iter().map(|one| one.activity).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(told, [(short, 35, vec![long, short]), (other, 1, vec![other])]);
    assert_eq!(
        summary.kind(StateKind::NotReady),
        Total { ms: 36, count: 3, longest_ms: 30, reported_ms: 36 }
    );
}

/// First login, last logout, logged-in times, and the longest occurrence (from, minutes), in minutes.
type Came = (Option<i64>, Option<i64>, u32, Option<(i64, i64)>);

fn came(load: Load) -> Came {
    let data = load.build();
    let Attendance { first_login, last_logout, sessions, longest, .. } = data.agents[0].attendance.clone();
    let minute = |at: Millis| at.0 / MINUTE;
    let longest = longest.map(|one| (minute(one.span.start), one.span.len() / MINUTE));
    (first_login.map(minute), last_logout.map(minute), sessions, longest)
}

#[test]
fn an_agent_comes_with_the_first_logged_in_time_and_goes_with_the_end_of_the_last() {
    let twice: &[Row] =
        &[(10, "READY", Some(10)), (20, "OUT", Some(30)), (50, "CALL", Some(10)), (60, "OUT", Some(1))];
    for (rows, now, expected) in [
        (SHIFT, 500, (Some(0), Some(80), 1, Some((5, 25)))),
        (twice, 500, (Some(10), Some(60), 2, Some((10, 10)))),
        (&twice[..3], 500, (Some(10), Some(60), 2, Some((10, 10)))),
        (&twice[..1], 500, (Some(10), Some(20), 1, Some((10, 10)))),
        // It goes on now: nobody knows of a logout, and after the present nobody knows of anything.
        (&[(10, "READY", None)], 60, (Some(10), None, 1, Some((10, 50)))),
        (&[(10, "READY", Some(10))], 20, (Some(10), None, 1, Some((10, 10)))),
        (&[(10, "READY", Some(10))], 21, (Some(10), Some(20), 1, Some((10, 10)))),
        (&[(10, "OUT", Some(10))], 500, (None, None, 0, None)),
        (&[], 500, (None, None, 0, None)),
        // Of two of one length the first.
        (&[(0, "READY", Some(10)), (10, "CALL", Some(10))], 500, (Some(0), Some(20), 1, Some((0, 10)))),
        (&[(0, "READY", Some(10)), (10, "CALL", Some(11))], 500, (Some(0), Some(21), 1, Some((10, 11)))),
    ] {
        assert_eq!(came(load((0, 100), now, rows)), expected, "{rows:?} {now}");
    }
}

#[test]
fn what_is_not_known_is_neither_a_login_nor_a_logout() {
    // Ready, not fetched, ready: one logged-in time.
    let rows: &[Row] = &[(0, "READY", Some(10)), (30, "READY", Some(10)), (40, "OUT", Some(60))];
    let lost = load((0, 100), 500, rows).series((10, 30), &[None]);
    assert_eq!(came(lost), (Some(0), Some(40), 1, Some((0, 10))));
    // A hole of which it is known that there is nothing: two.
    assert_eq!(came(load((0, 100), 500, rows)), (Some(0), Some(40), 2, Some((0, 10))));
    // Before the first record nobody knows.
    assert_eq!(came(load((0, 100), 500, &rows[1..])), (Some(30), Some(40), 1, Some((30, 10))));
}

#[test]
fn a_logged_in_time_that_had_begun_before_is_known_to() {
    let since = |window, rows| load(window, 500, rows).build().agents[0].attendance.since_before;
    assert!(since((10, 100), SHIFT));
    assert!(!since((0, 100), SHIFT));
    // Carried in was a logout: the login is in the window.
    assert!(!since((10, 100), &[(0, "OUT", Some(20)), (20, "READY", Some(30))]));
    assert!(!since((10, 100), &[(0, "READY", Some(5)), (10, "READY", Some(30))]));
}

#[test]
fn what_is_left_out_makes_nothing_unfetched() {
    let half = Load::new(OfOwnState, (0, 200), 500).series((0, 100), &[Some(SHIFT)]);
    let half = half.series((100, 200), &[None]).build();
    let none = Load::new(OfOwnState, (0, 100), 500).series((0, 100), &[None]).build();
    let of = |data: &model::dataset::Dataset, counts: fn(StateKind) -> bool| {
        data.summary(data.window).only(&data.catalog, &|id| counts(data.catalog.kind(id))).is_unfetched()
    };
    let missing = |kind| kind == StateKind::NotFetched;
    let known = |kind| kind != StateKind::NotFetched;
    assert!(!of(&half, missing) && !of(&half, known) && !of(&half, |_| true));
    assert!(of(&none, missing) && of(&none, known) && of(&none, |_| true));
}
