//! Who is behind the agents' ids, as far as the API tells.

use std::collections::HashMap;
use std::sync::Arc;

use super::record::AgentId;
use super::sorting::{sort, sort_by_key};

/// A person behind an agent id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// First and last name, as the API has them.
    pub name: Arc<str>,
    /// The team's name.
    pub team: Option<Arc<str>>,
}

/// Names and teams by agent id. Names can be hidden, for pictures that are to be shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    people: HashMap<AgentId, Person>,
    hidden: bool,
}

impl Directory {
    /// A directory of these people, with their names shown.
    pub fn new(people: impl IntoIterator<Item = (AgentId, Person)>) -> Self {
        Self { people: people.into_iter().collect(), hidden: false }
    }

    /// Whether nobody is known by name.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Whether names are hidden.
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// Hides the names, or shows them again.
    pub fn hide(&mut self, hidden: bool) {
        self.hidden = hidden;
    }

    /// An agent's name, unless names are hidden or there is none.
    pub fn name(&self, id: &str) -> Option<&str> {
        let person = self.people.get(id).filter(|_| !self.hidden)?;
        Some(&*person.name).filter(|name| !name.is_empty())
    }

    /// An agent's name, also while names are hidden: to find out whom something is about, not to be shown.
    pub fn own_name(&self, id: &str) -> Option<&str> {
        Some(&*self.people.get(id)?.name).filter(|name| !name.is_empty())
    }

    /// What people read for an agent: the name, or the id when there is none or names are hidden.
    pub fn label<'a>(&'a self, id: &'a AgentId) -> &'a str {
        self.name(id).unwrap_or(id)
    }

    /// Everyone, in order of names; nobody while names are hidden.
    pub fn entries(&self) -> Vec<(&AgentId, &str)> {
        let shown = self.people.iter().filter(|_| !self.hidden);
        let mut entries: Vec<_> = shown.map(|(id, person)| (id, &*person.name)).collect();
        sort_by_key(&mut entries, |(id, name)| (*name, *id));
        entries
    }

    /// Everyone, in no order; also while names are hidden.
    pub fn ids(&self) -> impl Iterator<Item = &AgentId> {
        self.people.keys()
    }

    /// Who has this name, whatever its case, in order of ids; also while names are hidden.
    pub fn called(&self, name: &str) -> Vec<&AgentId> {
        let name = name.to_lowercase();
        self.whose(|person| person.name.to_lowercase() == name)
    }

    /// Who is in the team of this name, whatever its case, in order of ids.
    pub fn in_team(&self, team: &str) -> Vec<&AgentId> {
        let team = team.to_lowercase();
        self.whose(|person| person.team.as_ref().is_some_and(|own| own.to_lowercase() == team))
    }

    fn whose(&self, is_it: impl Fn(&Person) -> bool) -> Vec<&AgentId> {
        let mut ids: Vec<_> =
            self.people.iter().filter(|(_, person)| is_it(person)).map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids
    }

    /// The agent's team.
    pub fn team(&self, id: &AgentId) -> Option<&str> {
        self.people.get(id)?.team.as_deref()
    }

    /// The teams, in order, each once.
    pub fn teams(&self) -> Vec<Arc<str>> {
        let mut teams: Vec<Arc<str>> = self.people.values().filter_map(|p| p.team.clone()).collect();
        sort(&mut teams);
        teams.dedup();
        teams
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_names_leave_the_ids() {
        let person =
            |name: &str, team: Option<&str>| Person { name: name.into(), team: team.map(Into::into) };
        let mut directory = Directory::new([
            ("7".into(), person("Ann Lee", Some("Blue"))),
            ("8".into(), person("", Some("Blue"))),
        ]);
        let [ann, unnamed, unknown]: [AgentId; 3] = ["7".into(), "8".into(), "9".into()];
        assert_eq!([&ann, &unnamed, &unknown].map(|id| directory.label(id)), ["Ann Lee", "8", "9"]);
        directory.hide(true);
        assert_eq!((directory.label(&ann), directory.name("7")), ("7", None));
        assert_eq!(directory.team(&ann), Some("Blue"));
        assert_eq!(directory.teams(), ["Blue".into()]);
        assert_eq!((directory.called("ann lee"), directory.called("Ann")), (vec![&ann], Vec::new()));
        assert_eq!(directory.in_team("BLUE"), [&ann, &unnamed]);
    }
}
