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

/// Milliseconds of a unit: more than what is rounding.
const UNIT: i64 = 10 * SECOND;

/// Start and length in units, state, session, and whether it is the session's last row.
type Row = (i64, i64, u32, u64, bool);

const STATES: u32 = 3;

fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    for state in 0..STATES {
        catalog.intern(&format!("S{state}"), None, |_| Reading::known(StateKind::Available));
    }
    catalog
}

fn record(index: usize, &(start, length, state, session, ends_session): &Row) -> Record {
    let key = RowKey { session, index: Some(index as u32) };
    let record = Record::new(Millis(start * UNIT), ActivityId(3 + state), Some(length * UNIT));
    Record { key, ends_session, ..record }
}

fn dataset(pages: Vec<Vec<Record>>, window: Span) -> Dataset {
    let parts = pages.into_iter().map(|records| Part::Page(page(of("a", records))));
    let load = Load::new(catalog(), window).measuring(Durations::OfOwnState).now(Millis(i64::MAX));
    load.series(None, parts).build()
}

fn totals(data: &Dataset, window: Span) -> BTreeMap<String, i64> {
    let summary = data.summary(window);
    let all = summary.states.iter().flat_map(|state| &state.reasons);
    let named = all.map(|reason| (data.catalog.code(reason.activity).to_owned(), reason.total.ms));
    named.filter(|(_, ms)| *ms != 0).collect()
}

/// What is seen at a moment: of the rows under way the one that began last, and of those that began
/// together the shortest. Without any, the agent is logged out after the last row of a session, up to
/// one that had not begun, and there is no data otherwise.
fn seen(rows: &[Row], at: i64) -> String {
    let order = |(i, row): &(usize, &Row)| (row.0, -row.1, row.3, *i);
    let under_way = rows.iter().enumerate().filter(|(_, row)| row.0 <= at && at < row.0 + row.1);
    if let Some((_, row)) = under_way.max_by_key(order) {
        return format!("S{}", row.2);
    }
    let before = rows.iter().enumerate().filter(|(_, row)| row.0 + row.1 <= at);
    // The row that ended last; of several the one below the others.
    let ended = before.max_by_key(|(i, row)| (row.0 + row.1, -row.0, row.1, std::cmp::Reverse((row.3, *i))));
    let next = rows.iter().enumerate().filter(|(_, row)| row.0 > at);
    let next = next.min_by_key(|(i, row)| (row.0, -row.1, row.3, *i));
    let has_begun = |session: u64| rows.iter().any(|row| row.3 == session && row.0 <= at);
    match (ended, next) {
        (None, Some(_)) => "UNKNOWN".into(),
        (Some((_, row)), next) if row.4 && !next.is_some_and(|(_, next)| has_begun(next.3)) => {
            "LoggedOut".into()
        }
        (None, None) | (Some(_), _) => "NO_DATA".into(),
    }
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop_oneof![3 => rows_anywhere(), 1 => rows_end_to_end()]
}

/// Each begins where the one before it ends.
fn rows_end_to_end() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((1_i64..20, 0..STATES), 1..14).prop_map(|rows| {
        let mut at = 0;
        let row = |(length, state)| {
            at += length;
            (at - length, length, state, 1, false)
        };
        rows.into_iter().map(row).collect()
    })
}

fn rows_anywhere() -> impl Strategy<Value = Vec<Row>> {
    let row = (0_i64..120, 1_i64..60, 0..STATES, 1_u64..4, prop::bool::weighted(0.2));
    prop::collection::vec(row, 1..14).prop_map(|mut rows| {
        // Of rows that end together in sessions that end, it would be a matter of taste which counts.
        let mut ends = std::collections::HashSet::new();
        rows.retain(|row| ends.insert(row.0 + row.1));
        rows
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_moment_shows_the_row_that_began_last(
        rows in rows(), start in 0_i64..100, length in 1_i64..150, size in 1_usize..15,
    ) {
        let window = Span::new(start * UNIT, (start + length) * UNIT);
        let mut records: Vec<Record> = rows.iter().enumerate().map(|(i, row)| record(i, row)).collect();
        records.sort_by_key(Record::order);
        let data = dataset(records.chunks(size).map(<[Record]>::to_vec).collect(), window);
        let mut expected: BTreeMap<String, i64> = BTreeMap::new();
        // A row that begins behind the window is not known there.
        let known: Vec<Row> = rows.iter().copied().filter(|row| row.0 < start + length).collect();
        for at in start..start + length {
            *expected.entry(seen(&known, at)).or_default() += UNIT;
        }
        prop_assert_eq!(totals(&data, window), expected, "{:?}", rows);
        // Each figure counts once, where its row begins, however often the row goes on after others.
        let reported = |span: Span| data.summary(span).states.iter().map(|state| state.total.reported_ms).sum::<i64>();
        let mut begun: Vec<&Row> = known.iter().filter(|row| row.0 >= start).collect();
        begun.sort();
        begun.dedup();
        prop_assert_eq!(reported(window), begun.iter().map(|row| row.1 * UNIT).sum::<i64>(), "{:?}", rows);
    }

    #[test]
    fn no_order_of_rows_and_no_division_into_pages_changes_anything(
        rows in rows(), seed in any::<prop::sample::Index>(), sizes in prop::collection::vec(1_usize..5, 1..5),
        again in prop::collection::vec(any::<prop::sample::Index>(), 0..4), shuffled in Just(()).prop_perturb(|(), mut rng| {
            (0..20).map(|_| rng.random::<u32>()).collect::<Vec<u32>>()
        }),
    ) {
        let window = Span::new(0, 200 * UNIT);
        let records: Vec<Record> = rows.iter().enumerate().map(|(i, row)| record(i, row)).collect();
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
    fn rows_that_follow_from_others_may_be_said_too(rows in rows(), size in 1_usize..15) {
        let window = Span::new(0, 200 * UNIT);
        let records: Vec<Record> = rows.iter().enumerate().map(|(i, row)| record(i, row)).collect();
        let built = dataset(vec![records], window);
        let lane = built.agents[0].lane.blocks().iter().flat_map(|block| block.records());
        let said: Vec<Record> = lane.filter(|record| !record.activity.is_absence()).collect();
        let again = dataset(said.chunks(size).map(<[Record]>::to_vec).collect(), window);
        prop_assert_eq!(totals(&again, window), totals(&built, window), "{:?}", rows);
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
