//! Lines that are folded inside a letter.
//!
//! ```text
//! SUMMARY:Zo\xc3            programs that fold by bytes, not by letters,
//!  \xab                     part the two bytes of an ë
//! ```

/// Whether a byte of UTF-8 goes on with a letter.
fn goes_on(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// Moves what goes on with a letter before the fold that parts it: unfolded, the lines hold the same, and they keep
/// their numbers.
pub fn mend_folds(bytes: &mut [u8]) {
    let (mut at, mut folds) = (0, 0..0);
    while let Some(line_break) = bytes[at..].iter().position(|byte| *byte == b'\n') {
        let fold = at + line_break;
        at = fold + 1;
        if !matches!(bytes.get(at), Some(b' ' | b'\t')) {
            continue;
        }
        let from = if fold > 0 && bytes[fold - 1] == b'\r' { fold - 1 } else { fold };
        let rest = bytes[fold + 2..].iter().take_while(|byte| goes_on(**byte)).count();
        // Folds with nothing between them are one.
        let from = if folds.end == from { folds.start } else { from };
        folds = from + rest..fold + 2 + rest;
        bytes[from..folds.end].rotate_right(rest);
        at = folds.end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
