use chrono::{NaiveDate, Weekday};
use proptest::prelude::*;

use super::*;
use model::time::{HOUR, MINUTE, SECOND};

#[test]
fn lengths_are_read_in_every_form() {
    let least = |ms| (Some(ms), None);
    let most = |ms| (None, Some(ms));
    for (text, (at_least_ms, at_most_ms)) in [
        ("> 40 min", least(40 * MINUTE + 1)),
        (">40m", least(40 * MINUTE + 1)),
        ("> 40", least(40 * MINUTE + 1)),
        (">=40", least(40 * MINUTE)),
        ("≥ 40 minutes", least(40 * MINUTE)),
        ("over 40 min", least(40 * MINUTE + 1)),
        ("longer than 1 hour", least(HOUR + 1)),
        ("more than an hour", least(HOUR + 1)),
        ("over half an hour", least(HOUR / 2 + 1)),
        ("at least 90s", least(90 * SECOND)),
        ("40 min", least(40 * MINUTE)),
        ("1h30m", least(90 * MINUTE)),
        (">1h30", least(90 * MINUTE + 1)),
        ("> 1 h 30 min 5 s", least(90 * MINUTE + 5 * SECOND + 1)),
        ("> 1.5 h", least(90 * MINUTE + 1)),
        ("> 0,5 h", least(HOUR / 2 + 1)),
        ("> 18:40", least(18 * MINUTE + 40 * SECOND + 1)),
        ("> 1:18:40", least(HOUR + 18 * MINUTE + 40 * SECOND + 1)),
        ("<30s", most(30 * SECOND - 1)),
        ("< 5 min", most(5 * MINUTE - 1)),
        ("=< 5", most(5 * MINUTE)),
        ("under 5 minutes", most(5 * MINUTE - 1)),
        ("no more than 5 minutes", most(5 * MINUTE)),
        ("up to 2 hrs", most(2 * HOUR)),
        (">5m <10m", (Some(5 * MINUTE + 1), Some(10 * MINUTE - 1))),
        ("5 MIN", least(5 * MINUTE)),
        (">", (None, None)),
        ("> x", (None, None)),
        ("over", (None, None)),
        ("99999999999h", (None, None)),
        ("> 4294967295 h", least(i64::MAX / 1_000 + 1)),
    ] {
        let asked = read(text);
        assert_eq!((asked.at_least_ms, asked.at_most_ms), (at_least_ms, at_most_ms), "{text}");
        assert!(asked.time.is_none() && asked.all_days().is_empty(), "{text}: {asked:?}");
    }
    assert_eq!(read("lunch > 40 min").words, ["lunch"]);
    assert_eq!(read("lunch >").words, ["lunch"]);
    assert_eq!(read("more lunch").words, ["more", "lunch"]);
}

#[test]
fn words_that_name_nothing_are_left_out_where_others_name_something() {
    for (text, words, longest) in [
        ("at lunch", &["lunch"][..], false),
        ("the longest lunch", &["lunch"], true),
        ("who was in training", &["training"], false),
        ("Okafor's lunch", &["okafor", "lunch"], false),
        ("in", &["in"], false),
        ("longest", &["longest"], false),
    ] {
        let asked = read(text);
        assert_eq!(
            (asked.words.iter().map(String::as_str).collect::<Vec<_>>(), asked.longest),
            (words.to_vec(), longest),
            "{text}"
        );
    }
    assert_eq!(read("yesterday\u{2019}s lunch").days, [Day::Yesterday]);
}

#[test]
fn times_of_day_are_read_in_every_form() {
    for (text, time) in [
        ("12:05", Some((12, 5, 0))),
        ("12:05 PM", Some((12, 5, 0))),
        ("12:05pm", Some((12, 5, 0))),
        ("12:05 p.m.", Some((12, 5, 0))),
        ("12:05 am", Some((0, 5, 0))),
        ("12.05 pm", Some((12, 5, 0))),
        ("1:05:30 p.m.", Some((13, 5, 30))),
        ("at 3 pm", Some((15, 0, 0))),
        ("3p", Some((15, 0, 0))),
        ("@9am", Some((9, 0, 0))),
        ("15:30 pm", Some((15, 30, 0))),
        ("0:00", Some((0, 0, 0))),
        ("noon", Some((12, 0, 0))),
        ("midnight", Some((0, 0, 0))),
        ("24:00", None),
        ("12:60", None),
        ("12.05", None),
        ("13 pm", None),
        ("0 am", None),
        ("3 p", None),
        ("12", None),
    ] {
        let expected = time.and_then(|(h, m, s)| NaiveTime::from_hms_opt(h, m, s));
        assert_eq!(read(text).time, expected, "{text}");
    }
    let asked = read("lunch 12:05 PM > 40 min");
    assert_eq!(asked.words, ["lunch"]);
    assert_eq!((asked.time, asked.at_least_ms), (NaiveTime::from_hms_opt(12, 5, 0), Some(40 * MINUTE + 1)));
}

