//! Lists of several files, put together: rows without an index stand where their lists have them, as far as
//! those do not go into each other.
//!
//! ```text
//! lists     9:00  9:00  9:02  |  9:03  9:05      one goes on where the other ends: their own order
//!           9:00  9:02  9:05  |  9:00  9:02      by time; in one minute the longest row is the last
//! ```

use std::ops::Range;

use super::bounds::Bounds;
use super::direction::Direction;
use super::drafts::Drafts;
use super::figure::Figure;
use super::overlap;
use model::record::RowKey;
use model::time::DAY;

/// Puts rows without an index in order, which are sorted by agent, session and time. Rows of the same
/// moment that came in another part too are taken out; each is given with the one that stays.
pub fn put_together(
    places: &mut Vec<u32>,
    drafts: &Drafts,
    local_ms: &[i64],
    parts: &Bounds,
    directions: &[Direction],
) -> Vec<(u32, u32)> {
    let has_time = local_ms.iter().any(|at| at % DAY != 0);
    let firm = if has_time { 1 } else { FIRM_BY_DATE };
    let lists = Lists { drafts, local_ms, parts, directions, firm };
    let mut twins = Vec::new();
    let mut kept = Vec::with_capacity(places.len());
    for session in places.chunk_by_mut(|a, b| lists.whose(*a) == lists.whose(*b)) {
        if session.iter().any(|place| lists.key(*place).index.is_some()) {
            kept.extend_from_slice(session);
            continue;
        }
        let start = kept.len();
        let mut session = lists.without_overlaps(session, &mut twins);
        for moment in session.chunk_by_mut(|a, b| lists.time(*a) == lists.time(*b)) {
            lists.without_repetitions(moment, &mut kept, &mut twins);
        }
        lists.sort(&mut kept[start..]);
    }
    *places = kept;
    twins
}

/// Rows that are the same in two lists by chance, one behind the other, where nothing but a date tells when they
/// were: hardly so many. With a time of day none is: rows that follow each other have different states.
const FIRM_BY_DATE: usize = 2;

/// Each list and those that begin next: more seldom overlap with it.
fn neighbours(list: usize) -> impl Iterator<Item = (usize, usize)> {
    (list + 1..list + 5).map(move |other| (list, other))
}

/// What a row says beside its time.
type Says = (u32, Option<u64>, Option<i64>);

/// The first and the last time of a list, as clocks show them.
type Reach = (i64, i64);

struct Lists<'a> {
    drafts: &'a Drafts,
    local_ms: &'a [i64],
    parts: &'a Bounds,
    directions: &'a [Direction],
    /// So many rows that two lists share are the same.
    firm: usize,
}

