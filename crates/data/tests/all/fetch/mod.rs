//! Loading, driven by a scripted server and a virtual clock.

mod ahead;
mod several;
mod share;
mod so_far;
mod within;

use crate::world::{NOW, World, kind, page_of, query, records, server, status};
use data::dialect::by_name;
use data::error::ErrorKind;
use data::fetch::{Fetch, FetchState, FetchStep};
use data::source::{Headers, Request, Response, TransportError};
use model::time::{Millis, SECOND};

#[test]
fn after_a_short_first_page_one_question_tells_whether_the_server_gives_no_more_at_once() {
    let mut server = server(999);
    let mut world = World::new(query(), |request, _| Ok(server(request)));
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!((world.sent.len(), world.sent[1].get("pageSize")), (2, Some("999")));
    assert_eq!(
        world.sent[0].target(),
        "/api/reporting/v2/agent-state-history?startTime=2026-10-30T16%3A00%3A00Z&endTime=2026-11-06T16%3A00%3A00Z\
         &agentId=00000000-0000-0000-0000-000000000000&pageSize=1000&pageNumber=1"
    );
    assert_eq!((world.pages_sent(), world.rows(), world.shape()), (vec![1, 2], 999, "P".into()));
}

#[test]
fn a_full_last_page_is_followed_by_an_empty_one() {
    let mut server = server(2_000);
    let mut world = World::new(query(), |request, _| Ok(server(request)));
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!(world.rows(), 2_000);
}

#[test]
fn a_hundred_pages_come_six_at_a_time() {
    let mut server = server(99_500);
    let mut world = World::new(query(), |request, _| Ok(server(request)));
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!((world.rows(), world.max_in_flight), (99_500, 6));
    assert!(world.now - NOW <= 4 * SECOND, "{} ms for 100 pages of 200 ms", world.now - NOW);
    let sorted = records(&world.fetch);
    assert!(sorted.is_sorted_by_key(|record| record.0));
}

#[test]
fn tokens_are_followed_strictly_in_order() {
    let mut server = server(2_500);
    let mut world = World::new(query(), |request, _| {
        // Only the token counts here.
        let page = request.get("nextPageToken").map_or(1, |token| token[1..].parse::<usize>().unwrap());
        let mut answer = server(&Request::new(&*request.path).with("pageNumber", page.to_string()));
        if page < 3 {
            answer.body.splice(1..1, format!("\"nextPageToken\":\"t{}\",", page + 1).into_bytes());
        }
        Ok(answer)
    });
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!((world.rows(), world.max_in_flight, world.pages_sent()), (2_500, 1, vec![1, 2, 3]));
    let tokens: Vec<_> = world.sent.iter().map(|request| request.get("nextPageToken")).collect();
    assert_eq!(tokens, [None, Some("t2"), Some("t3")]);
}

#[test]
fn a_token_that_the_server_ignores_does_no_harm() {
    let mut server = server(2_500);
    let mut world = World::new(query(), |request, _| {
        let mut answer = server(request);
        if page_of(request) < 3 {
            answer.body.splice(1..1, b"\"nextPageToken\":\"nonsense\",".to_vec());
        }
        Ok(answer)
    });
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!((world.rows(), world.pages_sent()), (2_500, vec![1, 2, 3]));
}

#[test]
fn a_server_that_ignores_the_page_is_found_out() {
    for with_token in [false, true] {
        let mut server = server(5_000);
        let mut world = World::new(query(), |request, _| {
            let mut answer = server(&Request::new(&*request.path).with("pageNumber", "1"));
            if with_token {
                answer.body.splice(1..1, b"\"nextPageToken\":\"again\",".to_vec());
            }
            Ok(answer)
        });
        let state = world.run();
        assert_eq!(kind(&state), ErrorKind::RepeatedPage);
        assert!(world.sent.len() <= 7, "{} requests", world.sent.len());
        assert_eq!((records(&world.fetch).len(), world.shape()), (1_000, "P.".into()));
    }
}

