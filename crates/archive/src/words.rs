//! What went wrong, in words, and what the program ends with.

use std::fmt;

use data::archive::manifest::ManifestError;
use data::archive::stored::StoredError;
use data::query::{IdForm, QueryError};
use shiftline_proxy::NoAccess;

use crate::fill::FillError;
use crate::folder::FolderError;
use crate::source::SourceError;

/// Everything was fetched, or is as it should be.
pub const DONE: u8 = 0;
/// Something could not be fetched: it is recorded, and a later run fills it.
pub const NOT_FETCHED: u8 = 1;
/// The question makes no sense.
pub const USAGE: u8 = 2;
/// The API cannot be signed in to.
pub const NO_ACCESS: u8 = 3;
/// Another run writes to the folder.
pub const BUSY: u8 = 4;
/// The folder cannot be written, or is damaged.
pub const FOLDER: u8 = 5;

/// Why the program ends early.
#[derive(Debug)]
pub struct Trouble {
    /// What the program ends with.
    pub code: u8,
    /// For people.
    pub words: String,
}

impl Trouble {
    /// A question that makes no sense.
    pub fn usage(words: impl fmt::Display) -> Self {
        Self { code: USAGE, words: words.to_string() }
    }
}

impl From<FillError> for Trouble {
    fn from(error: FillError) -> Self {
        match error {
            FillError::Source(error) => error.into(),
            FillError::Folder(error) => error.into(),
        }
    }
}

impl From<SourceError> for Trouble {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::Question(error) => error.into(),
            SourceError::NoAccess(error) => error.into(),
        }
    }
}

impl From<NoAccess> for Trouble {
    fn from(error: NoAccess) -> Self {
        let words = match error {
            NoAccess::CredentialsRefused => {
                "the API refuses the token or the credentials: check SHIFTLINE_TOKEN, or SHIFTLINE_CLIENT_ID and \
                 the secret"
            }
            NoAccess::TokenRefused => {
                "the API refuses even a new token: check that the client may read agent states"
            }
            NoAccess::Unavailable => "the token endpoint cannot be reached: try again later",
        };
        Self { code: NO_ACCESS, words: words.to_owned() }
    }
}

impl From<QueryError> for Trouble {
    fn from(error: QueryError) -> Self {
        Self::usage(match error {
            QueryError::NoAgent => "no agent is named: --agents all, or a file with one id a line".to_owned(),
            // An id may be somebody's.
            QueryError::BadAgent { wanted: IdForm::Uuid, .. } => {
                "an agent's id is none of this API: it looks like 00000000-0000-0000-0000-000000000000"
                    .to_owned()
            }
            QueryError::BadAgent { wanted: IdForm::Number, .. } => {
                "an agent's id is none of this API: it is a number".to_owned()
            }
            QueryError::AllNotOffered => {
                "this API answers for no more than one agent at once: --agents FILE, with one id a line"
                    .to_owned()
            }
            QueryError::TooMuch(amount) => {
                format!(
                    "a day takes {} calls, which is more than one load may ask for: divide the agents",
                    amount.calls
                )
            }
            QueryError::BadVersion { text } => format!("{text:?} is no version: write 27.0"),
            QueryError::BadTime { .. }
            | QueryError::StartNotBeforeEnd
            | QueryError::OutOfCalendar
            | QueryError::BadPageSize { .. } => "the API cannot be asked for this day".to_owned(),
        })
    }
}

impl From<FolderError> for Trouble {
    fn from(error: FolderError) -> Self {
        let code = if matches!(error, FolderError::Busy) { BUSY } else { FOLDER };
        Self { code, words: folder_words(&error) }
    }
}

/// What is wrong with a folder, with the next step.
pub fn folder_words(error: &FolderError) -> String {
    match error {
        FolderError::Busy => "another run writes to this folder: wait until it has ended".to_owned(),
        FolderError::Disk { path, error } => format!("{}: {error}", path.display()),
        FolderError::NoArchive => "there is no archive in this folder: fetch into it first".to_owned(),
        FolderError::NoManifest => {
            "the folder has files of an archive but no _shiftline.json: put that back, or use an empty folder"
                .to_owned()
        }
        FolderError::Manifest(ManifestError::NotAManifest) => {
            "_shiftline.json is damaged: put a copy of it back, or use an empty folder".to_owned()
        }
        FolderError::Manifest(ManifestError::Newer { version }) => {
            format!("the archive is of version {version}, which this program does not know: use a later one")
        }
        FolderError::Manifest(ManifestError::Odd { day }) => {
            format!("_shiftline.json contradicts itself about {day}: put a copy of it back")
        }
        FolderError::OtherDialect { name } => {
            format!("the archive is of the API {name:?}: use another folder for this one")
        }
        FolderError::Changed { path } => {
            format!(
                "{path} is not the file that was written: put a copy of it back, or fetch the day --again"
            )
        }
        FolderError::Unreadable { path, error: StoredError::NotOurs } => {
            format!("{path} was not written by this program")
        }
        FolderError::Unreadable { path, error: StoredError::Damaged } => format!("{path} is damaged"),
        FolderError::Rows(error) => format!("rows could not be written: {error:?}"),
    }
}
