//! Which agent state a row of a report says. Its numbers for states are not the API's.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::acw::{AcwRule, UNAVAILABLE};
use crate::dialect::cxone::system_code;
use crate::dialect::{Seen, read_name};
use crate::files::cell;
use crate::files::columns::{Columns, Role};
use crate::files::rows::Row;
use model::state::{ActivityId, Catalog, Reading, StateId, StateKind};

/// The `Working` column: consults are swapped against the API's numbers.
const WORKING: [(i64, &str, &str); 4] = [
    (1, "InboundContact", "Inbound contact"),
    (2, "OutboundContact", "Outbound contact"),
    (3, "OutboundConsult", "Outbound consult"),
    (4, "InboundConsult", "Inbound consult"),
];

/// What it says where it tells no kind of contact.
const ON_CONTACT: (&str, &str) = ("OnContact", "On contact");

/// Reads the states of rows.
#[derive(Debug)]
pub struct States {
    acw: AcwRule,
    /// What states mean that were given another meaning than their names have, by their names.
    kinds: HashMap<String, Given>,
    seen: Seen,
    /// Whether some row says no, and some yes, to being available.
    flags: [bool; 2],
    /// What rows say instead of either: one mark, or several.
    mark: Option<Mark>,
    /// Whether the row at hand says nothing, or such a mark.
    is_blank: bool,
    is_marked: bool,
    /// The state of a row that says nothing when that means no, and of one with a mark when it means yes.
    unavailable: Option<ActivityId>,
    available: Option<ActivityId>,
}

/// A text that is not known for yes or no.
#[derive(Debug, PartialEq, Eq)]
enum Mark {
    One(Box<str>),
    Several,
}

/// A meaning that a person or a preset gives to a state.
#[derive(Debug)]
struct Given {
    kind: StateKind,
    /// The state, when some row had it.
    state: Option<StateId>,
}

/// What rows are that leave open whether the agent was available, now that all rows of all parts came: where
/// only yes is written an empty cell means no, and where only one mark is written that means yes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    blank: Option<ActivityId>,
    marked: Option<ActivityId>,
}

impl Told {
    /// By the rows of these parts.
    pub fn by<'a>(parts: impl Iterator<Item = &'a States> + Clone) -> Self {
        let has = |flag: usize| parts.clone().any(|states| states.flags[flag]);
        let blank = parts.clone().find_map(|states| states.unavailable);
        let marked = parts.clone().find_map(|states| states.available);
        let mut marks = parts.clone().filter_map(|states| states.mark.as_ref());
        let is_one_mark =
            marks.next().is_some_and(|first| *first != Mark::Several && marks.all(|mark| mark == first));
        match [has(0), has(1)] {
            [false, true] => Self { blank, marked: None },
            [false, false] if blank.is_some() && is_one_mark => Self { blank, marked },
            _ => Self::default(),
        }
    }

    /// What a row's state is.
    pub fn activity(self, state: State) -> ActivityId {
        let told = self.blank.filter(|_| state.is_blank).or(self.marked.filter(|_| state.is_marked));
        told.unwrap_or(state.activity)
    }
}

/// The state that a row says.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// The state.
    pub activity: ActivityId,
    /// Whether it is available only as nothing says that it is not.
    pub is_blank: bool,
    /// Whether it is not available only as what it says is not known for yes.
    pub is_marked: bool,
}

impl States {
    /// With a rule for after-call work, and labels of kinds by the names of states.
    pub fn new(acw: AcwRule, kinds: BTreeMap<String, String>) -> Self {
        let kind = |label: &str| StateKind::ALL.into_iter().find(|kind| kind.name() == label);
        let given = |name: &str, label: &str| {
            let kind = kind(label).filter(|kind| *kind != read_name(name).kind || is_unavailable(name))?;
            Some(Given { kind, state: None })
        };
        let kinds = kinds.into_iter().filter_map(|(name, label)| {
            let given = given(&name, &label)?;
            Some((name, given))
        });
        let kinds = kinds.collect();
        Self {
            acw,
            kinds,
            seen: Seen::default(),
            flags: [false; 2],
            mark: None,
            is_blank: false,
            is_marked: false,
            unavailable: None,
            available: None,
        }
    }

