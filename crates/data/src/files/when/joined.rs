//! A date and a time of day in two cells.

use chrono::NaiveDate;

use super::{Date, Parts, When, next_day, number, parts, read, when};
use crate::files::cell::is_nothing;
use crate::plain::plain;
use model::time::DAY;

/// How spreadsheets show their day 0, which no calendar has.
const DAY_0: [&str; 5] = ["1/0/1900 ", "01/00/1900 ", "0/1/1900 ", "00/01/1900 ", "1900-01-00 "];

/// Reads a date and a time of day in two cells. A time may be a fraction of a day, and may repeat the
/// date or stand behind a spreadsheet's day 0; one cell may hold both when the other holds nothing.
pub fn read_joined(date: &str, time: &str) -> Option<When> {
    match (is_nothing(date), is_nothing(time)) {
        (_, true) => return read(date),
        (true, false) => return read(time),
        (false, false) => {}
    }
    let whole = parts(&plain(date))?;
    if whole.clock.is_some_and(|clock| clock.ms > 0) {
        return when(whole);
    }
    with_time(whole, time)
}

/// Reads a time of day on the date of another cell, whatever time of day that has.
pub fn read_on_date_of(date: &str, time: &str) -> Option<When> {
    with_time(parts(&plain(date))?, time)
}

fn with_time(mut whole: Parts, time: &str) -> Option<When> {
    let day = whole.date?;
    let time = plain(time);
    let time = DAY_0.iter().find_map(|day| time.strip_prefix(day)).unwrap_or(&time);
    let time = match number::day_fraction(time) {
        Some(clock) => Parts { clock: Some(clock), ..Parts::default() },
        None => parts(time)?,
    };
    if time.date.is_some_and(|date| !is_day_0(date) && !is_same(date, day)) || time.clock.is_none() {
        return None;
    }
    whole.clock = time.clock;
    whole.date = Some(if time.is_next_day { next_day(day)? } else { day });
    whole.behind = time.behind.or(whole.behind);
    when(whole)
}

/// Milliseconds of a length that a program has taken for a time on a spreadsheet's or a database's first
/// day: `1899-12-30 00:25:30`, `1/0/1900 12:25:30 AM`. `None` where the days cannot be told.
pub fn since_day_0(text: &str) -> Option<i64> {
    let text = plain(text);
    if let Some(clock) = DAY_0.iter().find_map(|day| text.strip_prefix(day)) {
        return parts(clock).filter(|parts| parts.date.is_none())?.clock.map(|clock| i64::from(clock.ms));
    }
    let parts = parts(&text)?;
    let clock = i64::from(parts.clock?.ms);
    let date = readings(parts.date?)[0];
    let days = (date - NaiveDate::from_ymd_opt(1899, 12, 30)?).num_days();
    match days {
        0 | 1 => Some(days * DAY + clock),
        // 1900-01-01 is a database's day 0 and a spreadsheet's day 1.
        _ => (date == NaiveDate::from_ymd_opt(1970, 1, 1)?).then_some(clock),
    }
}

/// The day that programs put before a time without a date.
fn is_day_0(date: Date) -> bool {
    let days = [(1, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (1970, 1, 1)];
    days.iter()
        .any(|(y, m, d)| NaiveDate::from_ymd_opt(*y, *m, *d).is_some_and(|day| readings(date).contains(&day)))
}

/// Whether two cells can mean the same day.
fn is_same(a: Date, b: Date) -> bool {
    readings(a).iter().any(|day| readings(b).contains(day))
}

fn readings(date: Date) -> [NaiveDate; 2] {
    match date {
        Date::Known(date) | Date::Proven(date, _) => [date; 2],
        Date::Either { month_first, day_first } => [month_first, day_first],
    }
}
