//! Dates and times of day.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::{Dates, Hours, Locale};
use crate::plain::year_text;
use crate::words::in_force;

/// Nothing parts a time from its half of the day.
const BEFORE_HALF: char = '\u{a0}';

/// Whether a time is after noon, as people write it.
fn half(time: NaiveTime) -> &'static str {
    in_force().halves[usize::from(time.hour() >= 12)]
}

fn weekday(date: NaiveDate) -> &'static str {
    in_force().weekdays[date.weekday().num_days_from_monday() as usize]
}

fn month(date: NaiveDate) -> &'static str {
    in_force().months[date.month0() as usize]
}

impl Locale {
    /// `Tue 3 Nov`, `Tue Nov 3`, `Tue 11-03`.
    pub fn day(&self, date: NaiveDate) -> String {
        let (weekday, day, month) = (weekday(date), date.day(), month(date));
        match self.dates {
            Dates::DayFirst { dot } => format!("{weekday} {day}{} {month}", if dot { "." } else { "" }),
            Dates::MonthFirst => format!("{weekday} {month} {day}"),
            Dates::YearFirst(sign) => format!("{weekday} {:02}{sign}{day:02}", date.month()),
        }
    }

    /// `Tue 3 Nov 2026`, `Tue Nov 3, 2026`, `Tue 2026-11-03`.
    pub fn date(&self, date: NaiveDate) -> String {
        let year = year_text(date);
        match self.dates {
            Dates::DayFirst { .. } => format!("{} {year}", self.day(date)),
            Dates::MonthFirst => format!("{}, {year}", self.day(date)),
            Dates::YearFirst(sign) => {
                format!("{} {year}{sign}{:02}{sign}{:02}", weekday(date), date.month(), date.day())
            }
        }
    }

    /// `Nov 2026`, `2026-11`.
    pub fn month(&self, date: NaiveDate) -> String {
        let year = year_text(date);
        match self.dates {
            Dates::YearFirst(sign) => format!("{year}{sign}{:02}", date.month()),
            Dates::DayFirst { .. } | Dates::MonthFirst => format!("{} {year}", month(date)),
        }
    }

    /// A time of day without its half: `15:05`, `3:05`.
    fn bare(&self, time: NaiveTime) -> String {
        match self.hours {
            Hours::Of24 => format!("{:02}:{:02}", time.hour(), time.minute()),
            Hours::Of12 => format!("{}:{:02}", time.hour12().1, time.minute()),
        }
    }

    fn with_half(&self, bare: String, time: NaiveTime) -> String {
        match self.hours {
            Hours::Of24 => bare,
            Hours::Of12 => format!("{bare}{BEFORE_HALF}{}", half(time)),
        }
    }

    /// `15:05`, `3:05 PM`; what is below cut off.
    pub fn minutes(&self, time: NaiveTime) -> String {
        self.with_half(self.bare(time), time)
    }

    /// `15:05:09`, `3:05:09 PM`; what is below cut off.
    pub fn seconds(&self, time: NaiveTime) -> String {
        self.with_half(format!("{}:{:02}", self.bare(time), time.second()), time)
    }

    /// `15:05:09.250`, `3:05:09.250 PM`.
    pub fn millis(&self, time: NaiveTime) -> String {
        let millis = time.nanosecond() / 1_000_000 % 1_000;
        let text = format!("{}:{:02}{}{millis:03}", self.bare(time), time.second(), self.numbers.decimal);
        self.with_half(text, time)
    }

    /// A whole hour where there is little room: `15:00`, `3 PM`.
    pub fn hour(&self, time: NaiveTime) -> String {
        match self.hours {
            Hours::Of12 if time.minute() == 0 => self.with_half(time.hour12().1.to_string(), time),
            Hours::Of24 | Hours::Of12 => self.minutes(time),
        }
    }

    /// From one time of a day to another: `11:35 – 20:14`, `11:35 AM – 8:14 PM`, `8:05 – 11:35 AM`.
    pub fn from_to(&self, from: NaiveTime, to: NaiveTime) -> String {
        let is_said_once = self.hours == Hours::Of12 && half(from) == half(to) && from < to;
        let from = if is_said_once { self.bare(from) } else { self.minutes(from) };
        format!("{from} – {}", self.minutes(to))
    }

    /// The day and the time of a wall clock to the second: `Tue 3 Nov 2026, 12:02:00`, with milliseconds only when
    /// there are any.
    pub fn moment(&self, at: NaiveDateTime) -> String {
        format!("{}, {}", self.date(at.date()), self.clock(at.time()))
    }

