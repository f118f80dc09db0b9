//! Work without a pause, and pauses by the length of work.

use super::{Case, Most};
use crate::limits::breach::{Breach, Excess};
use crate::limits::rule::PauseStep;
use crate::limits::sessions::{Edge, Shift};
use crate::time::{Millis, Span};

/// A pause in a shift, or time of which nothing is known.
#[derive(Clone, Copy, Debug)]
struct Pause {
    span: Span,
    is_lost: bool,
}

/// A shift with its pauses, in order and apart.
struct Shared<'a> {
    shift: &'a Shift,
    pauses: Vec<Pause>,
}

impl<'a> Case<'a> {
    /// Each shift with what is a pause in it: what the rule is about, and being logged out.
    fn with_pauses(&self) -> Vec<Shared<'a>> {
        let mut parts = self.facts.stays.parts_of(self.rule).map(|part| part.span).peekable();
        let shifts = self.facts.shifts.iter().map(|shift| {
            let mut pauses: Vec<Pause> =
                shift.gaps.iter().map(|gap| Pause { span: gap.span, is_lost: gap.is_lost }).collect();
            while let Some(part) = parts.next_if(|part| part.start < shift.span.end) {
                let span = part.intersect(shift.span);
                if !span.is_empty() {
                    pauses.push(Pause { span, is_lost: false });
                }
            }
            pauses.sort_by_key(|pause| pause.span.start);
            Shared { shift, pauses: joined(&pauses) }
        });
        shifts.collect()
    }

    /// Work without a pause of `pause_ms` that is too long. Time of which nothing is known may be a pause.
    pub(super) fn work_without_pause(&self, most: Most, pause_ms: i64, breaches: &mut Vec<Breach>) {
        for Shared { shift, pauses } in self.with_pauses() {
            let end = Pause { span: Span { start: shift.span.end, end: shift.span.end }, is_lost: false };
            let breaks = pauses.iter().filter(|pause| pause.is_lost || pause.span.len() >= pause_ms);
            let (mut from, mut after_lost) = (shift.span.start, shift.begun == Edge::Lost);
            for pause in breaks.chain([&end]) {
                let work = Span { start: from, end: pause.span.start };
                if let Some(excess) = most.over(work.len()) {
                    let is_last = work.end == shift.span.end;
                    breaches.push(Breach {
                        so_far: is_last && shift.ended == Edge::Running,
                        at_least: after_lost || pause.is_lost || is_last && shift.ended != Edge::Known,
                        ..self.breach(work, work.start + most.ms, work.len(), excess)
                    });
                }
                (from, after_lost) = (pause.span.end, pause.is_lost);
            }
        }
    }

    /// Shifts with fewer pauses than their work asks for, or with pauses that begin too late.
    pub(super) fn pauses(&self, steps: &[PauseStep], part_ms: i64, breaches: &mut Vec<Breach>) {
        for shared in self.with_pauses() {
            let rested = Rested::new(&shared, part_ms);
            let too_few = steps.iter().filter_map(|step| self.too_few(&shared, &rested, step));
            breaches.extend(too_few.max_by_key(Breach::over_ms));
            breaches.extend(steps.iter().filter_map(|step| self.too_late(&shared, &rested, step)));
        }
    }

    /// Judged when the shift is known from its beginning to its end. What nobody knows may have been a pause.
    fn too_few(&self, shared: &Shared, rested: &Rested, step: &PauseStep) -> Option<Breach> {
        let Shift { span, begun, ended, .. } = *shared.shift;
        let is_whole = begun == Edge::Known && (ended == Edge::Known || ended == Edge::Login);
        let missing_ms = step.need_ms - rested.ms;
        if !is_whole || rested.work_ms <= step.over_ms || missing_ms <= rested.lost_ms {
            return None;
        }
        let excess = Excess::Time { limit_ms: step.need_ms, over_ms: missing_ms };
        Some(self.breach(span, span.end, rested.ms, excess))
    }

    /// A pause that was taken after its time, or still is not.
    fn too_late(&self, shared: &Shared, rested: &Rested, step: &PauseStep) -> Option<Breach> {
        let Shift { span, begun, ended, .. } = *shared.shift;
        let due = span.start + step.by_ms?;
        let taken = rested.full_at(step.need_ms);
        let is_running = ended == Edge::Running;
        let until = taken.or_else(|| is_running.then_some(span.end))?;
        if begun != Edge::Known || rested.lost_ms > 0 || rested.work_ms <= step.over_ms || until <= due {
            return None;
        }
        let late = Span { start: due, end: until };
        let excess = Excess::Time { limit_ms: due - span.start, over_ms: late.len() };
        let breach = self.breach(Span { start: span.start, end: until }, due, until - span.start, excess);
        Some(Breach { so_far: taken.is_none(), ..breach })
    }
}

/// Pauses that touch are one.
fn joined(pauses: &[Pause]) -> Vec<Pause> {
    let mut joined: Vec<Pause> = Vec::new();
    for pause in pauses {
        match joined
            .last_mut()
            .filter(|last| last.span.end == pause.span.start && last.is_lost == pause.is_lost)
        {
            Some(last) => last.span.end = pause.span.end,
            None => joined.push(*pause),
        }
    }
    joined
}

/// The pauses of a shift that count.
struct Rested {
    /// When each began, and how long all are together at its end, in milliseconds.
    sums: Vec<(Millis, i64)>,
    /// All of them, in milliseconds.
    ms: i64,
    /// The shift without them and without what nobody knows, in milliseconds.
    work_ms: i64,
    /// Time of which nothing is known, in milliseconds.
    lost_ms: i64,
}

impl Rested {
    fn new(shared: &Shared, part_ms: i64) -> Self {
        let lost_ms = shared.pauses.iter().filter(|pause| pause.is_lost).map(|pause| pause.span.len()).sum();
        let counts = shared.pauses.iter().filter(|pause| !pause.is_lost && pause.span.len() >= part_ms);
        let mut ms = 0;
        let sums = counts.map(|pause| {
            ms += pause.span.len();
            (pause.span.start, ms)
        });
        let sums = sums.collect();
        Self { sums, ms, work_ms: shared.shift.span.len() - ms - lost_ms, lost_ms }
    }

    /// When the pause began with which there was so much.
    fn full_at(&self, need_ms: i64) -> Option<Millis> {
        let at = self.sums.partition_point(|(_, ms)| *ms < need_ms);
        self.sums.get(at).map(|(start, _)| *start)
    }
}
