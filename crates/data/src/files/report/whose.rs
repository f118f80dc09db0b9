//! Whose rows they are: told by the row, by a heading above it, or by the file alone.
//!
//! ```text
//! Agent      Start     State         a heading: the rows below are Ana's, as far as they name nobody
//! Ana Ruiz
//!            9:00:00   Available
//! ```

use std::borrow::Cow;

use super::Report;
use super::agents::Agents;
use super::before::{WHOSE, Whose};
use super::passes::each;
use crate::files::cell;
use crate::files::columns::Role;
use crate::files::rows::Row;
use crate::files::sink::Sink;
use model::record::{AgentId, RejectReason};

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

    /// Whether some row names somebody.
    fn are_told(&self) -> bool {
        self.ids.len() > usize::from(self.nameless.is_some())
    }

    /// Takes those of another part of the report over; gives their numbers here.
    fn join(&mut self, other: &Self) -> Vec<u32> {
        let numbers: Vec<u32> = other.ids.iter().map(|id| self.number(id)).collect();
        for (name, number) in &other.names {
            match number.map(|number| numbers[number as usize]) {
                // The first name of an agent is the one that counts.
                Some(number) if self.are_named[number as usize] => {}
                Some(number) => self.note_name(name, number),
                None => {
                    self.names.insert(name.clone(), None);
                }
            }
        }
        for (number, is_named) in numbers.iter().zip(&other.are_named) {
            self.are_named[*number as usize] |= is_named;
        }
        numbers
    }

    /// For each number the one that it stands for: an agent who is known by name alone may be one whose id
    /// other rows tell.
    fn settled(&self) -> Vec<u32> {
        let by_name = |number: usize| self.names.get(&*self.ids[number]).copied().flatten();
        (0..self.ids.len()).map(|number| by_name(number).unwrap_or(number as u32)).collect()
    }
}

/// Gives the agents of all parts their numbers, now that all rows came, and these agents by their numbers.
pub(super) fn settle_agents(files: &mut [(Box<Report>, Sink)]) -> Vec<AgentId> {
    let are_told = files.iter().any(|(report, _)| report.agents.are_told());
    let mut all = Agents::default();
    let mut numbers = Vec::with_capacity(files.len());
    for (report, sink) in &mut *files {
        report.refuse_nameless(are_told, sink);
        numbers.push(all.join(&report.agents));
    }
    let settled = all.settled();
    for ((report, _), numbers) in files.iter_mut().zip(numbers) {
        let agents = &mut report.drafts.agent;
        each(agents.len(), |place| agents[place] = settled[numbers[agents[place] as usize] as usize]);
    }
    all.ids
}

impl Report {
    /// Whether it is told whose a row is: by the row, by a heading above it, or by the file.
    pub(super) fn is_told(&self, row: &Row) -> bool {
        let names_somebody = WHOSE.into_iter().any(|role| self.cell(row, role).is_some());
        names_somebody || self.heading.is_some() || self.agent.is_some()
    }

    /// Whose a row is whose cells are new, which were asked for last of those of all rows.
    pub(super) fn whose(&mut self, row: &Row, sink: &mut Sink) -> Whose {
        let id = self.cell(row, Role::Agent);
        let is_rounded = id.is_some_and(cell::is_rounded_id);
        let (id, name) = (id.map(cell::id), self.name(row));
        let own = id.as_deref().or(name.as_deref());
        let agent = match (own.or(self.heading.as_deref()), &self.agent) {
            (None, Some(agent)) => self.agents.nameless(agent),
            (whose, _) => self.agents.number(whose.unwrap_or_default()),
        };
        let place = agent as usize;
        if let Some(name) = name.as_deref().filter(|name| own != Some(*name))
            && !std::mem::replace(&mut self.agents.are_named[place], true)
        {
            self.agents.note_name(name, agent);
            sink.names.insert(self.agents.ids[place].clone(), name.to_owned());
        }
        let whose = Whose { agent, is_rounded };
        if own.is_some() {
            self.before.whose.keep(row, whose);
        }
        whose
    }

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

    /// Refuses rows that name nobody among others that do, here or, in the same column, in another part
    /// (`are_told`): whose they are is not known.
    fn refuse_nameless(&mut self, are_told: bool, sink: &mut Sink) {
        let has_column = WHOSE.iter().any(|role| self.columns.has(*role));
        let are_others = self.agents.are_told() || are_told && has_column;
        let Some(nameless) = self.agents.nameless.filter(|_| are_others) else { return };
        for line in self.drafts.without(nameless) {
            // It was counted when it was read.
            sink.rows -= 1;
            sink.reject(RejectReason::NoAgent, line, "");
        }
    }
}
