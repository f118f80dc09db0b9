//! Limits in force, and what is over them.

use leptos::prelude::*;

use super::ViewState;
use crate::app::limits::list::in_scope;
use crate::app::limits::sources::{InForce, Sources};
use crate::app::scope::Scope;
use model::limits::{Judged, judge};
use scene::others::Others;
use scene::overruns::Overruns;

/// What follows from limits.
#[derive(Clone, Copy)]
pub(super) struct FromRules {
    pub(super) limits: Memo<InForce>,
    pub(super) judged: Memo<Judged>,
    pub(super) overruns: Memo<Overruns>,
}

impl ViewState {
    /// The whole range is judged whenever data, limits or zone change; what moves only chooses from that.
    pub(super) fn find_limits(&self, others: Memo<Others>) -> FromRules {
        let Self { data, zone, hidden, rules, .. } = *self;
        let limits = Memo::new(move |_| rules.with(Sources::in_force));
        let judged = Memo::new(move |_| {
            let Some(data) = data.get() else { return Judged::default() };
            limits.with(|limits| zone.with(|zone| judge(&data, &limits.rules, zone)))
        });
        let overruns = Memo::new(move |_| {
            let Some(data) = data.get() else { return Overruns::default() };
            let (hidden, others) = (hidden.read(), others.read());
            let shows = |id| hidden.is_empty() || !hidden.contains(others.key(&data.catalog, id));
            judged.with(|judged| Overruns::new(judged, data.window, data.agents.len(), shows))
        });
        FromRules { limits, judged, overruns }
    }

    /// What of that the scope has.
    pub(super) fn find_broken(&self, scope: Memo<Scope>, overruns: Memo<Overruns>) -> Memo<Vec<usize>> {
        let zone = self.zone;
        Memo::new(move |_| {
            let (scope, overruns) = (scope.read(), overruns.read());
            zone.with(|zone| in_scope(&overruns, &scope, &scope.spans(zone)))
        })
    }
}
