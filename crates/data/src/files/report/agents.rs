//! The agents of a report, by their numbers.

use std::collections::HashMap;

use model::record::AgentId;

/// The agents of a report, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Agents {
    pub ids: Vec<AgentId>,
    /// Which of them have a name.
    pub are_named: Vec<bool>,
    pub numbers: HashMap<AgentId, u32>,
    /// The number of the agent of each name; `None` where several have it.
    pub names: HashMap<String, Option<u32>>,
    /// The agent of rows that name none.
    pub nameless: Option<u32>,
    /// The agent of the row before.
    pub last: usize,
}

impl Agents {
    /// The number of an agent. Rows of one agent follow each other.
    pub fn number(&mut self, id: &str) -> u32 {
        if self.ids.get(self.last).is_none_or(|last| **last != *id) {
            self.last = self.numbers.get(id).map_or(self.ids.len(), |number| *number as usize);
            if self.last == self.ids.len() {
                let agent: AgentId = id.into();
                self.numbers.insert(agent.clone(), self.last as u32);
                self.ids.push(agent);
                self.are_named.push(false);
            }
        }
        self.last as u32
    }
}
