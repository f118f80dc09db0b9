//! What a lane says where no record speaks: before the first, after the last, where something is missing.

use model::record::Durations::{self, OfOwnState, OfPreviousState};

use super::load::{Load, Row};

/// One series of these pages over the whole window.
fn lane(durations: Durations, window: (i64, i64), now: i64, pages: &[Option<&[Row]>]) -> String {
    Load::new(durations, window, now).series(window, pages).lane()
}

fn saved(durations: Durations, window: (i64, i64), rows: &[Row]) -> String {
    Load::new(durations, window, 9_999).saved().series(window, &[Some(rows)]).lane()
}

#[test]
fn the_last_state_goes_on_up_to_the_present_and_only_then() {
    let rows: &[Row] = &[(10, "READY", None), (20, "LUNCH", None)];
    for (now, expected) in [
        (60, "0 UNKNOWN, 10 READY, 20 LUNCH+, 60 NO_DATA"),
        (100, "0 UNKNOWN, 10 READY, 20 LUNCH+"),
        (101, "0 UNKNOWN, 10 READY, 20 LUNCH"),
    ] {
        assert_eq!(lane(OfPreviousState, (0, 100), now, &[Some(rows)]), expected, "now {now}");
        assert_eq!(lane(OfOwnState, (0, 100), now, &[Some(rows)]), expected, "now {now}");
    }
}

#[test]
fn it_is_the_last_one_that_goes_on_however_many_pages_came() {
    let pages: [&[Row]; 3] =
        [&[(0, "A", None), (1, "B", None)], &[(2, "A", None), (3, "B", None)], &[(4, "A", None)]];
    let pages = pages.map(Some);
    for durations in [OfPreviousState, OfOwnState] {
        assert_eq!(lane(durations, (0, 9), 9, &pages), "0 A, 1 B, 2 A, 3 B, 4 A+");
    }
}

#[test]
fn a_record_from_the_future_moves_the_present() {
    let rows: &[Row] = &[(10, "READY", None), (70, "LUNCH", None)];
    assert_eq!(
        lane(OfPreviousState, (0, 100), 60, &[Some(rows)]),
        "0 UNKNOWN, 10 READY, 70 LUNCH+, 70 NO_DATA"
    );
}

#[test]
fn of_what_was_saved_nothing_says_how_long_the_last_state_went_on() {
    let rows: &[Row] = &[(0, "READY", Some(0)), (20, "LUNCH", Some(20))];
    assert_eq!(saved(OfPreviousState, (0, 20), rows), "0 READY, 20 LUNCH?");
    assert_eq!(saved(OfPreviousState, (0, 30), rows), "0 READY, 20 LUNCH?, 20 UNKNOWN");
    let rows: &[Row] = &[(0, "READY", Some(20)), (20, "LUNCH", None)];
    assert_eq!(saved(OfOwnState, (0, 30), rows), "0 READY, 20 LUNCH?, 20 UNKNOWN");
    let rows: &[Row] = &[(0, "READY", Some(20)), (20, "LUNCH", Some(5))];
    assert_eq!(saved(OfOwnState, (0, 30), rows), "0 READY, 20 LUNCH, 25 NO_DATA");
}

#[test]
fn a_lost_page_is_not_fetched_from_the_record_before_it_to_the_one_after_it() {
    let (first, last): (&[Row], &[Row]) =
        (&[(10, "READY", None), (20, "LUNCH", None)], &[(50, "READY", None)]);
    for (pages, expected) in [
        (&[Some(first), None, Some(last)][..], "0 UNKNOWN, 10 READY, 20 LUNCH, 20 NOT_FETCHED, 50 READY+"),
        (&[None, Some(first), Some(last)], "0 NOT_FETCHED, 10 READY, 20 LUNCH, 50 READY+"),
        (&[Some(first), Some(last), None], "0 UNKNOWN, 10 READY, 20 LUNCH, 50 READY, 50 NOT_FETCHED"),
        (&[None], "0 NOT_FETCHED"),
        (&[], "0 NO_DATA"),
    ] {
        assert_eq!(lane(OfPreviousState, (0, 100), 100, pages), expected);
    }
}

