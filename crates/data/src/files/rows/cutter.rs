//! One row after another is cut into cells.
//!
//! A quote that opens a cell and never closes would take the rest of the file into that cell. It is found
//! by what follows: the file ends, a closing quote with other text behind it, a cell that is longer than
//! any, or a row that only has the header's width when the quote is taken as it stands. Then the quote is
//! a character like others, and only its row is in doubt.

use std::ops::ControlFlow;

use super::marks::Marks;
use super::row::Cell;

/// Longest cell with line breaks, in bytes.
pub(super) const LONGEST: usize = 64 * 1024;

/// Cells of a line that may well be a text with some commas, and no row.
const NARROW: usize = 4;

/// What was found at the beginning of a text.
pub(super) enum Found {
    /// A row of so many bytes.
    Row(usize),
    /// A row of one line of so many bytes, and the cell whose quote never closes.
    Open(usize, usize),
    /// Perhaps a row, once more text has come.
    Unfinished,
}

/// Finds where the first row of a text ends, and the cells that it has.
#[derive(Debug)]
pub(super) struct Cutter {
    delimiter: u8,
    marks: Marks,
    /// Cells of the header, once it is known.
    pub width: Option<usize>,
    /// Cells of the row that was cut last.
    pub cells: Vec<Cell>,
    /// What is left of its cells in quotes.
    pub unquoted: String,
    /// Length of its first line, in bytes, and whether that has quotes: only then it may go on over several.
    pub line: usize,
    pub has_quotes: bool,
}

