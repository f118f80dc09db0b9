//! Servers that give fewer rows a page than they are asked for, and say nothing of it.

use std::cell::Cell;

use crate::world::list::{List, Odd, Way};
use crate::world::load::{came, failure, query_of, world};
use crate::world::{World, kind, status};
use data::error::ErrorKind;
use data::fetch::FetchState;
use data::query::{Agents, Query};
use data::source::{Request, Response};
use model::page::Series;

/// Rows that are asked for.
const ASKED: usize = 1_000;
/// Ways where nothing but the number of rows tells that more follows.
const WAYS: [Way; 2] = [Way::Number, Way::Skip];

fn silent(way: Way, cap: usize, records: usize) -> List {
    List { says_total: false, ..List::new(way, cap, records) }
}

fn all(list: &List) -> Vec<usize> {
    (0..list.records).collect()
}

#[test]
fn all_rows_come_however_few_at_once() {
    for (way, cap) in
        WAYS.into_iter().flat_map(|way| [1, 7, 40, 100, 111, 333, 999, 1_000].map(|cap| (way, cap)))
    {
        for records in [1, cap, cap + 1, 2 * cap, 2 * cap + 1, 3 * cap - 1, 3 * cap + cap / 3] {
            for latencies in [&[200][..], &[900, 100, 700, 300], &[100, 900]] {
                let list = silent(way, cap, records);
                let mut world = world(&list, ASKED, |request, _| Ok(list.right(request)));
                world.latencies(latencies);
                let what = format!("{records} of {cap}, {way:?}");
                assert_eq!(world.run(), FetchState::Finished, "{what}");
                assert_eq!(came(&world.fetch), all(&list), "{what}");
                assert!(world.sent.len() <= 3 * list.pages() + 1, "{what}: {}", world.sent.len());
            }
        }
    }
}

#[test]
fn whatever_says_that_nothing_follows_ends_them() {
    for (way, odd) in WAYS.into_iter().flat_map(|way| Odd::ALL.map(|odd| (way, odd))) {
        for records in [37, 111, 222, 333] {
            let list = silent(way, 111, records);
            let mut world = world(&list, ASKED, |request, _| {
                let is_beyond = list.asked(request).1.is_empty() && odd != Odd::Short;
                Ok(if is_beyond { odd.answer(&list, list.first(9)) } else { list.right(request) })
            });
            let what = format!("{records} {way:?} {odd:?}");
            assert_eq!((world.run(), failure(&world.fetch)), (FetchState::Finished, None), "{what}");
            assert_eq!(came(&world.fetch), all(&list), "{what}");
        }
    }
}

#[test]
fn a_server_that_repeats_its_only_page_has_no_other() {
    for way in WAYS {
        let list = silent(way, 111, 111);
        let mut world = world(&list, ASKED, |_, _| Ok(list.answer(1, 0..111)));
        assert_eq!((world.run(), world.sent.len()), (FetchState::Finished, 2), "{way:?}");
        assert_eq!(came(&world.fetch), all(&list), "{way:?}");
    }
}

#[test]
fn a_refusal_to_give_more_is_an_end() {
    for (way, code) in WAYS.into_iter().flat_map(|way| [400, 403, 404, 422].map(|code| (way, code))) {
        let list = silent(way, 111, 111);
        let mut world = world(&list, ASKED, |request, _| {
            Ok(if list.asked(request).1.is_empty() { status(code) } else { list.right(request) })
        });
        assert_eq!((world.run(), failure(&world.fetch)), (FetchState::Finished, None), "{way:?} {code}");
        assert_eq!((world.rows(), world.sent.len()), (111, 2), "{way:?} {code}");
    }
}

#[test]
fn trouble_where_more_may_follow_is_asked_about_again_and_named() {
    for (way, records) in WAYS.into_iter().flat_map(|way| [37, 111, 363].map(|records| (way, records))) {
        let list = silent(way, 111, records);
        for troubles in [1, usize::MAX] {
            let is_broken = Cell::new(true);
            let mut world = world(&list, ASKED, |request, before| {
                let is_second = list.asked(request).0 > 1;
                Ok(if is_second && is_broken.get() && before < troubles {
                    status(500)
                } else {
                    list.right(request)
                })
            });
            let state = world.run();
            if troubles == 1 {
                assert_eq!((state, world.rows()), (FetchState::Finished, records), "{way:?}");
                continue;
            }
            assert_eq!((kind(&state), world.rows()), (ErrorKind::Server, records.min(111)), "{way:?}");
            let missing = failure(&world.fetch).unwrap();
            assert_eq!((missing.pages, missing.and_more), (vec![2], true), "{way:?}");
            assert_eq!(world.shape(), "P.", "{way:?}");
            is_broken.set(false);
            world.fetch.resume();
            assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, all(&list)), "{way:?}");
        }
    }
}

