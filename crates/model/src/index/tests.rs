//! The index against the definition, with rows so short that everything crosses them.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;

use super::builder::MIN_STRIDE;
use super::*;
use crate::block::Block;
use crate::columns::Finder;
use crate::lane::Ends;
use crate::record::Record;
use crate::state::{ActivityId, StateKind};
use crate::sweep::Sweep;

pub(crate) const ACTIVITIES: usize = 5;

/// A catalogue that is columns as it is, and one of which lanes have their own.
const CATALOGUES: [usize; 2] = [ACTIVITIES, 1_000];

/// A lane that begins at 0, from what follows: (length in milliseconds, activity, figure).
pub(crate) fn lane(segments: &[(i64, u32, i64)], is_carried_in: bool) -> Lane {
    let mut at = Millis(0);
    let mut records = Vec::new();
    for &(ms, activity, reported) in segments {
        records.push(Record::new(at, ActivityId(activity), Some(reported)));
        at = at + ms;
    }
    let blocks = Block::pack(records).into_iter().map(Arc::new).collect();
    let since = is_carried_in.then_some(Millis(-5));
    Lane::new(blocks, Span { start: Millis(0), end: at }, Ends { since, ..Ends::default() })
}

pub(crate) fn index(lane: &Lane, catalogue: usize, stride: usize) -> TimeIndex {
    let mut finder = Finder::new(catalogue);
    let columns = finder.find(lane);
    assert!(columns.len() <= ACTIVITIES);
    let mut builder = IndexBuilder::with_stride(lane.len(), columns, &finder, stride);
    lane.for_each(&[StateKind::Other; ACTIVITIES], |step| {
        builder.observe(step);
    });
    builder.finish()
}

/// The segments of each occurrence, by the definition: a segment belongs to the one before it, or to the
/// last one with a length before it, if that has its activity.
fn occurrences(lane: &Lane) -> Vec<Vec<usize>> {
    let segments: Vec<_> = lane.segments().collect();
    let mut occurrences: Vec<Vec<usize>> = Vec::new();
    for segment in &segments {
        let before = &segments[..segment.index];
        let neighbours = [before.last(), before.iter().rev().find(|before| !before.is_empty())];
        let joined = neighbours.into_iter().flatten().find(|before| before.activity == segment.activity);
        let own = joined.and_then(|joined| occurrences.iter().position(|one| one.contains(&joined.index)));
        match own {
            Some(own) => occurrences[own].push(segment.index),
            None => occurrences.push(vec![segment.index]),
        }
    }
    occurrences
}

fn truth(lane: &Lane, span: Span) -> Vec<(ActivityId, Total)> {
    let mut totals = vec![Total::default(); ACTIVITIES];
    let touched = lane.range(span);
    for occurrence in occurrences(lane) {
        let inside = occurrence.iter().filter(|segment| touched.contains(segment));
        let inside: Vec<_> = inside.filter_map(|&segment| lane.segment(segment)).collect();
        let Some(first) = inside.first() else { continue };
        let ms = inside.iter().map(|segment| segment.span.intersect(span).len()).sum();
        let began = inside.iter().filter(|s| s.span.start >= span.start && s.since.is_none());
        let reported_ms = began.filter_map(|segment| segment.reported_ms).sum();
        totals[first.activity.column()].add(&Total { ms, count: 1, longest_ms: ms, reported_ms });
    }
    let totals = (0..).map(ActivityId).zip(totals);
    totals.filter(|(_, total)| *total != Total::default()).collect()
}

