//! Text of a table, piece by piece → rows of cells.

mod cutter;
mod marks;
mod row;

use cutter::{Cutter, Found};

pub use row::{Row, Whole};

/// Delimiters that reports come with.
pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Longest row, in bytes.
pub const MAX_ROW: usize = 4 << 20;

/// Cuts text into rows; empty lines are none.
#[derive(Debug)]
pub struct Rows {
    cutter: Cutter,
    /// Text of a row that is not complete.
    carry: String,
    /// Line that the carried text begins on.
    line: usize,
    /// Whether the last byte was a carriage return: a line feed after it belongs to it.
    after_return: bool,
    /// Line that the first row begins on that is longer than any.
    long: Option<usize>,
}

impl Rows {
    /// For cells with this delimiter between them.
    pub fn new(delimiter: u8) -> Self {
        Self {
            cutter: Cutter::new(delimiter),
            carry: String::new(),
            line: 1,
            after_return: false,
            long: None,
        }
    }

    /// Line that a row begins on that is longer than [`MAX_ROW`], if there is one.
    pub fn long_row(&self) -> Option<usize> {
        self.long.or((self.carry.len() > MAX_ROW).then_some(self.line))
    }

    /// Says how many cells a row has.
    pub fn set_width(&mut self, width: usize) {
        self.cutter.width = Some(width);
    }

    /// Hands the rows that are complete to `each`.
    pub fn feed(&mut self, text: &str, each: &mut impl FnMut(Row)) {
        let mut rest = text;
        // The row that is not complete needs a line more, or several: as much again each time.
        while !self.carry.is_empty() && !rest.is_empty() {
            let mut carry = std::mem::take(&mut self.carry);
            let least = carry.len().min(rest.len());
            let line = rest.bytes().skip(least).position(|byte| matches!(byte, b'\n' | b'\r'));
            let more = line.map_or(rest.len(), |line| least + line + 1);
            carry.push_str(&rest[..more]);
            rest = &rest[more..];
            let used = self.take(&carry, false, each);
            carry.drain(..used);
            self.carry = carry;
        }
        let used = self.take(rest, false, each);
        self.carry.push_str(&rest[used..]);
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
            let (length, open_quote) = match self.cutter.row(rest, is_end) {
                Found::Row(length) => (length, None),
                Found::Open(length, cell) => (length, Some(cell)),
                Found::Unfinished => return at,
            };
            if length > MAX_ROW {
                self.long.get_or_insert(self.line);
            }
            each(Row {
                line: self.line,
                open_quote,
                text: rest,
                unquoted: &self.cutter.unquoted,
                cells: &self.cutter.cells,
                is_plain: !self.cutter.has_quotes,
            });
            // The break behind the row is counted with those before the next.
            if length > self.cutter.line {
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
        rows.cutter.width = width;
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
        let text = format!("a,b\n1,{}\n", "x".repeat(MAX_ROW));
        for (text, long) in [(&*text, Some(2)), (&text[..text.len() - 1], Some(2)), (&text[..MAX_ROW], None)]
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
