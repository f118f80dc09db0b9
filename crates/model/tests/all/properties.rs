//! Properties of the timeline model, held against brute force.

use std::sync::Arc;

use model::block::Block;
use model::dataset::Dataset;
use model::index::{Count, Total};
use model::page::{Page, Part};
use model::record::{Durations, Record, RowKey};
use model::state::{ActivityId, Catalog, Reading, StateKind};
use model::testing::{self, Load, of};
use model::time::{Millis, Span};
use proptest::prelude::*;

const STATES: [(&str, StateKind); 6] = [
    ("LOGIN", StateKind::LoggedIn),
    ("READY", StateKind::Available),
    ("ON_CONTACT", StateKind::OnContact),
    ("WRAP_UP", StateKind::WrapUp),
    ("NOT_READY", StateKind::NotReady),
    ("LOGOUT", StateKind::LoggedOut),
];

fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    for (code, kind) in STATES {
        for reason in [None, Some("Lunch"), Some("Break")] {
            catalog.intern(code, reason, |_| Reading::known(kind));
        }
    }
    catalog
}

prop_compose! {
    fn record()(
        at in prop_oneof![3 => 0_i64..1_000_000, 1 => (0_i64..20).prop_map(|at| at * 50_000)],
        activity in prop_oneof![3_u32..21, 3_u32..6],
        reported_ms in prop_oneof![Just(None), (-10_i64..400_000).prop_map(Some)],
        key in prop_oneof![3 => Just(RowKey::default()), 1 => (0_u64..3, 0_u32..9).prop_map(|(session, index)| RowKey { session, index: Some(index) })],
    ) -> Record {
        Record { key, ..Record::new(Millis(at), ActivityId(activity), reported_ms) }
    }
}

fn page(records: Vec<Record>) -> Part {
    Part::Page(testing::page(of("a", records)))
}

prop_compose! {
    fn parts()(
        pages in prop::collection::vec(
            prop_oneof![
                4 => prop::collection::vec(record(), 0..60).prop_map(page),
                1 => Just(Part::Missing),
            ],
            0..5,
        ),
        in_order in any::<bool>(),
    ) -> Vec<Part> {
        if !in_order {
            return pages;
        }
        let mut all: Vec<Record> = pages.iter().flat_map(records_of).collect();
        all.sort_by_key(Record::order);
        all.chunks(40).map(|chunk| page(chunk.to_vec())).collect()
    }
}

fn records_of(part: &Part) -> Vec<Record> {
    let blocks = part.page().into_iter().flat_map(|page| &page.blocks);
    blocks.flat_map(|(_, block)| block.records().collect::<Vec<_>>()).collect()
}

fn dataset(parts: Vec<Part>, window: Span, now: i64, durations: Durations) -> Dataset {
    dataset_of(catalog(), parts, window, now, durations)
}

fn dataset_of(catalog: Catalog, parts: Vec<Part>, window: Span, now: i64, durations: Durations) -> Dataset {
    Load::new(catalog, window).measuring(durations).now(Millis(now)).series(Some("a"), parts).build()
}

/// The catalogue alone, or with so many states more that lanes have columns of their own.
fn catalogs() -> impl Strategy<Value = Catalog> {
    any::<bool>().prop_map(|is_large| {
        let mut catalog = catalog();
        for state in (0..100).filter(|_| is_large) {
            catalog.intern(&format!("S{state}"), None, |_| Reading::other("S"));
        }
        catalog
    })
}

fn durations() -> impl Strategy<Value = Durations> {
    prop_oneof![Just(Durations::OfPreviousState), Just(Durations::OfOwnState)]
}

fn window() -> impl Strategy<Value = Span> {
    (-50_000_i64..1_000_000, 0_i64..1_200_000).prop_map(|(start, len)| Span::new(start, start + len))
}

