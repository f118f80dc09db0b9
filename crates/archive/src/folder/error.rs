//! What can be wrong with a folder.

use std::io;
use std::path::PathBuf;

use data::archive::manifest::ManifestError;
use data::archive::stored::StoredError;
use data::archive::write::WriteError;

/// What is wrong with a folder.
#[derive(Debug)]
pub enum FolderError {
    /// Another run writes to it.
    Busy,
    /// A step of the file system failed.
    Disk {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// There is no archive.
    NoArchive,
    /// There are files of an archive, but no manifest: nothing is known of them.
    NoManifest,
    /// Its manifest cannot be relied on.
    Manifest(ManifestError),
    /// It was fetched from another API, or from one that is not known.
    OtherDialect {
        /// Which.
        name: String,
    },
    /// A file is not the one that the manifest speaks of.
    Changed {
        /// Which.
        path: String,
    },
    /// A file cannot be read.
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        error: StoredError,
    },
    /// Rows could not be written.
    Rows(WriteError),
}

impl FolderError {
    /// Whether a file is not what was written, which fetching its day again mends.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Changed { .. } | Self::Unreadable { .. } => true,
            Self::Disk { error, .. } => error.kind() == io::ErrorKind::NotFound,
            _ => false,
        }
    }
}