#[test]
fn the_limit_of_pages_stops_it_until_more_is_wanted() {
    let mut query = query();
    query.settings.max_pages = 3;
    let mut server = server(4_500);
    let mut world = World::new(query, |request, _| Ok(server(request)));
    assert_eq!(world.run(), FetchState::PageLimit);
    assert_eq!((world.rows(), world.shape()), (3_000, "PPP.".into()));
    world.fetch.more_pages();
    assert_eq!(world.fetch.state(), FetchState::Running);
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!((world.rows(), world.shape()), (4_500, "PPPPP".into()));
    assert!(world.sent.len() <= 7, "what was here is not asked for again: {:?}", world.pages_sent());
}

#[test]
fn the_limit_stops_tokens_too() {
    let mut query = query();
    query.settings.max_pages = 2;
    let mut server = server(9_000);
    let mut world = World::new(query, |request, _| {
        let mut answer = server(request);
        answer.body.splice(1..1, format!("\"nextPageToken\":\"t{}\",", page_of(request)).into_bytes());
        Ok(answer)
    });
    assert_eq!(world.run(), FetchState::PageLimit);
    assert_eq!(world.rows(), 2_000);
    world.fetch.more_pages();
    assert_eq!(world.run(), FetchState::PageLimit);
    assert_eq!(world.rows(), 4_000);
}

#[test]
fn an_expired_token_loses_nothing() {
    let mut server = server(9_500);
    let valid = std::cell::Cell::new(true);
    let mut world = World::new(query(), |request, _| {
        if page_of(request) >= 4 && valid.get() { Ok(status(401)) } else { Ok(server(request)) }
    });
    let state = world.run();
    assert_eq!((kind(&state), world.fetch.state().can_resume()), (ErrorKind::Unauthorized, true));
    assert_eq!((world.rows(), world.shape()), (3_000, "PPP.".into()));
    let before = world.sent.len();
    valid.set(false);
    world.fetch.resume();
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!(world.rows(), 9_500);
    let again: Vec<usize> = world.pages_sent()[before..].to_vec();
    assert!(again.iter().all(|page| *page >= 4), "{again:?}");
}

#[test]
fn a_late_refusal_of_the_old_token_does_not_refuse_the_new_one() {
    let mut server = server(3_500);
    let mut fetch = Fetch::new(by_name("reporting-v2").unwrap(), query()).unwrap();
    let send = |fetch: &mut Fetch| match fetch.step(NOW) {
        FetchStep::Send { ticket, request } => (ticket, request),
        other => panic!("{other:?}"),
    };
    let (first, request) = send(&mut fetch);
    fetch.arrived(first, Ok(server(&request)), NOW, 0.0);
    let (second, third) = (send(&mut fetch).0, send(&mut fetch).0);
    fetch.arrived(second, Ok(status(401)), NOW, 0.0);
    assert_eq!(kind(&fetch.state()), ErrorKind::Unauthorized);
    assert_eq!(fetch.step(NOW), FetchStep::Idle);
    fetch.resume();
    fetch.arrived(third, Ok(status(401)), NOW, 0.0);
    assert_eq!(fetch.state(), FetchState::Running);
    assert_eq!(page_of(&send(&mut fetch).1), 2);
}

#[test]
fn a_server_that_asks_for_a_pause_gets_it() {
    for (retry_after, wait_ms) in [("7", 7 * SECOND), ("Fri, 06 Nov 2026 17:00:10 GMT", 10 * SECOND)] {
        let mut server = server(2_500);
        let mut world = World::new(query(), |request, before| {
            if page_of(request) == 2 && before == 0 {
                let headers = Headers {
                    retry_after: Some(retry_after.into()),
                    // The server's clock is an hour ahead.
                    date: Some("Fri, 06 Nov 2026 17:00:00 GMT".into()),
                    ..Headers::default()
                };
                return Ok(Response { status: 429, headers, body: Vec::new() });
            }
            Ok(server(request))
        });
        assert_eq!(world.run(), FetchState::Finished);
        assert_eq!(world.rows(), 2_500);
        let FetchState::Waiting { until, why } = &world.waits[0].0 else { panic!("{:?}", world.waits) };
        assert_eq!((*until, why.kind), (NOW + 400 + wait_ms, ErrorKind::TooMany));
        assert!(world.now >= *until);
    }
}

#[test]
fn a_server_that_never_stops_asking_for_pauses_is_given_up() {
    let mut world = World::new(query(), |_, _| Ok(status(429)));
    let state = world.run();
    assert_eq!((kind(&state), world.sent.len()), (ErrorKind::TooMany, 21));
}

