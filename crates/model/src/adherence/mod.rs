//! What was planned against what was done.
//!
//! ```text
//! plan         |    Open     | Break |      Open      |
//! states       out | Available | Break  | Available      |
//! verdict      |out|   in    |in|out |out|  in        | unscheduled
//! ```
//! Time is cut at every boundary of both. Where no state is known nothing is said; where nothing is planned the time
//! is unscheduled. Neighbours that are out alike are one exception; one that is no longer than its grace is forgiven.
//! `adherence = in / (in + out)`, `conformance = worked / open time that was planned`.

mod figures;
mod fits;
mod judged;
mod options;
mod shifts;
mod sums;
mod table;
mod verdict;
mod walk;

use std::ops::Deref;

use crate::dataset::Dataset;
use crate::schedule::{Plan, PlannedActivity, PlannedId};
use crate::time::Span;
use crate::timeline::AgentTimeline;

use figures::ratio;
use fits::Fits;
use shifts::Windows;
use sums::Runs;

pub use figures::{Figures, Ratio};
pub use judged::{Judged, Judging, judge};
pub use options::{Beyond, Options};
pub use shifts::PlannedShift;
pub use sums::Sums;
pub use table::{Row, States, Table, open_states};
pub use verdict::{Exception, Forgiven, Run, Verdict};

/// Judges one agent after another.
#[derive(Clone, Debug)]
pub struct Adherer<D> {
    fits: Fits<D>,
    options: Options,
}

impl<D: Deref<Target = Dataset>> Adherer<D> {
    /// For plans of these activities and the states of a data set.
    pub fn new(data: D, activities: &[PlannedActivity], table: &Table, options: Options) -> Self {
        Self { fits: Fits::new(activities, table, data), options }
    }

    /// Planned activities of which nothing is known: no row of the table is for them, and no state has such a name.
    /// They are neutral.
    pub fn unknown(&self) -> &[PlannedId] {
        self.fits.unknown()
    }

    /// Whether an activity of the schedule is open time.
    pub fn is_open(&self, id: PlannedId) -> bool {
        self.fits.planned(id).is_open
    }

    /// Holds an agent's lane against a plan of the schedule. Takes time in proportion to both.
    pub fn agent(&mut self, timeline: &AgentTimeline, plan: &Plan) -> AgentAdherence {
        let window = timeline.lane.window();
        let raw = walk::walk(&timeline.lane, plan, &mut self.fits, &self.options);
        let (runs, exceptions) = self.forgiven(raw, window);
        let runs = Runs::new(runs, window);
        let mut planned = shifts::planned(plan, &self.fits, window);
        shifts::work(&mut planned, &runs, window);
        let around = self.options.window_ms;
        let windows = around.map(|ms| Windows::new(&planned, ms, &runs, window));
        AgentAdherence { window, runs, exceptions, shifts: planned, windows }
    }

    /// Tells exceptions, and forgives what is no longer than its grace.
    fn forgiven(&self, raw: Vec<Run>, window: Span) -> (Vec<Run>, Vec<Exception>) {
        let (mut runs, mut exceptions) = (Vec::with_capacity(raw.len()), Vec::new());
        for (at, run) in raw.iter().enumerate() {
            let span = Span { start: run.start, end: raw.get(at + 1).map_or(window.end, |next| next.start) };
            if run.verdict != Verdict::Out && run.forgiven.is_none() {
                runs.push(*run);
                continue;
            }
            let grace = run.planned.and_then(|planned| self.fits.planned(planned).grace_ms);
            let grace = grace.unwrap_or(self.options.grace_ms).max(0);
            let out_ms = match run.verdict {
                Verdict::Out if span.len() <= grace => 0,
                Verdict::Out if self.options.beyond == Beyond::Excess => span.len() - grace,
                Verdict::Out => span.len(),
                _ => 0,
            };
            let by_grace = (out_ms < span.len()).then_some(Forgiven::Grace);
            let forgiven = run.forgiven.or(by_grace);
            if run.verdict == Verdict::Out {
                if out_ms < span.len() {
                    let verdict = if run.planned.is_some() { Verdict::In } else { Verdict::Unscheduled };
                    runs.push(Run { verdict, forgiven, ..*run });
                }
                if out_ms > 0 {
                    runs.push(Run { start: span.end + -out_ms, ..*run });
                }
            } else {
                runs.push(*run);
            }
            let Run { planned, did, segment, on_contact, .. } = *run;
            exceptions.push(Exception { span, planned, did, segment, on_contact, out_ms, forgiven });
        }
        (runs, exceptions)
    }

