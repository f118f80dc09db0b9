//! Whether an archive is what its manifest says.

use std::ops::{Bound, RangeBounds};
use std::path::PathBuf;

use chrono::NaiveDate;
use data::archive::manifest::{Failed, File, span_of};
use data::archive::row::Row;
use data::archive::stored;
use data::archive::sums::SumsList;

use crate::disk::Disk;
use crate::folder::{Folder, FolderError};

/// What a check finds.
#[derive(Debug)]
pub enum Found {
    /// A file is missing, damaged or another.
    File(FolderError),
    /// A file is as it was written, but its rows are not what the manifest says of them.
    Rows {
        /// Which.
        path: String,
    },
    /// Sums are as they were written, and not those of the rows; the next run sums the day up again.
    Sums {
        /// Which.
        path: String,
    },
    /// A file that the manifest does not speak of; the next run removes it.
    Stray {
        /// Which.
        path: PathBuf,
    },
    /// Something of a day was not fetched.
    NotFetched {
        /// The day.
        day: NaiveDate,
        /// What.
        failed: Vec<Failed>,
    },
}

impl Found {
    /// Whether the archive cannot be relied on; otherwise it is only worth saying.
    pub const fn is_damage(&self) -> bool {
        matches!(self, Self::File(_) | Self::Rows { .. } | Self::Sums { .. })
    }
}

/// Reads every file, and says what is found.
///
/// # Errors
/// When the folder cannot be read at all.
pub fn check<D: Disk>(folder: &Folder<D>, mut say: impl FnMut(Found)) -> Result<(), FolderError> {
    for file in &folder.manifest().files {
        match rows_are_right(folder, file) {
            Ok(true) => {}
            Ok(false) => say(Found::Rows { path: file.path() }),
            Err(error) => say(Found::File(error)),
        }
    }
    let list = folder.sums_list().unwrap_or_else(|error| {
        say(Found::File(error));
        SumsList::default()
    });
    for told in list.days() {
        match folder.sums(told).map(|sums| folder.adds_up(told.day, &sums)) {
            Ok(Ok(false)) => say(Found::Sums { path: told.path() }),
            // Rows that cannot be read were said.
            Ok(Ok(true) | Err(_)) => {}
            Err(error) => say(Found::File(error)),
        }
    }
    if let Err(error) = folder.people() {
        say(Found::File(error));
    }
    for day in &folder.manifest().days {
        if let Err(error) = folder.roster(day) {
            say(Found::File(error));
        }
        if !day.failed.is_empty() {
            say(Found::NotFetched { day: day.day, failed: day.failed.clone() });
        }
    }
    for path in folder.strays()? {
        say(Found::Stray { path });
    }
    Ok(())
}

/// Whether rows are those of the day, in order, as many as the manifest says and where it says.
fn rows_are_right<D: Disk>(folder: &Folder<D>, file: &File) -> Result<bool, FolderError> {
    let content = folder.content(file)?;
    let rows = stored::read(folder.dialect().durations(), content)
        .map_err(|error| FolderError::Unreadable { path: file.path(), error })?;
    let span = span_of(file.day);
    let is_sorted = rows.is_sorted_by(|a, b| a.order() <= b.order());
    let are_of_day = rows.iter().all(|row| span.contains(row.start));
    Ok(is_sorted && are_where(file, &rows) && are_of_day && rows.len() as u64 == file.rows)
}

/// Whether each group has the agents that it is said to have.
fn are_where(file: &File, rows: &[Row]) -> bool {
    let mut rest = rows;
    file.groups.iter().enumerate().all(|(number, group)| {
        let count = usize::try_from(group.rows).unwrap_or(usize::MAX);
        let Some((own, after)) = rest.split_at_checked(count) else { return false };
        rest = after;
        let end = file.end_of(number);
        own.iter().all(|row| (Bound::Included(&group.agent), end.as_ref()).contains(&row.agent))
    })
}
