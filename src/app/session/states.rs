//! States as a centre calls them: taken from the host's settings, this computer, a file or the person, and put into
//! force.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Session, load::SharedLoad};
use crate::app::browser::clock::now;
use crate::app::browser::lazy::{CodeState, Missing, lazy};
use crate::app::browser::storage::Storage;
use crate::app::browser::timing::measured;
use crate::app::states::{InForce, Origin};
use crate::app::view_state::effect::effect;
use data::files;
use data::states::{StatesError, format, of_settings, parse};
use model::state::{Catalog, StateMap};

const KEY: &str = "shiftline.states";

lazy! { states:
    /// Takes it over.
    fn adopt(session: Session) -> () {
        session.adopt_states();
    }
}

impl Session {
    /// Takes over, once the host's settings are known, what this computer kept, else what they say.
    pub fn follow_states(self) {
        effect(move || {
            if self.is_configured.get() {
                spawn_local(async move {
                    if self.names_states().await.is_err() {
                        self.code.set(CodeState::Missing);
                    }
                });
            }
        });
    }

    /// Takes over how states are called, if this computer or the host says it: whatever is shown waits for that.
    ///
    /// # Errors
    /// When the code could not be fetched that reads it.
    pub(super) async fn names_states(self) -> Result<(), Missing> {
        let of_host = || self.config.with_untracked(|config| config.text.contains("\"states\""));
        if self.keeps_states() || of_host() { adopt(self).await } else { Ok(()) }
    }

    fn adopt_states(self) {
        // Once: what a person or a file says later stays.
        if self.has_states.try_update_value(|has| std::mem::replace(has, true)) != Some(false) {
            return;
        }
        let kept = Storage::Computer.get(KEY).and_then(|text| parse(&text).ok());
        if let Some(map) = kept {
            return self.use_states(map, Origin::Computer);
        }
        match self.config.with_untracked(|config| of_settings(&config.text)) {
            None => {}
            Some(Ok(map)) => self.use_states(map, Origin::Host),
            Some(Err(error)) => self.states_error.set(Some(error)),
        }
    }

    /// Puts the map of a file into force.
    ///
    /// # Errors
    /// When the file holds none.
    pub fn use_states_file(self, name: &str, text: &str) -> Result<(), StatesError> {
        self.use_states(parse(text)?, Origin::File(name.to_owned()));
        Ok(())
    }

    /// Puts a map into force: everything that is shown is read by it.
    pub fn use_states(self, map: StateMap, from: Origin) {
        let in_force = InForce { map, from };
        if self.states.with_untracked(|before| before.map == in_force.map) {
            return self.states.set(in_force);
        }
        self.states.set(in_force);
        if let Some(data) = self.built_anew() {
            self.show_data(data);
        }
    }

    /// Keeps the map in force on this computer from now on, or forgets it there.
    pub fn keep_states(self, kept: bool) {
        if kept {
            Storage::Computer.set(KEY, &self.states.with_untracked(|states| format(&states.map)));
        } else {
            Storage::Computer.remove(KEY);
        }
    }

    /// Whether this computer keeps a map.
    pub fn keeps_states(self) -> bool {
        Storage::Computer.get(KEY).is_some()
    }

    fn current_load(self) -> Option<SharedLoad> {
        self.load
            .try_with_value(Clone::clone)
            .flatten()
            .filter(|_| self.files.told.with_untracked(Vec::is_empty))
    }

    /// The states of what is shown, as they came.
    pub fn raw_catalog(self) -> Catalog {
        match self.current_load() {
            Some(load) => load.borrow().catalog(),
            None => self.files.imported.with_value(|imported| {
                imported.as_ref().map(|(_, catalog)| catalog.clone()).unwrap_or_default()
            }),
        }
    }

    /// What is shown, read by the map in force; `None` before anything came.
    fn built_anew(self) -> Option<model::dataset::Dataset> {
        self.shown.data.with_untracked(Option::is_some).then_some(())?;
        let map = self.states.with_untracked(|states| states.map.clone());
        if let Some(load) = self.current_load() {
            return Some(load.borrow_mut().build(&map));
        }
        self.files.imported.with_value(|imported| {
            let (files, catalog) = imported.as_ref()?;
            Some(measured("shiftline:build", || files::dataset(files, catalog.mapped(&map), now())))
        })
    }
}
