//! Clock times without seconds, or without a time of day: the rows of a session are laid out by their order
//! and lengths, as far as that agrees with what the clocks show.
//!
//! ```text
//! clocks    9:00  9:00   9:02      9:03        9:08      lengths 35, 130, 20, 285 s
//! laid out  9:00:10 |35 s|  130 s  |20|  285 s  |        the only beginnings that fit all five
//! ```

use std::ops::Range;

use super::sequence::Sequences;
use model::time::MINUTE;

/// Lays out the sessions that have clocks like that. `at` are the rows' times in Unix milliseconds,
/// `width` for how long the same text stands for each, `agent` whose they are.
pub fn settle(
    at: &mut [i64],
    length: &[Option<i64>],
    width: &dyn Fn(usize) -> i64,
    agent: &dyn Fn(usize) -> u32,
    sequences: &Sequences,
) {
    let mut before: Option<(u32, i64)> = None;
    for rows in sequences.each() {
        let Some(first) = rows.first() else { continue };
        let agent = agent(*first as usize);
        let reached = before.filter(|(whose, _)| *whose == agent).map(|(_, end)| end);
        if rows.iter().any(|place| width(*place as usize) >= MINUTE) {
            lay_out(at, length, width, rows, reached);
        }
        let end = rows.iter().map(|place| end_of(at, length, *place as usize)).max();
        before = end.map(|end| (agent, reached.map_or(end, |reached| reached.max(end))));
    }
}

fn end_of(at: &[i64], length: &[Option<i64>], place: usize) -> i64 {
    at[place].saturating_add(length[place].unwrap_or(0).max(0))
}

/// Lays out one session; the agent's sessions before it reach up to `reached`.
fn lay_out(
    at: &mut [i64],
    length: &[Option<i64>],
    width: &dyn Fn(usize) -> i64,
    rows: &[u32],
    mut reached: Option<i64>,
) {
    let mut from = 0;
    while from < rows.len() {
        let (to, begins) = chain(at, length, width, &rows[from..]);
        // After what was before it, if it may be.
        let mut start = reached
            .map_or(begins.start, |reached| if begins.contains(&reached) { reached } else { begins.start });
        for place in &rows[from..from + to] {
            let place = *place as usize;
            at[place] = start;
            start = end_of(at, length, place);
        }
        reached = Some(start);
        from += to;
    }
}

/// How many rows follow each other without a hole, as far as the clocks allow, and when the first of them
/// may begin. There is at least one.
fn chain(
    at: &[i64],
    length: &[Option<i64>],
    width: &dyn Fn(usize) -> i64,
    rows: &[u32],
) -> (usize, Range<i64>) {
    let mut begins = i64::MIN..i64::MAX;
    let mut lasted = 0_i64;
    for (i, place) in rows.iter().enumerate() {
        let place = *place as usize;
        let earliest = at[place].saturating_sub(lasted);
        let latest = earliest.saturating_add(width(place));
        let both = begins.start.max(earliest)..begins.end.min(latest);
        if both.is_empty() {
            return (i, begins);
        }
        begins = both;
        match length[place] {
            Some(ms) if ms >= 0 => lasted = lasted.saturating_add(ms),
            _ => return (i + 1, begins),
        }
    }
    (rows.len(), begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_begins_where_all_clocks_agree() {
        let at = [0, 0, 120_000, 180_000, 480_000];
        let length = [35_000, 130_000, 20_000, 285_000, 600_000].map(Some);
        let width = |_: usize| MINUTE;
        assert_eq!(chain(&at, &length, &width, &[0, 1, 2, 3, 4]), (5, 10_000..15_000));
        // An hour later: a hole.
        let at = [0, 0, 120_000, 3_600_000, 3_900_000];
        assert_eq!(chain(&at, &length, &width, &[0, 1, 2, 3, 4]).0, 3);
    }
}
