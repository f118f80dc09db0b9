//! What servers say of how much there is, and pages of other sizes than asked for.

use std::cell::Cell;

use crate::world::list::{List, START, Way};
use crate::world::load::{came, failure, query_of, world};
use crate::world::{NOW, kind, records, status};
use data::dialect::by_name;
use data::error::ErrorKind;
use data::fetch::{Fetch, FetchState};
use data::source::{Request, Response};
use model::dataset::{Dataset, DatasetInput};
use model::state::StateKind;
use model::time::{MINUTE, Span, format_utc};

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
        most.settings.max_pages = 20;
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

#[test]
fn numbers_of_pages_that_are_too_low_lose_nothing_and_come_to_an_end() {
    for pages in [0, 1, 2, 5] {
        let list = List::new(Way::Number, 100, 550);
        let mut world = world(&list, 100, |request, _| {
            let mut answer = list.right(request);
            answer.body.splice(1..1, format!("\"totalPages\":{pages},").into_bytes());
            Ok(answer)
        });
        assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, (0..550).collect()), "{pages}");
        assert!(world.sent.len() <= 10, "{pages}: {:?}", world.pages_sent());
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
                answer = Response::json(format!("{{\"records\":[{}]}}", rows.join(",")));
            }
            Ok(answer)
        });
        assert_eq!(kind(&world.run()), ErrorKind::MissingPage, "{cut:?}");
        assert_eq!(world.rows(), 525 - cut.len());
        assert_eq!(failure(&world.fetch).unwrap().pages, [3]);
    }
}

#[test]
fn a_page_that_tokens_led_beyond_is_what_is_missing_where_the_count_is_higher() {
    for page in 1..3 {
        let list = List { says_total: true, ..List::new(Way::Token, 100, 270) };
        let is_broken = Cell::new(true);
        let mut world = world(&list, 100, |request, _| {
            let (asked, records) = list.asked(request);
            let cut = if is_broken.get() && asked == page { 40 } else { 0 };
            Ok(list.answer(asked, records.start..records.end - cut))
        });
        assert_eq!((kind(&world.run()), world.rows()), (ErrorKind::MissingPage, 230), "{page}");
        let missing = failure(&world.fetch).unwrap();
        assert!(missing.pages.contains(&page), "{page}: {missing:?}");
        is_broken.set(false);
        world.fetch.resume();
        assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, (0..270).collect()), "{page}");
    }
}

#[test]
fn empty_pages_known_by_number_may_say_that_more_follows() {
    for (sizes, says_total) in [vec![100, 0, 0, 100], vec![0, 100], vec![0, 0, 100]]
        .iter()
        .flat_map(|sizes| [(sizes, false), (sizes, true)])
    {
        let list = List { sizes: sizes.clone(), says_total, ..List::new(Way::Number, 100, 250) };
        let mut world = world(&list, 100, |request, _| {
            let mut answer = list.right(request);
            if list.asked(request).1.end < 250 {
                answer.body.splice(1..1, br#""hasMore":true,"#.to_vec());
            }
            Ok(answer)
        });
        let what = format!("{sizes:?}, total: {says_total}");
        assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, (0..250).collect()), "{what}");
    }
}

#[test]
fn a_number_of_pages_is_believed_though_the_first_is_not_full() {
    for (records, pages) in [(200, 3), (70, 1), (37, 1)] {
        let list = List::new(Way::Number, 70, records);
        let mut world = world(&list, 100, |request, _| {
            let mut answer = list.right(request);
            answer.body.splice(1..1, format!("\"totalPages\":{pages},").into_bytes());
            Ok(answer)
        });
        let found = (world.run(), world.rows(), world.sent.len());
        assert_eq!(found, (FetchState::Finished, records, pages), "{records}");
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
        Response::json(format!("{{\"records\":[{}]}}", rows.join(",")))
    };
    let mut world = world(&list, 1_000, |request, _| Ok(upside_down(request)));
    assert_eq!((world.run(), came(&world.fetch)), (FetchState::Finished, (0..1_500).collect()));

    let list = List::new(Way::Number, 100, 600);
    let mut world = self::world(&list, 100, |request, _| {
        let (page, _) = list.asked(request);
        let rows: Vec<String> =
            (0..600).rev().skip((page - 1) * 100).take(100).map(|record| list.row(record)).collect();
        let body = format!("{{\"records\":[{}]}}", rows.join(","));
        Ok(if page == 3 { status(404) } else { Response::json(body) })
    });
    assert_eq!(kind(&world.run()), ErrorKind::MissingPage);
    let catalog = world.fetch.catalog().clone();
    let window = Span { start: START, end: START + 600 * MINUTE };
    let data = Dataset::build(DatasetInput { series: &world.fetch.series(), catalog, window, now: NOW });
    assert_eq!(data.summary(window).kind(StateKind::NotFetched).ms, 101 * MINUTE);
}

#[test]
fn pages_that_begin_at_one_moment_stay_in_their_order() {
    let list = List::new(Way::Number, 2, 6);
    let states = ["LOGIN", "READY", "NOT_READY", "READY", "ACW", "LOGOUT"];
    let mut world = world(&list, 2, |request, _| {
        let row = |record: usize| {
            list.row(record)
                .replace(&at(record), &at(0))
                .replace(word(record), &format!("\"{}\"", states[record]))
        };
        let rows: Vec<String> = list.asked(request).1.map(row).collect();
        Ok(Response::json(format!("{{\"records\":[{}]}}", rows.join(","))))
    });
    assert_eq!(world.run(), FetchState::Finished);
    let came: Vec<String> = records(&world.fetch).into_iter().map(|(_, state, _)| state).collect();
    assert_eq!(came, states);
}

fn at(record: usize) -> String {
    format_utc(List::at(record)).unwrap()
}

fn word(record: usize) -> &'static str {
    ["\"READY\"", "\"NOT_READY\""][record % 2]
}
