//! Every kind of rule, and what is and is not known.

use model::limits::{Rules, matches};
use model::state::Catalog;
use model::time::HOUR;

use crate::days::{Days, activity, minutes};

fn told(rows: &str, rules: &str) -> Vec<String> {
    Days::new(1).told(rows, rules)
}

#[test]
fn a_limit_is_kept_up_to_its_grace_and_beyond_counts_from_itself() {
    let day = |end: &str| format!("09:00 Available, 10:00 Break, {end} Available");
    for (end, rules, expected) in [
        ("10:15", "each:Break:15m", None),
        ("10:15:01", "each:Break:15m", Some("0:01")),
        ("10:16", "each:Break:15m+1m", None),
        ("10:16:01", "each:Break:15m+1m", Some("1:01")),
        ("10:31", "day:Break:30m+1m", None),
        ("10:32", "day:Break:30m+1m", Some("2:00")),
        ("10:00:01", "each:Break:0m", Some("0:01")),
    ] {
        let told = told(&day(end), rules);
        let over = told.first().and_then(|told| told.split("over ").nth(1)).and_then(|o| o.split(' ').next());
        assert_eq!(over, expected, "{end} {rules}");
    }
}

#[test]
fn what_was_carried_in_counts_from_its_true_beginning() {
    let rows = "22:00 Available, 23:50 Break, 00:20 Available";
    assert_eq!(
        Days::new(2).without_first(1).told(rows, "each:Break:15m;day:Break:15m;day:Break:5m"),
        [
            "each 23: 23:50:00-00:20:00 30:00 over 15:00 at 00:05:00 #1",
            "day 24: 23:50:00-00:20:00 20:00 over 5:00 at 00:15:00 #1",
            "day 24: 23:50:00-00:20:00 20:00 over 15:00 at 00:05:00 #1",
        ]
    );
    let days = Days::new(1);
    assert_eq!(
        days.told("00:00 Break, 00:20 Available", "each:Break:15m"),
        ["each 23: 00:00:00-00:20:00 20:00 over 5:00 at 00:15:00 #1 at least"]
    );
    assert_eq!(
        days.saved().told("00:00 Break, 00:20 Available", "each:Break:15m"),
        ["each 23: 00:00:00-00:20:00 20:00 over 5:00 at 00:15:00 #1"]
    );
}

#[test]
fn what_still_goes_on_is_so_far_and_what_is_cut_is_at_least() {
    let rows = "09:00 Contact, 10:00 Break";
    assert_eq!(
        Days::new(1).now(10 * HOUR + minutes(20)).told(rows, "each:Break:15m;day:Break:15m;count:Break:0"),
        [
            "each 23: 10:00:00-10:20:00 20:00 over 5:00 at 10:15:00 #1 so far from contact",
            "day 23: 10:00:00-10:20:00 20:00 over 5:00 at 10:15:00 #1 so far from contact",
            "count 23: 10:00:00-10:20:00 20:00 1 of 0 at 10:00:00 #1 so far from contact",
        ]
    );
    assert_eq!(
        told("09:00 Contact, 23:40 Break", "each:Break:15m"),
        ["each 23: 23:40:00-00:00:00 20:00 over 5:00 at 23:55:00 #1 at least from contact"]
    );
}

#[test]
fn time_of_which_nothing_is_known_interrupts_and_is_not_counted() {
    let rows = "09:00 Available, 10:00 Break, 10:10 ?, 10:20 Break, 10:30 Available";
    let day = Days::new(1);
    assert_eq!(day.told(rows, "each:Break:15m;join:1h"), [""; 0]);
    assert_eq!(
        day.told(rows, "each:Break:5m;day:Break:15m"),
        [
            "each 23: 10:00:00-10:10:00 10:00 over 5:00 at 10:05:00 #1 at least",
            "each 23: 10:20:00-10:30:00 10:00 over 5:00 at 10:25:00 #2 at least",
            "day 23: 10:20:00-10:30:00 20:00 over 5:00 at 10:25:00 #2 at least",
        ]
    );
    let looked = day.judged(rows, "each:Break:15m").looked;
    assert_eq!((looked.agents, looked.occurrences), (1, 2));
    // Nine hours before the first record, and ten minutes that were not fetched.
    assert_eq!(looked.unknown_ms, 9 * HOUR + minutes(10));
}

#[test]
fn codes_of_the_system_are_never_breaks() {
    let rows = "09:00 Available, 10:00 Refused break, 10:30 Available, 11:00 Break pending, 11:30 Available, \
                12:00 -3, 13:00 Available";
    assert_eq!(told(rows, "each:*:15m;day:*:15m;count:*:0"), [""; 0]);
    assert_eq!(told("09:00 Break, 10:00 Available", "each:*:15m").len(), 1);
}

