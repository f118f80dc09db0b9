//! Groups of rows → a page, like one of an API. A group's bytes are enough: the lengths of its columns stand at their
//! end, and what the columns hold is known.

mod column;
mod names;

use std::collections::HashSet;
use std::sync::Arc;

use bytes::Bytes;

use super::detail::Detail;
use super::format::Damaged;
use super::row::expected_ms;
use super::schema::{Column, STATES};
use crate::dialect::Dialect;
pub use column::Columns;
use model::page::{Page, PageBuilder};
use model::record::{AgentId, Durations, Record, RowKey};
use model::state::{Catalog, StateKind};
use model::time::{Millis, Span};
pub use names::Names;

/// Whose rows are taken, and of which time.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// `None`: everyone's.
    pub agents: Option<HashSet<AgentId>>,
    /// When they began.
    pub reach: Span,
    /// The range asked for: where rows do not say how long they last, of those before it only an agent's last one
    /// is taken.
    pub range: Span,
}

impl Wanted {
    fn has(&self, agent: &str) -> bool {
        self.agents.as_ref().is_none_or(|agents| agents.contains(agent))
    }
}

/// Takes the rows of groups, one after the other.
pub struct Reader<'a> {
    api: &'static dyn Dialect,
    wanted: &'a Wanted,
    names: Names<'a>,
    page: PageBuilder,
}

impl<'a> Reader<'a> {
    /// For rows that came from this API.
    pub fn new(api: &'static dyn Dialect, wanted: &'a Wanted, catalog: &'a mut Catalog) -> Self {
        Self { api, wanted, names: Names::new(api, catalog), page: PageBuilder::new() }
    }

    /// What was read.
    pub fn finish(self) -> Page {
        self.page.finish_settled()
    }

    /// Reads a group of so many rows.
    ///
    /// # Errors
    /// When its bytes are not those of such a group.
    pub fn group(&mut self, bytes: &Bytes, rows: usize) -> Result<(), Damaged> {
        let columns = Columns::of(bytes, rows, STATES)?;
        let agents = columns.texts(Column::Agent as usize, 0..rows)?;
        let has = |agent: &Bytes| std::str::from_utf8(agent).is_ok_and(|agent| self.wanted.has(agent));
        let is_wanted = |row: &usize| agents[*row].as_ref().is_some_and(has);
        let Some(first) = (0..rows).find(is_wanted) else { return Ok(()) };
        let end = (first..rows).rev().find(is_wanted).map_or(rows, |last| last + 1);
        let cells = Cells::read(&columns, agents, first..end)?;
        let durations = self.api.durations();
        let (mut before, mut carried) = (None::<usize>, None);
        for row in 0..end - first {
            let agent = cells.agent(row)?;
            let is_first = before.is_none_or(|before| cells.agents[before] != cells.agents[row]);
            let start = cells.start(row)?;
            let follows = before.filter(|_| !is_first).map(|before| cells.start(before)).transpose()?;
            before = Some(row);
            if is_first {
                self.push(carried.take());
            }
            if !self.wanted.has(agent) || !self.wanted.reach.contains(start) || cells.is(&cells.derived, row)
            {
                continue;
            }
            let expected = || expected_ms(durations, (start, cells.number(&cells.duration, row)), follows);
            let fits = cells.is(&cells.fits, row);
            let reported = if fits { expected() } else { cells.number(&cells.reported, row) };
            let record = self.record(&cells, row, start, reported)?;
            let place = self.page.number_of(agent);
            let is_early = start < self.wanted.range.start && durations == Durations::OfPreviousState;
            if is_early {
                carried = Some((place, record));
            } else {
                self.push(carried.take());
                self.page.push_at(place, record);
            }
        }
        self.push(carried);
        Ok(())
    }

    fn push(&mut self, record: Option<(usize, Record)>) {
        if let Some((place, record)) = record {
            self.page.push_at(place, record);
        }
    }

