//! Loading a list.

use data::fetch::{Failure, Fetch};
use data::query::{Agents, Query};
use data::source::Request;
use model::time::{DAY, MINUTE, Span};

use super::list::{List, START};
use super::{Reply, World, query, records};

/// A query for all of a list, in one series.
pub fn query_of(list: &List, size: usize) -> Query {
    let mut query = query();
    query.settings.page_size = Some(size);
    if list.way.dialect() == "cxone" {
        query.agents = Agents::Named(vec!["7".into()]);
        query.span = Span { start: START, end: START + DAY };
        query.settings.look_back_ms = 0;
    }
    query
}

pub fn world<S: FnMut(&Request, usize) -> Reply>(list: &List, size: usize, script: S) -> World<S> {
    World::of(list.way.dialect(), query_of(list, size), script)
}

/// The numbers of the records that came, in order.
pub fn came(fetch: &Fetch) -> Vec<usize> {
    records(fetch).iter().map(|(at, ..)| ((at - START.0) / MINUTE) as usize).collect()
}

pub fn failure(fetch: &Fetch) -> Option<Failure> {
    let failures = fetch.failures();
    assert!(failures.len() <= 1);
    failures.into_iter().next()
}