    /// The state of a row with its reason; `None` when it says none.
    pub fn activity(&mut self, row: &Row, columns: &Columns, catalog: &mut Catalog) -> Option<State> {
        (self.is_blank, self.is_marked) = (false, false);
        let activity = self.of(row, columns, catalog)?;
        let (is_blank, is_marked) = (self.is_blank, self.is_marked);
        if is_blank && self.unavailable.is_none() {
            let reading = Reading::known(StateKind::NotReady);
            self.unavailable = Some(self.seen.activity(catalog, UNAVAILABLE, None, |_| reading));
        }
        if is_marked && self.available.is_none() {
            let reading = Reading::known(StateKind::Available);
            self.available = Some(self.seen.activity(catalog, "Available", None, |_| reading));
        }
        Some(State { activity, is_blank, is_marked })
    }

    fn note_mark(&mut self, text: &str) {
        match &self.mark {
            None => self.mark = Some(Mark::One(text.into())),
            Some(Mark::One(mark)) if **mark != *text => self.mark = Some(Mark::Several),
            Some(_) => {}
        }
    }

    fn of(&mut self, row: &Row, columns: &Columns, catalog: &mut Catalog) -> Option<ActivityId> {
        let text = |role| {
            let cell = row.trimmed(columns.place(role)?);
            cell.filter(|cell| !cell::is_nothing(cell))
        };
        let (working, available) = (text(Role::Working), text(Role::Available));
        let code = text(Role::Code).and_then(cell::whole);
        // A spreadsheet's look-up of an empty cell is 0.
        let (state, reason) = (text(Role::State), text(Role::Reason).filter(|reason| *reason != "0"));
        let flag = available.and_then(cell::flag);
        if let Some(flag) = flag {
            self.flags[usize::from(flag)] = true;
        } else if let Some(text) = available {
            self.note_mark(text);
        }
        let contact = working.and_then(contact);
        if let Some((code, label)) = contact {
            let reading = |_: Option<&str>| Reading { label: label.into(), kind: StateKind::OnContact };
            return Some(self.seen.activity(catalog, code, None, reading));
        }
        // In this report code 0 means available, in the API it means no code.
        let is_open = available.is_none() && code == Some(0) && state.is_none();
        self.is_blank = is_open && columns.has(Role::Available);
        self.is_marked = available.is_some() && flag.is_none() && state.is_none();
        let is_available = flag.unwrap_or(is_open);
        if is_available {
            let reading = |_: Option<&str>| Reading::known(StateKind::Available);
            return Some(self.seen.activity(catalog, "Available", None, reading));
        }
        if let Some(state) = state {
            return Some(self.named(state, reason, catalog));
        }
        if working.is_none() && available.is_none() && code.is_none() && reason.is_none() {
            return None;
        }
        let named = code
            .filter(|code| *code != 0 && reason.is_none())
            .map(|code| system_code(code).map_or_else(|| format!("Code {code}").into(), Cow::Borrowed));
        let reason = reason.map(Cow::Borrowed).or(named);
        let Self { acw, seen, .. } = self;
        Some(seen.activity(catalog, UNAVAILABLE, reason.as_deref(), |reason| Reading {
            label: StateKind::NotReady.label().into(),
            kind: reason.map_or(StateKind::NotReady, |reason| acw.kind(reason)),
        }))
    }

    /// A state that has a name of its own.
    fn named(&mut self, state: &str, reason: Option<&str>, catalog: &mut Catalog) -> ActivityId {
        if let Some(Given { kind, state: known }) = self.kinds.get_mut(state) {
            let reading = || Reading { label: state.into(), kind: *kind };
            let state = *known.get_or_insert_with(|| catalog.given(state, reading()));
            return catalog.intern_in(state, reason, *kind);
        }
        let Self { acw, seen, .. } = self;
        seen.activity(catalog, state, reason, |reason| {
            let mut reading = read_name(state);
            if let Some(reason) = reason.filter(|_| is_unavailable(state)) {
                reading.kind = acw.kind(reason);
            }
            reading
        })
    }
}

/// Whether the reason tells what a state of this name is.
fn is_unavailable(state: &str) -> bool {
    state.eq_ignore_ascii_case(UNAVAILABLE)
}

/// The contact that the `Working` column says: its code and label.
fn contact(text: &str) -> Option<(&'static str, &'static str)> {
    match cell::whole(text) {
        Some(number) => {
            let known = WORKING.iter().find(|(known, ..)| *known == number);
            // A database's yes.
            known.map(|(_, code, label)| (*code, *label)).or((number == -1).then_some(ON_CONTACT))
        }
        None => cell::flag(text).unwrap_or(false).then_some(ON_CONTACT),
    }
}
