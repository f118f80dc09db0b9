//! One agent's time as an unbroken row of segments that fills the range to the millisecond.
//!
//! ```text
//! window   |----------------------------------------------|
//! records      a      b         c     (page lost)  d
//! lane     |in |  a   |    b    |c|  not fetched   |  d    | no data |
//!          carried in or unknown                  running ^ now
//! ```

mod segment;
mod walk;

use std::ops::Range;
use std::sync::Arc;

use super::block::Block;
use super::state::{ActivityId, StateKind};
use super::time::{Millis, Span};

pub use segment::Segment;
pub(super) use walk::Step;
pub use walk::Walk;

/// One agent's segments. Each ends where the next begins, the first begins with the window and the
/// last ends with it, so their lengths always add up to the window's. Segments of no length
/// (records in the same millisecond) are kept.
#[derive(Clone, Debug)]
pub struct Lane {
    blocks: Vec<Arc<Block>>,
    /// Index of each block's first segment.
    firsts: Vec<usize>,
    len: usize,
    window: Span,
    since: Option<Millis>,
    running: Option<usize>,
    open: Option<usize>,
}

/// What is known of a lane's ends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends {
    /// When the first segment began, if that was before the window.
    pub since: Option<Millis>,
    /// Index of the segment that still runs.
    pub running: Option<usize>,
    /// Index of the last segment, if nothing says how long it went on.
    pub open: Option<usize>,
}

impl Lane {
    /// A lane of blocks that follow each other and begin with the window.
    pub(super) fn new(blocks: Vec<Arc<Block>>, window: Span, ends: Ends) -> Self {
        let Ends { since, running, open } = ends;
        let mut len = 0;
        let firsts = blocks
            .iter()
            .map(|block| {
                let first = len;
                len += block.len();
                first
            })
            .collect();
        Self { blocks, firsts, len, window, since, running, open }
    }

    /// The range that the lane fills.
    pub fn window(&self) -> Span {
        self.window
    }

    /// Whether the first segment began before the window.
    pub fn is_carried_in(&self) -> bool {
        self.since.is_some()
    }

    /// Number of segments; 0 only when the window is empty.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no segment.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The blocks, for walks over everything.
    pub fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// Index of a block's first segment; past the last block the number of segments.
    pub(super) fn first_of(&self, block: usize) -> usize {
        self.firsts.get(block).copied().unwrap_or(self.len)
    }

    /// The block that a segment stands in, and its place there; `index` is below [`Self::len`].
    pub fn locate(&self, index: usize) -> (&Block, usize) {
        let block = self.firsts.partition_point(|&first| first <= index) - 1;
        (&self.blocks[block], index - self.firsts[block])
    }

    /// When a segment begins (in the window). `index` may be [`Self::len`]: the window's end.
    pub fn start(&self, index: usize) -> Millis {
        if index >= self.len {
            return self.window.end;
        }
        let (block, i) = self.locate(index);
        block.start(i)
    }

    /// The activity of a segment; `index` is below [`Self::len`].
    pub fn activity(&self, index: usize) -> ActivityId {
        let (block, i) = self.locate(index);
        block.activity(i)
    }

    /// When a segment really began, if that was before the window.
    pub fn since(&self, index: usize) -> Option<Millis> {
        self.since.filter(|_| index == 0)
    }

    /// The API's own figure in the record that began a segment, in milliseconds; `index` is below
    /// [`Self::len`].
    pub fn reported_ms(&self, index: usize) -> Option<i64> {
        let (block, i) = self.locate(index);
        block.reported_ms(i)
    }

    /// The segments from one on that no row says, in order.
    pub fn derived(&self, from: usize) -> impl Iterator<Item = usize> {
        let blocks = self.firsts.iter().zip(&self.blocks);
        let all = blocks.flat_map(|(first, block)| block.derived().map(move |i| first + i));
        all.skip_while(move |i| *i < from)
    }

