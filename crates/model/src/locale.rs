//! How people write dates, times of day and numbers. The words stay English; what is around them is the reader's.

mod numbers;
mod times;

use std::cell::Cell;

use chrono::Weekday;

use crate::words::{self, Words};
pub use numbers::{Numbers, Percent};

/// How dates, times of day and numbers are written, and when weeks begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Times of day.
    pub hours: Hours,
    /// Dates.
    pub dates: Dates,
    /// Numbers.
    pub numbers: Numbers,
    /// The first day of the week.
    pub week: Weekday,
}

/// How hours of the day are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hours {
    /// `15:05`.
    Of24,
    /// `3:05 PM`.
    Of12,
}

/// The order of a date's parts. A month in digits stands between year and day alone: anywhere else it might be
/// taken for the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// `3 Nov 2026`, or `3. Nov 2026`.
    DayFirst {
        /// Whether a dot follows the day.
        dot: bool,
    },
    /// `Nov 3, 2026`.
    MonthFirst,
    /// `2026-11-03`, with this sign between the parts.
    YearFirst(char),
}

impl Locale {
    /// As in Britain: what is written where nobody has said otherwise.
    pub const BRITISH: Self = Self {
        hours: Hours::Of24,
        dates: Dates::DayFirst { dot: false },
        numbers: Numbers::ENGLISH,
        week: Weekday::Mon,
    };
}

thread_local! {
    static IN_FORCE: Cell<Locale> = const { Cell::new(Locale::BRITISH) };
}

/// The locale that [`crate::format`] writes in: there is one reader, so that none of its many callers has to know.
pub fn in_force() -> Locale {
    IN_FORCE.get()
}

/// Writes in this locale from now on (in this thread).
pub fn put_in_force(locale: Locale) {
    IN_FORCE.set(locale);
}

/// Does `work` with texts for people that are the same whatever the locale and the words: in files.
pub fn for_files<T>(work: impl FnOnce() -> T) -> T {
    while_both(Locale::BRITISH, &Words::PLAIN, work)
}

/// Does `work` with a locale in force, and puts back what was before.
pub fn while_in<T>(locale: Locale, work: impl FnOnce() -> T) -> T {
    while_both(locale, words::in_force(), work)
}

fn while_both<T>(locale: Locale, words: &'static Words, work: impl FnOnce() -> T) -> T {
    /// Gives both back, however the work ends.
    struct Back(Locale, &'static Words);
    impl Drop for Back {
        fn drop(&mut self) {
            put_in_force(self.0);
            words::put_in_force(self.1);
        }
    }
    let _back = Back(in_force(), words::in_force());
    put_in_force(locale);
    words::put_in_force(words);
    work()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::duration_words;

    #[test]
    fn files_are_written_the_same_whatever_is_in_force() {
        static SPACED: Words = Words { gap: "\u{a0}", ..Words::PLAIN };
        let american = Locale { hours: Hours::Of12, dates: Dates::MonthFirst, ..Locale::BRITISH };
        let both = || (in_force(), duration_words(3_900_000));
        words::put_in_force(&SPACED);
        while_in(american, || {
            assert_eq!(for_files(both), (Locale::BRITISH, "1 h 05 min".to_owned()));
            assert_eq!(both(), (american, "1\u{a0}h\u{a0}05\u{a0}min".to_owned()));
        });
        assert_eq!(in_force(), Locale::BRITISH);
        words::put_in_force(&Words::PLAIN);
    }
}