    /// Conformance by activity, in a span: of activities that are judged alike what was planned and what was done of
    /// it, the smaller of the two, as a share of what was planned. Takes time in proportion to the runs of the span.
    pub fn conformance_by_activity(
        &mut self,
        timeline: &AgentTimeline,
        judged: &AgentAdherence,
        span: Span,
    ) -> Ratio {
        let mut planned: Vec<(usize, i64)> = Vec::new();
        for (time, run) in judged.runs(span) {
            if let Some(on) = run.planned.filter(|_| run.verdict != Verdict::Unknown) {
                planned.push((self.fits.planned(on).class, time.len()));
            }
        }
        planned.sort_unstable_by_key(|(class, _)| *class);
        let totals = timeline.index.totals(&timeline.lane, span.intersect(judged.window));
        let (mut kept, mut whole) = (0, 0);
        for class in planned.chunk_by(|a, b| a.0 == b.0) {
            let planned: i64 = class.iter().map(|(_, ms)| ms).sum();
            let fitting = totals.iter().filter(|(activity, _)| self.fits.fit(class[0].0, *activity));
            let done: i64 = fitting.map(|(_, total)| total.ms).sum();
            kept += planned.min(done);
            whole += planned;
        }
        ratio(kept, whole)
    }
}

/// One agent's time against the plan.
#[derive(Clone, Debug)]
pub struct AgentAdherence {
    window: Span,
    runs: Runs,
    exceptions: Vec<Exception>,
    shifts: Vec<PlannedShift>,
    windows: Option<Windows>,
}

impl AgentAdherence {
    /// Figures of a span, as far as it lies in the window. Costs the logarithm of the runs.
    pub fn figures(&self, span: Span) -> Figures {
        let span = span.intersect(self.window);
        let sums = self.runs.sums(span);
        let worked_ms = self.windows.as_ref().map(|windows| windows.work_ms(span, &self.runs));
        Figures { sums, worked_ms: worked_ms.unwrap_or(sums.work_ms) }
    }

    /// The runs that touch a span, cut at its edges, in order.
    pub fn runs(&self, span: Span) -> impl Iterator<Item = (Span, &Run)> {
        let span = span.intersect(self.window);
        let all = self.runs.from(span.start).take_while(move |(time, _)| time.start < span.end);
        all.map(move |(time, run)| (time.intersect(span), run)).filter(|(time, _)| !time.is_empty())
    }

    /// Every exception, also those that are forgiven, in order of time.
    pub fn exceptions(&self) -> &[Exception] {
        &self.exceptions
    }

    /// The exceptions that touch a span.
    pub fn exceptions_in(&self, span: Span) -> &[Exception] {
        let from = self.exceptions.partition_point(|exception| exception.span.end <= span.start);
        let to = self.exceptions.partition_point(|exception| exception.span.start < span.end);
        self.exceptions.get(from..to).unwrap_or_default()
    }

    /// Which exceptions touch some spans that are in order and apart: positions in [`Self::exceptions`], each once.
    pub fn touching<'a>(&'a self, spans: &'a [Span]) -> impl Iterator<Item = usize> + use<'a> {
        let (all, mut at) = (&self.exceptions, 0);
        spans.iter().flat_map(move |span| {
            let from = all.partition_point(|exception| exception.span.end <= span.start).max(at);
            at = all.partition_point(|exception| exception.span.start < span.end).max(from);
            from..at
        })
    }

    /// The planned shifts, in order.
    pub fn shifts(&self) -> &[PlannedShift] {
        &self.shifts
    }
}
