//! Lengths with colons.

use super::super::decimal;
use super::words;
use model::time::{DAY, HOUR, MINUTE, SECOND};

/// What the parts of a short clock are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fields {
    /// Two parts are minutes and seconds, three begin with hours.
    MinutesSeconds,
    /// Two parts are hours and minutes.
    HoursMinutes,
    /// The same, and three parts begin with days.
    DaysHoursMinutes,
}

/// Milliseconds of `mm:ss`, `h:mm:ss.fff`, `d:hh:mm:ss`, `d.hh:mm:ss`, `1 day, 2:03:04`, `2d 03:04:05`,
/// `1 02:03:04`. A spreadsheet's time of day (`12:30:00 AM`) is the length since midnight.
pub fn read(sign: i64, text: &str, fields: Fields) -> Option<i64> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if text[digits..].trim_start().starts_with(':') {
        return Some(sign * parts(text, fields)?);
    }
    let (days, rest, is_word_day) = days(text)?;
    let (own_sign, clock) = match rest.strip_prefix('-') {
        Some(clock) => (-1, clock),
        None => (1, rest.strip_prefix('+').unwrap_or(rest)),
    };
    let clock = parts(clock, Fields::HoursMinutes).filter(|ms| *ms < DAY)?;
    let days = days.checked_mul(DAY)?;
    if is_word_day {
        // Python's −5 s is `-1 day, 23:59:55`.
        return (sign * days).checked_add(own_sign * clock);
    }
    Some(sign * days.checked_add(own_sign * clock)?)
}

/// The days in front, what follows, and whether they are called days.
fn days(text: &str) -> Option<(i64, &str, bool)> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (count, rest) = text.split_at(digits);
    let behind = rest.trim_start();
    let word = behind.find(|c: char| !c.is_alphabetic()).map_or("", |end| &behind[..end]);
    let clock = match word {
        "" if rest.starts_with('.') && rest.matches(':').count() == 2 => &rest[1..],
        "" if rest.starts_with(' ') => behind,
        "" => return None,
        word if words::unit_ms(word) == Some(DAY) => behind[word.len()..].trim_start_matches([',', '.', ' ']),
        _ => return None,
    };
    Some((count.parse().ok()?, clock, word.len() > 2))
}

/// Milliseconds of the parts between colons; all but the first are below the next unit.
fn parts(text: &str, fields: Fields) -> Option<i64> {
    let (text, half) = half_of_day(text);
    let mut parts: Vec<&str> = text.split(':').take(6).map(str::trim).collect();
    // `h:mm:ss:fff`.
    let millis = (parts.len() == 4 && parts[3].len() == 3).then(|| parts.pop()).flatten();
    let (units, has_seconds): (&[i64], _) = match (parts.len(), fields) {
        (2, Fields::MinutesSeconds) => (&[MINUTE, SECOND], true),
        (2, _) => (&[HOUR, MINUTE], false),
        (3, Fields::DaysHoursMinutes) => (&[DAY, HOUR, MINUTE], false),
        (3, _) => (&[HOUR, MINUTE, SECOND], true),
        (4, _) => (&[DAY, HOUR, MINUTE, SECOND], true),
        _ => return None,
    };
    let (last, fraction) = match (parts.last()?.split_once(['.', ',']), millis) {
        (Some((last, fraction)), None) if has_seconds => (last, fraction),
        (Some(_), _) => return None,
        (None, millis) => (*parts.last()?, millis.unwrap_or_default()),
    };
    *parts.last_mut()? = last;
    let mut total = fraction_ms(fraction)?;
    for (i, (part, unit)) in parts.iter().zip(units).enumerate() {
        let count = digits(part)?;
        let is_below = i == 0 || part.len() <= 2 && count * unit < units[i - 1];
        total = total.checked_add(count.checked_mul(*unit).filter(|_| is_below)?)?;
    }
    match half {
        // 12:30 AM is half an hour.
        Some(_) if units[0] != HOUR || !(HOUR..13 * HOUR).contains(&total) => None,
        Some(noon) => Some(total % (12 * HOUR) + noon),
        None => Some(total),
    }
}

/// The text before AM or PM, and where that half of a day begins.
fn half_of_day(text: &str) -> (&str, Option<i64>) {
    let half = text.len().checked_sub(2).and_then(|at| text.split_at_checked(at));
    match half {
        Some((clock, half)) if half.eq_ignore_ascii_case("am") => (clock.trim_end(), Some(0)),
        Some((clock, half)) if half.eq_ignore_ascii_case("pm") => (clock.trim_end(), Some(12 * HOUR)),
        _ => (text, None),
    }
}

/// Rounded to the nearest millisecond.
fn fraction_ms(digits: &str) -> Option<i64> {
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = decimal::parse(&format!("0.{digits}")).filter(|_| are_digits)?;
    Some((fraction * 1_000.0).round() as i64)
}

/// At most fifteen digits.
fn digits(text: &str) -> Option<i64> {
    let are_digits = !text.is_empty() && text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| are_digits)
}
