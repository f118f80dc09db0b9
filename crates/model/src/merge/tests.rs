use proptest::prelude::*;

use super::*;

const RANKS: [u32; 9] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

fn merged(blocks: impl IntoIterator<Item = Arc<Block>>, durations: Durations) -> Merged {
    merge(blocks, Ties { durations, ranks: &RANKS })
}

fn v2(blocks: impl IntoIterator<Item = Arc<Block>>) -> Merged {
    merged(blocks, Durations::OfPreviousState)
}

/// A page whose rows (time, activity, figure) came in this order.
fn page(rows: &[(i64, u32, i64)]) -> Arc<Block> {
    let mut builder = crate::block::BlockBuilder::default();
    for &(at, activity, ms) in rows {
        builder.push(Record::new(Millis(at), ActivityId(activity), Some(ms)));
    }
    Arc::new(builder.finish(ListOrder::Unproven).remove(0))
}

fn block(records: &[(i64, u32)]) -> Arc<Block> {
    let records = records.iter().map(|&(at, a)| Record::new(Millis(at), ActivityId(a), Some(at)));
    Arc::new(Block::pack(records.collect()).remove(0))
}

fn rows(merged: &Merged) -> Vec<(i64, u32)> {
    merged.blocks.iter().flat_map(|b| b.records()).map(|r| (r.at.0, r.activity.0)).collect()
}

#[test]
fn blocks_in_order_are_shared() {
    let (a, b) = (block(&[(1, 3), (2, 4)]), block(&[(3, 3), (9, 4)]));
    let merged = v2([b.clone(), a.clone()]);
    assert!(Arc::ptr_eq(&merged.blocks[0], &a) && Arc::ptr_eq(&merged.blocks[1], &b));
}

#[test]
fn a_row_repeated_by_page_drift_goes() {
    let merged = v2([block(&[(1, 3), (5, 4), (5, 3)]), block(&[(5, 4), (5, 3), (8, 4)])]);
    assert_eq!(rows(&merged), [(1, 3), (5, 4), (5, 3), (8, 4)]);
    assert_eq!(merged.duplicates, 2);
}

#[test]
fn among_equal_times_the_last_state_stays_last() {
    let merged = v2([block(&[(5, 3), (5, 4), (5, 3)])]);
    assert_eq!(rows(&merged), [(5, 4), (5, 3)]);
}

#[test]
fn of_two_versions_of_a_row_the_longer_known_one_stays_whichever_came_first() {
    let row = |figure| Record {
        key: RowKey { session: 1, index: Some(7) },
        ..Record::new(Millis(5), ActivityId(3), Some(figure))
    };
    for figures in [[Some(10), Some(20)], [Some(20), Some(10)], [None, Some(20)], [Some(20), Some(-5)]] {
        let version = |figure| Record { reported_ms: figure, ..row(0) };
        let blocks = figures.map(|figure| Arc::new(Block::pack(vec![version(figure)]).remove(0)));
        let merged = merged(blocks, Durations::OfOwnState);
        assert_eq!(merged.blocks[0].records().map(|r| r.reported_ms).collect::<Vec<_>>(), [Some(20)]);
        assert_eq!(merged.duplicates, 1);
    }
}

#[test]
fn a_list_that_came_newest_first_is_turned_round() {
    let merged = v2([page(&[(9, 6, 0), (5, 5, 0), (5, 4, 0), (5, 3, 0)])]);
    assert_eq!(rows(&merged), [(5, 3), (5, 4), (5, 5), (9, 6)]);
    let pages = [page(&[(9, 6, 0), (5, 5, 0)]), page(&[(5, 4, 0), (5, 3, 0)]), page(&[(2, 7, 0)])];
    assert_eq!(rows(&v2(pages)), [(2, 7), (5, 3), (5, 4), (5, 5), (9, 6)]);
}

#[test]
fn the_chain_of_durations_counts_for_more_than_the_list() {
    let gap = 10 * SECOND;
    let merged = v2([page(&[(0, 3, 0), (gap, 5, 0), (gap, 4, gap), (gap + 1, 6, 0)])]);
    assert_eq!(rows(&merged), [(0, 3), (gap, 4), (gap, 5), (gap + 1, 6)]);
}

