//! The sums of days, beside their rows.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use data::archive::again;
use data::archive::manifest::{Manifest, sums_path};
use data::archive::sums::{Sum, Sums, SumsList, read_sums, sums, write_sums};

use super::{Folder, FolderError, failed, hash};
use crate::disk::Disk;
use crate::load::now;

impl<D: Disk> Folder<D> {
    /// Which days have sums.
    ///
    /// # Errors
    /// When the list is not the one that the manifest speaks of.
    pub fn sums_list(&self) -> Result<SumsList, FolderError> {
        let Some(wanted) = &self.manifest.sums else { return Ok(SumsList::default()) };
        let path = self.root.join(sums_path(wanted));
        let content = self.disk.read(&path).map_err(failed(&path))?;
        let list = SumsList::read(&content).filter(|_| hash(&content) == *wanted);
        list.ok_or_else(|| FolderError::Changed { path: sums_path(wanted) })
    }

    /// The same; a damaged one is written anew.
    fn intact_list(&self) -> Result<SumsList, FolderError> {
        match self.sums_list() {
            Err(error) if error.is_damage() => Ok(SumsList::default()),
            list => list,
        }
    }

    /// Sums days up, and the days after them: what they carry in is another.
    pub(super) fn sum(&self, manifest: &mut Manifest, days: &[NaiveDate]) -> Result<(), FolderError> {
        let concerned: BTreeSet<NaiveDate> =
            days.iter().flat_map(|day| [Some(*day), day.succ_opt()]).flatten().collect();
        let mut list = self.intact_list()?;
        list.retain(|day| manifest.day(day).is_some() && !concerned.contains(&day));
        for day in concerned.into_iter().filter(|day| manifest.day(*day).is_some()).collect::<Vec<_>>() {
            self.put_sums(manifest, &mut list, day)?;
        }
        self.keep_list(manifest, &list)
    }

    /// Sums up the days that have no sums yet. Gives how many there were.
    ///
    /// # Errors
    /// When they cannot be written; days before that are done.
    pub fn complete_sums(&mut self) -> Result<usize, FolderError> {
        let mut list = self.intact_list()?;
        let days = self.manifest.days.iter().map(|known| known.day);
        let days: Vec<NaiveDate> = days.filter(|day| list.day(*day).is_none()).collect();
        let mut done = 0;
        for day in days {
            let mut manifest = self.manifest.clone();
            if self.put_sums(&manifest, &mut list, day)? {
                self.keep_list(&mut manifest, &list)?;
                self.commit(manifest)?;
                done += 1;
            }
        }
        Ok(done)
    }

    /// Sums a day up; whether that could be done: not where rows cannot be read.
    fn put_sums(
        &self,
        manifest: &Manifest,
        list: &mut SumsList,
        day: NaiveDate,
    ) -> Result<bool, FolderError> {
        match self.sums_of(manifest, day) {
            Ok(sums) => {
                list.put(self.write_sums(day, &sums)?);
                Ok(true)
            }
            Err(error) if error.is_damage() => {
                tracing::warn!(%day, "it cannot be summed up: its rows, or those of the day before, are damaged");
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    fn keep_list(&self, manifest: &mut Manifest, list: &SumsList) -> Result<(), FolderError> {
        manifest.sums = None;
        if !list.days().is_empty() {
            let content = list.text();
            let hash = hash(&content);
            self.put(&sums_path(&hash), &content)?;
            manifest.sums = Some(hash);
        }
        Ok(())
    }

    /// The sums of a day, as they stand in their file.
    ///
    /// # Errors
    /// When the file is not the one that the manifest speaks of.
    pub fn sums(&self, told: &Sums) -> Result<Vec<Sum>, FolderError> {
        let path = told.path();
        let content = self.told(path.clone(), told.bytes, &told.hash)?;
        read_sums(told.day, content).map_err(|error| FolderError::Unreadable { path, error })
    }

    /// Whether sums of a day are those of its rows.
    ///
    /// # Errors
    /// When the rows cannot be read.
    pub fn adds_up(&self, day: NaiveDate, kept: &[Sum]) -> Result<bool, FolderError> {
        Ok(kept == self.sums_of(&self.manifest, day)?)
    }

    /// What a day adds up to, as a page shows it that opens it alone.
    fn sums_of(&self, manifest: &Manifest, day: NaiveDate) -> Result<Vec<Sum>, FolderError> {
        let known = |date: Option<NaiveDate>| {
            let known = date.and_then(|date| manifest.day(date));
            known.map(|known| Ok((known, self.rows_of(manifest, known.day)?))).transpose()
        };
        let days = [known(day.pred_opt())?, known(Some(day))?];
        Ok(sums(&again::dataset(self.dialect, day, days, now()), day))
    }

    fn write_sums(&self, day: NaiveDate, sums: &[Sum]) -> Result<Sums, FolderError> {
        let written = write_sums(self.dialect, day, sums).map_err(FolderError::Rows)?;
        let told = written.told(day, hash(&written.bytes));
        let path = told.path();
        if self.told(path.clone(), told.bytes, &told.hash).is_err() {
            self.put(&path, &written.bytes)?;
        }
        Ok(told)
    }
}
