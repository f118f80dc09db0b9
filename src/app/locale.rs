//! The reader's locale: what the browser has, and what a person chose instead.

mod told;

use chrono::Weekday;

use model::locale::{Dates, Hours, Locale, Numbers, Percent};
pub use told::{Part, Told, first_day_of, locale_of};

/// What a person chose; `None` for what the browser has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Times of day.
    pub hours: Option<Hours>,
    /// Dates.
    pub dates: Option<Dates>,
    /// Numbers.
    pub numbers: Option<Numbers>,
    /// The first day of the week.
    pub week: Option<Weekday>,
}

/// What can be chosen for times of day, with its words where choices are kept.
pub const HOURS: [(Hours, &str); 2] = [(Hours::Of24, "24"), (Hours::Of12, "12")];

/// The same for dates.
pub const DATES: [(Dates, &str); 4] = [
    (Dates::DayFirst { dot: false }, "day"),
    (Dates::DayFirst { dot: true }, "day."),
    (Dates::MonthFirst, "month"),
    (Dates::YearFirst('-'), "iso"),
];

/// Between a number and the sign of per cent, and between thousands, where that is a space.
const SPACE: Option<char> = Some('\u{a0}');
const THIN_SPACE: Option<char> = Some('\u{202f}');

/// The same for numbers.
pub const NUMBERS: [(Numbers, &str); 3] = [
    (Numbers::ENGLISH, "point"),
    (Numbers { decimal: ',', group: Some('.'), percent: SPACED, ..Numbers::ENGLISH }, "comma"),
    (Numbers { decimal: ',', group: THIN_SPACE, percent: SPACED, ..Numbers::ENGLISH }, "space"),
];

const SPACED: Percent = Percent { is_first: false, space: SPACE };

/// The same for the first day of the week.
pub const WEEKS: [(Weekday, &str); 3] =
    [(Weekday::Mon, "monday"), (Weekday::Sun, "sunday"), (Weekday::Sat, "saturday")];

/// What stands under a word.
pub fn of_word<T: Copy>(offers: &[(T, &str)], word: &str) -> Option<T> {
    offers.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

/// The word of what was chosen; empty for what the browser has.
pub fn word_of<T: Copy + PartialEq>(offers: &[(T, &'static str)], chosen: Option<T>) -> &'static str {
    offers.iter().find(|(value, _)| Some(*value) == chosen).map_or("", |(_, word)| word)
}

impl Choice {
    /// What is in force, where the browser has this.
    pub fn over(self, browser: Locale) -> Locale {
        Locale {
            hours: self.hours.unwrap_or(browser.hours),
            dates: self.dates.unwrap_or(browser.dates),
            numbers: self.numbers.unwrap_or(browser.numbers),
            week: self.week.unwrap_or(browser.week),
        }
    }

    /// As it is kept: `hours=12 dates=iso`, nothing where nothing was chosen.
    pub fn text(self) -> String {
        let parts = [
            ("hours", word_of(&HOURS, self.hours)),
            ("dates", word_of(&DATES, self.dates)),
            ("numbers", word_of(&NUMBERS, self.numbers)),
            ("week", word_of(&WEEKS, self.week)),
        ];
        let said = parts.into_iter().filter(|(_, word)| !word.is_empty());
        said.map(|(name, word)| format!("{name}={word}")).collect::<Vec<_>>().join(" ")
    }

    /// Reads what was kept; what is not known counts as not chosen.
    pub fn parse(text: &str) -> Self {
        let mut choice = Self::default();
        for (name, word) in text.split(' ').filter_map(|part| part.split_once('=')) {
            match name {
                "hours" => choice.hours = of_word(&HOURS, word),
                "dates" => choice.dates = of_word(&DATES, word),
                "numbers" => choice.numbers = of_word(&NUMBERS, word),
                "week" => choice.week = of_word(&WEEKS, word),
                _ => {}
            }
        }
        choice
    }
}

#[cfg(test)]
mod tests;
