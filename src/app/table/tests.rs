use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use model::dataset::{Dataset, DatasetInput};
use model::page::{PageBuilder, Part, Series};
use model::record::{Durations, Record};
use model::state::{ActivityId, Catalog, Reading, StateKind};
use model::time::{MINUTE, Millis, Span};

fn data() -> Dataset {
    let records = [(10, READY, 5), (20, LUNCH, 1), (50, READY, 9), (55, LUNCH, 3)];
    of(Durations::OfPreviousState, Span::new(0, 60 * MINUTE), &records)
}

const READY: ActivityId = ActivityId(3);
const LUNCH: ActivityId = ActivityId(4);

fn of(durations: Durations, window: Span, records: &[(i64, ActivityId, i64)]) -> Dataset {
    let mut catalog = Catalog::default();
    catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
    catalog.intern("NOT_READY", Some("Lunch"), |_| Reading::known(StateKind::NotReady));
    let mut page = PageBuilder::new();
    for &(minute, activity, reported) in records {
        page.push(&"a".into(), Record::new(Millis(minute * MINUTE), activity, Some(reported)));
    }
    let series = [Series::new(None, window, vec![Part::Page(Arc::new(page.finish()))], durations)];
    Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
}

/// Those of the first agent, one after the other.
fn listed(data: &Dataset, spans: &[Span], sort: Sort, shows: impl Fn(ActivityId) -> bool) -> Vec<usize> {
    let rows = rows(&data.agents[0].lane, &data.catalog, spans, sort, shows);
    let all: Vec<usize> = (0..rows.len()).map(|place| rows.at(place).unwrap()).collect();
    assert_eq!((rows.is_empty(), rows.at(rows.len())), (all.is_empty(), None));
    all
}

fn all_rows(data: &Dataset, span: Span, sort: Sort) -> Vec<usize> {
    listed(data, &[span], sort, |_| true)
}

fn sorted(by: Column, descending: bool) -> Vec<usize> {
    let data = data();
    all_rows(&data, data.window, Sort { by, descending })
}

#[test]
fn records_are_those_of_the_row_that_is_chosen() {
    for (marked, order, expected) in [
        (None, None, Some(7)),
        (Some(3), None, Some(7)),
        (None, Some(&[5, 3][..]), Some(5)),
        (Some(3), Some(&[5, 3]), Some(3)),
        (Some(4), Some(&[5, 3]), Some(5)),
        (Some(4), Some(&[]), None),
    ] {
        assert_eq!(whose(7, marked, order), expected, "{marked:?} of {order:?}");
    }
}

#[test]
fn rows_come_in_the_order_asked_for() {
    // Segment 0 is the unknown time before the first record.
    assert_eq!(sorted(Column::Start, false), [1, 2, 3, 4]);
    assert_eq!(sorted(Column::Start, true), [4, 3, 2, 1]);
    assert_eq!(sorted(Column::State, false), [2, 4, 1, 3]);
    assert_eq!(sorted(Column::Reason, false), [1, 3, 2, 4]);
    assert_eq!(sorted(Column::Duration, true), [2, 1, 4, 3]);
    assert_eq!(sorted(Column::Reported, false), [2, 4, 1, 3]);
}

/// Ready from 10 to 50 minutes in three records, one of them of no length, then lunch in two.
#[test]
fn a_part_says_how_long_the_whole_is() {
    let cut = [(10, READY, 20), (30, READY, 20), (50, READY, 0), (50, LUNCH, 5), (55, LUNCH, 5)];
    let cut = cut.map(|(minute, activity, minutes)| (minute, activity, minutes * MINUTE));
    let parts = |from: i64| {
        let data = of(Durations::OfOwnState, Span::new(from * MINUTE, 60 * MINUTE), &cut);
        let agent = &data.agents[0];
        agent.lane.segments().map(|s| part_of(agent, &s).map(|ms| ms / MINUTE)).collect::<Vec<_>>()
    };
    assert_eq!(parts(0), [None, Some(40), Some(40), Some(40), Some(10), Some(10)]);
    assert_eq!(parts(52), [Some(10), Some(10)], "what was carried in counts from its beginning");
    assert_eq!(parts(57), [None]);
}

/// Ready for an hour, and lunch inside it.
#[test]
fn what_goes_on_after_a_row_inside_it_is_no_record_of_its_own() {
    let minutes = [(0, READY, 60), (20, LUNCH, 10)];
    let inside = minutes.map(|(minute, activity, minutes)| (minute, activity, minutes * MINUTE));
    let data = of(Durations::OfOwnState, Span::new(0, 60 * MINUTE), &inside);
    let lane = &data.agents[0].lane;
    assert_eq!(lane.segments().map(|s| s.activity).collect::<Vec<_>>(), [READY, LUNCH, READY]);
    for (from, expected) in [(0, &[0, 1][..]), (25, &[1]), (40, &[])] {
        let span = Span::new(from * MINUTE, 60 * MINUTE);
        assert_eq!(all_rows(&data, span, Sort::default()), expected, "from {from}");
    }
    let data = of(Durations::OfOwnState, Span::new(40 * MINUTE, 60 * MINUTE), &inside);
    let carried_in = all_rows(&data, data.window, Sort::default());
    assert_eq!(carried_in, [0], "the row began before the range");
}

