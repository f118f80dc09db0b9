//! Lines that are folded inside a letter.
//!
//! ```text
//! SUMMARY:Zo\xc3            programs that fold by bytes, not by letters,
//!  \xab                     part the two bytes of an ë
//! ```

use crate::files::text::{Decoder, Encoding};
use crate::files::turns::Pace;

/// The text of a calendar in UTF-8, which may be folded anywhere.
pub async fn text(mut whole: Vec<u8>, pace: &mut Pace) -> String {
    let mut decoder = Decoder::new(Encoding::Utf8);
    let mut text = String::with_capacity(whole.len());
    let mut rest = &mut *whole;
    while !rest.is_empty() {
        let length = first_piece(rest, Pace::PIECE);
        let (piece, more) = rest.split_at_mut(length);
        pace.spend(length).await;
        mend_folds(piece);
        text.push_str(&decoder.feed(piece));
        rest = more;
    }
    text + &decoder.finish()
}

/// Whether a byte of UTF-8 goes on with a letter.
fn goes_on(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// The length of the fold that some bytes begin with: a line break and a blank.
fn fold(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'\r', b'\n', b' ' | b'\t', ..] => Some(3),
        [b'\n', b' ' | b'\t', ..] => Some(2),
        _ => None,
    }
}

/// Moves what goes on with a letter before the fold that parts it: unfolded, the lines hold the same, and they keep
/// their numbers.
fn mend_folds(bytes: &mut [u8]) {
    // Folds with nothing between them are one.
    let (mut mended, mut folds) = (Vec::with_capacity(bytes.len()), Vec::new());
    let mut rest = &*bytes;
    while !rest.is_empty() {
        let length = fold(rest).unwrap_or_default();
        folds.extend(&rest[..length]);
        rest = &rest[length..];
        if length > 0 {
            let more = rest.iter().take_while(|byte| goes_on(**byte)).count();
            mended.extend(&rest[..more]);
            rest = &rest[more..];
        } else {
            mended.append(&mut folds);
            mended.push(rest[0]);
            rest = &rest[1..];
        }
    }
    mended.append(&mut folds);
    bytes.copy_from_slice(&mended);
}

/// The length of a first piece, of so many bytes or a little longer, that parts no letter and no fold.
fn first_piece(bytes: &[u8], length: usize) -> usize {
    let is_safe = |byte: &u8| byte.is_ascii() && !byte.is_ascii_whitespace();
    let more = bytes.iter().skip(length).position(is_safe);
    more.map_or(bytes.len(), |more| length + more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_mended_to_what_the_whole_is() {
        let all = b"a\xc3\r\n \xabb\n\n \n\t\xf0\r\n \x9f\n \x8d\n \x9c \r\nc:d\r\n e\n".repeat(3);
        let mut whole = all.clone();
        mend_folds(&mut whole);
        for length in 1..all.len() {
            let (mut rest, mut mended) = (all.clone(), Vec::new());
            while !rest.is_empty() {
                let more = rest.split_off(first_piece(&rest, length));
                mend_folds(&mut rest);
                mended.append(&mut rest);
                rest = more;
            }
            assert!(mended == whole, "{length}");
        }
    }

    #[test]
    fn letters_are_whole_wherever_lines_are_folded() {
        for (text, expected) in [
            (&b"a\xc3\r\n \xabb"[..], &b"a\xc3\xab\r\n b"[..]),
            (b"\xf0\x9f\n\t\x8d\x9c\n \n", b"\xf0\x9f\x8d\x9c\n\t\n \n"),
            (b"\xf0\n \x9f\r\n \x8d\n \x9c", b"\xf0\x9f\x8d\x9c\n \r\n \n "),
            (b"a\r\n b\n\xab\n", b"a\r\n b\n\xab\n"),
            (b"\n \xab", b"\xab\n "),
            (b"\n", b"\n"),
            (b"", b""),
        ] {
            let mut bytes = text.to_vec();
            mend_folds(&mut bytes);
            assert_eq!(bytes, expected, "{text:?}");
        }
    }

    #[test]
    fn very_many_folds_beside_each_other_cost_no_more_than_others() {
        let count = 500_000;
        let mut bytes = b"\n \xab".repeat(count);
        mend_folds(&mut bytes);
        assert!(bytes == [b"\xab".repeat(count), b"\n ".repeat(count)].concat());
    }
}
