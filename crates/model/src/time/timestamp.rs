//! The lenient reading of ISO 8601 timestamps.

use chrono::NaiveDate;

use super::{DAY, HOUR, MINUTE, Millis, SECOND};

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
    fn a_date_that_was_read_before_is_read_the_same() {
        let mut times = Timestamps::default();
        for text in [
            "2026-11-03T12:00:00Z",
            "2026-11-03T23:30-01:00",
            "2026-11-31T12:00:00Z",
            "2026-11-03T12:00:00.9999Z",
            "2024-02-29 00:00",
            "1970-01-01T00:00Z",
            "2026-11-03T12:00",
        ] {
            assert_eq!(times.read(text.as_bytes()), parse_timestamp(text.as_bytes()), "{text}");
        }
    }
}
