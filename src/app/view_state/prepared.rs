//! The figures of where things rest, worked out before anything speaks of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::effect::effect;
use super::in_slices::{Slices, Work};
use super::{Data, ViewState};
use crate::app::figures::{Adding, Figures};
use crate::app::scope::Scope;

/// What one agent costs, in steps of a slice.
const AGENT: usize = 200;

/// Figures that are being worked out.
struct Preparing {
    data: Data,
    adding: Adding,
}

impl Work for Preparing {
    /// The figures, and what they are figures of.
    type Done = Option<Arc<(Scope, Figures)>>;

    fn step(&mut self) -> Option<usize> {
        self.adding.add_next(&self.data).then_some(AGENT)
    }

    fn done(self) -> Self::Done {
        let scope = self.adding.scope().clone();
        Some(Arc::new((scope, self.adding.done(&self.data))))
    }
}

impl ViewState {
    /// Speaks of where things rest only when its figures are there: until then everything speaks of where they rested
    /// before.
    pub(super) fn prepare(&self) -> Slices {
        let shown = *self;
        let Self { resting, rested, .. } = shown;
        let prepared = Slices::of(move || {
            let at = resting.get();
            if rested.with_untracked(|rested| *rested == at) {
                return None;
            }
            let data = shown.data.get()?;
            let scope = shown.scope_at(&data, at);
            let adding = Adding::new(&data, scope, &shown.zone.read(), &shown.showing(&data.catalog));
            Some(Preparing { data, adding })
        });
        effect(move || {
            let at = resting.get();
            if !prepared.goes_on() {
                shown.speak_of(at);
            }
        });
        prepared
    }

    /// The figures of a scope, if they were worked out before. What they are made of is followed by who asks.
    pub(super) fn prepared(&self, scope: &Scope) -> Option<Figures> {
        let held = self.held.get_untracked()?;
        let done = untrack(|| held.prepared.done::<Preparing>())?;
        (done.0 == *scope).then(|| done.1.clone())
    }
}
