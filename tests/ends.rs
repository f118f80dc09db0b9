//! Where a series ends: only where nothing contradicts it.

mod world;

use std::cell::Cell;

use shiftline::data::dialect::by_name;
use shiftline::data::error::ErrorKind;
use shiftline::data::fetch::{Failure, Fetch, FetchState};
use shiftline::data::query::{Agents, Query};
use shiftline::data::source::{Answer, Request};
use shiftline::domain::dataset::{Dataset, DatasetInput};
use shiftline::domain::state::StateKind;
use shiftline::domain::time::{DAY, MINUTE, Span};
use world::list::{List, Odd, START, Way};
use world::{NOW, Reply, World, kind, query, records, shape, status};

/// A query for all of a list, in one series.
fn query_of(list: &List, size: usize) -> Query {
    let mut query = query();
    query.settings.page_size = Some(size);
    if list.way.dialect() == "cxone" {
        query.agents = Agents::Named(vec!["7".into()]);
        query.span = Span { start: START, end: START + DAY };
        query.settings.look_back_ms = 0;
    }
    query
}

fn world<S: FnMut(&Request, usize) -> Reply>(list: &List, size: usize, script: S) -> World<S> {
    World::of(list.way.dialect(), query_of(list, size), script)
}

/// The numbers of the records that came, in order.
fn came(fetch: &Fetch) -> Vec<usize> {
    records(fetch).iter().map(|(at, ..)| ((at - START.0) / MINUTE) as usize).collect()
}

fn failure(fetch: &Fetch) -> Option<Failure> {
    let failures = fetch.failures();
    assert!(failures.len() <= 1);
    failures.into_iter().next()
}

/// Every kind of end on every page of six, told or not how many records there are: what is lost is
/// named, what came is kept, and resuming brings the rest.
#[test]
fn an_end_counts_only_where_nothing_contradicts_it() {
    for (way, odd, page, says_total) in cases() {
        let list = List { says_total: says_total || way == Way::Skip, ..List::new(way, 100, 600) };
        let what = format!("{way:?} {odd:?} on page {page}, total: {}", list.says_total);
        for order in 0..5 {
            let is_broken = Cell::new(true);
            let mut world = world(&list, 100, |request, _| {
                let (asked, records) = list.asked(request);
                let is_odd = asked == page && is_broken.get() && records.len() == 100;
                Ok(if is_odd { odd.answer(&list, page) } else { list.right(request) })
            });
            // Whichever of several pages under way comes first.
            world.latencies(
                [&[200][..], &[900, 100, 700, 300], &[100, 900], &[800, 100, 100], &[300, 200, 100]][order],
            );
            let state = world.run();
            let found = came(&world.fetch);
            assert!(found.is_sorted() && found.windows(2).all(|pair| pair[0] < pair[1]), "{what}");
            if found.len() == 600 {
                assert_eq!((&state, failure(&world.fetch)), (&FetchState::Finished, None), "{what}");
                continue;
            }
            if !is_known(&list, odd, page) {
                assert_eq!(state, FetchState::Finished, "{what}");
                continue;
            }
            assert_eq!(kind(&state), ErrorKind::MissingPage, "{what} {order}");
            let missing = failure(&world.fetch).unwrap();
            assert!(missing.pages.contains(&page) || missing.and_more, "{what} {order}: {missing:?}");
            assert!(shape(&world.fetch.series()[0]).contains('.'), "{what}");
            let rows = if odd == Odd::Short { 40 } else { 0 };
            if way == Way::Number && page < 6 {
                assert_eq!(
                    (found.len(), missing.pages, missing.and_more),
                    (500 + rows, vec![page], false),
                    "{what} {order}"
                );
            }
            is_broken.set(false);
            let before = world.sent.len();
            world.fetch.resume();
            assert_eq!(world.run(), FetchState::Finished, "{what} {order}");
            if way == Way::Number && page < 6 {
                assert_eq!(world.pages_sent()[before..], [page], "{what} {order}");
            }
            assert_eq!(came(&world.fetch), (0..600).collect::<Vec<_>>(), "{what} {order}");
            assert_eq!(failure(&world.fetch), None, "{what}");
        }
    }
}

fn cases() -> impl Iterator<Item = (Way, Odd, usize, bool)> {
    let odd = |way| Odd::ALL.into_iter().map(move |odd| (way, odd));
    let pages =
        Way::ALL.into_iter().flat_map(odd).flat_map(|(way, odd)| (1..=6).map(move |page| (way, odd, page)));
    pages.flat_map(|(way, odd, page)| [false, true].map(|total| (way, odd, page, total)))
}

