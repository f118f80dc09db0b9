//! What cells said in rows before: most rows say the same few things again.

use crate::files::rows::Row;

/// Texts that are kept.
const PLACES: usize = 256;

/// Longest text that is kept, in words of eight bytes.
const LONGEST: usize = 64;

/// What the cells of some columns say together, by the bytes that they had before.
#[derive(Debug)]
pub(super) struct Known<T> {
    columns: Vec<usize>,
    /// Each at the place that its text tells, or at that beside it.
    kept: Vec<Option<(Box<[u64]>, T)>>,
    /// The text that was asked for last: of each cell how long it is, and its bytes.
    text: Vec<u64>,
    place: usize,
}

impl<T> Known<T> {
    /// For the cells of these columns.
    pub fn new(columns: Vec<usize>) -> Self {
        let kept = (0..PLACES).map(|_| None).collect();
        Self { columns, kept, text: Vec::new(), place: 0 }
    }

    /// What its cells say, if a row before had the same.
    pub fn get(&mut self, row: &Row) -> Option<&T> {
        self.text.clear();
        for column in &self.columns {
            let cell = row.bytes(*column);
            if cell.len() < 8 {
                self.text.push((cell.len() as u64) << 56 | word(cell));
            } else {
                self.text.push(1 << 63 | cell.len() as u64);
                self.text.extend(cell.chunks(8).map(word));
            }
        }
        let mixed = self.text.iter().fold(0, |mixed, word| mix(mixed, *word));
        self.place = (mixed >> 32) as usize % PLACES;
        let is_asked = |place: &usize| {
            let text = self.kept[*place].as_ref().map_or(&[][..], |(text, _)| text);
            text.len() == self.text.len() && text.iter().zip(&self.text).all(|(a, b)| a == b)
        };
        let place = [self.place, self.place ^ 1].into_iter().find(is_asked)?;
        self.kept[place].as_ref().map(|(_, said)| said)
    }

    /// Says what the cells say that were asked for last.
    pub fn keep(&mut self, said: T) {
        if self.text.len() <= LONGEST {
            self.kept[self.place ^ 1] = self.kept[self.place].replace((self.text[..].into(), said));
        }
    }
}

/// At most eight bytes as one number.
fn word(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

/// A number in whose upper half all bits of a text so far tell.
fn mix(mixed: u64, word: u64) -> u64 {
    (mixed.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::super::super::rows::Whole;
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn what_is_known_was_said_of_the_same_cells(
            rows in prop::collection::vec(prop::collection::vec("[ab\0]{0,17}|a{0,3}", 0..4), 1..300),
        ) {
            let mut known = Known::new(vec![2, 0]);
            let mut said = HashMap::new();
            let mut found = 0;
            for cells in &rows {
                let whole = Whole::new(1, cells);
                let cell = |place: usize| cells.get(place).map_or("", String::as_str);
                let count = said.len();
                let number = *said.entry((cell(2), cell(0))).or_insert(count);
                match known.get(&whole.row()) {
                    Some(known) => { found += 1; prop_assert_eq!(*known, number); }
                    None => known.keep(number),
                }
            }
            prop_assert!(found > 0 || said.len() > 1 || rows.len() == 1);
        }
    }

    #[test]
    fn long_texts_are_not_kept() {
        let mut known = Known::new(vec![0]);
        for (length, is_known) in [(8 * (LONGEST - 1), true), (8 * LONGEST, false)] {
            let whole = Whole::new(1, &["x".repeat(length)]);
            assert_eq!(known.get(&whole.row()), None);
            known.keep(length);
            assert_eq!(known.get(&whole.row()).is_some(), is_known);
        }
    }
}
