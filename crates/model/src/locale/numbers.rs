//! Numbers.

use super::Locale;

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Before the decimals.
    pub decimal: char,
    /// Between groups of digits; `None` where there is nothing.
    pub group: Option<char>,
    /// How many digits the last group has, and each before it: 3 and 3, in India 3 and 2.
    pub sizes: (u8, u8),
    /// Fewest digits that stand before the last group; with fewer the number is not divided (`1234`).
    pub least: u8,
    /// Shares.
    pub percent: Percent,
}

/// Where the sign of per cent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent {
    /// Whether it comes first.
    pub is_first: bool,
    /// What is between it and the number.
    pub space: Option<char>,
}

impl Numbers {
    /// `1,234.5`, `48%`.
    pub const ENGLISH: Self = Self {
        decimal: '.',
        group: Some(','),
        sizes: (3, 3),
        least: 1,
        percent: Percent { is_first: false, space: None },
    };

    /// The digits of a whole number, in groups.
    pub fn grouped(&self, n: u64) -> String {
        let digits = n.to_string();
        let (last, before) = (usize::from(self.sizes.0.max(1)), usize::from(self.sizes.1.max(1)));
        let Some(sign) = self.group.filter(|_| digits.len() >= last + usize::from(self.least)) else {
            return digits;
        };
        let (head, tail) = digits.split_at(digits.len().saturating_sub(last));
        if head.is_empty() {
            return digits;
        }
        let mut text = String::with_capacity(digits.len() * 2);
        for (at, digit) in head.char_indices() {
            if at > 0 && (head.len() - at).is_multiple_of(before) {
                text.push(sign);
            }
            text.push(digit);
        }
        text.push(sign);
        text + tail
    }

    /// A share whose number is written already, and what stands before that: `<0.1%`.
    pub fn percent(&self, before: &str, number: &str) -> String {
        let Percent { is_first, space } = self.percent;
        let space = space.map_or_else(String::new, String::from);
        if is_first { format!("{before}%{space}{number}") } else { format!("{before}{number}{space}%") }
    }
}

impl Locale {
    /// A whole number: `1,000,000`.
    pub fn number(&self, n: u64) -> String {
        self.numbers.grouped(n)
    }

    /// A number with the sign of decimals for the point in `text`.
    pub fn decimals(&self, text: &str) -> String {
        text.replace('.', self.numbers.decimal.encode_utf8(&mut [0; 4]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(decimal: char, group: char) -> Numbers {
        Numbers { decimal, group: Some(group), ..Numbers::ENGLISH }
    }

    #[test]
    fn numbers_are_written_as_their_readers_do() {
        let spaced = Percent { is_first: false, space: Some('\u{a0}') };
        let german = Numbers { percent: spaced, ..numbers(',', '.') };
        let french = numbers(',', '\u{202f}');
        let indian = Numbers { sizes: (3, 2), ..Numbers::ENGLISH };
        let spanish = Numbers { least: 2, ..german };
        let swiss = numbers('.', '’');
        let bare = Numbers { group: None, ..Numbers::ENGLISH };
        for (numbers, expected) in [
            (Numbers::ENGLISH, ["0", "999", "1,234", "12,345", "12,345,678", "48%"]),
            (german, ["0", "999", "1.234", "12.345", "12.345.678", "48\u{a0}%"]),
            (french, ["0", "999", "1\u{202f}234", "12\u{202f}345", "12\u{202f}345\u{202f}678", "48%"]),
            (indian, ["0", "999", "1,234", "12,345", "1,23,45,678", "48%"]),
            (spanish, ["0", "999", "1234", "12.345", "12.345.678", "48\u{a0}%"]),
            (swiss, ["0", "999", "1’234", "12’345", "12’345’678", "48%"]),
            (bare, ["0", "999", "1234", "12345", "12345678", "48%"]),
        ] {
            let [zero, hundreds, thousands, tens, millions] =
                [0, 999, 1_234, 12_345, 12_345_678].map(|n| numbers.grouped(n));
            assert_eq!([zero, hundreds, thousands, tens, millions, numbers.percent("", "48")], expected);
        }
        let turkish = Numbers { percent: Percent { is_first: true, space: None }, ..german };
        assert_eq!(turkish.percent("<", "0,1"), "<%0,1");
        assert_eq!(Locale { numbers: german, ..Locale::BRITISH }.decimals("48.4"), "48,4");
    }

    #[test]
    fn whatever_the_groups_the_digits_stay() {
        for sizes in [(0, 0), (1, 1), (3, 2), (4, 4), (25, 3)] {
            for least in [0, 1, 2, 9] {
                let numbers = Numbers { sizes, least, ..Numbers::ENGLISH };
                for n in [0, 7, 10, 999, 1_000, 123_456, u64::MAX] {
                    assert_eq!(numbers.grouped(n).replace(',', ""), n.to_string(), "{numbers:?}");
                }
            }
        }
    }
}
