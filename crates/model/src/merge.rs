//! Blocks in the order of arrival → blocks in the order of time, each record once.
//!
//! Records of one moment stand in the order of their keys; where they have none, as the durations tell
//! (the chain), then as the list itself proves, whichever way round it came. Arrival alone proves nothing. What was
//! put in order before it was written (archives, exports) stands as it is.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::block::{Block, ListOrder};
use super::record::{Durations, Record, RowKey};
use super::sorting::sort_by_key;
use super::state::ActivityId;
use super::time::{Millis, SECOND};

/// Sorted records of one agent, and what was found on the way.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// Blocks that follow each other in time.
    pub blocks: Vec<Arc<Block>>,
    /// Records that came more than once (pages drift while data arrives), other versions of a row among
    /// them.
    pub duplicates: usize,
    /// Moments with records whose order nothing tells.
    pub undecided: Vec<Millis>,
    /// Moments with a row that came with several states.
    pub corrected: Vec<Millis>,
}

/// How records of one moment are put in order.
#[derive(Clone, Copy, Debug)]
pub struct Ties<'a> {
    /// What the figures measure.
    pub durations: Durations,
    /// A place for each activity, by its id: where nothing tells the order, it is at least always the
    /// same.
    pub ranks: &'a [u32],
}

/// Puts blocks in time order and drops repeated records. Blocks that overlap no other one, nearly
/// all of them, are shared and not copied.
pub fn merge(blocks: impl IntoIterator<Item = Arc<Block>>, ties: Ties) -> Merged {
    let mut arrived: Vec<(usize, Arc<Block>)> = blocks.into_iter().enumerate().collect();
    let (in_pages, of_pages) = orders(arrived.iter().map(|(_, block)| &**block));
    sort_by_key(&mut arrived, |(_, block)| block.first());
    let mut merging = Merging { ties, in_pages, of_pages, merged: Merged::default() };
    let mut cluster: Vec<(usize, Arc<Block>)> = Vec::new();
    let mut reach = Millis(i64::MIN);
    for (arrival, block) in arrived {
        if !cluster.is_empty() && block.first() > reach {
            merging.settle(std::mem::take(&mut cluster));
        }
        reach = reach.max(block.last());
        cluster.push((arrival, block));
    }
    merging.settle(cluster);
    merging.merged
}

/// What all blocks show of the order of rows inside a page, and of the pages. Those that were put in order before
/// show nothing of lists as they come.
fn orders<'a>(blocks: impl Iterator<Item = &'a Block>) -> (ListOrder, ListOrder) {
    let (mut in_pages, mut of_pages) = (Evidence::default(), Evidence::default());
    let mut before: Option<&Block> = None;
    for block in blocks.filter(|block| block.list_order() != ListOrder::Settled) {
        in_pages.oldest_first |= block.list_order() == ListOrder::OldestFirst;
        in_pages.newest_first |= block.list_order() == ListOrder::NewestFirst;
        if let Some(before) = before.replace(block) {
            // They may share a moment, but not all of it.
            let is_after = |a: &Block, b: &Block| a.last() <= b.first() && a.first() < b.last();
            of_pages.oldest_first |= is_after(before, block);
            of_pages.newest_first |= is_after(block, before);
        }
    }
    (in_pages.order(), of_pages.order())
}

/// Whether blocks were put in order before, and each begins where the one before it ends, or later.
fn are_in_line(cluster: &[(usize, Arc<Block>)]) -> bool {
    let is_settled = |(_, block): &(usize, Arc<Block>)| block.list_order() == ListOrder::Settled;
    cluster.iter().all(is_settled) && cluster.windows(2).all(|two| two[0].1.last() <= two[1].1.first())
}

#[derive(Default)]
struct Evidence {
    oldest_first: bool,
    newest_first: bool,
}

impl Evidence {
    fn order(&self) -> ListOrder {
        ListOrder::of(self.oldest_first, self.newest_first)
    }
}

