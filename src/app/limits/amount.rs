//! Lengths as people type them: `15`, `15 min`, `1 h 30`, `0:10`, `90 s`.

use model::limits::length;
use model::time::{HOUR, MINUTE, SECOND};

/// Reads a length, in milliseconds; a bare number is minutes, `m:ss` and `h:mm:ss` are clocks. `None` where it is
/// none.
pub fn parse(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase();
    if let Ok(minutes) = text.parse::<u32>() {
        return Some(i64::from(minutes) * MINUTE);
    }
    if text.contains(':') {
        return clock(&text);
    }
    let mut plain = text;
    for (word, unit) in [
        ("hours", "h"),
        ("hour", "h"),
        ("minutes", "m"),
        ("minute", "m"),
        ("min", "m"),
        ("seconds", "s"),
        ("second", "s"),
        ("sec", "s"),
    ] {
        plain = plain.replace(word, unit);
    }
    // `1 h 30`
    if plain.contains('h') && plain.ends_with(|c: char| c.is_ascii_digit()) {
        plain.push('m');
    }
    length::parse(&plain)
}

fn clock(text: &str) -> Option<i64> {
    let parts: Vec<&str> = text.split(':').collect();
    let number = |part: &str, most: i64| {
        let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i64>().ok().filter(|n| is_number && *n <= most)
    };
    match parts[..] {
        [minutes, seconds] => Some(number(minutes, 9_999)? * MINUTE + number(seconds, 59)? * SECOND),
        [hours, minutes, seconds] => {
            Some(number(hours, 9_000)? * HOUR + number(minutes, 59)? * MINUTE + number(seconds, 59)? * SECOND)
        }
        _ => None,
    }
}

/// A length as it is offered to be changed: `15 min`, `1 h 30 min`, `10 s`.
pub fn text(ms: i64) -> String {
    let parts = [(ms / HOUR, "h"), (ms / MINUTE % 60, "min"), (ms / SECOND % 60, "s"), (ms % SECOND, "ms")];
    let parts: Vec<String> =
        parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
    if parts.is_empty() { "0 min".to_owned() } else { parts.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_type_lengths_in_many_ways() {
        for (typed, seconds) in [
            ("15", Some(900)),
            (" 15 min ", Some(900)),
            ("15m", Some(900)),
            ("15 minutes", Some(900)),
            ("1 h", Some(3_600)),
            ("1h30", Some(5_400)),
            ("1 h 30 min", Some(5_400)),
            ("1 hour 30 minutes", Some(5_400)),
            ("10 s", Some(10)),
            ("90 sec", Some(90)),
            ("0:10", Some(10)),
            ("15:00", Some(900)),
            ("1:30:00", Some(5_400)),
            ("0", Some(0)),
            ("", None),
            ("soon", None),
            ("-5", None),
            ("1:2:3:4", None),
            ("1:75", None),
            ("1.5", None),
            ("99999999999", None),
        ] {
            assert_eq!(parse(typed), seconds.map(|s: i64| s * SECOND), "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_offered_is_read(ms in 0..9_000 * HOUR) {
            prop_assert_eq!(parse(&text(ms)), Some(ms));
        }

        #[test]
        fn any_text_is_a_length_or_none(typed in "[0-9hmsin: ]{0,20}|\\PC{0,9}") {
            if let Some(ms) = parse(&typed) {
                prop_assert!(ms >= 0);
            }
        }
    }
}
