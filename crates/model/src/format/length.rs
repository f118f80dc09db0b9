//! Lengths of time, one function a form. No form has days: work is counted in hours, however many.

use crate::locale::in_force;
use crate::time::{MINUTE, SECOND};
use crate::words;

/// Milliseconds.
const TEN_SECONDS: i64 = 10 * SECOND;

/// A length in a sentence, to the nearest minute: `8 h 38 min`, `24 h 59 min`, `1,321 h 12 min`. What is
/// shorter than a minute is to the second, and below that in milliseconds.
pub fn duration_words(ms: i64) -> String {
    signed(ms, nearest_words)
}

/// What `say` says of a length, with its sign.
fn signed(ms: i64, say: fn(i64) -> String) -> String {
    let text = say(ms.saturating_abs());
    if ms < 0 { "−".to_owned() + &text } else { text }
}

fn nearest_words(ms: i64) -> String {
    let minutes = nearest(ms, MINUTE);
    match ms {
        0..SECOND => milli_words(ms),
        _ if nearest(ms, SECOND) < 60 => words_of(&nearest(ms, SECOND).to_string(), 2),
        _ => hours_and_minutes(minutes / 60, minutes % 60),
    }
}

/// A length in words that loses nothing that can be seen, to the second: `1 h 02 min 08 s`, `31 min`,
/// `1.5 s`, `850 ms`.
pub fn exact_words(ms: i64) -> String {
    signed(ms, all_words)
}

fn all_words(ms: i64) -> String {
    let all = nearest(ms, SECOND);
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
    match ms {
        0..SECOND => milli_words(ms),
        // Fractions matter in what is over before one could count.
        ..TEN_SECONDS if ms % SECOND != 0 => {
            let text = format!("{}.{:03}", ms / SECOND, ms % SECOND);
            words_of(&in_force().decimals(text.trim_end_matches('0')), 2)
        }
        _ if all < 60 => words_of(&all.to_string(), 2),
        _ if seconds == 0 => hours_and_minutes(hours, minutes),
        _ => {
            let seconds = words_of(&format!("{seconds:02}"), 2);
            [&*minutes_of_hours(hours, minutes), words::in_force().gap, &*seconds].concat()
        }
    }
}

fn hours_and_minutes(hours: i64, minutes: i64) -> String {
    match (hours, minutes) {
        (1.., 0) => words_of(&thousands(hours), 0),
        _ => minutes_of_hours(hours, minutes),
    }
}

/// Minutes behind hours, if there are any of these.
fn minutes_of_hours(hours: i64, minutes: i64) -> String {
    if hours == 0 {
        return words_of(&minutes.to_string(), 1);
    }
    let minutes = words_of(&format!("{minutes:02}"), 1);
    [&*words_of(&thousands(hours), 0), words::in_force().gap, &*minutes].concat()
}

fn milli_words(ms: i64) -> String {
    words_of(&ms.to_string(), if ms == 0 { 2 } else { 3 })
}

/// A number with a unit behind it, by its place among those of the words in force.
fn words_of(number: &str, unit: usize) -> String {
    let words = words::in_force();
    [number, words.gap, words.units[unit]].concat()
}

/// The unit of a table's column of lengths: all its cells have it, and its head says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Sums, to the nearest minute: `8:38`, `1,321:12`.
    Sum,
    /// Single stretches, to the nearest second: `18:40`, `95:00`.
    Stretch,
    /// Where both meet, to the nearest second: `1:37:02`.
    Both,
}

impl Clock {
    /// The unit as the column's head says it.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Sum => "h:mm",
            Self::Stretch => "m:ss",
            Self::Both => "h:mm:ss",
        }
    }

    /// A length (milliseconds) in this unit. What is there and too short for it is less than the least:
    /// `<0:01`, never nothing.
    pub fn text(self, ms: i64) -> String {
        if ms < 0 {
            return format!("−{}", self.text(ms.saturating_neg()));
        }
        let least = if self == Self::Sum { MINUTE } else { SECOND };
        match nearest(ms, least) {
            0 if ms > 0 => format!("<{}", self.counted(1)),
            count => self.counted(count),
        }
    }

    /// So many minutes of a sum, or seconds.
    fn counted(self, n: i64) -> String {
        let (head, tail) = (thousands(n / 60), n % 60);
        match self {
            Self::Sum | Self::Stretch => format!("{head}:{tail:02}"),
            Self::Both => format!("{}:{:02}:{tail:02}", thousands(n / 3600), n / 60 % 60),
        }
    }
}

/// A share from 0 to 1 in whole per cent, for sentences and rows: `48%`. Only nothing is 0, only all is 100.
pub fn percent(share: f64) -> String {
    let share = share * 100.0;
    let written = |before: &str, number: &str| in_force().numbers.percent(before, number);
    match share.round() {
        0.0 if share > 0.0 => written("<", "1"),
        100.0 if share < 100.0 => written(">", "99"),
        whole => written("", &format!("{whole:.0}")),
    }
}

/// A share from 0 to 1 with one decimal, for the line of figures: `48.4%`.
pub fn percent_fine(share: f64) -> String {
    let tenths = share * 1_000.0;
    let locale = in_force();
    let written = |before: &str, number: &str| locale.numbers.percent(before, &locale.decimals(number));
    match tenths.round() {
        0.0 if tenths > 0.0 => written("<", "0.1"),
        1_000.0 if tenths < 1_000.0 => written(">", "99.9"),
        tenths => written("", &format!("{:.1}", tenths / 10.0)),
    }
}

/// So many per cent: `5%`.
pub fn percent_of(n: u32) -> String {
    in_force().numbers.percent("", &n.to_string())
}

