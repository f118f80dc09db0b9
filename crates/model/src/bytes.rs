//! Texts compared eight bytes at a time.

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
}