#[test]
fn what_a_rule_is_about_can_be_shown() {
    let mut catalog = Catalog::default();
    let [_, tea, lunch, refused] =
        ["Available", "Tea Break", "Lunch Break", "Break refused"].map(|name| activity(&mut catalog, name));
    let rules = Rules::parse("each:break,!lunch:15m;day:break:30m;session:12h;each:Smoke:5m").unwrap();
    let matched = matches(&rules, &catalog);
    let found: Vec<_> = matched.into_iter().map(|one| (one.activities, one.system)).collect();
    assert_eq!(
        found,
        [(vec![tea], vec![refused]), (vec![tea, lunch], vec![refused]), (vec![], vec![]), (vec![], vec![]),]
    );
}

#[test]
fn several_reasons_share_a_sum_and_a_number_but_no_stretch() {
    let rows = "09:00 Available, 10:00 Break, 10:10 Lunch, 10:20 Break, 10:30 Available";
    assert_eq!(told(rows, "each:Break,Lunch:15m"), [""; 0]);
    assert_eq!(
        told(rows, "day:Break,Lunch:25m;count:Break,Lunch:2"),
        [
            "day 23: 10:20:00-10:30:00 30:00 over 5:00 at 10:25:00 #3",
            "count 23: 10:20:00-10:30:00 10:00 3 of 2 at 10:20:00 #3",
        ]
    );
}

#[test]
fn after_call_work_may_be_that_of_a_skill() {
    let rows = "09:00 Contact, 09:10 ACW (Skill: Billing \u{b7} Contact: 42), 09:20 Contact, \
                09:30 ACW (Skill: Sales), 09:40 Contact, 09:50 ACW, 10:00 Available";
    assert_eq!(told(rows, "acw:3m").len(), 3);
    assert_eq!(
        told(rows, "acw:Billing:3m"),
        ["acw 23: 09:10:00-09:20:00 10:00 over 7:00 at 09:13:00 #1 from contact"]
    );
}

#[test]
fn idle_is_ready_without_contacts_or_not_ready_without_a_reason() {
    let rows = "09:00 Available, 10:01 Unavailable, 10:07 Break, 12:00 Available, 12:59 Contact";
    assert_eq!(
        told(rows, "idle:60m;idle:notready:5m"),
        [
            "idle 23: 09:00:00-10:01:00 61:00 over 1:00 at 10:00:00 #1",
            "idle 23: 10:01:00-10:07:00 6:00 over 1:00 at 10:06:00 #1",
        ]
    );
}

#[test]
fn refused_contacts_are_counted_or_shared() {
    let rows =
        "09:00 Contact, 09:10 Refused, 09:11 Available, 09:20 Refused, 09:21 OutboundContact, 09:30 Out";
    assert_eq!(
        told(rows, "refused:1;refused:66%;refused:67%"),
        [
            "refused 23: 09:20:00-09:21:00 1:00 2 of 1 at 09:20:00 #2",
            "refused 23: 09:20:00-09:21:00 1:00 2 of 3, 66% at 09:20:00 #2",
        ]
    );
}

#[test]
fn breaks_and_after_call_work_are_no_refused_contacts() {
    let rows =
        "09:00 Contact, 09:10 ACW, 09:12 Break, 09:30 Unavailable, 09:40 Refused, 09:41 Contact, 10:00 Out";
    assert_eq!(told(rows, "refused:1;refused:34%"), [""; 0]);
    assert_eq!(told(rows, "refused:0;refused:33%").len(), 2);
}

#[test]
fn sessions_go_from_login_to_logout() {
    let rows = "06:00 In, 06:01 Available, 19:30 Out, 20:00 In, 20:01 Available, 20:30 Out";
    assert_eq!(told(rows, "session:12h"), ["session 23: 06:00:00-19:30:00 810:00 over 90:00 at 18:00:00"]);
    // Nobody knows when it began.
    assert_eq!(
        told("06:00 Available, 19:30 Out", "session:12h"),
        ["session 23: 06:00:00-19:30:00 810:00 over 90:00 at 18:00:00 at least"]
    );
}

#[test]
fn a_session_that_ends_is_no_missing_logout() {
    for (rows, expected) in [
        ("08:00 In, 08:01 Available, 17:00 Out", 0),
        ("08:00 In, 08:01 Available, 08:30 In, 08:31 Available, 09:00 Out", 1),
        ("08:00 In, 08:01 Available", 1),
        ("08:00 In, 08:01 Contact", 0),
        ("22:00 In, 22:01 Contact, 22:10 Available", 0),
        ("08:00 In, 08:01 Available, 17:00 ?", 0),
        ("08:00 In, 08:00:01 In, 08:02 Available, 17:00 Out", 0),
    ] {
        assert_eq!(told(rows, "no-logout:2h").len(), expected, "{rows}");
    }
    assert_eq!(
        Days::new(1).now(12 * HOUR).told("08:00 In, 08:01 Contact, 09:00 Available", "no-logout:2h"),
        ["no-logout 23: 09:00:00-12:00:00 180:00 over 60:00 at 11:00:00 so far"]
    );
}

