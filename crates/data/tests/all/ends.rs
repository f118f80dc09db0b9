//! Where a series ends: only where nothing contradicts it.

use std::cell::Cell;

use crate::world::list::{List, Odd, START, Way};
use crate::world::load::{came, failure, world};
use crate::world::{NOW, kind, shape, status};
use data::error::ErrorKind;
use data::fetch::FetchState;
use data::source::Response;
use model::dataset::{Dataset, DatasetInput};
use model::state::StateKind;
use model::time::{MINUTE, Span};

/// Every kind of end on every page of six, told or not how many records there are: what is lost is
/// named, what came is kept, and resuming brings the rest.
#[test]
fn an_end_counts_only_where_nothing_contradicts_it() {
    for (way, odd, page, says_total) in cases() {
        let list = List { says_total: says_total || way == Way::Skip, ..List::new(way, 100, 600) };
        let what = format!("{way:?} {odd:?} on page {page}, total: {}", list.says_total);
        for (order, asked) in (0..5).flat_map(|order| [(order, 100), (order, 1_000)]) {
            let is_broken = Cell::new(true);
            let mut world = world(&list, asked, |request, _| {
                let (asked, records) = list.asked(request);
                let is_odd = asked == page && is_broken.get() && records.len() == 100;
                Ok(if is_odd { odd.answer(&list, list.first(page)) } else { list.right(request) })
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
            if !is_known(&list, asked, odd, page) {
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
fn is_known(list: &List, asked: usize, odd: Odd, page: usize) -> bool {
    let leads_there = matches!(list.way, Way::Token | Way::Link) && odd != Odd::Short;
    match page {
        // Where tokens are left out, numbers lead on.
        1 => list.way == Way::Token && odd == Odd::Short,
        6 => list.says_total || leads_there,
        // After a page of fewer rows than were asked for, nothing is an end.
        2 if list.way == Way::Number && asked > 100 && odd != Odd::Short => list.says_total,
        _ => list.way == Way::Number || list.says_total || leads_there,
    }
}

#[test]
fn what_is_lost_counts_as_not_fetched() {
    let list = List::new(Way::Number, 100, 600);
    let mut world = world(&list, 100, |request, _| {
        let (page, _) = list.asked(request);
        Ok(if page == 3 { Odd::NotFound.answer(&list, list.first(3)) } else { list.right(request) })
    });
    world.run();
    // The page after the last record has none, and is here.
    assert_eq!(world.shape(), "PP.PPPP");
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
            Ok(if records.is_empty() { odd.answer(&list, list.first(4)) } else { list.right(request) })
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
                return Ok(Response::json(last));
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

#[test]
fn whatever_a_server_says_beyond_a_last_page_that_is_not_full_is_no_failure() {
    for code in [400, 401, 403, 404, 422, 429, 500, 503] {
        // The third page is the last one: it comes before those beyond it, or after them.
        for latencies in [&[200][..], &[500, 100, 100], &[100, 100, 900, 100, 100, 100, 100]] {
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
            3 => Odd::Short.answer(&list, list.first(3)),
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
fn a_last_page_that_turns_out_to_be_full_is_followed() {
    let list = List::new(Way::Number, 100, 350);
    let is_broken = Cell::new(true);
    let mut world = world(&list, 100, |request, _| {
        let page = list.asked(request).0;
        let cut = || Odd::Short.answer(&list, list.first(2));
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

/// A token that came once more with a page that is asked for again leads to no page twice.
#[test]
fn a_page_that_said_an_error_and_led_on_is_asked_for_again_alone() {
    for page in 1..6 {
        let list = List::new(Way::Token, 100, 600);
        let is_broken = Cell::new(true);
        let mut world = world(&list, 100, |request, _| {
            let mut answer = list.right(request);
            if is_broken.get() && list.asked(request).0 == page {
                answer.body.splice(1..1, br#""error":"Not all of it.","#.to_vec());
            }
            Ok(answer)
        });
        assert_eq!((kind(&world.run()), world.rows()), (ErrorKind::SaidError, 600), "{page}");
        is_broken.set(false);
        let before = world.sent.len();
        world.fetch.resume();
        assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, (0..600).collect()), "{page}");
        assert_eq!(world.sent.len(), before + 1, "{page}");
    }
}

/// Page 3 is the first without records, and the slowest of all.
#[test]
fn trouble_further_beyond_an_end_than_the_page_after_it_is_none() {
    let list = List::new(Way::Number, 100, 200);
    let mut world = world(&list, 100, |request, _| {
        let page = list.asked(request).0;
        Ok(if page > 4 { status(500) } else { list.right(request) })
    });
    let mut latencies = [100; 60];
    latencies[2] = 600_000;
    world.latencies(&latencies);
    assert_eq!(
        (world.run(), failure(&world.fetch)),
        (FetchState::Finished, None),
        "{:?}",
        world.pages_sent()
    );
    assert_eq!(came(&world.fetch), (0..200).collect::<Vec<_>>());
}

/// The page after the last one had trouble and waits when the last one tells that it is the last.
#[test]
fn nothing_after_a_count_that_is_right_is_waited_for() {
    for says in [r#""totalRecords":170,"#, r#""totalPages":2,"#] {
        let list = List::new(Way::Number, 100, 170);
        let mut world = world(&list, 100, |request, _| {
            let page = list.asked(request).0;
            let mut answer = list.right(request);
            if page == 2 {
                answer.body.splice(1..1, says.bytes());
            }
            Ok(if page > 2 { status(503) } else { answer })
        });
        world.latencies(&[100, 400, 100, 100, 100]);
        assert_eq!((world.run(), failure(&world.fetch)), (FetchState::Finished, None), "{says}");
        assert_eq!(came(&world.fetch), (0..170).collect::<Vec<_>>(), "{says}");
    }
}
