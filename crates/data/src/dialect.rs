//! The seam between the APIs and everything else: what to ask, and how to read the answer.
//!
//! Another API is one more file here and one more name in `apis!`.

pub mod cxone;
pub mod reporting_v2;

mod body;
mod broken;
mod bytes;
mod field;
mod json;
mod list;
mod lookup;
mod members;
mod names;
mod nan;
mod plan;
mod whose;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::Arc;

use serde_json::value::RawValue;

use list::List;

use super::error::ErrorKind;
use super::query::{IdForm, Query, QueryError};
use super::source::Request;
use model::page::Page;
use model::record::{AgentId, Durations};
use model::state::{Catalog, Reading};

pub use body::clean;
pub use broken::{mended, read_json, without_halves};
pub use field::trimmed;
pub use list::is_round;
pub use lookup::{ListedAgent, LookupApi, Lookups, People};
pub use names::{Seen, read as read_name};
pub use nan::without_nan;
pub use plan::{Plan, Plans, Windows};
pub use whose::may_tell;

/// Every API that Shiftline speaks, by what it asks and by how it reads: lists of their own, so that a page
/// that asks nothing yet need not know how to read, and one that asks an API need not know how others are read.
/// Those behind the bar have calls beside state history.
macro_rules! apis {
    ($($plain:expr),+ ; $($more:expr),+) => {
        /// Every API that Shiftline speaks; the first is the default.
        pub const DIALECTS: [&dyn Dialect; [$(stringify!($plain),)+ $(stringify!($more)),+].len()] =
            [$(&$plain,)+ $(&$more),+];

        /// How an API is read that has no calls beside state history.
        pub fn plain_decoder(name: &str) -> Option<&'static dyn Decoder> {
            let all: [(&dyn Dialect, &'static dyn Decoder); [$(stringify!($plain)),+].len()] =
                [$((&$plain, &$plain)),+];
            all.into_iter().find(|(dialect, _)| dialect.name() == name).map(|(_, decoder)| decoder)
        }

        /// How an API is read that has calls beside state history, and these calls.
        pub fn lookups(name: &str) -> Option<Lookups> {
            let all: [(&dyn Dialect, Lookups); [$(stringify!($more)),+].len()] =
                [$((&$more, Lookups { decoder: &$more, calls: &$more })),+];
            all.into_iter().find(|(dialect, _)| dialect.name() == name).map(|(_, lookups)| lookups)
        }
    };
}

apis![reporting_v2::ReportingV2; cxone::CxOne];

/// The dialect of this name in links and in the configuration.
pub fn by_name(name: &str) -> Option<&'static dyn Dialect> {
    DIALECTS.into_iter().find(|dialect| dialect.name() == name)
}

/// One API for agent state history.
pub trait Dialect: Debug + Send + Sync {
    /// Its name in links and in the configuration.
    fn name(&self) -> &'static str;

    /// Its name for people.
    fn title(&self) -> &'static str;

    /// Which state its duration figures measure.
    fn durations(&self) -> Durations;

    /// What its agent ids look like.
    fn ids(&self) -> IdForm;

    /// Whether it answers for all agents at once.
    fn offers_all(&self) -> bool;

    /// Most requests at the same time.
    fn max_in_flight(&self) -> usize;

    /// Whether a page can be asked for by its number alone.
    fn numbers_pages(&self) -> bool;

    /// The same for the pages of one series.
    fn numbers_pages_of(&self, _: &Plan) -> bool {
        self.numbers_pages()
    }

    /// Whether it has calls beside state history (see [`lookups`]).
    fn has_lookups(&self) -> bool {
        false
    }

    /// The series of requests that answer a query, in order.
    ///
    /// # Errors
    /// When the query cannot be asked, or is more than one load may ask for.
    fn plan(&self, query: &Query) -> Result<Plans, QueryError>;

    /// The request for one page.
    fn request(&self, ask: &PageRequest) -> Request;

