//! Lengths of time as APIs and reports write them.

mod clock;
mod header;
mod number;
mod words;

use super::decimal;
use super::plain::plain;
use serde::{Deserialize, Serialize};

use clock::Fields;
use model::time::{DAY, HOUR, MINUTE, SECOND};

/// A length as a cell writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    /// Its unit stands there (a clock, ISO 8601, `1h 30m`); in milliseconds.
    Ms(i64),
    /// A bare number; its unit is known elsewhere.
    Bare(f64),
}

/// The mark before fractions, where a number alone does not tell (`1,234`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decimal {
    /// `1,234` is 1234.
    #[default]
    Point,
    /// `1,234` is 1.234.
    Comma,
}

/// A mark in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `.`
    Point,
    /// `,`
    Comma,
}

/// What the marks in a number tell by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// There are none.
    None,
    /// This one stands before a fraction (`90,5`, `1.234,5`), so the other is between thousands.
    Fraction(Mark),
    /// This one stands between thousands (`1,234,567`).
    Thousands(Mark),
    /// It may be either (`1,234`).
    Either(Mark),
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 1 ms.
    Milliseconds,
    /// 1,000 ms.
    Seconds,
    /// 60 s.
    Minutes,
    /// 60 min.
    Hours,
    /// 24 h.
    Days,
}

impl Unit {
    /// Its milliseconds.
    pub fn ms(self) -> i64 {
        match self {
            Self::Milliseconds => 1,
            Self::Seconds => SECOND,
            Self::Minutes => MINUTE,
            Self::Hours => HOUR,
            Self::Days => DAY,
        }
    }

    /// What the name of a column says about its lengths: `Duration (hh:mm:ss)`, `duration_ms`,
    /// `Time in State (sec)`, `Agent time in state / Minutes`, `timeInSeconds`.
    pub fn of_header(name: &str) -> Option<HeaderUnit> {
        header::unit(&plain(name))
    }
}

/// What the name of a column says about its lengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderUnit {
    /// `hh:mm:ss`, also with days or a fraction.
    Clock,
    /// `hh:mm`.
    ClockWithoutSeconds,
    /// `mm:ss`.
    ClockMinutes,
    /// `dd:hh:mm`.
    ClockDaysWithoutSeconds,
    /// Bare numbers are in this unit.
    Unit(Unit),
}

/// Reads a length: a number (`90.5`, `1 234,5`), a clock (`25:10:00`, `1.02:03:04`, `1 day, 2:03:04`;
/// two parts are minutes and seconds), ISO 8601, or numbers with units (`1h 30m`), with a sign. A number with one point has
/// a fraction. `None` when it is none, or too long for 64 bits of milliseconds.
pub fn read(text: &str, decimal: Decimal) -> Option<Length> {
    let text = plain(text);
    let (sign, body) = signed(&text);
    if let Some(number) = number::read(body, decimal) {
        return Some(Length::Bare(sign as f64 * number));
    }
    let ms = if body.starts_with(['P', 'p']) {
        java(body).map(|ms| sign * ms)
    } else if body.contains(':') {
        clock::read(sign, body, Fields::MinutesSeconds)
    } else {
        words::read(sign, body, decimal)
    };
    // What is too long for ISO 8601 stays at the end of the number line.
    ms.filter(|ms| ms.unsigned_abs() < i64::MAX as u64).map(Length::Ms)
}

/// A number that is nothing but some digits, as most lengths are, at once.
pub fn whole(text: &str) -> Option<u64> {
    number::plain_digits(text)
}

/// Milliseconds of a clock in a column with such a name: `00:30` is half an hour under `(hh:mm)` and
/// where lengths are hours, and half a minute elsewhere. `None` when it is no clock.
pub fn clock_in(text: &str, unit: HeaderUnit) -> Option<i64> {
    let text = plain(text);
    let (sign, body) = signed(&text);
    let fields = match unit {
        HeaderUnit::ClockWithoutSeconds | HeaderUnit::Unit(Unit::Hours) => Fields::HoursMinutes,
        HeaderUnit::ClockDaysWithoutSeconds => Fields::DaysHoursMinutes,
        HeaderUnit::Clock | HeaderUnit::ClockMinutes | HeaderUnit::Unit(_) => Fields::MinutesSeconds,
    };
    clock::read(sign, body, fields)
}

