//! What is worked out of the signals. The code of it comes with that which draws answers, so that a first visit
//! does without: until then there is nothing to work out.

use leptos::prelude::*;

use super::effect::effect;
use super::settled::follow;
use super::{Data, Moving, ViewState, range_of};
use crate::app::figures::Figures;
use crate::app::roster::Team;
use crate::app::scope::{Scope, Seen};
use model::dataset::Dataset;
use model::state::StateKind;
use model::time::DAY;
use scene::live_edge::LiveEdge;
use scene::others::Others;
use scene::rows::LaneMode;

/// What follows from the signals.
#[derive(Clone, Copy)]
pub struct Derived {
    pub(super) order: Memo<Vec<usize>>,
    pub(super) teams: Memo<Vec<Team>>,
    pub(super) others: Memo<Others>,
    pub(super) scope: Memo<Scope>,
    pub(super) figures: Memo<Option<Figures>>,
    pub(super) live_edge: Memo<Option<LiveEdge>>,
    pub(super) title: Memo<Option<String>>,
}

/// One thing of it: the usual, until it is worked out.
pub struct Later<T: Send + Sync + 'static, M: 'static = Derived> {
    made: RwSignal<Option<M>>,
    which: fn(&M) -> Memo<T>,
}

impl<T: Send + Sync, M> Clone for Later<T, M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync, M> Copy for Later<T, M> {}

impl<T: Clone + Default + Send + Sync + 'static, M: Copy + Send + Sync + 'static> Later<T, M> {
    pub(super) fn new(made: RwSignal<Option<M>>, which: fn(&M) -> Memo<T>) -> Self {
        Self { made, which }
    }

    /// Runs `work` on it, and follows it.
    pub fn with<R>(self, work: impl FnOnce(&T) -> R) -> R {
        match self.made.get() {
            Some(made) => (self.which)(&made).with(work),
            None => work(&T::default()),
        }
    }

    /// Runs `work` on it as it is now.
    pub fn with_untracked<R>(self, work: impl FnOnce(&T) -> R) -> R {
        untrack(|| self.with(work))
    }

    /// A copy, followed.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// A copy of what it is now.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// Follows it.
    pub fn track(self) {
        self.with(|_| ());
    }
}

impl ViewState {
    /// Works out from now on what follows from the signals.
    pub fn derive(&self) {
        if self.made.with_untracked(Option::is_some) {
            return;
        }
        let make = || {
            let (live_edge, others) = (self.find_live_edge(), self.find_others());
            let (order, teams) = self.find_order();
            let scope = self.find_scope();
            let figures = self.find_figures(scope, others);
            let title = self.find_title();
            let (view, hours, selection) = (self.view, self.hours, self.selection);
            follow(move || (view.get(), hours.get(), selection.get()), self.told, self.resting);
            self.follow_resting();
            self.made.set(Some(Derived { order, teams, others, scope, figures, live_edge, title }));
        };
        self.lasting(make);
    }

    /// Makes what is to live as long as the signals do, whatever asks for it.
    pub fn lasting(&self, make: impl FnOnce()) {
        match self.owner.get_value() {
            Some(owner) => owner.with(make),
            None => make(),
        }
    }

    /// Nothing loaded, with everything that follows from the signals.
    pub fn derived() -> Self {
        let shown = Self::new();
        shown.derive();
        shown.judge();
        shown
    }

    /// Runs `work` on the figures and what they are figures of; `None` before anything came.
    pub fn with_figures<T>(&self, work: impl FnOnce(&Figures, &Dataset) -> T) -> Option<T> {
        let data = self.data.get()?;
        self.figures.with(|figures| figures.as_ref().map(|figures| work(figures, &data)))
    }

    /// Whether more of the data is coming: nothing is judged before it is all there.
    pub fn is_growing(&self) -> bool {
        self.data.with(|data| data.as_ref().is_some_and(|data| data.is_growing))
    }

    /// Whether something of what is spoken of is not here.
    pub fn is_partial(&self) -> bool {
        let is_missing = |figures: &Figures| figures.whole.kind(StateKind::NotFetched).ms > 0;
        self.figures.with(|figures| figures.as_ref().is_some_and(is_missing))
    }

    fn find_live_edge(&self) -> Memo<Option<LiveEdge>> {
        let Self { data, present, lanes, view, width, .. } = *self;
        Memo::new(move |_| {
            let present = present.get()?;
            let across = if lanes.get() == LaneMode::Day { DAY } else { view.get().len() };
            LiveEdge::new(range_of(data), present, across as f64 / width.get().max(1.0))
        })
    }

    fn find_others(&self) -> Memo<Others> {
        let Self { data, lanes, agent, .. } = *self;
        Memo::new(move |_| {
            let others = |data: &Data| Others::of(data, lanes.get().rows_of(agent.get()));
            data.with(|data| data.as_ref().map(others)).unwrap_or_default()
        })
    }

    /// Until figures are worked out before, everything speaks of where things rest at once.
    fn follow_resting(&self) {
        let shown = *self;
        effect(move || {
            let at = shown.resting.get();
            if shown.held.with(Option::is_none) {
                shown.speak_of(at);
            }
        });
    }

    /// Everything speaks of this from now on.
    pub(super) fn speak_of(&self, at: Moving) {
        if self.rested.with_untracked(|rested| *rested != at) {
            self.rested.set(at);
        }
    }

    fn find_scope(&self) -> Memo<Scope> {
        let shown = *self;
        Memo::new(move |_| {
            let Some(data) = shown.data.get() else { return Scope::default() };
            shown.scope_at(&data, shown.rested.get())
        })
    }

    /// What everything speaks of when things rest there. It follows all else that decides it.
    pub(super) fn scope_at(&self, data: &Data, at: Moving) -> Scope {
        let (rested_view, hours, selection) = at;
        let by_day = self.lanes.get() == LaneMode::Day;
        // A range that grows is looked at as a whole at once.
        let whole = by_day || self.view.get_untracked() == data.window;
        let of = |agents: &[usize]| {
            Scope::of(&Seen {
                data,
                agents,
                view: if whole { data.window } else { rested_view },
                hours: hours.filter(|_| by_day),
                selection: selection.as_ref(),
            })
        };
        let is_everyone = self.lanes.get() == LaneMode::Agent && data.agents.len() > 1;
        if is_everyone { self.order.with(|order| of(order)) } else { of(&[self.agent.get()]) }
    }

    fn find_figures(&self, scope: Memo<Scope>, others: Memo<Others>) -> Memo<Option<Figures>> {
        let (state, Self { data, zone, hidden, .. }) = (*self, *self);
        Memo::new(move |_| {
            let data = data.get()?;
            let (hidden, others) = (hidden.read(), others.read());
            let shows = |id| hidden.is_empty() || !hidden.contains(others.key(&data.catalog, id));
            let (scope, zone) = (scope.read(), zone.read());
            state.prepared(&scope).or_else(|| Some(Figures::of(&data, &scope, &zone, &shows)))
        })
    }
}