#[test]
fn where_nothing_tells_the_order_it_is_always_the_same_and_said() {
    for rows_of_page in
        [[(5, 4, 0), (5, 3, 0), (1, 5, 0), (9, 5, 0)], [(9, 5, 0), (1, 5, 0), (5, 3, 0), (5, 4, 0)]]
    {
        let merged = v2([page(&rows_of_page)]);
        assert_eq!(rows(&merged), [(1, 5), (5, 3), (5, 4), (9, 5)]);
        assert_eq!(merged.undecided, [Millis(5)]);
    }
    let decided = v2([page(&[(5, 4, 0), (5, 3, 4_000), (1, 5, 0), (9, 5, 0)])]);
    assert_eq!((rows(&decided)[1], decided.undecided.len()), ((5, 3), 0));
}

#[test]
fn pages_may_come_the_other_way_round_than_their_rows() {
    // The oldest page first, in each the newest row first; one page is of a moment alone.
    let pages =
        [page(&[(5, 4, 0), (3, 3, 0)]), page(&[(9, 6, 0), (9, 5, 0)]), page(&[(12, 8, 0), (11, 7, 0)])];
    let merged = v2(pages);
    assert_eq!(rows(&merged), [(3, 3), (5, 4), (9, 5), (9, 6), (11, 7), (12, 8)]);
    assert!(merged.undecided.is_empty());
}

#[test]
fn a_page_in_no_order_proves_none_whatever_the_others_do() {
    let merged = v2([page(&[(0, 3, 0), (1, 4, 0)]), page(&[(9, 7, 0), (5, 5, 0), (5, 4, 0), (7, 6, 0)])]);
    assert_eq!(rows(&merged), [(0, 3), (1, 4), (5, 4), (5, 5), (7, 6), (9, 7)]);
    assert_eq!(merged.undecided, [Millis(5)]);
}

#[test]
fn a_second_is_as_good_as_no_figure() {
    let merged = v2([page(&[(0, 3, 0), (SECOND, 5, 0), (SECOND, 4, SECOND), (2 * SECOND, 6, 0)])]);
    assert_eq!(rows(&merged), [(0, 3), (SECOND, 5), (SECOND, 4), (2 * SECOND, 6)]);
    let longer = SECOND + 1;
    let merged = v2([page(&[(0, 3, 0), (longer, 5, 0), (longer, 4, longer), (2 * longer, 6, 0)])]);
    assert_eq!(rows(&merged), [(0, 3), (longer, 4), (longer, 5), (2 * longer, 6)]);
}

#[test]
fn of_a_row_that_came_with_several_states_one_stays_and_that_is_noted() {
    let row = |activity, figure, session, index, is_derived| Record {
        key: RowKey { session, index },
        is_derived,
        ..Record::new(Millis(5), ActivityId(activity), Some(figure))
    };
    let kept = |versions: [Record; 2]| {
        let blocks = versions.map(|record| Arc::new(Block::pack(vec![record]).remove(0)));
        let merged = merged(blocks, Durations::OfOwnState);
        let mut kept = rows(&merged);
        kept.sort_unstable();
        (kept, merged.corrected, merged.duplicates)
    };
    for [a, b] in [[0, 1], [1, 0]] {
        let pair = |versions: [Record; 2]| kept([versions[a].clone(), versions[b].clone()]);
        let longest = [row(3, 20, 1, Some(7), false), row(4, 10, 1, Some(7), false)];
        assert_eq!(pair(longest), (vec![(5, 3)], vec![Millis(5)], 1));
        // Of equally long ones always the same.
        let equal = [row(3, 10, 1, Some(7), false), row(4, 10, 1, Some(7), false)];
        assert_eq!(pair(equal), (vec![(5, 4)], vec![Millis(5)], 1));
        let same = [row(3, 10, 1, Some(7), false), row(3, 20, 1, Some(7), false)];
        assert_eq!(pair(same), (vec![(5, 3)], vec![], 1));
        // Without a name of its own a row is what it says.
        for (session, index, is_derived) in [(0, Some(7), false), (1, None, false), (1, Some(7), true)] {
            let [first, second] = [3, 4].map(|activity| row(activity, 10, session, index, is_derived));
            assert_eq!(
                pair([first, second]),
                (vec![(5, 3), (5, 4)], vec![], 0),
                "{session} {index:?} {is_derived}"
            );
        }
    }
}

