use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::app::find::asked::{Day, read};

/// Parts as a browser gives them, written `day:3|literal:. |month:Nov.`.
fn parts(text: &str) -> Vec<Part> {
    let part = |part: &str| part.split_once(':').map(|(of, text)| (of.to_owned(), text.to_owned()));
    text.split('|').filter_map(part).collect()
}

/// What Chromium says of a locale.
fn told(date: &str, digits: &str, hour_cycle: &str, numbers: [&str; 3], first_day: u8) -> Told {
    Told {
        date: parts(date),
        digits: parts(digits),
        hour_cycle: hour_cycle.to_owned(),
        number: parts(numbers[0]),
        small: parts(numbers[1]),
        percent: parts(numbers[2]),
        first_day: Some(first_day),
        region: String::new(),
    }
}

const COMMA: &str = "integer:12|group:,|integer:345|group:,|integer:678|decimal:.|fraction:5";
const POINT: &str = "integer:12|group:.|integer:345|group:.|integer:678|decimal:,|fraction:5";

/// Locales by their tags, as Chromium has them.
fn known() -> Vec<(&'static str, Told)> {
    let plain = [COMMA, "integer:1|group:,|integer:234", "integer:50|percentSign:%"];
    let spaced = |group: &'static str| {
        [group, "integer:1|group:.|integer:234", "integer:50|literal:\u{a0}|percentSign:%"]
    };
    let named = "weekday:Tue|literal:, |day:3|literal: |month:Nov|literal: |year:2026";
    vec![
        ("en-GB", told(named, "", "h23", plain, 1)),
        ("en-US", told("month:Nov|literal: |day:3|literal:, |year:2026", "", "h12", plain, 7)),
        ("de-DE", told("day:3|literal:. |month:Nov.|literal: |year:2026", "", "h23", spaced(POINT), 1)),
        (
            "fr-FR",
            told(
                "day:3|literal: |month:nov.|literal: |year:2026",
                "",
                "h23",
                spaced(
                    "integer:12|group:\u{202f}|integer:345|group:\u{202f}|integer:678|decimal:,|fraction:5",
                ),
                1,
            ),
        ),
        (
            "sv-SE",
            told(
                "day:3|literal: |month:nov.|literal: |year:2026",
                "year:2026|literal:-|month:11|literal:-|day:03",
                "h23",
                spaced("integer:12|group:\u{a0}|integer:345|group:\u{a0}|integer:678|decimal:,|fraction:5"),
                1,
            ),
        ),
        (
            "hi-IN",
            told(
                "day:3|literal: |month:नव॰|literal: |year:2026",
                "",
                "h12",
                [
                    "integer:1|group:,|integer:23|group:,|integer:45|group:,|integer:678|decimal:.|fraction:5",
                    plain[1],
                    plain[2],
                ],
                7,
            ),
        ),
        (
            "ja-JP",
            told(
                "year:2026|literal:年|month:11|literal:月|day:3|literal:日",
                "year:2026|literal:/|month:11|literal:/|day:03",
                "h23",
                plain,
                7,
            ),
        ),
        (
            "ko-KR",
            told(
                "year:2026|literal:년 |month:11월|literal: |day:3|literal:일",
                "year:2026|literal:. |month:11|literal:. |day:03|literal:.",
                "h12",
                plain,
                7,
            ),
        ),
        ("es-ES", told(named, "", "h23", [POINT, "integer:1234", spaced(POINT)[2]], 1)),
        ("tr-TR", told(named, "", "h23", [POINT, spaced(POINT)[1], "percentSign:%|integer:50"], 1)),
        (
            "ar-EG",
            told(
                "day:3|literal: |month:نوفمبر|literal: |year:2026",
                "",
                "h12",
                [COMMA, plain[1], "integer:50|literal:\u{200e}|percentSign:%|literal:\u{200e}"],
                6,
            ),
        ),
    ]
}

fn at() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 3).unwrap().and_hms_opt(15, 5, 0).unwrap()
}

