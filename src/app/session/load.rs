//! One load: a fetch, where its answers come from, and the data set that grows from them.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::task::spawn_local;

use super::sign_in::SignIn;
use crate::app::base::BaseUrl;
use crate::app::browser::clock::{now, sleep, ticks};
use crate::app::browser::http::{self, AbortController, AbortSignal};
use crate::app::browser::random::random;
use crate::app::browser::timing::measured;
use data::demo::Demo;
use data::fetch::{Fetch, FetchStep, RequestId, Silence};
use data::source::{Request, Response, TransportError};
use model::dataset::{Dataset, DatasetInput};
use model::page::Series;
use model::state::{Catalog, StateMap};
use model::time::{MINUTE, Millis, SECOND, Span};

/// Longest stretch of work before the page gets its turn, in milliseconds.
const SLICE: f64 = 12.0;

/// Shortest time between two drawings of a growing data set, in milliseconds.
const BUILD_EVERY: f64 = 200.0;

/// A growing data set is built again when this many times the last building's time has passed, so
/// that a large one does not spend its time on being built.
const BUILD_SHARE: f64 = 12.0;

/// Where answers come from.
pub enum Source {
    /// A server.
    Http {
        /// Its base.
        base: BaseUrl,
        /// The token of the moment.
        sign_in: SignIn,
    },
    /// Sample data.
    Demo(Box<Demo>),
}

/// A load in progress, or one that has ended and can go on.
pub struct Load {
    /// The machine that decides what to ask.
    pub fetch: Fetch,
    source: Source,
    abort: Option<AbortController>,
    earlier: Vec<Series>,
    /// Pages that were fetched by loads before this one.
    pub earlier_pages: usize,
    /// Whether it only adds what is new to what was there.
    pub is_refresh: bool,
    /// The range shown.
    pub window: Span,
    began: Millis,
    timer: bool,
    build_cost: f64,
    built_at: f64,
    build_due: bool,
}

/// A load that is shared by the requests under way.
pub type SharedLoad = Rc<RefCell<Load>>;

/// What a load tells the page about.
pub trait Watcher: Copy + 'static {
    /// Whether this load is still the one that people look at.
    fn is_current(self, load: &SharedLoad) -> bool;
    /// State or progress may have changed.
    fn progressed(self, load: &SharedLoad);
    /// States as the centre calls them.
    fn states(self) -> StateMap;
    /// There is a new data set.
    fn built(self, load: &SharedLoad, data: Dataset);
}

impl Load {
    /// A load that has not begun.
    pub fn new(fetch: Fetch, source: Source, window: Span) -> Self {
        Self {
            fetch,
            source,
            abort: None,
            earlier: Vec::new(),
            earlier_pages: 0,
            is_refresh: false,
            window,
            began: now(),
            timer: false,
            build_cost: 0.0,
            built_at: f64::NEG_INFINITY,
            build_due: false,
        }
    }

    /// A load that adds what is new to one that has ended; `window` is the range shown from then on.
    pub fn after(before: &Self, fetch: Fetch, source: Source, window: Span) -> Self {
        Self {
            earlier: before.series(),
            earlier_pages: before.pages(),
            is_refresh: true,
            ..Self::new(fetch, source, window)
        }
    }

    /// Pages that are here, those of earlier loads included.
    pub fn pages(&self) -> usize {
        self.earlier_pages + self.fetch.progress().pages
    }

    /// What was said where no records came; the address in full.
    pub fn silence(&self) -> Silence {
        let Source::Http { base, .. } = &self.source else { return Silence::default() };
        let silence = self.fetch.silence();
        Silence { not_found: silence.not_found.map(|path| http::full_address(base, &path)), ..silence }
    }

    /// Whether its records come from a server.
    pub fn is_http(&self) -> bool {
        matches!(self.source, Source::Http { .. })
    }

    /// Whether much more of what is shown is coming. What a refresh adds is little.
    pub fn is_growing(&self) -> bool {
        self.fetch.state().is_under_way() && !self.is_refresh
    }

    /// The sample that its records come from.
    pub fn demo(&self) -> Option<&Demo> {
        match &self.source {
            Source::Demo(demo) => Some(demo),
            Source::Http { .. } => None,
        }
    }

    /// Everything there is, of this load and those before it.
    pub fn series(&self) -> Vec<Series> {
        let mut series = self.earlier.clone();
        let fetched = self.fetch.series().into_iter();
        series.extend(fetched.map(|series| if self.is_refresh { series.again() } else { series }));
        series
    }

    /// Ends the requests under way; what came is kept.
    pub fn cancel(&mut self) {
        self.fetch.cancel();
        if let Some(abort) = self.abort.take() {
            abort.abort();
        }
    }

