//! What a person says about a table.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::role::{self, Role};
use super::tells_enough;
use crate::files::when::DateOrder;
use crate::length::Unit;

/// What a table does not say about itself, as a person or a preset says it: plain data, so that other
/// products' reports need no code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preset {
    /// The names of the columns as they stand in the header, each with what it holds.
    pub columns: Vec<(String, Role)>,
    /// What bare numbers in the duration column count.
    pub unit: Option<Unit>,
    /// Whether a duration is the time in the state before the row's.
    pub measures_previous: bool,
    /// IANA name of the zone of its times.
    pub zone: Option<String>,
    /// The order of day and month.
    pub date_order: Option<DateOrder>,
    /// What states mean, by their names: the labels of [`model::state::StateKind`].
    pub kinds: BTreeMap<String, String>,
}

impl Preset {
    /// A first proposal for a header.
    pub fn guess(header: &[String]) -> Self {
        let mut roles: Vec<Role> = header.iter().map(|name| Role::guess(name)).collect();
        let has_state =
            (0..roles.len()).any(|place| roles[place] == Role::State && !role::may_be_reason(&header[place]));
        for (name, role) in header.iter().zip(&mut roles) {
            if has_state && *role == Role::State && role::may_be_reason(name) {
                *role = Role::Reason;
            }
        }
        // Names of reasons say more than their numbers.
        let is_named = |place: &usize| roles[*place] == Role::Reason && !role::is_code(&header[*place]);
        let reason = (0..roles.len()).find(is_named);
        let mut seen = Vec::new();
        let mut once = |place: usize, role: Role| {
            let is_less = role == Role::Reason && reason.is_some_and(|reason| reason != place);
            if role == Role::Detail || is_less || seen.contains(&role) {
                return Role::Detail;
            }
            seen.push(role);
            role
        };
        let columns = header.iter().zip(&roles).enumerate();
        let columns = columns.map(|(place, (name, role))| (name.clone(), once(place, *role))).collect();
        Self { columns, ..Self::default() }
    }

    /// Whether it was made for a header of these names.
    pub fn fits<'a>(&self, header: impl Iterator<Item = &'a str>) -> bool {
        self.order(&header.collect::<Vec<_>>()).is_some()
    }

    /// The same for a header of these names, with the columns in its order; `None` when it is for another.
    pub fn for_header(&self, header: &[String]) -> Option<Self> {
        self.order(&header.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// The same for rows whose cells have these names, of which some that few rows have may be missing:
    /// reasons and what is kept as detail.
    pub fn for_cells(&self, names: &[String]) -> Option<Self> {
        let may_be_missing = |role: Role| matches!(role, Role::Reason | Role::Detail);
        let is_kept = |(name, role): &&(String, Role)| !may_be_missing(*role) || names.contains(name);
        let columns = self.columns.iter().filter(is_kept).cloned().collect();
        let there = Self { columns, ..self.clone() };
        there.for_header(names).filter(Self::is_enough)
    }

    /// The same with the columns in the order of a header. In another order than they were they must tell
    /// themselves apart.
    fn order(&self, header: &[&str]) -> Option<Self> {
        let own = || self.columns.iter().map(|(name, _)| name.as_str());
        if own().eq(header.iter().copied()) {
            return Some(self.clone());
        }
        let mut columns: HashMap<&str, &(String, Role)> = own().zip(&self.columns).collect();
        if own().len() != header.len() || columns.len() != header.len() {
            return None;
        }
        // Each is taken once.
        let columns = header.iter().map(|name| columns.remove(name).cloned()).collect::<Option<_>>()?;
        Some(Self { columns, ..self.clone() })
    }

    /// Whether enough is known to read rows: a start, a state, and whose it is.
    pub fn is_enough(&self) -> bool {
        tells_enough(|role| self.columns.iter().any(|(_, of)| *of == role), true)
    }
}
