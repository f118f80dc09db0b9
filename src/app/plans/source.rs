//! One place that a schedule came from.

use std::collections::HashSet;
use std::sync::Arc;

use data::files::{DateOrder, Dates};
use data::schedule::PlanRemarks;
use model::schedule::ScheduleBuilder;
use model::time::Span;

/// Where a schedule came from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A file of this name, which a person opened.
    File(String),
    /// Files that the host names.
    Host,
    /// The API.
    Api,
    /// Sample data.
    Sample,
}

/// What came from one file, or from the API.
#[derive(Debug)]
pub struct PlanSource {
    /// Where it came from.
    pub origin: Origin,
    /// Which of several of the same origin: a path.
    pub part: Option<String>,
    /// What is planned.
    pub entries: Arc<ScheduleBuilder>,
    /// Rows that came, those refused included.
    pub rows: usize,
    /// What is odd about them.
    pub remarks: PlanRemarks,
    /// How dates were read, where some could be two.
    pub dates: Option<Dates>,
    /// The zone that times were read in, where some did not say one.
    pub zone: Option<String>,
    /// Whether a person said what its columns hold.
    pub is_chosen: bool,
}

impl PlanSource {
    /// What came, with nothing to be said of it.
    pub fn new(origin: Origin, entries: ScheduleBuilder) -> Self {
        let rows = entries.len();
        let remarks = PlanRemarks::default();
        Self {
            origin,
            part: None,
            entries: entries.into(),
            rows,
            remarks,
            dates: None,
            zone: None,
            is_chosen: false,
        }
    }

    /// The name that places in it are told with.
    pub fn name(&self) -> Option<&str> {
        match &self.origin {
            Origin::File(name) => Some(name),
            _ => self.part.as_deref(),
        }
    }
}

/// What came from one origin, in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Where from.
    pub origin: Origin,
    /// Files, or what else it came in.
    pub parts: usize,
    /// Names that have plans.
    pub agents: usize,
    /// Activities that count.
    pub activities: usize,
    /// Rows that do not.
    pub refused: usize,
    /// From the first beginning to the last end.
    pub reached: Option<Span>,
    /// The order of dates, where nothing proves it or a person chose it.
    pub order: Option<DateOrder>,
    /// The zone that times were read in, where some did not say one.
    pub zone: Option<String>,
    /// Whether a person said what its columns hold.
    pub is_chosen: bool,
}

impl Told {
    pub(super) fn of(origin: Origin, parts: &[&PlanSource]) -> Self {
        let names: HashSet<&str> = parts.iter().flat_map(|part| part.entries.whose()).collect();
        let spans = parts.iter().filter_map(|part| part.entries.reached());
        let doubtful = parts.iter().filter_map(|part| part.dates.filter(|dates| !dates.certain));
        Self {
            origin,
            parts: parts.len(),
            agents: names.len(),
            activities: parts.iter().map(|part| part.entries.len()).sum(),
            refused: parts.iter().map(|part| part.remarks.refused()).sum(),
            reached: spans.reduce(|a, b| Span { start: a.start.min(b.start), end: a.end.max(b.end) }),
            order: doubtful.map(|dates| dates.order).next(),
            zone: parts.iter().find_map(|part| part.zone.clone()),
            is_chosen: parts.iter().any(|part| part.is_chosen),
        }
    }
}
