//! Sessions that are too long or have no end, and rest that is too short.

use super::{Case, Most};
use crate::limits::breach::{Breach, Excess};
use crate::limits::sessions::{Edge, Session};
use crate::state::StateKind;
use crate::time::Span;

impl Case<'_> {
    /// Sessions that are too long.
    pub(super) fn sessions(&self, most: Most, breaches: &mut Vec<Breach>) {
        for session in &self.facts.sessions {
            let Some(excess) = most.over(session.span.len()) else { continue };
            let passed = session.span.start + most.ms;
            breaches.push(Breach {
                activity: session.last.activity,
                segment: session.segment,
                so_far: session.ended == Edge::Running,
                at_least: session.begun == Edge::Lost || matches!(session.ended, Edge::Lost | Edge::End),
                ..self.breach(session.span, passed, session.span.len(), excess)
            });
        }
    }

    /// Sessions that end without a logout, told of their last state.
    pub(super) fn no_logouts(&self, most: Most, breaches: &mut Vec<Breach>) {
        for session in &self.facts.sessions {
            let span = Span { start: session.last.start, end: session.span.end };
            if !is_without_logout(session, most, span.len()) {
                continue;
            }
            let excess = Excess::Time { limit_ms: most.ms, over_ms: (span.len() - most.ms).max(0) };
            let passed = (span.start + most.ms).min(span.end);
            breaches.push(Breach {
                activity: session.last.activity,
                segment: session.last.segment,
                so_far: session.ended == Edge::Running,
                at_least: session.ended == Edge::End,
                ..self.breach(span, passed, span.len(), excess)
            });
        }
    }

    /// Rest between two shifts that is too short. Where a logout is not known, neither is the rest.
    pub(super) fn rests(&self, least: Most, breaches: &mut Vec<Breach>) {
        for pair in self.facts.shifts.windows(2) {
            let [before, after] = pair else { continue };
            let is_known = before.ended == Edge::Known && !after.is_lost_before;
            let span = Span { start: before.span.end, end: after.span.start };
            if let Some(excess) = least.under(span.len()).filter(|_| is_known) {
                let day = self.context.zone.date(span.end);
                let breach = self.breach(span, span.end + -1, span.len(), excess);
                breaches.push(Breach { day, passed: span.end, ..breach });
            }
        }
    }
}

fn is_without_logout(session: &Session, most: Most, last_ms: i64) -> bool {
    match session.ended {
        Edge::Login => true,
        Edge::End | Edge::Running => {
            session.last.kind != StateKind::OnContact && most.over(last_ms).is_some()
        }
        Edge::Known | Edge::Lost => false,
    }
}
