//! What was planned: schedules as they came, and whose they are.

use std::sync::Arc;

use data::schedule::Alias;
use model::directory::Directory;
use model::record::AgentId;
use model::schedule::{Schedule, ScheduleBuilder, Who};

/// Schedules as they came, under the names that they have for agents; none at first. They compare by identity.
#[derive(Clone, Debug, Default)]
pub struct Plans(Option<Arc<Held>>);

#[derive(Debug)]
struct Held {
    entries: ScheduleBuilder,
    aliases: Vec<Alias>,
}

impl PartialEq for Plans {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }
}

impl Plans {
    /// Entries of schedules, and what else they may call agents.
    pub fn new(entries: ScheduleBuilder, aliases: Vec<Alias>) -> Self {
        Self(Some(Arc::new(Held { entries, aliases })))
    }

    /// Whether there are none.
    pub fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// The plans by agent id; those of nobody that is known keep the name that they came under.
    pub fn schedule<'a>(
        &'a self,
        agents: impl IntoIterator<Item = &'a AgentId>,
        people: &Directory,
    ) -> Schedule {
        let Some(held) = &self.0 else { return Schedule::default() };
        let aliases = held.aliases.iter().map(|alias| (&*alias.name, &*alias.agent));
        held.entries.clone().finish_for(&Who::new(agents, people, aliases))
    }
}
