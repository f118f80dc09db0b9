//! Totals of a span in the order people read them: by kind of state, by state, by reason.

use super::index::{TimeIndex, Total};
use super::lane::{Lane, Step};
use super::occurrence::{Joining, Occurrence};
use super::sorting::sort_by_key;
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
        sort_by_key(&mut reasons, |reason| (-reason.total.ms, reason.activity));
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
    /// Time logged in, in milliseconds, that of states which are left out included.
    whole_ms: i64,
    /// Kinds of which something is left out.
    left_out: [bool; StateKind::ALL.len()],
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
        sort_by_key(&mut reasons, |reason| (state_of(reason), reason.activity));
        let states = reasons.chunk_by(|a, b| state_of(a) == state_of(b));
        let mut states: Vec<StateTotal> = states.filter_map(|own| StateTotal::of(own, catalog)).collect();
        sort_by_key(&mut states, |s| (s.kind, s.activity));
        let whole_ms = time_of(&kinds, StateKind::is_logged_in);
        Self { span, states, kinds, whole_ms, left_out: [false; StateKind::ALL.len()] }
    }

    /// The same of some activities alone. Shares go on being of all logged-in time; rates that need what is left
    /// out are none.
    #[must_use]
    pub fn only(&self, catalog: &Catalog, counts: impl Fn(ActivityId) -> bool) -> Self {
        let reasons = self.states.iter().flat_map(|state| &state.reasons);
        let (kept, left): (Vec<&ReasonTotal>, Vec<&ReasonTotal>) =
            reasons.partition(|reason| counts(reason.activity));
        let kept: Vec<_> = kept.into_iter().map(|reason| (reason.activity, reason.total)).collect();
        let mut left_out = self.left_out;
        for reason in left {
            left_out[catalog.kind(reason.activity) as usize] = true;
        }
        Self { whole_ms: self.whole_ms, left_out, ..Self::of_totals(self.span, &kept, catalog) }
    }

    /// Figures of one kind of state.
    pub fn kind(&self, kind: StateKind) -> Total {
        self.kinds[kind as usize]
    }

    /// Whether nothing of the span was fetched: its figures are not nothing, they are not known.
    pub fn is_unfetched(&self) -> bool {
        let is_known = |kind| kind != StateKind::NotFetched;
        let is_any = !self.states.is_empty() || self.left_out[StateKind::NotFetched as usize];
        is_any && self.has_all(is_known) && !self.states.iter().any(|state| is_known(state.kind))
    }

    /// Time logged in, in milliseconds: every state but logged out, without the absences and what is left out.
    pub fn logged_in_ms(&self) -> i64 {
        time_of(&self.kinds, StateKind::is_logged_in)
    }

    /// The same with what is left out.
    pub fn whole_logged_in_ms(&self) -> i64 {
        self.whole_ms
    }

    /// Share of all logged-in time, 0 to 1; `None` when there is none.
    pub fn share(&self, ms: i64) -> Option<f64> {
        (self.whole_ms > 0).then(|| ms as f64 / self.whole_ms as f64)
    }

    /// Whether nothing of these kinds is left out.
    fn has_all(&self, wanted: impl Fn(StateKind) -> bool) -> bool {
        !StateKind::ALL.into_iter().any(|kind| wanted(kind) && self.left_out[kind as usize])
    }

    /// `(contact + after-call work) / (contact + after-call work + available)`, NICE's occupancy
    /// with contact-state time for talk time, so an estimate. `None` without such time, or where some of it
    /// is left out.
    pub fn occupancy(&self) -> Option<f64> {
        if !self
            .has_all(|kind| matches!(kind, StateKind::OnContact | StateKind::WrapUp | StateKind::Available))
        {
            return None;
        }
        let working = self.kind(StateKind::OnContact).ms.saturating_add(self.kind(StateKind::WrapUp).ms);
        let whole = working.saturating_add(self.kind(StateKind::Available).ms);
        (whole > 0).then(|| working as f64 / whole as f64)
    }

    /// `(logged in − unavailable + after-call work) / logged in`, NICE's working rate. After-call
    /// work is a category of its own here, so what is taken off is the not ready time alone. `None` where some of it
    /// is left out.
    pub fn working_rate(&self) -> Option<f64> {
        if !self.has_all(StateKind::is_logged_in) {
            return None;
        }
        self.share(self.logged_in_ms().saturating_sub(self.kind(StateKind::NotReady).ms))
    }

    /// Occurrences that came from records: the state changes that touch the span.
    pub fn changes(&self) -> u32 {
        let real = StateKind::ALL.iter().filter(|kind| !kind.is_absence());
        real.map(|&kind| self.kind(kind).count).sum()
    }
}

fn time_of(kinds: &[Total; StateKind::ALL.len()], wanted: fn(StateKind) -> bool) -> i64 {
    let times = StateKind::ALL.iter().filter(|&&kind| wanted(kind)).map(|&kind| kinds[kind as usize].ms);
    times.fold(0, i64::saturating_add)
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

    /// When the agent of this lane came and went in a part of its window. The longest occurrence is of what
    /// `counts`, and cut at the edges of the part.
    pub fn in_part(
        lane: &Lane,
        index: &TimeIndex,
        catalog: &Catalog,
        (part, now): (Span, Millis),
        counts: impl Fn(ActivityId) -> bool,
    ) -> Attendance {
        let mut builder = Self::new(now);
        let mut joining = Joining::NOTHING;
        let mut longest: Option<(i64, usize)> = None;
        let segments = lane.range(part);
        for (at, (start, end, activity)) in segments.clone().zip(lane.walk(segments.start)) {
            let cut = Span { start, end }.intersect(part);
            let (lasted, _) = joining.observe(activity, cut.start, cut.len());
            let kind = catalog.kind(activity);
            builder.observe(&Step { start: cut.start, ..Step::of(at, kind, activity) }, lasted);
            if kind.is_logged_in() && counts(activity) && longest.is_none_or(|(ms, _)| lasted > ms) {
                longest = Some((lasted, at));
            }
        }
        let is_in_at = |at: usize| catalog.kind(lane.activity(at)).is_logged_in();
        let first = builder.attendance.first_login;
        let before = segments.start.checked_sub(1);
        let had_begun = lane.start(segments.start.min(lane.len())) < part.start
            || before.map_or(lane.is_carried_in(), is_in_at);
        Attendance {
            since_before: first == Some(part.start) && had_begun,
            longest: longest.map(|(_, segment)| {
                let occurrence = index.occurrence(lane, segment);
                Occurrence { span: occurrence.span.intersect(part), ..occurrence }
            }),
            ..builder.attendance
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
