//! An archive that ends before the range does, and its API behind it, are what the API alone is.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use data::archive::manifest::{Day, Failed, File, Manifest, day_of};
use data::archive::{self, Plan, Rosters, Tail, day, missing_from, write};
use data::dialect::by_name;
use data::fetch::{Fetch, FetchState, FetchStep};
use data::query::{Agents, Query};
use data::source::{Request, Response};
use model::dataset::{Dataset, DatasetInput};
use model::lane::Segment;
use model::page::Series;
use model::record::AgentId;
use model::state::ActivityId;
use model::time::{DAY, HOUR, MINUTE, Millis, Span};
use proptest::prelude::*;

use super::api::{DAYS, Made, agents, answer, records};
use super::made::{START, days};

/// Runs a fetch to its end.
fn run(mut fetch: Fetch, now: Millis, mut get: impl FnMut(usize, &Request) -> Response) -> Fetch {
    let mut flights = Vec::new();
    loop {
        match fetch.step(now) {
            FetchStep::Send { ticket, request } => flights.push((ticket, request)),
            FetchStep::Wait { .. } | FetchStep::Idle => {
                let (ticket, request) = flights.pop().unwrap();
                let answer = get(fetch.series_of(ticket).unwrap(), &request);
                fetch.arrived(ticket, Ok(answer), now, 0.5);
            }
            FetchStep::Done => return fetch,
        }
    }
}

fn build(fetch: &Fetch, series: &[Series], window: Span, now: Millis) -> Dataset {
    Dataset::build(DatasetInput { series, catalog: fetch.catalog().clone(), window, now })
}

/// What the API alone says of a range, from a day before it.
fn alone(api: &str, made: &[Made], range: Span, now: Millis) -> Dataset {
    let dialect = by_name(api).unwrap();
    let start = if api == "cxone" { range.start } else { range.start + -DAY };
    let fetch = Fetch::new(dialect, Query::new(agents(api), Span { start, ..range })).unwrap();
    let fetch = run(fetch, now, |_, request| answer(api, made, request, now));
    assert_eq!(fetch.state(), FetchState::Finished);
    build(&fetch, &fetch.series(), range, now)
}

/// An archive whose days were fetched at these moments.
fn folder(api: &str, made: &[Made], fetched: &[Option<Millis>]) -> (Manifest, HashMap<String, Vec<u8>>) {
    let (mut manifest, mut files) = (Manifest::new(api), HashMap::new());
    for (number, at) in (0..).zip(fetched) {
        let Some(at) = *at else { continue };
        let data = alone(api, made, days(number, number + 2), at);
        let rows = day::rows(&data, days(number, number + 1), at);
        let written = write::write(by_name(api).unwrap(), rows).unwrap();
        let file = written.file(date(number), format!("{number:064x}"));
        let known =
            Day { day: date(number), fetched: at, agents: None, failed: vec![], refused: 0, repeated: 0 };
        files.insert(file.path(), written.bytes);
        manifest.replace(known, Some(file).filter(|file| file.rows > 0));
    }
    (manifest, files)
}

fn date(number: i64) -> NaiveDate {
    day_of(Millis(START + number * DAY)).unwrap()
}

/// What is asked of an archive and, where it ends, of the API.
fn plan(api: &'static str, manifest: &Manifest, range: Span, now: Millis) -> (Plan, Option<Tail>) {
    let (dialect, agents) = (by_name(api).unwrap(), agents(api));
    let plan = |until| archive::plan(manifest, &Rosters::new(), &agents, range, until);
    let whole = plan(now);
    let Some(from) = missing_from(manifest, &whole, &agents, (range, now)) else { return (whole, None) };
    let query = Query::new(agents.clone(), range);
    (plan(from), Tail::new(dialect, dialect.decoder(), &query, (&whole, from)))
}

