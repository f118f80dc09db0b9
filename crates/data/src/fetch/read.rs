//! From a page to its question, and from the answer to the page.

use super::{Fetch, Pages};
use crate::dialect::{Decoded, PageRequest};
use crate::error::{ApiError, ErrorKind};
use crate::query::{Agents, Query, Settings};
use crate::retry::{self, Outcome};
use crate::source::{Response, TransportError};
use model::time::Millis;

/// What an answer was.
pub enum Read {
    /// A page, and the answer as an error where it may turn out to be none to rely on.
    Page(Box<Decoded>, Option<ApiError>),
    Aborted,
    Error(ApiError, Option<i64>),
}

impl Fetch {
    /// A page as it is asked for, at the size that the server really gives.
    pub(super) fn asking<T>(&self, series: usize, index: usize, then: impl FnOnce(PageRequest) -> T) -> T {
        asking(&self.query, &self.series[series], index, then)
    }

    pub(super) fn read(
        &mut self,
        series: usize,
        index: usize,
        result: Result<Response, TransportError>,
        now: Millis,
    ) -> Read {
        let answer = match result.map_err(retry::error_of_broken) {
            Ok(answer) => answer,
            Err(None) => return Read::Aborted,
            Err(Some(error)) => return Read::Error(error, None),
        };
        let said = |kind| retry::error_of(kind, &answer);
        match retry::classify(&answer, now) {
            Outcome::Nothing | Outcome::NotFound => {
                Read::Page(Box::new(Decoded::nothing()), Some(said(ErrorKind::MissingPage)))
            }
            Outcome::Error { error, wait_ms } => Read::Error(error, wait_ms),
            Outcome::Body => match self.decode(series, index, &answer.body) {
                Ok(decoded) if decoded.error && decoded.page.rows == 0 => {
                    Read::Error(said(ErrorKind::SaidError), None)
                }
                Ok(decoded) if decoded.error => {
                    Read::Page(Box::new(decoded), Some(said(ErrorKind::SaidError)))
                }
                Ok(decoded) => {
                    let said = (decoded.page.rows == 0).then(|| said(ErrorKind::MissingPage));
                    Read::Page(Box::new(decoded), said)
                }
                Err(kind) => Read::Error(said(kind), None),
            },
        }
    }

    fn decode(&mut self, series: usize, index: usize, body: &[u8]) -> Result<Decoded, ErrorKind> {
        let by = self.dialect.decoder_of(body).unwrap_or(self.decoder);
        let Self { query, catalog, .. } = self;
        asking(query, &self.series[series], index, |ask| by.decode(&ask, body, catalog))
    }
}

fn asking<T>(query: &Query, pages: &Pages, index: usize, then: impl FnOnce(PageRequest) -> T) -> T {
    let (plan, place) = (&pages.plan, pages.place(index));
    let Some(size) = pages.size().filter(|_| index > 0) else {
        return then(PageRequest { query, plan, place });
    };
    let settings = Settings { page_size: Some(size), ..query.settings.clone() };
    let query = Query { settings, agents: Agents::Named(Vec::new()), ..*query };
    then(PageRequest { query: &query, plan, place })
}
