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
            let is_new = role == Role::Detail || !seen.contains(&role);
            let is_less = role == Role::Reason && reason.is_some_and(|reason| reason != place);
            if !is_less {
                seen.push(role);
            }
            if is_new && !is_less { role } else { Role::Detail }
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
        let order = self.order(&header.iter().map(String::as_str).collect::<Vec<_>>())?;
        let columns = order.into_iter().map(|place| self.columns[place].clone()).collect();
        Some(Self { columns, ..self.clone() })
    }

    /// The place of each name of a header among its columns. In another order than they were they must
    /// tell themselves apart.
    fn order(&self, header: &[&str]) -> Option<Vec<usize>> {
        let own = || self.columns.iter().map(|(name, _)| name.as_str());
        if own().eq(header.iter().copied()) {
            return Some((0..header.len()).collect());
        }
        if own().len() != header.len() {
            return None;
        }
        let mut places: HashMap<&str, usize> = own().zip(0..).collect();
        // Each is taken once.
        (places.len() == header.len()).then(|| header.iter().map(|name| places.remove(name)).collect())?
    }

    /// Whether enough is known to read rows: a start, a state, and whose it is.
    pub fn is_enough(&self) -> bool {
        tells_enough(|role| self.columns.iter().any(|(_, of)| *of == role), true)
    }
}