/// Both, joined; `api` answers for itself.
fn joined(
    api: &'static str,
    (manifest, files): &(Manifest, HashMap<String, Vec<u8>>),
    (range, now): (Span, Millis),
    mut of_api: impl FnMut(&Request) -> Response,
) -> (Dataset, Fetch, Option<Tail>) {
    let (plan, tail) = plan(api, manifest, range, now);
    let fetch = archive::fetch(api, &plan, Query::new(agents(api), range), tail.as_ref()).unwrap();
    let fetch = run(fetch, now, |number, request| match plan.pieces.get(number) {
        Some(piece) => {
            let bytes = archive::piece_in(piece, &files[&*piece.path]).unwrap();
            Response { status: 200, body: archive::body(piece, bytes), ..Response::default() }
        }
        None => of_api(request),
    });
    let beside = archive::beside(&plan, fetch.durations());
    let all: Vec<Series> =
        beside.into_iter().chain(archive::attributed(fetch.series(), &plan, tail.as_ref())).collect();
    (build(&fetch, &all, range, now), fetch, tail)
}

/// Each agent's segments, in words: where a state begins, ends, and what it is. The API's own figure of a row may not
/// have been known when that was fetched.
fn seen(data: &Dataset) -> BTreeMap<String, Vec<String>> {
    let words = |segment: Segment| {
        let activity = data.catalog.activity(segment.activity);
        let (code, reason) = (data.catalog.code(segment.activity), &activity.reason);
        let Segment { span, since, running, .. } = segment;
        format!("{span:?} {code} {reason:?} {:?} {since:?} {running}", activity.kind)
    };
    let agents = data.agents.iter().filter(|agent| agent.records > 0 || agent.lane.is_carried_in());
    agents.map(|agent| (agent.id.to_string(), agent.lane.segments().map(words).collect())).collect()
}

fn either() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["cxone", "reporting-v2"][..])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn an_archive_and_its_api_are_what_the_api_is(
        made in records(),
        api in either(),
        whole in 0..DAYS,
        last in prop::option::of(0..2 * DAY),
        lags in prop::collection::vec(0..3 * HOUR, DAYS as usize),
        (from, length) in (0..(DAYS + 1) * DAY, 1..3 * DAY),
        now in 0..DAY,
    ) {
        let now = Millis(START + DAYS * DAY + now);
        // Whole days, then one that was fetched before or soon after it was over.
        let mut fetched: Vec<Option<Millis>> =
            (0..whole).map(|day| Some(days(day, day + 1).end + lags[day as usize])).collect();
        fetched.extend(last.map(|at| Some((days(whole, whole + 1).start + at).min(now))));
        let range = Span::new(START + from, START + from + length);
        let archive = folder(api, &made, &fetched);
        let (read, fetch, _) =
            joined(api, &archive, (range, now), |request| answer(api, &made, request, now));
        prop_assert_eq!(fetch.state(), FetchState::Finished);
        let expected = alone(api, &made, range, now);
        prop_assert_eq!(seen(&read), seen(&expected));
        prop_assert_eq!(read.losses.duplicates, 0, "the seam is no finding");
        let absent = read.agents.iter().flat_map(|agent| agent.lane.segments());
        let absent = absent.filter(|segment| segment.activity == ActivityId::NOT_FETCHED).count();
        prop_assert_eq!(absent, 0);
    }

    #[test]
    fn where_the_api_fails_the_archive_stays_and_the_rest_is_not_fetched(
        made in records(), api in either(), whole in 1..DAYS, (from, length) in (0..DAYS * DAY, 1..3 * DAY),
    ) {
        let now = Millis(START + DAYS * DAY + HOUR);
        let range = Span::new(START + from, (START + from + length).min(now.0));
        prop_assume!(!range.is_empty());
        let fetched: Vec<_> = (0..whole).map(|day| Some(days(day, day + 1).end + HOUR)).collect();
        let archive = folder(api, &made, &fetched);
        let broken = Response { status: 400, ..Response::default() };
        let (read, fetch, tail) = joined(api, &archive, (range, now), |_| broken.clone());
        let Some(tail) = tail else { return Ok(()) };
        let has_failed = matches!(fetch.state(), FetchState::Failed { .. });
        prop_assert!(has_failed);
        let lost = Span { start: tail.from.max(range.start), end: range.end };
        for agent in &read.agents {
            let total: i64 = agent.lane.segments().map(|segment| segment.len()).sum();
            prop_assert_eq!(total, range.len());
            let within = |activity: ActivityId, span: Span| -> i64 {
                let segments = agent.lane.segments().filter(|one| one.activity == activity);
                segments.map(|one| one.span.intersect(span).len()).sum()
            };
            let not_fetched = |span| within(ActivityId::NOT_FETCHED, span);
            prop_assert_eq!(not_fetched(Span { end: lost.start, ..range }), 0, "the archive has it");
            if api == "cxone" {
                // A row whose end is not known goes on where rows say how long they last.
                prop_assert_eq!(within(ActivityId::NO_DATA, lost) + within(ActivityId::UNKNOWN, lost), 0);
            } else {
                prop_assert_eq!(not_fetched(lost), lost.len());
            }
        }
    }
}

