//! Rows that can be opened and closed in place: teams, and the states of agents.

use leptos::prelude::*;

use super::Chart;
use model::record::AgentId;
use scene::layout::RowKind;

impl Chart {
    /// Whether a row is open, followed; `None` where it cannot be.
    pub fn is_open(&self, kind: &RowKind) -> Option<bool> {
        match kind {
            RowKind::Group { team } => {
                let key = self.team_key(*team)?;
                Some(self.shown.folded.with(|folded| !folded.contains(&key)))
            }
            RowKind::Agent { agent } => {
                let id = self.agent_id(*agent)?;
                Some(self.shown.expanded.with(|expanded| expanded.contains(&id)))
            }
            _ => None,
        }
    }

    /// Opens a row, or closes it.
    pub fn turn(&self, kind: &RowKind) {
        match kind {
            RowKind::Group { team } => {
                if let Some(key) = untrack(|| self.team_key(*team)) {
                    self.shown.folded.update(|folded| {
                        if !folded.remove(&key) {
                            folded.insert(key);
                        }
                    });
                }
            }
            RowKind::Agent { agent } => {
                if let Some(id) = untrack(|| self.agent_id(*agent)) {
                    self.shown.expanded.update(|expanded| {
                        if !expanded.remove(&id) {
                            expanded.insert(id);
                        }
                    });
                }
            }
            _ => {}
        }
    }

    /// Opens the team that an agent's row is in.
    pub fn unfold(&self, agent: usize) {
        let key = self.shown.teams.with_untracked(|teams| {
            Some(teams.iter().find(|team| team.agents.contains(&agent))?.key().to_owned())
        });
        if let Some(key) = key.filter(|key| self.shown.folded.with_untracked(|folded| folded.contains(key))) {
            self.shown.folded.update(|folded| {
                folded.remove(&key);
            });
        }
    }

    fn team_key(&self, number: usize) -> Option<String> {
        self.shown.teams.with(|teams| Some(teams.iter().find(|team| team.number == number)?.key().to_owned()))
    }

    fn agent_id(&self, agent: usize) -> Option<AgentId> {
        self.shown.data.with(|data| Some(data.as_ref()?.agents.get(agent)?.id.clone()))
    }
}
