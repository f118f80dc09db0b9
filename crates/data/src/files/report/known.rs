//! What cells said in rows before: most rows say the same few things again.

use crate::files::rows::Row;
use model::bytes::same;

/// Texts that are kept.
const PLACES: usize = 256;

/// Longest text that is kept, in bytes.
const LONGEST: usize = 512;

/// What the cells of some columns say together, by the bytes that they had before.
#[derive(Debug)]
pub(super) struct Known<T> {
    texts: Texts,
    said: Vec<Option<T>>,
}

impl<T> Known<T> {
    /// For the cells of these columns.
    pub fn new(columns: &[usize]) -> Self {
        Self { texts: Texts::new(columns), said: (0..PLACES).map(|_| None).collect() }
    }

    /// What its cells say, if a row before had the same.
    pub fn get(&mut self, row: &Row) -> Option<&T> {
        self.said[self.texts.find(row)?].as_ref()
    }

    /// Says what the cells of a row say, which were asked for last.
    pub fn keep(&mut self, row: &Row, said: T) {
        if let Some((place, beside)) = self.texts.keep(row) {
            self.said[beside] = self.said[place].replace(said);
        }
    }
}

/// Texts of cells, by their places.
#[derive(Debug)]
struct Texts {
    /// Columns beside each other: the first and the last of them.
    runs: Vec<(usize, usize)>,
    /// Each at the place that its text tells, or at that beside it.
    kept: Vec<Option<Box<[u8]>>>,
    text: Vec<u8>,
    /// The place of the text that was asked for last, and of the last that was found.
    place: usize,
    last: usize,
}

impl Texts {
    fn new(columns: &[usize]) -> Self {
        let runs = columns.chunk_by(|a, b| a + 1 == *b).map(|run| (run[0], run[run.len() - 1]));
        Self { runs: runs.collect(), kept: vec![None; PLACES], text: Vec::new(), place: 0, last: 0 }
    }

    fn find(&mut self, row: &Row) -> Option<usize> {
        let Self { runs, kept, text, place, last } = self;
        let text = text_of(runs, row, text);
        let is_asked = |place: &usize| kept[*place].as_ref().is_some_and(|kept| same(kept, text));
        // Rows of one agent follow each other.
        if !is_asked(last) {
            *place = place_of(text);
            *last = [*place, *place ^ 1].into_iter().find(is_asked)?;
        }
        Some(*last)
    }

    /// Keeps the text that was asked for last, unless it is long; gives its place, and that beside it, to which goes what
    /// was there.
    fn keep(&mut self, row: &Row) -> Option<(usize, usize)> {
        let text = text_of(&self.runs, row, &mut self.text);
        let (place, beside) = (self.place, self.place ^ 1);
        (text.len() <= LONGEST).then(|| {
            self.kept[beside] = self.kept[place].replace(text.into());
            (place, beside)
        })
    }
}

/// A text that no other cells have. Cells beside each other in a row without quotes are one already, with the marks
/// between them; of any others it is how long each is, and its bytes, behind a mark that no such row has.
#[inline]
fn text_of<'t>(runs: &[(usize, usize)], row: &Row<'t>, text: &'t mut Vec<u8>) -> &'t [u8] {
    if let [(first, last)] = runs
        && let Some(run) = row.run(*first, *last)
    {
        return run;
    }
    text.clear();
    for (first, last) in runs {
        if let Some(run) = row.run(*first, *last) {
            text.push(b'\n');
            text.extend_from_slice(run);
        } else {
            for cell in (*first..=*last).map(|column| row.bytes(column)) {
                text.push(b'\r');
                text.extend_from_slice(&(cell.len() as u32).to_le_bytes());
                text.extend_from_slice(cell);
            }
        }
    }
    text
}

fn place_of(text: &[u8]) -> usize {
    let (words, rest) = text.as_chunks::<8>();
    let rest = match text.last_chunk::<8>() {
        Some(last) => u64::from_le_bytes(*last),
        None => rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    let mixed = words.iter().fold(text.len() as u64, |mixed, word| mix(mixed, u64::from_le_bytes(*word)));
    (mix(mixed, rest) >> 32) as usize % PLACES
}

/// A number in whose upper half all bits of a text so far tell.
fn mix(mixed: u64, word: u64) -> u64 {
    (mixed.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::super::super::rows::{Rows, Whole};
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn what_is_known_was_said_of_the_same_cells(
            rows in prop::collection::vec(prop::collection::vec("[ab\0]{0,17}|a{0,3}", 0..4), 1..300),
        ) {
            let mut known = Known::new(&[2, 0]);
            let mut said = HashMap::new();
            let mut found = 0;
            for cells in &rows {
                let whole = Whole::new(1, cells);
                let cell = |place: usize| cells.get(place).map_or("", String::as_str);
                let count = said.len();
                let number = *said.entry((cell(2), cell(0))).or_insert(count);
                match known.get(&whole.row()) {
                    Some(known) => { found += 1; prop_assert_eq!(*known, number); }
                    None => known.keep(&whole.row(), number),
                }
            }
            prop_assert!(found > 0 || said.len() > 1 || rows.len() == 1);
        }
    }

    /// A cell as a table has it: bare, or in quotes with whatever may stand there.
    fn written() -> impl Strategy<Value = String> {
        let quoted =
            prop::collection::vec(prop::sample::select(&["a", ",", "\n", "\r", "\"\"", "\0"][..]), 0..4);
        prop_oneof![3 => "[ab\0]{0,2}", 1 => quoted.prop_map(|parts| format!("\"{}\"", parts.concat()))]
    }

    proptest! {
        #[test]
        fn rows_of_a_table_say_the_same_where_their_cells_are_the_same(
            rows in prop::collection::vec(prop::collection::vec(written(), 2..5), 1..200),
            columns in prop::sample::subsequence(vec![0, 1, 2, 3, 4], 0..5),
        ) {
            let text: Vec<String> = rows.iter().map(|cells| cells.join(",") + "\n").collect();
            let (mut known, mut said) = (Known::new(&columns), HashMap::new());
            let mut wrong = Vec::new();
            let mut table = Rows::new(b',');
            let mut each = |row: Row| {
                let cells: Vec<String> =
                    columns.iter().map(|column| row.cell(*column).unwrap_or_default().to_owned()).collect();
                let count = said.len();
                let number = *said.entry(cells).or_insert(count);
                match known.get(&row) {
                    Some(known) if *known == number => {}
                    Some(_) => wrong.push(row.line),
                    None => known.keep(&row, number),
                }
            };
            table.feed(&text.concat(), &mut each);
            table.finish(&mut each);
            prop_assert!(wrong.is_empty(), "lines {:?}", wrong);
        }
    }

    #[test]
    fn long_texts_are_not_kept() {
        let mut known = Known::new(&[0]);
        for (length, is_known) in [(LONGEST - 5, true), (LONGEST - 4, false)] {
            let whole = Whole::new(1, &["x".repeat(length)]);
            assert_eq!(known.get(&whole.row()), None);
            known.keep(&whole.row(), length);
            assert_eq!(known.get(&whole.row()).is_some(), is_known);
        }
    }
}
