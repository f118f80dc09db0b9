//! Pages that come again: circles of tokens and links, servers that ignore which page is asked for.

use std::cell::Cell;

use crate::world::kind;
use crate::world::list::{List, Odd, Way};
use crate::world::load::{came, failure, world};
use data::error::ErrorKind;
use data::fetch::FetchState;
use data::source::Response;

/// Case 36-v2-cycle and its kind: circles of any length, in tokens and in links.
#[test]
fn a_circle_is_found_out_with_few_requests() {
    for (way, length) in
        [Way::Token, Way::Link].into_iter().flat_map(|way| (1..=7).map(move |length| (way, length)))
    {
        for lead in [0, 2] {
            let pages = lead + length;
            let list = List::new(way, 40, 40 * pages);
            let mut world = world(&list, 1_000, |request, _| {
                let (page, records) = list.asked(request);
                // The last page of the circle leads back to its first.
                let back = if way == Way::Token {
                    format!("\"nextPageToken\":\"t{}\",", lead + 1)
                } else {
                    format!("\"_links\":{{\"next\":\"http://x/y?skip={}\"}},", list.first(lead + 1))
                };
                let mut answer = list.answer(page, records);
                if page == pages {
                    answer.body.splice(1..1, back.bytes());
                    let body = String::from_utf8(answer.body).unwrap();
                    answer.body = body.replace("\"_links\":{\"next\":null},", "").into_bytes();
                }
                Ok(answer)
            });
            let what = format!("{way:?} {length} after {lead}");
            assert_eq!(kind(&world.run()), ErrorKind::RepeatedPage, "{what}");
            assert_eq!(came(&world.fetch), (0..40 * pages).collect::<Vec<_>>(), "{what}");
            assert_eq!(world.sent.len(), pages + 1, "{what}");
        }
    }
}

#[test]
fn the_same_rows_under_ever_new_tokens_are_found_out() {
    for length in 1..=3 {
        let list = List::new(Way::Token, 40, 40 * length);
        let mut asked = 0;
        let mut world = world(&list, 1_000, |_, _| {
            let page = asked % length + 1;
            asked += 1;
            let mut answer = list.answer(page, list.first(page)..list.first(page + 1));
            let body = String::from_utf8(answer.body).unwrap();
            let rows = body.find("\"records\"").unwrap();
            answer.body = format!("{{\"nextPageToken\":\"x{asked}\",{}", &body[rows..]).into_bytes();
            Ok(answer)
        });
        assert_eq!(kind(&world.run()), ErrorKind::RepeatedPage);
        assert_eq!((world.rows(), world.sent.len()), (40 * length, length + 1));
    }
}

#[test]
fn a_circle_whose_running_row_grows_is_found_out_too() {
    let list = List::new(Way::Link, 40, 80);
    let mut world = world(&list, 1_000, |request, before| {
        let mut answer = list.right(request);
        let body = String::from_utf8(answer.body).unwrap();
        let body = body.replace("\"next\":null", "\"next\":\"http://x/y?skip=0\"");
        let at = body.rfind("PT1M").unwrap();
        answer.body = format!("{}PT{before}M{}", &body[..at], &body[at + 4..]).into_bytes();
        Ok(answer)
    });
    assert_eq!(kind(&world.run()), ErrorKind::RepeatedPage);
    assert_eq!(world.rows(), 80);
    assert!(world.sent.len() <= 4);
}

#[test]
fn empty_pages_that_lead_on_are_followed_and_may_be_alike() {
    let list = List::new(Way::Token, 100, 300);
    let mut world = world(&list, 100, |request, _| {
        let token = request.get("nextPageToken").unwrap_or("t1").to_owned();
        // Before each page there are two empty ones.
        let body = match token.as_bytes() {
            [b't', ..] => format!("{{\"records\":[],\"nextPageToken\":\"u{}\"}}", &token[1..]),
            [b'u', ..] => format!("{{\"records\":[],\"nextPageToken\":\"v{}\"}}", &token[1..]),
            _ => {
                return Ok(list.answer(token[1..].parse().unwrap(), {
                    let page = token[1..].parse().unwrap();
                    list.first(page)..list.first(page + 1)
                }));
            }
        };
        Ok(Response::json(body))
    });
    assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, (0..300).collect()));

    let mut round = self::world(&list, 100, |request, _| {
        let next = if request.get("nextPageToken") == Some("a") { "b" } else { "a" };
        Ok(Response::json(format!("{{\"records\":[],\"nextPageToken\":\"{next}\"}}")))
    });
    assert_eq!(kind(&round.run()), ErrorKind::RepeatedPage);
    assert!(round.sent.len() <= 4);
}

#[test]
fn a_server_that_repeats_its_last_page_beyond_the_end_does_no_harm() {
    for (records, latencies) in [(250, &[200][..]), (250, &[300, 100]), (50, &[200])] {
        let list = List::new(Way::Number, 100, records);
        let mut world = world(&list, 100, |request, _| {
            let page = list.asked(request).0.min(list.pages());
            Ok(list.answer(page, list.first(page)..list.first(page + 1)))
        });
        world.latencies(latencies);
        assert_eq!((world.run(), world.rows()), (FetchState::Finished, records));
    }
}

#[test]
fn a_page_that_repeats_another_is_named_though_others_are_lost_too() {
    let list = List { says_total: true, ..List::new(Way::Number, 100, 501) };
    let is_broken = Cell::new(true);
    let mut world = world(&list, 100, |request, _| {
        Ok(match list.asked(request).0 {
            page @ (3 | 5) if is_broken.get() => Odd::NotFound.answer(&list, list.first(page)),
            6 if is_broken.get() => list.answer(2, 100..200),
            _ => list.right(request),
        })
    });
    assert!(matches!(world.run(), FetchState::Failed { .. }));
    let missing = failure(&world.fetch).unwrap();
    assert_eq!((missing.pages, missing.and_more, world.rows()), (vec![3, 6], true, 300));
    is_broken.set(false);
    world.fetch.resume();
    // Only now it is certain that page 5 is missing too.
    assert_eq!((kind(&world.run()), world.rows()), (ErrorKind::MissingPage, 401));
    world.fetch.resume();
    assert_eq!((world.run(), world.rows()), (FetchState::Finished, 501));
}
