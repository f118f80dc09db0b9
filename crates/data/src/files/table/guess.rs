//! What the first rows of a text are: titles, a header, or rows of a table that has none.

use super::super::columns::{Columns, DOCUMENTED, Preset, Role};
use super::super::own::Own;
use super::super::report::Report;
use super::super::rows::{Row, Rows};
use super::super::sample::{SAMPLE_ROWS, plain};
use super::super::{Chosen, Options, cell, when};
use super::{First, Format};
use crate::length::{self, Decimal};

/// Rows that may stand above a header (titles of reports).
const ROWS_ABOVE_HEADER: usize = 60;

/// A table as far as its first rows tell.
pub(super) struct Guess {
    pub delimiter: u8,
    pub first: Vec<First>,
    pub format: Format,
    pub width: usize,
    /// Columns that were recognised: the more the better.
    pub known: usize,
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

/// The first rows of a text, under a delimiter.
pub(super) fn first_rows(head: &str, delimiter: u8) -> Vec<Vec<String>> {
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
pub(super) fn guess(rows: &[Vec<String>], delimiter: u8, options: &Options) -> Option<Guess> {
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
pub(super) fn format_of(
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
