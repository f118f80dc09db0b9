//! Points and spans of time, in Unix milliseconds (UTC), and the strict and lenient readings
//! of ISO 8601 timestamps.

use std::ops::{Add, Sub};

use chrono::{DateTime, NaiveDate, Utc};

/// Milliseconds in a second.
pub const SECOND: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Milliseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Milliseconds in a day of 24 hours.
pub const DAY: i64 = 24 * HOUR;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millis(pub i64);

impl Millis {
    /// The multiple of `unit_ms` (above 0) that is nearest.
    #[must_use]
    pub fn rounded(self, unit_ms: i64) -> Self {
        Self(self.0.saturating_add(unit_ms / 2).div_euclid(unit_ms).saturating_mul(unit_ms))
    }
}

impl Add<i64> for Millis {
    type Output = Self;
    /// The point `ms` milliseconds later; stays at the ends of the number line.
    fn add(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }
}

impl Sub for Millis {
    type Output = i64;
    /// Milliseconds from `earlier` to `self`.
    fn sub(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A half-open span of time: `start` belongs to it, `end` does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// First millisecond inside.
    pub start: Millis,
    /// First millisecond after it.
    pub end: Millis,
}

impl Span {
    /// The span from `start` to `end` (Unix ms); empty when `end <= start`.
    pub const fn new(start: i64, end: i64) -> Self {
        Self { start: Millis(start), end: Millis(end) }
    }

    /// Length in milliseconds, never negative.
    pub fn len(self) -> i64 {
        (self.end - self.start).max(0)
    }

    /// Whether no millisecond lies inside.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `t` lies inside.
    pub fn contains(self, t: Millis) -> bool {
        self.start <= t && t < self.end
    }

    /// The part that both spans share; empty when they do not meet.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        let start = self.start.max(other.start);
        Self { start, end: self.end.min(other.end).max(start) }
    }

    /// The point inside (or at an edge of) the span that is nearest to `t`.
    pub fn clamp(self, t: Millis) -> Millis {
        t.max(self.start).min(self.end.max(self.start))
    }
}

/// Formats as the APIs and links take it: `YYYY-MM-DDTHH:mm:ssZ`. Milliseconds are cut off;
/// times outside the years 0 to 9999 give `None`.
pub fn format_utc(t: Millis) -> Option<String> {
    let at = DateTime::<Utc>::from_timestamp_millis(t.0)?;
    let text = at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    (text.len() == 20).then_some(text)
}

/// Reads the strict form `YYYY-MM-DDTHH:mm:ssZ` and nothing else.
pub fn parse_strict_utc(text: &str) -> Option<Millis> {
    let exact = text.len() == 20 && text.as_bytes()[10] == b'T' && text.ends_with('Z');
    exact.then(|| parse_timestamp(text.as_bytes())).flatten()
}

/// Reads a timestamp as APIs send it: `YYYY-MM-DDTHH:MM[:SS[.fraction]][Z|±HH[:]MM]`, with a
/// space instead of `T` allowed. Without an offset it is UTC; fractions beyond milliseconds are
/// cut off. `None` when it is no such thing or no such day exists.
pub fn parse_timestamp(text: &[u8]) -> Option<Millis> {
    Timestamps::default().read(text)
}

/// Reads timestamps one after another: a date that is the same as before is not read again.
#[derive(Clone, Debug)]
pub struct Timestamps {
    /// `YYYY-MM-DD`, as it stood.
    date: [u8; 10],
    /// Its days since 1970-01-01.
    day: i64,
}

impl Default for Timestamps {
    fn default() -> Self {
        Self { date: *b"1970-01-01", day: 0 }
    }
}

impl Timestamps {
    /// Reads one, as [`parse_timestamp`] does.
    pub fn read(&mut self, text: &[u8]) -> Option<Millis> {
        let (date, time) = text.split_first_chunk()?;
        if *date != self.date {
            self.day = parse_date(date)?;
            self.date = *date;
        }
        Some(Millis(self.day * DAY + parse_time(time)?))
    }
}

