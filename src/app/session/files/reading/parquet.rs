//! Parquet files among others: as the text of their tables.

use leptos::prelude::Set;

use super::super::super::archive;
use super::super::turns::{Ended, Unusable};
use super::Job;
use crate::app::browser::file::{self, File};
use crate::app::browser::lazy::CodeState;
use data::archive::is_parquet;
use data::files::{FileError, MAX_WHOLE};

/// Bytes by which such a file is known.
const HEAD: f64 = 4.0;

impl Job {
    /// The table of a Parquet file, as text; `None` for any other file.
    pub(super) async fn table_of(&self, opened: &File) -> Result<Result<Option<Vec<u8>>, Unusable>, Ended> {
        let head = file::bytes(opened, 0.0, HEAD).await.unwrap_or_default();
        if !is_parquet(&head) {
            return Ok(Ok(None));
        }
        if opened.size() > MAX_WHOLE as f64 {
            return Ok(Err(Unusable::Not(FileError::TooLarge)));
        }
        let Some(bytes) = file::bytes(opened, 0.0, opened.size()).await else {
            return Ok(Err(Unusable::Gone));
        };
        if self.session.files.is_late(self.turn) {
            return Err(Ended);
        }
        let Ok(table) = archive::table(bytes).await else {
            self.session.code.set(CodeState::Missing);
            return Err(Ended);
        };
        Ok(table.map(Some).map_err(Unusable::Not))
    }
}
