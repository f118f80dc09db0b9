//! A lane, one segment after another.

use std::ops::Range;

use super::Lane;
use crate::state::{ActivityId, StateKind};
use crate::time::Millis;

/// A segment as a walk over everything sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    /// Position in the lane.
    pub index: usize,
    /// When it begins, in the window.
    pub start: Millis,
    /// Its length in milliseconds, in the window.
    pub ms: i64,
    /// What the agent did, or which absence this is.
    pub activity: ActivityId,
    /// What that means.
    pub kind: StateKind,
    /// The API's own figure in milliseconds, if a record in the window began it.
    pub reported_ms: Option<i64>,
    /// Whether it began before the window.
    pub is_carried_in: bool,
    /// Whether no row says it.
    pub is_derived: bool,
}

impl Step {
    /// A segment of which nothing else matters.
    pub fn of(index: usize, kind: StateKind, activity: ActivityId) -> Self {
        Self {
            index,
            start: Millis(0),
            ms: 0,
            activity,
            kind,
            reported_ms: None,
            is_carried_in: false,
            is_derived: false,
        }
    }

    /// Whether a record inside the window began it.
    pub fn is_record(&self) -> bool {
        !self.activity.is_absence() && !self.is_carried_in && !self.is_derived
    }
}

/// Walks over a lane's segments: (start, end, activity).
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    pub(super) lane: &'a Lane,
    pub(super) block: usize,
    pub(super) i: usize,
}

impl Lane {
    /// The activities of some segments in order, block by block: for what looks at a million of them.
    pub fn activities(&self, segments: Range<usize>) -> impl Iterator<Item = &[ActivityId]> {
        let first = self.firsts.partition_point(|&first| first <= segments.start).saturating_sub(1);
        let blocks = self.firsts.iter().zip(&self.blocks).skip(first);
        blocks.take_while(move |(first, _)| **first < segments.end).map(move |(&first, block)| {
            let (from, to) = (segments.start.saturating_sub(first), segments.end - first);
            let all = block.activities();
            &all[from.min(all.len())..to.min(all.len())]
        })
    }
}

impl Iterator for Walk<'_> {
    type Item = (Millis, Millis, ActivityId);

    fn next(&mut self) -> Option<Self::Item> {
        let block = self.lane.blocks.get(self.block)?;
        if self.i == block.len() {
            self.block += 1;
            self.i = 0;
            return self.next();
        }
        let i = self.i;
        self.i += 1;
        let end = if self.i < block.len() {
            block.start(self.i)
        } else {
            self.lane.blocks.get(self.block + 1).map_or(self.lane.window.end, |next| next.first())
        };
        Some((block.start(i), end, block.activity(i)))
    }
}
