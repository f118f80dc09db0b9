//! A lane and a plan → runs: cut at every boundary of both.

use std::ops::Deref;

use super::fits::{Fits, PlannedAs};
use super::options::Options;
use super::verdict::{Forgiven, Run, Verdict};
use crate::dataset::Dataset;
use crate::lane::Lane;
use crate::schedule::{Plan, Planned, PlannedId};
use crate::state::{ActivityId, StateKind};
use crate::time::{Millis, Span};

/// Walks over a lane and a plan together. Takes time in proportion to both.
pub fn walk<D>(lane: &Lane, plan: &Plan, fits: &mut Fits<D>, options: &Options) -> Vec<Run>
where
    D: Deref<Target = Dataset>,
{
    let mut walk = Walk { fits, options, contact: None, runs: Vec::new() };
    let mut planned = plan.in_span(lane.window()).iter().peekable();
    for (segment, (start, end, activity)) in lane.walk(0).enumerate() {
        let state = State { segment, activity, kind: walk.fits.kind(activity) };
        let mut at = start;
        while at < end {
            while planned.next_if(|planned| planned.span.end <= at).is_some() {}
            let (to, on) = until(planned.peek(), at);
            walk.piece(Span { start: at, end: to.min(end) }, on, &state);
            at = to.min(end);
        }
        if segment == 0 && end > start {
            walk.carried_in(lane, plan, &state);
        }
    }
    walk.runs
}

/// How long what is planned at a moment lasts, and what it is.
fn until(next: Option<&&Planned>, at: Millis) -> (Millis, Option<PlannedId>) {
    match next {
        Some(planned) if planned.span.start <= at => (planned.span.end, Some(planned.activity)),
        Some(planned) => (planned.span.start, None),
        None => (Millis(i64::MAX), None),
    }
}

/// What the agent does in a piece.
struct State {
    segment: usize,
    activity: ActivityId,
    kind: StateKind,
}

struct Walk<'a, D> {
    fits: &'a mut Fits<D>,
    options: &'a Options,
    /// Whether the contact that goes on began where it was allowed; `None` without one.
    contact: Option<bool>,
    runs: Vec<Run>,
}

impl<D: Deref<Target = Dataset>> Walk<'_, D> {
    fn piece(&mut self, span: Span, planned: Option<PlannedId>, state: &State) {
        let on = planned.map(|planned| self.fits.planned(planned));
        let mut verdict = self.verdict(on, state);
        let is_contact = state.kind == StateKind::OnContact;
        let began_well = *self.contact.get_or_insert(verdict != Verdict::Out);
        let mut forgiven = None;
        if !is_contact {
            self.contact = None;
        } else if verdict == Verdict::Out && began_well && self.options.contact_over_edge {
            (verdict, forgiven) = (Verdict::Neutral, Some(Forgiven::Contact));
        }
        let run = Run {
            start: span.start,
            verdict,
            planned,
            did: state.activity,
            segment: state.segment,
            is_work: self.fits.is_work(state.activity),
            is_open: on.is_some_and(|on| on.is_open),
            on_contact: is_contact,
            forgiven,
        };
        if !self.runs.last().is_some_and(|last| last.goes_on_with(&run)) {
            self.runs.push(run);
        }
    }

    fn verdict(&mut self, on: Option<PlannedAs>, state: &State) -> Verdict {
        match on {
            _ if state.kind.is_absence() => Verdict::Unknown,
            None if self.options.outside_shift && self.fits.is_work(state.activity) => Verdict::Out,
            None => Verdict::Unscheduled,
            Some(on) if on.is_neutral => Verdict::Neutral,
            Some(on) if self.fits.fit(on.class, state.activity) => Verdict::In,
            Some(_) => Verdict::Out,
        }
    }

    /// A contact that had begun before the window began well or not where it did.
    fn carried_in(&mut self, lane: &Lane, plan: &Plan, state: &State) {
        let Some(since) = lane.since(0).filter(|_| state.kind == StateKind::OnContact) else { return };
        let on = plan.at(since).map(|planned| self.fits.planned(planned.activity));
        let began_well = self.verdict(on, state) != Verdict::Out;
        self.contact = Some(began_well);
        if began_well && self.options.contact_over_edge {
            for run in self.runs.iter_mut().filter(|run| run.verdict == Verdict::Out) {
                (run.verdict, run.forgiven) = (Verdict::Neutral, Some(Forgiven::Contact));
            }
        }
    }
}
