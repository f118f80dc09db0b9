//! Data quality: what in the records is odd, counted in full and kept as examples up to a limit.

use super::lane::Lane;
use super::record::{Durations, Rejected};
use super::state::{Catalog, StateKind};
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
}

impl FindingKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::DurationDiffers, Self::NegativeDuration, Self::Overlap, Self::LoginTwice, Self::UnknownState];
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

    fn add(&mut self, kind: FindingKind, at: Millis, segment: usize, off_by_ms: i64) {
        self.counts[kind as usize] += 1;
        if self.count(kind) <= Self::EXAMPLES {
            self.examples.push(Finding { kind, at, segment, off_by_ms });
        }
    }

    /// Checks every record of a lane against its neighbours.
    pub fn new(lane: &Lane, catalog: &Catalog, durations: Durations) -> Self {
        let mut findings = Self::default();
        let kinds: Vec<StateKind> = catalog.activities().map(|(_, activity)| activity.kind).collect();
        let logins: Vec<bool> = catalog.activities().map(|(_, a)| a.kind == StateKind::LoggedIn).collect();
        let mut before: Option<(i64, StateKind)> = None;
        let mut walk = lane.walk(0);
        let places = lane.blocks().iter().flat_map(|block| (0..block.len()).map(move |i| (block, i)));
        for (index, ((block, i), (start, end, activity))) in places.zip(&mut walk).enumerate() {
            let kind = kinds[activity.column()];
            if kind.is_absence() {
                before = None;
                continue;
            }
            let carried = index == 0 && lane.is_carried_in();
            if let Some(reported) = block.reported_ms(i).filter(|_| !carried) {
                let measured = match durations {
                    Durations::OfPreviousState => before.map(|(ms, _)| ms),
                    Durations::OfOwnState => Some(end - start),
                };
                findings.check_figure(reported, measured, durations, start, index);
            }
            if logins[activity.column()] && before.is_some_and(|(_, kind)| kind.is_logged_in()) {
                findings.add(FindingKind::LoginTwice, start, index, 0);
            }
            if kind == StateKind::Other {
                findings.add(FindingKind::UnknownState, start, index, 0);
            }
            // What was carried in began before the window: its length is not known here.
            before = (!carried).then_some((end - start, kind));
        }
        findings
    }

    fn check_figure(
        &mut self,
        reported: i64,
        measured: Option<i64>,
        durations: Durations,
        at: Millis,
        segment: usize,
    ) {
        if reported < 0 {
            self.add(FindingKind::NegativeDuration, at, segment, reported);
            return;
        }
        let Some(off_by_ms) = measured.map(|ms| reported - ms) else { return };
        match durations {
            Durations::OfPreviousState if off_by_ms.abs() > TOLERANCE => {
                self.add(FindingKind::DurationDiffers, at, segment, off_by_ms);
            }
            Durations::OfOwnState if off_by_ms > TOLERANCE => {
                self.add(FindingKind::Overlap, at, segment, off_by_ms);
            }
            _ => {}
        }
    }
}

/// Which reading the duration figures fit: the API's documented one, unless they consistently
/// (nine in ten, and more than the other) fit the time in the record's own state.
pub fn fitting_reading(lane: &Lane) -> Durations {
    let (mut previous, mut own, mut seen) = (0_usize, 0_usize, 0_usize);
    let mut before: Option<i64> = None;
    let places = lane.blocks().iter().flat_map(|block| (0..block.len()).map(move |i| (block, i)));
    for ((block, i), (start, end, activity)) in places.zip(lane.walk(0)) {
        let length = end - start;
        if let (Some(reported), Some(before)) = (block.reported_ms(i), before)
            && !activity.is_absence()
        {
            seen += 1;
            previous += usize::from((reported - before).abs() <= TOLERANCE);
            own += usize::from((reported - length).abs() <= TOLERANCE);
        }
        before = (!activity.is_absence()).then_some(length);
    }
    if own > previous && own * 10 >= seen * 9 { Durations::OfOwnState } else { Durations::OfPreviousState }
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
}
