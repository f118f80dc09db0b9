//! Bytes of a file → text, piece by piece: UTF-8 or UTF-16, with or without a byte order mark. What
//! is no UTF-8 is read as Windows-1252, which is what older spreadsheets write.

use std::borrow::Cow;

/// How a file's text is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, or Windows-1252 where it is broken.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
}

/// Bytes looked at when there is no byte order mark.
const HEAD: usize = 4096;

impl Encoding {
    /// The encoding of a file that begins like this, and the length of its byte order mark.
    pub fn detect(head: &[u8]) -> (Self, usize) {
        match head {
            [0xef, 0xbb, 0xbf, ..] => (Self::Utf8, 3),
            [0xff, 0xfe, ..] => (Self::Utf16Le, 2),
            [0xfe, 0xff, ..] => (Self::Utf16Be, 2),
            _ => (Self::without_mark(&head[..head.len().min(HEAD)]), 0),
        }
    }

    /// Marks of a table and line breaks are ASCII in any language: in UTF-16 one byte of each is zero, and
    /// always the same one. No other text has zeros.
    fn without_mark(head: &[u8]) -> Self {
        let (pairs, _) = head.as_chunks::<2>();
        let high_first = pairs.iter().filter(|pair| pair[0] == 0 && pair[1] != 0).count();
        let low_first = pairs.iter().filter(|pair| pair[1] == 0 && pair[0] != 0).count();
        match pairs.len() / 16 {
            _ if pairs.contains(&[0, 0]) => Self::Utf8,
            few if low_first > few && low_first > 8 * high_first => Self::Utf16Le,
            few if high_first > few && high_first > 8 * low_first => Self::Utf16Be,
            _ => Self::Utf8,
        }
    }
}

/// Decodes a file piece by piece.
#[derive(Clone, Debug)]
pub struct Decoder {
    encoding: Encoding,
    /// Bytes of a character that is not complete yet.
    carry: Vec<u8>,
    legacy: Legacy,
}

/// Whether some of the text was no UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Legacy {
    Unseen,
    Seen,
    Told,
}

impl Decoder {
    /// For a file in this encoding, after its byte order mark.
    pub fn new(encoding: Encoding) -> Self {
        Self { encoding, carry: Vec::new(), legacy: Legacy::Unseen }
    }

    /// The text of the next bytes; characters that are not complete wait for the next piece. Byte order
    /// marks are no text, wherever they stand (files that were joined have some inside).
    pub fn feed<'b>(&mut self, bytes: &'b [u8]) -> Cow<'b, str> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) if self.encoding == Encoding::Utf8 && self.carry.is_empty() => Cow::Borrowed(text),
            _ => Cow::Owned(self.decode(bytes)),
        };
        let has_marks = !text.is_ascii() && text.contains(MARK);
        if has_marks { text.replace(MARK, "").into() } else { text }
    }

    fn decode(&mut self, bytes: &[u8]) -> String {
        self.carry.extend_from_slice(bytes);
        let (text, used) = match self.encoding {
            Encoding::Utf8 => utf8(&self.carry, false, &mut self.legacy),
            Encoding::Utf16Le => utf16(&self.carry, u16::from_le_bytes),
            Encoding::Utf16Be => utf16(&self.carry, u16::from_be_bytes),
        };
        self.carry.drain(..used);
        text
    }

    /// What is left at the end of the file.
    pub fn finish(&mut self) -> String {
        match self.encoding {
            Encoding::Utf8 => utf8(&std::mem::take(&mut self.carry), true, &mut self.legacy).0,
            // A line break that some program added as one byte, or half of one.
            Encoding::Utf16Le | Encoding::Utf16Be if matches!(self.carry[..], [] | [b'\r' | b'\n' | 0]) => {
                String::new()
            }
            Encoding::Utf16Le | Encoding::Utf16Be => char::REPLACEMENT_CHARACTER.to_string(),
        }
    }

    /// Whether since the last question the first bytes came that are no UTF-8, and were read as
    /// Windows-1252.
    pub fn turned_legacy(&mut self) -> bool {
        let has_turned = self.legacy == Legacy::Seen;
        if has_turned {
            self.legacy = Legacy::Told;
        }
        has_turned
    }
}

const MARK: char = '\u{feff}';

/// Windows-1252 from 0x80 to 0x9f; bytes that it leaves open stay what they are in Latin-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    let at = usize::from(byte).checked_sub(0x80);
    at.and_then(|at| WINDOWS_1252.get(at)).copied().unwrap_or(char::from(byte))
}

