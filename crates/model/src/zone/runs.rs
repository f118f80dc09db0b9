//! Days as clocks show them.
//!
//! ```text
//! clocks    0:00    1:00    2:00    3:00
//! spring      ├───────┼───────┤       ├─────        an hour is left out
//! autumn      ├───────┼── 1 ──┤
//!                     ├── 2 ──┼───────┼─────        an hour is shown twice
//! ```

use chrono::{NaiveDate, NaiveTime};

use super::Zone;
use crate::time::{Millis, SECOND, Span};

/// Whether clocks show a time of a day once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// As it is nearly always.
    Once,
    /// Twice, and this is the first time.
    First,
    /// This is the second time.
    Second,
}

/// A stretch of a day in which clocks go on evenly. Times of a day count in milliseconds from 00:00 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// From when to when.
    pub span: Span,
    /// When its clocks show 00:00 of that day, or would.
    pub midnight: Millis,
    /// Whether they show its times once.
    pub pass: Pass,
}

impl Run {
    /// The time of day at a moment.
    pub fn clock(self, t: Millis) -> Millis {
        Millis(t - self.midnight)
    }

    /// A part of the day, as moments.
    pub fn moments(self, hours: Span) -> Span {
        Span { start: self.midnight + hours.start.0, end: self.midnight + hours.end.0 }
    }

    /// What lies of it in a part of the day; may be empty.
    pub fn within(self, hours: Span) -> Span {
        self.moments(hours).intersect(self.span)
    }
}

impl Zone {
    /// The runs of a calendar day, which lasts for `day`: one where its clocks do not change.
    pub fn runs(&self, date: NaiveDate, day: Span) -> Vec<Run> {
        let wall = date.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
        let starts = std::iter::once(day.start).chain(self.transitions_in(day).map(|change| change.at));
        let starts: Vec<Millis> = starts.collect();
        let evenly = |(i, &start): (usize, &Millis)| {
            let span = Span { start, end: starts.get(i + 1).copied().unwrap_or(day.end) };
            let midnight = Millis(wall - i64::from(self.offset_s(start)) * SECOND);
            Run { span, midnight, pass: Pass::Once }
        };
        let all: Vec<Run> = starts.iter().enumerate().map(evenly).collect();
        let set_back = |earlier: Option<&Run>, later: Option<&Run>| match (earlier, later) {
            (Some(earlier), Some(later)) => (later.midnight - earlier.midnight).max(0),
            _ => 0,
        };
        let mut runs = Vec::new();
        for (i, run) in all.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|i| all.get(i));
            let second = run.span.clamp(run.span.start + set_back(before, Some(run)));
            let first = run.span.clamp(run.span.end + -set_back(Some(run), all.get(i + 1))).max(second);
            let parts = [
                (run.span.start, second, Pass::Second),
                (second, first, Pass::Once),
                (first, run.span.end, Pass::First),
            ];
            let parts = parts.map(|(start, end, pass)| Run { span: Span { start, end }, pass, ..*run });
            runs.extend(parts.into_iter().filter(|run| !run.span.is_empty()));
        }
        runs
    }
}

/// A part of a day, from the earliest time that clocks show in `span` to the latest; `None` where no run meets it.
pub fn clock_hours(runs: &[Run], span: Span) -> Option<Span> {
    let parts = runs.iter().map(|run| (run, span.intersect(run.span))).filter(|(_, part)| !part.is_empty());
    let hours = parts.map(|(run, part)| Span { start: run.clock(part.start), end: run.clock(part.end) });
    hours.reduce(|a, b| Span { start: a.start.min(b.start), end: a.end.max(b.end) })
}

/// When clocks show a part of a day: one span, or two in an hour that is repeated; none in one that is left out.
pub fn moments_of(runs: &[Run], hours: Span) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for span in runs.iter().map(|run| run.within(hours)).filter(|span| !span.is_empty()) {
        match spans.last_mut().filter(|last| last.end == span.start) {
            Some(last) => last.end = span.end,
            None => spans.push(span),
        }
    }
    spans
}

/// From the first moment at which clocks show a part of a day to the last; empty where they show nothing of it.
pub fn whole_span(runs: &[Run], hours: Span) -> Span {
    let spans = moments_of(runs, hours);
    let ends = spans.first().zip(spans.last());
    ends.map_or(Span::default(), |(first, last)| Span { start: first.start, end: last.end })
}
