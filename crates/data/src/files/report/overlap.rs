//! What two lists share: one goes on where the other is not at its end yet, or lies inside it.
//!
//! ```text
//! first     a b c d            a b c d
//! second        c d e            b c
//! shared        2..4             1..3
//! ```

use std::ops::Range;

/// The places in the first list of the rows with which the second begins: as many as there are, up to the end
/// of either; `None` where it begins with nothing of the kind.
pub fn shared<T: PartialEq>(first: &[T], second: &[T]) -> Option<Range<usize>> {
    let borders = borders(second);
    let mut matched = 0;
    for (place, item) in first.iter().enumerate() {
        while matched > 0 && second[matched] != *item {
            matched = borders[matched - 1];
        }
        matched += usize::from(second.get(matched) == Some(item));
        if matched == second.len() {
            return (matched > 0).then(|| place + 1 - matched..place + 1);
        }
    }
    (matched > 0).then(|| first.len() - matched..first.len())
}

/// For every beginning of a list how long the longest part is with which it both begins and ends (the failure
/// function of Knuth, Morris and Pratt).
fn borders<T: PartialEq>(list: &[T]) -> Vec<usize> {
    let mut borders = vec![0; list.len()];
    let mut length = 0;
    for place in 1..list.len() {
        while length > 0 && list[length] != list[place] {
            length = borders[length - 1];
        }
        length += usize::from(list[length] == list[place]);
        borders[place] = length;
    }
    borders
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shared_rows_are_those_that_trying_all_finds(
            first in prop::collection::vec(0_u8..3, 0..12),
            second in prop::collection::vec(0_u8..3, 0..8),
        ) {
            let inside = (0..first.len()).find(|at| !second.is_empty() && first[*at..].starts_with(&second));
            let at_end = (0..first.len()).find(|at| second.starts_with(&first[*at..]));
            let expected = match (inside, at_end) {
                (Some(at), _) => Some(at..at + second.len()),
                (None, at) => at.map(|at| at..first.len()),
            };
            prop_assert_eq!(shared(&first, &second), expected);
        }
    }
}