fn utf8(mut bytes: &[u8], is_end: bool, legacy: &mut Legacy) -> (String, usize) {
    let whole = bytes.len();
    let mut text = String::with_capacity(whole);
    loop {
        match std::str::from_utf8(bytes) {
            Ok(rest) => {
                text.push_str(rest);
                return (text, whole);
            }
            Err(error) => {
                let (good, rest) = bytes.split_at(error.valid_up_to());
                text.push_str(&String::from_utf8_lossy(good));
                let bad = match error.error_len() {
                    None if !is_end => return (text, whole - rest.len()),
                    None => rest.len(),
                    Some(length) => length,
                };
                if *legacy == Legacy::Unseen {
                    *legacy = Legacy::Seen;
                }
                text.extend(rest[..bad].iter().map(|byte| windows_1252(*byte)));
                bytes = &rest[bad..];
            }
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, usize) {
    let mut units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    // The first half of a pair waits for the second.
    if units.last().is_some_and(|last| (0xd800..0xdc00).contains(last)) {
        units.pop();
    }
    let used = units.len() * 2;
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    (text, used)
}

/// The text of a file that is here as a whole.
pub fn whole(bytes: &[u8]) -> String {
    let (encoding, mark) = Encoding::detect(bytes);
    let mut decoder = Decoder::new(encoding);
    decoder.feed(&bytes[mark..]).into_owned() + &decoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "Agent_No;Zoë;日本;🎧\r\n";

    fn decoded(bytes: &[u8], piece: usize) -> String {
        let (encoding, mark) = Encoding::detect(bytes);
        let mut decoder = Decoder::new(encoding);
        let mut text: String = bytes[mark..].chunks(piece).map(|bytes| decoder.feed(bytes)).collect();
        text.push_str(&decoder.finish());
        text
    }

    #[test]
    fn every_encoding_in_pieces_of_any_size() {
        let units: Vec<u16> = TEXT.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for piece in [1, 2, 3, 5, 1000] {
            assert_eq!(decoded(TEXT.as_bytes(), piece), TEXT);
            assert_eq!(decoded(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), piece), TEXT);
            assert_eq!(decoded(&little, piece), TEXT);
            assert_eq!(decoded(&[&b"\xff\xfe"[..], &little].concat(), piece), TEXT);
            assert_eq!(decoded(&big, piece), TEXT);
            assert_eq!(decoded(&[&b"\xfe\xff"[..], &big].concat(), piece), TEXT);
        }
    }

    #[test]
    fn what_is_no_utf_8_is_windows_1252() {
        for piece in [1, 2, 3, 1000] {
            assert_eq!(decoded(b"Zo\xeb M\xfcller", piece), "Zoë Müller");
            assert_eq!(decoded(b"caf\xe9", piece), "café");
            let names = b"Siobh\xe1n O\x92Neil,\x8a\xe1rka,Lunch \x96 late,\x93x\x94 \x80 5\x85";
            assert_eq!(decoded(names, piece), "Siobhán O’Neil,Šárka,Lunch – late,“x” € 5…");
            assert_eq!(decoded(b"\x81\x8d\x8f\x90\x9d\xff", piece), "\u{81}\u{8d}\u{8f}\u{90}\u{9d}ÿ");
        }
    }

    #[test]
    fn a_broken_byte_leaves_the_other_text_as_it_is() {
        for piece in [1, 2, 3, 1000] {
            assert_eq!(decoded(b"Zo\xc3\xab;\x92;\xe6\x97\xa5\xe6;\xf0\x9f\x8e\xa7", piece), "Zoë;’;日æ;🎧");
            assert_eq!(decoded(b"\xef\xbb\xbfZo\xc3\xab \xf0\x9f", piece), "Zoë ðŸ");
        }
    }

    #[test]
    fn marks_inside_a_text_go() {
        assert_eq!(decoded("\u{feff}\u{feff}a\n\u{feff}b".as_bytes(), 2), "a\nb");
        let units = "\u{feff}a\u{feff}b".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
        assert_eq!(decoded(&units, 3), "ab");
    }

    #[test]
    fn the_end_of_utf_16_may_be_cut_or_a_line_break_of_one_byte() {
        assert_eq!(decoded(b"a\0b\0c", 2), "ab\u{fffd}");
        assert_eq!(decoded(b"\xff\xfea\0b\0\n", 2), "ab");
        assert_eq!(decoded(b"\xfe\xff\0a\0b\0", 2), "ab");
        // Half of a pair.
        assert_eq!(decoded(b"\xff\xfea\0\x3c\xd8", 2), "a\u{fffd}");
        assert_eq!(decoded(b"\xff\xfea\0\x3c\xd8\xa7", 2), "a\u{fffd}");
    }

    #[test]
    fn utf_16_without_a_mark_is_known_by_its_zeros_even_behind_a_title_of_other_letters() {
        let text = format!("{}\r\nAgent_No,Start_Date,Duration\r\n", "担当者の状態".repeat(9));
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!((decoded(&little, 7), decoded(&big, 7)), (text.clone(), text.clone()));
        for text in [&b""[..], b"a", b"a\0", b"Agent_No,\0\0\0", b"\0\x01\x02\0\x03\0\0\x04", text.as_bytes()]
        {
            let expected = if text == b"a\0" { Encoding::Utf16Le } else { Encoding::Utf8 };
            assert_eq!(Encoding::detect(text), (expected, 0), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_utf_8_in_pieces_of_any_size(text in "\\PC{0,40}", piece in 1_usize..9) {
            prop_assert_eq!(decoded(text.as_bytes(), piece), text.replace(MARK, ""));
        }

        #[test]
        fn any_bytes_are_taken_and_pieces_change_nothing(bytes: Vec<u8>, piece in 1_usize..9) {
            prop_assert_eq!(decoded(&bytes, piece), decoded(&bytes, 1_000));
        }
    }
}
