//! Lengths of time as CXone writes them: ISO 8601 (`P1DT19H18M29.651S`) or plain seconds.

use crate::data::dialect::field::Field;
use crate::domain::time::{DAY, HOUR, MINUTE, SECOND};

/// Milliseconds of a `duration`, rounded; `None` when it is no length of time.
pub fn duration_ms(field: &Field) -> Option<i64> {
    match field {
        Field::Whole(seconds) => Some(seconds.saturating_mul(SECOND)),
        Field::Number(seconds) => Some(millis(*seconds, SECOND)),
        Field::Text(text) => {
            let text = text.trim();
            iso_ms(text)
                .or_else(|| text.parse().ok().filter(|s: &f64| s.is_finite()).map(|s| millis(s, SECOND)))
        }
        Field::Nothing | Field::Flag(_) => None,
    }
}

fn millis(count: f64, unit: i64) -> i64 {
    (count * unit as f64).round() as i64
}

/// Years and months have no length of their own and are not read.
fn iso_ms(text: &str) -> Option<i64> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let text = text.strip_prefix(['P', 'p'])?;
    let (date, time) = text.split_once(['T', 't']).map_or((text, None), |(date, time)| (date, Some(time)));
    let date_ms = parts_ms(date, &[('W', 7 * DAY), ('D', DAY)])?;
    let time_ms = parts_ms(time.unwrap_or_default(), &[('H', HOUR), ('M', MINUTE), ('S', SECOND)])?;
    let is_empty = date.is_empty() && time.unwrap_or_default().is_empty();
    (!is_empty).then(|| sign * date_ms.saturating_add(time_ms))
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
        total = total.saturating_add(millis(count.parse().ok().filter(|_| is_number)?, *unit));
        rest = &rest[end + 1..];
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(json: &str) -> Option<i64> {
        duration_ms(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn lengths_of_real_tenants() {
        for (text, expected) in [
            (r#""PT0S""#, 0),
            (r#""PT5H48M1.139S""#, 20_881_139),
            (r#""P1DT19H18M29.651S""#, 155_909_651),
            (r#""P1D""#, DAY),
            (r#""P2W""#, 14 * DAY),
            (r#""PT0,5S""#, 500),
            (r#""-PT1.5S""#, -1_500),
            (r#"" pt2m ""#, 2 * MINUTE),
            ("90", 90_000),
            ("1.5", 1_500),
            (r#""12.007""#, 12_007),
            (r#""-3""#, -3_000),
        ] {
            assert_eq!(ms(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_has_none() {
        for text in [
            "null",
            "true",
            "[]",
            r#""""#,
            r#""P""#,
            r#""PT""#,
            r#""PT5""#,
            r#""P1Y""#,
            r#""P1M""#,
            r#""PT1S1H""#,
            r#""PT1S1S""#,
            r#""PTS""#,
            r#""PT-1S""#,
            r#""soon""#,
            r#""NaN""#,
            r#""inf""#,
            r#""PTinfS""#,
            r#""Pé""#,
        ] {
            assert_eq!(ms(text), None, "{text}");
        }
        assert_eq!(ms("9223372036854775807"), Some(i64::MAX));
        assert_eq!(ms(r#""PT99999999999999999999H""#), Some(i64::MAX));
    }
}
