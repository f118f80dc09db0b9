//! The first rows of a table whose columns are not known.

use super::FileError;
use super::rows::{Row, Rows};

/// Rows by which it is told what parts the cells of an unknown table.
pub const SAMPLE_ROWS: usize = 6;

/// Bytes of a text that may well be a whole file.
const SMALL: usize = 16 * 1024;

/// Most rows.
const MAX_ROWS: usize = 1_000;

/// Bytes after which no more rows are taken.
const ENOUGH: usize = 64 * 1024;

/// The first rows of a table: enough to show some, and to find the states that it has.
#[derive(Debug, Default)]
pub struct Sample {
    /// Cells by rows.
    pub rows: Vec<Vec<String>>,
    bytes: usize,
}

impl Sample {
    /// Takes a row, as long as there is room.
    pub fn push(&mut self, row: &Row) {
        if self.rows.len() == MAX_ROWS || self.bytes > ENOUGH {
            return;
        }
        self.bytes += row.cells().map(str::len).sum::<usize>();
        self.rows.push(row.cells().map(str::to_owned).collect());
    }
}

/// The error for a table whose columns are not known, with what a person needs to say what they are.
pub fn unknown(head: &str, firsts: &[(u8, Vec<Vec<String>>)]) -> FileError {
    // The delimiter under which most rows are as wide as the widest.
    let fit = |rows: &[Vec<String>]| {
        let width = rows.iter().map(Vec::len).max().unwrap_or_default();
        let full = rows.iter().filter(|row| row.len() == width).count();
        if width > 1 { (full.min(SAMPLE_ROWS), width) } else { (0, 0) }
    };
    let best = firsts.iter().reduce(|best, other| if fit(&other.1) > fit(&best.1) { other } else { best });
    let (delimiter, rows) = best.map_or((b',', &[][..]), |(delimiter, rows)| (*delimiter, rows.as_slice()));
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let (mut found, mut sample) = (None, Sample::default());
    let mut take = |row: Row| {
        if row.len() == width {
            if found.is_some() {
                sample.push(&row);
            } else {
                found = Some(row.cells().map(plain).collect());
            }
        }
    };
    let mut rows = Rows::new(delimiter);
    rows.set_width(width);
    // The last line of a long text may be cut off.
    let whole = head.rfind('\n').filter(|_| head.len() > SMALL).map_or(head, |end| &head[..end]);
    rows.feed(whole, &mut take);
    rows.finish(&mut take);
    FileError::UnknownColumns { found: found.unwrap_or_default(), rows: sample.rows }
}

/// The name of a column without what stands around it.
pub fn plain(name: &str) -> String {
    name.trim().trim_matches('\u{feff}').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::rows::Whole;
    use super::*;

    #[test]
    fn it_ends_with_many_rows_and_with_long_ones() {
        let taken = |cell: &str| {
            let mut sample = Sample::default();
            let row = Whole::new(1, &[cell.to_owned()]);
            (0..5_000).for_each(|_| sample.push(&row.row()));
            sample.rows.len()
        };
        assert_eq!(taken("x"), MAX_ROWS);
        assert_eq!(taken(&"x".repeat(ENOUGH)), 2);
        assert_eq!(taken(&"x".repeat(ENOUGH + 1)), 1, "one there always is");
    }
}