/// How many `unit`s are nearest to a length that is not negative.
const fn nearest(ms: i64, unit: i64) -> i64 {
    ms / unit + (ms % unit >= unit / 2) as i64
}

fn thousands(n: i64) -> String {
    in_force().number(n.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{DAY, HOUR};
    use proptest::prelude::*;

    #[test]
    fn lengths_in_sentences() {
        let words = [
            (0, "0 s"),
            (850, "850 ms"),
            (1_500, "2 s"),
            (59_469, "59 s"),
            (59_500, "1 min"),
            (65_000, "1 min"),
            (90_000, "2 min"),
            (31 * MINUTE, "31 min"),
            (HOUR - 1, "1 h"),
            (4 * HOUR + 5 * MINUTE + 29_999, "4 h 05 min"),
            (4 * HOUR + 12 * MINUTE + 59_999, "4 h 13 min"),
            (DAY - 1, "24 h"),
            (24 * HOUR + 59 * MINUTE, "24 h 59 min"),
            (26 * HOUR, "26 h"),
            (1_321 * HOUR + 12 * MINUTE, "1,321 h 12 min"),
            (-65_000, "−1 min"),
        ];
        for (ms, expected) in words {
            assert_eq!(duration_words(ms), expected);
        }
    }

    #[test]
    fn lengths_in_words_to_the_second() {
        let words = [
            (0, "0 s"),
            (850, "850 ms"),
            (1_500, "1.5 s"),
            (9_250, "9.25 s"),
            (59_469, "59 s"),
            (59_500, "1 min"),
            (65_000, "1 min 05 s"),
            (31 * MINUTE, "31 min"),
            (HOUR - 1, "1 h"),
            (HOUR + 2 * MINUTE + 8_000, "1 h 02 min 08 s"),
            (24 * HOUR + 8_000, "24 h 00 min 08 s"),
            (1_321 * HOUR + 12 * MINUTE, "1,321 h 12 min"),
            (-65_000, "−1 min 05 s"),
        ];
        for (ms, expected) in words {
            assert_eq!(exact_words(ms), expected);
        }
    }

    #[test]
    fn lengths_in_tables() {
        let cells = [
            (0, ["0:00", "0:00", "0:00:00"]),
            (400, ["<0:01", "<0:01", "<0:00:01"]),
            (29_000, ["<0:01", "0:29", "0:00:29"]),
            (18 * MINUTE + 40_000, ["0:19", "18:40", "0:18:40"]),
            (HOUR - 1, ["1:00", "60:00", "1:00:00"]),
            (25 * HOUR + 10 * MINUTE, ["25:10", "1,510:00", "25:10:00"]),
            (1_321 * HOUR + 12 * MINUTE, ["1,321:12", "79,272:00", "1,321:12:00"]),
            (-61_000, ["−0:01", "−1:01", "−0:01:01"]),
        ];
        for (ms, expected) in cells {
            assert_eq!([Clock::Sum, Clock::Stretch, Clock::Both].map(|clock| clock.text(ms)), expected);
        }
    }

    #[test]
    fn shares_are_nothing_or_all_only_where_they_are() {
        let shares = [
            (0.0, ["0%", "0.0%"]),
            (0.000_1, ["<1%", "<0.1%"]),
            (0.004, ["<1%", "0.4%"]),
            (0.484, ["48%", "48.4%"]),
            (0.997, [">99%", "99.7%"]),
            (0.999_9, [">99%", ">99.9%"]),
            (1.0, ["100%", "100.0%"]),
        ];
        for (share, expected) in shares {
            assert_eq!([percent(share), percent_fine(share)], expected);
        }
    }

    /// Reads `1,321 h 12 min 08 s` and its parts back, as milliseconds.
    fn read_words(text: &str) -> i64 {
        let tokens: Vec<&str> = text.split(' ').collect();
        let parts = tokens.chunks(2).map(|part| {
            let unit = match part[1] {
                "h" => HOUR,
                "min" => MINUTE,
                "s" => SECOND,
                "ms" => 1,
                other => panic!("no unit of work: {other}"),
            };
            (part[0].replace(',', "").parse::<f64>().unwrap() * unit as f64).round() as i64
        });
        parts.sum()
    }

    /// Reads a cell back, as milliseconds.
    fn read_cell(text: &str, clock: Clock) -> i64 {
        let least = if clock == Clock::Sum { MINUTE } else { SECOND };
        let text = text.replace(',', "");
        text.split(':').fold(0, |sum, part| sum * 60 + part.parse::<i64>().unwrap()) * least
    }

    proptest! {
        #[test]
        fn no_form_loses_more_than_half_its_unit(ms in prop_oneof![0..2 * MINUTE, 0..3 * DAY, 0..4_000 * DAY]) {
            let of_sentence = if ms < MINUTE { SECOND } else { MINUTE };
            prop_assert!((read_words(&duration_words(ms)) - ms).abs() <= of_sentence / 2);
            prop_assert!((read_words(&exact_words(ms)) - ms).abs() <= SECOND / 2);
            for (clock, least) in [(Clock::Sum, MINUTE), (Clock::Stretch, SECOND), (Clock::Both, SECOND)] {
                let text = clock.text(ms);
                if let Some(less) = text.strip_prefix('<') {
                    prop_assert!(ms > 0 && ms < read_cell(less, clock));
                } else {
                    prop_assert!((read_cell(&text, clock) - ms).abs() <= least / 2);
                }
                prop_assert_eq!(text.matches(':').count(), clock.unit().matches(':').count());
            }
        }

        #[test]
        fn any_number_has_a_form(ms: i64) {
            for text in [duration_words(ms), exact_words(ms), Clock::Sum.text(ms), Clock::Both.text(ms)] {
                prop_assert_eq!(text.starts_with('−'), ms < 0);
            }
        }
    }
}
