//! Totals of a span in the order people read them: by kind of state, by state, by reason.

use super::index::{TimeIndex, Total};
use super::lane::Lane;
use super::sorting::sort_by_key;
use super::state::{ActivityId, Catalog, StateKind};
use super::time::Span;

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
    pub fn only(&self, catalog: &Catalog, counts: &dyn Fn(ActivityId) -> bool) -> Self {
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
