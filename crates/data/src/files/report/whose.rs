//! Whose rows they are: told by the row, by a heading above it, or by the file alone.
//!
//! ```text
//! Agent      Start     State         a heading: the rows below are Ana's, as far as they name nobody
//! Ana Ruiz
//!            9:00:00   Available
//! ```

use std::borrow::Cow;
use std::collections::HashMap;

use super::draft::Draft;
use super::{Agents, Report};
use crate::files::cell;
use crate::files::columns::Role;
use crate::files::rows::Row;
use crate::files::sink::Sink;
use model::record::{AgentId, RejectReason};

/// Columns that say whose a row is.
const WHOSE: [Role; 4] = [Role::Agent, Role::Name, Role::FirstName, Role::LastName];

impl Agents {
    /// The number of the agent of rows that name none: the file says who it is.
    pub(super) fn nameless(&mut self, id: &AgentId) -> u32 {
        *self.nameless.get_or_insert_with(|| {
            self.ids.push(id.clone());
            self.are_named.push(false);
            (self.ids.len() - 1) as u32
        })
    }

    /// Notes that a name is of the agent of this number.
    pub(super) fn note_name(&mut self, name: &str, number: u32) {
        let of = self.names.entry(name.to_owned()).or_insert(Some(number));
        *of = of.filter(|known| *known == number);
    }

    /// For each number the one that it stands for: an agent who is known by name alone may be one whose id
    /// other rows tell.
    fn settled(&self) -> Vec<u32> {
        let by_name = |number: usize| self.names.get(&*self.ids[number]).copied().flatten();
        (0..self.ids.len()).map(|number| by_name(number).unwrap_or(number as u32)).collect()
    }
}

impl Report {
    /// Whom a row that is no row of a state names, if it stands above the rows of an agent.
    pub(super) fn heading(&self, row: &Row) -> Option<String> {
        let filled: Vec<usize> = (0..row.len()).filter(|place| row.trimmed(*place).is_some()).collect();
        let places = WHOSE.map(|role| self.columns.place(role));
        if places.iter().any(Option::is_some) {
            let is_whose = |place: &usize| places.contains(&Some(*place));
            let name = || self.cell(row, Role::Agent).map(|id| cell::id(id).into_owned());
            let name = || name().or_else(|| self.name(row).map(Cow::into_owned));
            return name().filter(|_| filled.iter().all(is_whose));
        }
        let texts: Vec<&str> = filled.iter().filter_map(|place| row.trimmed(*place)).collect();
        let (title, name) = match texts[..] {
            [both] => both.split_once(':')?,
            [title, name] => (title.trim_end_matches(':'), name),
            _ => return None,
        };
        let name = name.trim();
        (WHOSE.contains(&Role::of(title)) && !name.is_empty()).then(|| name.to_owned())
    }

    /// Puts the agents of rows right, now that all came. Rows that name nobody among others that do are
    /// refused: whose they are is not known.
    pub(super) fn settle_agents(&mut self, sink: &mut Sink) {
        let agents = &self.agents;
        let has_others = agents.ids.len() > 1;
        let nameless = agents.nameless.filter(|_| has_others);
        let settled = agents.settled();
        self.drafts.retain_mut(|draft: &mut Draft| {
            let is_nameless = nameless == Some(draft.agent);
            if is_nameless {
                // It was counted when it was read.
                sink.rows -= 1;
                sink.reject(RejectReason::NoAgent, draft.line, "");
            } else {
                draft.agent = settled[draft.agent as usize];
            }
            !is_nameless
        });
    }
}

/// Names of agents, each with the number of its agent; `None` where several have it.
pub type Names = HashMap<String, Option<u32>>;