#[test]
fn days_are_read_in_every_form() {
    let date = |month, day| Day::Date(month, day, None);
    let whole = Day::Date(11, 25, Some(2026));
    for (text, day) in [
        ("today", Day::Today),
        ("Yesterday", Day::Yesterday),
        ("yest", Day::Yesterday),
        ("wed", Day::Weekday(Weekday::Wed)),
        ("Thurs", Day::Weekday(Weekday::Thu)),
        ("saturday", Day::Weekday(Weekday::Sat)),
        ("25 nov", date(11, 25)),
        ("25th of November", date(11, 25)),
        ("25. Nov", date(11, 25)),
        ("Nov 25", date(11, 25)),
        ("Nov 25th", date(11, 25)),
        ("25nov", date(11, 25)),
        ("november 25, 2026", whole),
        ("25 Nov 2026", whole),
        ("2026-11-25", whole),
        ("2026/11/25", whole),
        ("25.11.2026", whole),
        ("11/25/2026", whole),
        ("11/25/26", whole),
        ("25/11", date(11, 25)),
        ("25.11.", date(11, 25)),
        ("3/4", Day::Either(3, 4, None)),
        ("nov", Day::Month(11)),
        ("sept", Day::Month(9)),
        ("25", Day::OfMonth(25)),
        ("Wed,", Day::Weekday(Weekday::Wed)),
    ] {
        let asked = read(text);
        assert_eq!(asked.all_days(), [day], "{text}");
        assert!(asked.words.is_empty() && asked.time.is_none(), "{text}: {asked:?}");
    }
    for text in ["13/13", "2026-13-01", "32", "we", "1000501", "7a", "4f1c-09ab"] {
        assert_eq!(read(text).all_days(), [], "{text}");
    }
    let asked = read("wed 25 nov 12:05 pm");
    assert_eq!(asked.days, [date(11, 25)]);
    assert_eq!(asked.perhaps, [("wed".to_owned(), Day::Weekday(Weekday::Wed))]);
    assert_eq!(asked.time, NaiveTime::from_hms_opt(12, 5, 0));
    assert_eq!(read("may li").all_words(), ["li", "may"]);
}

#[test]
fn a_day_is_what_it_has_to_be() {
    let on = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    let today = on(11, 26);
    for (day, date, is) in [
        (Day::Today, today, true),
        (Day::Yesterday, on(11, 25), true),
        (Day::Yesterday, today, false),
        (Day::Weekday(Weekday::Wed), on(11, 25), true),
        (Day::OfMonth(25), on(3, 25), true),
        (Day::Month(11), on(12, 1), false),
        (Day::Date(11, 25, Some(2025)), on(11, 25), false),
        (Day::Either(3, 4, None), on(3, 4), true),
        (Day::Either(3, 4, None), on(4, 3), true),
        (Day::Either(3, 4, None), on(4, 4), false),
    ] {
        assert_eq!(day.is(date, today), is, "{day:?} {date}");
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read(text in "\\PC{0,40}") {
        read(&text);
    }

    #[test]
    fn pieces_of_every_kind_are_read(text in "((at|over|<|>=|[0-9]{1,4}|:|\\.|-|/|pm|p|h|min|nov|wed|lunch|,) ?){0,9}") {
        let asked = read(&text);
        prop_assert!(asked.all_words().iter().all(|word| !word.is_empty()));
    }

    #[test]
    fn every_minute_of_a_day_is_read_both_ways(minute in 0_u32..1_440) {
        let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0);
        for form in ["%H:%M", "%I:%M %p", "%-I:%M%P", "%-I.%M %P"] {
            let text = time.unwrap().format(form).to_string();
            prop_assert_eq!(read(&text).time, time, "{}", text);
        }
    }

    #[test]
    fn what_is_asked_does_not_depend_on_the_order(order in Just(["lunch", "> 40 min", "12:05 pm", "25 nov"]).prop_shuffle()) {
        let (asked, usual) = (read(&order.join(" ")), read("lunch > 40 min 12:05 pm 25 nov"));
        prop_assert_eq!(asked, usual);
    }
}
