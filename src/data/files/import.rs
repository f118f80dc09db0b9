//! One file, from its first bytes to what it held.

use super::agent_state_log::AgentStateLog;
use super::export::About;
use super::own::Own;
use super::sink::Sink;
use super::table::{self, Row, Rows};
use super::text::{Decoder, Encoding};
use super::{DateOrder, Dates, FileError, FileKind, Imported, Options, json};
use crate::domain::record::Durations;
use crate::domain::state::Catalog;

/// Bytes looked at before a file is known for what it is.
const HEAD: usize = 64 * 1024;

/// Rows that may stand above a header (titles of reports).
const ROWS_ABOVE_HEADER: usize = 20;

/// Reads one file.
#[derive(Debug)]
pub struct Import {
    options: Options,
    sink: Sink,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// Too little came to tell.
    Head(Vec<u8>),
    Json(Decoder, String),
    Table(Decoder, Box<Table>),
}

#[derive(Debug)]
struct Table {
    rows: Rows,
    format: Option<Format>,
    dates: Dates,
    /// The first rows, as long as none of them is a header that is known.
    above: Vec<Vec<String>>,
}

#[derive(Debug)]
enum Format {
    Log(AgentStateLog),
    Own(Own),
}

impl Import {
    /// Nothing of the file has come yet.
    pub fn new(options: Options) -> Self {
        Self { options, sink: Sink::default(), content: Content::Head(Vec::new()) }
    }

    /// Takes the next bytes. Its states are added to `catalog`.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn feed(&mut self, bytes: &[u8], catalog: &mut Catalog) -> Result<(), FileError> {
        match &mut self.content {
            Content::Head(head) => {
                head.extend_from_slice(bytes);
                if head.len() >= HEAD {
                    self.open(catalog)?;
                }
            }
            Content::Json(decoder, text) => text.push_str(&decoder.feed(bytes)),
            Content::Table(decoder, table) => {
                let text = decoder.feed(bytes);
                table.feed(&text, &self.options, catalog, &mut self.sink)?;
            }
        }
        Ok(())
    }

    /// Rows read so far.
    pub fn rows(&self) -> usize {
        self.sink.rows
    }

    /// The file has ended.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn finish(mut self, catalog: &mut Catalog) -> Result<Imported, FileError> {
        if matches!(self.content, Content::Head(_)) {
            self.open(catalog)?;
        }
        match self.content {
            Content::Head(_) => Err(FileError::Empty),
            Content::Json(mut decoder, mut text) => {
                text.push_str(&decoder.finish());
                let dialect = json::read(&text, &self.options, catalog, &mut self.sink)?;
                Ok(imported(self.sink, FileKind::Pages(dialect.name()), dialect.durations(), None, None))
            }
            Content::Table(mut decoder, mut table) => {
                table.feed(&decoder.finish(), &self.options, catalog, &mut self.sink)?;
                table.finish(&self.options, catalog, &mut self.sink);
                match table.format {
                    None => Err(FileError::UnknownColumns {
                        found: table.above.into_iter().next().unwrap_or_default(),
                    }),
                    Some(Format::Log(_)) => {
                        let own = Durations::OfOwnState;
                        Ok(imported(self.sink, FileKind::AgentStateLog, own, None, Some(table.dates)))
                    }
                    Some(Format::Own(Own { about, .. })) => {
                        Ok(imported(self.sink, FileKind::Shiftline, about.durations, Some(about), None))
                    }
                }
            }
        }
    }

    /// Looks at the beginning of the file.
    fn open(&mut self, catalog: &mut Catalog) -> Result<(), FileError> {
        let Content::Head(head) = &self.content else { return Ok(()) };
        if head.trim_ascii().is_empty() {
            return Err(FileError::Empty);
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(FileError::Spreadsheet);
        }
        let (encoding, mark) = Encoding::detect(head);
        let mut decoder = Decoder::new(encoding);
        let text = decoder.feed(&head[mark..]);
        if text.contains('\0') {
            return Err(FileError::NotText);
        }
        if text.trim_start().starts_with(['{', '[']) {
            self.content = Content::Json(decoder, text);
            return Ok(());
        }
        let mut table = Box::new(Table::new(&text, &self.options));
        table.feed(&text, &self.options, catalog, &mut self.sink)?;
        self.content = Content::Table(decoder, table);
        Ok(())
    }
}

fn imported(
    sink: Sink,
    kind: FileKind,
    durations: Durations,
    about: Option<About>,
    dates: Option<Dates>,
) -> Imported {
    let (reached, rows, rejected) = (sink.reached(), sink.rows, sink.rejected);
    let span = about.map(|about| about.window).or(reached).unwrap_or_default();
    let (series, names) = sink.finish(span);
    Imported { kind, series, names, reached, about, durations, dates, rows, rejected }
}

impl Table {
    /// For a file that begins with this text.
    fn new(head: &str, options: &Options) -> Self {
        let rows = Rows::new(table::delimiter_of(head));
        Self { rows, format: None, dates: dates_of(head, options), above: Vec::new() }
    }

    fn feed(
        &mut self,
        text: &str,
        options: &Options,
        catalog: &mut Catalog,
        sink: &mut Sink,
    ) -> Result<(), FileError> {
        let Self { rows, format, dates, above } = self;
        rows.feed(text, &mut |row| take(format, *dates, above, &row, options, catalog, sink));
        match above.first() {
            Some(first) if format.is_none() && above.len() > ROWS_ABOVE_HEADER => {
                Err(FileError::UnknownColumns { found: first.clone() })
            }
            _ => Ok(()),
        }
    }

    fn finish(&mut self, options: &Options, catalog: &mut Catalog, sink: &mut Sink) {
        let Self { rows, format, dates, above } = self;
        rows.finish(&mut |row| take(format, *dates, above, &row, options, catalog, sink));
    }
}

/// Takes a row, or finds out whether it is the header.
fn take(
    format: &mut Option<Format>,
    dates: Dates,
    above: &mut Vec<Vec<String>>,
    row: &Row,
    options: &Options,
    catalog: &mut Catalog,
    sink: &mut Sink,
) {
    match format {
        Some(Format::Log(log)) => log.row(row, catalog, sink),
        Some(Format::Own(own)) => own.row(row, catalog, sink),
        None if above.len() <= ROWS_ABOVE_HEADER => {
            *format = header(row, options);
            match format {
                Some(Format::Log(log)) => log.set_order(dates.order),
                Some(Format::Own(_)) => {}
                None => above.push(row.cells().map(str::to_owned).collect()),
            }
        }
        None => {}
    }
}

fn header(row: &Row, options: &Options) -> Option<Format> {
    Own::new(row).map(Format::Own).or_else(|| AgentStateLog::new(row, options).map(Format::Log))
}

/// The order of the dates in the first rows of a report.
fn dates_of(head: &str, options: &Options) -> Dates {
    if let Some(order) = options.date_order {
        return Dates { order, certain: true };
    }
    let mut found: Option<Format> = None;
    let mut dates = Vec::new();
    Rows::new(table::delimiter_of(head)).feed(head, &mut |row| match &found {
        Some(Format::Log(log)) => dates.extend(log.date(&row).map(str::to_owned)),
        Some(Format::Own(_)) => {}
        None => found = header(&row, options),
    });
    let proven = DateOrder::proven(dates.iter().map(String::as_str));
    Dates { order: proven.unwrap_or_default(), certain: proven.is_some() }
}
