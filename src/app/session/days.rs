//! Fetching a day that is missing, from its row.

use leptos::prelude::*;

use super::Session;

impl Session {
    /// Offers in the row of a day that was not fetched to do that; not of files and samples.
    pub fn offer_days(self) {
        let fetch = Callback::new(move |day| {
            self.sign_in.ask_again();
            self.with_load(|load| {
                let mut held = load.borrow_mut();
                if !held.fetch.state().is_under_way() {
                    held.fetch.resume_within(day);
                }
            });
        });
        self.shown.fetch_day.set_value(Some(fetch));
    }
}
