//! Totals of a span in the order people read them: by kind of state, by state, by reason.

use super::index::{TimeIndex, Total};
use super::lane::{Lane, Step};
use super::occurrence::Occurrence;
use super::state::{ActivityId, Catalog, StateKind};
use super::time::{Millis, Span};

/// Totals of one not ready reason or sub-state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonTotal {
    /// The activity: state and reason.
    pub activity: ActivityId,
    /// Its figures.
    pub total: Total,
}

/// Totals of one agent state under one meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateTotal {
    /// What the state means.
    pub kind: StateKind,
    /// Any activity of the state, for its code and label.
    pub activity: ActivityId,
    /// The state's figures.
    pub total: Total,
    /// The same by reason, longest first. Only one entry when the state has no reasons.
    pub reasons: Vec<ReasonTotal>,
}

impl StateTotal {
    /// The total of a state that has these reasons, in the order of their ids.
    fn of(reasons: &[ReasonTotal], catalog: &Catalog) -> Option<Self> {
        let activity = reasons.first()?.activity;
        let total = Total::sum(reasons.iter().map(|reason| &reason.total));
        let mut reasons = reasons.to_vec();
        reasons.sort_by_key(|reason| (-reason.total.ms, reason.activity));
        Some(Self { kind: catalog.kind(activity), activity, total, reasons })
    }
}

/// Where the time of a span went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The span, inside the lane's window.
    pub span: Span,
    /// Agent states in lane order, absences last; those without time or count left out.
    pub states: Vec<StateTotal>,
    kinds: [Total; StateKind::ALL.len()],
}

impl Summary {
    /// Sums up one lane over a span.
    pub fn new(lane: &Lane, index: &TimeIndex, catalog: &Catalog, span: Span) -> Self {
        let span = span.intersect(lane.window());
        Self::of_totals(span, &index.totals(lane, span), catalog)
    }

    /// Puts totals (one of each activity that occurs, as [`TimeIndex::totals`] gives them) in order.
    pub fn of_totals(span: Span, totals: &[(ActivityId, Total)], catalog: &Catalog) -> Self {
        let mut kinds = [Total::default(); StateKind::ALL.len()];
        let told = totals.iter().filter(|(_, total)| total.count > 0);
        let mut reasons: Vec<ReasonTotal> =
            told.map(|&(activity, total)| ReasonTotal { activity, total }).collect();
        for reason in &reasons {
            kinds[catalog.kind(reason.activity) as usize].add(&reason.total);
        }
        let state_of = |reason: &ReasonTotal| {
            let activity = catalog.activity(reason.activity);
            (activity.kind, activity.state)
        };
        reasons.sort_by_key(|reason| (state_of(reason), reason.activity));
        let states = reasons.chunk_by(|a, b| state_of(a) == state_of(b));
        let mut states: Vec<StateTotal> = states.filter_map(|own| StateTotal::of(own, catalog)).collect();
        states.sort_by_key(|s| (s.kind, s.activity));
        Self { span, states, kinds }
    }

    /// Figures of one kind of state.
    pub fn kind(&self, kind: StateKind) -> Total {
        self.kinds[kind as usize]
    }

    /// Time logged in, in milliseconds: every state but logged out, without the absences.
    pub fn logged_in_ms(&self) -> i64 {
        self.time_of(StateKind::is_logged_in)
    }

    /// Share of logged-in time, 0 to 1; `None` when there is none.
    pub fn share(&self, ms: i64) -> Option<f64> {
        let whole = self.logged_in_ms();
        (whole > 0).then(|| ms as f64 / whole as f64)
    }

    /// `(contact + after-call work) / (contact + after-call work + available)`, NICE's occupancy
    /// with contact-state time for talk time, so an estimate. `None` without such time.
    pub fn occupancy(&self) -> Option<f64> {
        let working = self.kind(StateKind::OnContact).ms.saturating_add(self.kind(StateKind::WrapUp).ms);
        let whole = working.saturating_add(self.kind(StateKind::Available).ms);
        (whole > 0).then(|| working as f64 / whole as f64)
    }

    /// `(logged in − unavailable + after-call work) / logged in`, NICE's working rate. After-call
    /// work is a category of its own here, so what is taken off is the not ready time alone.
    pub fn working_rate(&self) -> Option<f64> {
        self.share(self.logged_in_ms().saturating_sub(self.kind(StateKind::NotReady).ms))
    }

    /// Occurrences that came from records: the state changes that touch the span.
    pub fn changes(&self) -> u32 {
        let real = StateKind::ALL.iter().filter(|kind| !kind.is_absence());
        real.map(|&kind| self.kind(kind).count).sum()
    }

    fn time_of(&self, wanted: fn(StateKind) -> bool) -> i64 {
        StateKind::ALL
            .iter()
            .filter(|&&kind| wanted(kind))
            .map(|&kind| self.kind(kind).ms)
            .fold(0, i64::saturating_add)
    }
}

/// When an agent came and went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Beginning of the first logged-in time in the window.
    pub first_login: Option<Millis>,
    /// Whether that time had begun before the window.
    pub since_before: bool,
    /// End of the last logged-in time, if it is known to have ended in the window.
    pub last_logout: Option<Millis>,
    /// Number of logged-in times.
    pub sessions: u32,
    /// Longest logged-in occurrence.
    pub longest: Option<Occurrence>,
}

/// Takes a lane's segments, in order.
#[derive(Debug)]
pub(super) struct AttendanceBuilder {
    /// Nothing is known after it.
    now: Millis,
    attendance: Attendance,
    is_logged_in: bool,
    /// Length in milliseconds and last segment of the longest logged-in occurrence.
    longest: Option<(i64, usize)>,
}

impl AttendanceBuilder {
    /// For what is known at `now`.
    pub fn new(now: Millis) -> Self {
        Self { now, attendance: Attendance::default(), is_logged_in: false, longest: None }
    }

    /// Looks at the next segment; its occurrence has lasted so many milliseconds by its end.
    #[inline(always)]
    pub fn observe(&mut self, step: &Step, lasted: i64) {
        // Nobody knows whether the agent was there: that is neither a login nor a logout.
        let is_known = match step.kind {
            StateKind::Unknown | StateKind::NotFetched => false,
            StateKind::NoData => step.start < self.now,
            _ => true,
        };
        if !is_known {
            return;
        }
        let is_logged_in = step.kind.is_logged_in();
        if is_logged_in != self.is_logged_in {
            self.change(is_logged_in, step.start);
        }
        if is_logged_in && self.longest.is_none_or(|(ms, _)| lasted > ms) {
            self.longest = Some((lasted, step.index));
        }
    }

    fn change(&mut self, is_logged_in: bool, at: Millis) {
        self.is_logged_in = is_logged_in;
        if is_logged_in {
            self.attendance.sessions += 1;
            self.attendance.last_logout = None;
            self.attendance.first_login.get_or_insert(at);
        } else {
            self.attendance.last_logout = Some(at);
        }
    }

    /// When the agent of this lane came and went.
    pub fn finish(self, lane: &Lane, index: &TimeIndex) -> Attendance {
        let first_login = self.attendance.first_login;
        Attendance {
            since_before: lane.is_carried_in() && first_login == Some(lane.window().start),
            longest: self.longest.map(|(_, segment)| index.occurrence(lane, segment)),
            ..self.attendance
        }
    }
}
