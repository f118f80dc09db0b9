//! Why nothing can be loaded from an archive, or opened of one of its files.

use super::format::Damaged;
use super::manifest::ManifestError;
use crate::error::ApiError;

/// Why nothing can be loaded from an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    /// There is no archive at the address.
    Missing,
    /// Its manifest, or a list of agents, did not come.
    Unreachable(ApiError),
    /// Its manifest cannot be relied on.
    Manifest(ManifestError),
    /// A list of agents cannot be read.
    BadRoster,
    /// It holds the records of an API of this name, which is not known.
    UnknownApi(String),
    /// More agents and days than a table can hold.
    TooMuch {
        /// Agents that are known so far.
        agents: usize,
        /// Days.
        days: usize,
    },
}

/// Why there is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableError {
    /// It is no Parquet file, or a damaged one.
    Damaged,
    /// It is packed by other means than snappy.
    Packed,
    /// Its text is longer than [`crate::files::MAX_WHOLE`].
    TooLarge,
}

impl From<Damaged> for TableError {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}
