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
    let (text, fraction) = text.split_first_chunk::<19>()?;
    let millis = match fraction {
        [] => 0,
        [b'.', digits @ ..] if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
            digits.iter().chain(b"000").take(3).fold(0, |ms, digit| ms * 10 + u32::from(digit - b'0'))
        }
        _ => return None,
    };
    let number = |at: usize, length: usize| {
        text[at..at + length].iter().try_fold(0, |number, byte| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            (digit < 10).then_some(number * 10 + digit)
        })
    };
    if !matches!(text[10], b' ' | b'T') || text[13] != b':' || text[16] != b':' {
        return None;
    }
    let (hour, minute, second) = (number(11, 2)?, number(14, 2)?, number(17, 2)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let date = match (text[2], text[4], text[5], text[7]) {
        (b'/', _, b'/', _) => date::either(number(6, 4)? as i32, number(0, 2)?, number(3, 2)?)?,
        (_, b'-', _, b'-') => {
            let year = date::common_era(number(0, 4)? as i32);
            Date::Known(NaiveDate::from_ymd_opt(year, number(5, 2)?, number(8, 2)?)?)
        }
        _ => return None,
    };
    let ms = ((hour * 60 + minute) * 60 + second) * 1_000 + millis;
    let clock = Clock { ms, has_seconds: true };
    Some(Wall { date, clock: Some(clock), zone: None })
}
