//! Rows that follow each other: those of an agent's session, in their order.

use std::collections::HashSet;

use super::draft::Draft;
use super::figures::Figure;

/// Places of rows, session by session.
#[derive(Debug)]
pub struct Sequences {
    places: Vec<u32>,
    /// Where each session ends in `places`.
    ends: Vec<usize>,
    /// Rows that came before, each with the place of the version that is in `places`.
    twins: Vec<(u32, u32)>,
}

impl Sequences {
    /// The sessions of a file; `local_ms` are the times that the rows' texts show.
    pub fn new(drafts: &[Draft], local_ms: &[i64]) -> Self {
        let list = Direction::of(drafts, local_ms);
        let by_index = indices_are_unique(drafts);
        let key = |&place: &u32| {
            let draft = &drafts[place as usize];
            let time = local_ms[place as usize];
            let turned = if list == Direction::Back { -i64::from(place) } else { i64::from(place) };
            let order = match draft.key.index {
                Some(index) if by_index || draft.key.session != 0 => (i64::from(index), time, turned),
                Some(index) => (time, i64::from(index), turned),
                None if list == Direction::None => (time, 0, turned),
                None => (turned, 0, 0),
            };
            (draft.agent, draft.key.session, order)
        };
        let mut places: Vec<u32> = (0..drafts.len() as u32).collect();
        if !places.is_sorted_by_key(key) {
            places.sort_by_cached_key(key);
        }
        let twins = without_twins(&mut places, drafts, local_ms);
        let whose = |place: &u32| {
            let draft = &drafts[*place as usize];
            (draft.agent, draft.key.session)
        };
        let starts = (1..places.len()).filter(|&i| whose(&places[i - 1]) != whose(&places[i]));
        let ends = starts.chain([places.len()]).collect();
        Self { places, ends, twins }
    }

    /// Gives versions of one row the same beginning.
    pub fn join_twins(&self, at: &mut [i64]) {
        for (twin, place) in &self.twins {
            at[*twin as usize] = at[*place as usize];
        }
    }

    /// Each session's rows, as places in the file; those of an agent follow each other.
    pub fn each(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.places[start..*end])
    }
}

/// Takes rows out that are versions of the row before: the same place of a session, in whatever state. The
/// longest stays.
fn without_twins(places: &mut Vec<u32>, drafts: &[Draft], local_ms: &[i64]) -> Vec<(u32, u32)> {
    let row = |place: u32| {
        let Draft { agent, key, state, .. } = drafts[place as usize];
        let state = (key.session == 0).then_some(state.activity);
        (agent, key, state, local_ms[place as usize])
    };
    let length = |place: u32| drafts[place as usize].figure.map_or(f64::NEG_INFINITY, Figure::count);
    let mut twins = Vec::new();
    places.dedup_by(|next, kept| {
        let is_twin = drafts[*next as usize].key.index.is_some() && row(*next) == row(*kept);
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

/// Which way a list goes in time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    On,
    Back,
    None,
}

impl Direction {
    /// As the lists of nine in ten agents go.
    fn of(drafts: &[Draft], local_ms: &[i64]) -> Self {
        let mut lists: Vec<Steps> = Vec::new();
        for (draft, time) in drafts.iter().zip(local_ms) {
            let agent = draft.agent as usize;
            lists.resize(lists.len().max(agent + 1), Steps::default());
            lists[agent].add(*time);
        }
        let count = |direction| lists.iter().filter(|steps| steps.direction() == direction).count();
        let (on, back) = (count(Self::On), count(Self::Back));
        let is_most = |count: usize| count > 0 && count * 10 >= (on + back) * 9;
        match (is_most(on), is_most(back)) {
            (true, _) => Self::On,
            (_, true) => Self::Back,
            _ => Self::None,
        }
    }
}

/// The steps from one row of an agent to the next, in the order of the file.
#[derive(Clone, Default)]
struct Steps {
    last: Option<i64>,
    on: usize,
    back: usize,
}

impl Steps {
    fn add(&mut self, time: i64) {
        if let Some(earlier) = self.last.replace(time) {
            self.on += usize::from(earlier < time);
            self.back += usize::from(time < earlier);
        }
    }

    /// As nine in ten steps go: a repeated hour goes against it.
    fn direction(&self) -> Direction {
        let Self { on, back, .. } = *self;
        // Few rows with a repeated hour among them: one step against two.
        if on > back && on * 10 >= (on + back) * 9 || on > 1 && back == 1 {
            Direction::On
        } else if back > on && back * 10 >= (on + back) * 9 || back > 1 && on == 1 {
            Direction::Back
        } else {
            Direction::None
        }
    }
}

/// Whether no agent has an index twice, so that it tells the order without a session too.
fn indices_are_unique(drafts: &[Draft]) -> bool {
    let mut seen = HashSet::with_capacity(drafts.len());
    drafts.iter().all(|draft| draft.key.session == 0 && seen.insert((draft.agent, draft.key.index)))
}
