//! Lengths as they are spoken.

use model::format::number;
use model::time::{HOUR, MINUTE, SECOND};

/// A length as it is spoken: `8 hours 38 minutes`, `18 minutes 40 seconds`.
pub fn spoken(ms: i64) -> String {
    let parts = [(ms / HOUR, "hour"), (ms / MINUTE % 60, "minute"), (ms / SECOND % 60, "second")];
    let said = parts.into_iter().filter(|(n, _)| *n > 0).take(2);
    let words: Vec<String> = said
        .map(|(n, unit)| {
            format!("{} {unit}{}", number(n.unsigned_abs() as usize), if n == 1 { "" } else { "s" })
        })
        .collect();
    match words.is_empty() {
        true if ms > 0 => "less than a second".to_owned(),
        true => "nothing".to_owned(),
        false => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_spoken_with_their_units() {
        for (ms, words) in [
            (8 * HOUR + 38 * MINUTE + 1_000, "8 hours 38 minutes"),
            (HOUR, "1 hour"),
            (18 * MINUTE + 40_000, "18 minutes 40 seconds"),
            (12, "less than a second"),
            (0, "nothing"),
        ] {
            assert_eq!(spoken(ms), words, "{ms}");
        }
    }
}