/// What each activity adds up to, by the definition of an occurrence: a segment belongs to the one before
/// it, or to the last one with a length before it, if that has its activity.
fn truth(data: &Dataset, span: Span) -> Vec<(ActivityId, Total)> {
    let span = span.intersect(data.window);
    let mut last: Option<(ActivityId, usize)> = None;
    let mut lasting = last;
    let mut occurrences: Vec<(ActivityId, Option<Total>)> = Vec::new();
    for s in data.agents[0].lane.segments() {
        let own = [last, lasting].into_iter().flatten().find(|(activity, _)| *activity == s.activity);
        let own = own.map_or(occurrences.len(), |(_, own)| own);
        if own == occurrences.len() {
            occurrences.push((s.activity, None));
        }
        last = Some((s.activity, own));
        lasting = if s.is_empty() { lasting } else { last };
        let ms = s.span.intersect(span).len();
        if ms > 0 || (s.is_empty() && span.contains(s.span.start)) {
            let total = occurrences[own].1.get_or_insert_default();
            total.count = 1;
            total.longest_ms += ms;
            total.ms += ms;
            let began = span.contains(s.span.start) && s.since.is_none();
            total.reported_ms += if began { s.reported_ms.unwrap_or(0) } else { 0 };
        }
    }
    let mut totals = vec![Total::default(); data.catalog.len()];
    for (activity, total) in occurrences {
        totals[activity.column()].add(&total.unwrap_or_default());
    }
    let totals = (0..).map(ActivityId).zip(totals);
    totals.filter(|(_, total)| *total != Total::default()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn time_in_all_states_is_the_length_of_the_window(
        parts in parts(), window in window(), now in 0_i64..2_000_000, durations in durations(),
    ) {
        let data = dataset(parts, window, now, durations);
        let lane = &data.agents[0].lane;
        let sum: i64 = lane.segments().map(|s| s.len()).sum();
        prop_assert_eq!(sum, window.len());
        let by_index: i64 = data.agents[0].index.totals(lane, window).iter().map(|(_, t)| t.ms).sum();
        prop_assert_eq!(by_index, window.len());
        for (a, b) in lane.segments().zip(lane.segments().skip(1)) {
            prop_assert!(a.span.start <= a.span.end && a.span.end == b.span.start);
        }
    }

    #[test]
    fn every_record_is_drawn_or_counted(
        parts in parts(), window in window(), now in 0_i64..2_000_000, durations in durations(),
    ) {
        let sent: Vec<Record> = parts.iter().flat_map(records_of).collect();
        // Own durations come with a look-back: what lies before the window was asked for.
        let before = sent.iter().filter(|r| durations == Durations::OfOwnState && r.at < window.start).count();
        let data = dataset(parts, window, now, durations);
        let carried = usize::from(data.agents[0].lane.is_carried_in());
        let lost = data.losses.duplicates + data.losses.outside;
        // With an empty window or an ended look-back state, nothing is carried in, but the record is outside.
        let accounted = data.records() + lost + carried;
        let all = accounted <= sent.len() && accounted + before.max(1) >= sent.len();
        prop_assert!(all, "{} of {}", accounted, sent.len());
    }

    #[test]
    fn totals_of_any_span_agree_with_adding_up(
        parts in parts(), window in window(), now in 0_i64..2_000_000, durations in durations(),
        from in -60_000_i64..1_300_000, len in 0_i64..1_300_000, catalog in catalogs(),
    ) {
        let data = dataset_of(catalog, parts, window, now, durations);
        let (lane, span) = (&data.agents[0].lane, Span::new(from, from + len));
        prop_assert_eq!(data.agents[0].index.totals(lane, span), truth(&data, span));
    }

    #[test]
    fn totals_add_up_over_parts(
        parts in parts(), window in window(), cut in 0.0_f64..1.0, durations in durations(), catalog in catalogs(),
    ) {
        let data = dataset_of(catalog, parts, window, 2_000_000, durations);
        let (lane, index) = (&data.agents[0].lane, &data.agents[0].index);
        let middle = window.start + (window.len() as f64 * cut) as i64;
        let left = index.totals(lane, Span { start: window.start, end: middle });
        let right = index.totals(lane, Span { start: middle, end: window.end });
        let whole = index.totals(lane, window);
        let of = |totals: &[(ActivityId, Total)], id: ActivityId| {
            totals.iter().find(|(of, _)| *of == id).map_or_else(Total::default, |(_, total)| *total)
        };
        let mut before = vec![Count::default(); index.columns().len()];
        data.agents[0].sweep(middle).count_before(&mut before);
        for (id, count) in index.columns().activities().zip(before) {
            let (l, r, w) = (of(&left, id), of(&right, id), of(&whole, id));
            prop_assert_eq!(l.ms + r.ms, w.ms);
            prop_assert_eq!(l.reported_ms + r.reported_ms, w.reported_ms);
            prop_assert_eq!(count.ms, l.ms);
        }
        prop_assert!(whole.iter().all(|(id, _)| index.columns().place(*id).is_some()));
    }

    #[test]
    fn the_whole_window_is_the_largest_part(
        parts in parts(), window in window(), now in 0_i64..2_000_000, durations in durations(),
        catalog in catalogs(),
    ) {
        let data = dataset_of(catalog, parts, window, now, durations);
        for agent in &data.agents {
            let part = agent.attendance_in(&data.catalog, (window, data.now), &|_| true);
            prop_assert_eq!(&part, &agent.attendance);
        }
        let summary = data.summary(window);
        let shown = |id: ActivityId| id.0.is_multiple_of(2);
        let (kept, left) = (summary.only(&data.catalog, &shown), summary.only(&data.catalog, &|id| !shown(id)));
        prop_assert_eq!(kept.logged_in_ms() + left.logged_in_ms(), summary.logged_in_ms());
        prop_assert_eq!(kept.share(1), summary.share(1));
        prop_assert_eq!(&summary.only(&data.catalog, &|_| true), &summary);
    }

    #[test]
    fn look_ups_by_time_agree_with_a_search(
        parts in parts(), window in window(), t in -60_000_i64..1_300_000, durations in durations(),
    ) {
        let data = dataset(parts, window, 2_000_000, durations);
        let lane = &data.agents[0].lane;
        let truth = lane.segments().filter(|s| s.span.contains(Millis(t))).map(|s| s.index).next();
        prop_assert_eq!(lane.at(Millis(t)), truth);
    }

    #[test]
    fn a_sweep_finds_what_a_search_finds(
        parts in parts(), window in window(), mut moments in prop::collection::vec(0.0_f64..=1.0, 1..20),
    ) {
        let data = dataset(parts, window, 2_000_000, Durations::OfPreviousState);
        let lane = &data.agents[0].lane;
        moments.sort_by(f64::total_cmp);
        let moment = |share: &f64| window.start + (window.len() as f64 * share) as i64;
        let mut sweep = data.agents[0].sweep(moment(&moments[0]));
        for t in moments.iter().map(moment) {
            sweep.go_to(t);
            let begun: Vec<_> = lane.segments().filter(|s| s.span.start < t).collect();
            prop_assert_eq!((sweep.at(), sweep.started_count()), (t, begun.len()));
            let last = begun.last().map(|s| (s.index, s.span, s.activity));
            prop_assert_eq!(sweep.last().map(|last| (last.segment, last.span, last.activity)), last);
        }
    }

    #[test]
    fn records_in_order_lose_nothing_and_share_their_blocks(
        n in 1_usize..9_000, step in 1_i64..1_000, durations in durations(),
    ) {
        let record = |i| Record::new(Millis(i as i64 * step), ActivityId(3 + i as u32 % 5), Some(step));
        let pages: Vec<Part> = (0..n).collect::<Vec<_>>().chunks(1_000).map(|c| page(c.iter().map(|&i| record(i)).collect())).collect();
        let first = pages[0].page().unwrap().blocks[0].1.clone();
        let window = Span::new(0, n as i64 * step);
        let data = dataset(pages, window, i64::MAX, durations);
        prop_assert_eq!(data.records(), n);
        prop_assert_eq!(data.losses.duplicates + data.losses.outside, 0);
        if n > 1_000 {
            prop_assert!(data.agents[0].lane.blocks().iter().any(|b| Arc::ptr_eq(b, &first)));
        }
    }
}

#[test]
fn the_index_agrees_with_adding_up_where_rows_are_many() {
    // Slower and slower changes at first, and every fifth record in the millisecond of another.
    let at = |i: i64| Millis(i * 100 + i % 37);
    let records: Vec<Record> = (0..50_000_i64)
        .map(|i| (at(i - i64::from(i % 5 == 4)), ActivityId(3 + (i * i / 4_000_000 % 18) as u32), i % 5_000))
        .map(|(at, activity, reported)| Record::new(at, activity, Some(reported)))
        .collect();
    let blocks: Vec<_> = Block::pack(records).into_iter().map(|b| ("a".into(), Arc::new(b))).collect();
    let parts = vec![Part::Page(Arc::new(Page { blocks, rows: 50_000, ..Page::default() }))];
    let window = Span::new(0, 5_000_000);
    let data = dataset(parts, window, 9_000_000, Durations::OfPreviousState);
    let (lane, index) = (&data.agents[0].lane, &data.agents[0].index);
    for (from, to) in [(0, 5_000_000), (17, 4_999_983), (1_234_567, 1_234_570), (2_000_000, 4_000_001)] {
        let span = Span::new(from, to);
        assert_eq!(index.totals(lane, span), truth(&data, span));
    }
    assert!(data.bytes() < 50_000 * 24, "{} bytes a record", data.bytes() / 50_000);
}