    /// A segment, whole; `None` past the end.
    pub fn segment(&self, index: usize) -> Option<Segment> {
        if index >= self.len {
            return None;
        }
        let (block, i) = self.locate(index);
        Some(Segment {
            index,
            span: Span { start: block.start(i), end: self.start(index + 1) },
            activity: block.activity(i),
            reported_ms: block.reported_ms(i),
            since: self.since(index),
            running: self.running == Some(index),
            is_open: self.open == Some(index),
            is_derived: block.is_derived(i),
            detail: block.detail(i).cloned(),
        })
    }

    /// How many segments begin before `t`: the index of the first that does not.
    pub fn before(&self, t: Millis) -> usize {
        let block = self.blocks.partition_point(|b| b.first() < t);
        match block.checked_sub(1) {
            Some(last) => self.firsts[last] + self.blocks[last].before(t),
            None => 0,
        }
    }

    /// The segment that `t` lies in; of several in the same millisecond the last. `None` outside
    /// the window.
    pub fn at(&self, t: Millis) -> Option<usize> {
        self.window.contains(t).then(|| self.before(t + 1).checked_sub(1)).flatten()
    }

    /// The segments that touch `span`: those that overlap it and those of no length inside it, or at the
    /// end of the window.
    pub fn range(&self, span: Span) -> Range<usize> {
        let span = span.intersect(self.window);
        if span.is_empty() {
            return 0..0;
        }
        let first = self.before(span.start);
        let first = if self.start(first) > span.start { first.saturating_sub(1) } else { first };
        first..if span.end >= self.window.end { self.len } else { self.before(span.end) }
    }

    /// A walk over starts and activities from a segment on, without looking anything up.
    pub fn walk(&self, from: usize) -> Walk<'_> {
        let block = self.firsts.partition_point(|&first| first <= from).saturating_sub(1);
        let i = from - self.firsts.get(block).copied().unwrap_or(from);
        Walk { lane: self, block, i }
    }

    /// Shows every segment in order; `kinds` are the meanings of the activities. For what looks at a
    /// million of them: the walk becomes part of its caller.
    #[inline(always)]
    pub(super) fn for_each(&self, kinds: &[StateKind], mut observe: impl FnMut(&Step)) {
        let mut index = 0;
        let mut is_carried_in = self.is_carried_in();
        for (i, block) in self.blocks.iter().enumerate() {
            let end = self.blocks.get(i + 1).map_or(self.window.end, |next| next.first());
            block.for_each(end, |start, end, activity, figure| {
                observe(&Step {
                    index,
                    start,
                    ms: end - start,
                    activity,
                    kind: kinds[activity.column()],
                    reported_ms: if is_carried_in { None } else { figure.reported_ms },
                    is_carried_in,
                    is_derived: figure.is_derived,
                });
                index += 1;
                is_carried_in = false;
            });
        }
    }

    /// Shows length (in milliseconds) and activity of these segments, in order. `near` is a block not far
    /// from them.
    #[inline(always)]
    pub(super) fn for_each_in(
        &self,
        segments: Range<usize>,
        near: usize,
        mut observe: impl FnMut(i64, ActivityId),
    ) {
        if segments.is_empty() {
            return;
        }
        let mut at = segments.start;
        let mut block = near;
        while self.first_of(block) > at {
            block -= 1;
        }
        while self.first_of(block + 1) <= at {
            block += 1;
        }
        while at < segments.end {
            let (first, next) = (self.firsts[block], self.first_of(block + 1));
            let end = self.blocks.get(block + 1).map_or(self.window.end, |next| next.first());
            let to = segments.end.min(next);
            self.blocks[block].for_each_in(at - first..to - first, end, &mut observe);
            (at, block) = (to, block + 1);
        }
    }

    /// Every segment, whole, in order.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = Segment> + '_ {
        (0..self.len).filter_map(|i| self.segment(i))
    }

    /// Index of the segment that still runs.
    pub fn running(&self) -> Option<usize> {
        self.running
    }

    /// Index of the last segment, if nothing says how long it went on.
    pub fn open(&self) -> Option<usize> {
        self.open
    }

    /// Memory held by its columns, in bytes.
    pub fn bytes(&self) -> usize {
        self.blocks.iter().map(|b| b.bytes() + 16).sum()
    }
}
