//! The bytes of a file → its rows, for programs that write it anew and for whoever opens it. (Pages read groups: they
//! fetch no more.)
//!
//! Of the footer no more is believed than how many rows each group has: groups are to lie one behind the other from the
//! beginning to the footer, each with the check of its bytes.

use std::sync::Arc;

use bytes::Bytes;

use super::detail::Detail;
use super::format::{self, Damaged, Footer, MAGIC};
use super::read::Columns;
use super::row::{Row, expected_ms};
use super::schema::{self, COLUMNS, Column, Form, KEYS, Layout, STATES, VERSION, VERSION_KEY};
use model::record::{AgentId, Durations, RowKey};
use model::state::StateKind;
use model::time::Millis;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredError {
    /// It is no Parquet file, or a damaged one.
    Damaged,
    /// It has other columns, or words that no version of Shiftline writes.
    NotOurs,
}

impl From<Damaged> for StoredError {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

/// Reads a file that [`super::write`] wrote; its figures mostly measure `durations`.
///
/// # Errors
/// When it is damaged or another.
pub fn read(durations: Durations, file: Vec<u8>) -> Result<Vec<Row>, StoredError> {
    let file = Bytes::from(file);
    let footer = Footer::read(&file)?;
    if footer.value(VERSION_KEY) != Some(VERSION) || !are_columns(&footer, STATES) {
        return Err(StoredError::NotOurs);
    }
    let mut rows = Vec::new();
    for (bytes, count) in groups(&file, &footer, STATES)? {
        let group = Group::read(&Columns::of(&bytes, count, STATES)?)?;
        let mut before: Option<(AgentId, Millis)> = None;
        for place in 0..group.rows {
            let row = group.row(place, durations, before.as_ref())?;
            before = Some((row.agent.clone(), row.start));
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Whether anything about a file says that Shiftline wrote it, whole or damaged.
pub fn is_ours(footer: &Footer) -> bool {
    let is_named = footer.created_by.as_deref() == Some(schema::CREATED_BY);
    is_named || KEYS.iter().any(|key| footer.value(key).is_some()) || are_columns(footer, STATES)
}

/// Whether a file has these columns, by their names.
pub fn are_columns(footer: &Footer, layout: Layout) -> bool {
    let names = footer.fields.iter().map(|field| &*field.name);
    names.eq(layout.iter().map(|(name, _)| *name))
}

/// The bytes of each group, and its rows.
///
/// # Errors
/// When they do not lie one behind the other up to the footer.
pub fn groups(file: &Bytes, footer: &Footer, layout: Layout) -> Result<Vec<(Bytes, usize)>, StoredError> {
    let mut at = MAGIC.len();
    let mut group = |group: &format::Group| {
        let mut sizes = group.chunks.iter().map(|chunk| usize::try_from(chunk.bytes).ok());
        let length = sizes.try_fold(schema::tail(layout), |length, size| length.checked_add(size?))?;
        let bytes = at..at.checked_add(length).filter(|to| *to <= footer.at)?;
        at = bytes.end;
        Some((file.slice(bytes), usize::try_from(group.rows).ok()?))
    };
    let groups: Option<Vec<_>> = footer.groups.iter().map(&mut group).collect();
    groups.filter(|_| at == footer.at).ok_or(StoredError::Damaged)
}

/// The columns of a group.
struct Group {
    rows: usize,
    columns: [Values; COLUMNS],
}

/// The values of a column, row by row.
enum Values {
    Texts(Vec<Option<Arc<str>>>),
    Numbers(Vec<Option<i64>>),
    Flags(Vec<bool>),
}

impl Group {
    fn read(columns: &Columns) -> Result<Self, StoredError> {
        let rows = columns.rows();
        let mut all = [const { Values::Flags(Vec::new()) }; COLUMNS];
        for (column, values) in Column::ALL.into_iter().zip(&mut all) {
            let place = column as usize;
            *values = match column.about().1 {
                Form::Text | Form::TextOrNull => Values::Texts(texts(&columns.texts(place, 0..rows)?)?),
                Form::Time | Form::Number | Form::NumberOrNull => {
                    Values::Numbers(columns.numbers(place, 0..rows)?)
                }
                Form::Flag => Values::Flags(columns.flags(place, 0..rows)?),
            };
        }
        Ok(Self { rows, columns: all })
    }

    fn text(&self, column: Column, place: usize) -> Option<Arc<str>> {
        match &self.columns[column as usize] {
            Values::Texts(texts) => texts.get(place)?.clone(),
            Values::Numbers(_) | Values::Flags(_) => None,
        }
    }

    fn number(&self, column: Column, place: usize) -> Option<i64> {
        match &self.columns[column as usize] {
            Values::Numbers(numbers) => *numbers.get(place)?,
            Values::Texts(_) | Values::Flags(_) => None,
        }
    }

    fn flag(&self, column: Column, place: usize) -> bool {
        match &self.columns[column as usize] {
            Values::Flags(flags) => flags.get(place).copied().unwrap_or_default(),
            Values::Texts(_) | Values::Numbers(_) => false,
        }
    }

    fn row(
        &self,
        place: usize,
        durations: Durations,
        before: Option<&(AgentId, Millis)>,
    ) -> Result<Row, StoredError> {
        let text = |column| self.text(column, place);
        let number = |column| self.number(column, place);
        let given = |column| text(column).ok_or(StoredError::NotOurs);
        let time = |column| number(column).map(Millis).ok_or(StoredError::NotOurs);
        let (agent, start, kind) = (given(Column::Agent)?, time(Column::Start)?, given(Column::Kind)?);
        let kind = StateKind::ALL.into_iter().find(|known| known.name() == &*kind);
        let duration_ms = number(Column::Duration);
        let before = before.filter(|(before, _)| *before == agent).map(|(_, start)| *start);
        let reported_ms = if self.flag(Column::Fits, place) {
            expected_ms(durations, (start, duration_ms), before)
        } else {
            number(Column::Reported)
        };
        let (skill, media, rest) = (text(Column::Skill), text(Column::Media), text(Column::Detail));
        let detail = Detail {
            contact: number(Column::Contact),
            skill: skill.as_deref(),
            media: media.as_deref(),
            text: rest.as_deref(),
        };
        let session = number(Column::Session).unwrap_or_default() as u64;
        Ok(Row {
            agent,
            start,
            duration_ms,
            state: given(Column::State)?,
            reason: text(Column::Reason),
            kind: kind.ok_or(StoredError::NotOurs)?,
            reported_ms,
            key: RowKey { session, index: number(Column::Index).and_then(|index| u32::try_from(index).ok()) },
            detail: detail.text().map(Into::into),
            is_derived: self.flag(Column::Derived, place),
            fetched: time(Column::Fetched)?,
        })
    }
}

/// Texts as they are shared: what stands in a dictionary once is here once for each run.
fn texts(values: &[Option<Bytes>]) -> Result<Vec<Option<Arc<str>>>, StoredError> {
    let mut last: Arc<str> = "".into();
    let text = |value: &Option<Bytes>| {
        let Some(value) = value else { return Ok(None) };
        if *value != *last.as_bytes() {
            last = std::str::from_utf8(value).map_err(|_| StoredError::NotOurs)?.into();
        }
        Ok(Some(last.clone()))
    };
    values.iter().map(text).collect()
}
