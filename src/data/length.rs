//! Lengths of time as APIs and reports write them.

use crate::domain::time::{DAY, HOUR, MINUTE, SECOND};

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
    let seconds: f64 = text.trim().parse().ok()?;
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
        total += i64::from(count) * units.next()?;
        colons += 1;
    }
    (colons > 0).then_some(sign * total)
}

/// So many units of so many milliseconds.
pub fn rounded(count: f64, unit_ms: i64) -> i64 {
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
        total = total.saturating_add(rounded(count.parse().ok().filter(|_| is_number)?, *unit));
        rest = &rest[end + 1..];
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_real_tenants() {
        for (text, expected) in [
            ("PT0S", 0),
            ("PT5H48M1.139S", 20_881_139),
            ("P1DT19H18M29.651S", 155_909_651),
            ("P1D", DAY),
            ("P2W", 14 * DAY),
            ("PT0,5S", 500),
            ("-PT1.5S", -1_500),
            (" pt2m ", 2 * MINUTE),
            ("PT99999999999999999999H", i64::MAX),
        ] {
            assert_eq!(iso_ms(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_has_none() {
        for text in [
            "", "P", "PT", "PT5", "P1Y", "P1M", "PT1S1H", "PT1S1S", "PTS", "PT-1S", "soon", "PTinfS", "Pé",
            "90",
        ] {
            assert_eq!(iso_ms(text), None, "{text}");
        }
        for text in ["", "soon", "NaN", "inf", "PT1S"] {
            assert_eq!(seconds_ms(text), None, "{text}");
        }
        for text in ["", "5", ":", "1:", ":5", "1:2:3:4", "a:5", "1:-5", "-", "1:inf"] {
            assert_eq!(clock_ms(text), None, "{text}");
        }
    }

    #[test]
    fn seconds_and_clocks() {
        assert_eq!(seconds_ms("12.007"), Some(12_007));
        assert_eq!(seconds_ms("-3"), Some(-3_000));
        assert_eq!(clock_ms("01:02:03.5"), Some(HOUR + 2 * MINUTE + 3_500));
        assert_eq!(clock_ms("100:00:00"), Some(100 * HOUR));
        assert_eq!(clock_ms("2:05"), Some(2 * MINUTE + 5_000));
        assert_eq!(clock_ms("-2:05"), Some(-2 * MINUTE - 5_000));
    }
}

/// Stub.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    /** x */
    Ms(i64),
    /** x */
    Bare(f64),
}
/// Stub.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Decimal {
    /** x */
    Point,
    /** x */
    Comma,
}
/// Stub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Unit {
    /** x */
    Milliseconds,
    /** x */
    Seconds,
    /** x */
    Minutes,
    /** x */
    Hours,
    /** x */
    Days,
}
impl Unit {
    /** x */
    pub fn ms(self) -> i64 {
        match self {
            Self::Milliseconds => 1,
            Self::Seconds => SECOND,
            Self::Minutes => MINUTE,
            Self::Hours => HOUR,
            Self::Days => DAY,
        }
    }
}
/// Stub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderUnit {
    /** x */
    Clock,
    /** x */
    Unit(Unit),
}
impl HeaderUnit {
    /** x */
    pub fn of(name: &str) -> Option<Self> {
        name.contains("ms)").then_some(Self::Unit(Unit::Milliseconds))
    }
}
/// Stub.
pub fn clock_in(_: &str, _: HeaderUnit) -> Option<i64> {
    None
}
/// Stub.
pub fn read(text: &str, _: Decimal) -> Option<Length> {
    text.trim()
        .parse()
        .ok()
        .map(Length::Bare)
        .or_else(|| clock_ms(text).or_else(|| iso_ms(text)).map(Length::Ms))
}
