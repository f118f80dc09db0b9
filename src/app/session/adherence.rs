//! How adherence is judged: the host's settings, what this computer keeps, files.

use leptos::prelude::*;

use super::Session;
use crate::app::adherence::sources::text;
use crate::app::browser::storage::Storage;
use crate::app::messages::{UserMessage, adherence_file_error, adherence_file_read};
use crate::app::view_state::effect::effect;
use data::adherence::{AdherenceFileError, AdherenceRules};

const KEY: &str = "shiftline.adherence";

impl Session {
    /// Follows the host's settings, and takes over what this computer keeps.
    pub(super) fn follow_adherence(self) {
        self.shown.adherence.update(|sources| sources.beneath.keep(Storage::Computer.get(KEY)));
        effect(move || {
            let settings = self.config.with(|config| config.text.clone());
            self.shown.adherence.update(|sources| sources.beneath.configure(Some(settings)));
        });
    }

    /// Keeps these rules on this computer, or forgets those that it keeps.
    pub fn keep_adherence(self, rules: Option<&AdherenceRules>) {
        let kept = rules.map(text);
        match &kept {
            Some(kept) => Storage::Computer.set(KEY, kept),
            None => Storage::Computer.remove(KEY),
        }
        self.shown.adherence.update(|sources| sources.beneath.keep(kept));
    }

    /// Takes over the rules of a file, or says why they cannot be read.
    pub(super) fn open_adherence(
        self,
        name: &str,
        rules: Result<AdherenceRules, AdherenceFileError>,
    ) -> UserMessage {
        match rules {
            Ok(rules) => {
                let message = adherence_file_read(name, &rules);
                self.shown.adherence.update(|sources| sources.open_file(name, rules));
                message
            }
            Err(error) => adherence_file_error(name, &error),
        }
    }
}
