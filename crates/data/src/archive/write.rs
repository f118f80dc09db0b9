//! Rows of a day → the bytes of a file.

mod buffer;
mod groups;

use chrono::NaiveDate;
use parquet::errors::ParquetError;

use super::detail::Detail;
use super::manifest::{Cut, File, Group};
use super::row::{Row, expected_ms};
use super::schema::{self, COLUMNS, Column, GROUP_ROWS, STATES};
use crate::dialect::Dialect;
pub use buffer::Buffer;
pub use groups::Groups;
use model::record::{AgentId, Durations};
use model::time::Millis;

/// Why rows could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// They do not come by agent and time.
    NotInOrder,
    /// The writer's words.
    Parquet(ParquetError),
}

impl From<ParquetError> for WriteError {
    fn from(error: ParquetError) -> Self {
        Self::Parquet(error)
    }
}

/// A file, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Number of rows.
    pub rows: u64,
    /// Its groups.
    pub groups: Vec<Group>,
}

impl Written {
    /// The file as a manifest has it; `hash` is the SHA-256 of the bytes, in small hexadecimal digits.
    pub fn file(&self, day: NaiveDate, hash: String) -> File {
        let (bytes, groups) = (self.bytes.len() as u64, self.groups.clone());
        File { day, bytes, rows: self.rows, hash, groups, cut: Cut::Agents }
    }
}

/// Writes the rows of a day, which come by agent and time. Takes time in proportion to the rows.
///
/// # Errors
/// When they come in another order.
pub fn write(dialect: &dyn Dialect, rows: impl IntoIterator<Item = Row>) -> Result<Written, WriteError> {
    let about = [(schema::DIALECT_KEY, dialect.name()), (schema::TIMES_KEY, schema::TIMES)];
    let mut writer = Writer::new(dialect.durations(), &about)?;
    for row in rows {
        writer.push(row)?;
    }
    writer.finish()
}

/// Takes rows one by one.
pub struct Writer {
    file: Groups,
    durations: Durations,
    /// The rows of an agent that is not over yet.
    agent: Vec<Row>,
    /// Whether groups before these rows are full of the same agent.
    goes_on: bool,
    /// The group that is open, column by column.
    buffers: [Buffer; COLUMNS],
    /// Rows in it.
    open: u64,
    /// No agent before this one is in it.
    first: Option<AgentId>,
    /// The last row that is in a group.
    last: Option<(AgentId, Millis)>,
    rows: u64,
    groups: Vec<Group>,
}

impl Writer {
    /// A file without rows, whose figures mostly measure `durations`; `about`: what the footer says, by its keys.
    ///
    /// # Errors
    /// Never: it is written to memory.
    pub fn new(durations: Durations, about: &[(&str, &str)]) -> Result<Self, WriteError> {
        let file = Groups::new(STATES, &[Column::Agent as i32, Column::Start as i32], about)?;
        Ok(Self {
            file,
            durations,
            agent: Vec::new(),
            goes_on: false,
            buffers: Column::ALL.map(|column| Buffer::new(column.about().1)),
            open: 0,
            first: None,
            last: None,
            rows: 0,
            groups: Vec::new(),
        })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When it comes before the row before it.
    pub fn push(&mut self, row: Row) -> Result<(), WriteError> {
        let held = self.agent.last().map(Row::order);
        let before = held.or(self.last.as_ref().map(|(agent, start)| (&**agent, *start)));
        if before.is_some_and(|before| before > row.order()) {
            return Err(WriteError::NotInOrder);
        }
        if before.is_some_and(|(agent, _)| *agent != *row.agent) {
            self.end_agent()?;
        }
        self.agent.push(row);
        if self.agent.len() as u64 == GROUP_ROWS { self.fill_group() } else { Ok(()) }
    }

    /// Puts an agent's last rows into the open group, or into the next where they do not fit.
    fn end_agent(&mut self) -> Result<(), WriteError> {
        if self.open + self.agent.len() as u64 > GROUP_ROWS {
            self.close_group()?;
        }
        let (before, border) = (self.last.as_ref().map(|(agent, _)| &**agent), self.agent.first());
        if self.open == 0 && !self.goes_on {
            self.first = border.map(|row| between(before.unwrap_or_default(), &row.agent));
        }
        self.take_agent();
        // Nobody else is in the groups of one who has several.
        if std::mem::take(&mut self.goes_on) { self.close_group() } else { Ok(()) }
    }

    /// A group of one agent alone, who has as many rows as it takes.
    fn fill_group(&mut self) -> Result<(), WriteError> {
        self.close_group()?;
        self.take_agent();
        self.close_group()?;
        self.goes_on = true;
        Ok(())
    }

    fn take_agent(&mut self) {
        let rows = std::mem::take(&mut self.agent);
        let mut before = None;
        for row in &rows {
            self.buffer(row, before);
            before = Some(row.start);
        }
        self.open += rows.len() as u64;
        if let Some(row) = rows.last() {
            self.first.get_or_insert_with(|| row.agent.clone());
            self.last = Some((row.agent.clone(), row.start));
        }
    }

    fn buffer(&mut self, row: &Row, before: Option<Millis>) {
        let expected = expected_ms(self.durations, (row.start, row.duration_ms), before);
        let fits = row.reported_ms.is_some() && row.reported_ms == expected;
        let detail = row.detail.as_deref().map(Detail::of).unwrap_or_default();
        for (column, buffer) in Column::ALL.into_iter().zip(&mut self.buffers) {
            match column {
                Column::Agent => buffer.text(Some(&row.agent)),
                Column::Start => buffer.number(Some(row.start.0)),
                Column::Duration => buffer.number(row.duration_ms),
                Column::State => buffer.text(Some(&row.state)),
                Column::Reason => buffer.text(row.reason.as_deref()),
                Column::Kind => buffer.text(Some(row.kind.name())),
                Column::Fits => buffer.flag(fits),
                Column::Reported => buffer.number(row.reported_ms.filter(|_| !fits)),
                // Numbers beyond the half of what fits come out as they went in.
                Column::Session => buffer.number(Some(row.key.session as i64).filter(|id| *id != 0)),
                Column::Index => buffer.number(row.key.index.map(i64::from)),
                Column::Contact => buffer.number(detail.contact),
                Column::Skill => buffer.text(detail.skill),
                Column::Media => buffer.text(detail.media),
                Column::Detail => buffer.text(detail.text),
                Column::Derived => buffer.flag(row.is_derived),
                Column::Fetched => buffer.number(Some(row.fetched.0)),
            }
        }
    }

    fn close_group(&mut self) -> Result<(), WriteError> {
        let Some(agent) = self.first.take().filter(|_| self.open > 0) else { return Ok(()) };
        let (at, bytes) = self.file.group(&mut self.buffers)?;
        let rows = std::mem::take(&mut self.open);
        self.rows += rows;
        self.groups.push(Group { at, bytes, rows, agent });
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// Never: it is written to memory.
    pub fn finish(mut self) -> Result<Written, WriteError> {
        self.end_agent()?;
        self.close_group()?;
        let bytes = self.file.finish()?;
        Ok(Written { bytes, rows: self.rows, groups: self.groups })
    }
}

/// The shortest text that comes after one id and not after the next: manifests are made of them.
fn between(before: &str, next: &str) -> AgentId {
    let ends = next.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let shortest = ends.map(|end| &next[..end]).find(|start| *start > before);
    shortest.unwrap_or(next).into()
}
