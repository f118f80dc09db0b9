//! Who is looked at, and when: the beginning of the answer, and the title of the tab.

use leptos::prelude::*;

use super::ViewState;
use crate::app::answer::when;
use crate::app::words::header as words;
use model::format::{number, unturned};

impl ViewState {
    /// What people read for an agent (an index into [`Dataset::agents`]): the name, or the id.
    pub fn agent_label(&self, agent: usize) -> Option<String> {
        self.data.with(|data| {
            let id = &data.as_ref()?.agents.get(agent)?.id;
            Some(self.people.with(|people| people.label(id).to_owned()))
        })
    }

    /// Who is looked at: an agent's name, the team that all of them are in, or how many there are.
    pub fn who(&self) -> String {
        if !self.is_everyone() {
            return self.agent_label(self.agent.get()).unwrap_or_default();
        }
        let agents = self.scope.with(|scope| scope.agents.clone());
        if let [one] = agents[..] {
            return self.agent_label(one).unwrap_or_default();
        }
        let count = agents.len();
        let team = self.data.with(|data| {
            let all = data.as_ref().map(|data| &data.agents)?;
            self.people.with(|people| {
                let mut teams = agents.iter().filter_map(|i| all.get(*i)).map(|agent| people.team(&agent.id));
                let first = teams.next()??.to_owned();
                teams.all(|team| team == Some(&first)).then_some(first)
            })
        });
        let agents = words::agents(number(count));
        team.map_or(agents.clone(), |team| format!("{team}, {agents}"))
    }

    /// Who and when, in plain text; `None` before anything came.
    pub(super) fn find_title(self) -> Memo<Option<String>> {
        Memo::new(move |_| {
            self.locale.track();
            let dates =
                self.with_figures(|figures, _| when(figures.summary.span, None, &self.zone.read()).0)?;
            Some(format!("{} · {dates}", unturned(&self.who())))
        })
    }
}
