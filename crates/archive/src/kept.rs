//! Days of an archive as lanes.

use chrono::NaiveDate;
use data::archive::again;
use model::dataset::Dataset;

use crate::disk::Disk;
use crate::folder::{Folder, FolderError};
use crate::load::now;

/// A day of an archive; the day before tells what was carried in.
///
/// # Errors
/// When a file cannot be read.
pub fn dataset<D: Disk>(folder: &Folder<D>, day: NaiveDate) -> Result<Dataset, FolderError> {
    let known = |date: Option<NaiveDate>| {
        let known = date.and_then(|date| folder.manifest().day(date));
        known.map(|known| Ok((known, folder.rows(known.day)?))).transpose()
    };
    let days = [known(day.pred_opt())?, known(Some(day))?];
    Ok(again::dataset(folder.dialect(), day, days, now()))
}
