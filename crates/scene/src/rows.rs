//! What the rows of a timeline stand for, and which row and colour each activity has.

use std::collections::{BTreeSet, HashMap};

use super::others::Others;
use super::reasons::{ReasonMark, reason_marks};
use super::theme::{Role, chosen_role, state_role};
use model::format::unturned;
use model::sorting::sort;
use model::state::{Activity, ActivityId, Catalog, StateId, StateKind};

/// What a row of the timeline stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LaneMode {
    /// One row a state.
    #[default]
    State,
    /// One row an agent.
    Agent,
    /// One row a calendar day.
    Day,
}

impl LaneMode {
    /// The agent whose rows are shown (`agent` is the one chosen); `None` when rows stand for agents.
    pub fn rows_of(self, agent: usize) -> Option<usize> {
        (self != Self::Agent).then_some(agent)
    }
}

/// Where an activity is drawn when rows stand for states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowSlot {
    /// In this row.
    Row(usize),
    /// Across all rows: it is an absence, and no state is known.
    Band,
    /// Nowhere: the person hid it.
    Hidden,
}

/// One row of the timeline by state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateRow {
    /// What people read.
    pub label: String,
    /// Its colour.
    pub role: Role,
    /// What it means.
    pub kind: StateKind,
}

/// The rows of a timeline by state, and the colour and place of every activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateRows {
    /// The rows from top to bottom: one a kind of state, and one for each state that Shiftline does
    /// not know.
    pub rows: Vec<StateRow>,
    /// One entry an activity.
    pub places: Vec<RowSlot>,
    /// One entry an activity.
    pub roles: Vec<Role>,
    /// The colours of what stands on each other in packed rows, from the foot to the top.
    pub stack: Vec<Role>,
    /// One entry an activity: its place in the stack.
    layers: Vec<Option<usize>>,
    /// One entry an activity: the letters of not ready reasons.
    letters: Vec<Option<String>>,
}

impl StateRows {
    /// Rows for all states of a catalogue.
    pub fn new(catalog: &Catalog) -> Self {
        Self::with_others(catalog, &BTreeSet::new(), &Others::default(), |_| String::new())
    }

    /// Rows for the states of a catalogue without those whose [`Others::key`] is in `hidden`, and one row for
    /// all states that are among the others, which `words` names by their number.
    pub fn with_others(
        catalog: &Catalog,
        hidden: &BTreeSet<String>,
        others: &Others,
        words: impl Fn(usize) -> String,
    ) -> Self {
        let is_hidden = |id: ActivityId| hidden.contains(others.key(catalog, id));
        let row_of = |activity: &Activity| match activity.kind {
            StateKind::Other if others.hold(activity) => (order_of(StateKind::Other), Some(OTHERS)),
            StateKind::Other => (order_of(StateKind::Other), Some(activity.state)),
            kind => (order_of(kind), None),
        };
        let mut rows: Vec<RowKey> = catalog
            .activities()
            .filter(|(id, _)| !id.is_absence() && !is_hidden(*id))
            .map(|(_, activity)| row_of(activity))
            .filter(|row| row.1 != Some(OTHERS) || others.occurring() > 0)
            .collect();
        sort(&mut rows);
        rows.dedup();
        let marks = reason_marks(catalog);
        let roles = roles(catalog, others, &marks);
        let place_of = |id: ActivityId| match rows.binary_search(&row_of(catalog.activity(id))) {
            _ if is_hidden(id) => RowSlot::Hidden,
            _ if id.is_absence() => RowSlot::Band,
            row => row.map_or(RowSlot::Hidden, RowSlot::Row),
        };
        let places: Vec<RowSlot> = catalog.activities().map(|(id, _)| place_of(id)).collect();
        let mut colours = vec![None; rows.len()];
        for (place, (role, (_, activity))) in places.iter().zip(roles.iter().zip(catalog.activities())) {
            if let (RowSlot::Row(row), StateKind::Other) = (place, activity.kind) {
                colours[*row] = Some(*role);
            }
        }
        let label = |(order, state): RowKey| match state {
            None => ROW_ORDER[order].label().to_owned(),
            Some(OTHERS) => words(others.occurring()),
            Some(state) => unturned(&catalog.state(state).label).into_owned(),
        };
        let state_row = |(row, colour): (&RowKey, Option<Role>)| StateRow {
            label: label(*row),
            role: colour.unwrap_or(Role::State(ROW_ORDER[row.0])),
            kind: ROW_ORDER[row.0],
        };
        let letters = marks.into_iter().map(|mark| mark.map(|mark| mark.letters)).collect();
        let is_stacked = |(id, activity): &(ActivityId, &Activity)| {
            !is_hidden(*id) && !matches!(activity.kind, StateKind::LoggedOut | StateKind::NoData)
        };
        let level = |(id, activity): (ActivityId, &Activity)| {
            (order_of(activity.kind), state_colour(activity.kind, roles[id.column()]))
        };
        let mut levels: Vec<_> = catalog.activities().filter(is_stacked).map(level).collect();
        sort(&mut levels);
        levels.dedup();
        let layer =
            |entry| Some(entry).filter(is_stacked).and_then(|entry| levels.binary_search(&level(entry)).ok());
        let layers = catalog.activities().map(layer).collect();
        let rows = rows.iter().zip(colours).map(state_row).collect();
        let stack = levels.into_iter().map(|(_, role)| role).collect();
        Self { rows, places, roles, stack, layers, letters }
    }

    /// Where an activity is drawn; activities newer than the legend are not.
    pub fn place(&self, activity: ActivityId) -> RowSlot {
        self.places.get(activity.column()).copied().unwrap_or(RowSlot::Hidden)
    }

