//! What was planned: schedules as they came, and whose they are.
//!
//! ```text
//! files, host, API, sample ─▶ PlanSource, each by itself ─▶ Plans, one after another ─▶ schedule of the agents
//! ```

pub mod columns;
pub mod host;
mod source;

use std::collections::HashSet;
use std::sync::Arc;

use data::schedule::Alias;
use model::directory::Directory;
use model::record::AgentId;
use model::schedule::{Joining, ScheduleBuilder, Who};

pub use source::{Origin, PlanSource, Told};

/// Schedules as they came, under the names that they have for agents; none at first. They compare by identity.
#[derive(Clone, Debug, Default)]
pub struct Plans(Option<Arc<Held>>);

#[derive(Clone, Debug, Default)]
struct Held {
    sources: Vec<Arc<PlanSource>>,
    aliases: Vec<Alias>,
    /// What agents sign in with, as the API tells it.
    user_names: Arc<[Alias]>,
}

/// A name in a schedule that is nobody's who is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nobody {
    /// The name.
    pub name: String,
    /// Where it stands: the name of the file.
    pub source: Option<String>,
    /// The first line that it stands on.
    pub line: Option<u64>,
}

/// The names in schedules that are nobody's who is loaded, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unmatched {
    /// Those that are nobody's who is known, or several people's.
    pub nobody: Vec<Nobody>,
    /// Those of agents in the directory.
    pub not_loaded: Vec<Nobody>,
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
    /// The schedule of a sample, and what else it may call agents.
    pub fn new(entries: ScheduleBuilder, aliases: Vec<Alias>) -> Self {
        Self::default().with(vec![PlanSource::new(Origin::Sample, entries)]).with_aliases(aliases)
    }

    /// Whether there are none.
    pub fn is_none(&self) -> bool {
        self.sources().is_empty()
    }

    /// Where they came from, in the order in which findings count them.
    pub fn sources(&self) -> &[Arc<PlanSource>] {
        self.0.as_ref().map_or(&[], |held| &held.sources)
    }

    /// What else schedules may call agents.
    pub fn aliases(&self) -> &[Alias] {
        self.0.as_ref().map_or(&[], |held| &held.aliases)
    }

    /// The same with these, in the place of what came from the same origin before.
    #[must_use]
    pub fn with(&self, sources: Vec<PlanSource>) -> Self {
        let new: Vec<Arc<PlanSource>> = sources.into_iter().map(Arc::new).collect();
        let is_replaced = |old: &PlanSource| new.iter().any(|new| new.origin == old.origin);
        let kept = self.sources().iter().filter(|old| !is_replaced(old)).cloned();
        self.of(kept.chain(new.iter().cloned()).collect(), self.aliases().to_vec())
    }

    /// The same without what came from there.
    #[must_use]
    pub fn without(&self, origin: &Origin) -> Self {
        self.only(|other| other != origin)
    }

    /// The same with what came from some origins alone.
    #[must_use]
    pub fn only(&self, is_kept: impl Fn(&Origin) -> bool) -> Self {
        let kept =
            self.sources().iter().filter(|source| is_kept(&source.origin)).cloned().collect::<Vec<_>>();
        if kept.len() == self.sources().len() {
            return self.clone();
        }
        self.of(kept, self.aliases().to_vec())
    }

    /// The same with other names of agents, each in the place of what its name stood for before.
    #[must_use]
    pub fn with_aliases(&self, new: Vec<Alias>) -> Self {
        let names: HashSet<&str> = new.iter().map(|alias| &*alias.name).collect();
        let kept = self.aliases().iter().filter(|old| !names.contains(&*old.name)).cloned();
        let aliases = kept.chain(new.iter().cloned()).collect();
        self.of(self.sources().to_vec(), aliases)
    }

    fn of(&self, sources: Vec<Arc<PlanSource>>, aliases: Vec<Alias>) -> Self {
        let user_names = self.0.as_ref().map(|held| held.user_names.clone()).unwrap_or_default();
        if sources.is_empty() && aliases.is_empty() && user_names.is_empty() {
            return Self::default();
        }
        Self(Some(Arc::new(Held { sources, aliases, user_names })))
    }

    /// What came, origin by origin.
    pub fn told(&self) -> Vec<Told> {
        let mut all: Vec<(&Origin, Vec<&PlanSource>)> = Vec::new();
        for source in self.sources() {
            match all.iter_mut().find(|(origin, _)| **origin == source.origin) {
                Some((_, parts)) => parts.push(source),
                None => all.push((&source.origin, vec![source])),
            }
        }
        all.into_iter().map(|(origin, parts)| Told::of(origin.clone(), &parts)).collect()
    }

    /// The same with what agents sign in with. What a person says of a name counts for more.
    #[must_use]
    pub fn with_user_names(&self, user_names: Vec<Alias>) -> Self {
        let held = self.0.as_deref().cloned().unwrap_or_default();
        Self(Some(Arc::new(Held { user_names: user_names.into(), ..held })))
    }

    fn who<'a>(&self, agents: impl IntoIterator<Item = &'a AgentId>, people: &Directory) -> Who {
        let agents: Vec<&AgentId> = agents.into_iter().collect();
        let there: HashSet<&str> = agents.iter().map(|id| &***id).collect();
        let said: HashSet<String> = self.aliases().iter().map(|alias| plain(&alias.name)).collect();
        let user_names = self.0.iter().flat_map(|held| held.user_names.iter());
        // One of an agent who is not loaded leads nowhere, and none takes the place of a number.
        let user_names = user_names.filter(|alias| {
            there.contains(&*alias.agent)
                && !there.contains(&*alias.name)
                && !said.contains(&plain(&alias.name))
        });
        let aliases = self.aliases().iter().chain(user_names);
        Who::new(agents, people, aliases.map(|alias| (&*alias.name, &*alias.agent)))
    }

    /// What makes the plans by agent id; those of nobody that is known keep the name that they came under.
    pub fn joining<'a>(&self, agents: impl IntoIterator<Item = &'a AgentId>, people: &Directory) -> Joining {
        let entries = self.sources().iter().map(|source| source.entries.clone());
        Joining::new(entries.collect(), &self.who(agents, people))
    }

    /// The names that match none of these agents, or several.
    pub fn unmatched(&self, agents: &[AgentId], people: &Directory) -> Unmatched {
        let who = self.who(agents, people);
        let names =
            self.sources().iter().flat_map(|source| source.entries.whose().map(move |name| (source, name)));
        let mut seen = HashSet::new();
        let unknown = names.filter(|(_, name)| who.find(name).is_none() && seen.insert(*name));
        let unknown: Vec<Nobody> = unknown
            .map(|(source, name)| Nobody {
                name: name.to_owned(),
                source: source.name().map(str::to_owned),
                line: source.entries.first_line(name),
            })
            .collect();
        if unknown.is_empty() {
            return Unmatched::default();
        }
        let signed_in = self.0.iter().flat_map(|held| held.user_names.iter());
        let signed_in: Vec<AgentId> = signed_in.map(|alias| (&*alias.agent).into()).collect();
        let everyone: HashSet<&AgentId> = agents.iter().chain(people.ids()).chain(&signed_in).collect();
        let everyone = self.who(everyone, people);
        let (not_loaded, nobody) = unknown.into_iter().partition(|one| everyone.find(&one.name).is_some());
        Unmatched { nobody, not_loaded }
    }
}

/// A name as names are compared.
fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

#[cfg(test)]
mod tests;