#[test]
fn trouble_that_passes_is_waited_out() {
    let cut = |mut answer: Response| {
        answer.body.truncate(answer.body.len() / 2);
        Ok(answer)
    };
    for trouble in 0..4 {
        let mut server = server(1_500);
        let mut world = World::new(query(), |request, before| match trouble {
            _ if before >= 4 => Ok(server(request)),
            0 => Ok(status(502)),
            1 => Err(TransportError::Network),
            2 => Err(TransportError::Timeout),
            _ => cut(server(request)),
        });
        assert_eq!(world.run(), FetchState::Finished, "trouble {trouble}");
        assert_eq!(world.rows(), 1_500);
        // 750 + 1,500 + 3,000 + 6,000 ms between five tries.
        let first = world.waits.iter().take(4).map(|(state, at)| match state {
            FetchState::Waiting { until, .. } => *until - *at,
            other => panic!("{other:?}"),
        });
        assert_eq!(first.collect::<Vec<_>>(), [750, 1_500, 3_000, 6_000]);
    }
}

#[test]
fn a_page_that_never_comes_is_named_and_can_be_had_later() {
    let mut server = server(9_500);
    let broken = std::cell::Cell::new(true);
    let mut world = World::new(query(), |request, _| {
        if page_of(request) == 3 && broken.get() { Ok(status(500)) } else { Ok(server(request)) }
    });
    let state = world.run();
    assert_eq!(kind(&state), ErrorKind::Server);
    assert_eq!(world.sent.iter().filter(|request| page_of(request) == 3).count(), 5);
    assert_eq!((world.rows(), world.shape()), (8_500, "PP.PPPPPPP".into()));
    let failures = world.fetch.failures();
    assert_eq!((failures.len(), &failures[0].pages[..], failures[0].and_more), (1, &[3][..], false));
    broken.set(false);
    world.fetch.resume();
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!((world.rows(), world.shape()), (9_500, "PPPPPPPPPP".into()));
    assert!(world.fetch.failures().is_empty());
}

#[test]
fn what_cannot_pass_is_not_asked_again() {
    let web_page = Response { status: 200, body: b"<!doctype html>".to_vec(), ..Response::default() };
    for (answer, expected) in [
        (status(403), ErrorKind::Forbidden),
        (status(422), ErrorKind::Refused),
        (web_page, ErrorKind::SignInPage),
        (Response::json("{\"status\":\"ok\"}"), ErrorKind::NoRecords),
        (Response::json("{\"records\":{\"message\":\"none\"}}"), ErrorKind::NoRecords),
        (Response::json("\"records\""), ErrorKind::NotJson),
    ] {
        let mut world = World::new(query(), |_, _| Ok(answer.clone()));
        assert_eq!(kind(&world.run()), expected);
        assert_eq!((world.sent.len(), world.shape()), (1, ".".into()));
        assert_eq!(world.fetch.failures()[0].pages, [1]);
    }
}

#[test]
fn no_data_is_no_error() {
    let bodies = ["{\"records\":[]}", "{\"records\":null}", "{\"records\":{}}", "{}", "[]", "\"\"", "null"];
    let answers = [status(404), status(204), status(200)].into_iter().chain(bodies.map(Response::json));
    for answer in answers {
        let mut world = World::new(query(), |_, _| Ok(answer.clone()));
        assert_eq!(world.run(), FetchState::Finished);
        assert_eq!((world.rows(), world.sent.len()), (0, 1));
    }
}

#[test]
fn cancelling_keeps_what_came_and_resuming_goes_on() {
    let mut server = server(9_500);
    let mut world = World::new(query(), |request, _| Ok(server(request)));
    while world.fetch.progress().pages < 4 {
        world.turn();
    }
    world.fetch.cancel();
    assert_eq!((world.fetch.state(), world.fetch.step(world.now)), (FetchState::Cancelled, FetchStep::Done));
    let kept = world.rows();
    while world.deliver(Millis(i64::MAX)) {}
    assert_eq!(world.rows(), kept, "an answer that was called off");
    world.fetch.resume();
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!(world.rows(), 9_500);
}

#[test]
fn an_aborted_request_is_a_cancellation() {
    let mut world = World::new(query(), |_, _| Err(TransportError::Aborted));
    assert_eq!(world.run(), FetchState::Cancelled);
}
