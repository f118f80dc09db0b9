//! Wall times that clocks show twice in autumn, or never in spring: which moment it is follows from the
//! rows before and after.
//!
//! ```text
//! clocks   00:30        01:30     01:15 ?    02:00      durations 60 min, 45 min, 45 min
//! time     |------------|---------|----------|          01:15 is the second one
//! ```

use super::sequence::Sequences;
use model::time::SECOND;

/// A row with two moments to choose from.
#[derive(Clone, Copy, Debug)]
pub struct Doubt {
    /// Place in the file.
    pub place: usize,
    /// The other moment, in Unix milliseconds.
    pub other: i64,
}

/// Rows as far as they are settled.
pub struct Rows<'a> {
    /// When each begins, in Unix milliseconds.
    pub at: &'a mut [i64],
    /// How long a row lasts that begins then, in milliseconds, where that is known.
    pub length: &'a dyn Fn(usize, i64) -> Option<i64>,
    /// For how long the same text stands for its time, in milliseconds.
    pub width: &'a dyn Fn(usize) -> i64,
    /// Whose row it is.
    pub agent: &'a dyn Fn(usize) -> u32,
}

impl Rows<'_> {
    fn end(&self, place: usize) -> i64 {
        let at = self.at[place];
        at.saturating_add((self.length)(place, at).unwrap_or(0).max(0))
    }

    fn tolerance(&self, place: usize) -> i64 {
        SECOND.max((self.width)(place))
    }
}

/// Chooses for each doubt; `doubts` are in the order of the file.
pub fn settle(rows: &mut Rows, sequences: &Sequences, doubts: &[Doubt]) {
    if doubts.is_empty() {
        return;
    }
    let other =
        |place: usize| doubts.binary_search_by_key(&place, |doubt| doubt.place).ok().map(|i| doubts[i].other);
    let mut before: Option<(u32, i64)> = None;
    for sequence in sequences.each() {
        let Some(first) = sequence.first() else { continue };
        let agent = (rows.agent)(*first as usize);
        let reached = before.filter(|(whose, _)| *whose == agent).map(|(_, end)| end);
        if sequence.iter().any(|place| other(*place as usize).is_some()) {
            settle_one(rows, sequence, &other, reached);
        }
        let end = sequence.iter().map(|place| rows.end(*place as usize)).max();
        before = end.map(|end| (agent, reached.map_or(end, |reached| reached.max(end))));
    }
}

/// What a way costs. Of equally good ones the one with fewer second moments: the first is taken where
/// nothing tells.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    steps: u64,
    second_moments: u64,
}

/// A row that begins before the one before it ends is worse than a hole, and one that begins before that
/// begins is worse still.
const HOLE: u64 = 10;
const OVERLAP: u64 = 20;
const BACKWARDS: u64 = 40;

/// The cheapest way through one session (Viterbi); the agent's sessions before it go on to `reached`.
fn settle_one(rows: &mut Rows, sequence: &[u32], other: &dyn Fn(usize) -> Option<i64>, reached: Option<i64>) {
    // For each row and each of its moments: the cost so far, and the moment of the row before.
    let mut ways: Vec<[Option<(Cost, usize)>; 2]> = Vec::with_capacity(sequence.len());
    let moments = |rows: &Rows, place: usize| [Some(rows.at[place]), other(place)];
    for (i, place) in sequence.iter().enumerate() {
        let place = *place as usize;
        let here = moments(rows, place);
        let way = [0, 1].map(|which| {
            let at = here[which]?;
            let Some(before) = i.checked_sub(1) else {
                let is_early = reached.is_some_and(|reached| at < reached - rows.tolerance(place));
                let steps = if is_early { OVERLAP } else { 0 };
                return Some((Cost { steps, second_moments: which as u64 }, 0));
            };
            let earlier = sequence[before] as usize;
            let from = moments(rows, earlier);
            let costs = [0, 1].into_iter().filter_map(|from_which| {
                let (cost, _) = ways[before][from_which]?;
                let steps = cost.steps + step(rows, earlier, from[from_which]?, place, at);
                Some((Cost { steps, second_moments: cost.second_moments + which as u64 }, from_which))
            });
            costs.min()
        });
        ways.push(way);
    }
    let mut which = match ways.last() {
        Some([Some((first, _)), Some((second, _))]) => usize::from(second < first),
        _ => 0,
    };
    for (i, place) in sequence.iter().enumerate().rev() {
        let place = *place as usize;
        if which == 1
            && let Some(at) = other(place)
        {
            rows.at[place] = at;
        }
        which = ways[i][which].map_or(0, |(_, before)| before);
    }
}

/// What it costs that a row at `at` follows one at `from`.
fn step(rows: &Rows, earlier: usize, from: i64, place: usize, at: i64) -> u64 {
    let tolerance = rows.tolerance(earlier).max(rows.tolerance(place));
    if at < from - tolerance {
        return BACKWARDS;
    }
    match (rows.length)(earlier, from) {
        Some(length) if length >= 0 => {
            let off = at.saturating_sub(from.saturating_add(length));
            match off {
                _ if off.saturating_abs() <= tolerance => 0,
                1.. => HOLE,
                _ => OVERLAP,
            }
        }
        _ => 0,
    }
}
