//! Building an index in one walk over a lane's segments.

use super::{Figures, Sum, TimeIndex};
use crate::columns::{Columns, Finder};
use crate::lane::Step;
use crate::occurrence::Joining;
use crate::time::Millis;

/// Fewest segments between two rows.
pub(super) const MIN_STRIDE: usize = 64;

/// Segments that pay for one total in a row.
const STRIDE_PER_COLUMN: usize = 8;

/// What one activity adds up to so far.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    sum: Sum,
    /// Of the last row.
    figures: Figures,
}

/// Takes a lane's segments, in order.
#[derive(Debug)]
pub(crate) struct IndexBuilder<'a> {
    /// Segments that the last row still has room for.
    room: usize,
    /// The column of each activity; `None` where ids are columns.
    places: Option<&'a [u32]>,
    sums: Vec<Sums>,
    index: TimeIndex,
    joining: Joining,
}

impl<'a> IndexBuilder<'a> {
    /// For so many segments of a lane, whose columns were found last.
    pub fn new(segments: usize, columns: Columns, finder: &'a Finder) -> Self {
        let stride = MIN_STRIDE.max(columns.len() * STRIDE_PER_COLUMN);
        Self::with_stride(segments, columns, finder, stride)
    }

    /// The same with so many segments (at least 1) from row to row.
    pub(super) fn with_stride(segments: usize, columns: Columns, finder: &'a Finder, stride: usize) -> Self {
        let (rows, width) = (segments.div_ceil(stride), columns.len());
        let index = TimeIndex {
            columns,
            stride,
            starts: Vec::with_capacity(rows),
            sums: Vec::with_capacity(rows * width),
            figures: Vec::with_capacity(rows * width),
            joining: Vec::with_capacity(rows),
        };
        Self {
            room: 0,
            places: finder.places(),
            sums: vec![Sums::default(); width],
            index,
            joining: Joining::NOTHING,
        }
    }

    /// Adds the next segment. How long its occurrence has lasted by its end, in milliseconds.
    #[inline(always)]
    pub fn observe(&mut self, step: &Step) -> i64 {
        if self.room == 0 {
            self.end_row();
            self.begin_row(step.start);
            self.room = self.index.stride;
        }
        self.room -= 1;
        let (lasted, joins) = self.joining.observe(step.activity, step.start, step.ms);
        let column = match self.places {
            None => step.activity.column(),
            Some(places) => places[step.activity.column()] as usize,
        };
        let Sums { sum, figures } = &mut self.sums[column];
        sum.ms += step.ms;
        sum.segments += 1;
        sum.joined += u32::from(joins);
        figures.longest_ms = figures.longest_ms.max(lasted);
        figures.reported_ms = figures.reported_ms.saturating_add(step.reported_ms.unwrap_or(0));
        lasted
    }

    /// The row's longest stretches are known now.
    fn end_row(&mut self) {
        let row = self.index.figures.len().saturating_sub(self.sums.len());
        for (figures, sums) in self.index.figures[row..].iter_mut().zip(&mut self.sums) {
            figures.longest_ms = std::mem::take(&mut sums.figures.longest_ms);
        }
    }

    fn begin_row(&mut self, start: Millis) {
        let Self { sums, index, .. } = self;
        index.starts.push(start);
        index.joining.push(self.joining);
        index.sums.extend(sums.iter().map(|sums| sums.sum));
        index.figures.extend(sums.iter().map(|sums| sums.figures));
    }

    /// The index of these segments.
    pub fn finish(mut self) -> TimeIndex {
        self.end_row();
        self.index
    }
}
