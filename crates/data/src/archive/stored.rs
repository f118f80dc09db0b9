//! The bytes of a file → its rows, for programs that write it anew and for whoever opens it. (Pages read groups: they
//! fetch no more.)
//!
//! Of the footer no more is believed than how many rows each group has: groups are to lie one behind the other from the
//! beginning to the footer, each with the check of its bytes.

use std::sync::Arc;

use bytes::Bytes;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::{FileMetaData, ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::detail::Detail;
use super::read::{Columns, Damaged};
use super::row::{Row, expected_ms};
use super::schema::{self, COLUMNS, Column, Form, KEYS, Layout, MAGIC, STATES, VERSION, VERSION_KEY};
use model::record::{AgentId, Durations, RowKey};
use model::state::StateKind;
use model::time::Millis;

/// Why a file cannot be read.
#[derive(Debug)]
pub enum StoredError {
    /// It is no Parquet file, or a damaged one.
    Parquet(ParquetError),
    /// Its groups are not those that were written.
    Damaged,
    /// It has other columns, or words that no version of Shiftline writes.
    NotOurs,
}

impl From<ParquetError> for StoredError {
    fn from(error: ParquetError) -> Self {
        Self::Parquet(error)
    }
}

impl From<Damaged> for StoredError {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

/// Bytes behind a footer: its length, and the mark of the format.
const END: usize = 4 + MAGIC.len();

/// Reads a file that [`super::write`] wrote; its figures mostly measure `durations`.
///
/// # Errors
/// When it is damaged or another.
pub fn read(durations: Durations, file: Vec<u8>) -> Result<Vec<Row>, StoredError> {
    let file = Bytes::from(file);
    let reader = SerializedFileReader::new(file.clone())?;
    let about = reader.metadata().file_metadata();
    if value(about, VERSION_KEY) != Some(VERSION) || !has_columns(about) {
        return Err(StoredError::NotOurs);
    }
    let mut rows = Vec::new();
    for (bytes, count) in groups(&file, reader.metadata(), STATES)? {
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
pub fn is_ours(about: &FileMetaData) -> bool {
    let is_named = about.created_by() == Some(schema::CREATED_BY);
    is_named || KEYS.iter().any(|key| value(about, key).is_some()) || has_columns(about)
}

fn has_columns(about: &FileMetaData) -> bool {
    are_columns(about, STATES)
}

/// Whether a file has these columns, by their names.
pub fn are_columns(about: &FileMetaData, layout: Layout) -> bool {
    let names = about.schema_descr().columns().iter().map(|column| column.name());
    names.eq(layout.iter().map(|(name, _)| *name))
}

/// What the footer says under a key.
pub fn value<'a>(about: &'a FileMetaData, key: &str) -> Option<&'a str> {
    let pair = about.key_value_metadata()?.iter().find(|pair| pair.key == key)?;
    pair.value.as_deref()
}

/// The bytes of each group, and its rows.
///
/// # Errors
/// When they do not lie one behind the other up to the footer.
pub fn groups(
    file: &Bytes,
    about: &ParquetMetaData,
    layout: Layout,
) -> Result<Vec<(Bytes, usize)>, StoredError> {
    let (_, length) = file[..file.len() - MAGIC.len()].split_last_chunk::<4>().ok_or(StoredError::Damaged)?;
    let footer = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| StoredError::Damaged)?;
    let end = file.len().checked_sub(END + footer).ok_or(StoredError::Damaged)?;
    let mut at = MAGIC.len();
    let mut group = |group: &RowGroupMetaData| {
        let mut sizes = group.columns().iter().map(|column| usize::try_from(column.compressed_size()).ok());
        let length = sizes.try_fold(schema::tail(layout), |length, size| length.checked_add(size?))?;
        let bytes = at..at.checked_add(length).filter(|to| *to <= end)?;
        at = bytes.end;
        Some((file.slice(bytes), usize::try_from(group.num_rows()).ok()?))
    };
    let groups: Option<Vec<_>> = about.row_groups().iter().map(&mut group).collect();
    groups.filter(|_| at == end).ok_or(StoredError::Damaged)
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
fn texts(values: &[Option<ByteArray>]) -> Result<Vec<Option<Arc<str>>>, StoredError> {
    let mut last: Arc<str> = "".into();
    let text = |value: &Option<ByteArray>| {
        let Some(value) = value else { return Ok(None) };
        if value.data() != last.as_bytes() {
            last = value.as_utf8().map_err(|_| StoredError::NotOurs)?.into();
        }
        Ok(Some(last.clone()))
    };
    values.iter().map(text).collect()
}
