//! Fetching a day that is missing, from its row.

use leptos::prelude::*;

use super::Session;
use crate::app::view_state::effect::effect;

impl Session {
    /// Offers in the row of a day that was not fetched to do that; not of an archive: what it does not have it cannot
    /// give, and what did not come of it is resumed.
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
        effect(move || {
            let is_archive = self.status.with(|status| status.as_ref().is_some_and(|s| s.archive.is_some()));
            self.shown.fetch_day.set_value((!is_archive).then_some(fetch));
        });
    }
}
