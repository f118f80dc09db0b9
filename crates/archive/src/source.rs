//! Days as they are loaded: from the API, each once, with the ones beside it in hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use data::archive::again;
use data::archive::manifest::span_of;
use data::archive::row::Row;
use data::dialect::{Dialect, lookups};
use data::fetch::{Fetch, Progress};
use data::query::{Agents, Query, QueryError, Settings};
use model::dataset::{Dataset, DatasetInput};
use model::page::{Part, Series};
use model::record::Durations;
use model::state::Catalog;
use model::time::{Millis, Span};
use shiftline_proxy::NoAccess;

use crate::api::Api;
use crate::load::{load, now};

/// Most pages of one series: as many as one load may ask for.
const MAX_PAGES: usize = data::query::MAX_CALLS as usize;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Question {
    /// The API's dialect.
    pub dialect: &'static dyn Dialect,
    /// Whose history.
    pub agents: Agents,
    /// How.
    pub settings: Settings,
}

impl Question {
    /// The usual way to ask.
    pub fn new(dialect: &'static dyn Dialect, agents: Agents) -> Self {
        // The day before is asked for by itself.
        let settings = Settings { max_pages: MAX_PAGES, look_back_ms: 0, ..Settings::default() };
        Self { dialect, agents, settings }
    }

    /// Asks for one day.
    fn query(&self, span: Span) -> Query {
        Query { agents: self.agents.clone(), span, settings: self.settings.clone() }
    }

    /// How many calls a day takes, if each brings all that there is.
    ///
    /// # Errors
    /// When the question cannot be asked.
    pub fn calls(&self, day: NaiveDate) -> Result<u64, QueryError> {
        Ok(self.dialect.plan(&self.query(span_of(day)))?.amount().calls)
    }
}

/// Why a day was not loaded.
#[derive(Debug)]
pub enum SourceError {
    /// It cannot be asked for.
    Question(QueryError),
    /// The API cannot be signed in to.
    NoAccess(NoAccess),
}

impl From<QueryError> for SourceError {
    fn from(error: QueryError) -> Self {
        Self::Question(error)
    }
}

impl From<NoAccess> for SourceError {
    fn from(error: NoAccess) -> Self {
        Self::NoAccess(error)
    }
}

/// A day as it came.
#[derive(Clone, Debug)]
pub struct Came {
    /// What came, and what did not.
    pub series: Vec<Series>,
    /// When.
    pub fetched: Millis,
}

/// Loads days; at most three are held at once.
pub struct Source {
    api: Arc<Api>,
    question: Question,
    catalog: Catalog,
    /// Rows of the largest page that came.
    max_rows: usize,
    days: BTreeMap<NaiveDate, Came>,
}

impl Source {
    /// Nothing is loaded yet, but for what the tenant says of its unavailable codes.
    ///
    /// # Errors
    /// When the API cannot be signed in to.
    pub async fn new(api: Arc<Api>, question: Question) -> Result<Self, NoAccess> {
        let mut source =
            Self { api, question, catalog: Catalog::default(), max_rows: 0, days: BTreeMap::new() };
        source.look_up().await?;
        Ok(source)
    }

    /// Which unavailable codes are after-call work, where the client may know it.
    async fn look_up(&mut self) -> Result<(), NoAccess> {
        let Some(lookups) = lookups(self.question.dialect.name()) else { return Ok(()) };
        let settings = &mut self.question.settings;
        let answer = self.api.get(&lookups.calls.codes_request(&settings.api_version)).await?;
        let body = answer.result.ok().filter(|answer| answer.status == 200).map(|answer| answer.body);
        if let Some(codes) = body.and_then(|body| lookups.calls.read_codes(&body).ok()) {
            settings.acw = std::mem::take(&mut settings.acw).with(codes);
        } else {
            tracing::info!("the list of unavailable codes cannot be read: their names decide");
        }
        Ok(())
    }

    /// What is asked for.
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// Loads a day with those beside it that its rows depend on, and forgets those before.
    ///
    /// # Errors
    /// When it cannot be asked, or the API cannot be signed in to.
    pub async fn load(
        &mut self,
        day: NaiveDate,
        mut show: impl FnMut(NaiveDate, &Progress),
    ) -> Result<(), SourceError> {
        let before = day.pred_opt().filter(|_| self.durations() == Durations::OfOwnState);
        self.days.retain(|known, _| Some(*known) >= day.pred_opt());
        for day in [before, Some(day), day.succ_opt()].into_iter().flatten() {
            let started = now();
            let whole = span_of(day);
            let span = Span { end: whole.end.min(started), ..whole };
            if span.is_empty() || self.days.contains_key(&day) {
                continue;
            }
            let fetch = Fetch::new(self.question.dialect, self.question.query(span))?;
            let fetch = fetch.continuing(std::mem::take(&mut self.catalog), self.max_rows);
            let fetch = load(&self.api, fetch, |progress| show(day, progress)).await?;
            self.catalog = fetch.catalog().clone();
            self.max_rows = fetch.max_rows();
            self.days.insert(day, Came { series: fetch.series(), fetched: started });
        }
        Ok(())
    }

    fn durations(&self) -> Durations {
        self.question.dialect.durations()
    }

    /// What came of a day.
    pub fn came(&self, day: NaiveDate) -> Option<&Came> {
        self.days.get(&day)
    }

    /// How many days are in hand: three at most, whatever the range.
    pub fn held(&self) -> usize {
        self.days.len()
    }

    /// All the time that is in hand, up to now: what lasts longer than a day is known by its own figure.
    pub fn reach(&self, day: NaiveDate) -> Span {
        let first = self.days.keys().next().map_or(span_of(day), |first| span_of(*first));
        let last = self.days.keys().next_back().map_or(span_of(day), |last| span_of(*last));
        Span { start: first.start, end: last.end.max(now()) }
    }

    /// What is in hand as lanes over `window`; `more` are rows that are known of a day beside what came.
    pub fn dataset(&self, window: Span, more: &[Row]) -> Dataset {
        let mut catalog = self.catalog.clone();
        let mut series: Vec<Series> = self.days.values().flat_map(|came| came.series.clone()).collect();
        if !more.is_empty() {
            let page = again::page(more, self.question.dialect.decoder(), &mut catalog);
            let parts = vec![Part::Again(Arc::new(page))];
            series.push(Series::new(None, window, parts, self.durations()));
        }
        Dataset::build(DatasetInput { series: &series, catalog, window, now: now() })
    }
}
