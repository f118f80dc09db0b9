//! Dates and times of day, always in the same words.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Months as they are written in short.
pub const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `Nov`.
pub fn month_name(date: NaiveDate) -> &'static str {
    MONTHS[date.month0() as usize]
}

/// The year in four digits; with a sign where that is not enough.
pub fn year_text(date: NaiveDate) -> String {
    let year = date.year();
    if (0..=9_999).contains(&year) { format!("{year:04}") } else { format!("{year:+05}") }
}

/// `Tue 3 Nov`.
pub fn day_words(date: NaiveDate) -> String {
    let weekday = WEEKDAYS[date.weekday().num_days_from_monday() as usize];
    format!("{weekday} {} {}", date.day(), month_name(date))
}

/// `Tue 3 Nov 2026`.
pub fn date_words(date: NaiveDate) -> String {
    format!("{} {}", day_words(date), year_text(date))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_chrono_writes_them() {
        for day in (-1_200_000..3_200_000).step_by(9_973) {
            let Some(date) = NaiveDate::from_epoch_days(day) else { continue };
            assert_eq!(day_words(date), date.format("%a %-d %b").to_string());
            assert_eq!(date_words(date), date.format("%a %-d %b %Y").to_string());
            assert_eq!(iso_date(date), date.format("%Y-%m-%d").to_string());
            assert_eq!(format!("{} {}", month_name(date), year_text(date)), date.format("%b %Y").to_string());
        }
    }

    #[test]
    fn times_of_day_are_cut_off_below() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
        for (h, m, s, ms) in [(0, 0, 0, 0), (9, 5, 7, 999), (23, 59, 59, 500)] {
            let at = day.and_hms_milli_opt(h, m, s, ms).unwrap();
            assert_eq!(minutes_text(at), at.format("%H:%M").to_string());
            assert_eq!(seconds_text(at), at.format("%H:%M:%S").to_string());
        }
    }
}
