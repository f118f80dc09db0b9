//! Edges of days, shifts and what is known.

use model::limits::{Rules, judge};
use model::record::Durations;
use model::time::HOUR;
use model::zone::{Transition, Zone};

use crate::days::{Days, minutes};
use crate::load::{Load, Row};

fn told(rows: &str, rules: &str) -> Vec<String> {
    Days::new(1).told(rows, rules)
}

#[test]
fn occurrences_join_over_a_gap_that_is_as_long_as_it_may_be() {
    let rows = "10:00 Break, 10:08 Available, 10:08:30 Break, 10:17 Available";
    assert_eq!(told(rows, "each:Break:15m;join:29s").len(), 0);
    assert_eq!(told(rows, "each:Break:15m;join:30s").len(), 1);
}

#[test]
fn a_day_that_is_not_all_known_has_at_least_its_sum() {
    let zone = |hours: i32| Zone::new("x", hours * 3_600, vec![]);
    let sum = |days: Days, hours: i32| {
        let data = days.load("00:30 Available, 12:00 Break, 12:20 Available");
        let rules = Rules::parse("day:Break:15m").unwrap();
        judge(&data, &rules, &zone(hours)).breaches[0].at_least
    };
    // Monday of these clocks begins before the window, or ends after it.
    assert!(sum(Days::new(1), 2) && sum(Days::new(1), -2));
    assert!(!sum(Days::new(1), 0) && !sum(Days::new(1).saved(), 2) && !sum(Days::new(1).saved(), -2));
    // What is still to come is not missing.
    assert!(!sum(Days::new(1).now(20 * HOUR), -2));
}

#[test]
fn what_its_row_says_to_end_with_the_window_ended_there() {
    let told = |durations, minutes| {
        let rows: &[Row] = &[(0, "READY", Some(80)), (80, "LUNCH", Some(minutes))];
        let data = Load::new(durations, (0, 100), 500).series((0, 100), &[Some(rows)]).build();
        let rules = Rules::parse("each:not ready:5m").unwrap();
        judge(&data, &rules, &Zone::utc()).breaches[0].at_least
    };
    assert!(!told(Durations::OfOwnState, 20));
    assert!(told(Durations::OfOwnState, 50));
    assert!(told(Durations::OfPreviousState, 20));
}

#[test]
fn three_hours_make_a_new_shift() {
    let rows = |login: &str| format!("08:00 In, 14:00 Out, {login} In, 20:00 Out");
    assert_eq!(told(&rows("16:59:59"), "rest:11h"), [""; 0]);
    assert_eq!(
        told(&rows("17:00"), "rest:11h"),
        ["rest 23: 14:00:00-17:00:00 180:00 over 480:00 at 17:00:00"]
    );
}

#[test]
fn of_what_goes_on_over_midnight_only_the_last_day_is_so_far() {
    assert_eq!(
        Days::new(2).now(24 * HOUR + minutes(20)).told("22:00 Available, 23:50 Break", "day:Break:5m"),
        [
            "day 23: 23:50:00-00:20:00 10:00 over 5:00 at 23:55:00 #1",
            "day 24: 23:50:00-00:20:00 20:00 over 15:00 at 00:05:00 #1 so far",
        ]
    );
}

#[test]
fn a_pause_is_late_only_where_one_is_needed_and_none_may_have_been_taken() {
    let rows =
        |before: &str| format!("08:00 In, 08:01 Available, {before}13:10 Lunch, 13:40 Available, 14:00 Out");
    assert_eq!(told(&rows(""), "pause:5h-30m@5h/30m").len(), 1);
    assert_eq!(told(&rows(""), "pause:6h-30m@5h/30m").len(), 0);
    assert_eq!(told(&rows("10:00 ?, 10:20 Available, "), "pause:5h-30m@5h/30m").len(), 0);
}

#[test]
fn a_day_ends_with_its_first_midnight_where_clocks_go_back_over_it() {
    // At 00:01 of the 24th clocks go back to 23:01.
    let midnight = Days::new(2).window().start + 24 * HOUR;
    let change = Transition { at: midnight + minutes(1), offset_s: -3_600 };
    let zone = Zone::new("x", 0, vec![change]);
    let data = Days::new(2).load("22:00 Available, 00:11 Break, 00:31 Available");
    let rules = Rules::parse("day:Break:15m").unwrap();
    let breaches = judge(&data, &rules, &zone).breaches;
    assert_eq!(breaches[0].day.to_string(), "2026-11-24");
}

#[test]
fn a_logout_that_was_forgotten_ends_work_with_the_last_but_a_contact_is_work() {
    let rows = "08:00 In, 08:01 Contact, 12:00 Available, 08:00 In, 08:01 Available, 12:00 Out";
    assert_eq!(Days::new(2).told(rows, "stretch:6h/15m"), [""; 0]);
    assert_eq!(
        told("08:00 In, 08:01 Contact", "stretch:6h/15m"),
        ["stretch 23: 08:00:00-00:00:00 960:00 over 600:00 at 14:00:00 at least"]
    );
}

#[test]
fn a_session_that_was_carried_in_has_the_length_that_is_known() {
    let rows = "20:00 In, 20:01 Available, 09:00 Out";
    assert_eq!(
        Days::new(2).without_first(1).told(rows, "session:12h"),
        ["session 23: 20:01:00-09:00:00 779:00 over 59:00 at 08:01:00 at least"]
    );
}

#[test]
fn a_pause_is_not_longer_for_time_of_which_nothing_is_known() {
    let rows = "08:00 In, 08:01 Available, 12:00 Break, 12:10 ?, 12:20 Available, 17:00 Out";
    assert_eq!(told(rows, "pause:6h-30m/15m"), ["pause 23: 08:00:00-17:00:00 0:00 over 30:00 at 17:00:00"]);
}

#[test]
fn a_share_that_is_what_it_may_be_is_kept() {
    let rows = "09:00 Contact, 09:10 Refused, 09:11 Available";
    assert_eq!((told(rows, "refused:50%").len(), told(rows, "refused:49%").len()), (0, 1));
}