    /// An activity's colour.
    pub fn role(&self, activity: ActivityId) -> Role {
        self.roles.get(activity.column()).copied().unwrap_or(Role::State(StateKind::Other))
    }

    /// An activity's place in the stack; `None` for what is not stacked: logged out, no data, what is hidden.
    pub fn layer(&self, activity: ActivityId) -> Option<usize> {
        self.layers.get(activity.column()).copied().flatten()
    }

    /// What stands for an activity's not ready reason where the word has no room.
    pub fn letters(&self, activity: ActivityId) -> Option<&str> {
        self.letters.get(activity.column())?.as_deref()
    }

    /// The colour of an activity's state, whatever its reason has.
    pub fn state_role(&self, activity: ActivityId) -> Role {
        match self.place(activity) {
            RowSlot::Row(row) => state_colour(self.rows[row].kind, self.role(activity)),
            RowSlot::Band | RowSlot::Hidden => self.role(activity).of_state(),
        }
    }

    /// Whether an activity is drawn anywhere.
    pub fn shows(&self, activity: ActivityId) -> bool {
        self.place(activity) != RowSlot::Hidden
    }
}

/// Kinds of state from the top row to the last, and from the foot of a stack to its top.
pub const ROW_ORDER: [StateKind; 10] = [
    StateKind::OnContact,
    StateKind::WrapUp,
    StateKind::Available,
    StateKind::NotReady,
    StateKind::LoggedIn,
    StateKind::LoggedOut,
    StateKind::Other,
    StateKind::Unknown,
    StateKind::NoData,
    StateKind::NotFetched,
];

/// Where a kind stands in [`ROW_ORDER`].
pub(crate) fn order_of(kind: StateKind) -> usize {
    ROW_ORDER.iter().position(|other| *other == kind).unwrap_or(ROW_ORDER.len() - 1)
}

/// Place in [`ROW_ORDER`]. Known kinds share a row, unknown states have one each, or one for all others.
type RowKey = (usize, Option<StateId>);

/// Stands for the others; comes after all states.
const OTHERS: StateId = StateId(u32::MAX);

/// The colour of a state of this kind whose activity has `role`: reasons of not ready have that of their state.
fn state_colour(kind: StateKind, role: Role) -> Role {
    if kind == StateKind::NotReady { role.of_state() } else { role }
}

/// The colour of every activity.
fn roles(catalog: &Catalog, others: &Others, marks: &[Option<ReasonMark>]) -> Vec<Role> {
    let mut numbers: HashMap<StateId, usize> = HashMap::new();
    let role = |((_, activity), mark): ((ActivityId, &Activity), &Option<ReasonMark>)| {
        if let Some(colour) = activity.colour {
            return chosen_role(colour);
        }
        if activity.kind != StateKind::Other {
            return mark.as_ref().map_or(Role::State(activity.kind), |mark| mark.role);
        }
        let next = numbers.len();
        let number = *numbers.entry(activity.state).or_insert(next);
        state_role(activity.kind, if others.hold(activity) { 0 } else { number })
    };
    catalog.activities().zip(marks).map(role).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::state::Reading;

    fn catalog() -> Catalog {
        let mut catalog = Catalog::default();
        catalog.intern("LOGOUT", None, |_| Reading::known(StateKind::LoggedOut));
        catalog.intern("ZEN", None, |_| Reading::other("ZEN"));
        catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
        catalog.intern("ALPHA", None, |_| Reading::other("ALPHA"));
        catalog.intern("NOT_READY", Some("Lunch"), |_| Reading::known(StateKind::NotReady));
        catalog.intern("NOT_READY", None, |_| Reading::known(StateKind::NotReady));
        catalog
    }

    #[test]
    fn rows_follow_the_kinds_and_unknown_states_have_their_own() {
        let legend = StateRows::new(&catalog());
        let labels: Vec<_> = legend.rows.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(labels, ["Ready", "Not ready", "Logged out", "ZEN", "ALPHA"]);
        assert_ne!(legend.rows[3].role, legend.rows[4].role);
        assert_eq!(legend.place(ActivityId(7)), legend.place(ActivityId(8)));
        assert_eq!(legend.rows[1].role, Role::State(StateKind::NotReady), "whatever tints its reasons have");
        assert_ne!(legend.role(ActivityId(7)), legend.role(ActivityId(8)));
        assert_eq!((legend.letters(ActivityId(7)), legend.letters(ActivityId(8))), (Some("L"), None));
        assert_eq!(legend.place(ActivityId::NO_DATA), RowSlot::Band);
    }

    #[test]
    fn states_of_one_code_are_hidden_apart() {
        let mut catalog = catalog();
        let acw = catalog.intern("NOT_READY", Some("ACW"), |_| Reading::known(StateKind::WrapUp));
        let hidden = BTreeSet::from(["not-ready".to_owned()]);
        let legend = StateRows::with_others(&catalog, &hidden, &Others::default(), |_| String::new());
        assert!(legend.shows(acw) && !legend.shows(ActivityId(7)));
        assert_eq!(Others::default().key(&catalog, ActivityId(4)), "ZEN");
    }

    #[test]
    fn hidden_states_have_no_row_and_keep_no_ones_colour() {
        let hidden = BTreeSet::from(["ZEN".to_owned(), "not-fetched".to_owned()]);
        let all = StateRows::new(&catalog());
        let legend = StateRows::with_others(&catalog(), &hidden, &Others::default(), |_| String::new());
        assert_eq!(legend.rows.len(), 4);
        assert_eq!(legend.place(ActivityId(4)), RowSlot::Hidden);
        assert_eq!(legend.place(ActivityId::NOT_FETCHED), RowSlot::Hidden);
        assert_eq!(legend.role(ActivityId(6)), all.role(ActivityId(6)));
    }
}
