//! Limits in force, and what is over them.

use std::sync::Arc;

use leptos::prelude::*;

use super::in_slices::{InSlices, Work, in_slices};
use super::{Data, ViewState};
use crate::app::limits::list::in_scope;
use crate::app::limits::sources::{InForce, Sources};
use model::dataset::Dataset;
use model::limits::{Judged, Judging};
use scene::overruns::Overruns;

/// Segments that are looked at in one step, and so many of them in the time in which a line is put in order.
const PIECE: usize = 40_000;
const QUICK: usize = 8;

impl Work for Judging<Arc<Dataset>> {
    type Done = Arc<Judged>;

    fn step(&mut self) -> Option<usize> {
        self.step(PIECE).map(|looked| looked / QUICK)
    }

    fn done(self) -> Arc<Judged> {
        self.finish().into()
    }
}

/// What follows from limits.
#[derive(Clone, Copy)]
pub(super) struct FromRules {
    pub(super) limits: Memo<InForce>,
    pub(super) judged: InSlices<Arc<Judged>>,
    pub(super) overruns: Memo<Overruns>,
    pub(super) broken: Memo<Vec<usize>>,
}

impl ViewState {
    pub(super) fn find_rules(&self) -> FromRules {
        let limits = self.find_limits();
        let judged = self.find_judged(limits);
        let overruns = self.find_overruns(judged.done);
        let broken = self.find_broken(overruns);
        FromRules { limits, judged, overruns, broken }
    }

    fn find_limits(&self) -> Memo<InForce> {
        let rules = self.rules;
        Memo::new(move |_| rules.with(Sources::in_force))
    }

    /// The whole range is judged whenever data, limits or zone change, but not while it is still coming; what moves
    /// only chooses from that.
    fn find_judged(&self, limits: Memo<InForce>) -> InSlices<Arc<Judged>> {
        let Self { data, zone, .. } = *self;
        in_slices(move || {
            let Data(data) = data.get().filter(|data| !data.is_growing)?;
            Some(Judging::new(data, limits.with(|limits| (*limits.rules).clone()), zone.get()))
        })
    }

    /// Where that is, in the states that are shown.
    fn find_overruns(&self, judged: Memo<Arc<Judged>>) -> Memo<Overruns> {
        let Self { data, hidden, others, .. } = *self;
        Memo::new(move |_| {
            let Some(data) = data.get().filter(|data| !data.is_growing) else { return Overruns::default() };
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
