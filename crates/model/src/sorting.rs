//! Sorting in little code. The standard library's sorts are compiled anew for each kind of list, 4 to 20 KB each time:
//! worth it where millions of rows are sorted, not for the states of a table.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Lists up to this length are sorted where they lie.
const SHORT: usize = 20;

/// Puts a list in order; equal ones stay as they are.
pub fn sort<T: Ord>(list: &mut [T]) {
    sort_by(list, T::cmp);
}

/// Puts a list in the order of keys; those with equal ones stay as they are.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// Puts a list in an order; equal ones stay as they are.
pub fn sort_by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if list.len() > SHORT {
        let mut places: Vec<usize> = (0..list.len()).collect();
        sort_places(&mut places, &|a, b| compare(&list[a], &list[b]));
        arrange(list, &mut places);
        return;
    }
    for end in 1..list.len() {
        let mut at = end;
        while at > 0 && compare(&list[at - 1], &list[at]) == Ordering::Greater {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// A set of these. `collect` sorts them first.
pub fn set_of<T: Ord>(all: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(all);
    set
}

/// The one sort of all long lists.
fn sort_places(places: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    places.sort_by(|a, b| compare(*a, *b));
}

/// Brings to each place what is at the place that is written there, one circle of moves after the other.
fn arrange<T>(list: &mut [T], places: &mut [usize]) {
    for first in 0..list.len() {
        let mut at = first;
        while places[at] != first {
            let from = places[at];
            list.swap(at, from);
            places[at] = at;
            at = from;
        }
        places[at] = at;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lists_are_sorted_as_the_standard_library_does(list in proptest::collection::vec(0_u8..30, 0..120)) {
            let numbered: Vec<(u8, usize)> = list.iter().copied().zip(0..).collect();
            let (mut own, mut theirs) = (numbered.clone(), numbered);
            sort_by_key(&mut own, |(value, _)| *value);
            theirs.sort_by_key(|(value, _)| *value);
            prop_assert_eq!(own, theirs);
            let (mut own, mut theirs) = (list.clone(), list);
            sort(&mut own);
            theirs.sort_unstable();
            prop_assert_eq!(own, theirs);
        }
    }

    #[test]
    fn long_lists_in_any_order_take_no_more_than_their_length_of_moves() {
        for turn in [1, 7, 99_999] {
            let mut list: Vec<usize> = (0..100_000).map(|i| (i * turn + 13) % 100_000).collect();
            sort(&mut list);
            assert!(list.is_sorted(), "{turn}");
        }
    }
}
