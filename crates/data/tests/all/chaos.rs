//! Loading from a server that gives pages of any size, in any order, with anything odd among them, held
//! against the list that it has: nothing is lost without a failure, nothing comes twice, it always ends,
//! and requests are bounded.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use crate::world::list::{List, Odd, START, Way};
use crate::world::{Reply, World, query, records, status};
use data::fetch::FetchState;
use data::query::Agents;
use data::source::{Headers, Request, Response, TransportError};
use model::time::{DAY, MINUTE, Span};
use proptest::prelude::*;
use proptest::sample::select;

/// Most pages of a series.
const LIMIT: usize = 30;

/// What happens to the requests for a page.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    /// Nothing.
    Right,
    /// Trouble so often, then the right answer.
    Trouble(u8, u8),
    /// A lie, until it is mended.
    Lie(Odd),
    /// A good page under a wrong label, or with Python's NaN in it.
    Dressed(bool),
    /// An error, until it is mended.
    Error(u8),
    /// Another page, until it is mended.
    Another(usize),
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        6 => Just(Fate::Right),
        2 => (0_u8..6, 1_u8..4).prop_map(|(kind, times)| Fate::Trouble(kind, times)),
        2 => select(&Odd::ALL[..]).prop_map(Fate::Lie),
        1 => any::<bool>().prop_map(Fate::Dressed),
        1 => (0_u8..6).prop_map(Fate::Error),
        1 => (1_usize..8).prop_map(Fate::Another),
    ]
}

prop_compose! {
    fn list()(
        way in select(&Way::ALL[..]),
        sizes in prop::collection::vec(41_usize..100, 1..6),
        is_even in any::<bool>(),
        pages in 0_usize..12,
        rest in 0_usize..41,
        says_total in any::<bool>(),
    ) -> List {
        // Numbers mean pages of one size.
        let sizes = if is_even || way == Way::Number { vec![100] } else { sizes };
        let records = sizes.iter().cycle().take(pages).sum::<usize>() + rest;
        List { says_total: says_total || way == Way::Skip, sizes, ..List::new(way, 100, records) }
    }
}

fn trouble(kind: u8) -> Reply {
    let retry_after = Headers { retry_after: Some("2".into()), ..Headers::default() };
    match kind {
        0 => Err(TransportError::Network),
        1 => Err(TransportError::Timeout),
        2 => Ok(status(500)),
        3 => Ok(Response { status: 429, headers: retry_after, body: Vec::new() }),
        4 => Ok(status(429)),
        _ => Ok(Response::json("{\"records\":[{\"timestamp\":")),
    }
}

