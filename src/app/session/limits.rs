//! Limits from the host's settings, from this computer and from files.

use leptos::prelude::*;

use super::Session;
use crate::app::browser::storage::Storage;
use crate::app::browser::tab;
use crate::app::limits::sources::{Sources, text};
use crate::app::limits::words::document_title;
use crate::app::messages::{UserMessage, rules_file_error, rules_file_read};
use crate::app::view_state::effect::effect;
use data::rules::RulesFileError;
use model::limits::Rules;
use scene::overruns::Overruns;

const KEY: &str = "shiftline.limits";

impl Session {
    /// Takes over what this computer keeps of limits and adherence, follows the host's settings of both, and holds what
    /// is shown against them from now on.
    pub fn begin_judging(self) {
        if self.shown.judges() {
            return;
        }
        self.shown.lasting(|| {
            self.follow_limits();
            self.follow_adherence();
        });
        self.shown.judge();
    }

    fn follow_limits(self) {
        self.shown.rules.update(|rules| rules.beneath.keep(Storage::Computer.get(KEY)));
        effect(move || {
            let settings = self.config.with(|config| config.text.clone());
            self.shown.rules.update(|rules| rules.beneath.configure(Some(settings)));
        });
    }

    /// Says in the document's title who is shown and when, and counts there what is over its limit in all of the
    /// range while that is live.
    pub fn follow_title(self) {
        let shown = self.shown;
        let broken =
            Memo::new(move |_| if self.is_live() { shown.overruns.with(Overruns::count) } else { 0 });
        effect(move || tab::set_title(&document_title(broken.get(), shown.title.get().as_deref())));
    }

    /// Keeps these limits on this computer, or forgets those that it keeps.
    pub fn keep_limits(self, rules: Option<&Rules>) {
        let kept = rules.map(text);
        match &kept {
            Some(kept) => Storage::Computer.set(KEY, kept),
            None => Storage::Computer.remove(KEY),
        }
        self.shown.rules.update(|sources| sources.beneath.keep(kept));
    }

    /// Takes over the limits of a file, or says why they cannot be read.
    pub(super) fn open_limits(self, name: &str, rules: Result<Rules, RulesFileError>) -> UserMessage {
        match rules {
            Ok(rules) => {
                self.shown.rules.update(|sources| sources.open_file(name, rules.clone()));
                let in_force = self.shown.rules.with_untracked(Sources::in_force);
                rules_file_read(name, &rules, &in_force.origin)
            }
            Err(error) => rules_file_error(name, &error),
        }
    }
}
