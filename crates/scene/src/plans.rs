//! What was planned, beside what was done.
//!
//! ```text
//! by state     |  Open   |Br|   Open    |     outlined, with its name
//!              //        /                    out: hatched, with its length
//! by day       ████████████████████████       what was done
//!              ─────━───  ──────────━──       open time that was planned; red where it was not kept
//! ```

use model::adherence::{Exception, Judged};
use model::time::{Millis, Span};

/// Least width of a mark, in CSS pixels.
const LEAST_PX: f64 = 2.0;

/// A part of a row, from its left to its right edge, in CSS pixels from the row's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Part<T> {
    pub x0: f64,
    pub x1: f64,
    /// What it shows; `None` where several lie upon each other.
    pub of: Option<T>,
}

/// Parts from left to right, those that lie upon each other as one: never more than there are pixels.
pub(crate) fn parts<T: Copy>(
    all: impl Iterator<Item = (Span, T)>,
    seen: Span,
    px: impl Fn(Millis) -> f64,
) -> Vec<Part<T>> {
    let mut parts: Vec<Part<T>> = Vec::new();
    for (span, of) in all {
        let span = span.intersect(seen);
        if span.is_empty() {
            continue;
        }
        let x0 = px(span.start);
        let x1 = px(span.end).max(x0 + LEAST_PX);
        match parts.last_mut().filter(|last| x0 < last.x1 && last.x1 - last.x0 <= LEAST_PX) {
            Some(last) => {
                last.x1 = last.x1.max(x1);
                last.of = None;
            }
            None => parts.push(Part { x0, x1, of: Some(of) }),
        }
    }
    parts
}

/// Open time that is planned for an agent in a span; neighbours are one.
pub(crate) fn open_spans(judged: &Judged, agent: usize, span: Span) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for planned in judged.planned(agent, span).iter().filter(|planned| judged.is_open(planned.activity)) {
        match spans.last_mut().filter(|last| last.end == planned.span.start) {
            Some(last) => last.end = planned.span.end,
            None => spans.push(planned.span),
        }
    }
    spans
}

/// What counts as out of an agent's exceptions in a span.
pub(crate) fn out_spans(
    judged: &Judged,
    agent: usize,
    span: Span,
) -> impl Iterator<Item = (Span, &Exception)> {
    let all = judged.agent(agent).map_or(&[][..], |of| of.exceptions_in(span));
    let out = |one: &Exception| Span { start: one.span.end + -one.out_ms, end: one.span.end };
    all.iter().map(move |one| (out(one), one)).filter(|(out, _)| !out.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_cannot_be_told_apart_are_one() {
        let of = |spans: &[(i64, i64)]| {
            let all = spans.iter().map(|&(start, end)| (Span::new(start, end), start));
            let parts = parts(all, Span::new(0, 1_000), |t| t.0 as f64 / 10.0);
            parts.iter().map(|part| (part.x0, part.x1, part.of)).collect::<Vec<_>>()
        };
        assert_eq!(of(&[(0, 100), (100, 300)]), [(0.0, 10.0, Some(0)), (10.0, 30.0, Some(100))]);
        assert_eq!(
            of(&[(500, 502), (505, 507), (900, 2_000)]),
            [(50.0, 52.5, None), (90.0, 100.0, Some(900))]
        );
        assert_eq!(of(&[(-50, -10), (2_000, 3_000)]), []);
    }
}
