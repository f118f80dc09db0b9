//! Running sums over runs: figures of any span cost the logarithm of the runs.

use super::verdict::{Run, Verdict};
use crate::time::{Millis, Span};

/// What is summed, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// In, forgiven time included.
    pub in_ms: i64,
    /// Out.
    pub out_ms: i64,
    /// Out where nothing is planned; part of [`Self::out_ms`].
    pub outside_ms: i64,
    /// Neutral.
    pub neutral_ms: i64,
    /// Nothing is planned, and that is no exception.
    pub unscheduled_ms: i64,
    /// No state is known.
    pub unknown_ms: i64,
    /// Something is planned, whatever is known.
    pub planned_ms: i64,
    /// Open time is planned, and a state is known.
    pub open_ms: i64,
    /// In states of open time.
    pub work_ms: i64,
    /// The same while open time is planned.
    pub work_open_ms: i64,
    /// The same while nothing is planned.
    pub overtime_ms: i64,
    /// In or neutral only because it is forgiven.
    pub forgiven_ms: i64,
}

impl Sums {
    /// Adds so many milliseconds of a run.
    fn add(&mut self, run: &Run, ms: i64) {
        let of = |is: bool| if is { ms } else { 0 };
        let is_known = run.verdict != Verdict::Unknown;
        let is_planned = run.planned.is_some();
        self.in_ms += of(run.verdict == Verdict::In);
        self.out_ms += of(run.verdict == Verdict::Out);
        self.outside_ms += of(run.verdict == Verdict::Out && !is_planned);
        self.neutral_ms += of(run.verdict == Verdict::Neutral);
        self.unscheduled_ms += of(run.verdict == Verdict::Unscheduled);
        self.unknown_ms += of(!is_known);
        self.planned_ms += of(is_planned);
        self.open_ms += of(run.is_open && is_known);
        self.work_ms += of(run.is_work);
        self.work_open_ms += of(run.is_work && run.is_open);
        self.overtime_ms += of(run.is_work && !is_planned);
        self.forgiven_ms += of(run.forgiven.is_some());
    }

    /// These and others, each times `sign`.
    #[must_use]
    pub(super) fn plus(self, other: &Self, sign: i64) -> Self {
        Self {
            in_ms: self.in_ms + sign * other.in_ms,
            out_ms: self.out_ms + sign * other.out_ms,
            outside_ms: self.outside_ms + sign * other.outside_ms,
            neutral_ms: self.neutral_ms + sign * other.neutral_ms,
            unscheduled_ms: self.unscheduled_ms + sign * other.unscheduled_ms,
            unknown_ms: self.unknown_ms + sign * other.unknown_ms,
            planned_ms: self.planned_ms + sign * other.planned_ms,
            open_ms: self.open_ms + sign * other.open_ms,
            work_ms: self.work_ms + sign * other.work_ms,
            work_open_ms: self.work_open_ms + sign * other.work_open_ms,
            overtime_ms: self.overtime_ms + sign * other.overtime_ms,
            forgiven_ms: self.forgiven_ms + sign * other.forgiven_ms,
        }
    }
}

/// So many runs lie between two rows of sums.
const STRIDE: usize = 8;

/// Runs of a window with their sums.
#[derive(Clone, Debug)]
pub struct Runs {
    window: Span,
    list: Vec<Run>,
    /// The sums before each run that [`STRIDE`] divides.
    before: Vec<Sums>,
}

impl Runs {
    /// Runs that fill a window.
    pub fn new(list: Vec<Run>, window: Span) -> Self {
        let mut sums = Sums::default();
        let mut before = Vec::with_capacity(list.len() / STRIDE + 1);
        for (at, run) in list.iter().enumerate() {
            if at % STRIDE == 0 {
                before.push(sums);
            }
            sums.add(run, list.get(at + 1).map_or(window.end, |next| next.start) - run.start);
        }
        Self { window, list, before }
    }

    /// Every run with its time, in order, from the one that `t` lies in.
    pub fn from(&self, t: Millis) -> impl Iterator<Item = (Span, &Run)> {
        let first = self.list.partition_point(|run| run.start <= t).saturating_sub(1);
        (first..self.list.len()).map(|at| (self.span(at), &self.list[at]))
    }

    fn span(&self, at: usize) -> Span {
        let end = self.list.get(at + 1).map_or(self.window.end, |next| next.start);
        Span { start: self.list[at].start, end }
    }

    /// The sums of a span, as far as it lies in the window.
    pub fn sums(&self, span: Span) -> Sums {
        let span = span.intersect(self.window);
        if span.is_empty() {
            return Sums::default();
        }
        self.up_to(span.end).plus(&self.up_to(span.start), -1)
    }

    /// The sums from the window's start to `t`, which lies in it.
    fn up_to(&self, t: Millis) -> Sums {
        let Some(last) = self.list.partition_point(|run| run.start <= t).checked_sub(1) else {
            return Sums::default();
        };
        let mut sums = self.before[last / STRIDE];
        for at in last - last % STRIDE..last {
            sums.add(&self.list[at], self.list[at + 1].start - self.list[at].start);
        }
        sums.add(&self.list[last], t - self.list[last].start);
        sums
    }
}
