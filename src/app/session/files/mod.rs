//! Reports and exports instead of an API. A file never leaves the browser.
//!
//! ```text
//! opened ─▶ reading: piece by piece, asks about unknown columns ─▶ showing: the old goes, the new comes
//! ```
//! What was shown stays until all of the new was read; whoever calls the reading off goes on looking at it.

mod reading;
mod showing;
mod turns;

use futures::channel::oneshot::Sender;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use super::schedules::HeldPlan;
use crate::app::browser::clock::sleep;
use crate::app::browser::file::File;
use crate::app::browser::lazy::{CodeState, Missing};
use crate::app::messages::UserMessage;
use crate::app::quality::Source;
use data::files::columns::Preset;
use data::files::{DateOrder, Imported};
use model::state::Catalog;

/// How far the reading of files is.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadProgress {
    /// The file's name.
    pub name: String,
    /// Share of all bytes that were read, 0 to 1.
    pub share: f64,
    /// Rows so far.
    pub rows: usize,
}

/// A table of which a person is asked what its columns hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The file's name.
    pub name: String,
    /// The names of its columns.
    pub found: Vec<String>,
    /// Its first rows.
    pub rows: Vec<Vec<String>>,
    /// What to begin with.
    pub proposal: Preset,
}

/// What a person says to that.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What the columns hold.
    pub preset: Preset,
    /// Whether to keep it on this computer.
    pub remember: bool,
}

/// What a file turned out to be, or why it cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The file's name.
    pub name: String,
    /// In words.
    pub message: UserMessage,
    /// The order of dates it was read with, where that is a guess or was chosen.
    pub order: Option<DateOrder>,
    /// What a person said of its columns.
    pub chosen: Option<Preset>,
}

/// A file, and what a person said of it alone.
#[derive(Clone)]
struct Held {
    file: File,
    order: Option<DateOrder>,
    /// Its columns are to be chosen anew, from this on.
    anew: Option<Preset>,
    /// Whether it is known to hold agent states, and no schedule.
    has_states: bool,
}

/// What is said to the question about columns.
enum Reply {
    /// What they hold.
    Columns(Answer),
    /// The file is a schedule.
    Schedule,
}

/// Files that are read together.
#[derive(Clone, Default)]
struct Batch {
    files: Vec<Held>,
    /// What tables hold whose columns do not tell it, the newest first; `None`: what this computer keeps.
    presets: Option<Vec<Preset>>,
}

/// The files that were opened. Copied freely.
#[derive(Clone, Copy)]
pub struct Files {
    /// The code that reads files.
    pub code: RwSignal<CodeState>,
    /// The file being read.
    pub reading: RwSignal<Option<ReadProgress>>,
    /// The table whose columns are asked about.
    pub asking: RwSignal<Option<Asking>>,
    /// What each of the files shown turned out to be.
    pub told: RwSignal<Vec<Told>>,
    /// What of them could not be used, and what was said of the rest.
    pub sources: RwSignal<Vec<Source>>,
    /// What came of the last files with limits.
    pub limits: RwSignal<Vec<UserMessage>>,
    /// The zone that they were read in, where they do not say one.
    pub zone: RwSignal<Option<String>>,
    /// What was read of those that are shown, and its states as they came.
    pub(super) imported: StoredValue<Option<(Vec<Imported>, Catalog)>, LocalStorage>,
    /// Those that are shown.
    held: StoredValue<Batch, LocalStorage>,
    /// Those being read.
    under_way: StoredValue<Option<Batch>, LocalStorage>,
    /// Those whose reading gave way to that of others: they are read anew unless the others take their place.
    interrupted: StoredValue<Option<Batch>, LocalStorage>,
    answer: StoredValue<Option<Sender<Reply>>>,
    /// Counts readings, so that what comes late is known to be late.
    turn: StoredValue<u64>,
}

impl Files {
    /// None.
    pub fn new() -> Self {
        Self {
            code: RwSignal::new(CodeState::Unasked),
            reading: RwSignal::new(None),
            asking: RwSignal::new(None),
            told: RwSignal::new(Vec::new()),
            sources: RwSignal::new(Vec::new()),
            limits: RwSignal::new(Vec::new()),
            zone: RwSignal::new(None),
            imported: StoredValue::new_local(None),
            held: StoredValue::new_local(Batch::default()),
            under_way: StoredValue::new_local(None),
            interrupted: StoredValue::new_local(None),
            answer: StoredValue::new(None),
            turn: StoredValue::new(0),
        }
    }

