//! Saved pages of either API: one page, several pages one after another or in a list, or bare rows.

use serde_json::value::RawValue;

use super::sink::Sink;
use super::{FileError, Options};
use crate::data::dialect::{Ask, DIALECTS, Dialect, Place, Plan, Shape, without_nan};
use crate::data::query::{Agents, Query};
use crate::domain::record::{AgentId, Page, RejectReason};
use crate::domain::state::Catalog;
use crate::domain::time::Span;

/// The agent of pages that name none, when nobody says who it is.
const NOBODY: &str = "agent";

/// Reads a file of pages; gives the API that they are from.
pub fn read(
    text: &str,
    options: &Options,
    catalog: &mut Catalog,
    sink: &mut Sink,
) -> Result<&'static dyn Dialect, FileError> {
    let mut known: Option<&'static dyn Dialect> = None;
    let text = &*without_nan(text);
    for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
        let value =
            value.map_err(|error| if error.is_eof() { FileError::CutOff } else { FileError::NotJson })?;
        let items: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
        let sample = items.first().unwrap_or(&value).get();
        let (dialect, shape) = recognised(sample).ok_or(FileError::UnknownJson)?;
        if known.is_some_and(|known| known.name() != dialect.name()) {
            return Err(FileError::MixedApis);
        }
        known = Some(dialect);
        // A list of pages is read page by page, a list of rows is a page by itself.
        let pages = if shape == Shape::Page && !items.is_empty() { items } else { vec![value] };
        for page in pages {
            sink.measures = dialect.durations();
            sink.push_page(decode(dialect, page.get(), options, catalog)?);
        }
    }
    known.ok_or(FileError::Empty)
}

fn recognised(value: &str) -> Option<(&'static dyn Dialect, Shape)> {
    DIALECTS.into_iter().find_map(|dialect| Some((dialect, dialect.shape(value)?)))
}

fn decode(
    dialect: &'static dyn Dialect,
    page: &str,
    options: &Options,
    catalog: &mut Catalog,
) -> Result<Page, FileError> {
    let mut query = Query::new(Agents::All, Span::default());
    query.settings.acw = options.acw.clone();
    let mut read = |agent: Option<AgentId>| {
        let plan = Plan { agent, span: query.span };
        let ask = Ask { query: &query, plan: &plan, place: &Place { number: 1, token: None } };
        dialect.decode(&ask, page.as_bytes(), catalog).map(|decoded| decoded.page)
    };
    let somebody = || options.agent.clone().unwrap_or_else(|| NOBODY.into());
    let page = if dialect.offers_all() {
        // Rows name their agents, if they were not asked for by name.
        let page = read(None);
        let is_nameless = |page: &Page| page.rejected.iter().any(|row| row.reason == RejectReason::NoAgent);
        match page {
            Ok(page) if page.blocks.is_empty() && is_nameless(&page) => read(Some(somebody())),
            page => page,
        }
    } else {
        read(Some(somebody()))
    };
    page.map_err(|_| FileError::UnknownJson)
}
