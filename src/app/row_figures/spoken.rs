//! Lengths as they are spoken.

use crate::app::words::spoken as words;
use model::format::number;
use model::time::{HOUR, MINUTE, Millis, SECOND};

/// A length as it is spoken, to the nearest minute from an hour on as in sums: `8 hours 38 minutes`,
/// `18 minutes 40 seconds`.
pub fn spoken(ms: i64) -> String {
    let exact = ms;
    let ms = Millis(ms).rounded(if ms < HOUR { SECOND } else { MINUTE }).0;
    let parts = [
        (ms / HOUR, words::HOUR, words::HOURS),
        (ms / MINUTE % 60, words::MINUTE, words::MINUTES),
        (ms / SECOND % 60, words::SECOND, words::SECONDS),
    ];
    let said = parts.into_iter().filter(|(n, ..)| *n > 0).take(2);
    let words: Vec<String> = said
        .map(|(n, one, many)| {
            format!("{} {}", number(n.unsigned_abs() as usize), if n == 1 { one } else { many })
        })
        .collect();
    match words.is_empty() {
        true if exact > 0 => words::LESS_THAN_A_SECOND.to_owned(),
        true => words::NOTHING.to_owned(),
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
            (75 * HOUR + 4 * MINUTE + 48_948, "75 hours 5 minutes"),
            (HOUR, "1 hour"),
            (HOUR - 1, "1 hour"),
            (18 * MINUTE + 40_000, "18 minutes 40 seconds"),
            (12, "less than a second"),
            (0, "nothing"),
        ] {
            assert_eq!(spoken(ms), words, "{ms}");
        }
    }
}