    /// How its answers are read, where it is none of the APIs for agent states.
    fn own_decoder(&self) -> Option<&'static dyn Decoder> {
        None
    }

    /// How an answer is read that comes from elsewhere than the others.
    fn decoder_of(&self, _body: &[u8]) -> Option<&'static dyn Decoder> {
        None
    }
}

/// How an API's answers are read.
pub trait Decoder: Debug + Sync {
    /// What a JSON value from a file is in this API, if anything.
    fn shape(&self, value: &str) -> Option<Shape>;

    /// How a state reads that is known by its code alone, without regard to its reason.
    fn reading(&self, code: &str) -> Reading {
        names::read(code)
    }

    /// Reads the body of a good answer; its states are added to `catalog`.
    ///
    /// # Errors
    /// `CutOff`, `NotJson` or `NoRecords` when it is not what this API answers.
    fn decode(&self, ask: &PageRequest, body: &[u8], catalog: &mut Catalog) -> Result<Decoded, ErrorKind>;
}

impl dyn Dialect + '_ {
    /// How its answers are read.
    pub fn decoder(&self) -> &'static dyn Decoder {
        let name = self.name();
        let of_more = || lookups(name).map(|lookups| lookups.decoder);
        let found = self.own_decoder().or_else(|| plain_decoder(name)).or_else(of_more);
        found.unwrap_or(&reporting_v2::ReportingV2)
    }
}

/// Which page of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageCursor {
    /// Its number, from 1.
    pub number: usize,
    /// What the page before it gave to ask for this one; the first page has none, and neither have
    /// pages that are known by their number alone.
    pub token: Option<Arc<str>>,
}

/// A page of a series of a query.
#[derive(Clone, Copy, Debug)]
pub struct PageRequest<'a> {
    /// What is to be loaded.
    pub query: &'a Query,
    /// The series.
    pub plan: &'a Plan,
    /// The page.
    pub place: &'a PageCursor,
}

/// What follows a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing.
    End,
    /// Perhaps a page with the next number.
    Number,
    /// A page that can only be asked for with this.
    Token(Arc<str>),
    /// Nothing, unless the server gives fewer rows at once than it was asked for: then a page that can only be
    /// asked for with this.
    Doubt(Arc<str>),
}

/// A page as it was read.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// Its records.
    pub page: Page,
    /// What follows it.
    pub next: Next,
    /// Whether the server says that more follows; `None` when it says nothing about it.
    pub more: Option<bool>,
    /// Rows of the whole series, when the API says so.
    pub total_rows: Option<usize>,
    /// Pages of the whole series, when the API says so.
    pub total_pages: Option<usize>,
    /// Whether the body speaks of an error beside its rows.
    pub error: bool,
    /// The agents' teams, where rows tell them.
    pub teams: HashMap<AgentId, Arc<str>>,
}

impl Decoded {
    /// A page, what follows it, and what its body says about the list.
    fn new(page: Page, next: Next, list: &List) -> Self {
        Self {
            page,
            next,
            more: list.more,
            total_rows: list.total,
            total_pages: list.pages,
            error: list.error,
            teams: HashMap::new(),
        }
    }

    /// No rows, and nothing said.
    pub fn nothing() -> Self {
        Self::new(Page::default(), Next::End, &List::default())
    }
}

/// What a JSON value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The body of an answer.
    Page,
    /// One of its rows.
    Row,
}

/// The shape of a JSON value: an object with the member that pages have, or one that rows have.
fn shape_of(value: &str, page: &str, row: &str) -> Option<Shape> {
    let object: HashMap<Cow<str>, &RawValue> = serde_json::from_str(value).ok()?;
    let is_page = object.contains_key(page).then_some(Shape::Page);
    is_page.or_else(|| object.contains_key(row).then_some(Shape::Row))
}

#[cfg(test)]
mod tests;
