//! What an export says of itself, in its footer: columns have no room for names and labels, and rows stand by agent.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::format::Footer;
use super::manifest::hex;
use super::row::Row;
use super::schema::{self, EXPORT_CHECK_KEY, EXPORT_KEY};
use crate::files::export::{About, durations_named};

/// What an export is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// The last header of the same as CSV ([`About`]), with what was exported in words.
    pub head: String,
    /// The zone that was shown.
    pub zone: String,
    /// The agents, in the order that they had.
    pub agents: Vec<Whose>,
    /// What people read for the states.
    pub states: Vec<Labelled>,
}

/// An agent of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whose {
    /// The id.
    pub id: String,
    /// The name, unless names are hidden.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What the agent's figures measure, in the words of files.
    pub measures: String,
}

/// A state of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    /// Its code.
    pub state: String,
    /// What it means there.
    pub kind: String,
    /// What people read for it.
    pub label: String,
}

impl Exported {
    /// The text for the footer, and its check.
    pub fn text(&self) -> (String, String) {
        // Texts alone can always be written.
        let text = serde_json::to_string(self).unwrap_or_default();
        let check = check(&text);
        (text, check)
    }

    /// What a footer says; `None` where its file is no export or this is damaged.
    pub fn of(footer: &Footer) -> Option<Self> {
        let text = footer.value(EXPORT_KEY)?;
        let is_right = footer.value(EXPORT_CHECK_KEY) == Some(&*check(text));
        serde_json::from_str(text).ok().filter(|_| is_right)
    }

    /// What the head says.
    pub fn about(&self) -> Option<About> {
        About::read(&self.head)
    }

    /// What people read for the state of each row.
    pub fn labels(&self) -> HashMap<(&str, &str), &str> {
        self.states.iter().map(|known| ((&*known.state, &*known.kind), &*known.label)).collect()
    }

    /// The rows, which stand by the agents' ids, in the agents' own order, each with whose it is; `None` where one is
    /// nobody's.
    pub fn in_order<'a>(&'a self, rows: &'a [Row]) -> Option<Vec<(&'a Whose, &'a Row)>> {
        let mut own: HashMap<&str, &[Row]> =
            rows.chunk_by(|a, b| a.agent == b.agent).map(|rows| (&*rows[0].agent, rows)).collect();
        let mut ordered = Vec::with_capacity(rows.len());
        for whose in &self.agents {
            let rows = own.remove(&*whose.id).unwrap_or_default();
            durations_named(&whose.measures)?;
            ordered.extend(rows.iter().map(|row| (whose, row)));
        }
        own.is_empty().then_some(ordered)
    }
}

fn check(text: &str) -> String {
    hex(&schema::check(text.as_bytes()))
}
