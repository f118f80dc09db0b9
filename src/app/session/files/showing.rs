//! What files hold → what is shown, and what is told of each.

use leptos::prelude::*;

use super::super::{Session, loading};
use super::reading::Outcome;
use super::turns::{Ended, Turns, Unusable};
use super::{Batch, Told};
use crate::app::browser::clock::now;
use crate::app::browser::history;
use crate::app::browser::lazy::CodeState;
use crate::app::link::Link;
use crate::app::messages::{file_error, file_gone, imported};
use crate::app::quality::Source;
use data::files::{Dates, Imported, Together, window_of};
use model::dataset::Dataset;
use model::directory::{Directory, Person};
use model::state::Catalog;

/// What is told of a file, and what it holds.
fn told(name: String, held: &super::Held, outcome: Outcome) -> (Told, Option<Imported>) {
    let file = match outcome {
        Ok(file) => file,
        Err(why) => {
            let message = match why {
                Unusable::Gone => file_gone(&name),
                Unusable::Not(error) => file_error(&name, &error),
            };
            return (Told { name, message, order: None, chosen: None }, None);
        }
    };
    let is_doubtful = |dates: &Dates| held.order.is_some() || !dates.certain;
    let told = Told {
        message: imported(&name, &file),
        name,
        order: file.dates.filter(is_doubtful).map(|dates| dates.order),
        chosen: file.preset.clone(),
    };
    (told, Some(file))
}

/// Whether a file's times were read in the page's zone for want of another.
fn needs_zone(file: &Imported) -> bool {
    let has_zone = file.preset.as_ref().is_some_and(|preset| preset.zone.is_some());
    file.dates.is_some() && !has_zone
}

impl Session {
    /// Lets the old go and shows the new. `zone` is the page's as it was when the reading began.
    pub(super) async fn show_files(
        self,
        batch: Batch,
        outcomes: Vec<Outcome>,
        catalog: Catalog,
        zone: &str,
        turn: u64,
    ) {
        let answer = match self.names_states().await {
            Ok(()) => loading::fetch_code().await,
            missing => missing,
        };
        if self.files.is_late(turn) {
            return;
        }
        self.code.set(if answer.is_ok() { CodeState::Here } else { CodeState::Missing });
        let (mut all, mut usable, mut sources) = (Vec::new(), Vec::new(), Vec::new());
        for (held, outcome) in batch.files.iter().zip(outcomes) {
            let (told, file) = told(held.file.name(), held, outcome);
            sources.extend(file.iter().map(|file| Source::file(&told.name, file)));
            usable.extend(file);
            all.push(told);
        }
        let data = if window_of(&usable).is_some() {
            let Ok(data) = self.built_of(&usable, &catalog, Turns { files: self.files, turn }).await else {
                return;
            };
            Some(data)
        } else {
            None
        };
        self.files.reading.set(None);
        self.generation.update_value(|generation| *generation += 1);
        self.reset();
        self.editing.set(false);
        self.shown.marked.set(None);
        if history::current() != Link::default() {
            // No link leads to files.
            history::show(&Link::default(), true);
        }
        self.files.told.set(all);
        self.files.sources.set(sources);
        self.files.zone.set(usable.iter().any(needs_zone).then(|| zone.to_owned()));
        self.files.held.set_value(batch);
        if let Some(data) = data {
            self.show_imported(usable, catalog, data);
        }
    }

    /// The data set of what files hold; the page has its turn meanwhile.
    async fn built_of(self, files: &[Imported], catalog: &Catalog, turns: Turns) -> Result<Dataset, Ended> {
        let together = Together::of(files, now());
        loop {
            let states = self.states.with_untracked(|states| states.map.clone());
            let mut building = together.building(catalog.mapped(&states));
            turns.work("shiftline:build", || (!building.step()).then_some(())).await?;
            // Meanwhile somebody may have said what states mean.
            if self.states.with_untracked(|now| now.map == states) {
                return Ok(building.finish());
            }
        }
    }

    fn show_imported(self, files: Vec<Imported>, catalog: Catalog, data: Dataset) {
        let names = files.iter().flat_map(|file| &file.names);
        let people = names.map(|(id, name)| (id.clone(), Person { name: name.as_str().into(), team: None }));
        self.directory_of.set(None);
        self.shown.people.set(Directory::new(people));
        self.files.imported.set_value(Some((files, catalog)));
        self.wish.set_value(Some((Link::default(), None)));
        self.fresh.update(|fresh| *fresh += 1);
        self.show_data(data);
    }
}
