//! Wall times that clocks show twice in autumn, or never in spring: which moment it is follows from the
//! rows before and after.
//!
//! ```text
//! clocks   00:30        01:30     01:15 ?    02:00      durations 60 min, 45 min, 45 min
//! time     |------------|---------|----------|          01:15 is the second one
//! ```
//! Rows that only the list puts in order may also have been sorted by what clocks show: then the durations
//! alone tell, if they do so better ([`chains`]).

use super::chains::{self, Around, Doubt, Piece};
use super::drafts::Drafts;
use super::sequence::Sequences;
use model::time::SECOND;

/// Rows as far as they are settled.
pub struct Rows<'a> {
    /// When each begins, in Unix milliseconds.
    pub at: &'a mut [i64],
    /// How long a row lasts that begins then, in milliseconds, where that is known.
    pub length: &'a dyn Fn(usize, i64) -> Option<i64>,
    /// For how long the same text stands for its time, in milliseconds.
    pub width: &'a dyn Fn(usize) -> i64,
    /// Whether the length of a row stands in the one behind it, so that nothing but their order tells it.
    pub are_before: bool,
    /// What else is known of them.
    pub drafts: &'a Drafts,
}

impl Rows<'_> {
    fn end(&self, place: usize) -> i64 {
        let at = self.at[place];
        at.saturating_add((self.length)(place, at).unwrap_or(0).max(0))
    }

    fn tolerance(&self, place: usize) -> i64 {
        SECOND.max((self.width)(place))
    }

    /// A row that begins at `at`.
    fn piece(&self, place: u32, at: i64) -> Piece {
        let length = (self.length)(place as usize, at);
        Piece {
            place,
            at,
            length: length.map(|ms| ms.max(0)),
            tolerance: self.tolerance(place as usize),
            state: self.drafts.activity(place as usize),
        }
    }
}

/// Chooses for each doubt; `doubts` are in the order of the file.
pub fn settle(rows: &mut Rows, sequences: &mut Sequences, doubts: &[Doubt]) {
    if doubts.is_empty() {
        return;
    }
    let doubt =
        |place: usize| doubts.binary_search_by_key(&place, |doubt| doubt.place).ok().map(|i| doubts[i]);
    let other = |place: usize| doubt(place).map(|doubt| doubt.other);
    let mut before: Option<(u32, i64)> = None;
    let mut unsorted = Vec::new();
    let each: Vec<&[u32]> = sequences.each().collect();
    for (session, sequence) in each.iter().copied().enumerate() {
        let Some(first) = sequence.first() else { continue };
        let agent = rows.drafts.agent[*first as usize];
        let reached = before.filter(|(whose, _)| *whose == agent).map(|(_, end)| end);
        if sequence.iter().any(|place| other(*place as usize).is_some()) {
            let is_told = rows.are_before
                || sequence.iter().all(|place| sequences.is_told(rows.drafts.key(*place as usize)));
            let firsts: Vec<i64> = sequence.iter().map(|place| rows.at[*place as usize]).collect();
            settle_one(rows, sequence, &other, reached);
            let next = each.get(session + 1).copied().unwrap_or_default();
            let around = Around { before: reached, after: begin_of(rows, next, agent, &doubt) };
            if !is_told && settle_freely(rows, sequence, &firsts, &doubt, around) {
                unsorted.push(session);
            }
        }
        let end = sequence.iter().map(|place| rows.end(*place as usize)).max();
        before = end.map(|end| (agent, reached.map_or(end, |reached| reached.max(end))));
    }
    for session in unsorted {
        sequences.sort(session, |place| rows.at[place as usize]);
    }
}

/// When the agent's next session begins, if its first moment is known.
fn begin_of(rows: &Rows, next: &[u32], agent: u32, doubt: &dyn Fn(usize) -> Option<Doubt>) -> Option<i64> {
    let first = next.iter().min_by_key(|place| rows.at[**place as usize]).map(|place| *place as usize);
    let first = first.filter(|first| rows.drafts.agent[*first] == agent && doubt(*first).is_none());
    first.map(|first| rows.at[first])
}

/// Chooses by durations alone, where rows then fit each other better than in the order of the list. `firsts`
/// are the first moments of the rows. Whether it did.
fn settle_freely(
    rows: &mut Rows,
    sequence: &[u32],
    firsts: &[i64],
    doubt: &dyn Fn(usize) -> Option<Doubt>,
    around: Around,
) -> bool {
    let listed: Vec<i64> = sequence.iter().map(|place| rows.at[*place as usize]).collect();
    let pieces = |rows: &Rows, at: &[i64]| -> Vec<Piece> {
        sequence.iter().zip(at).map(|(place, at)| rows.piece(*place, *at)).collect()
    };
    let mut all: Vec<(Piece, Option<Doubt>)> =
        pieces(rows, firsts).into_iter().map(|piece| (piece, doubt(piece.place as usize))).collect();
    all.sort_by_key(|(piece, _)| piece.at);
    let second = |piece: &Piece, doubt: &Doubt| rows.piece(piece.place, doubt.other);
    let chosen = chains::second_moments(&all, &second, around);
    for (piece, doubt) in &all {
        rows.at[piece.place as usize] = piece.at;
        if let Some(doubt) = doubt.filter(|_| chosen.contains(&piece.place)) {
            rows.at[piece.place as usize] = doubt.other;
        }
    }
    let free: Vec<i64> = sequence.iter().map(|place| rows.at[*place as usize]).collect();
    let is_better =
        chains::misfit(pieces(rows, &free), around) < chains::misfit(pieces(rows, &listed), around);
    if !is_better {
        for (place, at) in sequence.iter().zip(listed) {
            rows.at[*place as usize] = at;
        }
    }
    is_better
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
