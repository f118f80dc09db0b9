//! Lengths and shares as tables write them: one unit a column, which its head says.

use model::time::{HOUR, MINUTE, SECOND};

/// The unit of a column of lengths.
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
        let least = if self == Self::Sum { MINUTE } else { SECOND };
        match nearest(ms, least) {
            0 if ms > 0 => format!("<{}", self.counted(1)),
            count => self.counted(count),
        }
    }

    /// So many minutes of a sum, or seconds.
    fn counted(self, n: i64) -> String {
        match self {
            Self::Sum | Self::Stretch => format!("{}:{:02}", grouped(n / 60), n % 60),
            Self::Both => format!("{}:{:02}:{:02}", grouped(n / 3600), n / 60 % 60, n % 60),
        }
    }
}

/// A length as it is spoken: `8 hours 38 minutes`, `18 minutes 40 seconds`.
pub fn spoken(ms: i64) -> String {
    let parts = [(ms / HOUR, "hour"), (ms / MINUTE % 60, "minute"), (ms / SECOND % 60, "second")];
    let said = parts.into_iter().filter(|(n, _)| *n > 0).take(2);
    let words: Vec<String> =
        said.map(|(n, unit)| format!("{} {unit}{}", grouped(n), if n == 1 { "" } else { "s" })).collect();
    match words.is_empty() {
        true if ms > 0 => "less than a second".to_owned(),
        true => "nothing".to_owned(),
        false => words.join(" "),
    }
}

/// A share from 0 to 1 in whole per cent: `48%`. Only nothing is 0, only all is 100.
pub fn percent(share: f64) -> String {
    let share = share * 100.0;
    match share.round() {
        0.0 if share > 0.0 => "<1%".to_owned(),
        100.0 if share < 100.0 => ">99%".to_owned(),
        whole => format!("{whole:.0}%"),
    }
}

/// A share from 0 to 1 with one decimal: `48.4%`.
pub fn percent_fine(share: f64) -> String {
    let tenths = share * 1_000.0;
    match tenths.round() {
        0.0 if tenths > 0.0 => "<0.1%".to_owned(),
        1_000.0 if tenths < 1_000.0 => ">99.9%".to_owned(),
        tenths => format!("{:.1}%", tenths / 10.0),
    }
}

/// How many `unit`s are nearest to a length that is not negative.
const fn nearest(ms: i64, unit: i64) -> i64 {
    ms / unit + (ms % unit >= unit / 2) as i64
}

fn grouped(n: i64) -> String {
    model::format::number(n.max(0) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_never_mixes_two_units() {
        for (clock, ms, text) in [
            (Clock::Sum, 8 * HOUR + 37 * MINUTE + 30 * SECOND, "8:38"),
            (Clock::Sum, 24 * HOUR + 59 * MINUTE, "24:59"),
            (Clock::Sum, 1_321 * HOUR + 12 * MINUTE, "1,321:12"),
            (Clock::Sum, 0, "0:00"),
            (Clock::Sum, 1, "<0:01"),
            (Clock::Stretch, 95 * MINUTE, "95:00"),
            (Clock::Stretch, 18 * MINUTE + 39_500, "18:40"),
            (Clock::Stretch, 400, "<0:01"),
            (Clock::Both, HOUR + 37 * MINUTE + 2_000, "1:37:02"),
            (Clock::Both, 2_000, "0:00:02"),
        ] {
            assert_eq!(clock.text(ms), text, "{clock:?} {ms}");
        }
    }

    #[test]
    fn shares_are_nothing_or_all_only_when_they_are() {
        assert_eq!([0.0, 0.001, 0.484, 0.999, 1.0].map(percent), ["0%", "<1%", "48%", ">99%", "100%"]);
        assert_eq!([0.0, 0.0001, 0.4837, 0.9999].map(percent_fine), ["0.0%", "<0.1%", "48.4%", ">99.9%"]);
    }

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