#[test]
fn only_rows_of_the_span_are_listed_and_every_one_is_found() {
    let data = data();
    let span = Span::new(25 * MINUTE, 52 * MINUTE);
    assert_eq!(all_rows(&data, span, Sort::default()), [2, 3]);
    for by in [Column::Start, Column::Duration] {
        for descending in [false, true] {
            let sort = Sort { by, descending };
            let rows = rows(&data.agents[0].lane, &data.catalog, &[data.window], sort, |_| true);
            for place in 0..rows.len() {
                assert_eq!(rows.place_of(rows.at(place).unwrap()), Some(place));
            }
            assert_eq!((rows.len(), rows.place_of(0), rows.place_of(1_000)), (4, None, None));
        }
    }
}

#[test]
fn rows_of_several_spans_and_of_some_states_are_listed_once() {
    let data = data();
    let minutes = |from: i64, to: i64| Span::new(from * MINUTE, to * MINUTE);
    let spans = [minutes(0, 15), minutes(25, 30), minutes(40, 52)];
    let of = |shows: fn(ActivityId) -> bool| listed(&data, &spans, Sort::default(), shows);
    assert_eq!(of(|_| true), [1, 2, 3], "the second reaches into two of them");
    assert_eq!(of(|activity| activity == LUNCH), [2]);
    let turned = Sort { by: Column::Start, descending: true };
    assert_eq!(listed(&data, &spans, turned, |_| true), [3, 2, 1]);
}

#[test]
fn rows_of_many_blocks_are_those_that_a_look_at_every_segment_finds() {
    let records: Vec<_> =
        (0..20_000).map(|i| (i * 3 + i % 2, if i % 3 == 0 { LUNCH } else { READY }, 1)).collect();
    let window = Span::new(0, 70_000 * MINUTE);
    // Rows of a minute with holes between them, and rows that go on.
    for durations in [Durations::OfOwnState, Durations::OfPreviousState] {
        let in_ms: Vec<_> = records.iter().map(|&(at, of, length)| (at, of, length * MINUTE)).collect();
        let data = of(durations, window, &in_ms);
        let lane = &data.agents[0].lane;
        for (from, to) in [(0, 70_000), (1, 2), (12_287, 12_290), (5_000, 45_001), (69_000, 70_000)] {
            let span = Span::new(from * MINUTE, to * MINUTE);
            let is_row = |i: &usize| {
                let segment = lane.segment(*i).unwrap();
                let is_record =
                    !segment.activity.is_absence() && (!segment.is_derived || segment.since.is_some());
                is_record && segment.activity == READY
            };
            let expected: Vec<usize> = lane.range(span).filter(is_row).collect();
            let found = listed(&data, &[span], Sort::default(), |activity| activity == READY);
            assert_eq!(found, expected, "{durations:?} {from} to {to}");
            let places = rows(lane, &data.catalog, &[span], Sort::default(), |activity| activity == READY);
            let found: Vec<usize> = (0..lane.len()).filter_map(|i| places.place_of(i)).collect();
            assert!(found.into_iter().eq(0..expected.len()), "{durations:?} {from} to {to}");
        }
    }
}

proptest! {
    #[test]
    fn what_is_on_screen_is_always_laid_out(rows in 1_usize..5_000_000, share in 0.0_f64..=1.0, seen in 50.0_f64..2_000.0, touch: bool) {
        let scroller = Scroller::new(rows, seen, touch);
        let seen = scroller.seen_px;
        let scroll = share * (scroller.content_px() - seen).max(0.0);
        let (laid_out, offset) = scroller.visible(scroll);
        prop_assert!(offset <= scroll + 1e-3, "{offset} below {scroll}");
        let bottom = offset + laid_out.len() as f64 * scroller.row_px;
        prop_assert!(bottom + 1e-3 >= scroll + seen || laid_out.end == rows);
        if share > 0.999_999 {
            prop_assert_eq!(laid_out.end, rows);
        }
    }

    #[test]
    fn scrolling_to_a_row_lays_it_out(rows in 1_usize..5_000_000, share in 0.0_f64..1.0, touch: bool) {
        let scroller = Scroller::new(rows, 400.0, touch);
        let row = (share * rows as f64) as usize;
        let (laid_out, _) = scroller.visible(scroller.to_row(row));
        prop_assert!(laid_out.contains(&row));
    }

    #[test]
    fn a_row_that_is_brought_into_sight_stays_where_it_is(rows in 1_usize..200_000, from in 0.0_f64..1.0, share in 0.0_f64..1.0, touch: bool) {
        let scroller = Scroller::new(rows, SEEN_PX, touch);
        let row = (share * rows as f64) as usize;
        let seen = |scroll: f64| {
            let (laid_out, offset) = scroller.visible(scroll);
            let top = offset + (row as f64 - laid_out.start as f64) * scroller.row_px - scroll;
            laid_out.contains(&row) && top >= -1e-3 && top + scroller.row_px <= scroller.seen_px + 1e-3
        };
        let scroll = from * (scroller.content_px() - scroller.seen_px);
        match scroller.to_see(scroll, row) {
            None => prop_assert!(seen(scroll)),
            Some(scroll) => {
                prop_assert!(seen(scroll));
                prop_assert_eq!(scroller.to_see(scroll, row), None);
            }
        }
        prop_assert_eq!(scroller.to_see(scroll, rows), None, "there is no such row");
    }
}
