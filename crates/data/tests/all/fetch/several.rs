//! Several agents or days in one load: what fails holds nothing else up, and any order of arrival does.

use std::collections::{BTreeMap, HashMap};

use crate::world::{NOW, World, kind, page_of, query, records, server, shape, status};
use data::dialect::by_name;
use data::error::ErrorKind;
use data::fetch::{Fetch, FetchState, FetchStep, RequestId};
use data::query::{Agents, Query, QueryError};
use data::source::{Request, Response, TransportError};
use model::dataset::{Dataset, DatasetInput};
use model::state::StateKind;
use model::time::{DAY, HOUR, Millis, Span, format_utc, parse_strict_utc};
use proptest::prelude::*;

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
    assert_eq!((world.rows(), world.max_in_flight), (18 * 1_500, 6));
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
pub fn day(request: &Request) -> Response {
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

pub fn cxone_query(agents: Agents) -> Query {
    let start = parse_strict_utc("2026-11-03T00:00:00Z").unwrap();
    Query::new(agents, Span { start, end: start + 3 * DAY })
}

#[test]
fn cxone_is_asked_day_by_day_and_link_by_link() {
    let mut world =
        World::of("cxone", cxone_query(Agents::Named(vec!["7".into()])), |request, _| Ok(day(request)));
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!((world.rows(), world.sent.len(), world.max_in_flight), (96, 12, 3));
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
