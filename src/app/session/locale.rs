//! How dates, times of day and numbers are written: as the browser has it, or as was chosen here.

use leptos::prelude::*;

use super::Session;
use crate::app::browser::locale;
use crate::app::locale::Choice;
use crate::app::range::Relative;
use model::locale::{in_force, put_in_force};

impl Session {
    /// Writes as the browser does, and as was chosen on this computer before.
    pub fn follow_locale(self) {
        let choice = locale::chosen();
        self.locale.set(choice);
        self.write_in(choice);
    }

    /// Writes so from now on, and on later visits.
    pub fn choose_locale(self, choice: Choice) {
        locale::keep(choice);
        self.locale.set(choice);
        self.write_in(choice);
    }

    fn write_in(self, choice: Choice) {
        let (before, locale) = (in_force().week, choice.over(locale::own()));
        put_in_force(locale);
        self.shown.locale.set(locale);
        let moved = |relative: Relative| match relative {
            Relative::ThisWeek(first) if first == before => Relative::ThisWeek(locale.week),
            Relative::LastWeek(first) if first == before => Relative::LastWeek(locale.week),
            other => other,
        };
        // What was chosen as the reader's own week goes on to be that.
        if before != locale.week {
            self.form.update(|form| form.range = form.range.map(moved));
        }
    }
}
