//! Lengths as rules write them: `15m`, `1h30m`, `90s`, `1m30s`.

use std::fmt::Write as _;

use crate::time::{HOUR, MINUTE, SECOND};

/// Longest length of a rule, in milliseconds: a year of hours.
pub const LONGEST: i64 = 9_000 * HOUR;

/// The units, the larger before the smaller.
const UNITS: [(&str, i64); 4] = [("h", HOUR), ("m", MINUTE), ("s", SECOND), ("ms", 1)];

/// Milliseconds of whole numbers with units, the larger unit before the smaller, each once; spaces and case do
/// not matter. `None` when it is none, or longer than [`LONGEST`].
pub fn parse(text: &str) -> Option<i64> {
    let (mut rest, mut total, mut larger) = (text.trim(), 0_i64, i64::MAX);
    while !rest.is_empty() {
        let (digits, behind) = divided(rest, |c| c.is_ascii_digit());
        let (unit, behind) = divided(behind.trim_start(), char::is_alphabetic);
        let count: i64 = digits.parse().ok()?;
        let unit = unit.to_lowercase();
        let unit = UNITS.iter().find(|(name, _)| *name == unit).map(|(_, ms)| *ms)?;
        total = total.checked_add(count.checked_mul(unit)?)?;
        rest = (unit < larger).then(|| behind.trim_start())?;
        larger = unit;
    }
    (larger < i64::MAX && total <= LONGEST).then_some(total)
}

/// The text up to the first character that is not `inside`, and what follows.
fn divided(text: &str, inside: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !inside(c)).unwrap_or(text.len()))
}

/// Writes a length (milliseconds, 0 or more) as [`parse`] reads it: `15m`, `1h30m`; nothing is `0m`.
pub fn text(ms: i64) -> String {
    let mut rest = ms.max(0);
    let mut text = String::new();
    for (name, unit) in UNITS {
        if rest >= unit {
            // Writing to a String cannot fail.
            let _ = write!(text, "{}{name}", rest / unit);
            rest %= unit;
        }
    }
    if text.is_empty() { "0m".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lengths_are_numbers_with_units() {
        for (written, ms) in [
            ("15m", Some(15 * MINUTE)),
            ("1h30m", Some(90 * MINUTE)),
            ("90s", Some(90 * SECOND)),
            ("1m30s", Some(90 * SECOND)),
            (" 1 H 30 M ", Some(90 * MINUTE)),
            ("1500ms", Some(1_500)),
            ("0m", Some(0)),
            ("9000h", Some(LONGEST)),
            ("9001h", None),
            ("99999999999999999999h", None),
            ("30m1h", None),
            ("1h1h", None),
            ("15", None),
            ("m", None),
            ("-5m", None),
            ("1.5h", None),
            ("15 minutes", None),
            ("", None),
        ] {
            assert_eq!(parse(written), ms, "{written}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(ms in 0..=LONGEST) {
            prop_assert_eq!(parse(&text(ms)), Some(ms));
        }

        #[test]
        fn any_text_is_a_length_or_none(written in "[0-9hms .-]{0,30}|\\PC{0,9}") {
            if let Some(ms) = parse(&written) {
                prop_assert_eq!(parse(&text(ms)), Some(ms));
            }
        }
    }
}
