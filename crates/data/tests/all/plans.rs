//! Queries of any size: nothing is planned before it is asked for, everything is asked for once.

use std::collections::BTreeMap;

use crate::world::{NOW, status};
use data::dialect::{DIALECTS, by_name};
use data::fetch::{Fetch, FetchState, FetchStep};
use data::query::{Agents, MAX_CALLS, Query, QueryError};
use data::source::{Request, Response};
use model::page::Part;
use model::time::{DAY, Millis, Span, parse_strict_utc};
use proptest::prelude::*;

fn query(agents: usize, start: Millis, days: i64) -> Query {
    let ids = (0..agents).map(|id| id.to_string().into()).collect();
    let mut query = Query::new(Agents::Named(ids), Span { start, end: start + days * DAY });
    query.settings.look_back_ms = 0;
    query
}

fn cxone(query: Query) -> Result<Fetch, QueryError> {
    Fetch::new(by_name("cxone").unwrap(), query)
}

/// Whose day a request asks for, in days from `start`.
fn asked(request: &Request, start: Millis) -> (String, i64) {
    let agent = request.path.split('/').nth_back(1).unwrap().to_owned();
    (agent, (parse_strict_utc(request.get("startDate").unwrap()).unwrap() - start) / DAY)
}

#[test]
fn nothing_is_planned_before_it_is_asked_for() {
    let mut fetch = cxone(query(100, Millis(0), 400)).unwrap();
    assert_eq!(fetch.progress().series, 40_000);
    assert_eq!(fetch.series().len(), 100, "one a person");
    let mut sent = Vec::new();
    while let FetchStep::Send { request, .. } = fetch.step(NOW) {
        sent.push(asked(&request, Millis(0)));
    }
    assert_eq!(sent, [0, 1, 2].map(|day| ("0".to_owned(), day)));
    fetch.cancel();
    // What was asked for stands by itself, the rest of the agent and of the others as a whole.
    let series = fetch.series();
    let whole = |agent: &str| {
        series.iter().filter(|s| s.agent.as_deref() == Some(agent)).map(|s| s.span.len()).sum::<i64>()
    };
    assert_eq!((series.len(), whole("0"), whole("99")), (103, 400 * DAY, 400 * DAY));
    assert!(series.iter().all(|series| matches!(series.parts[..], [Part::Missing])));
}

#[test]
fn a_load_that_is_too_large_is_refused_by_every_api() {
    for dialect in DIALECTS {
        let id = if dialect.name() == "cxone" { "7" } else { "00000000-0000-0000-0000-000000000000" };
        let years = Span {
            start: parse_strict_utc("0001-01-01T00:00:00Z").unwrap(),
            end: parse_strict_utc("9999-12-31T23:59:59Z").unwrap(),
        };
        let everyone = dialect.offers_all().then_some(Agents::All);
        for agents in everyone.into_iter().chain([Agents::Named(vec![id.into()])]) {
            let refused = Fetch::new(dialect, Query::new(agents.clone(), years)).unwrap_err();
            let QueryError::TooMuch(amount) = refused else { panic!("{refused:?}") };
            assert_eq!(amount.days, 3_652_059);
            assert!(Fetch::new(dialect, Query::new(agents, Span::new(0, 100 * 365 * DAY))).is_ok());
        }
    }
}

#[test]
fn pages_of_all_series_together_stay_within_the_limit_of_a_load() {
    // Every series goes on for ever.
    let mut fetch = cxone(query(20, Millis(0), 50)).unwrap();
    let mut calls: BTreeMap<(String, i64), usize> = BTreeMap::new();
    let mut answered = 0_usize;
    while let FetchStep::Send { ticket, request } = fetch.step(NOW) {
        *calls.entry(asked(&request, Millis(0))).or_default() += 1;
        answered += 1;
        let row = r#"{"startDate":"1970-01-01T00:00:00Z","agentId":1,"agentStateId":1,"stateIndex":"#;
        let body =
            format!(r#"{{"_links":{{"next":"x?skip={answered}"}},"agentStateHistory":[{row}{answered}}}]}}"#);
        fetch.arrived(ticket, Ok(Response::json(body)), NOW, 0.5);
    }
    assert_eq!(fetch.state(), FetchState::PageLimit);
    assert_eq!(calls.len(), 1_000);
    assert!(calls.values().sum::<usize>() <= MAX_CALLS as usize);
    fetch.more_pages();
    assert!(matches!(fetch.step(NOW), FetchStep::Send { .. }), "who wants more gets more");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_window_is_asked_for_once_whatever_fails(
        agents in 1_usize..5, days in 1_i64..12, failing in proptest::collection::vec(any::<bool>(), 48),
    ) {
        let mut fetch = cxone(query(agents, Millis(0), days)).unwrap();
        let mut calls: BTreeMap<(String, i64), bool> = BTreeMap::new();
        while let FetchStep::Send { ticket, request } = fetch.step(NOW) {
            let fails = failing[calls.len() % failing.len()];
            prop_assert_eq!(calls.insert(asked(&request, Millis(0)), fails), None);
            let answer = if fails { status(403) } else { status(204) };
            fetch.arrived(ticket, Ok(answer), NOW, 0.5);
        }
        let failed = calls.values().filter(|fails| **fails).count();
        let missing: i64 = fetch.failures().iter().map(|failure| failure.span.len()).sum();
        let unasked = agents as i64 * days - calls.len() as i64;
        prop_assert_eq!(missing, (failed as i64 + unasked) * DAY);
        let progress = fetch.progress();
        prop_assert_eq!((progress.series_done, progress.series), (calls.len() - failed, agents * days as usize));
        let drawn: i64 = fetch.series().iter().filter(|s| !s.parts.iter().any(|p| p.page().is_some()))
            .map(|series| series.span.len()).sum();
        prop_assert_eq!(drawn, missing);
        // Nothing is lost when it goes on.
        fetch.resume();
        while let FetchStep::Send { ticket, request } = fetch.step(NOW) {
            calls.insert(asked(&request, Millis(0)), false);
            fetch.arrived(ticket, Ok(status(204)), NOW, 0.5);
        }
        prop_assert_eq!(fetch.state(), FetchState::Finished);
        prop_assert_eq!(calls.len() as i64, agents as i64 * days);
    }
}
