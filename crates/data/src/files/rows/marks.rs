//! Marks between cells and rows, found eight bytes at a time.

use std::ops::ControlFlow;

/// One of each byte, and the highest bit of each.
const ONES: u64 = u64::MAX / 255;
const HIGH: u64 = ONES << 7;

/// Bytes to look for, each in all bytes of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks([u64; 4]);

impl Marks {
    pub fn new(bytes: [u8; 4]) -> Self {
        Self(bytes.map(|byte| u64::from(byte) * ONES))
    }

    /// Hands each mark with its place to `take`, until that has enough.
    pub fn each(self, text: &[u8], mut take: impl FnMut(usize, u8) -> ControlFlow<()>) {
        let (words, rest) = text.as_chunks::<8>();
        for (word, bytes) in words.iter().enumerate() {
            let mut found = self.in_word(u64::from_le_bytes(*bytes));
            while found != 0 {
                let place = found.trailing_zeros() as usize / 8;
                if take(8 * word + place, bytes[place]).is_break() {
                    return;
                }
                found &= found - 1;
            }
        }
        let is_mark = |byte: u8| self.0.contains(&(u64::from(byte) * ONES));
        for (place, byte) in rest.iter().enumerate().filter(|(_, byte)| is_mark(**byte)) {
            if take(8 * words.len() + place, *byte).is_break() {
                return;
            }
        }
    }

    /// The highest bit of each byte that is a mark.
    fn in_word(self, word: u64) -> u64 {
        // Adding 127 to seven bits carries into the eighth unless all are 0.
        let differs = |mark: u64| (((word ^ mark) & !HIGH) + !HIGH) | (word ^ mark);
        let [a, b, c, d] = self.0.map(differs);
        !(a & b & c & d) & HIGH
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn marks_are_those_that_a_look_at_each_byte_finds(
            text in prop::collection::vec(prop_oneof![prop::sample::select(&b",\"\n\r\x0c\x8c+-\xac"[..]), any::<u8>()], 0..40),
            enough in 1_usize..9,
        ) {
            let marks = b",\"\n\r";
            let places = text.iter().copied().enumerate().filter(|(_, byte)| marks.contains(byte));
            let expected: Vec<(usize, u8)> = places.take(enough).collect();
            let mut found = Vec::new();
            Marks::new(*marks).each(&text, |place, byte| {
                found.push((place, byte));
                if found.len() == enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            prop_assert_eq!(found, expected);
        }
    }
}