/// Whether anything tells that a page is not what it should be: a page of its own that says more,
/// a number of records told by another page, or a token or link to it.
fn is_known(list: &List, odd: Odd, page: usize) -> bool {
    let leads_there = matches!(list.way, Way::Token | Way::Link) && odd != Odd::Short;
    match page {
        1 => false,
        6 => list.says_total || leads_there,
        _ => list.way == Way::Number || list.says_total || leads_there,
    }
}

#[test]
fn what_is_lost_counts_as_not_fetched() {
    let list = List::new(Way::Number, 100, 600);
    let mut world = world(&list, 100, |request, _| {
        let (page, _) = list.asked(request);
        Ok(if page == 3 { Odd::NotFound.answer(&list, 3) } else { list.right(request) })
    });
    world.run();
    let catalog = world.fetch.catalog().clone();
    let window = Span { start: START, end: START + 600 * MINUTE };
    let data = Dataset::build(DatasetInput { series: &world.fetch.series(), catalog, window, now: NOW });
    // From the last record before the page to the first one after it.
    assert_eq!(data.summary(window).kind(StateKind::NotFetched).ms, 101 * MINUTE);
    let why = failure(&world.fetch).unwrap().error;
    assert_eq!((why.status, why.words.as_deref()), (Some(404), Some("Nothing here.")));
}

/// Case 52-404-past-end and its kind: the page after the last full one says that it is the end.
#[test]
fn any_kind_of_end_after_the_last_record_is_an_end() {
    for (way, odd) in Way::ALL.into_iter().flat_map(|way| Odd::ALL.map(|odd| (way, odd))) {
        let list = List::new(way, 100, 300);
        let mut world = world(&list, 100, |request, _| {
            let (_, records) = list.asked(request);
            let odd = if odd == Odd::Short { Odd::EmptyList } else { odd };
            Ok(if records.is_empty() { odd.answer(&list, 4) } else { list.right(request) })
        });
        assert_eq!((world.run(), world.rows()), (FetchState::Finished, 300), "{way:?} {odd:?}");
        assert!(world.sent.len() <= 9, "{:?}", world.sent.len());
    }
}

