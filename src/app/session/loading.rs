//! A load, its progress, its data set.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::load::pump::{later, pump};
use super::load::{Load, SharedLoad, Watcher};
use super::look_ups::{self, Found, Tenant};
use super::source::Source;
use super::{Session, accepted, recent, shown_zone};
use crate::app::browser::lazy::{CodeState, lazy};
use crate::app::link::Link;
use crate::app::look::Look;
use crate::app::target::{FormError, Target, link_of};
use crate::app::view_state::Data;
use data::archive::Told;
use data::dialect::{self, Dialect};
use data::fetch::{Failure, Fetch, FetchState, Progress, Silence};
use data::query::Agents;
use model::dataset::Dataset;
use model::state::StateMap;

/// What people see of a load.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// What it does, or how it ended.
    pub state: FetchState,
    /// How far it is.
    pub progress: Progress,
    /// What is missing, and why.
    pub failures: Vec<Failure>,
    /// What was said where no records came; the address in full.
    pub silence: Silence,
    /// Whether the records are sample data.
    pub is_demo: bool,
    /// What is to be said of the archive that the records come from.
    pub archive: Option<Told>,
    /// Pages that are here, those of earlier loads of the same range included.
    pub pages: usize,
    /// Whether it only adds what is new to what is shown.
    pub is_refresh: bool,
}

lazy! { answer:
    /// Fetches the code that loads and draws answers.
    pub(super) fn fetch_code() -> () {}
}

lazy! { answer:
    /// Prepares a load and starts it.
    pub(super) fn prepare(session: Session, target: Target, initial_view: Link) -> () {
        session.prepare(target, initial_view);
    }
}

impl Session {
    fn prepare(self, target: Target, initial_view: Link) {
        let Some(dialect) = dialect::by_name(&target.api) else { return };
        self.files.stop();
        let query = target.query.clone();
        let cannot = |error| self.not_sent(vec![FormError::Query(error)]);
        match dialect::plain_decoder(&target.api) {
            Some(decoder) => match Fetch::with(dialect, decoder, query) {
                Ok(fetch) => self.start_fetch(fetch, target, initial_view),
                Err(error) => cannot(error),
            },
            None => match dialect.plan(&query) {
                Ok(_) => self.look_up(dialect, target, initial_view),
                Err(error) => cannot(error),
            },
        }
    }

    fn start_fetch(self, fetch: Fetch, target: Target, initial_view: Link) {
        let source = Source::Http { base: target.base.clone(), sign_in: self.sign_in };
        self.start_from(fetch, source, target, initial_view);
    }

    /// Starts a fetch of what a target asks for.
    pub(super) fn start_from(self, fetch: Fetch, source: Source, target: Target, initial_view: Link) {
        let loaded = link_of(&target, &self.config.get_untracked());
        let window = target.query.span;
        if loaded.base.is_some() {
            accepted::note(target.source, &target.base);
        }
        if let Agents::Named(ids) = &target.query.agents {
            recent::note(ids.iter().map(ToString::to_string));
        }
        self.target.set_value(Some(target));
        self.start(Load::new(fetch, source, window), loaded, initial_view);
    }

    /// Asks first what the tenant's unavailable codes mean, and meanwhile who the agents are.
    fn look_up(self, dialect: &'static dyn Dialect, mut target: Target, initial_view: Link) {
        let version = target.query.settings.api_version.clone();
        let (api, base) = (target.api.clone(), target.base.clone());
        let tenant = Tenant { api, base, sign_in: self.sign_in, version };
        let generation = self.generation.try_update_value(|generation| {
            *generation += 1;
            *generation
        });
        spawn_local(async move {
            let Ok(looking_up) = look_ups::begin(tenant, target.query.settings.acw.clone()).await else {
                self.code.set(CodeState::Missing);
                return self.awaiting.set(false);
            };
            let Some(looking_up) = looking_up else { return };
            let Found { decoder, agents, rule } = looking_up.await;
            // Another load may have begun while this one waited.
            if self.generation.try_get_value() != generation {
                return;
            }
            target.query.settings.acw = rule;
            self.know_people(agents, target.base.clone());
            if let Ok(fetch) = Fetch::with(dialect, decoder, target.query.clone()) {
                self.start_fetch(fetch, target, initial_view);
            }
        });
    }

