//! Data quality: what in the records is odd, counted in full and kept as examples up to a limit.

use super::lane::{Lane, Step};
use super::record::{Durations, Rejected};
use super::remark::Remarks;
use super::state::StateKind;
use super::time::{Millis, SECOND};

/// Something odd about one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// The API's figure and the time between the records differ by more than a second: time is
    /// missing between them, or the figure is wrong.
    DurationDiffers,
    /// The figure is below zero.
    NegativeDuration,
    /// A state goes on after the next has begun; the later one is drawn.
    Overlap,
    /// A login while the agent was logged in already: a logout is missing.
    LoginTwice,
    /// A state name that Shiftline does not know.
    UnknownState,
    /// Records of the same moment whose order nothing tells.
    OrderUnknown,
    /// One row (session, index, beginning) that came with several states, as where it was corrected: the
    /// longest known one is drawn.
    StateDiffers,
    /// The last row of a saved source has no figure: in progress, length unknown.
    OpenEnd,
}

impl FindingKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::DurationDiffers,
        Self::NegativeDuration,
        Self::Overlap,
        Self::LoginTwice,
        Self::UnknownState,
        Self::OrderUnknown,
        Self::StateDiffers,
        Self::OpenEnd,
    ];
}

/// One example of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is odd.
    pub kind: FindingKind,
    /// When the record began.
    pub at: Millis,
    /// The segment it began.
    pub segment: usize,
    /// By how many milliseconds the figure is larger than what was measured; 0 where nothing is
    /// measured.
    pub off_by_ms: i64,
}

/// A row that goes on after the next has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// When it began.
    pub at: Millis,
    /// Its first segment.
    pub segment: usize,
    /// For how long others are drawn in its place, in milliseconds.
    pub off_by_ms: i64,
}

/// The findings of one lane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    counts: [usize; FindingKind::ALL.len()],
    /// The first [`Findings::EXAMPLES`] of each kind, in order of time.
    pub examples: Vec<Finding>,
}

/// Differences up to this are rounding, in milliseconds.
const TOLERANCE: i64 = SECOND;

impl Findings {
    /// Most examples of a kind that are kept.
    pub const EXAMPLES: usize = 100;

    /// How many there are of a kind.
    pub fn count(&self, kind: FindingKind) -> usize {
        self.counts[kind as usize]
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    pub(super) fn add(&mut self, kind: FindingKind, at: Millis, segment: usize, off_by_ms: i64) {
        self.counts[kind as usize] += 1;
        if self.count(kind) <= Self::EXAMPLES {
            self.examples.push(Finding { kind, at, segment, off_by_ms });
        }
    }

    /// Checks every record of a lane against its neighbours; `kinds` are the activities' meanings.
    pub(super) fn new(lane: &Lane, kinds: &[StateKind], durations: Durations) -> Self {
        let mut builder = FindingsBuilder::new(durations);
        lane.for_each(kinds, |step| builder.observe(step));
        builder.findings
    }

    /// Adds rows that overlap.
    pub(super) fn add_overlaps(&mut self, overlaps: &[Overlap]) {
        for overlap in overlaps {
            self.add(FindingKind::Overlap, overlap.at, overlap.segment, overlap.off_by_ms);
        }
    }

    fn check_figure(&mut self, step: &Step, reported: i64, measured: Option<i64>) {
        if reported < 0 {
            self.add(FindingKind::NegativeDuration, step.start, step.index, reported);
        } else if let Some(ms) = measured {
            self.add(FindingKind::DurationDiffers, step.start, step.index, reported.saturating_sub(ms));
        }
    }
}

/// Checks a lane's segments, in order.
#[derive(Debug)]
pub(super) struct FindingsBuilder {
    durations: Durations,
    /// The record before: its length where it is known, and what it meant.
    before: Option<(i64, StateKind)>,
    /// What was found so far.
    pub findings: Findings,
}

impl FindingsBuilder {
    /// Nothing has been seen; figures measure what `durations` says.
    pub fn new(durations: Durations) -> Self {
        Self { durations, before: None, findings: Findings::default() }
    }

    /// Checks the next segment.
    #[inline(always)]
    pub fn observe(&mut self, step: &Step) {
        if step.kind.is_absence() {
            self.before = None;
            return;
        }
        if let Some(reported) = step.reported_ms {
            // Rows that say their own length end where they say; overlaps were found on the way.
            let measured = match self.durations {
                Durations::OfPreviousState => self.before.map(|(ms, _)| ms),
                Durations::OfOwnState => None,
            };
            let differs = measured.is_some_and(|ms| reported.saturating_sub(ms).saturating_abs() > TOLERANCE);
            if reported < 0 || differs {
                self.findings.check_figure(step, reported, measured);
            }
        }
        if step.kind == StateKind::LoggedIn && self.before.is_some_and(|(_, kind)| kind.is_logged_in()) {
            self.findings.add(FindingKind::LoginTwice, step.start, step.index, 0);
        }
        if step.kind == StateKind::Other && !step.is_derived {
            self.findings.add(FindingKind::UnknownState, step.start, step.index, 0);
        }
        // What was carried in began before the window: its length is not known here.
        self.before = (!step.is_carried_in).then_some((step.ms, step.kind));
    }
}

/// Counts which reading the duration figures fit.
#[derive(Debug, Default)]
pub(super) struct DurationFit {
    seen: usize,
    previous: usize,
    own: usize,
    /// Length of the record before, in milliseconds.
    before: Option<i64>,
}

impl DurationFit {
    /// Looks at the next segment.
    #[inline(always)]
    pub fn observe(&mut self, step: &Step) {
        let is_absence = step.activity.is_absence();
        if let (Some(reported), Some(before), false) = (step.reported_ms, self.before, is_absence) {
            self.seen += 1;
            let fits = |ms: i64| reported.saturating_sub(ms).saturating_abs() <= TOLERANCE;
            self.previous += usize::from(fits(before));
            self.own += usize::from(fits(step.ms));
        }
        self.before = (!is_absence).then_some(step.ms);
    }

    /// The API's documented reading, unless the figures consistently (nine in ten, and more than the
    /// other) fit the time in the record's own state.
    pub fn reading(&self) -> Durations {
        let is_own = self.own > self.previous && self.own * 10 >= self.seen * 9;
        if is_own { Durations::OfOwnState } else { Durations::OfPreviousState }
    }
}

/// What did not make it into the lanes, over the whole data set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    /// Rows received.
    pub rows: usize,
    /// Records that came more than once.
    pub duplicates: usize,
    /// Records outside the range asked for.
    pub outside: usize,
    /// Rows that could not be placed, in full.
    pub rejected_count: usize,
    /// The first [`Findings::EXAMPLES`] of them, each with its page counted from 1.
    pub rejected: Vec<(usize, Rejected)>,
    /// What could not be taken as it stood.
    pub remarks: Remarks,
}