fn error(kind: u8) -> Response {
    match kind {
        0 => status(403),
        1 => status(422),
        2 => Response::json(r#"{"error_description":"Not now."}"#),
        3 => Response::json(r#"{"error":"Not now.","records":[],"agentStateHistory":[]}"#),
        4 => Response::json(r#"{"status":"ok"}"#),
        _ => Response::json("<html>"),
    }
}

fn dressed(answer: Response, is_nan: bool) -> Response {
    let body = String::from_utf8(answer.body).unwrap();
    if is_nan {
        return Response::json(body.replacen('{', "{\"x\":[NaN,-Infinity],", 1));
    }
    let headers = Headers { content_type: Some("text/html".into()), ..Headers::default() };
    Response { status: 200, headers, body: format!("\u{feff}\n{body}").into_bytes() }
}

/// Whether a page that lies is given away: by a number of records, by later pages or by what led to it.
fn is_told(list: &List, fates: &[Fate]) -> bool {
    let lies: Vec<usize> =
        (1..=list.pages()).filter(|page| matches!(fates[page - 1], Fate::Lie(_))).collect();
    let Some(&first) = lies.first() else { return true };
    // Nothing but what stands in it speaks of the first page, and a short page may always be the last.
    if first == 1
        || lies.iter().any(|page| fates[page - 1] == Fate::Lie(Odd::Short) && list.way != Way::Number)
    {
        return false;
    }
    let is_short = |page: &usize| fates[page - 1] == Fate::Lie(Odd::Short);
    let is_right = |page: usize| matches!(fates.get(page - 1), Some(Fate::Right | Fate::Dressed(_)));
    let is_full = |page: usize| list.first(page + 1) - list.first(page) == 100;
    list.says_total
        || match list.way {
            Way::Number => lies.iter().all(|page| {
                let shows = *page < list.pages() && is_right(page + 1);
                shows && (!is_short(page) || (is_right(page - 1) && is_full(page - 1)))
            }),
            Way::Token | Way::Link | Way::Skip => true,
        }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_server_does_nothing_is_lost_without_a_word(
        list in list(),
        fates in prop::collection::vec(fate(), LIMIT + 2),
        latencies in prop::collection::vec(1_i64..2_000, 1..20),
        cancel_after in prop::option::of(0_usize..20),
    ) {
        let mut query = query();
        query.settings.page_size = Some(100);
        query.settings.max_pages = LIMIT;
        if list.way.dialect() == "cxone" {
            query.agents = Agents::Named(vec!["7".into()]);
            query.span = Span { start: START, end: START + DAY };
            query.settings.look_back_ms = 0;
        }
        let is_mended = Cell::new(false);
        let counts: RefCell<HashMap<usize, u8>> = RefCell::default();
        // Where the next question goes by the rows that came, pages after one that lacks rows begin elsewhere: of these one
        // that was given comes again.
        let goes_by_rows = matches!(list.way, Way::Link | Way::Skip);
        let is_shifted = |page: usize| goes_by_rows && fates[..page - 1].contains(&Fate::Lie(Odd::Short));
        let given: RefCell<HashMap<usize, Reply>> = RefCell::default();
        let mut world = World::of(list.way.dialect(), query, |request: &Request, _| {
            let (page, records) = list.asked(request);
            let right = || list.right(request);
            let mut counts = counts.borrow_mut();
            let count = counts.entry(page).or_default();
            *count = count.saturating_add(1);
            let answer = match fates[(page - 1).min(LIMIT)] {
                Fate::Trouble(kind, times) if *count <= times => trouble(kind),
                Fate::Dressed(is_nan) => Ok(dressed(right(), is_nan)),
                _ if is_mended.get() || records.is_empty() => Ok(right()),
                Fate::Lie(Odd::Short) if records.len() <= 40 => Ok(right()),
                Fate::Lie(odd) => Ok(odd.answer(&list, records.start)),
                Fate::Error(kind) => Ok(error(kind)),
                Fate::Another(other) if other >= page || fates[other - 1] == Fate::Lie(Odd::Short) => Ok(right()),
                Fate::Another(other) if is_shifted(page) => {
                    given.borrow().get(&other).cloned().unwrap_or_else(|| Ok(right()))
                }
                Fate::Another(other) => Ok(list.answer(other, list.records_of(other, request))),
                Fate::Right | Fate::Trouble(..) => Ok(right()),
            };
            given.borrow_mut().insert(page, answer.clone());
            answer
        });
        world.latencies(&latencies);
        for _ in 0..cancel_after.unwrap_or(0) {
            world.turn();
        }
        if cancel_after.is_some() {
            world.fetch.cancel();
            prop_assert!(!world.fetch.state().is_under_way());
            world.fetch.resume();
        }
        let state = world.run();
        // Five tries of each page, one more for each pause asked for, and those called off.
        prop_assert!(world.sent.len() <= LIMIT * 9 + 12, "{} requests", world.sent.len());

        let came = |world: &World<_>| -> Vec<i64> {
            let mut came: Vec<i64> = records(&world.fetch).iter().map(|(at, ..)| (at - START.0) / MINUTE).collect();
            came.sort_unstable();
            came
        };
        let found = came(&world);
        prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "a record comes twice");
        prop_assert!(found.iter().all(|record| (0..list.records as i64).contains(record)));
        if found.len() < list.records && is_told(&list, &fates) {
            let is_failed = matches!(state, FetchState::Failed { .. } | FetchState::NeedsToken { .. });
            prop_assert!(is_failed && !world.fetch.failures().is_empty(), "{:?} {:?}", state, world.fetch.failures());
        }
        if state == FetchState::Finished {
            prop_assert!(world.fetch.failures().is_empty());
        }

        // Whatever was missing comes once the server is mended.
        is_mended.set(true);
        let mut rounds = 0;
        while world.fetch.state().can_resume() && rounds < LIMIT {
            world.fetch.resume();
            world.run();
            rounds += 1;
        }
        if is_told(&list, &fates) {
            prop_assert_eq!(world.fetch.state(), FetchState::Finished);
            prop_assert_eq!(came(&world).len(), list.records);
        }
    }
}
