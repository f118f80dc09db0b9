//! Blocks in the order of arrival → blocks in the order of time, each record once.

use std::sync::Arc;

use super::block::Block;
use super::record::Record;
use super::time::Millis;

/// Sorted records of one agent, and how many exact repetitions were dropped on the way.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// Blocks that follow each other in time.
    pub blocks: Vec<Arc<Block>>,
    /// Records that came more than once (pages drift while data arrives).
    pub duplicates: usize,
}

/// Puts blocks in time order and drops repeated records. Blocks that overlap no other one, nearly
/// all of them, are shared and not copied.
pub fn merge(blocks: impl IntoIterator<Item = Arc<Block>>) -> Merged {
    let mut arrived: Vec<(usize, Arc<Block>)> = blocks.into_iter().enumerate().collect();
    arrived.sort_by_key(|(_, block)| block.first());
    let mut merged = Merged::default();
    let mut cluster: Vec<(usize, Arc<Block>)> = Vec::new();
    let mut reach = Millis(i64::MIN);
    for (arrival, block) in arrived {
        if !cluster.is_empty() && block.first() > reach {
            merged.settle(std::mem::take(&mut cluster));
        }
        reach = reach.max(block.last());
        cluster.push((arrival, block));
    }
    merged.settle(cluster);
    merged
}

impl Merged {
    /// Adds blocks that overlap each other, but nothing before or after them.
    fn settle(&mut self, mut cluster: Vec<(usize, Arc<Block>)>) {
        if let [(_, only)] = &cluster[..]
            && !only.has_equal_times()
        {
            self.blocks.push(only.clone());
            return;
        }
        cluster.sort_by_key(|&(arrival, _)| arrival);
        let mut records: Vec<Record> = cluster.iter().flat_map(|(_, block)| block.records()).collect();
        records.sort_by_key(Record::order);
        let before = records.len();
        drop_repeated(&mut records);
        self.duplicates += before - records.len();
        self.blocks.extend(Block::pack(records).into_iter().map(Arc::new));
    }
}

/// Of records that are the same row, the last to arrive stays: among equal times it is the one
/// that decides which state goes on.
fn drop_repeated(records: &mut Vec<Record>) {
    let mut end = records.len();
    while end > 0 {
        let at = records[end - 1].at;
        let start = records[..end].partition_point(|r| r.at < at);
        for i in (start..end.saturating_sub(1)).rev() {
            if records[i + 1..end].iter().any(|later| same_row(&records[i], later)) {
                records.remove(i);
                end -= 1;
            }
        }
        end = start;
    }
}

/// Rows with a session and an index are known by these; others by everything they say.
fn same_row(a: &Record, b: &Record) -> bool {
    if a.key.index != 0 || b.key.index != 0 { a.key == b.key } else { a == b }
}

#[cfg(test)]
mod tests {
    use super::super::record::RowKey;
    use super::super::state::ActivityId;
    use super::*;

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
        let merged = merge([b.clone(), a.clone()]);
        assert!(Arc::ptr_eq(&merged.blocks[0], &a) && Arc::ptr_eq(&merged.blocks[1], &b));
    }

    #[test]
    fn a_row_repeated_by_page_drift_goes() {
        let merged = merge([block(&[(1, 3), (5, 4), (5, 3)]), block(&[(5, 4), (5, 3), (8, 4)])]);
        assert_eq!(rows(&merged), [(1, 3), (5, 4), (5, 3), (8, 4)]);
        assert_eq!(merged.duplicates, 2);
    }

    #[test]
    fn among_equal_times_the_last_state_stays_last() {
        let merged = merge([block(&[(5, 3), (5, 4), (5, 3)])]);
        assert_eq!(rows(&merged), [(5, 4), (5, 3)]);
    }

    #[test]
    fn a_row_known_by_its_key_is_replaced_by_the_later_answer() {
        let row = |figure| Record {
            key: RowKey { session: 1, index: 7 },
            ..Record::new(Millis(5), ActivityId(3), Some(figure))
        };
        let blocks = [10, 20].map(|figure| Arc::new(Block::pack(vec![row(figure)]).remove(0)));
        let merged = merge(blocks);
        assert_eq!(merged.blocks[0].records().map(|r| r.reported_ms).collect::<Vec<_>>(), [Some(20)]);
    }
}
