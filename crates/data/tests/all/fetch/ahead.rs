//! How many pages are asked for at once, and how large.

use std::collections::BTreeMap;

use crate::world::list::{List, START, Way};
use crate::world::load::{came, query_of, world};
use crate::world::{NOW, World, page_of, query, server};
use data::dialect::by_name;
use data::fetch::{Fetch, FetchState, FetchStep};
use data::source::{Response, TransportError};
use model::time::{MINUTE, Span};
use proptest::prelude::*;

/// So that a series of two pages is not asked for seven. Its records are all older than the range: nothing tells how many.
#[test]
fn twice_as_many_pages_are_under_way_as_are_here() {
    let mut server = server(9_500);
    let mut fetch = Fetch::new(by_name("reporting-v2").unwrap(), query()).unwrap();
    let mut sent = BTreeMap::new();
    for (page, under_way) in [(1, &[2, 3][..]), (2, &[3, 4, 5, 6]), (3, &[4, 5, 6, 7, 8, 9])] {
        while let FetchStep::Send { ticket, request } = fetch.step(NOW) {
            sent.insert(page_of(&request), (ticket, server(&request)));
        }
        let (ticket, answer) = sent.remove(&page).unwrap();
        fetch.arrived(ticket, Ok(answer), NOW, 0.0);
        while let FetchStep::Send { ticket, request } = fetch.step(NOW) {
            sent.insert(page_of(&request), (ticket, server(&request)));
        }
        assert_eq!(sent.keys().copied().collect::<Vec<_>>(), under_way);
    }
}

#[test]
fn pages_stay_as_large_as_they_were_asked_for_unless_the_server_gave_fewer_rows() {
    // It gives as many as it likes, or none at first.
    let list = List::new(Way::Number, 150, 600);
    for is_empty in [false, true] {
        let mut world = world(&list, 100, |request, _| {
            let page = page_of(request);
            if page == 1 && is_empty {
                return Ok(Response::json(r#"{"records":[],"hasMore":true}"#));
            }
            let page = if is_empty { page - 1 } else { page };
            Ok(list.answer(page, list.first(page)..list.first(page + 1)))
        });
        assert_eq!(world.run(), FetchState::Finished, "{is_empty}");
        assert_eq!(came(&world.fetch), (0..600).collect::<Vec<_>>(), "{is_empty}");
        assert!(world.sent.iter().all(|request| request.get("pageSize") == Some("100")), "{is_empty}");
    }
}

/// Requests that were sent when the first page alone was here, and all in the end, of a list in a range that is so many
/// minutes longer than it.
fn asked(list: &List, rest_min: i64, latencies: &[i64]) -> (usize, Vec<usize>) {
    let mut query = query_of(list, 100);
    query.span = Span { start: START, end: START + (list.records as i64 + rest_min) * MINUTE };
    let mut world =
        World::of("reporting-v2", query, |request, _| Ok::<_, TransportError>(list.right(request)));
    world.latencies(latencies);
    while world.fetch.progress().pages == 0 {
        world.turn();
    }
    while world.max_in_flight < 6 && world.fetch.progress().pages == 1 && world.turn() {}
    let early = world.sent.len();
    assert_eq!(
        (world.run(), came(&world.fetch)),
        (FetchState::Finished, (0..list.records).collect()),
        "{list:?}"
    );
    assert!(world.max_in_flight <= 6);
    (early, world.pages_sent())
}

#[test]
fn after_the_first_page_as_many_are_asked_for_as_there_are_most_likely() {
    let counted = |records| List { says_total: true, ..List::new(Way::Number, 100, records) };
    for (pages, under_way) in [(1, 1), (2, 1), (3, 2), (4, 3), (6, 5), (7, 6), (9, 6)] {
        assert_eq!(asked(&counted(100 * pages), 0, &[]).0, 1 + under_way, "{pages} counted");
    }
    // By the time half as many, but two at least: one may be beyond the end.
    for (pages, under_way) in [(2, 2), (3, 2), (6, 2), (7, 2), (8, 3), (10, 4), (14, 6), (40, 6)] {
        let list = List::new(Way::Number, 100, 100 * pages - 50);
        assert_eq!(asked(&list, 50, &[]).0, 1 + under_way, "{pages} by the time");
    }
}

#[test]
fn a_hundred_pages_take_no_longer_than_six_at_a_time_must() {
    let list = List::new(Way::Number, 100, 9_950);
    let mut query = query_of(&list, 100);
    query.span = Span { start: START, end: List::at(list.records) };
    let mut world =
        World::of("reporting-v2", query, |request, _| Ok::<_, TransportError>(list.right(request)));
    assert_eq!(world.run(), FetchState::Finished);
    // The first, and 99 in 17 rounds of six.
    assert_eq!((world.rows(), world.now - NOW), (9_950, 18 * 200));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// However unevenly records lie in the range: all come, each page is asked for once, and of pages beyond the end
    /// no more than are under way at once; one where rows are counted.
    #[test]
    fn few_pages_beyond_the_end_are_asked_for(
        records in 0_usize..3_000,
        rest_min in 0_i64..20_000,
        says_total in any::<bool>(),
        latencies in prop::collection::vec(1_i64..2_000, 1..20),
    ) {
        let list = List { says_total, ..List::new(Way::Number, 100, records) };
        let mut pages = asked(&list, rest_min, &latencies).1;
        pages.sort_unstable();
        let (sent, needed) = (pages.len(), list.pages());
        prop_assert_eq!(pages, (1..=sent).collect::<Vec<_>>());
        let beyond = if says_total { 1 } else { 6 };
        prop_assert!(sent <= needed + beyond, "{} for {}", sent, needed);
    }
}