#[test]
fn a_lost_window_is_not_fetched_where_no_row_speaks_and_stays_inside_itself() {
    let rows: &[Row] = &[(10, "READY", Some(10)), (70, "LUNCH", Some(10))];
    for (lost, expected) in [
        ((0, 5), "0 NOT_FETCHED, 5 UNKNOWN, 10 READY, 20 NO_DATA, 70 LUNCH, 80 NO_DATA"),
        ((5, 10), "0 UNKNOWN, 5 NOT_FETCHED, 10 READY, 20 NO_DATA, 70 LUNCH, 80 NO_DATA"),
        ((15, 30), "0 UNKNOWN, 10 READY, 20 NOT_FETCHED, 30 NO_DATA, 70 LUNCH, 80 NO_DATA"),
        ((20, 70), "0 UNKNOWN, 10 READY, 20 NOT_FETCHED, 70 LUNCH, 80 NO_DATA"),
        ((30, 40), "0 UNKNOWN, 10 READY, 20 NO_DATA, 30 NOT_FETCHED, 40 NO_DATA, 70 LUNCH, 80 NO_DATA"),
        ((80, 90), "0 UNKNOWN, 10 READY, 20 NO_DATA, 70 LUNCH, 80 NOT_FETCHED, 90 NO_DATA"),
        ((90, 100), "0 UNKNOWN, 10 READY, 20 NO_DATA, 70 LUNCH, 80 NO_DATA, 90 NOT_FETCHED"),
    ] {
        let load = Load::new(OfOwnState, (0, 100), 500).series((0, 100), &[Some(rows)]);
        assert_eq!(load.series(lost, &[None]).lane(), expected, "{lost:?}");
    }
}

#[test]
fn several_lost_windows_in_one_hole_are_told_apart() {
    let load = Load::new(OfOwnState, (0, 100), 500).series((0, 100), &[Some(&[(0, "READY", Some(10))])]);
    let load = load.series((20, 30), &[None]).series((40, 50), &[None]).series((50, 60), &[None]);
    assert_eq!(load.lane(), "0 READY, 10 NO_DATA, 20 NOT_FETCHED, 30 NO_DATA, 40 NOT_FETCHED, 60 NO_DATA");
}

#[test]
fn what_began_before_the_window_is_carried_in_as_far_as_it_is_known() {
    let rows: &[Row] = &[(-50, "READY", None), (-10, "LUNCH", None), (20, "READY", None)];
    assert_eq!(lane(OfPreviousState, (0, 100), 500, &[Some(rows)]), "0 LUNCH<, 20 READY");
    assert_eq!(lane(OfPreviousState, (-10, 100), 500, &[Some(rows)]), "-10 LUNCH, 20 READY");
    assert_eq!(lane(OfPreviousState, (20, 100), 500, &[Some(rows)]), "20 READY");
    let figures: &[Row] = &[(-50, "READY", Some(40)), (-10, "LUNCH", Some(15)), (20, "READY", Some(80))];
    assert_eq!(lane(OfOwnState, (0, 100), 500, &[Some(figures)]), "0 LUNCH<, 5 NO_DATA, 20 READY");
    assert_eq!(lane(OfOwnState, (10, 100), 500, &[Some(figures)]), "10 NO_DATA, 20 READY");
    // The page between was lost: it is not known up to when the state lasted.
    let pages: [Option<&[Row]>; 3] = [Some(&rows[..2]), None, Some(&rows[2..])];
    assert_eq!(lane(OfPreviousState, (0, 100), 500, &pages), "0 NOT_FETCHED, 20 READY");
}