#[test]
fn rest_lies_between_shifts() {
    let two = Days::new(2);
    assert_eq!(
        two.told("14:00 In, 14:01 Available, 22:00 Out, 06:00 In, 06:01 Available, 14:00 Out", "rest:11h"),
        ["rest 24: 22:00:00-06:00:00 480:00 over 180:00 at 06:00:00"]
    );
    for rows in [
        "14:00 In, 22:00 Out, 09:00 In, 17:00 Out",
        // A lunch logged out is no rest.
        "08:00 In, 12:00 Out, 13:00 In, 17:00 Out",
        // Nobody knows when the shift ended.
        "14:00 In, 22:00 ?, 06:00 In, 14:00 Out",
        "14:00 In, 14:01 Available, 22:00 Out, 23:00 ?, 05:00 Out, 06:00 In, 14:00 Out",
    ] {
        assert_eq!(two.told(rows, "rest:11h"), [""; 0], "{rows}");
    }
}

#[test]
fn work_without_a_pause_may_have_short_ones() {
    let told = |rows: &str| told(rows, "stretch:6h/15m");
    assert_eq!(
        told(
            "08:00 In, 08:01 Available, 11:00 Break, 11:10 Available, 15:00 Lunch, 15:30 Available, 17:00 Out"
        ),
        ["stretch 23: 08:00:00-15:00:00 420:00 over 60:00 at 14:00:00"]
    );
    assert_eq!(
        told("08:00 In, 08:01 Available, 15:00 ?, 15:05 Available, 22:00 Out"),
        [
            "stretch 23: 08:00:00-15:00:00 420:00 over 60:00 at 14:00:00 at least",
            "stretch 23: 15:05:00-22:00:00 415:00 over 55:00 at 21:05:00 at least",
        ]
    );
    let running = Days::new(1).now(15 * HOUR).told("08:00 In, 08:01 Available", "stretch:6h/15m");
    assert!(running[0].contains("420:00 over 60:00 at 14:00:00 so far"), "{running:?}");
    // Two reasons beside each other are one pause; so is being logged out.
    for rows in [
        "08:00 In, 08:01 Available, 12:00 Break, 12:10 Lunch, 12:20 Available, 17:00 Out",
        "08:00 In, 08:01 Available, 12:00 Out, 12:15 In, 12:16 Available, 17:00 Out",
        "08:00 In, 08:01 Available, 12:00 ?, 12:05 Available, 17:00 Out",
        // A logout that was forgotten is no work.
        "08:00 In, 08:01 Available, 12:00 Lunch, 12:30 Contact, 13:00 Available",
    ] {
        assert_eq!(told(rows), [""; 0], "{rows}");
    }
}

#[test]
fn pauses_are_asked_of_shifts_that_are_known_to_their_end() {
    let rules = "pause:6h-30m,9h-45m/15m";
    let short = "08:00 In, 08:01 Available, 12:00 Break, 12:20 Available";
    assert_eq!(
        told(&format!("{short}, 17:30 Out"), rules),
        ["pause 23: 08:00:00-17:30:00 20:00 over 25:00 at 17:30:00"]
    );
    assert_eq!(
        told(&format!("{short}, 15:00 Out"), rules),
        ["pause 23: 08:00:00-15:00:00 20:00 over 10:00 at 15:00:00"]
    );
    for rows in [
        format!("{short}, 14:00 Out"),
        format!("{short}, 15:00 ?"),
        format!("{short}, 14:00 ?, 14:30 Available, 17:00 Out"),
    ] {
        assert_eq!(told(&rows, rules), [""; 0], "{rows}");
    }
    // One that is still not taken is late so far.
    let running = Days::new(1).now(13 * HOUR + minutes(5));
    assert_eq!(
        running.told("08:00 In, 08:01 Available", "pause:5h-30m@5h/30m"),
        ["pause 23: 08:00:00-13:05:00 305:00 over 5:00 at 13:00:00 so far"]
    );
}

#[test]
fn sums_may_be_of_shifts() {
    let rows = "22:00 In, 22:01 Available, 23:40 Break, 00:25 Available, 06:00 Out, 22:00 In, 22:01 Break, 22:30 Available, 23:00 Out";
    let days = Days::new(3);
    assert_eq!(
        days.told(rows, "day:Break:30m;count:Break:0;per:shift"),
        [
            "day 23: 23:40:00-00:25:00 45:00 over 15:00 at 00:10:00 #1",
            "count 23: 23:40:00-00:25:00 45:00 1 of 0 at 23:40:00 #1",
            "count 24: 22:01:00-22:30:00 29:00 1 of 0 at 22:01:00 #1",
        ]
    );
}
