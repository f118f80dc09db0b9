//! One agent's time: the lane, and all that is known of it.

use super::attendance::{self, Attendance, AttendanceBuilder};
use super::build::Built;
use super::columns::Finder;
use super::findings::{DurationFit, FindingKind, Findings, FindingsBuilder};
use super::index::{IndexBuilder, TimeIndex};
use super::lane::{Lane, Segment};
use super::merge::Merged;
use super::record::{AgentId, Durations};
use super::state::{ActivityId, Catalog, StateKind};
use super::sweep::Sweep;
use super::time::{Millis, Span};

/// One agent's lane with its index.
#[derive(Clone, Debug)]
pub struct AgentTimeline {
    /// The agent's id.
    pub id: AgentId,
    /// The segments.
    pub lane: Lane,
    /// Totals of any span.
    pub index: TimeIndex,
    /// What is found about the records.
    pub findings: Findings,
    /// When the agent came and went.
    pub attendance: Attendance,
    /// Records in the window.
    pub records: usize,
    /// What the duration figures measure, as documented or as found.
    pub durations: Durations,
    /// What they measure as the source documents it: what the lane was built by.
    pub documented: Durations,
}

impl AgentTimeline {
    /// Looks at every segment once; `kinds` are the activities' meanings, `merged` knows moments whose
    /// records are odd together; nothing is known after `now`.
    pub(super) fn new(
        id: AgentId,
        built: Built,
        merged: &Merged,
        kinds: &[StateKind],
        documented: Durations,
        now: Millis,
        finder: &mut Finder,
    ) -> Self {
        let Built { lane, overlaps, .. } = built;
        let columns = finder.find(&lane);
        let mut index = IndexBuilder::new(lane.len(), columns, finder);
        let mut found = FindingsBuilder::new(documented);
        let mut fit = DurationFit::default();
        let mut attendance = AttendanceBuilder::new(now);
        let mut records = 0;
        lane.for_each(kinds, |step| {
            let lasted = index.observe(step);
            found.observe(step);
            fit.observe(step);
            attendance.observe(step, lasted);
            records += usize::from(step.is_record());
        });
        let (mut durations, mut findings) = (documented, found.findings);
        if documented == Durations::OfPreviousState && fit.reading() != documented {
            durations = fit.reading();
            findings = Findings::new(&lane, kinds, durations);
        }
        findings.add_overlaps(&overlaps);
        for (kind, moments) in
            [(FindingKind::OrderUnknown, &merged.undecided), (FindingKind::StateDiffers, &merged.corrected)]
        {
            for at in moments.iter().filter(|at| lane.window().contains(**at)) {
                findings.add(kind, *at, lane.before(*at), 0);
            }
        }
        if let Some(last) = lane.open() {
            findings.add(FindingKind::OpenEnd, lane.start(last), last, 0);
        }
        let index = index.finish();
        finder.forget(index.columns());
        let attendance = attendance.finish(&lane, &index);
        Self { id, lane, index, findings, attendance, records, durations, documented }
    }

    /// Whether it is known when a segment ended: from its own figure, or from the record that follows where figures
    /// measure the state before.
    pub fn knows_end(&self, segment: &Segment) -> bool {
        match self.documented {
            Durations::OfOwnState => !segment.running,
            Durations::OfPreviousState => {
                let next = self.lane.segment(segment.index + 1);
                next.is_some_and(|next| !next.activity.is_absence())
            }
        }
    }

    /// When the agent came and went in a part of the window; nothing is known after `now`. The longest occurrence
    /// is of what `counts`, and cut at the edges of the part.
    pub fn attendance_in(
        &self,
        catalog: &Catalog,
        (part, now): (Span, Millis),
        counts: &dyn Fn(ActivityId) -> bool,
    ) -> Attendance {
        let part = part.intersect(self.lane.window());
        attendance::in_part(&self.lane, &self.index, catalog, (part, now), counts)
    }

    /// A sweep of the lane from `t` on, which lies in the window.
    pub fn sweep(&self, t: Millis) -> Sweep<'_> {
        Sweep::new(&self.lane, &self.index, t)
    }

    /// The activity and segment at a moment; `None` outside the window.
    pub fn state_at(&self, t: Millis) -> Option<(usize, ActivityId)> {
        self.lane.at(t).map(|i| (i, self.lane.activity(i)))
    }
}
