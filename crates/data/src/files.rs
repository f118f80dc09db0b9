//! Files instead of an API: reports of agent states (CXone's "Agent State Log" and tables whose columns a
//! person names; as text, XML or JSON), saved pages of either API, and Shiftline's own export. What a file is shows in its first
//! bytes. A file is handed over piece by piece, so that a large one is read without a long pause.
//!
//! ```text
//! bytes ─▶ text ─▶ rows ─▶ table ─▶ report or own ─▶ sink ─▶ together ─▶ Imported
//!            ├───▶ xml ──────┘                        │
//!            ├───▶ workbook ─▶ rows                   │
//!            ├───▶ job ─▶ bytes again                 │
//!            ├───▶ objects ──▶ table                  │
//!            └───▶ json ──────────────────────────────┘
//! ```
//! Files that are dropped together are read one by one, and settled together: those with one header are
//! parts of one report.

pub mod breaches;
pub mod cell;
pub mod columns;
pub mod exceptions;
pub mod export;
pub mod extract;
pub mod summary;
pub mod turns;
pub mod when;

mod found;
mod import;
mod job;
pub(crate) mod json;
mod objects;
pub(crate) mod outline;
mod own;
mod report;
pub(crate) mod rows;
pub(crate) mod sample;
mod sink;
mod table;
pub(crate) mod text;
mod together;
mod workbook;
mod wrapped;
mod write;
pub(crate) mod xml;

use std::collections::BTreeMap;

use super::acw::AcwRule;
use export::About;
use model::bare;
use model::dataset::{Building, Dataset, DatasetInput};
use model::findings::Losses;
use model::page::Series;
use model::record::AgentId;
use model::state::Catalog;
use model::time::{Millis, SECOND, Span};
use model::zone::Zone;

use columns::Preset;

pub use import::{Import, MAX_WHOLE};
pub use rows::MAX_ROW;
pub use text::whole as text_of;
pub use together::{Read, settle_in_turns, settle_together};
pub use when::DateOrder;
pub(crate) use write::unguarded;
pub use write::{guarded, to_csv};

/// What a file does not say about itself.
#[derive(Clone, Debug)]
pub struct Options {
    /// The report's time zone.
    pub zone: Zone,
    /// The order of its dates; `None`: as the dates prove, or month first.
    pub date_order: Option<DateOrder>,
    /// Which unavailable codes are after-call work.
    pub acw: AcwRule,
    /// The agent, for files that name none.
    pub agent: Option<AgentId>,
    /// What tables hold whose columns do not tell it.
    pub presets: Vec<Chosen>,
}

/// What a person chose for tables with one header.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The choice.
    pub preset: Preset,
    /// The zone that it names; `None` when it names none, or one that is not known.
    pub zone: Option<Zone>,
}

impl Options {
    /// For a report whose times are in this zone, and nothing else is known.
    pub fn new(zone: Zone) -> Self {
        Self { zone, date_order: None, acw: AcwRule::default(), agent: None, presets: Vec::new() }
    }
}

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// Nothing in it.
    Empty,
    /// A spreadsheet (`.xlsx`) or another archive.
    Spreadsheet,
    /// Packed with gzip.
    Packed,
    /// No text at all.
    NotText,
    /// A web page: an error or sign-in page, or a table saved as one.
    WebPage,
    /// XML that cannot be read.
    NotXml,
    /// A table whose columns are not known: a person may say what they hold.
    UnknownColumns {
        /// The names of its columns.
        found: Vec<String>,
        /// Its first rows: some to show, and others for the states that they have.
        rows: Vec<Vec<String>>,
    },
    /// It begins like JSON but is none.
    NotJson,
    /// JSON that ends in the middle.
    CutOff,
    /// JSON that is neither a page of an API that Shiftline knows nor a table.
    UnknownJson,
    /// Pages of two APIs in one file.
    MixedApis,
    /// JSON, XML or Parquet, which is read as a whole, of more than [`MAX_WHOLE`].
    TooLarge,
    /// A Parquet file that cannot be read.
    DamagedParquet,
    /// A Parquet file that is packed in a way that is not known here.
    PackedParquet,
    /// A row of more than [`MAX_ROW`].
    LongRow {
        /// Line of the file that it begins on, from 1.
        line: usize,
    },
}