    fn record(
        &mut self,
        cells: &Cells,
        row: usize,
        start: Millis,
        reported: Option<i64>,
    ) -> Result<Record, Damaged> {
        let code = cells.text(&cells.state, row).ok_or(Damaged)?;
        let kind = cells.text(&cells.kind, row).ok_or(Damaged)?;
        let kind = StateKind::ALL.into_iter().find(|known| known.name() == kind).ok_or(Damaged)?;
        let activity = self.names.activity(code, cells.text(&cells.reason, row), kind);
        let detail = Detail {
            contact: cells.number(&cells.contact, row),
            skill: cells.text(&cells.skill, row),
            media: cells.text(&cells.media, row),
            text: cells.text(&cells.detail, row),
        };
        // Numbers beyond the half of what fits come out as they went in.
        let session = cells.number(&cells.session, row).map_or(0, |id| id as u64);
        let index = cells.number(&cells.index, row).and_then(|index| u32::try_from(index).ok());
        let key = RowKey { session, index };
        let detail = detail.text().map(Arc::from);
        Ok(Record { key, detail, ..Record::new(start, activity, reported) })
    }
}

/// The cells of some rows.
struct Cells {
    agents: Vec<Option<Bytes>>,
    start: Vec<Option<i64>>,
    duration: Vec<Option<i64>>,
    state: Vec<Option<Bytes>>,
    reason: Vec<Option<Bytes>>,
    kind: Vec<Option<Bytes>>,
    fits: Vec<bool>,
    reported: Vec<Option<i64>>,
    session: Vec<Option<i64>>,
    index: Vec<Option<i64>>,
    contact: Vec<Option<i64>>,
    skill: Vec<Option<Bytes>>,
    media: Vec<Option<Bytes>>,
    detail: Vec<Option<Bytes>>,
    derived: Vec<bool>,
}

impl Cells {
    fn read(
        columns: &Columns,
        mut agents: Vec<Option<Bytes>>,
        rows: std::ops::Range<usize>,
    ) -> Result<Self, Damaged> {
        agents.truncate(rows.end);
        let numbers = |column: Column| columns.numbers(column as usize, rows.clone());
        let texts = |column: Column| columns.texts(column as usize, rows.clone());
        let flags = |column: Column| columns.flags(column as usize, rows.clone());
        Ok(Self {
            agents: agents.split_off(rows.start),
            start: numbers(Column::Start)?,
            duration: numbers(Column::Duration)?,
            state: texts(Column::State)?,
            reason: texts(Column::Reason)?,
            kind: texts(Column::Kind)?,
            fits: flags(Column::Fits)?,
            reported: numbers(Column::Reported)?,
            session: numbers(Column::Session)?,
            index: numbers(Column::Index)?,
            contact: numbers(Column::Contact)?,
            skill: texts(Column::Skill)?,
            media: texts(Column::Media)?,
            detail: texts(Column::Detail)?,
            derived: flags(Column::Derived)?,
        })
    }

    fn agent(&self, row: usize) -> Result<&str, Damaged> {
        self.text(&self.agents, row).ok_or(Damaged)
    }

    fn start(&self, row: usize) -> Result<Millis, Damaged> {
        self.number(&self.start, row).map(Millis).ok_or(Damaged)
    }

    #[allow(clippy::unused_self, reason = "beside the others")]
    fn text<'t>(&self, column: &'t [Option<Bytes>], row: usize) -> Option<&'t str> {
        std::str::from_utf8(column.get(row)?.as_ref()?).ok()
    }

    #[allow(clippy::unused_self, reason = "beside the others")]
    fn number(&self, column: &[Option<i64>], row: usize) -> Option<i64> {
        column.get(row).copied().flatten()
    }

    #[allow(clippy::unused_self, reason = "beside the others")]
    fn is(&self, column: &[bool], row: usize) -> bool {
        column.get(row).copied().unwrap_or_default()
    }
}
