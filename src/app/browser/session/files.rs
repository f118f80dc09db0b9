//! Reports and exports instead of an API. A file is read piece by piece, and never leaves the browser.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::Session;
use crate::app::browser::clock::{now, sleep};
use crate::app::browser::part::part;
use crate::app::browser::timing::measured;
use crate::app::link::Link;
use crate::app::messages::{self, UserMessage};
use crate::data::acw::AcwRule;
use crate::data::dialect::Person;
use crate::data::files::{DateOrder, Import, Imported, Options, durations_of, window_of};
use crate::domain::dataset::{Dataset, DatasetInput};
use crate::domain::state::Catalog;
use crate::domain::time::Span;

/// Bytes read before the page gets its turn: a few milliseconds of work.
const PIECE: f64 = 262_144.0;

/// How far the reading of files is.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The file's name.
    pub name: String,
    /// Share of all bytes that were read, 0 to 1.
    pub share: f64,
    /// Rows so far.
    pub rows: usize,
}

/// The files that were opened. Copied freely.
#[derive(Clone, Copy)]
pub struct Files {
    /// The file being read.
    pub reading: RwSignal<Option<Reading>>,
    /// What each file turned out to be, or why it cannot be used.
    pub told: RwSignal<Vec<UserMessage>>,
    /// The order of dates that a person chose.
    pub date_order: RwSignal<Option<DateOrder>>,
    /// Whether the order of dates is a guess, or was chosen, so that it should be asked for.
    pub asks_order: RwSignal<bool>,
    /// The zone that the reports were read in.
    pub zone: RwSignal<String>,
    /// Whether a report's times depend on the zone.
    pub asks_zone: RwSignal<bool>,
    held: StoredValue<Vec<File>, LocalStorage>,
}

impl Files {
    /// None.
    pub fn new() -> Self {
        Self {
            reading: RwSignal::new(None),
            told: RwSignal::new(Vec::new()),
            date_order: RwSignal::new(None),
            asks_order: RwSignal::new(false),
            zone: RwSignal::new(String::new()),
            asks_zone: RwSignal::new(false),
            held: StoredValue::new_local(Vec::new()),
        }
    }

    /// Forgets them.
    pub(super) fn clear(self) {
        self.reading.set(None);
        self.told.set(Vec::new());
        self.asks_order.set(false);
        self.asks_zone.set(false);
        self.held.set_value(Vec::new());
    }
}

impl Default for Files {
    fn default() -> Self {
        Self::new()
    }
}

/// One file, and what came of it.
type Outcome = Result<Imported, UserMessage>;

part! { files:
    fn read_files(session: Session) -> () {
        session.begin_files();
    }
}

impl Session {
    /// Reads files and shows them together.
    pub fn open_files(self, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        self.leave();
        self.files.clear();
        self.files.date_order.set(None);
        self.files.held.set_value(files);
        self.read_files_again();
    }

    /// Reads the same files anew: in the zone and with the order of dates that are chosen now.
    pub fn read_files_again(self) {
        self.with_code(read_files(self));
    }

    fn begin_files(self) {
        let files = self.files.held.get_value();
        let begun = self.begun.try_update_value(|begun| {
            *begun += 1;
            *begun
        });
        spawn_local(async move {
            let total: f64 = files.iter().map(|file| file.size()).sum::<f64>().max(1.0);
            let (mut catalog, mut read) = (Catalog::default(), 0.0);
            let mut outcomes = Vec::new();
            for file in &files {
                let outcome = self.read(file, &mut catalog, (read, total)).await;
                if self.begun.try_get_value() != begun {
                    return;
                }
                read += file.size();
                outcomes.push((file.name(), outcome));
            }
            self.files.reading.set(None);
            self.show_files(outcomes, catalog);
        });
    }

    fn options(self, file: &File) -> Options {
        let stem = file.name();
        let stem = stem.rsplit_once('.').map_or(stem.as_str(), |(stem, _)| stem);
        Options {
            zone: self.shown.zone.get_untracked(),
            date_order: self.files.date_order.get_untracked(),
            acw: AcwRule::default(),
            agent: Some(stem.into()),
        }
    }

    async fn read(self, file: &File, catalog: &mut Catalog, (before, total): (f64, f64)) -> Outcome {
        let name = file.name();
        let unusable = |error| messages::file_error(&name, &error);
        let mut import = Import::new(self.options(file));
        let mut at = 0.0;
        while at < file.size() {
            let end = (at + PIECE).min(file.size());
            let piece = file.slice_with_f64_and_f64(at, end).map_err(|_| messages::file_gone(&name))?;
            let buffer =
                JsFuture::from(piece.array_buffer()).await.map_err(|_| messages::file_gone(&name))?;
            let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
            measured("shiftline:decode", || import.feed(&bytes, catalog)).map_err(unusable)?;
            at = end;
            let share = (before + at) / total;
            self.files.reading.set(Some(Reading { name: name.clone(), share, rows: import.rows() }));
            // Reading a piece is no turn for the page: waiting is.
            sleep(0).await;
        }
        import.finish(catalog).map_err(unusable)
    }

    fn show_files(self, outcomes: Vec<(String, Outcome)>, catalog: Catalog) {
        let mut told = Vec::new();
        let mut usable = Vec::new();
        for (name, outcome) in outcomes {
            match outcome {
                Ok(imported) => {
                    told.push(messages::imported(&name, &imported));
                    usable.push(imported);
                }
                Err(message) => told.push(message),
            }
        }
        self.files.told.set(told);
        let chosen = self.files.date_order.get_untracked().is_some();
        self.files.asks_order.set(chosen || usable.iter().any(|f| f.dates.is_some_and(|d| !d.certain)));
        self.files.asks_zone.set(usable.iter().any(|file| file.dates.is_some()));
        self.files.zone.set(self.shown.zone.with_untracked(|zone| zone.name().to_owned()));
        if let Some(window) = window_of(&usable) {
            self.show_imported(&usable, catalog, window);
        }
    }

    fn show_imported(self, files: &[Imported], catalog: Catalog, window: Span) {
        let names = files.iter().flat_map(|file| &file.names);
        let people = names.map(|(id, name)| Person {
            id: id.clone(),
            name: name.clone(),
            team: None,
            team_name: None,
        });
        self.shown.people.set(crate::app::browser::companions::directory(people.collect()));
        let series: Vec<_> = files.iter().flat_map(|file| file.series.clone()).collect();
        let data = measured("shiftline:build", || {
            Dataset::build(DatasetInput {
                series: &series,
                catalog,
                durations: durations_of(files),
                window,
                now: now(),
            })
        });
        self.opening.set_value(Some(Link::default()));
        self.show_data(data);
    }
}
