//! Times that are one number: serial numbers of spreadsheets, Unix time.

use chrono::{Days, NaiveDate};

use super::{Clock, Date};
use crate::plain::microsoft;
use model::time::{DAY, MINUTE, Millis, SECOND};

/// Unix seconds, milliseconds, microseconds or nanoseconds (10, 13, 16, 19 digits; the first two with
/// a fraction, cut to milliseconds), and `/Date(1794560400000)/`.
pub fn unix(text: &str) -> Option<Millis> {
    if let Some(ms) = microsoft(text) {
        return Some(Millis(ms));
    }
    let (whole, fraction) = parts(text)?;
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        10 => Some(Millis(number * SECOND + thousandths(fraction))),
        13 => Some(Millis(number)),
        16 if fraction.is_empty() => Some(Millis(number / 1_000)),
        19 if fraction.is_empty() => Some(Millis(number / 1_000_000)),
        _ => None,
    }
}

/// The digits before and behind the one mark of a fraction.
fn parts(text: &str) -> Option<(&str, &str)> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (!whole.is_empty() && are_digits(whole) && are_digits(fraction)).then_some((whole, fraction))
}

fn thousandths(fraction: &str) -> i64 {
    fraction.bytes().chain(*b"000").take(3).fold(0, |ms, digit| ms * 10 + i64::from(digit - b'0'))
}

/// A serial number of a spreadsheet (days since 1899-12-30, 1954 to 2119) and its fraction of a day.
/// One without a fraction has no clock.
pub fn serial(text: &str) -> Option<(Date, Option<Clock>)> {
    let (whole, fraction) = parts(text).filter(|(whole, _)| whole.len() == 5)?;
    let days: u64 = whole.parse().ok().filter(|days| (20_000..=80_000).contains(days))?;
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))?;
    if fraction.is_empty() {
        return Some((Date::Known(date), None));
    }
    let (ms, has_seconds) = of_day(fraction)?;
    // Rounded up to midnight.
    let date = if ms == DAY { date.succ_opt()? } else { date };
    Some((Date::Known(date), Some(Clock { ms: (ms % DAY) as u32, has_seconds })))
}

/// A fraction of a day (`0.375`) in a column of times.
pub fn day_fraction(text: &str) -> Option<Clock> {
    let (whole, fraction) = parts(text)?;
    let (ms, has_seconds) = of_day(fraction)?;
    let is_time = whole.bytes().all(|digit| digit == b'0') && !fraction.is_empty() && ms < DAY;
    is_time.then_some(Clock { ms: ms as u32, has_seconds })
}

/// Milliseconds of these digits of a day, as exactly as they tell: to the second when one is as near
/// as the digits can say or nearer than a millisecond. Few digits (`.3958` for 09:30) cannot tell
/// seconds: then the minute, when one is near enough.
fn of_day(fraction: &str) -> Option<(i64, bool)> {
    // More digits than 15 are less than a nanosecond.
    let digits = fraction.get(..15).unwrap_or(fraction);
    let scale = 10_i128.pow(digits.len() as u32);
    // Day units of 1/scale, times the milliseconds of a day: exact.
    let exact = if digits.is_empty() { 0 } else { digits.parse::<i128>().ok()? } * i128::from(DAY);
    let nearest = |unit: i64| {
        let unit = i128::from(unit) * scale;
        let count = (exact + unit / 2).div_euclid(unit);
        (count as i64, (exact - count * unit).abs())
    };
    // Half a unit of the last digit.
    let unsure = i128::from(DAY) / 2;
    let (seconds, from_second) = nearest(SECOND);
    let (minutes, from_minute) = nearest(MINUTE);
    if from_second == 0 || unsure < i128::from(SECOND) / 2 * scale {
        let is_second = from_second <= unsure.max(scale);
        return Some((if is_second { seconds * SECOND } else { nearest(1).0 }, true));
    }
    Some((if from_minute <= unsure { minutes * MINUTE } else { seconds * SECOND }, false))
}