#[test]
fn a_browsers_examples_say_how_its_reader_writes() {
    let expected = [
        ("en-GB", "Tue 3 Nov 2026, 15:05:00", "12,345,678", "1,234", "<0.1%", Weekday::Mon),
        ("en-US", "Tue Nov 3, 2026, 3:05:00\u{a0}PM", "12,345,678", "1,234", "<0.1%", Weekday::Sun),
        ("de-DE", "Tue 3. Nov 2026, 15:05:00", "12.345.678", "1.234", "<0,1\u{a0}%", Weekday::Mon),
        (
            "fr-FR",
            "Tue 3 Nov 2026, 15:05:00",
            "12\u{202f}345\u{202f}678",
            "1\u{202f}234",
            "<0,1\u{a0}%",
            Weekday::Mon,
        ),
        (
            "sv-SE",
            "Tue 3 Nov 2026, 15:05:00",
            "12\u{a0}345\u{a0}678",
            "1\u{a0}234",
            "<0,1\u{a0}%",
            Weekday::Mon,
        ),
        ("hi-IN", "Tue 3 Nov 2026, 3:05:00\u{a0}PM", "1,23,45,678", "1,234", "<0.1%", Weekday::Sun),
        ("ja-JP", "Tue 2026/11/03, 15:05:00", "12,345,678", "1,234", "<0.1%", Weekday::Sun),
        ("ko-KR", "Tue 2026-11-03, 3:05:00\u{a0}PM", "12,345,678", "1,234", "<0.1%", Weekday::Sun),
        ("es-ES", "Tue 3 Nov 2026, 15:05:00", "12.345.678", "1234", "<0,1\u{a0}%", Weekday::Mon),
        ("tr-TR", "Tue 3 Nov 2026, 15:05:00", "12.345.678", "1.234", "<%0,1", Weekday::Mon),
        ("ar-EG", "Tue 3 Nov 2026, 3:05:00\u{a0}PM", "12,345,678", "1,234", "<0.1%", Weekday::Sat),
    ];
    for ((tag, told), expected) in known().into_iter().zip(expected) {
        let locale = locale_of(&told);
        let percent = locale.numbers.percent("<", &locale.decimals("0.1"));
        let (large, small) = (locale.number(12_345_678), locale.number(1_234));
        assert_eq!((tag, &*locale.moment(at()), &*large, &*small, &*percent, locale.week), expected);
    }
}

#[test]
fn what_a_browser_does_not_say_is_as_in_britain() {
    assert_eq!(locale_of(&Told::default()), Locale::BRITISH);
    let odd = parts("day:3|month:|year:x|group:|decimal:\u{200f}|integer:");
    let told = Told { date: odd.clone(), number: odd.clone(), percent: odd, ..Told::default() };
    let locale = locale_of(&Told { first_day: Some(9), hour_cycle: "h99".to_owned(), ..told });
    assert_eq!((locale.hours, locale.dates, locale.week), (Hours::Of24, Locale::BRITISH.dates, Weekday::Mon));
    assert_eq!(locale.numbers.decimal, '.');
    for (region, day) in
        [("US", Weekday::Sun), ("EG", Weekday::Sat), ("MV", Weekday::Fri), ("DE", Weekday::Mon)]
    {
        let told = Told { region: region.to_owned(), ..Told::default() };
        assert_eq!(locale_of(&told).week, day, "{region}");
    }
}

#[test]
fn what_was_chosen_counts_for_more_and_is_kept() {
    let american = locale_of(&known()[1].1);
    assert_eq!(Choice::default().over(american), american);
    assert_eq!(Choice::default().text(), "");
    let choice = Choice::parse("hours=24 dates=iso numbers=space week=saturday");
    let locale = choice.over(american);
    assert_eq!(locale.moment(at()), "Tue 2026-11-03, 15:05:00");
    assert_eq!((&*locale.number(1_234), locale.week), ("1\u{202f}234", Weekday::Sat));
    for text in ["", "hours=25", "dates", "=", "colour=red hours=", "\u{0}=\u{0} "] {
        assert_eq!(Choice::parse(text), Choice::default(), "{text:?}");
    }
}

fn choices() -> impl Strategy<Value = Choice> {
    let hours = prop::option::of(select(HOURS.map(|(value, _)| value).to_vec()));
    let dates = prop::option::of(select(DATES.map(|(value, _)| value).to_vec()));
    let numbers = prop::option::of(select(NUMBERS.map(|(value, _)| value).to_vec()));
    let week = prop::option::of(select(WEEKS.map(|(value, _)| value).to_vec()));
    (hours, dates, numbers, week).prop_map(|(hours, dates, numbers, week)| Choice {
        hours,
        dates,
        numbers,
        week,
    })
}

fn locales() -> impl Strategy<Value = Locale> {
    (choices(), select(known())).prop_map(|(choice, (_, told))| choice.over(locale_of(&told)))
}

proptest! {
    #[test]
    fn a_choice_is_kept_as_it_is(choice in choices()) {
        prop_assert_eq!(Choice::parse(&choice.text()), choice);
    }

    #[test]
    fn what_is_written_in_any_locale_is_read(locale in locales(), second in 0_u32..86_400, day in 0_i32..40_000) {
        let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap();
        prop_assert_eq!(read(&locale.seconds(time)).time, Some(time));
        let minute = time - chrono::TimeDelta::seconds(i64::from(second % 60));
        prop_assert_eq!(read(&locale.minutes(minute)).time, Some(minute), "{}", locale.minutes(minute));
        let date = NaiveDate::from_epoch_days(day).unwrap();
        for text in [locale.date(date), locale.day(date), locale.moment(date.and_time(minute))] {
            let asked = read(&text);
            let is_that = asked.all_days().iter().all(|day| day.is(date, NaiveDate::MIN));
            prop_assert!(is_that && asked.all_days().iter().any(|day| !matches!(day, Day::Weekday(_))), "{text}");
            prop_assert!(asked.words.is_empty(), "{text}: {asked:?}");
        }
    }
}
