//! Small loads, for the tests of this crate and of those that know it. Only with the feature `testing`.
//!
//! ```
//! use model::state::StateKind::{Available, NotReady};
//! use model::testing::{Load, changes, states};
//! use model::time::{MINUTE, Span};
//!
//! let (catalog, [ready, lunch]) =
//!     states([("READY", None, Available), ("NOT_READY", Some("Lunch"), NotReady)]);
//! let rows = changes("ana", [(0, ready), (50 * MINUTE, lunch)]);
//! let data = Load::new(catalog, Span::new(0, 60 * MINUTE)).rows(rows).build();
//! assert_eq!(data.summary(data.window).kind(Available).ms, 50 * MINUTE);
//! ```

use std::sync::Arc;

use super::dataset::{Dataset, DatasetInput};
use super::page::{Page, PageBuilder, Part, Series};
use super::record::{AgentId, Durations, Record};
use super::state::{ActivityId, Catalog, Reading, StateKind};
use super::time::{Millis, Span};

/// A catalogue of these states and reasons, and their activities. A state that Shiftline does not know has
/// its code for its name.
pub fn states<const N: usize>(states: [(&str, Option<&str>, StateKind); N]) -> (Catalog, [ActivityId; N]) {
    let mut catalog = Catalog::default();
    let ids = states.map(|(code, reason, kind)| {
        catalog.intern(code, reason, |_| match kind {
            StateKind::Other => Reading::other(code),
            kind => Reading::known(kind),
        })
    });
    (catalog, ids)
}

/// Records of an agent that say when an activity began and nothing else: (milliseconds, activity).
pub fn changes<I: IntoIterator<Item = (i64, ActivityId)>>(
    agent: &str,
    starts: I,
) -> impl Iterator<Item = (AgentId, Record)> + use<I> {
    let records = starts.into_iter().map(|(at, activity)| Record::new(Millis(at), activity, None));
    of(agent, records)
}

/// Records, each with this agent.
pub fn of<I: IntoIterator<Item = Record>>(
    agent: &str,
    records: I,
) -> impl Iterator<Item = (AgentId, Record)> + use<I> {
    let agent: AgentId = agent.into();
    records.into_iter().map(move |record| (agent.clone(), record))
}

/// A page of records, each with its agent.
pub fn page(rows: impl IntoIterator<Item = (AgentId, Record)>) -> Arc<Page> {
    let mut page = PageBuilder::new();
    for (agent, record) in rows {
        page.push(&agent, record);
    }
    Arc::new(page.finish())
}

/// What is loaded, and when. What is not said is as in most tests: rows say nothing of how long they lasted,
/// and the present is when the range ends.
#[derive(Clone, Debug)]
pub struct Load {
    /// The states; more may come with rows.
    pub catalog: Catalog,
    window: Span,
    now: Millis,
    durations: Durations,
    is_saved: bool,
    series: Vec<Series>,
}

impl Load {
    /// Nothing yet.
    pub fn new(catalog: Catalog, window: Span) -> Self {
        let durations = Durations::OfPreviousState;
        Self { catalog, window, now: window.end, durations, is_saved: false, series: Vec::new() }
    }

    /// The present.
    #[must_use]
    pub fn now(self, now: Millis) -> Self {
        Self { now, ..self }
    }

    /// The figures of what is added from now on measure this.
    #[must_use]
    pub fn measuring(self, durations: Durations) -> Self {
        Self { durations, ..self }
    }

    /// Whether what is added from now on was saved.
    #[must_use]
    pub fn saved(self, is_saved: bool) -> Self {
        Self { is_saved, ..self }
    }

    /// One more series, for everyone, with a page of these rows.
    #[must_use]
    pub fn rows(self, rows: impl IntoIterator<Item = (AgentId, Record)>) -> Self {
        self.series(None, [Part::Page(page(rows))])
    }

    /// One more series, for one agent or for everyone, over the whole range.
    #[must_use]
    pub fn series(self, agent: Option<&str>, parts: impl IntoIterator<Item = Part>) -> Self {
        let window = self.window;
        self.series_over(window, agent, parts)
    }

    /// The same over another time.
    #[must_use]
    pub fn series_over(
        mut self,
        span: Span,
        agent: Option<&str>,
        parts: impl IntoIterator<Item = Part>,
    ) -> Self {
        let parts = parts.into_iter().collect();
        let series = Series::new(agent.map(AgentId::from), span, parts, self.durations);
        self.series.push(Series { is_saved: self.is_saved, ..series });
        self
    }

    /// All of it.
    pub fn build(self) -> Dataset {
        let Self { catalog, window, now, series, .. } = self;
        Dataset::build(DatasetInput { series: &series, catalog, window, now })
    }
}
