//! Rows that say how long they last, held against brute force: rows inside rows, sessions, holes.

use std::collections::BTreeMap;

use model::dataset::Dataset;
use model::findings::FindingKind;
use model::page::Part;
use model::record::{Durations, Record, RowKey};
use model::state::{ActivityId, Catalog, Reading, StateKind};
use model::testing::{Load, of, page};
use model::time::{Millis, SECOND, Span};
use proptest::prelude::*;

use super::painted::{Painting, STATES, UNIT, rows, told};

fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    for state in 0..STATES {
        catalog.intern(&format!("S{state}"), None, |_| Reading::known(StateKind::Available));
    }
    catalog
}

fn dataset(pages: Vec<Vec<Record>>, window: Span) -> Dataset {
    loaded(pages, window, i64::MAX / UNIT, false)
}

/// The present is in units.
fn loaded(pages: Vec<Vec<Record>>, window: Span, now: i64, is_saved: bool) -> Dataset {
    let parts = pages.into_iter().map(|records| Part::Page(page(of("a", records))));
    let load = Load::new(catalog(), window).measuring(Durations::OfOwnState).now(Millis(now * UNIT));
    load.saved(is_saved).series(None, parts).build()
}

fn totals(data: &Dataset, window: Span) -> BTreeMap<String, i64> {
    let summary = data.summary(window);
    let all = summary.states.iter().flat_map(|state| &state.reasons);
    let named = all.map(|reason| (data.catalog.code(reason.activity).to_owned(), reason.total.ms));
    named.filter(|(_, ms)| *ms != 0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_row_that_began_last_has_the_time_and_the_one_below_goes_on_after_it(
        rows in rows(), start in 0_i64..100, length in 1_i64..150, now in -10_i64..300, is_saved in any::<bool>(),
        size in 1_usize..15,
    ) {
        let window = (start, start + length);
        let mut records: Vec<Record> = rows.iter().enumerate().map(|(i, row)| row.record(i)).collect();
        records.sort_by_key(Record::order);
        let pages = records.chunks(size).map(<[Record]>::to_vec).collect();
        let data = loaded(pages, Span::new(start * UNIT, (start + length) * UNIT), now, is_saved);
        prop_assert_eq!(told(&data), Painting { rows: &rows, window, now, is_saved }.lane(), "{:?}", rows);
    }

    #[test]
    fn no_order_of_rows_and_no_division_into_pages_changes_anything(
        rows in rows(), seed in any::<prop::sample::Index>(), sizes in prop::collection::vec(1_usize..5, 1..5),
        again in prop::collection::vec(any::<prop::sample::Index>(), 0..4), shuffled in Just(()).prop_perturb(|(), mut rng| {
            (0..20).map(|_| rng.random::<u32>()).collect::<Vec<u32>>()
        }),
    ) {
        let window = Span::new(0, 200 * UNIT);
        let records: Vec<Record> = rows.iter().enumerate().map(|(i, row)| row.record(i)).collect();
        let plain = dataset(vec![records.clone()], window);
        let mut mixed = records.clone();
        if !records.is_empty() {
            mixed.extend(again.iter().map(|which| records[which.index(records.len())].clone()));
        }
        let mut keyed: Vec<(u32, Record)> =
            mixed.into_iter().enumerate().map(|(i, record)| (shuffled[(i + seed.index(20)) % 20], record)).collect();
        keyed.sort_by_key(|(key, _)| *key);
        let mut rest: Vec<Record> = keyed.into_iter().map(|(_, record)| record).collect();
        let mut pages = Vec::new();
        for size in sizes.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            pages.push(rest.drain(..(*size).min(rest.len())).collect());
        }
        let other = dataset(pages, window);
        prop_assert_eq!(totals(&other, window), totals(&plain, window));
        prop_assert_eq!(other.records(), plain.records());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// As an export of what was built has them: what follows from others is among them.
    #[test]
    fn rows_that_follow_from_others_may_be_said_too(
        rows in rows(), size in 1_usize..15, have_figures in any::<bool>(),
    ) {
        let window = Span::new(0, 200 * UNIT);
        let records: Vec<Record> = rows.iter().enumerate().map(|(i, row)| row.record(i)).collect();
        let built = dataset(vec![records], window);
        let lane = &built.agents[0].lane;
        let written = lane.segments().zip(lane.blocks().iter().flat_map(|block| block.records()));
        let said: Vec<Record> = written
            .filter(|(_, record)| !record.activity.is_absence())
            .map(|(segment, record)| {
                let has_own = !(record.is_derived && have_figures);
                let reported_ms = if has_own { record.reported_ms } else { Some(segment.len()) };
                Record { reported_ms, ..record }
            })
            .collect();
        let again = dataset(said.chunks(size).map(<[Record]>::to_vec).collect(), window);
        prop_assert_eq!(told(&again), told(&built), "{:?}", rows);
        prop_assert_eq!(again.records(), built.records());
    }
}

/// Also where rows say that they last for all of time.
#[test]
fn rows_that_hold_all_others_cost_no_more_than_others() {
    let rows: Vec<Record> = (0..200_000)
        .map(|i| {
            let key = RowKey { session: 1, index: Some(i) };
            let record = Record::new(Millis(i64::from(i) * UNIT), ActivityId(3 + i % 3), Some(1 << 50));
            Record { key, ..record }
        })
        .collect();
    let window = Span::new(0, 200_000 * UNIT);
    let data = dataset(vec![rows], window);
    assert_eq!(totals(&data, window).values().sum::<i64>(), window.len());
    assert_eq!(data.agents[0].findings.count(FindingKind::Overlap), 199_999);
}

/// Starts and figures that lost their fractions: 10:00:00.9 to 10:20:00.1 is written as 1,199 s from
/// 10:00:00. Cases 78-split-midnight and its kind.
#[test]
fn what_rounding_leaves_is_no_hole_and_no_overlap() {
    let figures = [1_199, 1_200, 1_201];
    for (first, second) in figures.into_iter().flat_map(|first| figures.map(|second| (first, second))) {
        let row = |index: u32, length: i64| {
            let key = RowKey { session: 1, index: Some(index) };
            let record =
                Record::new(Millis(i64::from(index) * 1_200 * SECOND), ActivityId(3), Some(length * SECOND));
            Record { key, ..record }
        };
        let window = Span::new(0, 3_600 * SECOND);
        let data = dataset(vec![vec![row(0, first), row(1, second), row(2, 1_200)]], window);
        let summary = data.summary(window);
        let total =
            summary.states.iter().map(|state| (state.total.ms, state.total.count)).collect::<Vec<_>>();
        assert_eq!(total, [(3_600 * SECOND, 1)], "{first} {second}");
        assert_eq!(data.agents[0].findings.total(), 0);
    }
}

/// Start, length and state of rows in milliseconds, in a window and at a present of 100 s: each segment.
fn in_milliseconds(rows: &[(i64, i64, u32)], is_saved: bool) -> (Vec<(i64, String)>, usize) {
    let record = |(i, &(at, length, state)): (usize, &(i64, i64, u32))| {
        let key = RowKey { session: 1, index: Some(i as u32) };
        Record { key, ..Record::new(Millis(at), ActivityId(3 + state), Some(length)) }
    };
    let records = rows.iter().enumerate().map(record).collect();
    let data = loaded(vec![records], Span::new(0, 100_000), 10, is_saved);
    let lane = data.agents[0].lane.segments();
    let lane = lane.map(|s| {
        (s.span.start.0, data.catalog.code(s.activity).to_owned() + if s.running { "+" } else { "" })
    });
    (lane.collect(), data.agents[0].findings.count(FindingKind::Overlap))
}

#[test]
fn a_second_is_rounding_and_more_is_not() {
    let lane = |rows: &[(i64, i64, u32)], is_saved| {
        let (lane, _) = in_milliseconds(rows, is_saved);
        lane.into_iter().map(|(at, name)| format!("{at} {name}")).collect::<Vec<_>>().join(", ")
    };
    let overlaps = |length| in_milliseconds(&[(0, 100_000, 0), (50_000, length, 1)], false).1;
    assert_eq!([999, 1_000, 1_001].map(overlaps), [0, 0, 1]);
    for is_saved in [false, true] {
        let running = if is_saved { "" } else { "+" };
        for short in [1_001, 1_000, 999, 0, -999, -1_000] {
            // After a row, and after one with another inside it.
            let hole = if short > 1_000 { format!(", {} NO_DATA", 60_000 - short) } else { String::new() };
            let next: &[_] = &[(0, 60_000 - short, 0), (60_000, 40_000, 1)];
            assert_eq!(lane(next, is_saved), format!("0 S0{hole}, 60000 S1{running}"), "{short}");
            let around: &[_] = &[(0, 60_000 - short, 0), (20_000, 10_000, 2), (60_000, 40_000, 1)];
            let expected = format!("0 S0, 20000 S2, 30000 S0{hole}, 60000 S1{running}");
            assert_eq!(lane(around, is_saved), expected, "{short}");
        }
    }
    // Up to the present: it goes on.
    assert_eq!(lane(&[(0, 99_000, 0)], false), "0 S0+");
    assert_eq!(lane(&[(0, 98_999, 0)], false), "0 S0, 98999 NO_DATA");
    // Of what was saved the last row is as long as it says.
    assert_eq!(lane(&[(0, 1_000, 0)], true), "0 S0, 1000 NO_DATA");
    assert_eq!(lane(&[(0, 10_000, 0), (10_000, 900, 1)], true), "0 S0, 10000 S1, 10900 NO_DATA");
}

/// A figure so far has whole seconds.
#[test]
fn what_lasts_up_to_the_last_second_is_in_progress() {
    let now = Millis(60_000);
    for (rows, is_running) in [
        (&[(10_000, 50_000)][..], true),
        (&[(10_000, 49_000)], true),
        (&[(10_000, 48_999)], false),
        (&[(10_000, 0), (10_000, 49_500)], true),
        // The first goes on after the second, which lies inside it.
        (&[(9_000, 50_999), (10_000, 5_000)], true),
        (&[(9_000, 49_999), (10_000, 5_000)], false),
    ] {
        let records = rows.iter().map(|(at, ms)| Record::new(Millis(*at), ActivityId(4), Some(*ms)));
        let load = Load::new(catalog(), Span::new(0, 100_000)).measuring(Durations::OfOwnState).now(now);
        let data = load.series(None, [Part::Page(page(of("a", records)))]).build();
        let lane = &data.agents[0].lane;
        assert_eq!(lane.running().is_some(), is_running, "{rows:?}");
        let known = lane.segments().filter(|segment| !segment.activity.is_absence());
        let ends = known.max_by_key(|segment| segment.span.end).unwrap().span.end;
        assert_eq!(ends == now, is_running, "{rows:?}: what is in progress is drawn up to the present");
    }
}
