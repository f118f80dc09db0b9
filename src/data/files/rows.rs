//! Text of a table, piece by piece → rows of cells.
//!
//! A quote that opens a cell and never closes would take the rest of the file into that cell. It is found
//! by what follows: the file ends, a closing quote with other text behind it, a cell that is longer than
//! any, or a row that only has the header's width when the quote is taken as it stands. Then the quote is
//! a character like others, and only its row is in doubt.

/// Delimiters that reports come with.
pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Longest cell with line breaks, in bytes.
const LONGEST: usize = 64 * 1024;

/// Cells of a line that may well be a text with some commas, and no row.
const NARROW: usize = 4;

/// Longest row, in bytes.
pub const MOST_ROW: usize = 4 << 20;

/// A cell: bytes of the row's text, or of what was left of it without its quotes.
#[derive(Clone, Copy, Debug)]
struct Cell {
    from: usize,
    to: usize,
    is_unquoted: bool,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Line of the file that it begins on, from 1.
    pub line: usize,
    /// The cell whose quote never closes.
    pub open_quote: Option<usize>,
    text: &'a str,
    unquoted: &'a str,
    cells: &'a [Cell],
}

impl<'a> Row<'a> {
    /// Number of cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// A cell as it stands there; `None` past the last.
    pub fn cell(&self, index: usize) -> Option<&'a str> {
        let cell = self.cells.get(index)?;
        if cell.is_unquoted { &self.unquoted[cell.from..cell.to] } else { &self.text[cell.from..cell.to] }
            .into()
    }

    /// A cell without space around it; `None` when nothing is left.
    pub fn trimmed(&self, index: usize) -> Option<&'a str> {
        self.cell(index).map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> {
        let row = *self;
        (0..row.len()).map(move |index| row.cell(index).unwrap_or_default())
    }
}

/// A row whose cells came one by one.
pub struct Whole {
    line: usize,
    text: String,
    cells: Vec<Cell>,
}

impl Whole {
    /// A row that begins on a line, with these cells.
    pub fn new(line: usize, cells: &[String]) -> Self {
        let mut whole = Self { line, text: String::new(), cells: Vec::with_capacity(cells.len()) };
        for cell in cells {
            let from = whole.text.len();
            whole.text.push_str(cell);
            whole.cells.push(Cell { from, to: whole.text.len(), is_unquoted: false });
        }
        whole
    }

    /// The row.
    pub fn row(&self) -> Row<'_> {
        Row { line: self.line, open_quote: None, text: &self.text, unquoted: "", cells: &self.cells }
    }
}

/// Cuts text into rows; empty lines are none.
#[derive(Debug)]
pub struct Rows {
    delimiter: u8,
    /// Cells of the header, once it is known.
    width: Option<usize>,
    /// Text of a row that is not complete.
    carry: String,
    /// Line that the carried text begins on.
    line: usize,
    /// Whether the last byte was a carriage return: a line feed after it belongs to it.
    after_return: bool,
    cells: Vec<Cell>,
    unquoted: String,
    /// Line that the first row begins on that is longer than any.
    long: Option<usize>,
}

/// What was found at the beginning of a text.
enum Found {
    /// A row of so many bytes.
    Row(usize),
    /// A row of one line of so many bytes, and the cell whose quote never closes.
    Open(usize, usize),
    /// Perhaps a row, once more text has come.
    Unfinished,
}