struct Merging<'a> {
    ties: Ties<'a>,
    /// The order of rows inside a page.
    in_pages: ListOrder,
    /// The order of pages.
    of_pages: ListOrder,
    merged: Merged,
}

/// A record, and whether its list proves where it stands among those of its moment.
struct Row {
    record: Record,
    is_proven: bool,
    /// The block that it came in.
    block: usize,
}

impl Merging<'_> {
    /// Adds blocks that overlap each other, but nothing before or after them.
    fn settle(&mut self, mut cluster: Vec<(usize, Arc<Block>)>) {
        if let [(_, only)] = &cluster[..]
            && !only.has_equal_times()
        {
            self.merged.blocks.push(only.clone());
            return;
        }
        let is_reversed = self.of_pages == ListOrder::NewestFirst;
        // What was put in order stays in order of time, behind all that it repeats.
        sort_by_key(&mut cluster, |(arrival, block)| match block.list_order() {
            ListOrder::Settled => usize::MAX,
            _ if is_reversed => usize::MAX - 1 - arrival,
            _ => *arrival,
        });
        let are_in_line = are_in_line(&cluster);
        let blocks = cluster.iter().enumerate();
        let mut rows: Vec<Row> = blocks.flat_map(|(place, (_, block))| self.rows(place, block)).collect();
        if !are_in_line {
            rows.sort_by_key(|row| row.record.order());
        }
        let mut sorted = Vec::with_capacity(rows.len());
        let mut before = self.merged.blocks.last().map(|block| block.last());
        let mut rows = rows.into_iter().peekable();
        while let Some(first) = rows.next() {
            let at = first.record.at;
            if rows.peek().is_none_or(|next| next.record.at != at) {
                sorted.push(first.record);
            } else {
                let mut moment = vec![first];
                moment.extend(std::iter::from_fn(|| rows.next_if(|next| next.record.at == at)));
                sorted.extend(self.moment(moment, before, are_in_line));
            }
            before = Some(at);
        }
        self.merged.blocks.extend(Block::pack_sorted(sorted, ListOrder::Settled).into_iter().map(Arc::new));
    }

    /// The records of a block, in the order of the list as far as that is known. A block of one moment
    /// shows nothing by itself: those before and after it tell.
    fn rows(&self, place: usize, block: &Block) -> Vec<Row> {
        let own = block.list_order();
        let is_one_moment = block.first() == block.last();
        let order = match own {
            ListOrder::Unproven if block.len() == 1 => self.of_pages,
            ListOrder::Unproven if is_one_moment => self.in_pages,
            own => own,
        };
        let is_proven = order != ListOrder::Unproven;
        let mut rows: Vec<Row> =
            block.records().map(|record| Row { record, is_proven, block: place }).collect();
        if own == ListOrder::Unproven && order == ListOrder::NewestFirst {
            rows.reverse();
        }
        rows
    }

    /// Records of one moment, each once and in order; `before` is when the state before them began, `are_in_line`
    /// whether they were put in order before.
    fn moment(&mut self, rows: Vec<Row>, before: Option<Millis>, are_in_line: bool) -> Vec<Record> {
        let came = rows.len();
        let mut rows = match self.ties.durations {
            Durations::OfOwnState => self.longest_versions(rows),
            Durations::OfPreviousState => without_repetitions(rows),
        };
        self.merged.duplicates += came - rows.len();
        let has_order = rows.iter().all(|row| row.record.key.index.is_some());
        if rows.len() > 1 && !has_order && !are_in_line && !self.order(&mut rows, before) {
            self.merged.undecided.push(rows[0].record.at);
        }
        rows.into_iter().map(|row| row.record).collect()
    }

    /// Of rows that are versions of one row, the one with the longest known length: what was still going on
    /// gives way to what ended. Of equally long ones of different states it is always the same one.
    fn longest_versions(&mut self, rows: Vec<Row>) -> Vec<Row> {
        let rank = |row: &Row| self.ties.ranks.get(row.record.activity.column()).copied();
        let known = |row: &Row| (row.record.reported_ms.filter(|ms| *ms >= 0), rank(row));
        let mut places: HashMap<(Option<ActivityId>, RowKey, bool), usize> =
            HashMap::with_capacity(rows.len());
        let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
        let mut is_corrected = false;
        for row in rows {
            // Session and index are a row's name, whatever its state.
            let Record { activity, key, is_derived, .. } = row.record;
            let state = (key.session == 0 || key.index.is_none() || is_derived).then_some(activity);
            let place = *places.entry((state, key, is_derived)).or_insert(kept.len());
            let Some(version) = kept.get_mut(place) else {
                kept.push(row);
                continue;
            };
            is_corrected |= version.record.activity != activity;
            if known(version) < known(&row) {
                *version = row;
            }
        }
        if is_corrected {
            self.merged.corrected.extend(kept.first().map(|row| row.record.at));
        }
        kept
    }

    /// Puts records of one moment in order; `false` when nothing tells it.
    fn order(&self, rows: &mut [Row], before: Option<Millis>) -> bool {
        let is_one_list =
            self.of_pages != ListOrder::Unproven || rows.iter().all(|row| row.block == rows[0].block);
        let is_proven = is_one_list && rows.iter().all(|row| row.is_proven);
        if !is_proven {
            let rank = |row: &Row| self.ties.ranks.get(row.record.activity.column()).copied();
            sort_by_key(rows, |row| (row.record.key.session, row.record.key.index, rank(row)));
        }
        let known = match self.ties.durations {
            // Rows say themselves how long they last.
            Durations::OfOwnState => return true,
            Durations::OfPreviousState => chain(rows, before, is_proven),
        };
        let rest = &rows[known..];
        is_proven || rest.iter().all(|row| row.record.activity == rest[0].record.activity)
    }
}

