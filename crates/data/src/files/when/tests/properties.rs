use super::*;
use model::time::{DAY, MINUTE};
use proptest::prelude::*;

/// Styles of a date that can be read in one way only when the day is above 12 or the month has a name.
const DATES: [&str; 16] = [
    "%m/%d/%Y",
    "%d/%m/%Y",
    "%-m/%-d/%y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %m %Y",
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%b %e %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%A, %B %-d, %Y",
    "%a, %d %b %Y",
    "%Y-%b-%d",
];

const CLOCKS: [&str; 10] = [
    " %H:%M:%S",
    " %-H:%M:%S",
    "T%H:%M:%S",
    "  %I:%M:%S%p",
    " %-I:%M:%S %P",
    " %-I:%M:%S\u{202f}%p",
    " %H.%M.%S",
    " %H:%M:%S%.3f",
    " %Hh%Mm%Ss",
    " %H:%M:%S,000",
];

proptest! {
    #[test]
    fn any_style_comes_back(seconds in 0_i64..1_500_000_000, date in 0..DATES.len(), clock in 0..CLOCKS.len()) {
        let truth = Zone::utc().local(Millis((seconds + 500_000_000) * 1_000));
        let text = truth.format(&format!("{}{}", DATES[date], CLOCKS[clock])).to_string();
        let wall = wall(&text);
        let order = if DATES[date].starts_with("%m") || DATES[date].starts_with("%-m") { DateOrder::MonthFirst } else { DateOrder::DayFirst };
        prop_assert_eq!(wall.local(order), truth, "{}", text);
        prop_assert!(wall.proves().is_none_or(|proven| proven == order), "{}", text);
        prop_assert!(wall.clock.is_some_and(|clock| clock.has_seconds));
    }

    #[test]
    fn any_offset_comes_back(seconds in 0_i64..1_500_000_000, quarters in -72..72_i32, style in 0..4_usize) {
        let (sign, minutes) = (if quarters < 0 { '-' } else { '+' }, quarters.abs() * 15);
        let offset = match style {
            0 => format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60),
            1 => format!(" {sign}{:02}{:02}", minutes / 60, minutes % 60),
            2 => format!(" UTC{sign}{}:{:02}", minutes / 60, minutes % 60),
            _ => format!(" GMT{sign}{:02}{:02}", minutes / 60, minutes % 60),
        };
        let at = Millis((seconds + 500_000_000) * 1_000);
        let local = Zone::utc().local(at + i64::from(quarters) * 15 * MINUTE);
        let text = format!("{}{offset}", local.format("%Y-%m-%dT%H:%M:%S"));
        prop_assert_eq!(read(&text), Some(When::Instant(at, true)), "{}", text);
    }

    #[test]
    fn serial_numbers_come_back(days in 20_000_i64..80_000, second in 0_i64..86_400, places in 5_usize..16) {
        let truth = Zone::utc().local(Millis((days - 25_569) * DAY + second * 1_000));
        let text = format!("{:.places$}", days as f64 + second as f64 / 86_400.0);
        prop_assert_eq!(wall(&text).local(DateOrder::MonthFirst), truth, "{}", text);
    }

    #[test]
    fn numbers_come_back_to_the_millisecond(ms in 1_000_000_000_000_i64..9_999_999_999_999) {
        prop_assert_eq!(read(&ms.to_string()), Some(When::Instant(Millis(ms), true)));
        let seconds = format!("{}.{:03}", ms / 1_000, ms % 1_000);
        prop_assert_eq!(read(&seconds), Some(When::Instant(Millis(ms), true)));
    }

    #[test]
    fn any_text_is_taken(text in "\\PC{0,24}|[-+/:. ,TZ0-9aApPmM()年月日時]{0,24}|(11|13|2026|Nov|fri|[-/.: ]|AM|UTC|\\+05){0,9}") {
        if let Some(When::Wall(wall)) = read(&text) {
            prop_assert!(i64::from(wall.clock.map_or(0, |clock| clock.ms)) < DAY);
            for order in [DateOrder::MonthFirst, DateOrder::DayFirst] {
                let _ = wall.moments(order, &new_york());
            }
        }
        let _ = (read_joined(&text, "9:00"), read_joined("11/13/2026", &text));
    }

    #[test]
    fn a_time_is_never_longer_than_a_day(hour in 0_u32..100, minute in 0_u32..100, second in 0_u32..100) {
        let text = format!("2026-11-13 {hour:02}:{minute:02}:{second:02}");
        let is_time = hour < 24 && minute < 60 && second <= 60 || (hour, minute, second) == (24, 0, 0);
        prop_assert_eq!(read(&text).is_some(), is_time, "{}", text);
    }
}
