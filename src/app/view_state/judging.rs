//! What time is held against: limits and plans. The code of it comes after the first picture.

use leptos::prelude::*;

use super::ViewState;
use super::adherence::FromPlans;
use super::in_slices::Slices;
use super::limits::FromRules;

/// What follows from both, and what else is worked out in slices.
#[derive(Clone, Copy)]
pub struct Judging {
    pub(super) rules: FromRules,
    pub(super) plans: FromPlans,
    pub(super) prepared: Slices,
}

impl ViewState {
    /// Holds what is shown from now on against limits and plans.
    pub fn judge(&self) {
        if !self.judges() {
            self.lasting(|| {
                let (rules, plans, prepared) = (self.find_rules(), self.find_adherence(), self.prepare());
                self.held.set(Some(Judging { rules, plans, prepared }));
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
        !self.is_growing() && self.held.get().is_some_and(is_done)
    }
}
