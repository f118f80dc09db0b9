//! What time is held against: limits and plans. The code of it comes after the first picture.

use leptos::prelude::*;

use super::ViewState;
use super::adherence::FromPlans;
use super::limits::FromRules;

/// What follows from both.
#[derive(Clone, Copy)]
pub struct Judging {
    pub(super) rules: FromRules,
    pub(super) plans: FromPlans,
}

impl ViewState {
    /// Holds what is shown from now on against limits and plans.
    pub fn judge(&self) {
        if !self.judges() {
            self.lasting(|| {
                let judging = Judging { rules: self.find_rules(), plans: self.find_adherence() };
                self.held.set(Some(judging));
            });
        }
    }

    /// Whether it does so already.
    pub fn judges(&self) -> bool {
        self.held.with_untracked(Option::is_some)
    }

    /// Whether limits and plans were held against all that is shown. Before, nothing can be said of them.
    pub fn is_judged(&self) -> bool {
        let is_done = |held: Judging| !held.rules.judged.goes_on.get() && !held.plans.adhered.goes_on.get();
        !self.growing.get() && self.held.get().is_some_and(is_done)
    }
}
