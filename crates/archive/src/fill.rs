//! Fills an archive, day by day.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use data::archive::day;
use data::archive::manifest::{Day, span_of};
use data::archive::row::Row;
use data::fetch::Progress;
use data::query::Agents;
use model::page::{Part, Series};
use model::record::AgentId;
use model::time::Span;

use crate::combine::{Combined, Known, combine};
use crate::disk::Disk;
use crate::folder::{Folder, FolderError};
use crate::source::{Source, SourceError};

/// What became of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The day.
    pub day: NaiveDate,
    /// Rows that the archive has of it now.
    pub rows: usize,
    /// Bytes of its file.
    pub bytes: u64,
    /// Times that could not be fetched.
    pub failed: usize,
    /// Rows that came and could not be read.
    pub refused: u64,
    /// For how many agents what was there stays, because less came; everyone counts as one.
    pub stayed: usize,
}

/// Why an archive was not filled any further.
#[derive(Debug)]
pub enum FillError {
    /// The API does not answer at all.
    Source(SourceError),
    /// The folder cannot be written.
    Folder(FolderError),
}

impl From<SourceError> for FillError {
    fn from(error: SourceError) -> Self {
        Self::Source(error)
    }
}

impl From<FolderError> for FillError {
    fn from(error: FolderError) -> Self {
        Self::Folder(error)
    }
}

/// Fetches days, and puts each into the folder before the next. `show` is told how far a day is, `done` what
/// became of one.
///
/// # Errors
/// When the API cannot be signed in to or the folder cannot be written; days before that are there.
pub async fn fill<D: Disk>(
    folder: &mut Folder<D>,
    source: &mut Source,
    days: &[NaiveDate],
    mut show: impl FnMut(NaiveDate, &Progress),
    mut done: impl FnMut(&Filled),
) -> Result<(), FillError> {
    for day in days {
        source.load(*day, &mut show).await?;
        done(&put(folder, source, *day)?);
    }
    Ok(())
}

/// What an archive has of a day.
///
/// # Errors
/// When it cannot be read.
pub fn known<D: Disk>(folder: &Folder<D>, day: NaiveDate) -> Result<Option<Known>, FolderError> {
    let Some(known) = folder.manifest().day(day) else { return Ok(None) };
    let (agents, failed) = (folder.roster(known)?, known.failed.clone());
    Ok(Some(Known { rows: folder.rows(day)?, agents, failed }))
}

/// The same; `None` where what there was is damaged: what comes takes its place.
fn intact<D: Disk>(folder: &Folder<D>, day: NaiveDate) -> Result<Option<Known>, FolderError> {
    match known(folder, day) {
        Err(error) if error.is_damage() => {
            tracing::warn!(%day, "what was there is damaged; what comes takes its place");
            Ok(None)
        }
        known => known,
    }
}

/// Whether a day was fetched for everyone of these.
///
/// # Errors
/// When the list of its agents cannot be read.
pub fn covers<D: Disk>(folder: &Folder<D>, day: &Day, agents: &Agents) -> Result<bool, FolderError> {
    Ok(match (folder.roster(day)?, agents) {
        (None, _) => true,
        (Some(_), Agents::All) => false,
        (Some(known), Agents::Named(ids)) => ids.iter().all(|id| known.contains(id)),
    })
}

fn put<D: Disk>(folder: &mut Folder<D>, source: &Source, day: NaiveDate) -> Result<Filled, FillError> {
    let span = span_of(day);
    let old = intact(folder, day)?;
    let series = source.came(day).map_or(&[][..], |came| &came.series);
    let fetched = source.came(day).map(|came| came.fetched).unwrap_or_default();
    let gained = old.as_ref().map(|old| old.gained(&missing(series))).unwrap_or_default();
    let data = source.dataset(source.reach(day), &gained);
    let rows = day::rows(&data, span, fetched);
    let failed = day::failed(&data, series, span);
    let (refused, repeated) = (refused(series), repeated(series, &rows, span));
    drop(data);
    let asked = &source.question().agents;
    let agents = roster(asked);
    let Combined { day: now, stayed } = combine(Known { rows, agents, failed }, asked, old);
    let filled = Filled {
        day,
        rows: now.rows.len(),
        bytes: 0,
        failed: now.failed.len(),
        refused,
        stayed: stayed.len(),
    };
    if stayed.contains(&None) {
        // Nothing of it changes.
        let bytes = folder.manifest().file(day).map_or(0, |file| file.bytes);
        return Ok(Filled { bytes, ..filled });
    }
    let agents = now.agents.as_ref().map(|agents| folder.keep_roster(agents)).transpose()?;
    let known = Day { day, fetched, agents, failed: now.failed, refused, repeated };
    let bytes = folder.replace(known, now.rows)?;
    Ok(Filled { bytes, ..filled })
}

fn roster(agents: &Agents) -> Option<BTreeSet<AgentId>> {
    match agents {
        Agents::All => None,
        Agents::Named(ids) => Some(ids.iter().cloned().collect()),
    }
}

/// Of whom something is missing; `None`: of everyone.
fn missing(series: &[Series]) -> BTreeSet<Option<AgentId>> {
    let is_missing = |series: &&Series| series.parts.iter().any(|part| matches!(part, Part::Missing));
    series.iter().filter(is_missing).map(|series| series.agent.clone()).collect()
}

fn refused(series: &[Series]) -> u64 {
    let pages = series.iter().flat_map(|series| &series.parts).filter_map(Part::page);
    pages.map(|page| page.rejected.len() as u64).sum()
}

/// How many rows of the day came more than once.
fn repeated(series: &[Series], rows: &[Row], day: Span) -> u64 {
    let pages = series.iter().flat_map(|series| &series.parts).filter_map(Part::page);
    let blocks = pages.flat_map(|page| &page.blocks);
    let came: usize = blocks.map(|(_, block)| block.before(day.end) - block.before(day.start)).sum();
    let said = rows.iter().filter(|row| !row.is_derived).count();
    came.saturating_sub(said) as u64
}
