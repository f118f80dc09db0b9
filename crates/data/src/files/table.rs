//! A table of text: which of its rows is the header, what parts its cells, and what it holds.

mod guess;

use super::columns::Preset;
use super::found::Found;
use super::own::Own;
use super::report::Report;
use super::rows::{DELIMITERS, Row, Rows};
use super::sample::{Sample, plain, unknown};
use super::sink::Sink;
use super::wrapped::{self, Wrapped};
use super::{FileError, FileKind, Options};
use guess::{Guess, first_rows, format_of, guess};
use model::remark::{Place, RemarkKind};
use model::state::Catalog;

/// Reads the rows of a table.
#[derive(Debug)]
pub struct Table {
    /// Takes the quotes around lines off, where they have some.
    wrapped: Option<Wrapped>,
    rows: Rows,
    reader: Reader,
}

/// Reads one row after another.
#[derive(Debug)]
struct Reader {
    /// What the first rows are; those after them are rows of the table.
    first: std::vec::IntoIter<First>,
    format: Format,
    /// Whether characters may have been replaced.
    is_broken: bool,
    /// Whether a row is coming whose text is not UTF-8.
    is_legacy: bool,
}

/// What one of the first rows is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    /// A title of the report: passed over.
    Title,
    Header,
    /// A row of the table: a header may have been sorted among them.
    Row,
    /// The first row of a table without a header.
    Bare,
}

#[derive(Debug)]
enum Format {
    /// With the preset that said what its columns hold.
    Report(Box<Report>, Option<Preset>),
    Own(Box<Own>),
}

impl Table {
    /// For a file that begins with this text.
    ///
    /// # Errors
    /// When none of its first rows is a header that is known.
    pub fn open(head: &str, options: &Options) -> Result<Self, FileError> {
        Self::of_lines(head, options).or_else(|error| {
            // The last line may be cut off.
            let whole = head.rfind('\n').map_or(head, |end| &head[..end]);
            let is_wrapped = wrapped::is_wrapped(whole);
            let table =
                is_wrapped.then(|| Self::of_lines(&wrapped::without_quotes(head), options).ok()).flatten();
            table.map(|table| Self { wrapped: Some(Wrapped::default()), ..table }).ok_or(error)
        })
    }

    fn of_lines(head: &str, options: &Options) -> Result<Self, FileError> {
        let firsts = DELIMITERS.map(|delimiter| (delimiter, first_rows(head, delimiter)));
        let guesses = firsts.iter().filter_map(|(delimiter, rows)| guess(rows, *delimiter, options));
        // Of equally good ones the first delimiter.
        let best = guesses.reduce(|best, other| if other.known > best.known { other } else { best });
        let Some(Guess { delimiter, first, format, width, .. }) = best else {
            return Err(unknown(head, &firsts));
        };
        let mut rows = Rows::new(delimiter);
        rows.set_width(width);
        Ok(Self {
            wrapped: None,
            rows,
            reader: Reader { first: first.into_iter(), format, is_broken: false, is_legacy: false },
        })
    }

    /// For rows that come one by one, with this header. `sample` hands over rows, if the header is not known.
    ///
    /// # Errors
    /// When it is not known.
    pub fn with_header(
        header: &[String],
        options: &Options,
        sample: impl FnOnce(&mut Sample),
    ) -> Result<Self, FileError> {
        let (format, _) = format_of(header, b',', options, Preset::for_cells).ok_or_else(|| {
            let mut rows = Sample::default();
            sample(&mut rows);
            FileError::UnknownColumns {
                found: header.iter().map(|name| plain(name)).collect(),
                rows: rows.rows,
            }
        })?;
        let reader = Reader { first: Vec::new().into_iter(), format, is_broken: true, is_legacy: false };
        Ok(Self { wrapped: None, rows: Rows::new(b','), reader })
    }

    /// Says whether the next text has the first that is not UTF-8.
    pub fn expect_legacy(&mut self, is_coming: bool) {
        self.reader.is_legacy |= is_coming;
    }

    /// Takes the next text.
    ///
    /// # Errors
    /// When a row does not end.
    pub fn feed(&mut self, text: &str, catalog: &mut Catalog, sink: &mut Sink) -> Result<(), FileError> {
        let Self { wrapped, rows, reader } = self;
        reader.is_broken |= !text.is_ascii() && text.contains(char::REPLACEMENT_CHARACTER);
        let lines = wrapped.as_mut().map(|wrapped| wrapped.feed(text));
        rows.feed(lines.as_deref().unwrap_or(text), &mut |row| reader.take(&row, catalog, sink));
        rows.long_row().map_or(Ok(()), |line| Err(FileError::LongRow { line }))
    }

    /// As much text is to come as there was, so many times.
    pub fn expect(&mut self, times: f64) {
        if let Format::Report(report, _) = &mut self.reader.format {
            report.expect(times);
        }
    }

    /// The text has ended.
    pub fn finish(&mut self, catalog: &mut Catalog, sink: &mut Sink) {
        let Self { wrapped, rows, reader } = self;
        let last = wrapped.as_mut().map(Wrapped::finish).unwrap_or_default();
        rows.feed(&last, &mut |row| reader.take(&row, catalog, sink));
        rows.finish(&mut |row| reader.take(&row, catalog, sink));
    }

    /// Takes one row.
    pub fn row(&mut self, row: &Row, catalog: &mut Catalog, sink: &mut Sink) {
        self.reader.take(row, catalog, sink);
    }

    /// What it was, now that all rows came, and the report that is still to be settled.
    pub fn found(self) -> (Found, Option<Box<Report>>) {
        match self.reader.format {
            Format::Report(report, preset) => {
                let kind = if preset.is_some() { FileKind::Chosen } else { FileKind::AgentStateLog };
                (Found { kind, about: None, dates: None, preset }, Some(report))
            }
            Format::Own(own) => {
                let kind = FileKind::Shiftline;
                (Found { kind, about: Some(own.about), dates: None, preset: None }, None)
            }
        }
    }
}

impl Reader {
    fn take(&mut self, row: &Row, catalog: &mut Catalog, sink: &mut Sink) {
        if self.is_broken {
            remark_broken(row, sink);
        }
        if self.is_legacy {
            self.is_legacy = !remark_legacy(row, sink);
        }
        match (self.first.next(), &mut self.format) {
            (Some(First::Title), _) | (Some(First::Header), Format::Own(_)) => return,
            (Some(First::Header), Format::Report(report, _)) => return report.note_header(row.line),
            (Some(First::Bare), _) => {
                let text: Vec<&str> = row.cells().collect();
                sink.remark(RemarkKind::NoHeader, Place::new(row.line, "", &text.join(",")));
            }
            (Some(First::Row) | None, _) => {}
        }
        match &mut self.format {
            Format::Report(report, _) => report.row(row, catalog, sink),
            Format::Own(own) => own.row(row, catalog, sink),
        }
    }
}

/// Names the first cell with more than ASCII; whether there is one.
fn remark_legacy(row: &Row, sink: &mut Sink) -> bool {
    let cell = row.cells().find(|cell| !cell.is_ascii());
    if let Some(cell) = cell {
        sink.remark(RemarkKind::NotUtf8, Place::new(row.line, "", cell));
    }
    cell.is_some()
}

/// Names the cells whose characters were replaced, by this page or by who wrote the file.
fn remark_broken(row: &Row, sink: &mut Sink) {
    for cell in row.cells().filter(|cell| cell.contains(char::REPLACEMENT_CHARACTER)) {
        sink.remark(RemarkKind::BrokenText, Place::new(row.line, "", cell));
    }
}