/// Nobody asks for more of what cannot have been cut.
#[test]
fn one_page_is_enough_where_the_server_counts_or_gave_more_before() {
    for way in WAYS {
        for (says_total, most, sent) in
            [(false, 0, 2), (true, 0, 1), (false, 36, 2), (false, 37, 2), (false, 38, 1)]
        {
            let list = List { says_total, ..silent(way, 111, 37) };
            let mut world = world(&list, ASKED, |request, _| Ok(list.right(request)));
            let catalog = world.fetch.catalog().clone();
            world.fetch = World::of(way.dialect(), query_of(&list, ASKED), |_: &Request, _| Ok(status(500)))
                .fetch
                .continuing(catalog, most);
            let what = format!("{way:?}, total: {says_total}, most: {most}");
            assert_eq!((world.run(), world.rows()), (FetchState::Finished, 37), "{what}");
            assert_eq!((world.sent.len(), world.fetch.max_rows()), (sent, most.max(37)), "{what}");
        }
        let list = silent(way, 111, 0);
        let mut world = world(&list, ASKED, |request, _| Ok(list.right(request)));
        assert_eq!((world.run(), world.sent.len()), (FetchState::Finished, 1), "{way:?}: there is nothing");
    }
}

#[test]
fn a_page_smaller_than_those_before_is_the_last_where_nobody_counts() {
    for (records, sent) in [(111 + 37, 2), (222 + 1, 3), (333 + 110, 4)] {
        let list = silent(Way::Skip, 111, records);
        let mut world = world(&list, ASKED, |request, _| Ok(list.right(request)));
        assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, all(&list)), "{records}");
        assert_eq!(world.sent.len(), sent, "{records}");
    }
}

#[test]
fn of_pages_with_as_many_rows_as_the_first_none_is_short_whatever_lengths_they_tell() {
    for records in [111 + 37, 222 + 37, 333 + 37] {
        let list = silent(Way::Number, 111, records);
        let mut world = world(&list, ASKED, |request, _| {
            let body = String::from_utf8(list.right(request).body).unwrap();
            Ok(Response::json(body.replace(r#","duration":60000"#, "")))
        });
        assert_eq!((world.run(), failure(&world.fetch)), (FetchState::Finished, None), "{records}");
        assert_eq!(came(&world.fetch), all(&list), "{records}");
    }
}

/// Many agents, the number of whose rows is all that differs.
fn agents(rows: &[usize], cap: usize) -> (Vec<usize>, usize) {
    let name = |agent: usize| format!("7f9c24e8-3b12-4fef-91e0-{agent:012}");
    let query = Query {
        agents: Agents::Named((0..rows.len()).map(|agent| name(agent).into()).collect()),
        ..query_of(&silent(Way::Number, cap, 1), ASKED)
    };
    let mut world = World::of("reporting-v2", query, |request: &Request, _| {
        let agent: usize = request.get("agentId").unwrap()[24..].parse().unwrap();
        Ok::<Response, _>(silent(Way::Number, cap, rows[agent]).right(request))
    });
    assert_eq!(world.run(), FetchState::Finished);
    let series = world.fetch.series();
    let rows =
        |series: &Series| series.parts.iter().filter_map(|part| part.page()).map(|page| page.rows).sum();
    (series.iter().map(rows).collect(), world.sent.len())
}

#[test]
fn of_many_agents_only_those_with_the_most_rows_are_asked_about() {
    let falling: Vec<usize> = (0..40).map(|agent| 199 - 3 * agent).filter(|rows| rows % 50 != 0).collect();
    let (came, sent) = agents(&falling, ASKED);
    assert_eq!(came, falling);
    // Those that were under way before the first had come are not known to be fewer.
    assert!(sent <= falling.len() + 1, "{sent} for {}", falling.len());
    let mixed: Vec<usize> =
        (0..200).map(|agent| 1 + agent * 37 % 149).filter(|rows| rows % 50 != 0).collect();
    let (came, sent) = agents(&mixed, ASKED);
    assert_eq!(came, mixed);
    assert!(sent <= mixed.len() + 12, "{sent} for {}", mixed.len());
    // All that are cut are found, whichever come first.
    let cut: Vec<usize> = (0..60).map(|agent| agent * 41 % 137).collect();
    assert_eq!(agents(&cut, 43).0, cut);
}