/// Milliseconds from midnight UTC of what follows a date; may lie in another day.
fn parse_time(text: &[u8]) -> Option<i64> {
    let [b'T' | b't' | b' ', text @ ..] = text else { return None };
    let (clock_ms, millis, rest) = match text.split_first_chunk() {
        Some((clock, rest)) if clock[5] == b':' => {
            let (millis, rest) = parse_fraction(rest)?;
            (parse_clock(*clock)?, millis, rest)
        }
        _ => {
            let (&[h, h1, colon, m, m1], rest) = text.split_first_chunk()?;
            (parse_clock([h, h1, colon, m, m1, b':', b'0', b'0'])?, 0, rest)
        }
    };
    Some(clock_ms + millis - parse_offset(rest)? * MINUTE)
}

/// Milliseconds of `HH:MM:SS`, all of it at once: the first byte is the lowest of the number.
#[inline(always)]
fn parse_clock(text: [u8; 8]) -> Option<i64> {
    const COLONS: u64 = 0x0000_ff00_00ff_0000;
    let digits = u64::from_le_bytes(text) ^ u64::from_le_bytes(*b"00:00:00");
    let not_digits = (digits | digits.wrapping_add(0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0;
    if not_digits != 0 || digits & COLONS != 0 {
        return None;
    }
    let pairs = digits * 10 + (digits >> 8);
    let pair = |first: u32| i64::from((pairs >> (first * 8)) as u8);
    let (hour, minute, second) = (pair(0), pair(3), pair(6));
    // 60 is a leap second; it is the first moment of the next minute on this time line.
    let exists = hour < 24 && minute < 60 && second <= 60;
    exists.then_some(hour * HOUR + minute * MINUTE + second * SECOND)
}

/// Days since 1970-01-01 of `YYYY-MM-DD`.
fn parse_date(text: &[u8; 10]) -> Option<i64> {
    let year = two_digits(&text[..2], 99)? * 100 + two_digits(&text[2..4], 99)?;
    let month = two_digits(&text[5..7], 12)?;
    let day = two_digits(&text[8..10], 31)?;
    if text[4] != b'-' || text[7] != b'-' {
        return None;
    }
    days_from_civil(year, month, day)
}

/// Days since 1970-01-01; the days up to the 28th need no calendar look-up to be valid.
fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    if month < 1 || day < 1 {
        return None;
    }
    if day > 28 {
        NaiveDate::from_ymd_opt(year as i32, month as u32, day as u32)?;
    }
    // H. Hinnant, "chrono-compatible low-level date algorithms": years begin in March.
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

fn two_digits(text: &[u8], max: i64) -> Option<i64> {
    let tens = text[0].wrapping_sub(b'0');
    let ones = text[1].wrapping_sub(b'0');
    let value = i64::from(tens) * 10 + i64::from(ones);
    (tens < 10 && ones < 10 && value <= max).then_some(value)
}

/// `[.digits]` → (milliseconds, what follows).
fn parse_fraction(text: &[u8]) -> Option<(i64, &[u8])> {
    if let [b'.', a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9', rest @ ..] = text
        && !matches!(rest, [b'0'..=b'9', ..])
    {
        let digit = |byte: &u8| i64::from(byte - b'0');
        return Some((digit(a) * 100 + digit(b) * 10 + digit(c), rest));
    }
    if !matches!(text.first(), Some(b'.' | b',')) {
        return Some((0, text));
    }
    let digits = text[1..].iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 {
        return None;
    }
    let millis = (0..3).fold(0, |ms, i| {
        let digit = if i < digits { i64::from(text[1 + i] - b'0') } else { 0 };
        ms * 10 + digit
    });
    Some((millis, &text[1 + digits..]))
}

/// `Z`, nothing, `±HH`, `±HHMM` or `±HH:MM` → minutes east of UTC.
fn parse_offset(text: &[u8]) -> Option<i64> {
    let (sign, digits) = match text {
        [] | [b'Z' | b'z'] => return Some(0),
        [b'+', digits @ ..] => (1, digits),
        [b'-', digits @ ..] => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits {
        [_, _] => (two_digits(digits, 23)?, 0),
        [_, _, _, _] => (two_digits(digits, 23)?, two_digits(&digits[2..], 59)?),
        [_, _, b':', _, _] => (two_digits(digits, 23)?, two_digits(&digits[3..], 59)?),
        _ => return None,
    };
    Some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(text: &str) -> Option<i64> {
        parse_timestamp(text.as_bytes()).map(|t| t.0)
    }

    #[test]
    fn timestamps_in_every_shape_the_apis_send() {
        let noon = 1_793_707_200_000; // 2026-11-03T12:00:00Z
        assert_eq!(ms("2026-11-03T12:00:00Z"), Some(noon));
        assert_eq!(ms("2026-11-03T12:00Z"), Some(noon));
        assert_eq!(ms("2026-11-03 12:00:00"), Some(noon));
        assert_eq!(ms("2026-11-03T12:00:00.72Z"), Some(noon + 720));
        assert_eq!(ms("2026-11-03T12:00:00.123456Z"), Some(noon + 123));
        assert_eq!(ms("2026-11-03T07:00:00-05:00"), Some(noon));
        assert_eq!(ms("2026-11-03T17:30:00+0530"), Some(noon));
        assert_eq!(ms("2026-11-03T13:00:00+01"), Some(noon));
        assert_eq!(ms("2024-02-29T00:00:00Z"), Some(1_709_164_800_000));
        assert_eq!(ms("1969-12-31T23:59:59.999Z"), Some(-1));
    }

    #[test]
    fn what_is_no_timestamp_is_refused() {
        for text in [
            "",
            "2026",
            "2026-11-03",
            "2026-13-03T12:00:00Z",
            "2026-02-29T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-11-03T24:00:00Z",
            "2026-11-03T12:60:00Z",
            "2026-11-03T12:00:00.Z",
            "2026-11-03T12:00:00X",
            "2026-11-03T12:00:00+5",
            "2026/11/03T12:00:00Z",
            "12-11-2026T12:00:00Z",
            "2026-11-03T12:0",
        ] {
            assert_eq!(ms(text), None, "{text}");
        }
    }

    #[test]
    fn agrees_with_chrono_over_four_centuries() {
        for day in (-80_000..80_000).step_by(37) {
            let t = Millis(day * DAY + 12_345_000);
            let text = format_utc(t).unwrap();
            assert_eq!(parse_strict_utc(&text), Some(t), "{text}");
        }
    }

    #[test]
    fn the_strict_form_takes_nothing_else() {
        assert!(parse_strict_utc("2026-11-03T12:00:00Z").is_some());
        for text in [
            "2026-11-03T12:00:00.0Z",
            "2026-11-03 12:00:00Z",
            "2026-11-03T12:00:00",
            "2026-11-03T12:00+00:0Z",
        ] {
            assert_eq!(parse_strict_utc(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_rounded_to_the_nearest() {
        let rounded = [-1_501, -1_500, -499, 499, 500, 1_499].map(|ms| Millis(ms).rounded(SECOND).0);
        assert_eq!(rounded, [-2_000, -1_000, 0, 0, 1_000, 1_000]);
        assert_eq!(Millis(7).rounded(1), Millis(7));
    }

    #[test]
    fn spans_are_half_open() {
        let span = Span::new(10, 20);
        assert!(span.contains(Millis(10)) && !span.contains(Millis(20)));
        assert_eq!(span.intersect(Span::new(15, 30)), Span::new(15, 20));
        assert!(span.intersect(Span::new(20, 30)).is_empty());
        assert_eq!(Span::new(5, 3).len(), 0);
        assert_eq!(span.clamp(Millis(99)), Millis(20));
    }
}
