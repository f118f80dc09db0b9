//! The names of states, as they stand in files → activities.

use crate::dialect::cxone;
use crate::dialect::{Dialect, Seen, read_name};
use model::state::{ActivityId, Catalog, Reading, StateKind};

/// Puts states into a catalogue.
pub struct Names<'a> {
    api: &'static dyn Dialect,
    catalog: &'a mut Catalog,
    seen: Seen,
}

impl<'a> Names<'a> {
    /// Of states that came from this API.
    pub fn new(api: &'static dyn Dialect, catalog: &'a mut Catalog) -> Self {
        Self { api, catalog, seen: Seen::default() }
    }

    /// The activity of a row. What a state means may have been said otherwise for another row.
    pub fn activity(&mut self, code: &str, reason: Option<&str>, kind: StateKind) -> ActivityId {
        let reading = Reading { kind, ..self.reading(code) };
        let known = self.seen.activity(self.catalog, code, reason, |_| reading.clone());
        if self.catalog.kind(known) == kind {
            return known;
        }
        let state = self.catalog.given(code, reading);
        self.catalog.intern_in(state, reason, kind)
    }

    /// How a state reads where it came from.
    fn reading(&self, code: &str) -> Reading {
        if self.api.name() == cxone::CxOne.name() { cxone::reading(code) } else { read_name(code) }
    }
}
