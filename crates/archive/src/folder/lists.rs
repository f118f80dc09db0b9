//! The lists of an archive beside its rows: who was asked for, and who the agents are.

use std::collections::BTreeSet;

use data::archive::manifest::{Day, people_path, roster_path};
use data::archive::{People, people_text, read_people};
use model::record::AgentId;

use super::{Folder, FolderError, failed, hash};
use crate::disk::Disk;

impl<D: Disk> Folder<D> {
    /// Who was asked for on a day; `None`: everyone.
    ///
    /// # Errors
    /// When the list is not the one that the manifest speaks of.
    pub fn roster(&self, day: &Day) -> Result<Option<BTreeSet<AgentId>>, FolderError> {
        let Some(wanted) = &day.agents else { return Ok(None) };
        let path = self.root.join(roster_path(wanted));
        let content = self.disk.read(&path).map_err(failed(&path))?;
        let changed = || FolderError::Changed { path: roster_path(wanted) };
        if hash(&content) != *wanted {
            return Err(changed());
        }
        let ids: Vec<String> = serde_json::from_slice(&content).map_err(|_| changed())?;
        Ok(Some(ids.into_iter().map(Into::into).collect()))
    }

    /// Keeps a list of agents, for days that refer to it; gives its hash.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_roster(&self, agents: &BTreeSet<AgentId>) -> Result<String, FolderError> {
        let ids: Vec<&str> = agents.iter().map(|id| &**id).collect();
        // Texts are always JSON.
        let content = serde_json::to_vec(&ids).unwrap_or_default();
        let hash = hash(&content);
        if !self.manifest.rosters().any(|known| known == hash) {
            self.put(&roster_path(&hash), &content)?;
        }
        Ok(hash)
    }

    /// Who the agents are, as far as it is known.
    ///
    /// # Errors
    /// When the list is not the one that the manifest speaks of.
    pub fn people(&self) -> Result<People, FolderError> {
        let Some(wanted) = &self.manifest.people else { return Ok(People::new()) };
        let path = self.root.join(people_path(wanted));
        let content = self.disk.read(&path).map_err(failed(&path))?;
        let people = read_people(&content).filter(|_| hash(&content) == *wanted);
        people.ok_or_else(|| FolderError::Changed { path: people_path(wanted) })
    }

    /// Puts people in the place of those who were known.
    ///
    /// # Errors
    /// When they cannot be written: the archive is as it was.
    pub fn keep_people(&mut self, people: &People) -> Result<(), FolderError> {
        let mut manifest = self.manifest.clone();
        manifest.people = None;
        if !people.is_empty() {
            let content = people_text(people);
            let hash = hash(&content);
            self.put(&people_path(&hash), &content)?;
            manifest.people = Some(hash);
        }
        self.commit(manifest)
    }
}
