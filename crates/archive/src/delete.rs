//! Deletion: of days, and of all that is known of an agent.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use data::archive::manifest::Day;
use model::record::AgentId;

use crate::disk::Disk;
use crate::fill::known;
use crate::folder::{Folder, FolderError};

/// Deletes the days before one, and the names of those who have no rows any more. Gives how many days there were.
///
/// # Errors
/// When the folder cannot be written.
pub fn before<D: Disk>(folder: &mut Folder<D>, first: NaiveDate) -> Result<usize, FolderError> {
    let days = folder.manifest().days.iter().map(|known| known.day);
    let days: Vec<NaiveDate> = days.filter(|day| *day < first).collect();
    folder.forget(&days)?;
    let mut people = folder.people()?;
    let known = people.len();
    if known > 0 && !days.is_empty() {
        let mut left: BTreeSet<AgentId> = BTreeSet::new();
        for day in folder.manifest().days.clone() {
            left.extend(folder.rows(day.day)?.into_iter().map(|row| row.agent));
        }
        people.retain(|id, _| left.contains(id));
    }
    if people.len() < known {
        folder.keep_people(&people)?;
    }
    Ok(days.len())
}

/// Deletes an agent from every day: rows, the name, and the id wherever it stands. Gives how many rows there were.
///
/// # Errors
/// When the folder cannot be written; days before that are done.
pub fn agent<D: Disk>(folder: &mut Folder<D>, id: &str) -> Result<usize, FolderError> {
    let days: Vec<Day> = folder.manifest().days.clone();
    let mut deleted = 0;
    for day in days {
        let Some(mut now) = known(folder, day.day)? else { continue };
        let before = now.clone();
        now.rows.retain(|row| &*row.agent != id);
        now.failed.retain(|failed| failed.agent.as_deref() != Some(id));
        if let Some(agents) = &mut now.agents {
            agents.retain(|agent| &**agent != id);
        }
        if now == before {
            continue;
        }
        deleted += before.rows.len() - now.rows.len();
        let agents = now.agents.as_ref().map(|agents| folder.keep_roster(agents)).transpose()?;
        folder.replace(Day { agents, failed: now.failed, ..day }, now.rows)?;
    }
    let mut people = folder.people()?;
    if people.remove(id).is_some() {
        folder.keep_people(&people)?;
    }
    Ok(deleted)
}
