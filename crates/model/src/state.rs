//! Agent states and the catalogue of those that a data set uses.
//!
//! An *activity* is an agent state together with its not ready reason (sub-state); it is what a
//! record switches to, and the unit in which time is counted.

use std::collections::HashMap;
use std::sync::Arc;

/// What an agent state means, whatever the API calls it. The order is the order of lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateKind {
    /// Ready for contacts.
    Available,
    /// On a contact, inbound or outbound, consults included.
    OnContact,
    /// After-call work.
    WrapUp,
    /// Not ready, with or without a reason.
    NotReady,
    /// Logged in, and nothing more is known yet.
    LoggedIn,
    /// Logged out.
    LoggedOut,
    /// A state that Shiftline does not know; it keeps its own name.
    Other,
    /// Before the first record, with nothing known from before.
    Unknown,
    /// The API has nothing for this time.
    NoData,
    /// The page or day that holds this time could not be fetched.
    NotFetched,
}

impl StateKind {
    /// Every kind, in lane order.
    pub const ALL: [Self; 10] = [
        Self::Available,
        Self::OnContact,
        Self::WrapUp,
        Self::NotReady,
        Self::LoggedIn,
        Self::LoggedOut,
        Self::Other,
        Self::Unknown,
        Self::NoData,
        Self::NotFetched,
    ];

    /// The field's word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Available => "Ready",
            Self::OnContact => "On contact",
            Self::WrapUp => "Wrap-up",
            Self::NotReady => "Not ready",
            Self::LoggedIn => "Logged in",
            Self::LoggedOut => "Logged out",
            Self::Other => "Other",
            Self::Unknown => "Unknown",
            Self::NoData => "No data",
            Self::NotFetched => "Not fetched",
        }
    }

    /// Whether the agent is logged in during it. Time that nobody knows about does not count.
    pub const fn is_logged_in(self) -> bool {
        !matches!(self, Self::LoggedOut | Self::Unknown | Self::NoData | Self::NotFetched)
    }

    /// Whether it stands for the absence of a record and not for something an agent did.
    pub const fn is_absence(self) -> bool {
        matches!(self, Self::Unknown | Self::NoData | Self::NotFetched)
    }
}

/// Index of an agent state in its [`Catalog`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub u32);

/// Index of an activity in its [`Catalog`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActivityId(pub u32);

impl ActivityId {
    /// Time before the first record, with nothing carried in.
    pub const UNKNOWN: Self = Self(0);
    /// Time that the API has nothing for.
    pub const NO_DATA: Self = Self(1);
    /// Time that could not be fetched.
    pub const NOT_FETCHED: Self = Self(2);

    /// Whether it stands for an absence; every other activity came from a record.
    pub const fn is_absence(self) -> bool {
        self.0 <= Self::NOT_FETCHED.0
    }

    /// Position in tables with one column an activity.
    pub const fn column(self) -> usize {
        self.0 as usize
    }
}

/// An agent state as the API names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentState {
    /// The API's own code or name, as it came (`NOT_READY`, `Unavailable`).
    pub code: Arc<str>,
    /// What people read.
    pub label: Arc<str>,
}

/// An agent state with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The agent state.
    pub state: StateId,
    /// Not ready reason, unavailable code or sub-state, as it came.
    pub reason: Option<Arc<str>>,
    /// What it means.
    pub kind: StateKind,
}

/// How a dialect reads one of its state names: the words people read, and the meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What people read.
    pub label: Arc<str>,
    /// What it means.
    pub kind: StateKind,
}

impl Reading {
    /// A known state under the field's own word for it.
    pub fn known(kind: StateKind) -> Self {
        Self { label: kind.label().into(), kind }
    }

    /// A state Shiftline does not know: it keeps its name.
    pub fn other(code: &str) -> Self {
        Self { label: code.into(), kind: StateKind::Other }
    }
}

/// The agent states and activities that occur in a data set. Ids are stable: the catalogue only
/// grows, and its first three activities are the absences.
#[derive(Clone, Debug)]
pub struct Catalog {
    states: Vec<AgentState>,
    activities: Vec<Activity>,
    state_ids: HashMap<Arc<str>, StateId>,
    /// The activities of each state, by its id.
    activity_ids: Vec<OfState>,
    /// States that a source gives a meaning of its own.
    given: HashMap<(Arc<str>, StateKind), StateId>,
}

/// The activities of one state. Names are looked up as they come, without a copy.
#[derive(Clone, Debug, Default)]
struct OfState {
    plain: Option<ActivityId>,
    with_reason: HashMap<Arc<str>, ActivityId>,
}

impl OfState {
    fn find(&self, reason: Option<&str>) -> Option<ActivityId> {
        reason.map_or(self.plain, |reason| self.with_reason.get(reason).copied())
    }

    fn add(&mut self, reason: Option<Arc<str>>, id: ActivityId) {
        match reason {
            None => self.plain = Some(id),
            Some(reason) => {
                self.with_reason.insert(reason, id);
            }
        }
    }
}

impl Default for Catalog {
    fn default() -> Self {
        let mut catalog = Self {
            states: Vec::new(),
            activities: Vec::new(),
            state_ids: HashMap::new(),
            activity_ids: Vec::new(),
            given: HashMap::new(),
        };
        for kind in [StateKind::Unknown, StateKind::NoData, StateKind::NotFetched] {
            catalog.intern(&format!("\0{}", kind.label()), None, |_| Reading::known(kind));
        }
        // No code that an API sends is looked up among these.
        catalog.state_ids.clear();
        catalog
    }
}

