//! A Parquet file → the text of a table, which is opened as any file is: one of an archive, and an export, as
//! an export of Shiftline's, others by what a person says of their columns.

use bytes::Bytes;

use super::error::TableError;
use super::exported::Exported;
use super::foreign;
use super::format::{Footer, MAGIC};
use super::row::Row;
use super::schema::{DIALECT_KEY, EXPORT_CHECK_KEY, EXPORT_KEY};
use super::stored::{self, is_ours};
use crate::dialect::cxone::{self, CxOne};
use crate::dialect::{self, Dialect, read_name};
use crate::files::export::{About, FIRST, REST};
use crate::files::{MAX_WHOLE, to_csv};
use model::time::{DAY, Millis, Span};

/// Whether a file that begins like this is one.
pub fn is_parquet(head: &[u8]) -> bool {
    head.starts_with(MAGIC)
}

/// Bytes that a row of ours has at least, as text.
const OF_ROW: usize = 64;

/// The text of a file's table, as CSV.
///
/// # Errors
/// When it cannot be read.
pub fn table(file: Vec<u8>) -> Result<Vec<u8>, TableError> {
    let file = Bytes::from(file);
    let footer = Footer::read(&file)?;
    if footer.groups.iter().flat_map(|group| &group.chunks).any(|chunk| chunk.packing.is_none()) {
        return Err(TableError::Packed);
    }
    if !is_ours(&footer) {
        return foreign::csv(&file, &footer, MAX_WHOLE);
    }
    if footer.groups.iter().map(|group| group.rows).sum::<u64>() > (MAX_WHOLE / OF_ROW) as u64 {
        return Err(TableError::TooLarge);
    }
    if [EXPORT_KEY, EXPORT_CHECK_KEY].iter().any(|key| footer.value(key).is_some()) {
        return export(&footer, file.to_vec()).ok_or(TableError::Damaged);
    }
    let api = footer.value(DIALECT_KEY).and_then(dialect::by_name).ok_or(TableError::Damaged)?;
    let rows = stored::read(api.durations(), file.to_vec()).map_err(|_| TableError::Damaged)?;
    Ok(day(api, &rows))
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
fn export(footer: &Footer, file: Vec<u8>) -> Option<Vec<u8>> {
    let told = Exported::of(footer)?;
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
