//! A table of planned activities, row by row.

use super::remarks::PlanRemarkKind;
use super::role::{PlanColumns, PlanRole, plain};
use super::times::{Cells, NoTime, Times};
use super::{Options, Reading};
use crate::files::FileError;
use crate::files::cell;
use crate::files::rows::{DELIMITERS, Row, Rows};
use crate::files::sample::unknown;
use crate::length::{HeaderUnit, Unit};
use model::zone::Zone;

/// Rows that may stand above a header.
const ROWS_ABOVE_HEADER: usize = 30;

/// Rows by which it is told what parts the cells of an unknown table.
const SAMPLE_ROWS: usize = 6;

/// What the names of IEX's columns begin with, and what may part it from them.
const FIELDS: &str = "#fields";
const AROUND_FIELDS: [char; 4] = [':', ' ', '=', '\t'];

/// Reads the rows of a table.
#[derive(Debug)]
pub struct Table {
    rows: Rows,
    columns: Plan,
    /// Rows that are passed over: titles and the header.
    above: usize,
}

/// What the columns of a table say.
#[derive(Clone, Debug)]
pub struct Plan {
    columns: PlanColumns,
    unit: Option<HeaderUnit>,
    is_utc: bool,
}

impl Table {
    /// For a file that begins with this text.
    ///
    /// # Errors
    /// When none of its first rows is a header that is known.
    pub fn open(head: &str, options: &Options) -> Result<Self, FileError> {
        let firsts = DELIMITERS.map(|delimiter| (delimiter, first_rows(head, delimiter)));
        let guess = |(delimiter, rows): &(u8, Vec<Vec<String>>)| {
            let header = rows.iter().take(ROWS_ABOVE_HEADER + 1).enumerate();
            let mut found = header.filter_map(|(at, cells)| Some((at, Plan::of(cells, options)?)));
            found.next().map(|(at, columns)| (*delimiter, at, columns))
        };
        let found = firsts.iter().find_map(guess);
        let Some((delimiter, at, columns)) = found else { return Err(unknown_columns(head)) };
        let mut rows = Rows::new(delimiter);
        rows.set_width(columns.columns.count());
        Ok(Self { rows, columns, above: at + 1 })
    }

    /// Takes the next text.
    ///
    /// # Errors
    /// When a row does not end.
    pub fn feed(&mut self, text: &str, reading: &mut Reading) -> Result<(), FileError> {
        let Self { rows, columns, above } = self;
        rows.feed(text, &mut |row| take(columns, above, &row, reading));
        rows.long_row().map_or(Ok(()), |line| Err(FileError::LongRow { line }))
    }

    /// The text has ended.
    pub fn finish(&mut self, reading: &mut Reading) {
        let Self { rows, columns, above } = self;
        rows.finish(&mut |row| take(columns, above, &row, reading));
    }
}

fn take(columns: &Plan, above: &mut usize, row: &Row, reading: &mut Reading) {
    if *above > 0 {
        *above -= 1;
    } else {
        columns.row(row, reading);
    }
}

/// What stands behind the mark of IEX.
pub fn behind_fields(text: &str) -> Option<&str> {
    let (mark, rest) = text.trim_start_matches('\u{feff}').split_at_checked(FIELDS.len())?;
    mark.eq_ignore_ascii_case(FIELDS).then(|| rest.trim_start_matches(AROUND_FIELDS))
}

/// What a person needs to say what the columns are; the mark of IEX before their names is none of them.
fn unknown_columns(head: &str) -> FileError {
    let names = behind_fields(head);
    let names = names.map_or(head.trim_start_matches('\u{feff}'), |names| {
        names.strip_prefix(['|', ',', ';']).unwrap_or(names)
    });
    let firsts = DELIMITERS.map(|delimiter| (delimiter, first_rows(names, delimiter)));
    unknown(names, &firsts)
}

/// The first rows of a text, under a delimiter.
pub fn first_rows(head: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    let mut rows = Rows::new(delimiter);
    for line in head.split_inclusive('\n').take(2 * (ROWS_ABOVE_HEADER + SAMPLE_ROWS)) {
        rows.feed(line, &mut |row| found.push(row.cells().map(str::to_owned).collect()));
    }
    rows.finish(&mut |row| found.push(row.cells().map(str::to_owned).collect()));
    found
}

