//! Passes over the rows of a report, of which there may be millions. What a browser has not compiled well yet runs as it
//! is until it returns: one call for all rows would be slow to its end, calls for some rows each are fast after a few.

use std::ops::Range;

use crate::files::turns::{ranges, turn};

/// Rows of a call.
const ROWS: usize = 2_048;

/// Does work on each place below a number.
pub fn each(rows: usize, mut work: impl FnMut(usize)) {
    each_of(0..rows, &mut work);
}

/// The same, while others have their turns.
pub async fn in_turns(rows: usize, mut work: impl FnMut(usize)) {
    for places in ranges(rows) {
        turn(rows).await;
        each_of(places, &mut work);
    }
}

/// Does work on each of some places.
pub fn each_of(places: Range<usize>, work: &mut impl FnMut(usize)) {
    let is_done = all_of(places, &mut |place| {
        work(place);
        true
    });
    debug_assert!(is_done);
}

/// Whether something is so of each place below a number; asks no more once it is not.
pub fn all(rows: usize, mut is_so: impl FnMut(usize) -> bool) -> bool {
    all_of(0..rows, &mut is_so)
}

fn all_of(places: Range<usize>, is_so: &mut impl FnMut(usize) -> bool) -> bool {
    places.clone().step_by(ROWS).all(|from| are_all(from..places.end.min(from + ROWS), is_so))
}

/// The first and the last of some times; 0 where there are none.
pub fn reach(times: &[i64]) -> (i64, i64) {
    let mut reach = (i64::MAX, i64::MIN);
    each(times.len(), |place| reach = (reach.0.min(times[place]), reach.1.max(times[place])));
    if times.is_empty() { (0, 0) } else { reach }
}

#[inline(never)]
fn are_all(mut places: Range<usize>, is_so: &mut impl FnMut(usize) -> bool) -> bool {
    places.all(is_so)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_has_its_turn_in_order_up_to_the_first_that_is_not_so() {
        for rows in [0, 1, ROWS - 1, ROWS, ROWS + 1, 3 * ROWS + 7] {
            let mut seen = Vec::new();
            each(rows, |place| seen.push(place));
            assert_eq!(seen, (0..rows).collect::<Vec<_>>());
            let mut asked = 0;
            let is_small = all(rows, |place| {
                asked += 1;
                place < ROWS + 3
            });
            assert_eq!((is_small, asked), (rows <= ROWS + 3, rows.min(ROWS + 4)));
        }
        let mut seen = Vec::new();
        each_of(5..ROWS + 9, &mut |place| seen.push(place));
        assert_eq!(seen, (5..ROWS + 9).collect::<Vec<_>>());
    }
}