impl Rows {
    /// For cells with this delimiter between them.
    pub fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            width: None,
            carry: String::new(),
            line: 1,
            after_return: false,
            cells: Vec::new(),
            unquoted: String::new(),
            long: None,
        }
    }

    /// Line that a row begins on that is longer than [`MOST_ROW`], if there is one.
    pub fn long_row(&self) -> Option<usize> {
        self.long.or((self.carry.len() > MOST_ROW).then_some(self.line))
    }

    /// Says how many cells a row has.
    pub fn set_width(&mut self, width: usize) {
        self.width = Some(width);
    }

    /// Hands the rows that are complete to `each`.
    pub fn feed(&mut self, text: &str, each: &mut impl FnMut(Row)) {
        if self.carry.is_empty() {
            let used = self.take(text, false, each);
            self.carry.push_str(&text[used..]);
            return;
        }
        let mut carry = std::mem::take(&mut self.carry);
        carry.push_str(text);
        let used = self.take(&carry, false, each);
        carry.drain(..used);
        self.carry = carry;
    }

    /// Hands over what is left, which may lack its line break.
    pub fn finish(&mut self, each: &mut impl FnMut(Row)) {
        let carry = std::mem::take(&mut self.carry);
        self.take(&carry, true, each);
    }

    /// Takes the rows of a text; gives the number of bytes taken.
    fn take(&mut self, text: &str, is_end: bool, each: &mut impl FnMut(Row)) -> usize {
        let mut at = 0;
        loop {
            at += self.breaks(&text[at..]);
            let rest = &text[at..];
            if rest.is_empty() {
                return at;
            }
            let (length, open_quote) = match self.row(rest, is_end) {
                Found::Row(length) => (length, None),
                Found::Open(length, cell) => (length, Some(cell)),
                Found::Unfinished => return at,
            };
            if length > MOST_ROW {
                self.long.get_or_insert(self.line);
            }
            each(Row {
                line: self.line,
                open_quote,
                text: rest,
                unquoted: &self.unquoted,
                cells: &self.cells,
            });
            // The break behind the row is counted with those before the next.
            if rest[..length].contains('"') {
                self.line += line_breaks(&rest[..length]);
            }
            self.after_return = false;
            at += length;
        }
    }

    /// Passes over line breaks; gives their number of bytes.
    fn breaks(&mut self, text: &str) -> usize {
        for (i, byte) in text.bytes().enumerate() {
            match byte {
                b'\n' if self.after_return => self.after_return = false,
                b'\n' => self.line += 1,
                b'\r' => {
                    self.line += 1;
                    self.after_return = true;
                }
                _ => return i,
            }
        }
        text.len()
    }

    /// Cuts the row that a text begins with.
    fn row(&mut self, text: &str, is_end: bool) -> Found {
        let line = match self.split(text) {
            (length, _) if length == text.len() && !is_end => return Found::Unfinished,
            (length, false) => return Found::Row(length),
            (length, true) => &text[..length],
        };
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

    /// The first line of a text as if it had no quotes. Gives its length, and whether it has some.
    fn split(&mut self, text: &str) -> (usize, bool) {
        self.cells.clear();
        let (mut from, mut has_quotes) = (0, false);
        let mut length = text.len();
        for (to, byte) in text.bytes().enumerate() {
            if byte == self.delimiter {
                self.cells.push(Cell { from, to, is_unquoted: false });
                from = to + 1;
            } else if byte == b'"' {
                has_quotes = true;
            } else if byte == b'\n' || byte == b'\r' {
                length = to;
                break;
            }
        }
        self.cells.push(Cell { from, to: length, is_unquoted: false });
        (length, has_quotes)
    }

    /// A row with quotes, which may go on over several lines.
    fn quoted(&mut self, text: &str, is_end: bool) -> Found {
        self.cells.clear();
        self.unquoted.clear();
        let mut at = 0;
        loop {
            let rest = &text[at..];
            if rest.starts_with('"') {
                let Some(length) = self.inside(rest, is_end) else {
                    return if is_end || rest.len() > LONGEST {
                        Found::Open(0, 0)
                    } else {
                        Found::Unfinished
                    };
                };
                let spans_lines = rest[..length].contains(['\n', '\r']);
                at += length;
                match text.as_bytes().get(at) {
                    None if !is_end => return Found::Unfinished,
                    _ if spans_lines && length > LONGEST => return Found::Open(0, 0),
                    None | Some(b'\n' | b'\r') => return Found::Row(at),
                    Some(byte) if *byte == self.delimiter => at += 1,
                    // Text behind a quote on a later line: that quote did not close this cell.
                    Some(_) if spans_lines => return Found::Open(0, 0),
                    Some(_) => match self.rest_of_cell(&text[at..], is_end) {
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

    /// A cell in quotes, without them; gives its length in bytes, quotes included. `None` where it does not
    /// end.
    fn inside(&mut self, text: &str, is_end: bool) -> Option<usize> {
        let from = self.unquoted.len();
        let mut at = 1;
        loop {
            let length = text[at..].find('"')?;
            self.unquoted.push_str(&text[at..at + length]);
            at += length + 1;
            match text.as_bytes().get(at) {
                Some(b'"') => {
                    self.unquoted.push('"');
                    at += 1;
                }
                None if !is_end => return None,
                _ => break,
            }
        }
        self.cells.push(Cell { from, to: self.unquoted.len(), is_unquoted: true });
        Some(at)
    }

    /// What stands behind the closing quote of a cell belongs to it; gives its length in bytes, and whether
    /// a cell follows.
    fn rest_of_cell(&mut self, text: &str, is_end: bool) -> Option<(usize, bool)> {
        let end = text.bytes().position(|b| b == self.delimiter || b == b'\n' || b == b'\r');
        let length = end.or(is_end.then_some(text.len()))?;
        self.unquoted.push_str(&text[..length]);
        if let Some(cell) = self.cells.last_mut() {
            cell.to = self.unquoted.len();
        }
        Some((length, text.as_bytes().get(length) == Some(&self.delimiter)))
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

/// Line breaks inside a row: `\n`, `\r\n` or `\r`.
fn line_breaks(text: &str) -> usize {
    let feeds = text.bytes().filter(|byte| *byte == b'\n').count();
    let returns = text.bytes().filter(|byte| *byte == b'\r').count();
    feeds + returns - text.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Read = (usize, Option<usize>, Vec<String>);

    fn read(text: &str, delimiter: u8, width: Option<usize>, piece: usize) -> Vec<Read> {
        let mut rows = Rows::new(delimiter);
        rows.width = width;
        let mut found = Vec::new();
        let mut each =
            |row: Row| found.push((row.line, row.open_quote, row.cells().map(str::to_owned).collect()));
        let mut rest = text;
        while !rest.is_empty() {
            let end = (piece..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
            rows.feed(&rest[..end], &mut each);
            rest = &rest[end..];
        }
        rows.finish(&mut each);
        found
    }

    fn row(line: usize, cells: &[&str]) -> Read {
        (line, None, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn a_quote_that_opens_in_one_row_and_closes_in_another_takes_none_of_them() {
        let text = "1,2,\"a,4,5\n1,2,3,4,5\n1,2,b\",4,5\n1,2,\"c\nd\",4,5\n";
        let cells = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
        let expected = vec![
            (1, Some(2), cells(["1", "2", "a", "4", "5"])),
            (2, None, cells(["1", "2", "3", "4", "5"])),
            (3, None, cells(["1", "2", "b\"", "4", "5"])),
            (4, None, cells(["1", "2", "c\nd", "4", "5"])),
        ];
        for piece in [1, 2, 7, 100] {
            assert_eq!(read(text, b',', Some(5), piece), expected, "{piece}");
        }
    }

    #[test]
    fn rows_know_their_lines_in_pieces_of_any_size() {
        let text = "a,b\r\n\r\n1,\"two\nlines\"\r\n\"x\"\"y\",é\n,\r\"q\"z,\"\"";
        let expected = [
            row(1, &["a", "b"]),
            row(3, &["1", "two\nlines"]),
            row(5, &["x\"y", "é"]),
            row(6, &["", ""]),
            row(7, &["qz", ""]),
        ];
        for piece in [1, 2, 3, 7, 1000] {
            assert_eq!(read(text, b',', None, piece), expected, "pieces of {piece}");
        }
    }

    #[test]
    fn a_quote_that_never_closes_costs_its_row_alone() {
        let open = |cells: &[&str], cell| (2, Some(cell), cells.iter().map(|&c| c.to_owned()).collect());
        let broken = open(&["1", "callback", "3"], 1);
        for text in [
            // To the end of the file.
            "a,b,c\n1,\"callback,3\n4,5,6\n",
            // To a quote that opens a cell of a later row.
            "a,b,c\n1,\"callback,3\n4,5,6\n7,\"eight\",9\n",
            // To a quote that closes one: the width tells.
            "a,b,c\n1,\"callback,3\n4,5,6\"\n",
        ] {
            for piece in [1, 5, 1000] {
                let rows = read(text, b',', Some(3), piece);
                assert_eq!(rows[1], broken, "{text:?} in pieces of {piece}");
                assert_eq!(rows[2].0, 3);
                assert_eq!(rows.len(), text.lines().count());
            }
        }
    }

    #[test]
    fn a_cell_longer_than_any_is_an_open_quote() {
        let text = format!("a,b\n1,\"{}2,3\n", "x,y\n".repeat(40_000));
        let rows = read(&text, b',', Some(2), 4_096);
        assert_eq!(rows[1], (2, Some(1), vec!["1".to_owned(), "x".to_owned(), "y".to_owned()]));
        assert_eq!(rows.len(), 40_001 + 1);
    }

    #[test]
    fn long_cells_and_many_cells_fit() {
        let long = "x".repeat(20_000);
        let many = vec!["1"; 500].join(",");
        let found = read(&format!("\"{long}\",y\n{many}\n"), b',', None, 999);
        assert_eq!((found[0].2[0].len(), found[1].2.len()), (20_000, 500));
    }

    #[test]
    fn a_row_that_does_not_end_is_noticed_in_pieces_of_any_size() {
        let text = format!("a,b\n1,{}\n", "x".repeat(MOST_ROW));
        for (text, long) in [(&*text, Some(2)), (&text[..text.len() - 1], Some(2)), (&text[..MOST_ROW], None)]
        {
            for piece in [1 << 18, 1 << 30] {
                let mut rows = Rows::new(b',');
                for piece in text.as_bytes().chunks(piece) {
                    rows.feed(std::str::from_utf8(piece).unwrap(), &mut |_: Row| ());
                }
                assert_eq!(rows.long_row(), long, "{} bytes in pieces of {piece}", text.len());
            }
        }
    }

    fn cell() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(&["a", "\"", ",", "\n", "\r", "é", " ", ";"][..]), 0..5)
            .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            rows in prop::collection::vec(prop::collection::vec(cell(), 3), 1..6), piece in 1_usize..9,
        ) {
            let write = |row: &Vec<String>| {
                row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",")
            };
            let text: Vec<String> = rows.iter().map(write).collect();
            let found: Vec<Vec<String>> =
                read(&text.join("\n"), b',', Some(3), piece).into_iter().map(|(_, _, cells)| cells).collect();
            prop_assert_eq!(found, rows);
        }

        #[test]
        fn any_text_in_any_pieces_gives_the_same_rows_and_no_line_is_lost(
            text in prop::collection::vec(cell(), 0..12).prop_map(|parts| parts.concat()),
            piece in 1_usize..9, width in prop::option::of(1_usize..4),
        ) {
            let whole = read(&text, b',', width, 1 << 20);
            prop_assert_eq!(&read(&text, b',', width, piece), &whole);
            let letters = |text: &str| text.chars().filter(|c| matches!(c, 'a' | 'é' | ';')).count();
            let read: usize = whole.iter().flat_map(|(_, _, cells)| cells).map(|cell| letters(cell)).sum();
            prop_assert_eq!(read, letters(&text));
        }
    }
}
