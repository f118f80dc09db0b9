//! Whose plan it is: agents by what schedules call them.

use std::collections::HashMap;

use crate::directory::Directory;
use crate::record::AgentId;

/// Agents by their ids, by other names that somebody gives, and by their own names.
#[derive(Clone, Debug, Default)]
pub struct Who {
    /// In the order in which they are asked; a name of several agents is none.
    tables: [HashMap<String, Option<AgentId>>; 3],
}

impl Who {
    /// These agents, with the names of a directory. `aliases` are other names (user names, addresses, numbers of
    /// another system), each with an agent's id.
    pub fn new<'a>(
        agents: impl IntoIterator<Item = &'a AgentId>,
        directory: &Directory,
        aliases: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut who = Self::default();
        for agent in agents {
            who.add(1, agent, agent);
            for name in directory.own_name(agent).into_iter().flat_map(turned) {
                who.add(2, &name, agent);
            }
        }
        for (alias, id) in aliases {
            let agent = who.tables[1].get(&folded(id)).cloned().flatten();
            who.add(0, alias, &agent.unwrap_or_else(|| id.trim().into()));
        }
        who
    }

    fn add(&mut self, table: usize, name: &str, agent: &AgentId) {
        let name = folded(name);
        if name.is_empty() {
            return;
        }
        let known = self.tables[table].entry(name).or_insert_with(|| Some(agent.clone()));
        if known.as_ref() != Some(agent) {
            *known = None;
        }
    }

    /// The agent whom a schedule calls so; `None` when there is none, or several.
    pub fn find(&self, name: &str) -> Option<&AgentId> {
        let name = folded(name);
        self.tables.iter().find_map(|table| table.get(&name))?.as_ref()
    }
}

/// A name as people have it, and the last name first: `Ann Lee`, `Lee, Ann`, `Lee Ann`.
fn turned(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    if let Some((first, last)) = name.trim().rsplit_once(' ') {
        all.extend([format!("{last}, {first}"), format!("{last} {first}")]);
    }
    all
}

/// Lower case, with one space between words and none around them.
fn folded(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Person;

    #[test]
    fn agents_have_many_names_and_a_name_of_two_is_none() {
        let agents: [AgentId; 4] = ["401", "402", "403", "7F-a"].map(Into::into);
        let person = |name: &str| Person { name: name.into(), team: None };
        let mut directory = Directory::new([
            ("401".into(), person("Ann Lee")),
            ("402".into(), person("Ben Ray")),
            ("403".into(), person("Ben Ray")),
        ]);
        // Names that are hidden are still those of the same people.
        directory.hide(true);
        let aliases = [("ann@example.com", "401"), ("E9", "7f-A"), ("Ann Lee 2", "999"), ("401x", "402")];
        let who = Who::new(&agents, &directory, aliases);
        for (name, expected) in [
            ("401", Some("401")),
            (" 401 ", Some("401")),
            ("7f-A", Some("7F-a")),
            ("ANN  lee", Some("401")),
            ("Lee, Ann", Some("401")),
            ("lee ann", Some("401")),
            ("Ann@Example.com", Some("401")),
            ("E9", Some("7F-a")),
            ("Ann Lee 2", Some("999")),
            ("401x", Some("402")),
            ("Ben Ray", None),
            ("Cat", None),
            ("", None),
        ] {
            assert_eq!(who.find(name).map(|id| &**id), expected, "{name}");
        }
    }
}
