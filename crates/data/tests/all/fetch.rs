//! Loading, driven by a scripted server and a virtual clock.

use std::collections::{BTreeMap, HashMap};

use crate::world::{NOW, World, kind, page_of, query, records, server, shape, status};
use data::dialect::by_name;
use data::error::ErrorKind;
use data::fetch::{Fetch, FetchState, FetchStep, RequestId};
use data::query::{Agents, Query, QueryError};
use data::source::{Headers, Request, Response, TransportError};
use model::dataset::{Dataset, DatasetInput};
use model::state::StateKind;
use model::time::{DAY, HOUR, Millis, SECOND, Span, format_utc, parse_strict_utc};
use proptest::prelude::*;

#[test]
fn a_short_first_page_is_all_that_is_asked_for() {
    let mut server = server(999);
    let mut world = World::new(query(), |request, _| Ok(server(request)));
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!(world.sent.len(), 1);
    assert_eq!(
        world.sent[0].target(),
        "/api/reporting/v2/agent-state-history?startTime=2026-10-30T16%3A00%3A00Z&endTime=2026-11-06T16%3A00%3A00Z\
         &agentId=00000000-0000-0000-0000-000000000000&pageSize=1000&pageNumber=1"
    );
    assert_eq!((world.rows(), world.shape()), (999, "P".into()));
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
    assert_eq!((world.rows(), world.most_in_flight), (99_500, 6));
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
    assert_eq!((world.rows(), world.most_in_flight, world.pages_sent()), (2_500, 1, vec![1, 2, 3]));
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
    query.settings.most_pages = 3;
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
    query.settings.most_pages = 2;
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

fn agents(count: usize) -> Query {
    let ids = (0..count).map(|i| format!("00000000-0000-0000-0000-{i:012}").into()).collect();
    Query::new(Agents::Named(ids), Span { start: NOW + -7 * DAY, end: NOW })
}

#[test]
fn one_agents_failure_does_not_stop_the_others() {
    let mut server = server(1_500);
    let mut world = World::new(agents(20), |request, _| {
        if request.get("agentId").unwrap().ends_with('3') { Ok(status(403)) } else { Ok(server(request)) }
    });
    assert_eq!(kind(&world.run()), ErrorKind::Forbidden);
    assert_eq!((world.rows(), world.most_in_flight), (18 * 1_500, 6));
    let failed: Vec<_> = world.fetch.failures().into_iter().filter_map(|failure| failure.agent).collect();
    assert_eq!(failed.len(), 2);
    assert_eq!(world.fetch.progress().series_done, 18);
}

#[test]
fn a_dead_server_is_not_asked_for_hundreds_of_agents() {
    let mut world = World::new(agents(500), |_, _| Err(TransportError::Network));
    assert_eq!(kind(&world.run()), ErrorKind::Network);
    assert!(world.sent.len() <= 12 * 5, "{} requests", world.sent.len());
    assert_eq!(world.fetch.failures().len(), 500, "every agent is named");
    assert_eq!(world.fetch.step(world.now), FetchStep::Done);
}

/// Sends all that can be sent at `now`.
fn send_all(fetch: &mut Fetch, now: Millis) -> (Vec<(RequestId, Request)>, FetchStep) {
    let mut sent = Vec::new();
    loop {
        match fetch.step(now) {
            FetchStep::Send { ticket, request } => sent.push((ticket, request)),
            rest => return (sent, rest),
        }
    }
}

#[test]
fn a_page_whose_turn_it_is_does_not_hide_those_that_wait() {
    let mut server = server(30_000);
    let mut fetch = Fetch::new(by_name("reporting-v2").unwrap(), agents(2)).unwrap();
    let (first, _) = send_all(&mut fetch, NOW);
    fetch.arrived(first[1].0, Ok(status(500)), NOW, 0.5);
    fetch.arrived(first[0].0, Ok(server(&first[0].1)), NOW, 0.5);
    // The first agent's pages come until six more of them are on their way, when it is the second
    // agent's turn to be asked again.
    let mut late = Vec::new();
    for ms in [0, 700, 740] {
        late.extend(send_all(&mut fetch, NOW + ms).0);
        for (ticket, request) in late.drain(..) {
            fetch.arrived(ticket, Ok(server(&request)), NOW + ms, 0.5);
        }
    }
    late.extend(send_all(&mut fetch, NOW + 740).0);
    late.extend(send_all(&mut fetch, NOW + 760).0);
    assert_eq!(late.len(), 6);
    for (ticket, _) in late {
        fetch.arrived(ticket, Ok(status(500)), NOW + 760, 0.5);
    }
    assert_eq!(send_all(&mut fetch, NOW + 760), (Vec::new(), FetchStep::Wait { until: NOW + 760 + 750 }));
}

#[test]
fn a_gap_shows_only_once_a_later_page_is_here() {
    let mut server = server(9_500);
    let mut fetch = Fetch::new(by_name("reporting-v2").unwrap(), query()).unwrap();
    let mut sent = BTreeMap::new();
    let mut fill = |fetch: &mut Fetch, sent: &mut BTreeMap<usize, (RequestId, Response)>| {
        while let FetchStep::Send { ticket, request } = fetch.step(NOW) {
            sent.insert(page_of(&request), (ticket, server(&request)));
        }
    };
    let arrive = |fetch: &mut Fetch, sent: &mut BTreeMap<usize, (RequestId, Response)>, page| {
        let (ticket, answer) = sent.remove(&page).unwrap();
        fetch.arrived(ticket, Ok(answer), NOW, 0.0);
    };
    fill(&mut fetch, &mut sent);
    assert_eq!(shape(&fetch.series()[0]), "");
    arrive(&mut fetch, &mut sent, 1);
    fill(&mut fetch, &mut sent);
    assert_eq!(shape(&fetch.series()[0]), "P");
    arrive(&mut fetch, &mut sent, 3);
    assert_eq!(shape(&fetch.series()[0]), "P.P");
    fetch.cancel();
    assert_eq!(shape(&fetch.series()[0]), "P.P.");
}

#[test]
fn what_cannot_be_asked_is_said_before_anything_is_sent() {
    let refused = |change: fn(&mut Query)| {
        let mut query = query();
        change(&mut query);
        Fetch::new(by_name("reporting-v2").unwrap(), query).unwrap_err()
    };
    assert_eq!(refused(|query| query.agents = Agents::All), QueryError::AllNotOffered);
    assert_eq!(refused(|query| query.span.end = query.span.start), QueryError::StartNotBeforeEnd);
    assert_eq!(
        refused(|query| query.settings.page_size = Some(1_001)),
        QueryError::BadPageSize { most: 1_000 }
    );
    let bad = refused(|query| query.agents = Agents::Named(vec!["42".into()]));
    assert!(matches!(bad, QueryError::BadAgent { id, .. } if id == "42"));
}

#[test]
fn the_interval_is_sent_only_when_it_is_set() {
    let mut query = query();
    query.settings.interval = Some("MINUTE".into());
    query.settings.page_size = Some(250);
    query.span.end = query.span.end + -1;
    let mut server = server(10);
    let mut world = World::new(query, |request, _| Ok(server(request)));
    world.run();
    let get = |name: &str| world.sent[0].get(name);
    assert_eq!((get("interval"), get("pageSize")), (Some("MINUTE"), Some("250")));
    assert_eq!(get("endTime"), Some("2026-11-06T16:00:00Z"), "a record of the last second is not lost");
}

#[test]
fn progress_is_an_estimate_that_ends_at_one() {
    let mut server = server(9_500);
    let mut world = World::new(query(), |request, _| Ok(server(request)));
    let mut shares = vec![world.fetch.progress().share];
    while world.turn() {
        shares.push(world.fetch.progress().share);
    }
    assert!(shares.is_sorted() && shares[0] <= 0.0 && shares[shares.len() - 1] >= 1.0, "{shares:?}");
    assert!(shares.iter().any(|share| (0.1..0.9).contains(share)));
    assert_eq!(world.fetch.progress().estimated_pages(), Some(10));
}

/// A day of CXone: a row an hour, three rows a page.
fn day(request: &Request) -> Response {
    let start = parse_strict_utc(request.get("startDate").unwrap()).unwrap();
    let skip: i64 = request.get("skip").unwrap().parse().unwrap();
    let row = |hour: i64| {
        let at = format_utc(start + hour * HOUR).unwrap();
        let index = (start.0 / HOUR + hour) % 100_000;
        format!(
            r#"{{"startDate":"{at}","agentId":"7","agentStateId":{},"agentSessionId":1,"stateIndex":{index},"duration":"PT1H"}}"#,
            1 + hour % 2
        )
    };
    let rows: Vec<String> = (skip..(skip + 10).min(24)).map(row).collect();
    // The link names NICE's own host, and some more that nobody asked for.
    let next = if skip + 10 < 24 {
        format!(r#""https://api-na1.niceincontact.com/x?fields=toAddress&skip={}&top=10""#, skip + 10)
    } else {
        "null".into()
    };
    Response::json(format!(
        r#"{{"totalRecords":"24","_links":{{"next":{next}}},"agentStateHistory":[{}]}}"#,
        rows.join(",")
    ))
}

fn cxone_query(agents: Agents) -> Query {
    let start = parse_strict_utc("2026-11-03T00:00:00Z").unwrap();
    Query::new(agents, Span { start, end: start + 3 * DAY })
}

#[test]
fn cxone_is_asked_day_by_day_and_link_by_link() {
    let mut world =
        World::of("cxone", cxone_query(Agents::Named(vec!["7".into()])), |request, _| Ok(day(request)));
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!((world.rows(), world.sent.len(), world.most_in_flight), (96, 12, 3));
    for request in &world.sent {
        assert_eq!(request.path, "/incontactapi/services/v27.0/agents/7/state-history");
        assert!(!request.target().contains("Address") && !request.target().contains("niceincontact"));
    }
    let progress = world.fetch.progress();
    assert_eq!((progress.series, progress.series_done), (4, 4));
}

#[test]
fn a_day_that_fails_is_not_fetched_and_the_others_stay() {
    let broken = std::cell::Cell::new(true);
    let query = cxone_query(Agents::All);
    let window = query.span;
    let mut world = World::of("cxone", query, |request, _| {
        let is_bad = request.get("startDate").unwrap().starts_with("2026-11-04") && broken.get();
        if is_bad { Ok(status(500)) } else { Ok(day(request)) }
    });
    assert_eq!(kind(&world.run()), ErrorKind::Server);
    assert!(world.sent.iter().all(|request| request.path.ends_with("/agents/state-history")));
    let failures = world.fetch.failures();
    assert_eq!(
        failures.iter().map(|f| f.span).collect::<Vec<_>>(),
        [Span { start: window.start + DAY, end: window.start + 2 * DAY }]
    );
    let time = |world: &Fetch| {
        let (catalog, now) = (world.catalog().clone(), window.end);
        let data = Dataset::build(DatasetInput { series: &world.series(), catalog, window, now });
        let summary = data.summary(window);
        [StateKind::Available, StateKind::NotReady, StateKind::NotFetched]
            .map(|kind| summary.kind(kind).ms / HOUR)
    };
    assert_eq!(time(&world.fetch), [24, 24, 24]);
    broken.set(false);
    world.fetch.resume();
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!(time(&world.fetch), [36, 36, 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// Pages arrive in any order, some after trouble, from a server that may leave one of them out: the
    /// records are always those of the other pages, and the one left out is named wherever later ones
    /// tell of it.
    #[test]
    fn any_order_of_arrival_gives_the_same_series(
        total in 0_usize..2_500,
        size in 50_usize..400,
        agents in 1_usize..4,
        latencies in prop::collection::vec(1_i64..2_000, 1..40),
        trouble in prop::collection::vec(0_u8..8, 1..40),
        ends in 1_usize..12,
    ) {
        let load = |latencies: &[i64], trouble: &[u8]| {
            let mut query = self::agents(agents);
            query.settings.page_size = Some(size);
            let mut server = server(total);
            let mut counts: HashMap<String, usize> = HashMap::new();
            let mut number = 0;
            let mut world = World::new(query, move |request: &Request, _| {
                number += 1;
                let count = counts.entry(request.target()).or_default();
                *count += 1;
                match trouble[number % trouble.len()] {
                    0 if *count < 4 => Err(TransportError::Network),
                    1 if *count < 4 => Ok(status(500)),
                    2 if *count < 4 => Ok(status(429)),
                    // Nothing comes here, though the server has more for whoever asks.
                    _ if page_of(request) == ends => Ok(Response::json("{\"records\":[]}")),
                    _ => Ok(server(request)),
                }
            });
            let mut turns = 0;
            loop {
                world.latency_ms = latencies[turns % latencies.len()];
                turns += 1;
                if !world.turn() {
                    break;
                }
            }
            let missing: Vec<_> = world.fetch.failures().into_iter().map(|lost| lost.pages).collect();
            (missing, records(&world.fetch), world.rows())
        };
        let rough = load(&latencies, &trouble);
        let smooth = load(&[200], &[9]);
        prop_assert_eq!(&rough, &smooth);
        // The first page may be all there is, and the last one may not have been.
        let pages = total.div_ceil(size);
        let lost = (1..=total).filter(|row| row.div_ceil(size) == ends).count();
        let rows = if ends == 1 || (pages == 1 && total < size) { total.min((ends - 1) * size) } else { total - lost };
        prop_assert_eq!(rough.2, rows * agents);
        let is_known = 1 < ends && ends < pages;
        prop_assert_eq!(rough.0, vec![vec![ends]; if is_known { agents } else { 0 }]);
    }
}
