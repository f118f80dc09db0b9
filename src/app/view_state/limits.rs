//! Limits in force, and what is over them.

use leptos::prelude::*;

use super::ViewState;
use crate::app::limits::list::in_scope;
use crate::app::limits::sources::{InForce, Sources};
use model::limits::{Judged, judge};
use scene::overruns::Overruns;

/// What follows from limits.
#[derive(Clone, Copy)]
pub(super) struct FromRules {
    pub(super) limits: Memo<InForce>,
    pub(super) judged: Memo<Judged>,
    pub(super) overruns: Memo<Overruns>,
    pub(super) broken: Memo<Vec<usize>>,
}

impl ViewState {
    pub(super) fn find_rules(&self) -> FromRules {
        let limits = self.find_limits();
        let judged = self.find_judged(limits);
        let overruns = self.find_overruns(judged);
        let broken = self.find_broken(overruns);
        FromRules { limits, judged, overruns, broken }
    }

    fn find_limits(&self) -> Memo<InForce> {
        let rules = self.rules;
        Memo::new(move |_| rules.with(Sources::in_force))
    }

    /// The whole range is judged whenever data, limits or zone change, but not while it is still coming; what moves only
    /// chooses from that.
    fn find_judged(&self, limits: Memo<InForce>) -> Memo<Judged> {
        let Self { data, growing, zone, .. } = *self;
        Memo::new(move |_| {
            if growing.get() {
                return Judged::default();
            }
            let Some(data) = data.get() else { return Judged::default() };
            limits.with(|limits| zone.with(|zone| judge(&data, &limits.rules, zone)))
        })
    }

    /// Where that is, in the states that are shown.
    fn find_overruns(&self, judged: Memo<Judged>) -> Memo<Overruns> {
        let Self { data, growing, hidden, others, .. } = *self;
        Memo::new(move |_| {
            let Some(data) = data.get().filter(|_| !growing.get()) else { return Overruns::default() };
            let hidden = hidden.read();
            let shows = |id| {
                hidden.is_empty() || others.with(|others| !hidden.contains(others.key(&data.catalog, id)))
            };
            judged.with(|judged| Overruns::new(judged, data.window, data.agents.len(), shows))
        })
    }

    /// What of that the scope has.
    fn find_broken(&self, overruns: Memo<Overruns>) -> Memo<Vec<usize>> {
        let Self { zone, scope, .. } = *self;
        Memo::new(move |_| {
            let (scope, overruns) = (scope.get(), overruns.read());
            zone.with(|zone| in_scope(&overruns, &scope, &scope.spans(zone)))
        })
    }
}