/// Many of no length, many equal neighbours.
fn segments() -> impl Strategy<Value = Vec<(i64, u32, i64)>> {
    let activities = prop_oneof![Just(2_u32), Just(3_u32), Just(ACTIVITIES as u32)];
    activities.prop_flat_map(|activities| {
        let ms = prop_oneof![3 => Just(0_i64), 2 => 1_i64..4, 1 => 1_i64..40];
        prop::collection::vec((ms, 0..activities, -3_i64..9), 1..80)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn totals_of_any_span_are_those_of_the_definition(
        segments in segments(), carried in any::<bool>(), stride in 1_usize..9, catalogue in select(&CATALOGUES),
        cuts in prop::collection::vec((0.0_f64..=1.0, 0.0_f64..=1.0), 12),
        begun in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 12),
    ) {
        let lane = lane(&segments, carried);
        let index = index(&lane, catalogue, stride);
        let moment = |share: f64| (share * lane.window().len() as f64).round() as i64;
        let spans = cuts.iter().map(|(from, to)| Span::new(moment(*from), moment(*to)));
        // Where segments begin: also in the middle of those of no length.
        let start = |segment: prop::sample::Index| lane.start(segment.index(lane.len() + 1));
        let begun = begun.into_iter().map(|(from, to)| Span { start: start(from), end: start(to) });
        for span in spans.chain(begun).chain([lane.window(), Span::new(-9, 9_999)]) {
            prop_assert_eq!(index.totals(&lane, span), truth(&lane, span.intersect(lane.window())), "{:?}", span);
        }
    }

    #[test]
    fn a_sweep_counts_what_lies_before_it(
        segments in segments(), stride in 1_usize..9, catalogue in select(&CATALOGUES),
        mut moments in prop::collection::vec((any::<prop::sample::Index>(), 0_i64..3), 1..12),
    ) {
        let lane = lane(&segments, false);
        let index = index(&lane, catalogue, stride);
        let end = lane.window().end;
        let at = |(segment, more): (prop::sample::Index, i64)| {
            (lane.start(segment.index(lane.len() + 1)) + more).min(end)
        };
        moments.sort_by_key(|moment| at(*moment));
        let mut sweep = Sweep::new(&lane, &index, lane.window().start);
        for t in moments.into_iter().map(at) {
            sweep.go_to(t);
            prop_assert_eq!((sweep.at(), sweep.started_count()), (t, lane.before(t)));
            let last = lane.before(t).checked_sub(1).and_then(|last| lane.segment(last));
            let seen = sweep.last().map(|last| (last.segment, last.span, last.activity));
            prop_assert_eq!(seen, last.map(|last| (last.index, last.span, last.activity)));
            let mut counts = vec![Count { ms: 9, count: 9 }; index.columns().len()];
            sweep.count_before(&mut counts);
            let before = Span { start: lane.window().start, end: t };
            for (column, count) in counts.into_iter().enumerate() {
                let own = lane.segments().filter(|s| s.activity == index.columns().activity(column));
                let own: Vec<_> = own.filter(|s| s.span.start < t).collect();
                let ms = own.iter().map(|s| s.span.intersect(before).len()).sum();
                prop_assert_eq!(count, Count { ms, count: own.len() as u32 }, "{:?} {}", t, column);
            }
        }
    }

    #[test]
    fn every_segment_knows_its_occurrence(
        segments in segments(), carried in any::<bool>(), stride in 1_usize..9, catalogue in select(&CATALOGUES),
    ) {
        let lane = lane(&segments, carried);
        let index = index(&lane, catalogue, stride);
        let mut walked = Vec::new();
        lane.for_each_occurrence(index.columns(), |occurrence| walked.push(occurrence));
        walked.sort_by_key(|occurrence| occurrence.first);
        let truth = occurrences(&lane);
        prop_assert_eq!(walked.len(), truth.len());
        for (one, walked) in truth.iter().zip(walked) {
            let (first, last) = (lane.segment(one[0]).unwrap(), lane.segment(one[one.len() - 1]).unwrap());
            let span = Span { start: first.span.start, end: last.span.end };
            let expected = Occurrence { first: first.index, activity: first.activity, span };
            prop_assert_eq!(walked, expected);
            for &segment in one {
                prop_assert_eq!(index.occurrence(&lane, segment), expected, "segment {}", segment);
            }
            let is_carried_in = carried && first.index == 0;
            prop_assert_eq!(expected.start(&lane), if is_carried_in { Millis(-5) } else { span.start });
        }
    }
}

/// Also at the end, where the next row would be the nearest and is not there.
#[test]
fn no_other_row_is_nearer_to_a_segment() {
    for segments in [0, 1, 3 * MIN_STRIDE, 3 * MIN_STRIDE + 1, 4 * MIN_STRIDE - 1] {
        let lane = lane(&vec![(1, 0, 0); segments], false);
        let index = index(&lane, ACTIVITIES, MIN_STRIDE);
        for segment in 0..=segments {
            let row = index.row_near(segment);
            let near = |row: usize| (row * index.stride).abs_diff(segment);
            let nearest = (0..index.starts.len()).map(near).min().unwrap_or(segment);
            assert_eq!(near(row), nearest, "{segment} of {segments}: {row}");
        }
    }
}

#[test]
fn the_row_before_a_moment_is_the_last_that_begins_before_it() {
    let lane = lane(&vec![(1, 0, 0); 4 * MIN_STRIDE], false);
    let index = index(&lane, ACTIVITIES, MIN_STRIDE);
    for from in 0..4 {
        for t in -1..=4 * MIN_STRIDE as i64 + 1 {
            let begins_before = |row: &usize| index.starts[*row] < Millis(t);
            let row = (from..4).filter(begins_before).max().unwrap_or(from);
            assert_eq!(index.row_before(from, Millis(t)), (row, row * MIN_STRIDE), "{from} {t}");
        }
    }
}

#[test]
fn its_bytes_are_those_of_its_rows() {
    let index =
        |segments: usize, catalogue| index(&lane(&vec![(1, 0, 0); segments], false), catalogue, MIN_STRIDE);
    for catalogue in CATALOGUES {
        let (one, four) = (index(1, catalogue), index(3 * MIN_STRIDE + 1, catalogue));
        let columns = one.columns().len();
        let row =
            size_of::<Millis>() + size_of::<Joining>() + columns * (size_of::<Sum>() + size_of::<Figures>());
        assert_eq!(one.bytes(), row + one.columns().bytes());
        assert_eq!(four.bytes(), 4 * row + four.columns().bytes());
    }
}