/// What a file was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The CXone report.
    AgentStateLog,
    /// A table whose columns a person or a preset named.
    Chosen,
    /// Shiftline's own export.
    Shiftline,
    /// Saved pages of the API of this name.
    Pages(&'static str),
}

/// How the dates of a report were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// In this order.
    pub order: DateOrder,
    /// Whether the dates prove it or a person chose it; otherwise it should be asked.
    pub certain: bool,
}

/// What a file held.
#[derive(Clone, Debug)]
pub struct Imported {
    /// What it is.
    pub kind: FileKind,
    /// Its records, and what it says is missing.
    pub series: Vec<Series>,
    /// The agents' names.
    pub names: BTreeMap<AgentId, String>,
    /// From the first record to the end of the last; `None` without records.
    pub reached: Option<Span>,
    /// What Shiftline's own export says about itself.
    pub about: Option<About>,
    /// How the dates of a report were read.
    pub dates: Option<Dates>,
    /// What a person or a preset said of its columns.
    pub preset: Option<Preset>,
    /// Rows read, those that could not be placed included.
    pub rows: usize,
    /// Rows that could not be placed.
    pub rejected: usize,
    /// Whether its rows are told by lines of the file, and not by their numbers.
    pub has_lines: bool,
}

impl Imported {
    /// The range that it covers: the one that was exported, or that of its records. It is never empty: a
    /// single row of unknown length has a second to stand in.
    pub fn window(&self) -> Option<Span> {
        self.covers().map(with_room)
    }

    fn covers(&self) -> Option<Span> {
        self.about.map(|about| about.window).or(self.reached)
    }

    /// What of it is not in the timeline, and what was said of the rest.
    pub fn losses(&self) -> Losses {
        Losses::of(&self.series)
    }

    /// Both of two reports that came in one file.
    #[must_use]
    fn with(mut self, other: Self) -> Self {
        self.series.extend(other.series);
        for (agent, name) in other.names {
            self.names.entry(agent).or_insert(name);
        }
        let both = |a: Span, b: Span| Span { start: a.start.min(b.start), end: a.end.max(b.end) };
        self.reached = self.reached.into_iter().chain(other.reached).reduce(both);
        self.dates = match (self.dates, other.dates) {
            (Some(a), Some(b)) if a.certain => Some(b),
            (a, b) => a.or(b),
        };
        self.rows += other.rows;
        self.rejected += other.rejected;
        self
    }
}

/// Everything that files held, together. The range is empty when none held a record. Of exports nothing
/// is known after they were made.
pub fn dataset(files: &[Imported], catalog: Catalog, now: Millis) -> Dataset {
    let together = Together::of(files, now);
    let mut building = together.building(catalog);
    while building.step() {}
    building.finish()
}

/// What a data set of several files is built from.
pub struct Together {
    series: Vec<Series>,
    window: Span,
    now: Millis,
}

impl Together {
    /// What these files held; `now` is the present time.
    pub fn of(files: &[Imported], now: Millis) -> Self {
        let series: Vec<Series> = files.iter().flat_map(|file| file.series.clone()).collect();
        let made = files.iter().filter_map(|file| Some(file.about?.now)).max();
        Self {
            series: bare::settled(&series).unwrap_or(series),
            window: window_of(files).unwrap_or_default(),
            now: made.map_or(now, |made| made.min(now)),
        }
    }

    /// The same data set as [`dataset`] gives, for callers who do other things between.
    pub fn building(&self, catalog: Catalog) -> Building<'_> {
        Building::new(DatasetInput { series: &self.series, catalog, window: self.window, now: self.now })
    }
}

/// The range that several files cover together.
pub fn window_of(files: &[Imported]) -> Option<Span> {
    let all = files.iter().filter_map(Imported::covers);
    all.reduce(|a, b| Span { start: a.start.min(b.start), end: a.end.max(b.end) }).map(with_room)
}

fn with_room(span: Span) -> Span {
    Span { end: span.end.max(span.start + SECOND), ..span }
}
