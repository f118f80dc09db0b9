//! Long lists in the order of a column, a little at a time: whoever lists may do other things between.
//!
//! ```text
//! lines with keys ─▶ pieces, each in order ─▶ the least of their first ones, again and again ─▶ list
//! ```

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use super::ranks::ranks;
use model::limits::name_of;
use model::state::Catalog;

/// What lines are compared by; where the first numbers are equal, the second ones tell.
pub type Key = [i64; 2];

/// Most lines that are looked at in one step.
pub const PIECE: usize = 1 << 14;

/// A column that a list is sorted by.
pub trait Sortable: Copy + PartialEq {
    /// Whether it is looked at from the largest down.
    fn is_from_largest(self) -> bool;
}

/// Column and direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort<C> {
    /// The column.
    pub by: C,
    /// Largest first.
    pub descending: bool,
}

impl<C: Sortable + Default> Default for Sort<C> {
    fn default() -> Self {
        Self { by: C::default(), descending: C::default().is_from_largest() }
    }
}

impl<C: Sortable> Sort<C> {
    /// After a click on a column's head: figures begin with the largest, the same column turns round.
    #[must_use]
    pub fn clicked(self, by: C) -> Self {
        Self { by, descending: if self.by == by { !self.descending } else { by.is_from_largest() } }
    }
}

/// Puts lines in order; equal ones stay as they came.
#[derive(Clone, Debug)]
pub struct Sorting<T> {
    lines: Vec<T>,
    /// What was added last: keys, and which lines have them.
    piece: Vec<(Key, u32)>,
    /// Pieces in order, without their first.
    pieces: Vec<std::vec::IntoIter<(Key, u32)>>,
    /// The first of each piece, and which piece.
    firsts: BinaryHeap<Reverse<((Key, u32), usize)>>,
    sorted: Vec<T>,
}

impl<T> Default for Sorting<T> {
    fn default() -> Self {
        let (lines, piece, pieces, sorted) = Default::default();
        Self { lines, piece, pieces, firsts: BinaryHeap::new(), sorted }
    }
}

impl<T: Copy> Sorting<T> {
    /// One more line; all are added before the first [`Sorting::step`].
    pub fn add(&mut self, key: Key, line: T) {
        self.piece.push((key, self.lines.len() as u32));
        self.lines.push(line);
        if self.piece.len() == PIECE {
            self.cut();
        }
    }

    fn cut(&mut self) {
        let mut piece = std::mem::take(&mut self.piece);
        piece.sort_unstable();
        let mut piece = piece.into_iter();
        if let Some(first) = piece.next() {
            self.firsts.push(Reverse((first, self.pieces.len())));
            self.pieces.push(piece);
        }
    }

    /// Puts some lines more in their places: how many. `None` when all are there.
    pub fn step(&mut self) -> Option<usize> {
        self.cut();
        let before = self.sorted.len();
        while self.sorted.len() < before + PIECE {
            let Some(mut least) = self.firsts.peek_mut() else { break };
            let Reverse(((_, line), piece)) = *least;
            self.sorted.push(self.lines[line as usize]);
            if let Some(next) = self.pieces[piece].next() {
                *least = Reverse((next, piece));
            } else {
                PeekMut::pop(least);
            }
        }
        Some(self.sorted.len() - before).filter(|done| *done > 0)
    }

    /// The lines that are in their places.
    pub fn done(self, descending: bool) -> Vec<T> {
        let mut sorted = self.sorted;
        if descending {
            sorted.reverse();
        }
        sorted
    }
}

/// The places of agents in the order of their labels.
pub fn label_ranks(agents: usize, label: impl Fn(usize) -> String) -> Vec<usize> {
    ranks(&(0..agents).map(|agent| label(agent).to_lowercase()).collect::<Vec<_>>())
}

/// The places of activities in the order of their names.
pub fn name_ranks(catalog: &Catalog) -> Vec<usize> {
    ranks(&catalog.activities().map(|(id, _)| name_of(catalog, id)).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(keys: &[Key], descending: bool) -> (Vec<usize>, Vec<usize>) {
        let mut sorting = Sorting::default();
        keys.iter().enumerate().for_each(|(line, key)| sorting.add(*key, line));
        let steps = std::iter::from_fn(|| sorting.step()).collect();
        (sorting.done(descending), steps)
    }

    #[test]
    fn a_million_lines_take_many_steps_and_none_is_long() {
        let keys: Vec<Key> = (0..1_000_000_i64).map(|n| [n * 7_919 % 1_009, -n % 3]).collect();
        let (all, steps) = sorted(&keys, false);
        assert!(all.is_sorted_by_key(|&line| (keys[line], line)) && all.len() == keys.len());
        assert!(steps.iter().all(|&lines| (1..=PIECE).contains(&lines)));
        assert_eq!((steps.len(), steps.iter().sum()), (keys.len().div_ceil(PIECE), keys.len()));
    }

    proptest! {
        #[test]
        fn as_if_at_once(
            keys in prop::collection::vec([0..4_i64, 0..3_i64], 0..40),
            times in prop_oneof![Just(1_usize), Just(1_000)],
            descending: bool,
        ) {
            let keys: Vec<Key> = keys.repeat(times);
            let mut expected: Vec<usize> = (0..keys.len()).collect();
            expected.sort_by_key(|&line| keys[line]);
            if descending {
                expected.reverse();
            }
            prop_assert_eq!(sorted(&keys, descending).0, expected);
        }
    }
}
