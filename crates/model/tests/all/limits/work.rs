//! Work, pauses and rest against counting minute by minute.

use model::limits::{Rules, judge};
use model::time::{MINUTE, Millis};
use model::zone::Zone;
use proptest::prelude::*;

use super::brute::{NAMES, is_break, minutes_of, rows_of, shifts};
use crate::days::Days;

/// A shift by its minutes: which of them are pauses of at least so many together. Its work ends where a state was
/// left alone.
struct Minutes {
    first: usize,
    end: usize,
    /// Pauses: their first minutes, and the ones after them.
    pauses: Vec<(usize, usize)>,
    is_first: bool,
    is_open: bool,
}

/// The shifts of a day in which everything is known but what was before the first record.
fn minutes(states: &[&str], shortest: i64) -> Vec<Minutes> {
    let shifts = shifts(states);
    let of = |(at, &(first, last)): (usize, &(usize, usize))| {
        let tail = states.iter().rev().take_while(|state| **state == states[last]).count();
        let is_open = last + 1 == states.len();
        let is_left_alone = is_open && tail > 2 * 60 && states[last] != "On contact";
        let end = if is_left_alone { states.len() - tail } else { last + 1 };
        let is_pause = |minute: &usize| is_break(states[*minute]) || states[*minute] == "Logged out";
        let all: Vec<usize> = (first..end).filter(is_pause).collect();
        let runs = all.chunk_by(|a, b| a + 1 == *b).map(|run| (run[0], run[0] + run.len()));
        let pauses = runs.filter(|(from, to)| (to - from) as i64 >= shortest).collect();
        Minutes { first, end, pauses, is_first: at == 0, is_open }
    };
    shifts.iter().enumerate().map(of).collect()
}

proptest! {
    #[test]
    fn work_without_a_pause_is_what_lies_between_pauses(
        rows in rows_of(&NAMES[..5], 5), limit in 0..300_i64, pause in 1..60_i64,
    ) {
        let data = Days::new(2).load(&rows);
        prop_assume!(!data.agents.is_empty());
        let rules = Rules::parse(&format!("stretch:Break,Lunch:{limit}m/{pause}m")).unwrap();
        let found: Vec<_> = judge(&data, &rules, &Zone::utc())
            .breaches
            .into_iter()
            .map(|breach| (breach.span.start, breach.length_ms, breach.passed, breach.over_ms(), breach.at_least))
            .collect();
        let at = |minute: usize| data.window.start + minute as i64 * MINUTE;
        let mut expected = Vec::new();
        for shift in minutes(&minutes_of(&data), pause) {
            let mut from = shift.first;
            let mut at_least = shift.is_first;
            for &(pause, end) in shift.pauses.iter().chain([&(shift.end, shift.end)]) {
                let len = pause as i64 - from as i64;
                if len > limit {
                    let at_least = at_least || shift.is_open && pause == shift.end;
                    let passed: Millis = at(from) + limit * MINUTE;
                    expected.push((at(from), len * MINUTE, passed, Some((len - limit) * MINUTE), at_least));
                }
                (from, at_least) = (end, false);
            }
        }
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn pauses_are_those_of_the_shift_together(
        rows in rows_of(&NAMES[..5], 5), over in 0..240_i64, need in 1..120_i64, by in 1..300_i64, part in 1..40_i64,
    ) {
        let data = Days::new(2).load(&rows);
        prop_assume!(!data.agents.is_empty());
        let rules = Rules::parse(&format!("pause:Break,Lunch:{over}m-{need}m@{by}m/{part}m")).unwrap();
        let found: Vec<_> = judge(&data, &rules, &Zone::utc())
            .breaches
            .into_iter()
            .map(|breach| (breach.span, breach.length_ms, breach.passed, breach.over_ms()))
            .map(|(span, ms, passed, over)| (span.start, span.end, ms, passed, over))
            .collect();
        let at = |minute: usize| data.window.start + minute as i64 * MINUTE;
        let mut expected = Vec::new();
        // Nobody saw the first shift begin; whoever is still there may take a pause.
        for shift in minutes(&minutes_of(&data), part).iter().filter(|shift| !shift.is_first) {
            let rested: i64 = shift.pauses.iter().map(|(from, to)| (to - from) as i64).sum();
            let is_long = (shift.end - shift.first) as i64 - rested > over;
            if is_long && rested < need && !shift.is_open {
                let (start, end) = (at(shift.first), at(shift.end));
                expected.push((start, end, rested * MINUTE, end, Some((need - rested) * MINUTE)));
            }
            let mut sum = 0;
            let full = shift.pauses.iter().find(|(from, to)| {
                sum += (to - from) as i64;
                sum >= need
            });
            let due = shift.first as i64 + by;
            if let Some((from, _)) = full.filter(|(from, _)| is_long && *from as i64 > due) {
                let late = Some((*from as i64 - due) * MINUTE);
                let (start, begun) = (at(shift.first), at(*from));
                expected.push((start, begun, begun - start, at(due as usize), late));
            }
        }
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn rest_is_what_lies_between_shifts(rows in rows_of(&NAMES[..5], 8), least in 180..900_i64) {
        let data = Days::new(2).load(&rows);
        prop_assume!(!data.agents.is_empty());
        let rules = Rules::parse(&format!("rest:{least}m")).unwrap();
        let found: Vec<_> = judge(&data, &rules, &Zone::utc())
            .breaches
            .into_iter()
            .map(|breach| (breach.span.start, breach.span.end, breach.passed, breach.length_ms, breach.over_ms()))
            .collect();
        let at = |minute: usize| data.window.start + minute as i64 * MINUTE;
        let mut expected = Vec::new();
        for two in shifts(&minutes_of(&data)).windows(2) {
            let (from, to) = (two[0].1 + 1, two[1].0);
            let len = (to - from) as i64;
            if len < least {
                expected.push((at(from), at(to), at(to), len * MINUTE, Some((least - len) * MINUTE)));
            }
        }
        prop_assert_eq!(found, expected);
    }
}
