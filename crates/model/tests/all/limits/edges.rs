//! Edges of days, shifts and what is known.

use model::limits::{Rules, judge};
use model::record::{Durations, Record, RowKey};
use model::state::Catalog;
use model::testing::{self, of};
use model::time::{HOUR, Millis, Span};
use model::zone::{Transition, Zone};

use crate::days::{Days, activity, minutes, name};
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
fn not_even_occurrences_of_one_moment_join_where_that_is_not_wanted() {
    let mut catalog = Catalog::default();
    let [ready, tea, lunch] = ["Available", "Break", "Lunch"].map(|name| activity(&mut catalog, name));
    let rows = [(0, ready), (10, tea), (10, lunch), (10, tea), (20, ready)].into_iter().zip(0..);
    let records = rows.map(|((minute, state), index)| {
        let key = RowKey { session: 1, index: Some(index) };
        Record { key, ..Record::new(Millis(minutes(minute)), state, None) }
    });
    let window = Span { start: Millis(0), end: Millis(HOUR) };
    let data = testing::Load::new(catalog, window).rows(of("ana", records)).build();
    let count = |rules: &str| judge(&data, &Rules::parse(rules).unwrap(), &Zone::utc()).breaches.len();
    assert_eq!((count("count:Break:1"), count("count:Break:1;join:1s")), (1, 0));
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
    assert!(!sum(Days::new(1).now(20 * HOUR), -2) && !sum(Days::new(1).now(24 * HOUR), -2));
    assert!(sum(Days::new(1).now(24 * HOUR + 1), -2));
}

#[test]
fn only_the_day_on_which_something_was_not_fetched_has_at_least_its_sum() {
    let day = "08:00 Available, 12:00 Break, 12:20 Available";
    let at_least = |rows: &[String]| {
        let judged = Days::new(rows.len() as i64).judged(&rows.join(", "), "day:Break:15m");
        judged.breaches.iter().map(|breach| breach.at_least).collect::<Vec<_>>()
    };
    let (all, lost) = (day.to_owned(), format!("{day}, 14:00 ?, 15:00 Available"));
    for lost_on in 0..4 {
        let rows: Vec<String> =
            (0..4).map(|at| if at == lost_on { lost.clone() } else { all.clone() }).collect();
        assert_eq!(at_least(&rows), [0, 1, 2, 3].map(|at| at == lost_on));
    }
    // From midnight on, and up to midnight.
    let from = format!("00:00 ?, 07:00 Available, {day}");
    assert_eq!(at_least(&[all.clone(), from, all.clone()]), [false, true, false]);
    let to = format!("{day}, 23:00 ?");
    assert_eq!(at_least(&[all.clone(), to, format!("00:00 Available, {day}")]), [false, true, false]);
}

#[test]
fn a_day_that_is_not_all_known_has_at_least_its_number() {
    let rows = |lost: &str| format!("08:00 Available, 12:00 Break, 12:20 Available, 13:00 Refused, {lost}");
    let at_least = |lost: &str| {
        let judged = Days::new(1).judged(&rows(lost), "count:Break:0;refused:0");
        judged.breaches.iter().map(|breach| breach.at_least).collect::<Vec<_>>()
    };
    assert_eq!(at_least("13:01 Available"), [false, false]);
    assert_eq!(at_least("13:01 Available, 14:00 ?, 15:00 Available"), [true, true]);
    // Those of which an end is not known may be more than one.
    assert_eq!(at_least("13:01 Available, 23:00 Break"), [false, false]);
    assert_eq!(at_least("13:01 ?, 15:00 Available"), [true, true]);
}

#[test]
fn a_shift_of_which_an_end_is_not_known_has_at_least_its_sum() {
    let known = "08:00 In, 08:01 Available, 12:00 Break, 12:20 Available, 17:00 Out";
    let begun = "08:00 Available, 12:00 Break, 12:20 Available, 17:00 Out";
    let ended = "08:00 In, 08:01 Available, 12:00 Break, 12:20 Contact";
    let left_alone = "08:00 In, 08:01 Available, 12:00 Break, 12:20 Available";
    for (rows, expected) in [
        (&[known][..], &[false][..]),
        (&[begun], &[true]),
        (&[ended], &[true]),
        (&[left_alone], &[false]),
        (&[begun, known], &[true, false]),
        (&[known, known, ended], &[false, false, true]),
        // What was not fetched is more of the one before, perhaps.
        (&[known, "06:00 ?, 07:00 Out", known], &[true, false]),
        // Nobody knows whether it began before.
        (&["00:00 ?", known], &[true]),
    ] {
        let judged = Days::new(rows.len() as i64).judged(&rows.join(", "), "day:Break:15m;per:shift");
        let found: Vec<bool> = judged.breaches.iter().map(|breach| breach.at_least).collect();
        assert_eq!(found, expected, "{rows:?}");
    }
}

