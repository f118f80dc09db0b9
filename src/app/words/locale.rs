//! How dates, times and numbers are written.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use model::locale::{Dates, Hours, Locale, Numbers};

/// The button that opens the dialog, and its heading.
pub const TITLE: &str = "Dates and numbers";

/// What it changes, and what it does not.
pub const ABOUT: &str = "How times, dates and numbers are written here. Links and tables saved as files are always \
    written the same way.";

/// The label of times of day.
pub const CLOCK: &str = "Clock";

/// The label of dates.
pub const DATES: &str = "Dates";

/// The label of numbers.
pub const NUMBERS: &str = "Numbers";

/// The label of the first day of the week.
pub const WEEK: &str = "Week begins";

/// Before an example of what is chosen.
pub const EXAMPLE: &str = "Example: ";

/// Takes the dialog away.
pub const CLOSE: &str = "Done";

/// What nothing chosen comes to.
pub fn as_browser(example: &str) -> String {
    format!("As the browser ({example})")
}

/// An afternoon of a day whose number is no month's.
fn at() -> NaiveDateTime {
    let date = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap_or_default();
    date.and_time(NaiveTime::from_hms_opt(15, 5, 0).unwrap_or_default())
}

/// A way to write times of day: `24 hours (15:05)`.
pub fn hours(hours: Hours) -> String {
    let name = match hours {
        Hours::Of24 => "24 hours",
        Hours::Of12 => "12 hours",
    };
    format!("{name} ({})", hours_example(hours))
}

/// `15:05`.
pub fn hours_example(hours: Hours) -> String {
    Locale { hours, ..Locale::BRITISH }.minutes(at().time())
}

/// A way to write dates: `27 Nov 2026`.
pub fn dates(dates: Dates) -> String {
    let text = Locale { dates, ..Locale::BRITISH }.date(at().date());
    text.split_once(' ').map_or(text.clone(), |(_, date)| date.to_owned())
}

/// A way to write numbers: `1,234.5`.
pub fn numbers(numbers: Numbers) -> String {
    format!("{}{}5", numbers.grouped(12_345), numbers.decimal)
}

/// A first day of the week.
pub const fn day(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// `Fri 27 Nov 2026, 15:05 · 12,345.5 · 48.4%`.
pub fn example(locale: &Locale) -> String {
    let (date, time) = (locale.date(at().date()), locale.minutes(at().time()));
    let percent = locale.numbers.percent("", &locale.decimals("48.4"));
    format!("{date}, {time} · {} · {percent}", numbers(locale.numbers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_shows_what_it_looks_like() {
        assert_eq!([Hours::Of24, Hours::Of12].map(hours), ["24 hours (15:05)", "12 hours (3:05\u{a0}PM)"]);
        let forms = [
            (Dates::DayFirst { dot: true }, "27. Nov 2026"),
            (Dates::MonthFirst, "Nov 27, 2026"),
            (Dates::YearFirst('-'), "2026-11-27"),
        ];
        for (form, text) in forms {
            assert_eq!(dates(form), text);
        }
        assert_eq!(numbers(Numbers::ENGLISH), "12,345.5");
        assert_eq!(example(&Locale::BRITISH), "Fri 27 Nov 2026, 15:05 · 12,345.5 · 48.4%");
        assert_eq!(day(Weekday::Sun), "Sunday");
    }
}