    fn signal(&mut self) -> Option<AbortSignal> {
        if self.abort.is_none() {
            self.abort = AbortController::new().ok();
        }
        self.abort.as_ref().map(AbortController::signal)
    }

    fn arrived(&mut self, ticket: RequestId, answer: Result<Response, TransportError>) {
        let at = now();
        measured("shiftline:decode", || self.fetch.arrived(ticket, answer, at, random()));
    }

    /// Agent states and activities as they came.
    pub fn catalog(&self) -> Catalog {
        self.fetch.catalog().clone()
    }

    /// The data set of what is there, its states read as a map says.
    pub fn build(&mut self, states: &StateMap) -> Dataset {
        let began = ticks();
        let series = self.series();
        let data = measured("shiftline:build", || {
            Dataset::build(DatasetInput {
                series: &series,
                catalog: self.fetch.catalog().mapped(states),
                window: self.window,
                now: self.present(),
            })
        });
        self.built_at = ticks();
        self.build_cost = self.built_at - began;
        data
    }

    /// The time up to which something can be known, whoever was asked first: the beginning of the load. A
    /// range that ended just before is one that ends now: what goes on at its end still goes on.
    fn present(&self) -> Millis {
        let ends_now = self.window.end - self.began < SECOND && self.began - self.window.end < MINUTE;
        if ends_now { self.window.end } else { self.began }
    }

    /// Milliseconds until the data set is to be built again.
    fn build_in(&self) -> f64 {
        self.built_at + BUILD_EVERY.max(self.build_cost * BUILD_SHARE) - ticks()
    }
}

/// Does whatever can be done now, and sees to it that it goes on.
pub fn pump<W: Watcher>(watcher: W, load: &SharedLoad) {
    let began = ticks();
    while watcher.is_current(load) {
        let step = load.borrow_mut().fetch.step(now());
        match step {
            FetchStep::Send { ticket, request } => {
                send(watcher, load, ticket, request);
                if ticks() - began > SLICE {
                    later(watcher, load, 0);
                    break;
                }
            }
            FetchStep::Wait { until } => {
                later(watcher, load, until - now());
                break;
            }
            FetchStep::Idle | FetchStep::Done => break,
        }
    }
    if watcher.is_current(load) {
        watcher.progressed(load);
        build_soon(watcher, load);
    }
}

fn send<W: Watcher>(watcher: W, load: &SharedLoad, ticket: RequestId, request: Request) {
    let mut held = load.borrow_mut();
    if let Source::Demo(demo) = &mut held.source {
        let answer = demo.answer(&request);
        held.arrived(ticket, Ok(answer));
        return;
    }
    let signal = held.signal();
    let Source::Http { base, sign_in } = &held.source else { return };
    let (base, sign_in) = (base.clone(), *sign_in);
    drop(held);
    let load = load.clone();
    spawn_local(async move {
        let token = sign_in.token_for(&base).await;
        let answer = http::get(&base, &request, token.as_deref(), signal.as_ref()).await;
        load.borrow_mut().arrived(ticket, answer);
        pump(watcher, &load);
    });
}

/// Goes on after so many milliseconds; only one such wait at a time.
pub fn later<W: Watcher>(watcher: W, load: &SharedLoad, ms: i64) {
    if std::mem::replace(&mut load.borrow_mut().timer, true) {
        return;
    }
    let load = load.clone();
    spawn_local(async move {
        sleep(ms).await;
        load.borrow_mut().timer = false;
        pump(watcher, &load);
    });
}

/// Builds the data set: at once at the beginning and the end, every now and then in between. What
/// takes long has a task of its own, and does not come on top of reading a page.
fn build_soon<W: Watcher>(watcher: W, load: &SharedLoad) {
    let (over, any, wait, is_long) = {
        let held = load.borrow();
        let over = !held.fetch.state().is_under_way();
        let wait = if over { 0.0 } else { held.build_in().max(0.0) };
        (over, held.fetch.progress().pages > 0, wait, held.build_cost > SLICE)
    };
    if !over && !any {
        return;
    }
    if wait <= 0.0 && !is_long {
        let data = load.borrow_mut().build(&watcher.states());
        watcher.built(load, data);
        return;
    }
    if !over && std::mem::replace(&mut load.borrow_mut().build_due, true) {
        return;
    }
    let load = load.clone();
    spawn_local(async move {
        sleep(wait.ceil() as i64).await;
        if !over {
            load.borrow_mut().build_due = false;
        }
        let is_over = !load.borrow().fetch.state().is_under_way();
        // What is over is built by whoever saw it end.
        if watcher.is_current(&load) && is_over == over {
            let data = load.borrow_mut().build(&watcher.states());
            watcher.built(&load, data);
        }
    });
}