#[test]
fn an_api_goes_on_where_the_archive_ends_and_nowhere_else() {
    let now = Millis(START + DAYS * DAY + 7 * HOUR);
    let noon = |day: i64| START + day * DAY + 12 * HOUR;
    let until = |number: i64| days(number, number + 1).end;
    let of = |fetched: &[Option<i64>], range: (i64, i64)| {
        let fetched: Vec<_> = fetched.iter().map(|at| at.map(Millis)).collect();
        let (manifest, _) = folder("cxone", &[], &fetched);
        plan("cxone", &manifest, Span::new(range.0, range.1), now).1.map(|tail| tail.from.0)
    };
    let whole: Vec<_> = (0..DAYS).map(|day| Some(until(day).0 + 3 * HOUR)).collect();
    assert_eq!(of(&whole, (noon(1), noon(2))), None, "it has all of this");
    assert_eq!(of(&whole, (noon(1), noon(DAYS))), Some(until(DAYS - 1).0));
    assert_eq!(of(&whole, (noon(2), now.0 + DAY)), Some(until(DAYS - 1).0), "whatever is to come");
    let mut hole = whole.clone();
    hole[1] = None;
    assert_eq!(of(&hole, (noon(1), noon(2))), None, "a hole before its end is not the API's");
    assert_eq!(of(&hole[..3], (noon(1), noon(DAYS))), Some(until(2).0));
    hole[3] = Some(until(3).0 + MINUTE);
    assert_eq!(
        of(&hole, (noon(2), noon(DAYS))),
        Some(until(3).0 - 9 * MINUTE),
        "what came late may be missing"
    );
    hole[3] = Some(noon(3) + 999);
    assert_eq!(of(&hole, (noon(2), noon(DAYS))), Some(noon(3) - 10 * MINUTE), "in whole seconds");
    assert_eq!(of(&[], (noon(2), noon(3))), Some(noon(1)), "there is nothing of it");
}

#[test]
fn days_at_the_end_that_failed_are_the_apis() {
    let (mut manifest, _) =
        folder("cxone", &[], &[1, 2, 3].map(|day| Some(days(day, day + 1).start + 3 * HOUR)));
    let mut failed = |number: i64, agent: Option<&str>| {
        let day = manifest.day(date(number)).unwrap().clone();
        let failed = vec![Failed { agent: agent.map(AgentId::from), span: days(number, number + 1) }];
        let file: Option<File> = manifest.file(date(number)).cloned();
        manifest.replace(Day { failed, ..day }, file);
        manifest.clone()
    };
    let (range, now) = (days(0, 3), days(3, 4).end);
    let from = |manifest: &Manifest, agents: &Agents| {
        let plan = archive::plan(manifest, &Rosters::new(), agents, range, now);
        missing_from(manifest, &plan, agents, (range, now))
    };
    let named = |id: &str| Agents::Named(vec![id.into()]);
    let of_one = failed(2, Some("7"));
    assert_eq!(from(&of_one, &named("7")), Some(days(2, 3).start));
    assert_eq!((from(&of_one, &named("8")), from(&of_one, &Agents::All)), (None, None));
    let of_all = failed(1, None);
    assert_eq!((from(&of_all, &named("7")), from(&of_all, &named("8"))), (Some(days(1, 2).start), None));
}