impl Catalog {
    /// The activity of state `code` with `reason`, added when it is new. `read` is asked once for
    /// each new pair.
    pub fn intern(
        &mut self,
        code: &str,
        reason: Option<&str>,
        read: impl FnOnce(Option<&str>) -> Reading,
    ) -> ActivityId {
        let known = self.state_ids.get(code).copied();
        if let Some(id) = known.and_then(|state| self.activity_ids[state.0 as usize].find(reason)) {
            return id;
        }
        let Reading { label, kind } = read(reason);
        let state = known.unwrap_or_else(|| {
            let state = self.add_state(code, label);
            self.state_ids.insert(code.into(), state);
            state
        });
        self.add_activity(state, reason, kind)
    }

    /// The state `code` as one source alone understands it: what others say by the same name keeps its
    /// meaning. It is the same for all sources that give it the same.
    pub fn given(&mut self, code: &str, reading: Reading) -> StateId {
        let key = (Arc::from(code), reading.kind);
        if let Some(known) = self.given.get(&key) {
            return *known;
        }
        let state = self.add_state(code, reading.label);
        self.given.insert(key, state);
        state
    }

    /// The activity of a state of this catalogue with `reason`, added with this meaning when it is new.
    pub fn intern_in(&mut self, state: StateId, reason: Option<&str>, kind: StateKind) -> ActivityId {
        let known = self.activity_ids[state.0 as usize].find(reason);
        known.unwrap_or_else(|| self.add_activity(state, reason, kind))
    }

    fn add_activity(&mut self, state: StateId, reason: Option<&str>, kind: StateKind) -> ActivityId {
        let reason: Option<Arc<str>> = reason.map(Into::into);
        let id = ActivityId(self.activities.len() as u32);
        self.activities.push(Activity { state, reason: reason.clone(), kind });
        self.activity_ids[state.0 as usize].add(reason, id);
        id
    }

    fn add_state(&mut self, code: &str, label: Arc<str>) -> StateId {
        let id = StateId(self.states.len() as u32);
        self.states.push(AgentState { code: code.into(), label });
        self.activity_ids.push(OfState::default());
        id
    }

    /// Number of activities; ids run from 0 to one less.
    pub fn len(&self) -> usize {
        self.activities.len()
    }

    /// Never: the absences are always there.
    pub fn is_empty(&self) -> bool {
        self.activities.is_empty()
    }

    /// The activities with their ids, in id order.
    pub fn activities(&self) -> impl ExactSizeIterator<Item = (ActivityId, &Activity)> {
        self.activities.iter().enumerate().map(|(i, a)| (ActivityId(i as u32), a))
    }

    /// The activity behind an id of this catalogue.
    pub fn activity(&self, id: ActivityId) -> &Activity {
        &self.activities[id.column()]
    }

    /// The agent state behind an id of this catalogue.
    pub fn state(&self, id: StateId) -> &AgentState {
        &self.states[id.0 as usize]
    }

    /// The meaning of an activity.
    pub fn kind(&self, id: ActivityId) -> StateKind {
        self.activity(id).kind
    }

    /// The code that stands for an activity's state in files, links and tests: the API's own, or
    /// `UNKNOWN`, `NO_DATA`, `NOT_FETCHED` for the absences.
    pub fn code(&self, id: ActivityId) -> &str {
        match id {
            ActivityId::UNKNOWN => "UNKNOWN",
            ActivityId::NO_DATA => "NO_DATA",
            ActivityId::NOT_FETCHED => "NOT_FETCHED",
            _ => &self.state(self.activity(id).state).code,
        }
    }

    /// What people read for an activity's state, without its reason: the dialect's words for it,
    /// but "Wrap-up" for after-call work, which APIs file under other states.
    pub fn label(&self, id: ActivityId) -> &str {
        match self.kind(id) {
            StateKind::WrapUp => StateKind::WrapUp.label(),
            _ => &self.state(self.activity(id).state).label,
        }
    }

    /// A place for each activity, by its id, that does not depend on which came first: in the order of a
    /// working day, then by name.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let day = |kind: StateKind| match kind {
            StateKind::LoggedIn => 0,
            StateKind::NotReady => 1,
            StateKind::WrapUp => 2,
            StateKind::Other => 3,
            StateKind::Available => 4,
            StateKind::OnContact => 5,
            StateKind::LoggedOut => 6,
            StateKind::Unknown | StateKind::NoData | StateKind::NotFetched => 7,
        };
        let mut ids: Vec<ActivityId> = self.activities().map(|(id, _)| id).collect();
        ids.sort_by_key(|id| (day(self.kind(*id)), self.code(*id), self.activity(*id).reason.as_deref()));
        let mut ranks = vec![0; ids.len()];
        for (rank, id) in ids.into_iter().enumerate() {
            ranks[id.column()] = rank as u32;
        }
        ranks
    }

    /// Gives activities another meaning (which unavailable codes are after-call work may be known
    /// only later, or be changed by hand). `kind_of` sees the state's code, the reason and the
    /// present meaning.
    pub fn reclassify(&mut self, kind_of: impl Fn(&str, Option<&str>, StateKind) -> StateKind) {
        for activity in self.activities.iter_mut().skip(3) {
            let code = &self.states[activity.state.0 as usize].code;
            activity.kind = kind_of(code, activity.reason.as_deref(), activity.kind);
        }
    }
}

#[cfg(test)]
mod tests;
