//! Files instead of an API: the CXone report "Agent State Log", saved pages of either API, and
//! Shiftline's own export. What a file is shows in its first bytes. A file is handed over piece by
//! piece, so that a large one is read without a long pause and never stands in memory as a whole.
//!
//! ```text
//! bytes ─▶ text ─▶ table ─▶ agent_state_log or own ─▶ sink ─▶ Imported
//!            └───▶ json ────────────────────────────────┘
//! ```

pub mod cell;
pub mod export;
pub mod when;

mod agent_state_log;
mod import;
mod json;
mod own;
mod sink;
mod table;
mod text;

use std::collections::BTreeMap;

use super::acw::AcwRule;
use crate::domain::record::{AgentId, Durations, Series};
use crate::domain::time::Span;
use crate::domain::zone::Zone;
use export::About;

pub use import::Import;
pub use table::{guarded, to_csv};
pub use when::DateOrder;

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
}

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// Nothing in it.
    Empty,
    /// A spreadsheet (`.xlsx`) or another archive.
    Spreadsheet,
    /// No text at all.
    NotText,
    /// A table without the columns that are needed.
    UnknownColumns {
        /// The columns of its first row.
        found: Vec<String>,
    },
    /// It begins like JSON but is none.
    NotJson,
    /// JSON that ends in the middle.
    CutOff,
    /// JSON that is no page of an API that Shiftline knows.
    UnknownJson,
    /// Pages of two APIs in one file.
    MixedApis,
}

/// What a file was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The CXone report.
    AgentStateLog,
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
    /// What its duration figures measure.
    pub durations: Durations,
    /// How the dates of a report were read.
    pub dates: Option<Dates>,
    /// Rows read, those that could not be placed included.
    pub rows: usize,
    /// Rows that could not be placed; their numbers are lines of the file.
    pub rejected: usize,
}

impl Imported {
    /// The range that it covers: the one that was exported, or that of its records.
    pub fn window(&self) -> Option<Span> {
        self.about.map(|about| about.window).or(self.reached)
    }
}

/// The range that several files cover together.
pub fn window_of(files: &[Imported]) -> Option<Span> {
    files
        .iter()
        .filter_map(Imported::window)
        .reduce(|a, b| Span { start: a.start.min(b.start), end: a.end.max(b.end) })
}

/// What the duration figures of several files measure. Files that disagree are read like Reporting
/// v2: each state lasts until the next begins.
pub fn durations_of(files: &[Imported]) -> Durations {
    let own = !files.is_empty() && files.iter().all(|file| file.durations == Durations::OfOwnState);
    if own { Durations::OfOwnState } else { Durations::OfPreviousState }
}
