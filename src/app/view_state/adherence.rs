//! What was planned, and what of it was not kept.

use std::sync::Arc;

use leptos::prelude::*;

use super::in_slices::{InSlices, Work, in_slices};
use super::{Data, ViewState};
use crate::app::adherence::sources::{InForce, Sources};
use model::adherence::{Judged, Judging};
use model::dataset::Dataset;

/// Everyone's time against the schedule. It compares by identity.
#[derive(Clone, Debug, Default)]
pub struct Adhered(pub Arc<Judged>);

impl PartialEq for Adhered {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Adhered {
    type Target = Judged;
    fn deref(&self) -> &Judged {
        &self.0
    }
}

impl Work for Judging<Arc<Dataset>> {
    type Done = Adhered;

    fn step(&mut self) -> Option<usize> {
        self.judge_next()
    }

    fn done(self) -> Adhered {
        Adhered(self.finish().into())
    }
}

/// What follows from plans.
#[derive(Clone, Copy)]
pub(super) struct FromPlans {
    pub(super) judging: Memo<InForce>,
    pub(super) adhered: InSlices<Adhered>,
}

impl ViewState {
    /// Whether anybody has a plan, as far as that is known: what is said of plans has its room from the beginning, and
    /// loses it only when it is known that there is nothing to be said.
    pub fn has_plan(&self) -> bool {
        self.may_have_plan(|judged| !judged.is_empty())
    }

    /// The same of one agent.
    pub fn has_plan_of(&self, agent: usize) -> bool {
        self.may_have_plan(|judged| judged.agent(agent).is_some())
    }

    fn may_have_plan(&self, has: impl FnOnce(&Judged) -> bool) -> bool {
        if self.plans_awaited.get() > 0 {
            return true;
        }
        if self.is_judged() {
            self.adhered.with(|judged| has(judged))
        } else {
            self.plans.with(|plans| !plans.is_none())
        }
    }

    /// Everyone's time is held against the schedule whenever data, schedule, names or rules change, but not while it is
    /// still coming.
    pub(super) fn find_adherence(&self) -> FromPlans {
        let Self { data, people, plans, adherence, .. } = *self;
        let judging = Memo::new(move |_| adherence.with(Sources::in_force));
        let adhered = in_slices(move || {
            let held = plans.read();
            let Data(data) = data.get().filter(|data| !held.is_none() && !data.is_growing)?;
            let agents = data.agents.iter().map(|agent| &agent.id);
            let joining = people.with(|people| held.joining(agents, people));
            judging.with(|InForce { rules, .. }| {
                Some(Judging::new(data.clone(), joining, &rules.table(), rules.options))
            })
        });
        FromPlans { judging, adhered }
    }
}
