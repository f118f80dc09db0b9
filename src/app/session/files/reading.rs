//! Files → what they hold, piece by piece, with a question where a table's columns are unknown.

mod parquet;
mod plans;

use std::collections::BTreeMap;
use std::pin::pin;

use futures::channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::schedules::HeldPlan;
use super::super::{Session, kept_presets};
use super::turns::{Bytes, Ended, Turns, Unusable};
use super::{Answer, Asking, Batch, Held, Reply};
use crate::app::browser::file::{self, File};
use crate::app::browser::lazy::lazy;
use crate::app::browser::zone;
use crate::app::messages::{self, UserMessage};
use crate::app::{columns, presets};
use data::acw::AcwRule;
use data::files::columns::Preset;
use data::files::turns::step;
use data::files::{Chosen, FileError, Import, Imported, Options, Read, settle_in_turns, text_of};
use data::{adherence, rules, states};
use model::state::Catalog;
use model::zone::Zone;

/// What came of a file.
pub(super) type Outcome = Result<Imported, Unusable>;

/// What was read of a file, which others may be parts of one report with.
type Came = Result<Read, Unusable>;

lazy! { files:
    /// Begins to read.
    pub fn begin(session: Session, batch: Batch, turn: u64) -> () {
        let job = Job::new(session, batch, turn);
        spawn_local(async move {
            // Whoever ended it sees to what is shown.
            let _ = job.run().await;
            session.end_reading(turn);
        });
    }
}

lazy! { files:
    /// Begins to read a schedule once more.
    pub fn begin_plan(session: Session, plan: HeldPlan, turn: u64) -> () {
        let mut job = Job::new(session, Batch::default(), turn);
        spawn_local(async move {
            session.schedules.told.set(Vec::new());
            // Whoever ended it sees to what is shown.
            let _ = job.read_plans(vec![plan]).await;
            session.end_reading(turn);
        });
    }
}

impl Session {
    fn reading_zone(self) -> Zone {
        let shown = self.shown.zone.get_untracked();
        zone::for_files(shown.name()).unwrap_or(shown)
    }
}

/// One reading.
struct Job {
    session: Session,
    files: Vec<Held>,
    presets: Vec<Preset>,
    turn: u64,
    /// The page's.
    zone: Zone,
    catalog: Catalog,
    /// Those that presets name.
    zones: BTreeMap<String, Option<Zone>>,
    /// Bytes of the files before.
    read: f64,
}

impl Job {
    fn new(session: Session, batch: Batch, turn: u64) -> Self {
        let Batch { files, presets } = batch;
        Self {
            session,
            files,
            presets: presets.unwrap_or_else(kept_presets::all),
            turn,
            zone: session.reading_zone(),
            catalog: Catalog::default(),
            zones: BTreeMap::new(),
            read: 0.0,
        }
    }

    async fn run(mut self) -> Result<(), Ended> {
        self.take_settings().await?;
        self.take_schedules().await?;
        let (mut read, mut unusable) = (Vec::new(), Vec::new());
        let mut place = 0;
        while place < self.files.len() {
            match self.outcome(place).await? {
                Some(Ok(file)) => {
                    read.push(file);
                    unusable.push(None);
                }
                Some(Err(why)) => unusable.push(Some(why)),
                None => {
                    let plan = HeldPlan::new(self.files.remove(place).file);
                    self.read_plans(vec![plan]).await?;
                    continue;
                }
            }
            self.read += self.files[place].file.size();
            place += 1;
        }
        if self.files.is_empty() {
            self.session.files.reading.set(None);
            return Ok(());
        }
        let mut settled = self.settled(read).await?.into_iter();
        let outcome =
            |why: Option<Unusable>| why.map_or_else(|| settled.next().map(Ok), |why| Some(Err(why)));
        let outcomes: Vec<Outcome> = unusable.into_iter().filter_map(outcome).collect();
        let Self { session, files, presets, turn, zone, catalog, .. } = self;
        // These take the place of whatever they interrupted.
        session.files.interrupted.set_value(None);
        let batch = Batch { files, presets: Some(presets) };
        session.show_files(batch, outcomes, catalog, zone.name(), turn).await;
        Ok(())
    }

    /// Takes out the files that hold settings: those are in force at once, and what is shown stays.
    async fn take_settings(&mut self) -> Result<(), Ended> {
        let (mut rest, mut told) = (Vec::new(), Vec::new());
        for held in std::mem::take(&mut self.files) {
            match self.settings_in(&held.file).await? {
                Some(messages) => told.extend(messages),
                None => rest.push(held),
            }
        }
        self.files = rest;
        self.session.files.limits.set(told);
        Ok(())
    }

