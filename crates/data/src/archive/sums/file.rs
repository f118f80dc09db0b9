//! Sums ⇄ the bytes of a file.

use bytes::Bytes;
use chrono::NaiveDate;

use super::list::{Sums, SumsGroup};
use super::{HALVES, Sum};
use crate::archive::format::{Damaged, Footer};
use crate::archive::manifest::span_of;
use crate::archive::read::Columns;
use crate::archive::schema::{self, Form};
use crate::archive::stored::{StoredError, are_columns, groups};
use crate::archive::write::{Buffer, Groups, WriteError};
use crate::dialect::Dialect;
use model::state::StateKind;
use model::time::{DAY, MINUTE, Millis};

/// Number of columns.
const COLUMNS: usize = 7;

/// The columns, in the order of [`Place`].
const SUMS: &[(&str, Form); COLUMNS] = &[
    ("agent_id", Form::Text),
    ("start", Form::Time),
    ("minutes", Form::Number),
    ("state", Form::Text),
    ("reason", Form::TextOrNull),
    ("kind", Form::Text),
    ("ms", Form::Number),
];

/// A column, by its place.
#[derive(Clone, Copy)]
enum Place {
    Agent,
    Start,
    Minutes,
    State,
    Reason,
    Kind,
    Ms,
}

/// Fewest rows of a group of half hours, but for the last.
const ENOUGH: usize = 16_384;

/// What times are.
const TIMES: &str =
    "Unix milliseconds, UTC; a row is of the time that begins at start and lasts so many minutes";

/// A file, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenSums {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its groups.
    pub groups: Vec<SumsGroup>,
}

impl WrittenSums {
    /// The file as a manifest has it; `hash` is the SHA-256 of the bytes, in small hexadecimal digits.
    pub fn told(&self, day: NaiveDate, hash: String) -> Sums {
        Sums { day, bytes: self.bytes.len() as u64, hash, groups: self.groups.clone() }
    }
}

/// Writes the sums of a day, which come by half hour and agent.
///
/// # Errors
/// Never: it is written to memory.
pub fn write_sums(dialect: &dyn Dialect, day: NaiveDate, sums: &[Sum]) -> Result<WrittenSums, WriteError> {
    let about = [(schema::DIALECT_KEY, dialect.name()), (schema::TIMES_KEY, TIMES)];
    let mut file = Groups::new(SUMS, &[Place::Start as i32, Place::Agent as i32], &about)?;
    let mut buffers = SUMS.map(|(_, form)| Buffer::new(form));
    let start = span_of(day).start;
    let mut groups = Vec::new();
    for rows in in_groups(sums) {
        for sum in rows {
            buffer(&mut buffers, sum, start);
        }
        let (at, bytes) = file.group(&mut buffers)?;
        groups.push(SumsGroup { at, bytes, rows: rows.len() as u64, first: rows[0].half });
    }
    Ok(WrittenSums { bytes: file.finish()?, groups })
}

/// Whole days, then half hours, each of which is in one group.
fn in_groups(sums: &[Sum]) -> impl Iterator<Item = &[Sum]> {
    let mut rows = 0;
    sums.chunk_by(move |a, b| {
        rows += 1;
        let goes_on = a.half == b.half || (a.half.is_some() && rows < ENOUGH);
        rows = if goes_on { rows } else { 0 };
        goes_on
    })
}

fn buffer(buffers: &mut [Buffer; COLUMNS], sum: &Sum, day: Millis) {
    let lasts = if sum.half.is_some() { DAY / HALVES as i64 } else { DAY };
    let start = day + i64::from(sum.half.unwrap_or_default()) * lasts;
    let [agent, at, minutes, state, reason, kind, ms] = buffers;
    agent.text(Some(&sum.agent));
    at.number(Some(start.0));
    minutes.number(Some(lasts / MINUTE));
    state.text(Some(&sum.state));
    reason.text(sum.reason.as_deref());
    kind.text(Some(sum.kind.name()));
    ms.number(Some(sum.ms));
}

/// A row as it is read.
pub struct Cells<'a> {
    pub agent: &'a str,
    pub half: Option<u8>,
    pub state: &'a str,
    pub reason: Option<&'a str>,
    pub kind: StateKind,
    pub ms: i64,
}

/// Reads a group of so many rows, one after the other.
///
/// # Errors
/// When its bytes are not those of such a group of this day.
pub fn each_row(
    group: &Bytes,
    rows: usize,
    day: NaiveDate,
    mut take: impl FnMut(&Cells),
) -> Result<(), Damaged> {
    let columns = Columns::of(group, rows, SUMS)?;
    let texts = |place: Place| columns.texts(place as usize, 0..rows);
    let numbers = |place: Place| columns.numbers(place as usize, 0..rows);
    let (agents, states, reasons) = (texts(Place::Agent)?, texts(Place::State)?, texts(Place::Reason)?);
    let (kinds, starts) = (texts(Place::Kind)?, numbers(Place::Start)?);
    let (minutes, sums) = (numbers(Place::Minutes)?, numbers(Place::Ms)?);
    let start = span_of(day).start;
    for row in 0..rows {
        let kind = text(&kinds, row)?;
        let kind = StateKind::ALL.into_iter().find(|known| Some(known.name()) == kind).ok_or(Damaged)?;
        let lasts = minutes[row].ok_or(Damaged)?.checked_mul(MINUTE).ok_or(Damaged)?;
        let since = starts[row].and_then(|at| at.checked_sub(start.0)).ok_or(Damaged)?;
        let half = half_of(since, lasts)?;
        let ms = sums[row].filter(|ms| (0..=lasts).contains(ms)).ok_or(Damaged)?;
        let (agent, state) = (text(&agents, row)?.ok_or(Damaged)?, text(&states, row)?.ok_or(Damaged)?);
        let reason = text(&reasons, row)?;
        take(&Cells { agent, half, state, reason, kind, ms });
    }
    Ok(())
}

fn text(column: &[Option<Bytes>], row: usize) -> Result<Option<&str>, Damaged> {
    column[row].as_ref().map(|text| std::str::from_utf8(text).map_err(|_| Damaged)).transpose()
}

/// What a row is of: the whole day, or a half hour of it.
fn half_of(since: i64, lasts: i64) -> Result<Option<u8>, Damaged> {
    if lasts == DAY && since == 0 {
        return Ok(None);
    }
    let half = u8::try_from(since / lasts.max(1)).ok().filter(|half| usize::from(*half) < HALVES);
    let is_half = lasts.checked_mul(HALVES as i64) == Some(DAY) && since % lasts == 0;
    half.filter(|_| is_half).map(Some).ok_or(Damaged)
}

/// Reads a file that [`write_sums`] wrote.
///
/// # Errors
/// When it is damaged or another.
pub fn read_sums(day: NaiveDate, file: Vec<u8>) -> Result<Vec<Sum>, StoredError> {
    let file = Bytes::from(file);
    let footer = Footer::read(&file)?;
    if !are_columns(&footer, SUMS) {
        return Err(StoredError::NotOurs);
    }
    let mut sums = Vec::new();
    for (bytes, rows) in groups(&file, &footer, SUMS)? {
        each_row(&bytes, rows, day, |row| {
            let (agent, state, reason) = (row.agent.into(), row.state.into(), row.reason.map(Into::into));
            sums.push(Sum { agent, half: row.half, state, reason, kind: row.kind, ms: row.ms });
        })?;
    }
    Ok(sums)
}