    /// The time of a wall clock to the second, with milliseconds only when there are any.
    pub fn clock(&self, time: NaiveTime) -> String {
        if time.nanosecond() < 1_000_000 { self.seconds(time) } else { self.millis(time) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(hours: Hours, dates: Dates) -> Locale {
        Locale { hours, dates, ..Locale::BRITISH }
    }

    #[test]
    fn dates_and_times_are_written_as_their_readers_do() {
        let at = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap().and_hms_milli_opt(15, 5, 9, 250).unwrap();
        for (hours, dates, expected) in [
            (
                Hours::Of24,
                Dates::DayFirst { dot: false },
                ["Tue 3 Nov", "Nov 2026", "15:05", "Tue 3 Nov 2026, 15:05:09.250"],
            ),
            (
                Hours::Of12,
                Dates::MonthFirst,
                ["Tue Nov 3", "Nov 2026", "3:05\u{a0}PM", "Tue Nov 3, 2026, 3:05:09.250\u{a0}PM"],
            ),
            (
                Hours::Of24,
                Dates::DayFirst { dot: true },
                ["Tue 3. Nov", "Nov 2026", "15:05", "Tue 3. Nov 2026, 15:05:09.250"],
            ),
            (
                Hours::Of24,
                Dates::YearFirst('/'),
                ["Tue 11/03", "2026/11", "15:05", "Tue 2026/11/03, 15:05:09.250"],
            ),
            (
                Hours::Of12,
                Dates::YearFirst('-'),
                ["Tue 11-03", "2026-11", "3:05\u{a0}PM", "Tue 2026-11-03, 3:05:09.250\u{a0}PM"],
            ),
        ] {
            let locale = locale(hours, dates);
            let written = [
                locale.day(at.date()),
                locale.month(at.date()),
                locale.minutes(at.time()),
                locale.moment(at),
            ];
            assert_eq!(written, expected);
        }
    }

    #[test]
    fn twelve_hours_have_no_nought() {
        let american = locale(Hours::Of12, Dates::MonthFirst);
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        for (hour, minute, text, of_axis) in [
            (0, 0, "12:00\u{a0}AM", "12\u{a0}AM"),
            (0, 30, "12:30\u{a0}AM", "12:30\u{a0}AM"),
            (11, 59, "11:59\u{a0}AM", "11:59\u{a0}AM"),
            (12, 0, "12:00\u{a0}PM", "12\u{a0}PM"),
            (23, 0, "11:00\u{a0}PM", "11\u{a0}PM"),
        ] {
            assert_eq!(
                [american.minutes(time(hour, minute)), american.hour(time(hour, minute))],
                [text, of_axis]
            );
        }
        let from_to = |locale: Locale, from, to| locale.from_to(time(from, 5), time(to, 35));
        assert_eq!(from_to(american, 8, 11), "8:05 – 11:35\u{a0}AM");
        assert_eq!(from_to(american, 11, 20), "11:05\u{a0}AM – 8:35\u{a0}PM");
        assert_eq!(from_to(american, 11, 8), "11:05\u{a0}AM – 8:35\u{a0}AM", "not the same morning");
        assert_eq!(from_to(Locale::BRITISH, 8, 11), "08:05 – 11:35");
    }

    #[test]
    fn dates_are_written_as_chrono_writes_them() {
        let forms = [
            (Dates::DayFirst { dot: false }, "%a %-d %b", "%a %-d %b %Y"),
            (Dates::DayFirst { dot: true }, "%a %-d. %b", "%a %-d. %b %Y"),
            (Dates::MonthFirst, "%a %b %-d", "%a %b %-d, %Y"),
            (Dates::YearFirst('/'), "%a %m/%d", "%a %Y/%m/%d"),
        ];
        for (dates, day, whole) in forms {
            let locale = locale(Hours::Of24, dates);
            for date in (-1_200_000..3_200_000).step_by(9_973).filter_map(NaiveDate::from_epoch_days) {
                assert_eq!(locale.day(date), date.format(day).to_string());
                assert_eq!(locale.date(date), date.format(whole).to_string());
            }
        }
    }

    #[test]
    fn leap_seconds_have_three_digits_below_them() {
        let leap = NaiveTime::from_hms_milli_opt(23, 59, 59, 1_250).unwrap();
        assert_eq!(Locale::BRITISH.millis(leap), "23:59:59.250");
    }
}