/// Figures up to this are as good as none, and differences up to this are rounding, in milliseconds.
const TOLERANCE: i64 = SECOND;

/// Puts the record that ends the state before the moment first: its figure is as long as that was, and
/// those of the others are nothing. Says how many are known to stand where they are.
fn chain(rows: &mut [Row], before: Option<Millis>, is_proven: bool) -> usize {
    let at = rows[0].record.at;
    let figure = |row: &Row| row.record.reported_ms.unwrap_or(0);
    let fits = |row: &Row| {
        before.is_some_and(|before| figure(row).saturating_sub(at - before).saturating_abs() <= TOLERANCE)
    };
    let is_long = |row: &Row| figure(row) > TOLERANCE;
    let first = rows.iter().position(|row| is_long(row) && fits(row));
    let first = first.or_else(|| if is_proven { None } else { rows.iter().position(is_long) });
    let Some(first) = first else { return 0 };
    rows[..=first].rotate_right(1);
    1
}

/// Of rows that say the same, the last stays: it is the one that decides which state goes on. A row
/// without a figure says the same as one that has it.
fn without_repetitions(rows: Vec<Row>) -> Vec<Row> {
    let row_of = |row: &Row| (row.record.activity, row.record.key);
    let with_figure: HashSet<_> =
        rows.iter().filter(|row| row.record.reported_ms.is_some()).map(row_of).collect();
    let mut seen = HashSet::with_capacity(rows.len());
    let mut kept: Vec<Row> = rows
        .into_iter()
        .rev()
        .filter(|row| {
            let Record { reported_ms, detail, .. } = &row.record;
            // A key with an index is a row's name; without one a row is what it says.
            let said = (row.record.key.index.is_none()).then(|| (*reported_ms, detail.clone()));
            let is_told_elsewhere = reported_ms.is_none() && with_figure.contains(&row_of(row));
            !is_told_elsewhere && seen.insert((row_of(row), said))
        })
        .collect();
    kept.reverse();
    kept
}