/// What the marks in a number tell.
pub fn marks(text: &str) -> Marks {
    let text = plain(text);
    number::marks(signed(&text).1)
}

/// Whether a text is a clock of two parts (`25:10`), which may be minutes and seconds or hours and
/// minutes.
pub fn is_short_clock(text: &str) -> bool {
    let text = plain(text);
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    signed(&text).1.split_once(':').is_some_and(|(first, last)| are_digits(first) && are_digits(last))
}

/// The sign in front, or that of accountants' brackets, and the rest.
fn signed(text: &str) -> (i64, &str) {
    if let Some(inner) = text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        return (-1, inner.trim());
    }
    match text.strip_prefix('-') {
        Some(rest) => (-1, rest.trim_start()),
        None => (1, text.strip_prefix('+').map_or(text, str::trim_start)),
    }
}

/// Java gives every part of a negative length its sign: `PT-1H-30M`.
fn java(body: &str) -> Option<i64> {
    let units = body.bytes().filter(|byte| byte.is_ascii_alphabetic() && !b"PpTt".contains(byte)).count();
    let signs = body.as_bytes().windows(2).filter(|pair| pair[0] == b'-' && pair[1].is_ascii_digit()).count();
    match signs {
        0 => iso_ms(body),
        _ if signs == units => iso_ms(&body.replace('-', "")).map(|ms| -ms),
        _ => None,
    }
}

/// Milliseconds of an ISO 8601 length (`PT0S`, `P1DT19H18M29.651S`), rounded; `None` when it is
/// none. Years and months have no length of their own and are not read.
pub fn iso_ms(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let text = text.strip_prefix(['P', 'p'])?;
    let (date, time) = text.split_once(['T', 't']).map_or((text, None), |(date, time)| (date, Some(time)));
    let date_ms = parts_ms(date, &[('W', 7 * DAY), ('D', DAY)])?;
    let time_ms = parts_ms(time.unwrap_or_default(), &[('H', HOUR), ('M', MINUTE), ('S', SECOND)])?;
    let is_empty = date.is_empty() && time.unwrap_or_default().is_empty();
    (!is_empty).then(|| sign * date_ms.saturating_add(time_ms))
}

/// Milliseconds of a number of seconds (`90`, `12.007`), rounded.
pub fn seconds_ms(text: &str) -> Option<i64> {
    let seconds = decimal::parse(text.trim())?;
    seconds.is_finite().then(|| rounded(seconds, SECOND))
}

/// Milliseconds of a clock's way to write it: `MM:SS`, `HH:MM:SS`, with a fraction of a second;
/// hours may be more than 24.
pub fn clock_ms(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut parts = text.rsplit(':');
    let seconds = seconds_ms(parts.next().filter(|s| s.starts_with(|c: char| c.is_ascii_digit()))?)?;
    let mut total = seconds;
    let mut units = [MINUTE, HOUR].into_iter();
    let mut colons = 0;
    for part in parts {
        let count: u32 = part.parse().ok()?;
        total = total.checked_add(i64::from(count) * units.next()?)?;
        colons += 1;
    }
    (colons > 0).then_some(sign * total)
}

/// So many units of so many milliseconds.
pub fn rounded(count: f64, unit_ms: i64) -> i64 {
    /// Days of whole numbers below this still have exact milliseconds.
    const FEW: i64 = 100_000_000;
    let whole = count as i64;
    if whole as f64 - count == 0.0 && (-FEW..FEW).contains(&whole) && unit_ms <= DAY {
        return whole * unit_ms;
    }
    (count * unit_ms as f64).round() as i64
}

/// `19H18M29.651S` with these units, in this order, each at most once.
fn parts_ms(text: &str, units: &[(char, i64)]) -> Option<i64> {
    let (mut rest, mut units, mut total) = (text, units.iter(), 0_i64);
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let name = rest[end..].chars().next()?.to_ascii_uppercase();
        let (_, unit) = units.find(|(unit, _)| *unit == name)?;
        let count = rest[..end].replace(',', ".");
        let is_number = count.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        total = total.saturating_add(rounded(decimal::parse(&count).filter(|_| is_number)?, *unit));
        rest = &rest[end + 1..];
    }
    Some(total)
}

#[cfg(test)]
mod tests;