    /// What is to be told of a file with settings; `None` for any other file.
    async fn settings_in(&self, file: &File) -> Result<Option<Vec<UserMessage>>, Ended> {
        if file.size() > f64::from(rules::MAX_BYTES) {
            return Ok(None);
        }
        let bytes = file::bytes(file, 0.0, file.size()).await.unwrap_or_default();
        if self.session.files.is_late(self.turn) {
            return Err(Ended);
        }
        let text = &text_of(&bytes);
        let name = file.name();
        if states::is_states_file(text) {
            let refused = self.session.use_states_file(&name, text).err();
            return Ok(Some(refused.iter().map(|error| messages::states_file_error(&name, error)).collect()));
        }
        if adherence::is_meant(text) {
            return Ok(Some(vec![self.session.open_adherence(&name, adherence::parse(text))]));
        }
        let limits = rules::is_meant(text).then(|| self.session.open_limits(&name, rules::parse(text)));
        Ok(limits.map(|message| vec![message]))
    }

    /// What comes of one file, whatever has to be asked; `None` where a person says that it is a schedule.
    async fn outcome(&mut self, place: usize) -> Result<Option<Came>, Ended> {
        let anew = self.files[place].anew.take();
        let all = if anew.is_some() { Vec::new() } else { self.presets.clone() };
        let outcome = self.read(place, &all).await?;
        match (outcome, anew) {
            (Err(Unusable::Not(FileError::UnknownColumns { found, rows })), anew)
                if columns::is_askable(&found, &rows) =>
            {
                let proposal = anew.and_then(|preset| preset.for_header(&found));
                let answer = match self.ask(place, found, rows, proposal).await? {
                    Reply::Columns(answer) => answer,
                    Reply::Schedule => return Ok(None),
                };
                self.keep(&answer);
                self.read(place, &[answer.preset]).await.map(Some)
            }
            (outcome @ Ok(_), Some(preset)) => {
                // Its columns tell what they hold after all.
                self.presets = presets::without(&self.presets, &preset);
                kept_presets::forget(&preset);
                Ok(Some(outcome))
            }
            (outcome, _) => Ok(Some(outcome)),
        }
    }

    async fn ask(
        &self,
        place: usize,
        found: Vec<String>,
        rows: Vec<Vec<String>>,
        proposal: Option<Preset>,
    ) -> Result<Reply, Ended> {
        let guess = || Preset { zone: Some(self.zone.name().to_owned()), ..Preset::guess(&found) };
        let proposal = proposal.unwrap_or_else(guess);
        let (sender, receiver) = oneshot::channel();
        let files = self.session.files;
        files.reading.set(None);
        files.answer.set_value(Some(sender));
        files.asking.set(Some(Asking { name: self.files[place].file.name(), found, rows, proposal }));
        receiver.await.ok().filter(|_| !files.is_late(self.turn)).ok_or(Ended)
    }

    fn keep(&mut self, answer: &Answer) {
        self.presets = presets::with(&self.presets, &answer.preset);
        if answer.remember {
            kept_presets::keep(&answer.preset);
        } else {
            kept_presets::forget(&answer.preset);
        }
    }

    /// Presets with their zones. One whose zone the browser does not know has none.
    fn chosen(&mut self, presets: &[Preset]) -> Vec<Chosen> {
        let of = |preset: &Preset| {
            let name = preset.zone.as_ref();
            let known = |name: &String| {
                let known = self.zones.entry(name.clone()).or_insert_with(|| zone::for_files(name));
                known.clone()
            };
            let zone = name.and_then(known);
            let name = zone.as_ref().map(|zone| zone.name().to_owned());
            Chosen { preset: Preset { zone: name, ..preset.clone() }, zone }
        };
        presets.iter().map(of).collect()
    }

    fn options(&mut self, place: usize, presets: &[Preset]) -> Options {
        let held = &self.files[place];
        let name = held.file.name();
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let (agent, date_order) = (Some(stem.into()), held.order);
        let (zone, acw) = (self.zone.clone(), AcwRule::default());
        Options { zone, date_order, acw, agent, presets: self.chosen(presets) }
    }

    fn turns(&self) -> Turns {
        Turns { files: self.session.files, turn: self.turn }
    }

    async fn read(&mut self, place: usize, presets: &[Preset]) -> Result<Came, Ended> {
        let total: f64 = self.files.iter().map(|held| held.file.size()).sum::<f64>().max(1.0);
        let import = Import::new(self.options(place, presets));
        let opened = &self.files[place].file;
        let table = match self.table_of(opened).await? {
            Ok(table) => table,
            Err(why) => return Ok(Err(why)),
        };
        let size = table.as_ref().map_or(opened.size(), |table| table.len() as f64);
        let mut import = import.sized(size as usize);
        let bytes = table.map_or_else(|| Bytes::of(opened), |table| Bytes::here(opened, table));
        let share = |read: f64| (self.read + read / size * opened.size()) / total;
        let turns = self.turns();
        let catalog = &mut self.catalog;
        let fed = turns.feed(bytes, share, |bytes| import.feed(bytes, catalog).map(|()| import.rows()));
        if let Err(why) = fed.await? {
            return Ok(Err(why));
        }
        Ok(import.end(&mut self.catalog).map_err(Unusable::Not))
    }

    /// What each file holds.
    async fn settled(&self, read: Vec<Read>) -> Result<Vec<Imported>, Ended> {
        let mut work = pin!(settle_in_turns(read));
        self.turns().work("shiftline:decode", || step(work.as_mut())).await
    }
}
