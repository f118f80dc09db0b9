//! When agents came and went: only what is known is a login or a logout.

use data::files::export::records_csv;
use data::files::{Import, Options, dataset};
use model::dataset::Dataset;
use model::page::Part;
use model::record::{Durations, Record};
use model::state::{Catalog, Reading, StateKind};
use model::testing::{Load, of, page};
use model::time::{HOUR, MINUTE, Millis, SECOND, Span};
use model::zone::Zone;

const DAY: Span = Span { start: Millis(0), end: Millis(24 * HOUR) };
const NOW: Millis = Millis(15 * HOUR);

/// Rows of one agent: hour, state, length in milliseconds where a row says its own.
type Rows<'a> = &'a [(i64, &'a str, Option<i64>)];

fn kind(state: &str) -> StateKind {
    match state {
        "OUT" | "END" => StateKind::LoggedOut,
        "LUNCH" => StateKind::NotReady,
        _ => StateKind::Available,
    }
}

/// A day of these agents, of whom the last page may be lost.
fn day(agents: &[Rows], durations: Durations, is_cut: bool) -> Dataset {
    let mut load = Load::new(Catalog::default(), DAY).measuring(durations).now(NOW);
    let mut record = |&(hour, state, length): &(i64, &str, Option<i64>)| {
        let activity = load.catalog.intern(state, None, |_| Reading::known(kind(state)));
        let length = length.filter(|_| durations == Durations::OfOwnState);
        Record { ends_session: state == "END", ..Record::new(Millis(hour * HOUR), activity, length) }
    };
    let mut rows = Vec::new();
    for (number, own) in agents.iter().enumerate() {
        rows.extend(of(&number.to_string(), own.iter().map(&mut record)));
    }
    let cut = is_cut.then_some(Part::Missing);
    load.series(None, [Part::Page(page(rows))].into_iter().chain(cut)).build()
}

fn logouts(data: &Dataset) -> Vec<Option<i64>> {
    data.agents.iter().map(|agent| agent.attendance.last_logout.map(|at| at.0 / HOUR)).collect()
}

/// The same after it was exported and opened again much later.
fn saved(data: &Dataset) -> Dataset {
    let bytes: Vec<u8> = records_csv(data, &Zone::utc(), |_| None).flatten().collect();
    let mut catalog = Catalog::default();
    let mut import = Import::new(Options::new(Zone::utc()));
    import.feed(&bytes, &mut catalog).unwrap();
    let file = import.finish(&mut catalog).unwrap();
    dataset(&[file], catalog, NOW + 7 * 24 * HOUR)
}

#[test]
fn the_time_after_the_present_is_no_logout() {
    let now_on = (NOW.0 - 8 * HOUR, Some(NOW.0 - 8 * HOUR));
    let cases: [(Rows, Option<i64>); 9] = [
        (&[(8, "READY", None)], None),
        (&[(8, "READY", Some(0))], None),
        // The figure so far, a moment old.
        (&[(8, "READY", Some(now_on.0 - SECOND / 2))], None),
        (&[(8, "READY", now_on.1)], None),
        (&[(8, "READY", Some(HOUR)), (9, "LUNCH", None)], None),
        (&[(8, "READY", Some(HOUR)), (9, "OUT", Some(HOUR)), (10, "READY", None)], None),
        (&[(8, "READY", Some(2 * HOUR)), (10, "OUT", None)], Some(10)),
        // A clock that is ahead.
        (&[(8, "READY", Some(8 * HOUR)), (16, "LUNCH", None)], None),
        (&[], None),
    ];
    for durations in [Durations::OfPreviousState, Durations::OfOwnState] {
        for (rows, logout) in cases {
            let data = day(&[rows], durations, false);
            let expected: Vec<_> = data.agents.iter().map(|_| logout).collect();
            assert_eq!(logouts(&data), expected, "{durations:?} {rows:?}");
            assert_eq!(logouts(&saved(&data)), expected, "{durations:?} {rows:?}, saved");
        }
        let all = cases.map(|(rows, _)| rows);
        let expected: Vec<_> = cases[..8].iter().map(|(_, logout)| *logout).collect();
        // The clock of one agent says nothing of the others.
        assert_eq!(logouts(&day(&all, durations, false)), expected, "{durations:?}");
        assert_eq!(logouts(&saved(&day(&all, durations, false))), expected, "{durations:?}, saved");
    }
}

/// Case 42-future-end.
#[test]
fn in_a_range_that_ends_later_a_state_runs_to_the_present() {
    let data = day(&[&[(8, "READY", None)]], Durations::OfPreviousState, false);
    let lane = &data.agents[0].lane;
    let running = lane.segment(lane.running().unwrap()).unwrap();
    assert_eq!(running.span, Span { start: Millis(8 * HOUR), end: NOW });
    assert_eq!(data.summary(DAY).kind(StateKind::Available).ms, 7 * HOUR);
}

#[test]
fn what_ended_before_the_present_is_a_logout_all_the_same() {
    let own = |rows: Rows| logouts(&day(&[rows], Durations::OfOwnState, false));
    assert_eq!(own(&[(8, "READY", Some(HOUR))]), [Some(9)], "no row goes on");
    assert_eq!(own(&[(8, "READY", Some(HOUR)), (9, "END", Some(0))]), [Some(9)]);
    assert_eq!(own(&[(8, "READY", Some(HOUR)), (10, "READY", None)]), [None], "back since");
}

#[test]
fn what_is_not_fetched_is_no_logout() {
    for durations in [Durations::OfPreviousState, Durations::OfOwnState] {
        let data = day(&[&[(8, "READY", Some(MINUTE))]], durations, true);
        assert_eq!(logouts(&data), [None], "{durations:?}");
    }
}

#[test]
fn an_export_opened_later_says_what_it_said() {
    let time = |data: &Dataset| data.summary(DAY).kind(StateKind::Available).ms;
    let data = day(&[&[(8, "READY", None)]], Durations::OfPreviousState, false);
    assert_eq!((time(&data), time(&saved(&data))), (7 * HOUR, 7 * HOUR));
}
