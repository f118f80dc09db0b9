//! Eight bytes at a time.

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
