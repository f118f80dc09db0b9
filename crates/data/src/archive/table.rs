//! A Parquet file → the text of a table, which is opened as any file is: one of an archive, and an export, as
//! an export of Shiftline's, others by what a person says of their columns.

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::{FileMetaData, ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use super::exported::Exported;
use super::row::Row;
use super::schema::{DIALECT_KEY, EXPORT_CHECK_KEY, EXPORT_KEY, MAGIC};
use super::sound::is_sound;
use super::stored::{self, is_ours};
use crate::dialect::cxone::{self, CxOne};
use crate::dialect::{self, Dialect, read_name};
use crate::files::export::{About, FIRST, REST};
use crate::files::to_csv;
use model::time::{DAY, Millis, Span};

/// Why there is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableError {
    /// It is no Parquet file, or a damaged one.
    Damaged,
    /// It is packed by other means than snappy.
    Packed,
}

impl From<ParquetError> for TableError {
    fn from(_: ParquetError) -> Self {
        Self::Damaged
    }
}

/// Whether a file that begins like this is one.
pub fn is_parquet(head: &[u8]) -> bool {
    head.starts_with(MAGIC)
}

/// The text of a file's table, as CSV.
///
/// # Errors
/// When it cannot be read.
pub fn table(file: Vec<u8>) -> Result<Vec<u8>, TableError> {
    let file = Bytes::from(file);
    let reader = SerializedFileReader::new(file.clone())?;
    if is_packed(reader.metadata()) {
        return Err(TableError::Packed);
    }
    if !is_ours(reader.metadata().file_metadata()) {
        return if is_sound(&reader, file.len() as u64)? {
            foreign(&reader)
        } else {
            Err(TableError::Damaged)
        };
    }
    let about = reader.metadata().file_metadata();
    if [EXPORT_KEY, EXPORT_CHECK_KEY].iter().any(|key| stored::value(about, key).is_some()) {
        return export(about, file.to_vec()).ok_or(TableError::Damaged);
    }
    let api = stored::value(about, DIALECT_KEY).and_then(dialect::by_name).ok_or(TableError::Damaged)?;
    let rows = stored::read(api.durations(), file.to_vec()).map_err(|_| TableError::Damaged)?;
    Ok(day(api, &rows))
}

fn is_packed(metadata: &ParquetMetaData) -> bool {
    let columns = metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
    let is_known = |packed: Compression| matches!(packed, Compression::UNCOMPRESSED | Compression::SNAPPY);
    columns.into_iter().any(|column| !is_known(column.compression()))
}

/// What a row of an export has beside what stands in the row.
#[derive(Clone, Copy)]
struct Beside<'a> {
    name: &'a str,
    label: &'a str,
    measures: &'a str,
    /// When it ends, where nothing else says it.
    until: Millis,
}

fn csv(head: String, rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let header = FIRST.into_iter().chain(REST).map(str::to_owned).chain([head]);
    to_csv([header.collect()].into_iter().chain(rows))
}

fn cells(row: &Row, beside: Beside) -> Vec<String> {
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let text = |text: &Option<std::sync::Arc<str>>| text.as_deref().unwrap_or_default().to_owned();
    let length = row.duration_ms.unwrap_or_else(|| beside.until.0.saturating_sub(row.start.0));
    vec![
        row.agent.to_string(),
        beside.name.to_owned(),
        row.start.0.to_string(),
        row.start.0.saturating_add(length).to_string(),
        row.state.to_string(),
        beside.label.to_owned(),
        row.kind.name().to_owned(),
        text(&row.reason),
        length.to_string(),
        number(row.reported_ms),
        if row.key.session == 0 { String::new() } else { row.key.session.to_string() },
        number(row.key.index.map(i64::from)),
        text(&row.detail),
        if row.is_derived { "yes".to_owned() } else { String::new() },
        beside.measures.to_owned(),
        String::new(),
    ]
}

/// A day of an archive.
fn day(api: &dyn Dialect, rows: &[Row]) -> Vec<u8> {
    let about = about(api, rows);
    let is_cxone = api.name() == CxOne.name();
    // Derived rows follow from the others.
    let cells = rows.iter().filter(|row| !row.is_derived).map(|row| {
        let reading = if is_cxone { cxone::reading(&row.state) } else { read_name(&row.state) };
        cells(row, Beside { name: "", label: &reading.label, measures: "", until: about.window.end })
    });
    csv(about.header(), cells)
}

/// An export; `None` where it is not what was written.
fn export(about: &FileMetaData, file: Vec<u8>) -> Option<Vec<u8>> {
    let told = Exported::of(about)?;
    let About { window, now, durations, .. } = told.about()?;
    let rows = stored::read(durations, file).ok()?;
    let (labels, until) = (told.labels(), window.end.min(now));
    let cells = told.in_order(&rows)?.into_iter().map(|(whose, row)| {
        let label = labels.get(&(&*row.state, row.kind.name())).copied().unwrap_or_default();
        cells(row, Beside { name: &whose.name, label, measures: &whose.measures, until })
    });
    Some(csv(told.head.clone(), cells))
}

/// The days of UTC that rows began on, as far as they were over when they were fetched.
fn about(api: &dyn Dialect, rows: &[Row]) -> About {
    let starts = || rows.iter().map(|row| row.start.0);
    let (first, last) = (starts().min().unwrap_or_default(), starts().max().unwrap_or_default());
    let now = rows.iter().map(|row| row.fetched).max().unwrap_or_default();
    let days = Span::new(first.div_euclid(DAY) * DAY, (last.div_euclid(DAY) + 1) * DAY);
    let window = Span { end: days.end.min(now.max(Millis(last + 1))), ..days };
    About { window, now, durations: api.durations(), is_saved: false }
}

/// The rows of any other file, as they stand there.
fn foreign(reader: &SerializedFileReader<Bytes>) -> Result<Vec<u8>, TableError> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    let schema = reader.metadata().file_metadata().schema();
    let damaged = |_: csv::Error| TableError::Damaged;
    csv.write_record(schema.get_fields().iter().map(|field| field.name())).map_err(damaged)?;
    for row in reader.get_row_iter(None)? {
        let row = row?;
        csv.write_record(row.get_column_iter().map(|(_, field)| cell(field))).map_err(damaged)?;
    }
    csv.into_inner().map_err(|_| TableError::Damaged)
}

fn cell(field: &Field) -> String {
    let moment = |ms: i64| {
        let at = chrono::DateTime::from_timestamp_millis(ms);
        at.map_or_else(|| ms.to_string(), |at| at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string())
    };
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::TimestampMillis(ms) => moment(*ms),
        Field::TimestampMicros(us) => moment(us.div_euclid(1_000)),
        other => other.to_string(),
    }
}