#[test]
fn an_end_that_the_server_states_itself_is_one_wherever_a_token_led() {
    let list = List::new(Way::Token, 100, 300);
    for (last, is_end) in [
        (r#"{"records":[],"nextPageToken":null}"#, true),
        (r#"{"records":[],"hasMore":false}"#, true),
        (r#"{"records":[],"totalRecords":300}"#, true),
        (r#"{"records":[]}"#, false),
        (r#"{"records":[],"hasMore":true}"#, false),
        (r#"{"records":[],"totalRecords":301,"nextPageToken":null}"#, false),
    ] {
        let mut world = world(&list, 100, |request, _| {
            let (page, _) = list.asked(request);
            if page == 4 {
                return Ok(Answer::json(last));
            }
            let mut answer = list.right(request);
            if page == 3 {
                answer.body.splice(1..1, br#""nextPageToken":"t4","#.to_vec());
            }
            Ok(answer)
        });
        assert_eq!((world.run() == FetchState::Finished, world.rows()), (is_end, 300), "{last}");
    }
}

/// Case 37-v2-clamped and its kind.
#[test]
fn pages_go_on_at_the_size_that_the_server_gives() {
    for (says, requests) in [
        (r#""totalRecords":1234,"#, 3),
        (r#""totalRecords":"1234","#, 3),
        (r#""meta":{"total":1234},"#, 3),
        (r#""totalPages":3,"#, 3),
        // Without a number of pages, those after the end are asked for too.
        (r#""hasMore":true,"#, 6),
        // Nobody says so, but 500 are a round number.
        ("", 6),
    ] {
        let list = List::new(Way::Number, 500, 1_234);
        let mut world = world(&list, 1_000, |request, _| {
            let mut answer = list.right(request);
            let is_last = list.asked(request).1.end == 1_234;
            if !(is_last && says.contains("hasMore")) {
                answer.body.splice(1..1, says.bytes());
            }
            Ok(answer)
        });
        assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, (0..1_234).collect()), "{says}");
        assert!(world.sent.len() <= requests, "{says} {:?}", world.pages_sent());
        assert!(world.sent[1..].iter().all(|request| request.get("pageSize") == Some("500")));
    }
}

#[test]
fn a_server_that_says_there_is_more_and_gives_none_is_not_complete() {
    for says in [
        r#""totalRecords":1234,"#,
        r#""totalPages":"7","#,
        r#""hasMore":"true","#,
        r#""paging":{"hasNext":true},"#,
    ] {
        let list = List::new(Way::Number, 500, 700);
        let mut world = world(&list, 500, |request, _| {
            let mut answer = list.right(request);
            answer.body.splice(1..1, says.bytes());
            Ok(answer)
        });
        let mut most = query_of(&list, 500);
        most.settings.most_pages = 20;
        world.fetch = Fetch::new(by_name("reporting-v2").unwrap(), most).unwrap();
        let state = world.run();
        assert_eq!(world.rows(), 700, "{says}");
        let is_told = matches!(&state, FetchState::PageLimit | FetchState::Failed { .. });
        assert!(is_told && world.sent.len() <= 20, "{says} {state:?} {}", world.sent.len());
    }
}

#[test]
fn totals_that_are_too_low_or_change_lose_nothing() {
    for totals in [&[1][..], &[0], &[100], &[599], &[600], &[500, 550, 580, 590, 600], &[900, 600]] {
        for way in Way::ALL.into_iter().filter(|way| *way != Way::Skip) {
            let list = List::new(way, 100, 600);
            let mut world = world(&list, 100, |request, _| {
                let (page, _) = list.asked(request);
                let total = totals[(page - 1).min(totals.len() - 1)];
                let mut answer = list.right(request);
                answer.body.splice(1..1, format!("\"totalRecords\":{total},").into_bytes());
                Ok(answer)
            });
            assert_eq!((world.run(), world.rows()), (FetchState::Finished, 600), "{way:?} {totals:?}");
            assert!(world.sent.len() <= 10);
        }
    }
}

/// A page that is not full is the last one, unless later ones have records: then nothing is missing
/// where records join, and else something is.
#[test]
fn pages_of_different_sizes_are_told_from_pages_that_lost_records() {
    let list = List { sizes: vec![100, 100, 70, 100, 35, 100, 20], ..List::new(Way::Number, 100, 525) };
    let mut world = world(&list, 100, |request, _| Ok(list.right(request)));
    world.latencies(&[300, 200, 100]);
    assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, (0..525).collect()));

    let list = List::new(Way::Number, 100, 525);
    for cut in [0..70, 30..100, 10..20] {
        let mut world = self::world(&list, 100, |request, _| {
            let (page, records) = list.asked(request);
            let mut answer = list.answer(page, records.clone());
            if page == 3 {
                let rows: Vec<String> = records
                    .filter(|record| !cut.contains(&(record - 200)))
                    .map(|record| list.row(record))
                    .collect();
                answer = Answer::json(format!("{{\"records\":[{}]}}", rows.join(",")));
            }
            Ok(answer)
        });
        assert_eq!(kind(&world.run()), ErrorKind::MissingPage, "{cut:?}");
        assert_eq!(world.rows(), 525 - cut.len());
        assert_eq!(failure(&world.fetch).unwrap().pages, [3]);
    }
}

/// Case 53-newest-first-pages: what is missing lies between its neighbours all the same.
#[test]
fn pages_may_come_newest_first() {
    let list = List::new(Way::Number, 1_000, 1_500);
    let upside_down = |request: &Request| {
        let (page, _) = list.asked(request);
        let (end, start) =
            (1_500_usize.saturating_sub((page - 1) * 1_000), 1_500_usize.saturating_sub(page * 1_000));
        let rows: Vec<String> = (start..end).rev().map(|record| list.row(record)).collect();
        Answer::json(format!("{{\"records\":[{}]}}", rows.join(",")))
    };
    let mut world = world(&list, 1_000, |request, _| Ok(upside_down(request)));
    assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, (0..1_500).collect()));

    let list = List::new(Way::Number, 100, 600);
    let mut world = self::world(&list, 100, |request, _| {
        let (page, _) = list.asked(request);
        let rows: Vec<String> =
            (0..600).rev().skip((page - 1) * 100).take(100).map(|record| list.row(record)).collect();
        let body = format!("{{\"records\":[{}]}}", rows.join(","));
        Ok(if page == 3 { status(404) } else { Answer::json(body) })
    });
    assert_eq!(kind(&world.run()), ErrorKind::MissingPage);
    let catalog = world.fetch.catalog().clone();
    let window = Span { start: START, end: START + 600 * MINUTE };
    let data = Dataset::build(DatasetInput { series: &world.fetch.series(), catalog, window, now: NOW });
    assert_eq!(data.summary(window).kind(StateKind::NotFetched).ms, 101 * MINUTE);
}

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
        Ok(Answer::json(body))
    });
    assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, (0..300).collect()));

    let mut round = self::world(&list, 100, |request, _| {
        let next = if request.get("nextPageToken") == Some("a") { "b" } else { "a" };
        Ok(Answer::json(format!("{{\"records\":[],\"nextPageToken\":\"{next}\"}}")))
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
fn whatever_a_server_says_beyond_a_last_page_that_is_not_full_is_no_failure() {
    for code in [400, 403, 404, 422, 500, 503] {
        for latencies in [&[200][..], &[500, 100, 100]] {
            let list = List::new(Way::Number, 100, 250);
            let mut world = world(&list, 100, |request, _| {
                let is_beyond = list.asked(request).1.is_empty();
                Ok(if is_beyond { status(code) } else { list.right(request) })
            });
            world.latencies(latencies);
            assert_eq!((world.run(), world.rows()), (FetchState::Finished, 250), "{code} {latencies:?}");
            assert!(world.sent.len() <= 7, "{code}: nothing beyond is asked for again");
        }
    }
}

#[test]
fn trouble_right_after_a_page_without_records_is_named_and_a_refusal_is_not() {
    for (code, is_end) in [(422, true), (403, true), (500, false), (503, false)] {
        let list = List::new(Way::Number, 100, 200);
        let mut world = world(&list, 100, |request, _| {
            let page = list.asked(request).0;
            Ok(if page > 3 { status(code) } else { list.right(request) })
        });
        assert_eq!((world.run() == FetchState::Finished, world.rows()), (is_end, 200), "{code}");
        assert_eq!(failure(&world.fetch).map(|lost| lost.pages.contains(&4)), (!is_end).then_some(true));
    }
}

#[test]
fn a_page_beyond_an_end_that_is_none_is_asked_for_again() {
    let list = List::new(Way::Number, 100, 600);
    let mut world = world(&list, 100, |request, before| {
        Ok(match list.asked(request).0 {
            3 => Odd::Short.answer(&list, 3),
            5 if before == 0 => status(500),
            _ => list.right(request),
        })
    });
    // Page 3 seems to be the last when page 5 fails, until page 6 comes.
    world.latencies(&[200, 100, 400, 900, 500, 600]);
    assert_eq!(kind(&world.run()), ErrorKind::MissingPage);
    assert_eq!((failure(&world.fetch).unwrap().pages, world.rows()), (vec![3], 540));
}

#[test]
fn a_page_that_repeats_another_is_named_though_others_are_lost_too() {
    let list = List { says_total: true, ..List::new(Way::Number, 100, 501) };
    let is_broken = Cell::new(true);
    let mut world = world(&list, 100, |request, _| {
        Ok(match list.asked(request).0 {
            page @ (3 | 5) if is_broken.get() => Odd::NotFound.answer(&list, page),
            6 if is_broken.get() => list.answer(2, 100..200),
            _ => list.right(request),
        })
    });
    assert!(matches!(world.run(), FetchState::Failed { .. }));
    let lost = failure(&world.fetch).unwrap();
    assert_eq!((lost.pages, lost.and_more, world.rows()), (vec![3, 6], true, 300));
    is_broken.set(false);
    world.fetch.resume();
    // Only now it is certain that page 5 is missing too.
    assert_eq!((kind(&world.run()), world.rows()), (ErrorKind::MissingPage, 401));
    world.fetch.resume();
    assert_eq!((world.run(), world.rows()), (FetchState::Finished, 501));
}

#[test]
fn a_last_page_that_turns_out_to_be_full_is_followed() {
    let list = List::new(Way::Number, 100, 350);
    let is_broken = Cell::new(true);
    let mut world = world(&list, 100, |request, _| {
        let page = list.asked(request).0;
        let cut = || Odd::Short.answer(&list, 2);
        Ok(match page {
            2 if is_broken.get() => {
                let mut answer = cut();
                answer.body.splice(1..1, br#""error":"Half of it.","#.to_vec());
                answer
            }
            3.. if is_broken.get() => status(404),
            _ => list.right(request),
        })
    });
    assert_eq!((kind(&world.run()), world.rows()), (ErrorKind::SaidError, 140));
    is_broken.set(false);
    world.fetch.resume();
    assert_eq!((world.run(), world.rows()), (FetchState::Finished, 350));
}

#[test]
fn empty_pages_known_by_number_may_say_that_more_follows() {
    let list = List { sizes: vec![100, 0, 0, 100], ..List::new(Way::Number, 100, 250) };
    let mut world = world(&list, 100, |request, _| {
        let mut answer = list.right(request);
        if list.asked(request).1.end < 250 {
            answer.body.splice(1..1, br#""hasMore":true,"#.to_vec());
        }
        Ok(answer)
    });
    assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, (0..250).collect()));
}

#[test]
fn a_number_of_pages_is_believed_though_the_first_is_not_full() {
    let list = List::new(Way::Number, 70, 200);
    let mut world = world(&list, 100, |request, _| {
        let mut answer = list.right(request);
        answer.body.splice(1..1, br#""totalPages":3,"#.to_vec());
        Ok(answer)
    });
    assert_eq!((world.run(), world.rows(), world.sent.len()), (FetchState::Finished, 200, 3));
}