/// A list of records without keys and figures, cut into pages of these sizes: each moment's records, and
/// whether the newest come first.
fn pages(moments: &[usize], sizes: &[usize], is_newest_first: bool) -> (Vec<(i64, u32)>, Vec<Arc<Block>>) {
    let times = moments.iter().enumerate().flat_map(|(at, records)| vec![at as i64; *records]);
    let list: Vec<(i64, u32)> = times.zip(3..).collect();
    let mut came: Vec<(i64, u32, i64)> = list.iter().map(|&(at, activity)| (at, activity, 0)).collect();
    if is_newest_first {
        came.reverse();
    }
    let mut pages = Vec::new();
    let mut rest = &came[..];
    for size in sizes.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (one, more) = rest.split_at(rest.len().min(*size));
        pages.push(page(one));
        rest = more;
    }
    (list, pages)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// A page with two moments proves the order in pages, two pages that do not share one moment that of
    /// pages; records of one moment stand in it however they are cut.
    #[test]
    fn the_order_that_a_list_proves_is_kept_whichever_way_round_it_came(
        moments in prop::collection::vec(1_usize..5, 1..7),
        sizes in prop::collection::vec(1_usize..7, 1..5),
        is_newest_first in any::<bool>(),
    ) {
        let (list, pages) = pages(&moments, &sizes, is_newest_first);
        let ranks: Vec<u32> = (0..100).rev().collect();
        let merged = merge(pages.iter().cloned(), Ties { durations: Durations::OfPreviousState, ranks: &ranks });
        let is_proven_in_pages = pages.iter().any(|page| page.first() < page.last());
        let is_proven_of_pages =
            pages.windows(2).any(|pair| pair[0].first() != pair[1].first() || pair[0].last() != pair[1].last());
        // A record by itself stands where its page does.
        let are_single = pages.iter().all(|page| page.len() == 1);
        if (is_proven_in_pages || are_single) && (pages.len() == 1 || is_proven_of_pages) {
            prop_assert_eq!(rows(&merged), list.clone());
            prop_assert!(merged.undecided.is_empty());
        }
        if moments.len() == 1 {
            let mut ranked = list.clone();
            ranked.reverse();
            prop_assert_eq!(rows(&merged), ranked);
            prop_assert_eq!(merged.undecided.len(), usize::from(moments[0] > 1));
        }
        prop_assert_eq!(merged.duplicates, 0);
    }

    /// What was put in order before stands as it is however it is cut, and says nothing of how other lists stand.
    #[test]
    fn what_is_settled_keeps_its_order_and_tells_nothing_of_other_lists(
        (moments, sizes) in (prop::collection::vec(1_usize..5, 1..5), prop::collection::vec(1_usize..7, 1..5)),
        later in prop::collection::vec(1_usize..5, 1..5),
        later_sizes in prop::collection::vec(1_usize..7, 1..5),
        is_newest_first in any::<bool>(),
    ) {
        let ties = Ties { durations: Durations::OfPreviousState, ranks: &(0..100).rev().collect::<Vec<_>>() };
        let (list, blocks) = pages(&moments, &sizes, false);
        let in_order = |block: &Arc<Block>| Block::pack_sorted(block.records(), ListOrder::Settled).remove(0);
        let settled = blocks.iter().map(|block| Arc::new(in_order(block)));
        let empty = vec![0; moments.len()];
        let (_, others) = pages(&[empty, later].concat(), &later_sizes, is_newest_first);
        let alone = merge(others.iter().cloned(), ties);
        let merged = merge(settled.chain(others), ties);
        prop_assert_eq!(rows(&merged), [list, rows(&alone)].concat());
        prop_assert_eq!(merged.undecided, alone.undecided);
    }
}
