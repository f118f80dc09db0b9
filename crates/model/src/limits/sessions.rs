//! A lane's sessions and shifts as rules look at them.

use super::stays::Seen;
use crate::state::{ActivityId, StateKind};
use crate::time::{HOUR, Millis, Span};

/// Logged out for less than this is a pause within a shift, in milliseconds; from this on it is rest between two.
pub const SHIFT_GAP: i64 = 3 * HOUR;

/// From this length on the last state of a session without a logout is no work, in milliseconds.
const LEFT_ALONE: i64 = 2 * HOUR;

/// What is known of an end of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// It was a login or a logout.
    Known,
    /// Another login came.
    Login,
    /// Nothing is known before, or after.
    Lost,
    /// What is known ends there.
    End,
    /// It goes on now.
    Running,
}

/// The state that a session ends with.
#[derive(Clone, Copy, Debug)]
pub struct LastState {
    /// What it is.
    pub activity: ActivityId,
    /// What it means.
    pub kind: StateKind,
    /// Its first segment.
    pub segment: usize,
    /// When it began.
    pub start: Millis,
}

/// From login to logout.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    /// Its time.
    pub span: Span,
    /// Its first segment.
    pub segment: usize,
    /// How it began.
    pub begun: Edge,
    /// How it ended.
    pub ended: Edge,
    /// Its last state.
    pub last: LastState,
    /// Whether there is time of which nothing is known between the session before and this one.
    pub is_lost_before: bool,
}

impl Session {
    /// Whether it ended without a logout, and its last state, which is no contact, lasted long.
    fn is_left_alone(&self) -> bool {
        let is_open = matches!(self.ended, Edge::Login | Edge::End);
        is_open && self.last.kind != StateKind::OnContact && self.span.end - self.last.start > LEFT_ALONE
    }

    /// When work ended: where a logout was forgotten, the last state is none.
    fn work_end(&self) -> Millis {
        if self.is_left_alone() { self.last.start } else { self.span.end }
    }
}

/// Time within a shift in which nobody was known to be logged in.
#[derive(Clone, Copy, Debug)]
pub struct Gap {
    /// Its time.
    pub span: Span,
    /// Whether nothing is known of it, or of some of it.
    pub is_lost: bool,
}

/// Logged-in times with less than [`SHIFT_GAP`] between them.
#[derive(Clone, Debug)]
pub struct Shift {
    /// From the first login to the end of work.
    pub span: Span,
    /// How it began.
    pub begun: Edge,
    /// How it ended.
    pub ended: Edge,
    /// Whether its last state was left alone: when it ended is not known.
    pub is_left_alone: bool,
    /// Its last state.
    pub last: LastState,
    /// Logged out within it, or nothing known.
    pub gaps: Vec<Gap>,
    /// Whether there is time of which nothing is known between the shift before and this one.
    pub is_lost_before: bool,
}

/// The shifts that sessions make.
pub fn shifts(sessions: &[Session]) -> Vec<Shift> {
    let mut shifts: Vec<Shift> = Vec::new();
    for session in sessions {
        let end = session.work_end();
        let last = shifts.last_mut().filter(|shift| session.span.start - shift.span.end < SHIFT_GAP);
        if let Some(shift) = last {
            if shift.span.end < session.span.start {
                let span = Span { start: shift.span.end, end: session.span.start };
                shift.gaps.push(Gap { span, is_lost: session.is_lost_before });
            }
            shift.span.end = end;
            (shift.ended, shift.last) = (session.ended, session.last);
            shift.is_left_alone = session.is_left_alone();
        } else {
            shifts.push(Shift {
                span: Span { start: session.span.start, end },
                begun: session.begun,
                ended: session.ended,
                is_left_alone: session.is_left_alone(),
                last: session.last,
                gaps: Vec::new(),
                is_lost_before: session.is_lost_before,
            });
        }
    }
    shifts
}

/// Takes a lane's segments, in order.
#[derive(Clone, Debug)]
pub struct SessionsBuilder {
    /// Nothing is known from here on.
    now: Millis,
    /// The true beginning of the first segment, where that is known.
    since: Option<Millis>,
    list: Vec<Session>,
    is_in: bool,
    /// Whether something is not known since the last session.
    is_lost: bool,
    /// Whether the first segment is still to come.
    is_new: bool,
}

impl SessionsBuilder {
    /// For what is known at `now`; the first segment began at `since`.
    pub fn new(now: Millis, since: Option<Millis>) -> Self {
        Self { now, since, list: Vec::new(), is_in: false, is_lost: false, is_new: true }
    }

    /// Looks at the next segment.
    pub fn observe(&mut self, seen: &Seen) {
        let is_after_now = seen.kind == StateKind::NoData && seen.span.start >= self.now;
        match seen.kind {
            StateKind::Unknown | StateKind::NotFetched => self.lose(),
            StateKind::NoData if is_after_now => self.end(),
            StateKind::NoData | StateKind::LoggedOut => self.log_out(),
            kind => self.work(seen, kind),
        }
        self.is_new = false;
    }

    fn lose(&mut self) {
        self.is_in = false;
        self.is_lost = true;
    }

    /// What is known ends here.
    fn end(&mut self) {
        if let Some(last) = self.list.last_mut().filter(|_| self.is_in) {
            last.ended = Edge::End;
        }
        self.lose();
    }

    fn log_out(&mut self) {
        if let Some(last) = self.list.last_mut().filter(|_| self.is_in) {
            last.ended = Edge::Known;
        }
        self.is_in = false;
    }

    fn work(&mut self, seen: &Seen, kind: StateKind) {
        let state = LastState { activity: seen.activity, kind, segment: seen.index, start: seen.span.start };
        let last = self.list.last_mut().filter(|_| self.is_in);
        let Some(session) = last else { return self.log_in(seen, state) };
        if kind == StateKind::LoggedIn && session.last.kind != StateKind::LoggedIn {
            session.ended = Edge::Login;
            return self.log_in(seen, state);
        }
        session.span.end = seen.span.end;
        if !seen.span.is_empty() && session.last.activity != seen.activity {
            session.last = state;
        }
    }

    fn log_in(&mut self, seen: &Seen, state: LastState) {
        let is_known = state.kind == StateKind::LoggedIn || !self.is_new && !self.is_lost;
        let start = self.since.filter(|_| self.is_new).unwrap_or(seen.span.start);
        self.list.push(Session {
            span: Span { start, end: seen.span.end },
            segment: seen.index,
            begun: if is_known { Edge::Known } else { Edge::Lost },
            ended: Edge::Lost,
            last: LastState { start, ..state },
            is_lost_before: self.is_lost,
        });
        self.is_in = true;
        self.is_lost = false;
    }

    /// The sessions; `runs` is whether the last segment with a state goes on now.
    pub fn finish(mut self, runs: bool) -> Vec<Session> {
        self.end();
        if let Some(last) = self.list.last_mut().filter(|last| runs && last.ended == Edge::End) {
            last.ended = Edge::Running;
        }
        self.list
    }
}
