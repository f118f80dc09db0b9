//! The first rows of a table whose columns are not known.

use super::rows::Row;

/// Most rows.
const MOST_ROWS: usize = 1_000;

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
        if self.rows.len() == MOST_ROWS || self.bytes > ENOUGH {
            return;
        }
        self.bytes += row.cells().map(str::len).sum::<usize>();
        self.rows.push(row.cells().map(str::to_owned).collect());
    }
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
        assert_eq!(taken("x"), MOST_ROWS);
        assert_eq!(taken(&"x".repeat(ENOUGH)), 2);
        assert_eq!(taken(&"x".repeat(ENOUGH + 1)), 1, "one there always is");
    }
}