#[test]
fn nothing_after_what_is_carried_in() {
    let rows: &[Row] = &[(-10, "LUNCH", None)];
    assert_eq!(lane(OfPreviousState, (0, 100), 60, &[Some(rows)]), "0 LUNCH<+, 60 NO_DATA");
    assert_eq!(lane(OfOwnState, (0, 100), 60, &[Some(rows)]), "0 LUNCH<+, 60 NO_DATA");
    let ended: &[Row] = &[(-10, "LUNCH", Some(10))];
    assert_eq!(lane(OfOwnState, (0, 100), 60, &[Some(ended)]), "0 NO_DATA, 60 NO_DATA");
    // The range lies in the future.
    assert_eq!(lane(OfPreviousState, (0, 100), -5, &[Some(rows)]), "0 NO_DATA");
    assert_eq!(lane(OfPreviousState, (0, 100), -5, &[]), "0 NO_DATA");
}

#[test]
fn between_sessions_the_agent_is_logged_out_and_no_row_says_it() {
    let rows: &[Row] = &[(0, "READY", Some(10)), (10, "OUT.", Some(0)), (1_000, "READY", Some(10))];
    let expected = "0 READY, 10 OUT, 10 LoggedOut=, 1000 READY, 1010 NO_DATA";
    assert_eq!(lane(OfOwnState, (0, 1_100), 9_999, &[Some(rows)]), expected);
    // After the last session too, up to the present.
    let rows: &[Row] = &[(0, "READY", Some(10)), (10, "OUT.", Some(1))];
    let lasting = "0 READY, 10 OUT, 11 LoggedOut=+, 50 NO_DATA";
    assert_eq!(lane(OfOwnState, (0, 100), 50, &[Some(rows)]), lasting);
    assert_eq!(lane(OfOwnState, (0, 100), 101, &[Some(rows)]), "0 READY, 10 OUT, 11 LoggedOut=");
    // Not where it could not be fetched.
    let load = Load::new(OfOwnState, (0, 100), 500).series((0, 100), &[Some(rows)]).series((60, 70), &[None]);
    assert_eq!(load.lane(), "0 READY, 10 OUT, 11 LoggedOut=, 60 NOT_FETCHED, 70 LoggedOut=");
}

#[test]
fn an_empty_range_holds_nothing_and_counts_all_records_as_outside() {
    for durations in [OfPreviousState, OfOwnState] {
        let rows: &[Row] = &[(0, "READY", None), (5, "LUNCH", None)];
        let data = Load::new(durations, (5, 5), 10)
            .series((0, 9), &[Some(rows), Some(&[(7, "READY", None)])])
            .build();
        assert_eq!((data.agents[0].lane.len(), data.losses.outside), (0, 3));
    }
}

/// A state from before the window, and a window that could not be fetched: it is known to last up to that.
#[test]
fn what_was_carried_in_lasts_up_to_what_is_lost() {
    let rows: &[Row] = &[(-10, "READY", None), (30, "LUNCH", None), (40, "READY", None)];
    for (lost, expected) in [
        ((-5, 20), "0 NOT_FETCHED, 20 NO_DATA, 30 LUNCH, 40 READY+"),
        ((0, 20), "0 NOT_FETCHED, 20 NO_DATA, 30 LUNCH, 40 READY+"),
        ((1, 20), "0 READY<, 1 NOT_FETCHED, 20 UNKNOWN, 30 LUNCH, 40 READY+"),
        ((32, 35), "0 READY<, 30 LUNCH, 32 NOT_FETCHED, 35 UNKNOWN, 40 READY+"),
        ((45, 50), "0 READY<, 30 LUNCH, 40 READY, 45 NOT_FETCHED, 50 UNKNOWN"),
    ] {
        let load = Load::new(OfPreviousState, (0, 100), 100).series((-20, 100), &[Some(rows)]);
        assert_eq!(load.series(lost, &[None]).lane(), expected, "{lost:?}");
    }
}
