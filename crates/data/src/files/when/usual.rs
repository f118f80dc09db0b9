//! The ways in which most times are written, read at once.

use chrono::NaiveDate;

use super::{Clock, Date, Wall, When, date};
use model::time::parse_timestamp;

/// `None` where it is written in another way, or is no time.
pub fn read(text: &[u8]) -> Option<When> {
    wall(text).map(When::Wall).or_else(|| utc(text))
}

/// `YYYY-MM-DDTHH:MM:SSZ`, with a fraction or without, at once.
fn utc(text: &[u8]) -> Option<When> {
    let is_usual = text.len() > 19 && text[10] == b'T' && text[16] == b':' && text.ends_with(b"Z");
    is_usual.then(|| parse_timestamp(text)).flatten().map(|at| When::Instant(at, true))
}

/// `MM/DD/YYYY HH:MM:SS` or the same with the day first, and `YYYY-MM-DD HH:MM:SS`, with a fraction or
/// without, at once.
fn wall(text: &[u8]) -> Option<Wall> {
    let (day, rest) = text.split_first_chunk::<10>()?;
    let [b' ' | b'T', time @ ..] = rest else { return None };
    let clock = Clock { ms: clock(time)?, has_seconds: true };
    Some(Wall { date: date(day)?, clock: Some(clock), zone: None })
}

/// Milliseconds of a day at `HH:MM:SS`, with a fraction or without.
pub fn clock(text: &[u8]) -> Option<u32> {
    let (text, fraction) = text.split_first_chunk::<8>()?;
    let millis = match fraction {
        [] => 0,
        [b'.', digits @ ..] if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
            digits.iter().chain(b"000").take(3).fold(0, |ms, digit| ms * 10 + u32::from(digit - b'0'))
        }
        _ => return None,
    };
    let &[h0, h1, b':', m0, m1, b':', s0, s1] = text else { return None };
    let (hour, minute, second) = (number([h0, h1])?, number([m0, m1])?, number([s0, s1])?);
    let is_clock = hour < 24 && minute < 60 && second < 60;
    is_clock.then_some(((hour * 60 + minute) * 60 + second) * 1_000 + millis)
}

/// `MM/DD/YYYY` or the same with the day first, and `YYYY-MM-DD`.
pub fn date(text: &[u8; 10]) -> Option<Date> {
    match *text {
        [a, b, b'/', c, d, b'/', y0, y1, y2, y3] => {
            date::either(number([y0, y1, y2, y3])? as i32, number([a, b])?, number([c, d])?)
        }
        [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] => {
            let year = date::common_era(number([y0, y1, y2, y3])? as i32);
            Some(Date::Known(NaiveDate::from_ymd_opt(year, number([m0, m1])?, number([d0, d1])?)?))
        }
        _ => None,
    }
}

fn number<const DIGITS: usize>(text: [u8; DIGITS]) -> Option<u32> {
    text.into_iter().try_fold(0, |number, byte| {
        let digit = u32::from(byte.wrapping_sub(b'0'));
        (digit < 10).then_some(number * 10 + digit)
    })
}
