//! One load: a fetch, where its answers come from, and the data set that grows from them.

pub mod pump;

use std::cell::RefCell;
use std::rc::Rc;

use super::source::{MadeUp, Source};
use crate::app::browser::clock::{now, ticks};
use crate::app::browser::http::{self, AbortController, AbortSignal};
use crate::app::browser::random::random;
use crate::app::browser::timing::measured;
use data::archive::Told;
use data::fetch::{Fetch, RequestId, Silence};
use data::source::{Response, TransportError};
use model::bare;
use model::dataset::{Building, Dataset, DatasetInput};
use model::page::Series;
use model::state::{Catalog, StateMap};
use model::time::{MINUTE, Millis, SECOND, Span};

/// A load that is over within so many milliseconds is shown once, whole: nothing moves.
const FIRST_AFTER: f64 = 300.0;

/// Shortest time between two drawings of a growing data set, in milliseconds.
const BUILD_EVERY: f64 = 200.0;

/// Pages that are asked for together come within so many milliseconds, mostly: those after them are asked for before
/// the data set is built.
const TOGETHER: f64 = 20.0;

/// A growing data set is built again when this many times the last building's time has passed, so
/// that a large one does not spend its time on being built.
const BUILD_SHARE: f64 = 12.0;

/// The same of the time from the last building until the page could do anything else: all that is drawn anew.
const SHOW_SHARE: f64 = 5.0;

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
    /// How long the last one took until it was shown; `None` before one was.
    show_cost: Option<f64>,
    built_at: f64,
    build_due: bool,
    /// How many buildings were begun.
    builds: u64,
}

/// What a data set is built from.
struct ToBuild {
    number: u64,
    series: Vec<Series>,
    catalog: Catalog,
    window: Span,
    now: Millis,
    is_archive: bool,
    is_growing: bool,
}

impl ToBuild {
    fn building(&self) -> Building<'_> {
        let Self { series, catalog, window, now, .. } = self;
        Building::new(DatasetInput { series, catalog: catalog.clone(), window: *window, now: *now })
    }

    fn finished(&self, building: Building) -> Dataset {
        let mut data = Dataset { is_growing: self.is_growing, ..building.finish() };
        if self.is_archive {
            // What lies before the range was asked for to know the state carried in.
            data.losses.outside = 0;
        }
        data
    }
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
            show_cost: None,
            built_at: ticks() + FIRST_AFTER - BUILD_EVERY,
            build_due: false,
            builds: 0,
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

    /// Whether its records come from an API.
    pub fn is_http(&self) -> bool {
        matches!(self.source, Source::Http { .. })
    }

    /// Whether much more of what is shown is coming. What a refresh adds is little.
    pub fn is_growing(&self) -> bool {
        self.fetch.state().is_under_way() && !self.is_refresh
    }

    /// The sample that its records come from.
    pub fn sample(&self) -> Option<&dyn MadeUp> {
        match &self.source {
            Source::MadeUp(sample) => Some(&**sample),
            Source::Http { .. } | Source::Archive(_) => None,
        }
    }

    /// What is to be said of the archive that its records come from.
    pub fn archive(&self) -> Option<Told> {
        match &self.source {
            Source::Archive(archive) => Some(archive.told()),
            Source::Http { .. } | Source::MadeUp(_) => None,
        }
    }

    /// Everything there is, of this load and those before it.
    pub fn series(&self) -> Vec<Series> {
        let mut series = self.earlier.clone();
        let fetched = if self.is_growing() { self.fetch.series_so_far() } else { self.fetch.series() };
        let fetched = match &self.source {
            Source::Archive(archive) => archive.series(fetched),
            Source::Http { .. } | Source::MadeUp(_) => fetched,
        };
        series
            .extend(fetched.into_iter().map(|series| if self.is_refresh { series.again() } else { series }));
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
        let came = self.begin_building(states);
        let mut building = came.building();
        measured("shiftline:build", || while building.step() {});
        self.built(ticks() - began);
        came.finished(building)
    }

    /// What is there, to be built from; what is being built from less is no longer wanted.
    fn begin_building(&mut self, states: &StateMap) -> ToBuild {
        self.builds += 1;
        let series = self.series();
        ToBuild {
            number: self.builds,
            series: bare::settled(&series).unwrap_or(series),
            catalog: self.fetch.catalog().mapped(states),
            window: self.window,
            now: self.present(),
            is_archive: matches!(self.source, Source::Archive(_)),
            is_growing: self.is_growing(),
        }
    }

    fn built(&mut self, cost: f64) {
        self.built_at = ticks();
        self.build_cost = cost;
    }

    /// The time up to which something can be known, whoever was asked first: the beginning of the load. A
    /// range that ended just before is one that ends now: what goes on at its end still goes on.
    fn present(&self) -> Millis {
        let ends_now = self.window.end - self.began < SECOND && self.began - self.window.end < MINUTE;
        if ends_now { self.window.end } else { self.began }
    }

    /// Milliseconds until the data set is to be built again.
    fn build_in(&self) -> f64 {
        let pause = (self.build_cost * BUILD_SHARE).max(self.show_cost.unwrap_or_default() * SHOW_SHARE);
        let together = if self.fetch.progress().in_flight > 0 { TOGETHER } else { 0.0 };
        (self.built_at + BUILD_EVERY.max(pause) - ticks()).max(together)
    }
}
