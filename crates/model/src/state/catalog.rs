//! The agent states and activities of a data set, by number.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::sorting::sort_by_key;
use super::{Activity, ActivityId, AgentState, Reading, StateId, StateKind};

/// The agent states and activities that occur in a data set. Ids are stable: the catalogue only
/// grows, and its first three activities are the absences.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(super) states: Vec<AgentState>,
    pub(super) activities: Vec<Activity>,
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
            catalog.intern(&format!("\0{}", kind.name()), None, |_| Reading::known(kind));
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
        self.activities.push(Activity { state, reason: reason.clone(), kind, colour: None });
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
    pub(crate) fn ranks(&self) -> Vec<u32> {
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
        sort_by_key(&mut ids, |id| {
            (day(self.kind(*id)), self.code(*id), self.activity(*id).reason.as_deref())
        });
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
