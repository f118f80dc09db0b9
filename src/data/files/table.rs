//! Rows of a CSV file, piece by piece, and the writing of cells that no spreadsheet takes for a
//! formula.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Delimiters that reports come with.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter of a text that begins with a header: the one that stands there most often outside
/// quotes.
pub fn delimiter_of(text: &str) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && counts.iter().any(|count| *count > 0) => break,
            _ if quoted => {}
            _ => {
                if let Some(i) = DELIMITERS.iter().position(|delimiter| *delimiter == byte) {
                    counts[i] += 1;
                }
            }
        }
    }
    let best = counts.iter().enumerate().max_by_key(|&(i, count)| (count, DELIMITERS.len() - i));
    best.map_or(b',', |(i, _)| DELIMITERS[i])
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Line of the file that it begins on, from 1.
    pub line: usize,
    text: &'a [u8],
    ends: &'a [usize],
}

impl<'a> Row<'a> {
    /// Number of cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell as it stands there; `None` past the last.
    pub fn cell(&self, index: usize) -> Option<&'a str> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        // The reader was fed text, and cuts it at ASCII characters only.
        std::str::from_utf8(self.text.get(start..end)?).ok()
    }

    /// A cell without space around it; `None` when nothing is left.
    pub fn trimmed(&self, index: Option<usize>) -> Option<&'a str> {
        self.cell(index?).map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> {
        let row = *self;
        (0..row.len()).map(move |index| row.cell(index).unwrap_or_default())
    }
}

/// Cuts text into rows.
pub struct Rows {
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    filled: usize,
    cells: usize,
    /// Line that the next byte stands on, and that of the row under way.
    line: usize,
    row_line: usize,
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("Rows").field("line", &self.line).finish_non_exhaustive()
    }
}

impl Rows {
    /// For cells with this delimiter between them.
    pub fn new(delimiter: u8) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            text: vec![0; 4096],
            ends: vec![0; 64],
            filled: 0,
            cells: 0,
            line: 1,
            row_line: 1,
        }
    }

    /// Hands the rows that are complete to `each`.
    pub fn feed(&mut self, text: &str, each: &mut impl FnMut(Row)) {
        let mut input = text.as_bytes();
        while !input.is_empty() {
            if self.filled == 0 && self.cells == 0 {
                let breaks = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                self.line += line_feeds(&input[..breaks]);
                self.row_line = self.line;
                input = &input[breaks..];
                if input.is_empty() {
                    return;
                }
            }
            let used = self.read(input, each);
            self.line += line_feeds(&input[..used]);
            input = &input[used..];
        }
    }

    /// Hands over the last row, which may lack its line break.
    pub fn finish(&mut self, each: &mut impl FnMut(Row)) {
        while self.filled > 0 || self.cells > 0 {
            self.read(b"", each);
        }
    }

    /// Reads at most one row; gives the number of bytes taken.
    fn read(&mut self, input: &[u8], each: &mut impl FnMut(Row)) -> usize {
        let (text, ends) = (&mut self.text[self.filled..], &mut self.ends[self.cells..]);
        let (result, used, written, found) = self.reader.read_record(input, text, ends);
        self.filled += written;
        self.cells += found;
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
            ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
            ReadRecordResult::Record => {
                let ends = &self.ends[..self.cells];
                each(Row { line: self.row_line, text: &self.text[..self.filled], ends });
                (self.filled, self.cells) = (0, 0);
            }
            ReadRecordResult::End => (self.filled, self.cells) = (0, 0),
        }
        used
    }
}

fn line_feeds(text: &[u8]) -> usize {
    text.iter().map(|byte| usize::from(*byte == b'\n')).sum()
}

/// Characters that make a spreadsheet take a cell for a formula, and the mark against it.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', GUARD];
const GUARD: char = '\'';

/// A text that no spreadsheet takes for a formula: an apostrophe goes before what looks like one
/// (and before an apostrophe, so that [`unguarded`] can tell).
pub fn guarded(text: &str) -> String {
    let looks_like_one = text.starts_with(FORMULA) || text.trim_start().starts_with(FORMULA);
    if looks_like_one { format!("{GUARD}{text}") } else { text.to_owned() }
}