    pub(super) fn start(self, load: Load, loaded: Link, initial_view: Link) {
        self.stop();
        self.files.clear();
        self.forget_loaded_plans();
        self.await_plans(loaded.demo);
        self.generation.update_value(|generation| *generation += 1);
        self.editing.set(false);
        self.shown.data.set(None);
        self.shown.marked.set(None);
        self.sums.set(None);
        self.wish.set_value(Some((initial_view, None)));
        self.loaded.set(Some(loaded));
        let load = Rc::new(RefCell::new(load));
        self.load.set_value(Some(load.clone()));
        self.progressed(&load);
        self.awaiting.set(false);
        later(self, &load, 0);
    }

    /// Ends the requests under way; what came stays.
    pub fn cancel(self) {
        self.with_load(|load| load.borrow_mut().cancel());
    }

    /// Ends the load for good: nothing of it is wanted any more.
    pub(super) fn stop(self) {
        if let Some(load) = self.load.try_update_value(Option::take).flatten() {
            load.borrow_mut().cancel();
        }
    }

    /// A person goes on where the load stopped.
    pub fn resume(self) {
        self.sign_in.ask_again();
        self.go_on();
    }

    fn go_on(self) {
        self.with_load(|load| load.borrow_mut().fetch.resume());
    }

    /// Goes on past the limit of pages.
    pub fn more_pages(self) {
        self.with_load(|load| load.borrow_mut().fetch.more_pages());
    }

    pub(super) fn with_load(self, change: impl FnOnce(&SharedLoad)) {
        let load = self.load.try_with_value(Clone::clone).flatten();
        if let Some(load) = load {
            change(&load);
            pump(self, &load);
        }
    }
}

impl Watcher for Session {
    fn is_current(self, load: &SharedLoad) -> bool {
        self.load.with_value(|current| current.as_ref().is_some_and(|c| Rc::ptr_eq(c, load)))
    }

    fn progressed(self, load: &SharedLoad) {
        let held = load.borrow();
        let status = Status {
            state: held.fetch.state(),
            progress: held.fetch.progress(),
            failures: held.fetch.failures(),
            silence: held.silence(),
            is_demo: held.sample().is_some(),
            archive: held.archive(),
            pages: held.pages(),
            is_refresh: held.is_refresh,
        };
        drop(held);
        if matches!(status.state, FetchState::NeedsToken { .. }) && self.sign_in.was_refused() {
            // Not now: whoever told of the progress still holds the load.
            spawn_local(async move { self.go_on() });
            return;
        }
        if self.status.with_untracked(|old| old.as_ref() != Some(&status)) {
            self.status.set(Some(status));
        }
    }

    fn states(self) -> StateMap {
        self.states.with_untracked(|states| states.map.clone())
    }

    fn built(self, load: &SharedLoad, data: Dataset) {
        self.see_to_schedules(load, &data);
        self.show_data(data);
    }
}

impl Session {
    /// Shows a data set as the link says that its load began with, until the person looks at it in another way.
    pub(super) fn show_data(self, data: Dataset) {
        let shown = self.shown;
        shown_zone::cover(shown, data.window);
        let before = untrack(|| shown.look());
        let wish = self.wish.get_value();
        let wish = wish.filter(|(_, done)| done.as_ref().is_none_or(|done| *done == before));
        shown.data.set(Some(Data(data.into())));
        let look = match &wish {
            // Whoever looks at the whole range goes on looking at the whole of it when it grows.
            None => before,
            Some((link, done)) => {
                let look = untrack(|| shown.with_loaded(|loaded| Look::of(link, loaded)));
                // Names stay hidden from one load to the next, and limits as they were set.
                let names_hidden = look.names_hidden || done.is_none() && before.names_hidden;
                let rules = look.rules.clone().or(before.rules.filter(|_| done.is_none()));
                Look { names_hidden, rules, ..look }
            }
        };
        shown.show_look(&look);
        self.wish.set_value(wish.map(|(link, _)| (link, Some(look))));
    }
}
