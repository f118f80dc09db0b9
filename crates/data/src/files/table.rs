//! A table of text: which of its rows is the header, what parts its cells, and what it holds.

use super::columns::{Columns, DOCUMENTED, Preset, Role};
use super::found::Found;
use super::own::Own;
use super::report::Report;
use super::rows::{DELIMITERS, Row, Rows};
use super::sample::{SAMPLE_ROWS, Sample, plain, unknown};
use super::sink::Sink;
use super::wrapped::{self, Wrapped};
use super::{Chosen, FileError, FileKind, Options, cell, when};
use crate::length::{self, Decimal};
use model::remark::{Place, RemarkKind};
use model::state::Catalog;

/// Rows that may stand above a header (titles of reports).
const ROWS_ABOVE_HEADER: usize = 60;

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

/// A table as far as its first rows tell.
struct Guess {
    delimiter: u8,
    first: Vec<First>,
    format: Format,
    width: usize,
    /// Columns that were recognised: the more the better.
    known: usize,
}

impl Guess {
    /// R writes a name before each row, its number, and none above these names. Anything else before rows is
    /// no name: a header that lacks one of its own in the middle looks like that too.
    fn with_row_names(self, header: &[String], below: &[Vec<String>], options: &Options) -> Self {
        let Format::Report(report, _) = &self.format else { return self };
        let columns = report.columns();
        let is_named = |row: &&Vec<String>| {
            row.len() == header.len() + 1 && has_time(&row[1..], columns) && !has_time(row, columns)
        };
        let named: Vec<&Vec<String>> = below.iter().filter(is_named).collect();
        let are_numbers =
            named.iter().zip(1_usize..).all(|(row, number)| row[0].trim() == number.to_string());
        if named.len() * 2 <= below.len() || !are_numbers {
            return self;
        }
        let header: Vec<String> = std::iter::once(String::new()).chain(header.iter().cloned()).collect();
        match format_of(&header, self.delimiter, options, Preset::for_header) {
            Some((format, known)) => Self { format, known, width: header.len(), ..self },
            None => self,
        }
    }
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
        reader.is_broken |= text.contains(char::REPLACEMENT_CHARACTER);
        let lines = wrapped.as_mut().map(|wrapped| wrapped.feed(text));
        rows.feed(lines.as_deref().unwrap_or(text), &mut |row| reader.take(&row, catalog, sink));
        rows.long_row().map_or(Ok(()), |line| Err(FileError::LongRow { line }))
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

/// The first rows of a text, under a delimiter.
fn first_rows(head: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    let keep = |found: &mut Vec<Vec<String>>, row: &Row| {
        if found.len() <= ROWS_ABOVE_HEADER + SAMPLE_ROWS {
            found.push(row.cells().map(str::to_owned).collect());
        }
    };
    let mut rows = Rows::new(delimiter);
    let mut pieces = head.split_inclusive('\n');
    for line in pieces.by_ref().take(2 * (ROWS_ABOVE_HEADER + SAMPLE_ROWS)) {
        rows.feed(line, &mut |row| keep(&mut found, &row));
    }
    // A row that is cut off where the text was is none; one that takes all of it has an open quote.
    if pieces.next().is_none() || found.is_empty() {
        rows.finish(&mut |row| keep(&mut found, &row));
    }
    found
}

/// What these rows are, if one of them is a header that is known, or if they need none.
fn guess(rows: &[Vec<String>], delimiter: u8, options: &Options) -> Option<Guess> {
    let headers = rows.iter().take(ROWS_ABOVE_HEADER + 1).enumerate();
    let with_header = headers.filter_map(|(place, header)| {
        let (format, known) = format_of(header, delimiter, options, Preset::for_header)?;
        let guess = Guess { delimiter, first: Vec::new(), format, width: header.len(), known };
        Some((place, guess.with_row_names(header, &rows[place + 1..], options)))
    });
    let best = with_header.reduce(|best, other| if other.1.known > best.1.known { other } else { best });
    if let Some((place, guess)) = best {
        let first = above(&rows[..place], &guess).chain([First::Header]).collect();
        return Some(Guess { first, ..guess });
    }
    let columns = Columns::of(DOCUMENTED.into_iter());
    let certain = rows.iter().position(|row| is_documented_row(row, &columns))?;
    // Words are a header that is not known.
    let is_header = |row: &Vec<String>| !row.iter().any(|cell| cell.contains(|c: char| c.is_ascii_digit()));
    if rows[..certain].iter().filter(|row| is_like_row(row)).any(is_header) {
        return None;
    }
    let report = Report::new(columns, delimiter, options, None);
    let format = Format::Report(Box::new(report), None);
    let first = rows[..certain].iter().position(|row| is_like_row(row)).unwrap_or(certain);
    let titles = std::iter::repeat_n(First::Title, first);
    let after = rows.get(first + 1..certain).unwrap_or_default().iter();
    let after = after.map(|row| if is_like_row(row) { First::Row } else { First::Title });
    let first = titles.chain([First::Bare]).chain(after).collect();
    let width = DOCUMENTED.len();
    Some(Guess { delimiter, first, format, width, known: width })
}

/// What the rows above a header are.
fn above<'a>(rows: &'a [Vec<String>], guess: &'a Guess) -> impl Iterator<Item = First> + 'a {
    rows.iter().map(|row| match &guess.format {
        Format::Report(report, _)
            if is_like_row(row) || row.len() == guess.width && has_time(row, report.columns()) =>
        {
            First::Row
        }
        _ => First::Title,
    })
}

/// Whether a row has more to say than a title has.
fn is_like_row(row: &[String]) -> bool {
    row.iter().filter(|cell| !cell.trim().is_empty()).count() > 5
}

fn has_time(row: &[String], columns: &Columns) -> bool {
    let cell = |role| columns.place(role).and_then(|place| row.get(place)).map_or("", String::as_str);
    when::read(cell(Role::Start)).is_some()
        || when::read_joined(cell(Role::Start), cell(Role::StartTime)).is_some()
}

/// What a header says, and how many of its columns are known. `fitted`: what a choice is for a header.
fn format_of(
    header: &[String],
    delimiter: u8,
    options: &Options,
    fitted: impl Fn(&Preset, &[String]) -> Option<Preset>,
) -> Option<(Format, usize)> {
    let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
    let cells = || names.iter().map(String::as_str);
    if let Some(own) = Own::new(&header.iter().map(String::as_str).collect::<Vec<_>>()) {
        return Some((Format::Own(Box::new(own)), usize::MAX));
    }
    let fitted = |chosen: &Chosen| {
        let preset = fitted(&chosen.preset, &names)?;
        Some(Chosen { preset, zone: chosen.zone.clone() })
    };
    if let Some(chosen) = options.presets.iter().find_map(fitted) {
        let report = Report::new(Columns::chosen(&chosen.preset), delimiter, options, Some(&chosen));
        return Some((Format::Report(Box::new(report), Some(chosen.preset)), usize::MAX));
    }
    let columns = Columns::of(cells());
    (columns.is_enough(options.agent.is_some()) && !columns.is_doubtful()).then(|| {
        let known = columns.known();
        let report = Report::new(columns, delimiter, options, None);
        (Format::Report(Box::new(report), None), known)
    })
}

/// Whether a row is one of the report's without a header, by the columns that tell themselves apart.
fn is_documented_row(row: &[String], columns: &Columns) -> bool {
    let cell =
        |role: Role| columns.place(role).and_then(|place| row.get(place)).map_or("", |cell| cell.trim());
    let is_whole = |role| cell::whole(cell(role)).is_some();
    row.len() == DOCUMENTED.len()
        && [Role::Session, Role::Agent, Role::Index].into_iter().all(is_whole)
        && when::read(cell(Role::Start)).is_some()
        && cell::flag(cell(Role::Available)).is_some()
        && length::read(cell(Role::Duration), Decimal::Point).is_some()
}
