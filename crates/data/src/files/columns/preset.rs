//! What a person says about a table.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::role::Role;
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
        let mut seen = Vec::new();
        let mut once = |role: Role| {
            let is_new = role == Role::Detail || !seen.contains(&role);
            seen.push(role);
            if is_new { role } else { Role::Detail }
        };
        let columns = header.iter().map(|name| (name.clone(), once(Role::guess(name)))).collect();
        Self { columns, ..Self::default() }
    }

    /// Whether it was made for this header.
    pub fn fits<'a>(&self, header: impl Iterator<Item = &'a str>) -> bool {
        self.columns.iter().map(|(name, _)| name.as_str()).eq(header)
    }

    /// Whether enough is known to read rows: a start, a state, and whose it is.
    pub fn is_enough(&self) -> bool {
        tells_enough(|role| self.columns.iter().any(|(_, of)| *of == role), true)
    }
}
