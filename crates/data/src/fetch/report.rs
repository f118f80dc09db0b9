//! How far a fetch is, what it brought, and what will not come.

use std::sync::Arc;

use super::{Fetch, Pages, Rested};
use crate::dialect::Plan;
use crate::error::ApiError;
use model::page::{Part, Series};
use model::record::AgentId;
use model::time::{Millis, Span};

/// How far a fetch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchState {
    /// Requests are under way.
    Running,
    /// The server wants a pause, or did not answer: it goes on by itself.
    Waiting {
        /// When it goes on.
        until: Millis,
        /// Why it waits.
        why: ApiError,
    },
    /// Everything is here.
    Finished,
    /// Called off; everything that came is kept.
    Cancelled,
    /// As many pages as allowed are here, and there are more.
    PageLimit,
    /// The token is missing or has expired; [`Fetch::resume`] goes on where it stopped.
    NeedsToken {
        /// The server's answer.
        why: ApiError,
    },
    /// Something will not come ([`Fetch::failures`]); everything that came is kept.
    Failed {
        /// The first error.
        why: ApiError,
    },
}

impl FetchState {
    /// Whether it goes on by itself.
    pub const fn is_under_way(&self) -> bool {
        matches!(self, Self::Running | Self::Waiting { .. })
    }

    /// Whether [`Fetch::resume`] may bring more.
    pub const fn can_resume(&self) -> bool {
        matches!(self, Self::Cancelled | Self::NeedsToken { .. } | Self::Failed { .. })
    }
}

/// Figures for a progress bar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Pages that are here.
    pub pages: usize,
    /// Requests on their way.
    pub in_flight: usize,
    /// Rows that are here.
    pub rows: usize,
    /// Series that are complete (an agent, or a day of one).
    pub series_done: usize,
    /// Series in all.
    pub series: usize,
    /// Estimated share of the work that is done, 0 to 1.
    pub share: f64,
}

impl Progress {
    /// Estimated number of pages in all, once there is something to go by.
    pub fn estimated_pages(&self) -> Option<usize> {
        (self.pages > 0 && self.share > 0.0).then(|| (self.pages as f64 / self.share).round() as usize)
    }
}

/// What is missing of one series, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The number of the series among those of the fetch, from 0.
    pub series: usize,
    /// The agent; `None` when the series is for all agents.
    pub agent: Option<AgentId>,
    /// The time that the series covers.
    pub span: Span,
    /// Numbers of the pages known to be missing, from 1.
    pub pages: Vec<usize>,
    /// Whether more pages may follow these.
    pub and_more: bool,
    /// Why.
    pub error: ApiError,
}

/// What was said where not one row came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Silence {
    /// The address that was asked, when all that came of it was 404: the path below the base.
    pub not_found: Option<String>,
    /// The server's words.
    pub words: Option<Arc<str>>,
}

impl Fetch {
    /// How far it is.
    pub fn state(&self) -> FetchState {
        if self.cancelled {
            return FetchState::Cancelled;
        }
        let is_over = self.is_over();
        let error = self.series.iter().find_map(Pages::error).filter(|_| is_over);
        // Nobody is asked for a token once everything is here.
        if let Some(why) = self.token_refused.as_ref().filter(|_| !is_over || error.is_some()) {
            return FetchState::NeedsToken { why: why.clone() };
        }
        if !is_over {
            return match self.waiting.clone() {
                Some((until, why)) => FetchState::Waiting { until, why },
                None => FetchState::Running,
            };
        }
        if let Some(why) = error {
            return FetchState::Failed { why: why.clone() };
        }
        if !self.held.is_empty() {
            return FetchState::Cancelled;
        }
        let at_limit = self.series.iter().any(|pages| pages.is_at_limit(self.limit));
        if at_limit { FetchState::PageLimit } else { FetchState::Finished }
    }

    /// Figures for a progress bar.
    pub fn progress(&self) -> Progress {
        let open = || self.active().chain(self.held.iter().map(|number| &self.series[*number]));
        let here = || open().flat_map(Pages::here);
        let shares: f64 = open().map(Pages::share).sum();
        let Rested { complete, pages, rows, share, .. } = self.rested;
        Progress {
            pages: pages + here().count(),
            in_flight: self.flights.len(),
            rows: rows + here().map(|page| page.rows).sum::<usize>(),
            series_done: complete,
            series: self.plans.len(),
            share: (share + shares) / self.plans.len().max(1) as f64,
        }
    }

    /// What will not come by itself, series by series. After too many failures in a row, series that
    /// were not even asked for are among them, those of an agent as one.
    pub fn failures(&self) -> Vec<Failure> {
        let gave_up = self.gave_up();
        if self.rested.partial == 0 && !gave_up && self.active().all(|pages| pages.error().is_none()) {
            return Vec::new();
        }
        let first = self.series.iter().find_map(Pages::error);
        let concerned = self.series.iter().enumerate().filter(|(_, pages)| !pages.is_complete());
        let begun = concerned.filter_map(|(series, pages)| {
            let error = pages.error().or(first.filter(|_| gave_up))?.clone();
            let (missing, and_more) = pages.missing();
            let (agent, span) = (pages.plan.agent.clone(), pages.plan.span);
            Some(Failure { series, agent, span, pages: missing, and_more, error })
        });
        let rest = first.filter(|_| gave_up).into_iter().flat_map(|error| {
            let of = |(series, Plan { agent, span })| Failure {
                series,
                agent,
                span,
                pages: vec![1],
                and_more: true,
                error: error.clone(),
            };
            (self.series.len()..).zip(self.plans.rest(self.series.len())).map(of)
        });
        begun.chain(rest).collect()
    }

    /// What was said, when not one row came.
    pub fn silence(&self) -> Silence {
        if self.progress().rows > 0 {
            return Silence::default();
        }
        let said = || self.series.iter().filter_map(Pages::silence);
        let is_404 = said().all(|error| error.status == Some(404));
        let first = self.series.iter().position(|pages| pages.silence().is_some()).filter(|_| is_404);
        let not_found = first.map(|series| self.asking(series, 0, |ask| self.dialect.request(&ask).path));
        Silence { not_found, words: said().find_map(|error| error.words.clone()) }
    }

    /// Everything that came, in order. Cheap: pages are shared. While the fetch goes on, a page is
    /// missing only when a later one is here.
    pub fn series(&self) -> Vec<Series> {
        self.series_with(!self.state().is_under_way())
    }

    /// The same as all there is so far: whatever has not come is missing, also where it may still come. Else the last state
    /// that came would go on to the end of the range.
    pub fn series_so_far(&self) -> Vec<Series> {
        self.series_with(true)
    }

    fn series_with(&self, is_rest_missing: bool) -> Vec<Series> {
        let begun = self.series.iter().map(|pages| pages.series(is_rest_missing, self.durations()));
        let rest = self.plans.rest(self.series.len()).map(|Plan { agent, span }| {
            let parts = if is_rest_missing { vec![Part::Missing] } else { Vec::new() };
            Series::new(agent, span, parts, self.durations())
        });
        begun.chain(rest).collect()
    }
}
