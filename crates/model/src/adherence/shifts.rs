//! Shifts as they were planned: late, left early, and work in and around them.

use super::fits::Fits;
use super::sums::Runs;
use crate::limits::SHIFT_GAP;
use crate::schedule::Plan;
use crate::time::{Millis, Span};

/// A planned shift, and when work in it began and ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedShift {
    /// From the first activity to the end of the last, with less than [`SHIFT_GAP`] between them. Where only being
    /// logged out fits there is no shift.
    pub span: Span,
    /// From the first open time to the end of the last; `None` without any.
    pub open: Option<Span>,
    /// How long after the beginning of open time work began, in milliseconds; `None` where that is not known, or it
    /// did not.
    pub late_ms: Option<i64>,
    /// How long before the end of open time work ended, in milliseconds; `None` where that is not known.
    pub early_ms: Option<i64>,
    /// Whether the agent is known not to have worked at all in what has passed of it.
    pub is_absent: bool,
}

/// The shifts of a plan that touch a window, without what was worked.
pub fn planned<D>(plan: &Plan, fits: &Fits<D>, window: Span) -> Vec<PlannedShift> {
    let mut shifts: Vec<PlannedShift> = Vec::new();
    for one in plan.in_span(window) {
        let on = fits.planned(one.activity);
        if on.is_off {
            continue;
        }
        let open = on.is_open.then_some(one.span);
        let last = shifts.last_mut().filter(|shift| one.span.start - shift.span.end < SHIFT_GAP);
        if let Some(shift) = last {
            shift.span.end = one.span.end;
            shift.open = match (shift.open, open) {
                (Some(first), Some(last)) => Some(Span { start: first.start, end: last.end }),
                (first, last) => first.or(last),
            };
        } else {
            let (late_ms, early_ms, is_absent) = (None, None, false);
            shifts.push(PlannedShift { span: one.span, open, late_ms, early_ms, is_absent });
        }
    }
    shifts
}

/// Finds when work began and ended in each shift. Takes time in proportion to shifts and runs.
pub fn work(shifts: &mut [PlannedShift], runs: &Runs, window: Span) {
    let works: Vec<Span> =
        joined(runs.from(Millis(i64::MIN)).filter(|(_, run)| run.is_work).map(|(span, _)| span));
    for at in 0..shifts.len() {
        let Some(open) = shifts[at].open else { continue };
        let before = at.checked_sub(1).map_or(Millis(i64::MIN), |before| shifts[before].span.end);
        let after = shifts.get(at + 1).map_or(Millis(i64::MAX), |after| after.span.start);
        let near = Span { start: before.max(open.start + -SHIFT_GAP), end: after.min(open.end + SHIFT_GAP) };
        let from = works.partition_point(|work| work.end <= near.start);
        let to = works.partition_point(|work| work.start < near.end);
        // Work that began after it all is none of it.
        let inside = works.get(from..to).unwrap_or_default();
        let inside = if inside.first().is_some_and(|first| first.start < open.end) { inside } else { &[] };
        let is_known = |start, end| {
            window.start <= start && end <= window.end && runs.sums(Span { start, end }).unknown_ms == 0
        };
        let shift = &mut shifts[at];
        if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
            let began = first.start.max(open.start);
            let ended = last.end.min(open.end);
            shift.late_ms = is_known(open.start, began).then(|| began - open.start);
            shift.early_ms = is_known(ended, open.end).then(|| open.end - ended);
        } else {
            // What is not known may only be what is still to come.
            let unknown_ms = runs.sums(open).unknown_ms;
            let known = Span { end: open.end + -unknown_ms, ..open };
            shift.is_absent = !known.is_empty() && is_known(known.start, known.end);
        }
    }
}

fn joined(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut().filter(|last| last.end >= span.start) {
            Some(last) => last.end = last.end.max(span.end),
            None => joined.push(span),
        }
    }
    joined
}

/// Work in shifts and around them.
#[derive(Clone, Debug)]
pub struct Windows {
    /// When each begins and ends, how much was worked in those before it, and how much in all before it, in
    /// milliseconds.
    list: Vec<(Span, i64, i64)>,
    start: Millis,
}

impl Windows {
    /// The shifts and so many milliseconds around each.
    pub fn new(shifts: &[PlannedShift], around_ms: i64, runs: &Runs, window: Span) -> Self {
        let wide = |shift: &PlannedShift| {
            let Span { start, end } = shift.span;
            Span { start: start + -around_ms, end: end + around_ms }.intersect(window)
        };
        let spans = joined(shifts.iter().map(wide).filter(|span| !span.is_empty()));
        let mut worked = 0;
        let worked_in = |span| runs.sums(span).work_ms;
        let list = spans.into_iter().map(|span| {
            let one = (span, worked, worked_in(Span { start: window.start, end: span.start }));
            worked += worked_in(span);
            one
        });
        Self { list: list.collect(), start: window.start }
    }

    /// Work inside, of a span, in milliseconds.
    pub fn work_ms(&self, span: Span, runs: &Runs) -> i64 {
        if span.is_empty() { 0 } else { self.up_to(span.end, runs) - self.up_to(span.start, runs) }
    }

    fn up_to(&self, t: Millis, runs: &Runs) -> i64 {
        let next = self.list.partition_point(|(span, ..)| span.start <= t);
        let Some((span, inside, all)) = next.checked_sub(1).map(|last| self.list[last]) else { return 0 };
        inside + runs.sums(Span { start: self.start, end: t.min(span.end) }).work_ms - all
    }
}
