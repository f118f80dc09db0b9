//! The few words that [`crate::format`] and [`crate::state::StateKind::label`] say to people, handed in by whoever writes for
//! them: nothing here has words of its own.

use std::cell::Cell;

use crate::plain::{MONTHS, STATES, WEEKDAYS};

/// Words and signs of units.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Kinds of states, in the order of [`crate::state::StateKind::ALL`].
    pub states: [&'static str; 10],
    /// Days of the week in short, Monday first.
    pub weekdays: [&'static str; 7],
    /// Months in short.
    pub months: [&'static str; 12],
    /// Before noon, and after it.
    pub halves: [&'static str; 2],
    /// Hours, minutes, seconds and milliseconds behind a number.
    pub units: [&'static str; 4],
    /// What stands between a number and its unit, and between two of these.
    pub gap: &'static str,
}

impl Words {
    /// What programs read: the names in files, the signs of units.
    pub const PLAIN: Self = Self {
        states: STATES,
        weekdays: WEEKDAYS,
        months: MONTHS,
        halves: ["AM", "PM"],
        units: ["h", "min", "s", "ms"],
        gap: " ",
    };
}

thread_local! {
    static IN_FORCE: Cell<&'static Words> = const { Cell::new(&Words::PLAIN) };
}

/// What is said: as with [`crate::locale::in_force`] there is one reader.
pub fn in_force() -> &'static Words {
    IN_FORCE.get()
}

/// Says these from now on (in this thread).
pub fn put_in_force(words: &'static Words) {
    IN_FORCE.set(words);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{date_words, duration_words, exact_words};
    use crate::locale::{Hours, Locale};
    use crate::state::StateKind;
    use crate::time::{HOUR, MINUTE};
    use chrono::{NaiveDate, NaiveTime};

    #[test]
    fn all_that_is_said_comes_from_the_words_in_force() {
        static OTHERS: Words = Words {
            states: ["bereit"; 10],
            weekdays: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
            months: ["Jän"; 12],
            halves: ["vm.", "nm."],
            units: ["Std.", "Min.", "Sek.", "ms"],
            gap: "\u{202f}",
        };
        put_in_force(&OTHERS);
        let day = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
        let american = Locale { hours: Hours::Of12, ..Locale::BRITISH };
        assert_eq!(StateKind::NotReady.label(), "bereit");
        assert_eq!(StateKind::NotReady.name(), "Not ready", "in files");
        assert_eq!(date_words(day), "Di 3 Jän 2026");
        assert_eq!(american.minutes(NaiveTime::from_hms_opt(15, 5, 0).unwrap()), "3:05\u{a0}nm.");
        assert_eq!(duration_words(2 * HOUR + 5 * MINUTE), "2\u{202f}Std.\u{202f}05\u{202f}Min.");
        assert_eq!(exact_words(9_250), "9.25\u{202f}Sek.");
        put_in_force(&Words::PLAIN);
    }
}
