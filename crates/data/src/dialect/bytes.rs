//! Eight bytes at a time.

/// Whether two texts are the same, eight bytes at a time: WebAssembly has no instruction for it, and
/// what stands in for one goes byte by byte.
#[inline(always)]
pub fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let word =
        |text: &[u8], at: usize| text.get(at..at + 8)?.first_chunk().map(|eight| u64::from_ne_bytes(*eight));
    let mut at = 0;
    while let (Some(x), Some(y)) = (word(a, at), word(b, at)) {
        if x != y {
            return false;
        }
        at += 8;
    }
    // The last eight, some of them once more.
    match a.len().checked_sub(8) {
        Some(last) => word(a, last) == word(b, last),
        None => a.iter().zip(b).all(|(x, y)| x == y),
    }
}

/// The lowest bit that is set tells the first of eight bytes that is a quote, a backslash or a control
/// character; higher bits tell nothing. (`x - ones` borrows from the eighth bit where a byte is zero.)
#[inline(always)]
pub fn special(eight: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let zero = |bytes: u64| bytes.wrapping_sub(ONES) & !bytes;
    let control = eight.wrapping_sub(ONES * 0x20) & !eight;
    let quote = zero(eight ^ u64::from_le_bytes([b'"'; 8]));
    let backslash = zero(eight ^ u64::from_le_bytes([b'\\'; 8]));
    (quote | backslash | control) & (ONES * 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_or_not_at_any_length() {
        let text = b"a name of twenty-six bytes";
        for len in 0..text.len() {
            assert!(same(&text[..len], &text[..len]));
            assert!(!same(&text[..len], &text[..=len]));
            for at in 0..len {
                let mut other = text[..len].to_vec();
                other[at] ^= 1;
                assert!(!same(&text[..len], &other), "{len} {at}");
            }
        }
    }

    #[test]
    fn the_first_special_byte_is_found_among_any_others() {
        for byte in 0..=255_u8 {
            for (at, other) in (0..8).flat_map(|at| [b'a', 0x80, 0xff, b'!', byte].map(|other| (at, other))) {
                let mut eight = [other; 8];
                eight[at] = byte;
                let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
                let found = special(u64::from_le_bytes(eight)).trailing_zeros() as usize / 8;
                assert_eq!(found, eight.iter().position(is_special).unwrap_or(8), "{eight:?}");
            }
        }
    }
}
