//! Rows that follow each other: those of an agent's session, in their order.

use std::collections::HashMap;

use super::bounds::Bounds;
use super::direction::{Direction, directions};
use super::drafts::Drafts;
use super::figure::Figure;
use super::lists;
use super::passes::{all, each};
use model::record::RowKey;

/// Places of rows, session by session.
#[derive(Debug)]
pub struct Sequences {
    places: Vec<u32>,
    /// Where each session ends in `places`.
    ends: Vec<usize>,
    /// Rows that came before, each with the place of the version that is in `places`.
    twins: Vec<(u32, u32)>,
    /// Whether indices tell the order without a session too.
    by_index: bool,
}

impl Sequences {
    /// The sessions of a file; `local_ms` are the times that the rows' texts show.
    pub fn new(drafts: &Drafts, local_ms: &[i64], parts: &Bounds) -> Self {
        let directions = directions(drafts, local_ms, parts);
        let by_index = indices_are_unique(drafts, local_ms);
        // Lists of several parts are put together when repetitions are gone.
        let list = if let [list] = directions[..] { list } else { Direction::None };
        let key = |&place: &u32| {
            let (agent, key) = (drafts.agent[place as usize], drafts.key(place as usize));
            let time = local_ms[place as usize];
            let turned = list.place(place);
            let order = match key.index {
                Some(index) if by_index || key.session != 0 => (i64::from(index), time, turned),
                Some(index) => (time, i64::from(index), turned),
                None if list == Direction::None => (time, 0, turned),
                None => (turned, 0, 0),
            };
            (agent, key.session, order)
        };
        let mut places: Vec<u32> = (0..drafts.len() as u32).collect();
        let mut before = None;
        let is_sorted = all(places.len(), |place| {
            let here = Some(key(&(place as u32)));
            std::mem::replace(&mut before, here) <= here
        });
        if !is_sorted {
            places.sort_by_cached_key(key);
        }
        let mut twins = without_twins(&mut places, drafts, local_ms);
        let whose = |place: &u32| (drafts.agent[*place as usize], drafts.session(*place as usize));
        if parts.count() > 1 {
            twins.extend(lists::put_together(&mut places, drafts, local_ms, parts, &directions));
        }
        let mut ends = Vec::new();
        each(places.len(), |i| {
            if i > 0 && whose(&places[i - 1]) != whose(&places[i]) {
                ends.push(i);
            }
        });
        ends.push(places.len());
        Self { places, ends, twins, by_index }
    }

    /// Whether an index tells where a row stands in its session.
    pub fn is_told(&self, key: RowKey) -> bool {
        key.index.is_some() && (self.by_index || key.session != 0)
    }

    /// Gives versions of one row the same beginning.
    pub fn join_twins(&self, at: &mut [i64]) {
        for (twin, place) in &self.twins {
            at[*twin as usize] = at[*place as usize];
        }
    }

    /// Whether a row came in several versions.
    pub fn have_twins(&self) -> bool {
        !self.twins.is_empty()
    }

    /// The row behind each in its session.
    pub fn followers(&self, rows: usize) -> Vec<Option<u32>> {
        let mut followers = vec![None; rows];
        for pair in self.each().flat_map(|rows| rows.windows(2)) {
            followers[pair[0] as usize] = Some(pair[1]);
        }
        followers
    }

    /// Puts the rows of a session in another order.
    pub fn sort(&mut self, session: usize, by: impl Fn(u32) -> i64) {
        let start = session.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.places[start..self.ends[session]].sort_by_key(|place| by(*place));
    }

    /// Each session's rows, as places in the file; those of an agent follow each other.
    pub fn each(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.places[start..*end])
    }
}

/// Takes rows out that are versions of the row before: the same place of a session, in whatever state. The
/// longest stays.
fn without_twins(places: &mut Vec<u32>, drafts: &Drafts, local_ms: &[i64]) -> Vec<(u32, u32)> {
    let row = |place: usize| {
        let key = drafts.key(place);
        let state = (key.session == 0).then_some(drafts.activity(place));
        (drafts.agent[place], key, state)
    };
    let is_twin = |next: u32, kept: u32| {
        let (next, kept) = (next as usize, kept as usize);
        local_ms[next] == local_ms[kept] && drafts.key(next).index.is_some() && row(next) == row(kept)
    };
    if all(places.len(), |i| i == 0 || !is_twin(places[i], places[i - 1])) {
        return Vec::new();
    }
    let length = |place: u32| drafts.figure(place as usize).map_or(f64::NEG_INFINITY, Figure::count);
    let mut twins = Vec::new();
    places.dedup_by(|next, kept| {
        let is_twin = is_twin(*next, *kept);
        if is_twin {
            if length(*next) > length(*kept) {
                std::mem::swap(next, kept);
            }
            twins.push((*next, *kept));
        }
        is_twin
    });
    // The one that stayed may have changed places later on.
    twins.reverse();
    twins
}

/// Whether no agent has an index twice but for repetitions of a row, so that it tells the order without a
/// session too.
fn indices_are_unique(drafts: &Drafts, local_ms: &[i64]) -> bool {
    if !all(drafts.len(), |place| drafts.session(place) == 0) {
        return false;
    }
    let mut seen = HashMap::with_capacity(drafts.len());
    (0..drafts.len()).all(|place| {
        let row = (local_ms[place], drafts.activity(place));
        *seen.entry((drafts.agent[place], drafts.key(place).index)).or_insert(row) == row
    })
}
