//! What was planned, and what of it was not kept.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Data, ViewState};
use crate::app::adherence::sources::{InForce, Sources};
use model::adherence::{Judged, judge};
use model::record::AgentId;

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

/// What follows from plans.
#[derive(Clone, Copy)]
pub(super) struct FromPlans {
    pub(super) judging: Memo<InForce>,
    pub(super) adhered: Memo<Adhered>,
}

impl ViewState {
    /// Everyone's time is held against the schedule whenever data, schedule, names or rules change, but not while it is
    /// still coming.
    pub(super) fn find_adherence(&self) -> FromPlans {
        let Self { data, growing, people, plans, adherence, .. } = *self;
        let judging = Memo::new(move |_| adherence.with(Sources::in_force));
        let adhered = Memo::new(move |_| {
            let held = plans.read();
            let Some(Data(data)) = data.get().filter(|_| !held.is_none() && !growing.get()) else {
                return Adhered::default();
            };
            let agents: Vec<AgentId> = data.agents.iter().map(|agent| agent.id.clone()).collect();
            let schedule = people.with(|people| held.schedule(&agents, people));
            judging.with(|judging| {
                Adhered(judge(&data, schedule, &judging.rules.table(), judging.rules.options).into())
            })
        });
        FromPlans { judging, adhered }
    }
}
