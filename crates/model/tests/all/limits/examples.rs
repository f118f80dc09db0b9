//! Worked examples, by hand.

use chrono::NaiveDate;
use model::limits::{Preset, Rules, judge};
use model::zone::Zone;

use super::tell;
use crate::days::{Days, berlin};

fn told(rows: &str, rules: &str) -> Vec<String> {
    Days::new(1).told(rows, rules)
}

#[test]
fn example_1_grace_forgives_whole_and_the_day_is_passed_in_its_second_break() {
    let day = "09:00 Available, 10:00 Break, 10:15:40 Available, 14:00 Break, 14:18 Available, 17:00 Out";
    assert_eq!(
        told(day, "each:Break:15m+1m;day:Break:30m"),
        [
            "each 23: 14:00:00-14:18:00 18:00 over 3:00 at 14:15:00 #2",
            "day 23: 14:00:00-14:18:00 33:40 over 3:40 at 14:14:20 #2",
        ]
    );
}

#[test]
fn example_2_rows_of_one_break_are_one() {
    let day = "09:00 Available, 12:00 Break, 12:05 Break (Station: 2), 12:10 Break, 12:16 Available";
    assert_eq!(told(day, "each:Break:15m+1m"), [""; 0]);
    assert_eq!(told(day, "each:Break:15m"), ["each 23: 12:00:00-12:16:00 16:00 over 1:00 at 12:15:00 #1"]);
}

#[test]
fn example_3_a_look_at_available_may_join() {
    let day = "10:00 Break, 10:08 Available, 10:08:20 Break, 10:17 Available";
    assert_eq!(told(day, "each:Break:15m"), [""; 0]);
    assert_eq!(
        told(day, "each:Break:5m"),
        [
            "each 23: 10:00:00-10:08:00 8:00 over 3:00 at 10:05:00 #1",
            "each 23: 10:08:20-10:17:00 8:40 over 3:40 at 10:13:20 #2",
        ]
    );
    assert_eq!(
        told(day, "each:Break:15m;join:30s"),
        ["each 23: 10:00:00-10:17:00 16:40 over 1:40 at 10:15:20 #1"]
    );
}

#[test]
fn example_4_over_midnight_each_is_of_the_first_day_and_sums_are_of_both() {
    let days = Days::new(2);
    let rows = "22:00 Available, 23:40 Lunch, 00:25 Available, 06:00 Out";
    assert_eq!(
        days.told(rows, "each:Lunch:30m;day:Lunch:30m"),
        ["each 23: 23:40:00-00:25:00 45:00 over 15:00 at 00:10:00 #1"]
    );
    assert_eq!(
        days.told(rows, "day:Lunch:19m"),
        [
            "day 23: 23:40:00-00:25:00 20:00 over 1:00 at 23:59:00 #1",
            "day 24: 23:40:00-00:25:00 25:00 over 6:00 at 00:19:00 #1",
        ]
    );
}

#[test]
fn example_5_after_call_work_with_a_little_grace() {
    let day = "09:00 Contact, 09:10 ACW, 09:13:08 Contact, 09:20 ACW, 09:23:12 Available";
    assert_eq!(
        told(day, "acw:3m+10s"),
        ["acw 23: 09:20:00-09:23:12 3:12 over 0:12 at 09:23:00 #2 from contact"]
    );
}

#[test]
fn example_6_the_hour_that_is_skipped_does_not_count() {
    let day = Days::new(1).in_zone(berlin(), NaiveDate::from_ymd_opt(2026, 3, 29).unwrap());
    assert_eq!(
        day.told("00:30 Available, 01:50 Break, 03:10 Available", "each:Break:15m;day:Break:15m"),
        [
            "each 29: 01:50:00-03:10:00 20:00 over 5:00 at 03:05:00 #1",
            "day 29: 01:50:00-03:10:00 20:00 over 5:00 at 03:05:00 #1",
        ]
    );
}

#[test]
fn example_7_the_third_break_is_one_too_many() {
    let day = "09:00 Available, 10:00 Break, 10:01 Available, 12:00 Break, 12:01 Available, 16:00 Break, \
               16:00:05 Available";
    assert_eq!(told(day, "count:Break:2"), ["count 23: 16:00:00-16:00:05 0:05 3 of 2 at 16:00:00 #3"]);
}

#[test]
fn example_8_a_login_without_a_logout_before() {
    let rows =
        "08:58 In, 09:00 Available, 16:50 Contact, 17:03 Available, 08:55 In, 09:00 Available, 17:00 Out";
    assert_eq!(
        Days::new(2).told(rows, "no-logout:2h"),
        ["no-logout 23: 17:03:00-08:55:00 952:00 over 832:00 at 19:03:00"]
    );
}

#[test]
fn example_9_pauses_by_the_length_of_work() {
    let rules = Rules { list: Preset::Germany.rules(), ..Rules::default() };
    let told = |last: &str| {
        let day = format!(
            "09:00 In, 09:01 Available, 10:30 Break, 10:45 Available, 12:00 Break, 12:10 Available, \
             14:30 Break, {last} Available, 17:30 Out"
        );
        let data = Days::new(1).load(&day);
        let breaches = judge(&data, &rules, &Zone::utc()).breaches;
        breaches.iter().map(|breach| tell(breach, &rules, &Zone::utc())).collect::<Vec<_>>()
    };
    assert_eq!(told("14:50"), [""; 0]);
    assert_eq!(
        told("14:40"),
        [
            "pause 23: 09:00:00-17:30:00 15:00 over 15:00 at 17:30:00",
            "stretch 23: 10:45:00-17:30:00 405:00 over 45:00 at 16:45:00",
        ]
    );
}

#[test]
fn example_10_a_meal_that_is_late() {
    let text = Rules { list: Preset::California.rules(), ..Rules::default() }.text();
    let told = |meal: &str| {
        told(&format!("08:00 In, 08:01 Available, {meal} Lunch, 14:00 Available, 17:00 Out"), &text)
    };
    assert_eq!(told("13:10"), ["pause 23: 08:00:00-13:10:00 310:00 over 10:00 at 13:00:00"]);
    assert_eq!(told("13:00"), [""; 0]);
}
