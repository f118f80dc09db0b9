//! Dates, times of day and lengths as programs read them: in files, links and fields. They are the same whatever a
//! person's locale; [`crate::format`] writes for people.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// Days of the week in short, Monday first.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Months in short.
pub const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Kinds of states in files, in the order of [`crate::state::StateKind::ALL`].
pub const STATES: [&str; 10] = [
    "Ready",
    "On contact",
    "Wrap-up",
    "Not ready",
    "Logged in",
    "Logged out",
    "Other",
    "Unknown",
    "No data",
    "Not fetched",
];

/// The year in four digits; with a sign where that is not enough.
pub fn year_text(date: NaiveDate) -> String {
    let year = date.year();
    if (0..=9_999).contains(&year) { format!("{year:04}") } else { format!("{year:+05}") }
}

/// `2026-11-03`.
pub fn iso_date(date: NaiveDate) -> String {
    format!("{}-{:02}-{:02}", year_text(date), date.month(), date.day())
}

/// `12:02`, what is below cut off.
pub fn minutes_text(at: NaiveDateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// `12:02:07`, what is below cut off.
pub fn seconds_text(at: NaiveDateTime) -> String {
    format!("{}:{:02}", minutes_text(at), at.second())
}

/// `12:02:07`, with milliseconds only when there are any: `12:02:07.250`.
pub fn clock_text(at: NaiveDateTime) -> String {
    match at.and_utc().timestamp_subsec_millis() {
        0 => seconds_text(at),
        millis => format!("{}.{millis:03}", seconds_text(at)),
    }
}

/// A length (milliseconds) to the nearest second, without a mark between thousands: `1321:12:00`.
pub fn length_text(ms: i64) -> String {
    let sign = if ms < 0 { "-" } else { "" };
    let ms = ms.saturating_abs();
    let seconds = ms / 1_000 + i64::from(ms % 1_000 >= 500);
    format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::HOUR;

    #[test]
    fn dates_are_written_as_chrono_writes_them() {
        for day in (-1_200_000..3_200_000).step_by(9_973) {
            let Some(date) = NaiveDate::from_epoch_days(day) else { continue };
            assert_eq!(iso_date(date), date.format("%Y-%m-%d").to_string());
            assert_eq!(year_text(date), date.format("%Y").to_string());
        }
    }

    #[test]
    fn times_of_day_are_cut_off_below() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
        for (h, m, s, ms) in [(0, 0, 0, 0), (9, 5, 7, 999), (23, 59, 59, 500)] {
            let at = day.and_hms_milli_opt(h, m, s, ms).unwrap();
            assert_eq!(minutes_text(at), at.format("%H:%M").to_string());
            assert_eq!(seconds_text(at), at.format("%H:%M:%S").to_string());
            let fraction = if ms == 0 { "" } else { "%.3f" };
            assert_eq!(clock_text(at), at.format(&format!("%H:%M:%S{fraction}")).to_string());
        }
    }

    #[test]
    fn lengths_in_files() {
        let cells =
            [(0, "0:00:00"), (400, "0:00:00"), (1_321 * HOUR - 1, "1321:00:00"), (-61_000, "-0:01:01")];
        for (ms, expected) in cells {
            assert_eq!(length_text(ms), expected);
        }
    }
}