#[test]
fn what_lies_between_two_rows_is_not_known_but_what_is_still_to_come_is_not_missing() {
    let unknown = |now| {
        let rows: &[Row] = &[(0, "READY", Some(30)), (50, "READY", Some(10))];
        let data = Load::new(Durations::OfOwnState, (0, 100), now).series((0, 100), &[Some(rows)]).build();
        judge(&data, &Rules::default(), &Zone::utc()).looked.unknown_ms
    };
    assert_eq!((unknown(100), unknown(60)), (minutes(20 + 40), minutes(20)));
}

#[test]
fn a_session_ends_where_rows_say_that_nothing_follows() {
    let rows: &[Row] =
        &[(0, "IN", Some(1)), (1, "READY", Some(29)), (50, "IN", Some(1)), (51, "READY", Some(19))];
    let data = Load::new(Durations::OfOwnState, (0, 100), 100).series((0, 100), &[Some(rows)]).build();
    let judged = judge(&data, &Rules::parse("session:10m;no-logout:0m").unwrap(), &Zone::utc());
    let found: Vec<_> = judged.breaches.iter().map(|breach| (breach.length_ms, breach.at_least)).collect();
    assert_eq!(found, [(minutes(30), false), (minutes(20), false)]);
}

#[test]
fn a_last_state_lasts_from_its_first_row_on() {
    let begun = "08:00 In, 08:01 Available, 12:00 Break, 12:30 Available";
    for more in
        ["", ", 13:00 Available", ", 13:00 Break, 13:00 Available", ", 13:00 Available, 20:00 Available"]
    {
        assert_eq!(
            told(&format!("{begun}{more}"), "no-logout:2h"),
            ["no-logout 23: 12:30:00-00:00:00 690:00 over 570:00 at 14:30:00 at least"],
            "{more}"
        );
    }
}

#[test]
fn a_login_after_another_is_no_pause_however_short_these_may_be() {
    let rows =
        |logout: &str| format!("08:00 In, 08:01 Available, {logout}10:00 In, 10:01 Available, 12:00 Out");
    assert_eq!(told(&rows(""), "stretch:3h/0m").len(), 1);
    assert_eq!(told(&rows("09:59:59 Out, "), "stretch:3h/0m").len(), 0);
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
fn breaches_of_sessions_are_told_of_the_state_that_they_are_about() {
    let about = |days: Days, rows: &str, rules: &str| {
        let data = days.load(rows);
        let judged = judge(&data, &Rules::parse(rules).unwrap(), &days.zone);
        let [breach] = &judged.breaches[..] else { panic!("{:?}", judged.breaches) };
        (name(&data.catalog, breach.activity).to_owned(), breach.segment, breach.so_far)
    };
    let day = "06:00 In, 06:01 Available, 12:00 Break, 13:00 Contact, 19:00 ACW, 19:30 Out";
    let again = "08:00 In, 08:01 Available, 08:30 In, 08:31 Break, 09:00 Out";
    for (days, rows, rules, (state, segment, so_far)) in [
        // Before the first row nothing is known: one segment.
        (Days::new(1), day, "session:12h", ("ACW", 1, false)),
        (Days::new(1).now(20 * HOUR), "06:00 In, 06:01 Available", "session:12h", ("Available", 1, true)),
        (Days::new(1), "06:00 In, 06:01 Available, 12:00 Break", "no-logout:2h", ("Break", 3, false)),
        (
            Days::new(2),
            &format!("{day}, 04:00 In, 04:01 Available, 05:00 Out"),
            "rest:11h",
            ("Out", 6, false),
        ),
        (Days::new(1), again, "no-logout:2h", ("Available", 2, false)),
    ] {
        assert_eq!(about(days, rows, rules), (state.to_owned(), segment, so_far), "{rows} {rules}");
    }
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
    for (last, expected) in [
        ("22:00", "stretch 23: 08:00:00-00:00:00 960:00 over 600:00 at 14:00:00 at least"),
        ("21:59:59", "stretch 23: 08:00:00-21:59:59 839:59 over 479:59 at 14:00:00 at least"),
    ] {
        assert_eq!(told(&format!("08:00 In, 08:01 Contact, {last} Available"), "stretch:6h/15m"), [expected]);
    }
}

#[test]
fn a_session_that_was_carried_in_has_the_length_that_is_known() {
    let rows = "20:00 In, 20:01 Available, 09:00 Out";
    assert_eq!(
        Days::new(2).without_first(1).told(rows, "session:12h"),
        ["session 23: 20:01:00-09:00:00 779:00 over 59:00 at 08:01:00 at least"]
    );
    // And so has the state that it ends with.
    assert_eq!(
        Days::new(2).without_first(1).told("20:00 In, 20:01 Available", "no-logout:2h"),
        ["no-logout 23: 20:01:00-00:00:00 1,679:00 over 1,559:00 at 22:01:00 at least"]
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