    /// Whether none was ever opened.
    pub(super) fn are_untouched(self) -> bool {
        self.turn.get_value() == 0
    }

    /// Forgets those that were shown.
    pub(super) fn clear(self) {
        self.told.set(Vec::new());
        self.sources.set(Vec::new());
        self.zone.set(None);
        self.imported.set_value(None);
        self.held.set_value(Batch::default());
    }

    /// Ends a reading under way; what was shown stays. The number of the next one is given.
    pub(super) fn stop(self) -> u64 {
        self.turn.update_value(|turn| *turn += 1);
        self.under_way.set_value(None);
        self.interrupted.set_value(None);
        self.reading.set(None);
        self.say(None);
        self.turn.get_value()
    }

    fn is_late(self, turn: u64) -> bool {
        // The page may be gone.
        self.turn.try_get_value() != Some(turn)
    }

    /// Answers what is asked about columns; with nothing, the reading is called off.
    pub fn say(self, answer: Option<Answer>) {
        self.reply(answer.map(Reply::Columns));
    }

    /// Says that the file whose columns are asked about is a schedule.
    pub fn say_schedule(self) {
        self.reply(Some(Reply::Schedule));
    }

    fn reply(self, reply: Option<Reply>) {
        self.asking.set(None);
        let sender = self.answer.try_update_value(Option::take).flatten();
        if let (Some(sender), Some(reply)) = (sender, reply) {
            // Whoever asked may have gone.
            let _ = sender.send(reply);
        }
    }
}

impl Default for Files {
    fn default() -> Self {
        Self::new()
    }
}

impl Session {
    /// Reads files and shows them together.
    pub fn open_files(self, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        let files = files.into_iter().map(|file| Held { file, order: None, anew: None, has_states: false });
        self.read_files(Batch { files: files.collect(), presets: None });
    }

    /// Reads the same files anew, in the zone that is chosen now.
    pub fn read_files_again(self) {
        self.read_files(self.files.held.get_value());
    }

    /// Reads the same files anew, the dates of one of them in this order.
    pub fn choose_date_order(self, file: usize, order: DateOrder) {
        let mut batch = self.files.held.get_value();
        if let Some(held) = batch.files.get_mut(file) {
            held.order = Some(order);
        }
        self.read_files(batch);
    }

    /// Reads the same files anew, and asks about the columns of one of them, beginning with `preset`.
    pub fn choose_columns_again(self, file: usize, preset: Preset) {
        let mut batch = self.files.held.get_value();
        if let Some(held) = batch.files.get_mut(file) {
            held.anew = Some(preset);
        }
        self.read_files(batch);
    }

    /// Reads a file with a schedule anew, as a person says.
    pub fn read_schedule_again(self, name: &str, change: impl FnOnce(&mut HeldPlan)) {
        let held =
            self.schedules.held.with_value(|held| held.iter().find(|plan| plan.file.name() == name).cloned());
        let Some(mut plan) = held else { return };
        change(&mut plan);
        let turn = self.begin_reading();
        self.with_code_of_files(reading::begin_plan(self, plan, turn));
    }

    fn read_files(self, batch: Batch) {
        let turn = self.begin_reading();
        self.files.under_way.set_value(Some(batch.clone()));
        self.with_code_of_files(reading::begin(self, batch, turn));
    }

    fn begin_reading(self) -> u64 {
        self.schedules.say(None);
        // What was read is to be drawn.
        self.expect_answer();
        let before = self.files.under_way.get_value();
        let turn = self.files.stop();
        self.files.interrupted.set_value(before);
        turn
    }

    /// A reading is over: what gave way to it is read now, unless it was replaced.
    fn end_reading(self, turn: u64) {
        if self.files.is_late(turn) {
            return;
        }
        self.files.under_way.set_value(None);
        let before = self.files.interrupted.try_update_value(Option::take).flatten();
        if let Some(batch) = before {
            self.read_files(batch);
        }
    }

    fn with_code_of_files(self, work: impl Future<Output = Result<(), Missing>> + 'static) {
        let code = self.files.code;
        if code.get_untracked() != CodeState::Here {
            code.set(CodeState::Coming);
        }
        spawn_local(async move {
            // Whatever asks for it is a task already.
            sleep(0).await;
            let came = work.await.is_ok();
            code.set(if came { CodeState::Here } else { CodeState::Missing });
        });
    }
}
