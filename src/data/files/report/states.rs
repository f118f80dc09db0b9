//! Which agent state a row of a report says. Its numbers for states are not the API's.

use std::collections::{BTreeMap, HashMap};

use crate::data::acw::{AcwRule, UNAVAILABLE};
use crate::data::dialect::cxone::system_code;
use crate::data::dialect::{Seen, read_name};
use crate::data::files::cell;
use crate::data::files::columns::{Columns, Role};
use crate::data::files::rows::Row;
use crate::domain::state::{ActivityId, Catalog, Reading, StateKind};

/// The `Working` column: consults are swapped against the API's numbers.
const WORKING: [(i64, &str, &str); 4] = [
    (1, "InboundContact", "Inbound contact"),
    (2, "OutboundContact", "Outbound contact"),
    (3, "OutboundConsult", "Outbound consult"),
    (4, "InboundConsult", "Inbound consult"),
];

/// Reads the states of rows.
#[derive(Debug)]
pub struct States {
    acw: AcwRule,
    /// What states mean that were given a meaning, by their names.
    kinds: HashMap<String, StateKind>,
    seen: Seen,
}

impl States {
    /// With a rule for after-call work, and labels of kinds by the names of states.
    pub fn new(acw: AcwRule, kinds: BTreeMap<String, String>) -> Self {
        let kind = |label: &str| StateKind::ALL.into_iter().find(|kind| kind.label() == label);
        let kinds = kinds.into_iter().filter_map(|(name, label)| Some((name, kind(&label)?))).collect();
        Self { acw, kinds, seen: Seen::default() }
    }

    /// The state of a row with its reason; `None` when it says none.
    pub fn activity(&mut self, row: &Row, columns: &Columns, catalog: &mut Catalog) -> Option<ActivityId> {
        let text = |role| {
            let cell = row.trimmed(columns.place(role)?);
            cell.filter(|cell| !cell::is_nothing(cell))
        };
        let (working, available) = (text(Role::Working), text(Role::Available));
        let code = text(Role::Code).and_then(cell::whole);
        let (state, reason) = (text(Role::State), text(Role::Reason));
        let contact = working.and_then(contact);
        if let Some((code, label)) = contact {
            let reading = Reading { label: label.into(), kind: StateKind::OnContact };
            return Some(self.seen.activity(catalog, code, None, |_| reading));
        }
        // In this report code 0 means available, in the API it means no code.
        let is_available = match available.and_then(cell::flag) {
            Some(flag) => flag,
            None => available.is_none() && code == Some(0) && state.is_none(),
        };
        if is_available {
            let reading = Reading::known(StateKind::Available);
            return Some(self.seen.activity(catalog, "Available", None, |_| reading));
        }
        if let Some(state) = state {
            return Some(self.named(state, reason, catalog));
        }
        if working.is_none() && available.is_none() && code.is_none() && reason.is_none() {
            return None;
        }
        let named = code
            .filter(|code| *code != 0)
            .map(|code| system_code(code).map_or_else(|| format!("Code {code}"), str::to_owned));
        let reason = reason.map(str::to_owned).or(named);
        let kind = reason.as_deref().map_or(StateKind::NotReady, |reason| self.acw.kind(reason));
        let reading = Reading { label: StateKind::NotReady.label().into(), kind };
        Some(self.seen.activity(catalog, UNAVAILABLE, reason.as_deref(), |_| reading))
    }

    /// A state that has a name of its own.
    fn named(&mut self, state: &str, reason: Option<&str>, catalog: &mut Catalog) -> ActivityId {
        let Self { acw, kinds, seen } = self;
        let given = kinds.get(state).copied();
        seen.activity(catalog, state, reason, |reason| {
            let mut reading = read_name(state);
            if let Some(kind) = given {
                reading = Reading { label: state.into(), kind };
            } else if let Some(reason) = reason.filter(|_| state.eq_ignore_ascii_case(UNAVAILABLE)) {
                reading.kind = acw.kind(reason);
            }
            reading
        })
    }
}

/// The contact that the `Working` column says: its code and label.
fn contact(text: &str) -> Option<(&'static str, &'static str)> {
    match cell::whole(text) {
        Some(number) => {
            WORKING.iter().find(|(known, ..)| *known == number).map(|(_, code, label)| (*code, *label))
        }
        None => cell::flag(text).unwrap_or(false).then_some(("OnContact", "On contact")),
    }
}