impl Cutter {
    pub fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            marks: Marks::new([delimiter, b'"', b'\n', b'\r']),
            width: None,
            cells: Vec::new(),
            unquoted: String::new(),
            line: 0,
            has_quotes: false,
        }
    }

    /// Cuts the row that a text begins with.
    pub fn row(&mut self, text: &str, is_end: bool) -> Found {
        self.split(text);
        if self.line == text.len() && !is_end {
            return Found::Unfinished;
        }
        if !self.has_quotes {
            return Found::Row(self.line);
        }
        let line = &text[..self.line];
        match self.quoted(text, is_end) {
            Found::Row(length) if length > line.len() && self.width.is_some() => {
                let is_whole = self.width == Some(self.cells.len());
                let behind = text[line.len()..].trim_start_matches(['\n', '\r']);
                let next = behind.split(['\n', '\r']).next().unwrap_or_default();
                // A quote that opens in one row and closes in another: each of their lines is a row.
                let next_width = self.count_as_it_stands(next);
                let are_rows = !is_whole || next_width > NARROW && self.width == Some(next_width);
                let open = self.as_it_stands(line);
                if are_rows && self.width == Some(self.cells.len()) {
                    return Found::Open(line.len(), open.unwrap_or_default());
                }
                self.quoted(text, is_end)
            }
            Found::Open(..) => {
                let open = self.as_it_stands(line);
                Found::Open(line.len(), open.unwrap_or_default())
            }
            found => found,
        }
    }

    /// The first line of a text as if it had no quotes.
    fn split(&mut self, text: &str) {
        let Self { delimiter, marks, cells, line, has_quotes, .. } = self;
        cells.clear();
        *line = text.len();
        *has_quotes = false;
        let mut from = 0;
        marks.each(text.as_bytes(), |to, byte| {
            if byte == *delimiter {
                cells.push(Cell { from, to, is_unquoted: false });
                from = to + 1;
            } else if byte == b'"' {
                *has_quotes = true;
            } else {
                *line = to;
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        cells.push(Cell { from, to: *line, is_unquoted: false });
    }

    /// A row with quotes, which may go on over several lines.
    fn quoted(&mut self, text: &str, is_end: bool) -> Found {
        self.cells.clear();
        self.unquoted.clear();
        let mut at = 0;
        loop {
            let rest = &text[at..];
            if rest.starts_with('"') {
                let Some(length) = self.inside(text, at, is_end) else {
                    return if is_end || rest.len() > LONGEST {
                        Found::Open(0, 0)
                    } else {
                        Found::Unfinished
                    };
                };
                at += length;
                let spans_lines = at > self.line && rest[..length].contains(['\n', '\r']);
                match text.as_bytes().get(at) {
                    None if !is_end => return Found::Unfinished,
                    _ if spans_lines && length > LONGEST => return Found::Open(0, 0),
                    None | Some(b'\n' | b'\r') => return Found::Row(at),
                    Some(byte) if *byte == self.delimiter => at += 1,
                    // Text behind a quote on a later line: that quote did not close this cell.
                    Some(_) if spans_lines => return Found::Open(0, 0),
                    Some(_) => match self.rest_of_cell(text, at, is_end) {
                        Some((length, true)) => at += length + 1,
                        Some((length, false)) => return Found::Row(at + length),
                        None => return Found::Unfinished,
                    },
                }
            } else {
                let end = rest.bytes().position(|b| b == self.delimiter || b == b'\n' || b == b'\r');
                let Some(length) = end.or(is_end.then_some(rest.len())) else { return Found::Unfinished };
                self.cells.push(Cell { from: at, to: at + length, is_unquoted: false });
                at += length;
                if text.as_bytes().get(at) != Some(&self.delimiter) {
                    return Found::Row(at);
                }
                at += 1;
            }
        }
    }

    /// The cell in quotes that begins at a place, without them; gives its length in bytes, quotes included.
    /// `None` where it does not end.
    fn inside(&mut self, text: &str, start: usize, is_end: bool) -> Option<usize> {
        let from = self.unquoted.len();
        let mut at = start + 1;
        loop {
            let length = text[at..].find('"')?;
            let is_doubled = text.as_bytes().get(at + length + 1) == Some(&b'"');
            if !is_doubled && from == self.unquoted.len() {
                // As it stands there.
                self.cells.push(Cell { from: at, to: at + length, is_unquoted: false });
                at += length + 1;
                break;
            }
            self.unquoted.push_str(&text[at..at + length]);
            at += length + 1;
            if !is_doubled {
                self.cells.push(Cell { from, to: self.unquoted.len(), is_unquoted: true });
                break;
            }
            self.unquoted.push('"');
            at += 1;
        }
        (is_end || at < text.len()).then_some(at - start)
    }

    /// What stands behind the closing quote of a cell belongs to it; gives its length in bytes, and whether
    /// a cell follows.
    fn rest_of_cell(&mut self, text: &str, at: usize, is_end: bool) -> Option<(usize, bool)> {
        let rest = &text[at..];
        let end = rest.bytes().position(|b| b == self.delimiter || b == b'\n' || b == b'\r');
        let length = end.or(is_end.then_some(rest.len()))?;
        if let Some(cell) = self.cells.last_mut() {
            if !cell.is_unquoted {
                let from = self.unquoted.len();
                self.unquoted.push_str(&text[cell.from..cell.to]);
                *cell = Cell { from, to: self.unquoted.len(), is_unquoted: true };
            }
            self.unquoted.push_str(&rest[..length]);
            cell.to = self.unquoted.len();
        }
        Some((length, rest.as_bytes().get(length) == Some(&self.delimiter)))
    }

    fn count_as_it_stands(&mut self, line: &str) -> usize {
        self.as_it_stands(line);
        self.cells.len()
    }

    /// A line in which a quote counts only if it closes there. Gives the cell with one that does not.
    fn as_it_stands(&mut self, line: &str) -> Option<usize> {
        let (delimiter, mut open) = (char::from(self.delimiter), None);
        self.cells.clear();
        self.unquoted.clear();
        let mut at = 0;
        loop {
            let rest = &line[at..];
            let closes = rest.starts_with('"').then(|| closing(rest, delimiter)).flatten();
            let length = if let Some(length) = closes {
                let from = self.unquoted.len();
                self.unquoted.push_str(&rest[1..length - 1].replace("\"\"", "\""));
                self.cells.push(Cell { from, to: self.unquoted.len(), is_unquoted: true });
                length
            } else {
                let length = rest.find(delimiter).unwrap_or(rest.len());
                let quote = usize::from(rest.starts_with('"'));
                if quote == 1 {
                    open.get_or_insert(self.cells.len());
                }
                self.cells.push(Cell { from: at + quote, to: at + length.max(quote), is_unquoted: false });
                length
            };
            at += length;
            if at >= line.len() {
                return open;
            }
            at += 1;
        }
    }
}

/// Length in bytes of a cell in quotes at the beginning of a line, if it closes there.
fn closing(text: &str, delimiter: char) -> Option<usize> {
    let mut at = 1;
    loop {
        at += text[at..].find('"')? + 1;
        if text[at..].starts_with('"') {
            at += 1;
        } else {
            return (at == text.len() || text[at..].starts_with(delimiter)).then_some(at);
        }
    }
}
