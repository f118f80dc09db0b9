//! Bytes of a file → text, piece by piece: UTF-8 or UTF-16, with or without a byte order mark. What
//! is no UTF-8 is read as Latin-1, which is what older spreadsheets write.

/// How a file's text is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, or Latin-1 where it is broken.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
}

impl Encoding {
    /// The encoding of a file that begins like this, and the length of its byte order mark.
    pub fn detect(head: &[u8]) -> (Self, usize) {
        match head {
            [0xef, 0xbb, 0xbf, ..] => (Self::Utf8, 3),
            [0xff, 0xfe, ..] => (Self::Utf16Le, 2),
            [0xfe, 0xff, ..] => (Self::Utf16Be, 2),
            // Without a mark: headers are ASCII, so that every other byte is zero.
            [a, 0, b, 0, ..] if *a != 0 && *b != 0 => (Self::Utf16Le, 0),
            [0, a, 0, b, ..] if *a != 0 && *b != 0 => (Self::Utf16Be, 0),
            _ => (Self::Utf8, 0),
        }
    }
}

/// Decodes a file piece by piece.
#[derive(Clone, Debug)]
pub struct Decoder {
    encoding: Encoding,
    /// Bytes of a character that is not complete yet.
    carry: Vec<u8>,
}

impl Decoder {
    /// For a file in this encoding, after its byte order mark.
    pub fn new(encoding: Encoding) -> Self {
        Self { encoding, carry: Vec::new() }
    }

    /// The text of the next bytes; characters that are not complete wait for the next piece.
    pub fn feed(&mut self, bytes: &[u8]) -> String {
        self.carry.extend_from_slice(bytes);
        let (text, used) = match self.encoding {
            Encoding::Utf8 => utf8(&self.carry, false),
            Encoding::Utf16Le => utf16(&self.carry, u16::from_le_bytes),
            Encoding::Utf16Be => utf16(&self.carry, u16::from_be_bytes),
        };
        self.carry.drain(..used);
        text
    }

    /// What is left at the end of the file.
    pub fn finish(&mut self) -> String {
        match self.encoding {
            Encoding::Utf8 => utf8(&std::mem::take(&mut self.carry), true).0,
            Encoding::Utf16Le | Encoding::Utf16Be if self.carry.is_empty() => String::new(),
            Encoding::Utf16Le | Encoding::Utf16Be => char::REPLACEMENT_CHARACTER.to_string(),
        }
    }
}

fn utf8(mut bytes: &[u8], is_end: bool) -> (String, usize) {
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
                text.extend(rest[..bad].iter().map(|&byte| char::from(byte)));
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn what_is_no_utf_8_is_latin_1() {
        for piece in [1, 2, 1000] {
            assert_eq!(decoded(b"Zo\xeb M\xfcller", piece), "Zoë Müller");
            assert_eq!(decoded(b"caf\xe9", piece), "café");
        }
        assert_eq!(decoded(b"a\0b\0c", 2), "ab\u{fffd}");
    }
}