/// The text before it was guarded.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix(GUARD).unwrap_or(text)
}

/// Rows as CSV, with every cell guarded.
pub fn to_csv<C: AsRef<str>>(rows: impl IntoIterator<Item = impl IntoIterator<Item = C>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        let cells = row.into_iter().map(|cell| guarded(cell.as_ref()));
        // Writing to memory cannot fail.
        let _ = writer.write_record(cells);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, piece: usize) -> Vec<(usize, Vec<String>)> {
        let mut rows = Rows::new(delimiter_of(text));
        let mut found = Vec::new();
        let mut each = |row: Row| found.push((row.line, row.cells().map(str::to_owned).collect()));
        let mut rest = text;
        while !rest.is_empty() {
            let end = (piece..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
            rows.feed(&rest[..end], &mut each);
            rest = &rest[end..];
        }
        rows.finish(&mut each);
        found
    }

    #[test]
    fn rows_know_their_lines_in_pieces_of_any_size() {
        let text = "a,b\r\n\r\n1,\"two\nlines\"\r\n\"x\"\"y\",é\n,";
        let row = |line, cells: [&str; 2]| (line, cells.map(str::to_owned).to_vec());
        let expected =
            [row(1, ["a", "b"]), row(3, ["1", "two\nlines"]), row(5, ["x\"y", "é"]), row(6, ["", ""])];
        for piece in [1, 2, 3, 7, 1000] {
            assert_eq!(read(text, piece), expected, "pieces of {piece}");
        }
    }

    #[test]
    fn long_cells_and_many_cells_fit() {
        let long = "x".repeat(20_000);
        let many = vec!["1"; 500].join(",");
        let found = read(&format!("{long},y\n{many}\n"), 999);
        assert_eq!((found[0].1[0].len(), found[1].1.len()), (20_000, 500));
    }

    #[test]
    fn the_header_tells_the_delimiter() {
        for (text, delimiter) in [
            ("a;b;c,d\n1,2,3,4,5;6", b';'),
            ("a\tb\n", b'\t'),
            ("a|b|c", b'|'),
            ("\"a;b;c\",d\n", b','),
            ("single\n", b','),
            ("\n\na;b\n,,,,", b';'),
        ] {
            assert_eq!(delimiter_of(text), delimiter, "{text:?}");
        }
    }

    #[test]
    fn formulas_are_guarded() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "'=1"] {
            assert_eq!(guarded(bad), format!("'{bad}"));
        }
        assert_eq!(guarded("Lunch = long"), "Lunch = long");
        assert_eq!(to_csv([["=a", "b,c"]]), b"'=a,\"b,c\"\n");
    }

    proptest! {
        #[test]
        fn a_guarded_text_comes_back(text in "\\PC{0,8}|[-=+@'\t\r a]{0,4}") {
            let guarded = guarded(&text);
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(unguarded(&guarded), text);
        }

        #[test]
        fn what_is_written_is_read(rows in prop::collection::vec(prop::collection::vec(".{0,6}", 2..4), 1..6), piece in 1_usize..9) {
            let bytes = to_csv(std::iter::once(&vec!["header".to_owned()]).chain(&rows));
            let text = String::from_utf8(bytes).unwrap();
            let found: Vec<Vec<String>> = read_with(&text, piece);
            prop_assert_eq!(&found[1..], &rows[..]);
        }
    }

    fn read_with(text: &str, piece: usize) -> Vec<Vec<String>> {
        let mut rows = Rows::new(b',');
        let mut found = Vec::new();
        let mut each =
            |row: Row| found.push(row.cells().map(|cell| unguarded(cell).to_owned()).collect::<Vec<_>>());
        let chars: Vec<char> = text.chars().collect();
        for piece in chars.chunks(piece) {
            rows.feed(&piece.iter().collect::<String>(), &mut each);
        }
        rows.finish(&mut each);
        found
    }
}