impl Lists<'_> {
    fn key(&self, place: u32) -> RowKey {
        self.drafts.key(place as usize)
    }

    fn whose(&self, place: u32) -> (u32, u64) {
        (self.drafts.agent[place as usize], self.key(place).session)
    }

    fn time(&self, place: u32) -> i64 {
        self.local_ms[place as usize]
    }

    fn part(&self, place: u32) -> usize {
        self.parts.of(place as usize)
    }

    fn length(&self, place: u32) -> f64 {
        self.drafts.figure(place as usize).map_or(f64::NEG_INFINITY, Figure::count)
    }

    fn says(&self, place: u32) -> Says {
        let (drafts, place) = (self.drafts, place as usize);
        let (state, figure, end) = (drafts.state(place), drafts.figure(place), drafts.end(place));
        (state.activity.0, figure.map(|figure| figure.count().to_bits()), end.map(|end| end.ms))
    }

    /// Keeps the rows of one moment, but for those of parts that say all that another says of it.
    fn without_repetitions(&self, moment: &mut [u32], kept: &mut Vec<u32>, twins: &mut Vec<(u32, u32)>) {
        let is_one = moment.iter().all(|place| self.part(*place) == self.part(moment[0]));
        if is_one {
            kept.extend_from_slice(moment);
            return;
        }
        moment.sort_by_key(|place| (self.part(*place), self.says(*place), *place));
        let mut of_parts: Vec<(Vec<Says>, &[u32])> = moment
            .chunk_by(|a, b| self.part(*a) == self.part(*b))
            .map(|rows| (rows.iter().map(|place| self.says(*place)).collect(), rows))
            .collect();
        // The first of those that say the same stays.
        of_parts.sort();
        for same in of_parts.chunk_by(|a, b| a.0 == b.0) {
            let stay = same[0].1;
            kept.extend_from_slice(stay);
            let others = same[1..].iter().flat_map(|(_, rows)| rows.iter().zip(stay));
            twins.extend(others.map(|(twin, place)| (*twin, *place)));
        }
    }

    /// Takes the rows of a session out with which a list begins as another ends, or that another has inside:
    /// exports that overlap. Those that stay are in the order of time.
    fn without_overlaps(&self, session: &[u32], twins: &mut Vec<(u32, u32)>) -> Vec<u32> {
        let mut rows = session.to_vec();
        rows.sort_by_key(|place| (self.part(*place), self.directions[self.part(*place)].place(*place)));
        let mut lists: Vec<Vec<u32>> =
            rows.chunk_by(|a, b| self.part(*a) == self.part(*b)).map(<[u32]>::to_vec).collect();
        if lists.len() == 1 {
            return session.to_vec();
        }
        lists.sort_by_key(|list| list.iter().map(|place| self.time(*place)).min());
        for (first, second) in (0..lists.len()).flat_map(neighbours) {
            for (before, next) in [(first, second), (second, first)] {
                if let (Some(stay), Some(list)) = (lists.get(before), lists.get(next)) {
                    let shared = self.shared(stay, list);
                    let stay = stay[shared.clone()].to_vec();
                    twins.extend(lists[next].drain(..shared.len()).zip(stay));
                }
            }
        }
        let mut rows: Vec<u32> = lists.into_iter().flatten().collect();
        rows.sort_by_key(|place| self.time(*place));
        rows
    }

    /// The places in the first list of the rows that the second begins with.
    fn shared(&self, first: &[u32], second: &[u32]) -> Range<usize> {
        let says = |list: &[u32]| {
            list.iter().map(|place| (self.time(*place), self.says(*place))).collect::<Vec<_>>()
        };
        let shared = overlap::shared(&says(first), &says(second));
        shared.filter(|shared| shared.len() >= self.firm).unwrap_or_default()
    }

    /// Puts the rows of a session in order.
    fn sort(&self, rows: &mut [u32]) {
        rows.sort_by_key(|place| (self.part(*place), self.directions[self.part(*place)].place(*place)));
        let mut lists: Vec<(Option<Reach>, Vec<u32>)> = rows
            .chunk_by(|a, b| self.part(*a) == self.part(*b))
            .map(|list| (self.span(list), list.to_vec()))
            .collect();
        lists.sort_unstable();
        let follows = |[a, b]: [Option<Reach>; 2]| a.zip(b).is_some_and(|(a, b)| a.1 < b.0);
        let are_apart = lists.iter().all(|(span, _)| span.is_some())
            && lists.windows(2).all(|pair| follows([pair[0].0, pair[1].0]));
        for (row, place) in rows.iter_mut().zip(lists.into_iter().flat_map(|(_, list)| list)) {
            *row = place;
        }
        if are_apart {
            return;
        }
        rows.sort_by_key(|place| self.time(*place));
        for moment in rows.chunk_by_mut(|a, b| self.time(*a) == self.time(*b)) {
            if moment.iter().any(|place| self.part(*place) != self.part(moment[0])) {
                let is_end = |place: u32| self.drafts.ends_session(place as usize);
                moment.sort_by(|a, b| {
                    is_end(*a).cmp(&is_end(*b)).then(self.length(*a).total_cmp(&self.length(*b)))
                });
            }
        }
    }

    /// The times of a list that goes one way.
    fn span(&self, list: &[u32]) -> Option<Reach> {
        let times = || list.iter().map(|place| self.time(*place));
        let has_way = self.directions[self.part(*list.first()?)] != Direction::None;
        has_way.then(|| Some((times().min()?, times().max()?))).flatten()
    }
}