impl Plan {
    /// What a header says; `None` where it does not say enough.
    pub fn of(header: &[String], options: &Options) -> Option<Self> {
        let header = named(header);
        if let Some(chosen) =
            options.columns.as_ref().filter(|chosen| PlanColumns::is_choice_for(chosen, &header))
        {
            return Some(Self::new(PlanColumns::chosen(chosen)));
        }
        let columns = PlanColumns::of(header.iter().map(String::as_str));
        columns.are_enough(options.agent.is_some()).then(|| Self::new(columns))
    }

    fn new(columns: PlanColumns) -> Self {
        let unit = Unit::of_header(columns.name(PlanRole::Length));
        let unit = unit.or(match plain(columns.name(PlanRole::Length)).as_str() {
            "hours" => Some(HeaderUnit::Unit(Unit::Hours)),
            _ => None,
        });
        let is_utc = columns.is_utc();
        Self { columns, unit, is_utc }
    }

    fn cell<'r>(&self, row: &Row<'r>, role: PlanRole) -> Option<&'r str> {
        row.trimmed(self.columns.place(role)?).filter(|cell| !cell::is_nothing(cell))
    }

    /// Takes one row.
    pub fn row(&self, row: &Row, reading: &mut Reading) {
        if row.cells().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let line = row.line as u64;
        let read = self.read(row, line, reading);
        // A comment, and no id with a mark before it.
        if read.is_err() && row.cell(0).is_some_and(|cell| cell.trim_start().starts_with('#')) {
            return;
        }
        reading.rows += 1;
        if let Err(kind) = read {
            let text: Vec<&str> = row.cells().collect();
            reading.remarks.add(kind, line, &text.join(","));
        }
    }

    fn read(&self, row: &Row, line: u64, reading: &mut Reading) -> Result<(), PlanRemarkKind> {
        let cell = |role| self.cell(row, role);
        let cells = Cells {
            date: cell(PlanRole::Date),
            start: cell(PlanRole::Start),
            end_date: cell(PlanRole::EndDate),
            end: cell(PlanRole::End),
            length: cell(PlanRole::Length),
            unit: self.unit,
        };
        let times = Times::read(&cells).map_err(|none| match none {
            NoTime::Start => PlanRemarkKind::NoStart,
            NoTime::End => PlanRemarkKind::NoEnd,
        })?;
        let first = cell(PlanRole::FirstName).into_iter().chain(cell(PlanRole::LastName));
        let parts = first.collect::<Vec<_>>().join(" ");
        let name = cell(PlanRole::Name).or(Some(parts.as_str()).filter(|name| !name.is_empty()));
        let id = cell(PlanRole::Agent).map(cell::id);
        let agent = reading.options.agent.clone();
        let who = id.as_deref().or(name).or(agent.as_deref()).ok_or(PlanRemarkKind::NoAgent)?;
        let activity = cell(PlanRole::Activity).ok_or(PlanRemarkKind::NoActivity)?;
        let is_open = cell(PlanRole::Open).and_then(cell::flag);
        let zone = self.zone(row, line, reading);
        reading.take(who, activity, is_open, times, zone, line);
        Ok(())
    }

    /// The zone of a row's times, where it names one.
    fn zone(&self, row: &Row, line: u64, reading: &mut Reading) -> Option<Zone> {
        if self.is_utc {
            return Some(Zone::utc());
        }
        let name = self.cell(row, PlanRole::Zone)?;
        let zone = reading.zone(name);
        if zone.is_none() {
            reading.remarks.add(PlanRemarkKind::UnknownZone, line, name);
        }
        zone
    }
}

/// The names of a header; one of IEX begins with `#fields`.
pub fn named(header: &[String]) -> Vec<String> {
    let mut names: Vec<String> =
        header.iter().map(|name| name.trim().trim_matches('\u{feff}').to_owned()).collect();
    if let Some(rest) = names.first().and_then(|first| behind_fields(first)).map(str::to_owned) {
        if rest.is_empty() {
            names.remove(0);
        } else {
            names[0] = rest;
        }
    }
    names
}
