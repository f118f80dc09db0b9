//! The ways to divide rows among two hours, the best of them followed at once from one row to the next.

use super::{End, Misfit, Piece};
use model::state::ActivityId;

/// Ways that are followed at once.
const WAYS: usize = 16;

/// The two hours that clocks show the same.
pub struct Hours {
    /// When the second begins, in Unix milliseconds.
    pub change: i64,
    /// From a moment of the first to the one of the second that clocks show the same, in milliseconds.
    pub shift: i64,
    /// Where what was before ends.
    pub before: Option<End>,
    /// Where what comes after begins.
    pub after: Option<i64>,
}

/// Rows that stay together: one, or a chain of which each begins where the one before ends, and no other
/// does. Times are those of the first hour.
#[derive(Clone, Debug)]
pub struct Item {
    places: Vec<u32>,
    at: i64,
    /// Where it ends in each hour.
    ends: [End; 2],
    tolerance: i64,
    state: ActivityId,
    /// The hours that it may be in.
    may: [bool; 2],
    /// Whether it is the same row as the item before.
    is_again: bool,
}

impl Item {
    /// A row by its first moment and by its second, if it has two.
    pub fn new(piece: &Piece, again: Option<Piece>, hours: &Hours) -> Self {
        let is_second = again.is_none() && piece.at >= hours.change;
        let early = |end: End| End { at: end.at.saturating_sub(hours.shift), ..end };
        let second = again.map_or_else(|| early(piece.end()), |again| early(again.end()));
        Self {
            places: vec![piece.place],
            at: if is_second { piece.at - hours.shift } else { piece.at },
            ends: [piece.end(), second],
            tolerance: piece.tolerance,
            state: piece.state,
            may: [!is_second, is_second || again.is_some()],
            is_again: false,
        }
    }

    fn repeats(&self, other: &Self) -> bool {
        let are_rows = self.places.len() == 1 && other.places.len() == 1;
        are_rows
            && (self.at, self.ends, self.state, self.may) == (other.at, other.ends, other.state, other.may)
    }

    /// Whether it is wholly in one hour, whichever that is.
    fn is_free(&self, hours: &Hours) -> bool {
        let [first, second] = self.ends;
        self.may == [true; 2] && first == second && first.is_known && first.at + self.tolerance < hours.change
    }
}

/// A way to divide the rows so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    misfit: Misfit,
    /// Where each hour's rows end so far, in times of the first.
    ends: [Option<End>; 2],
    /// Whether it is counted that none begins there.
    are_broken: [bool; 2],
    /// Where the second hour's rows begin.
    second_at: Option<i64>,
    /// The hour of the row before.
    hour: usize,
    /// The way that it goes on from.
    from: usize,
}

impl Way {
    fn goes_on_like(&self, other: &Self) -> bool {
        (self.ends, self.are_broken, self.second_at) == (other.ends, other.are_broken, other.second_at)
    }
}

impl Hours {
    /// Places of the rows that are in the second hour.
    pub fn choose(&self, mut items: Vec<Item>) -> Vec<u32> {
        items.sort_by_key(|item| (item.at, item.ends, item.state, item.may));
        let mut items = self.chained(items);
        for i in 1..items.len() {
            items[i].is_again = items[i].repeats(&items[i - 1]);
        }
        let start = Way {
            misfit: Misfit::default(),
            ends: [self.before, None],
            are_broken: [false; 2],
            second_at: None,
            hour: 0,
            from: 0,
        };
        let mut ways = vec![start];
        let mut steps: Vec<Vec<(u8, u8)>> = Vec::with_capacity(items.len());
        for (i, item) in items.iter().enumerate() {
            // Only a repetition asks for the hour of the row before.
            let is_asked = items.get(i + 1).is_some_and(|next| next.is_again);
            let next = ways.iter().enumerate().flat_map(|(from, way)| {
                [0, 1]
                    .into_iter()
                    .filter(|hour| item.may[*hour])
                    .map(move |hour| self.step(way, from, item, hour))
            });
            let mut all: Vec<Way> = next.collect();
            all.sort_unstable();
            let mut best: Vec<Way> = Vec::with_capacity(WAYS);
            for way in all {
                let goes_on_like =
                    |other: &Way| way.goes_on_like(other) && (!is_asked || way.hour == other.hour);
                if best.len() < WAYS && !best.iter().any(goes_on_like) {
                    best.push(way);
                }
            }
            steps.push(best.iter().map(|way| (way.hour as u8, way.from as u8)).collect());
            ways = best;
        }
        let best = (0..ways.len()).min_by_key(|way| self.whole(&ways[*way], items.last()));
        let mut way = best.unwrap_or_default();
        let mut second = Vec::new();
        for (item, step) in items.iter().zip(&steps).rev() {
            let (hour, from) = step[way];
            if hour == 1 {
                second.extend_from_slice(&item.places);
            }
            way = usize::from(from);
        }
        second
    }

    /// The way with one more item, in one of the hours.
    fn step(&self, way: &Way, from: usize, item: &Item, hour: usize) -> Way {
        let mut next = Way { hour, from, ..*way };
        next.misfit.second += hour as u32 * item.places.len() as u32;
        if item.is_again && way.hour == hour {
            return next;
        }
        for which in [0, 1] {
            let is_over = |end: End| end.is_known && end.at < item.at - item.tolerance;
            // What comes after may not be here.
            let is_sure = which == 0 || self.after.is_some();
            if is_sure && !next.are_broken[which] && next.ends[which].is_some_and(is_over) {
                next.are_broken[which] = true;
                next.misfit.breaks += 1;
            }
        }
        let end = item.ends[hour];
        match next.ends[hour] {
            Some(before) => {
                let was = next.misfit.breaks;
                next.misfit.follow(before, item.at, end.at, item.tolerance);
                if next.are_broken[hour] {
                    next.misfit.breaks = was;
                }
                next.ends[hour] = Some(before.max(end));
            }
            None => next.ends[hour] = Some(end),
        }
        next.are_broken[hour] = false;
        if hour == 1 {
            next.second_at.get_or_insert(item.at);
        }
        next
    }

    /// How badly all fits: the first hour before the second, and that before what comes after.
    fn whole(&self, way: &Way, last: Option<&Item>) -> Misfit {
        let mut misfit = way.misfit;
        let tolerance = last.map_or(0, |item| item.tolerance);
        let mut join = |end: Option<End>, is_broken: bool, at: Option<i64>| match (end, at) {
            (Some(end), Some(at)) if !is_broken => misfit.follow(end, at, i64::MAX, tolerance),
            _ => {}
        };
        let second_at = way.second_at.map(|at| at + self.shift);
        let later = way.ends[1].map(|end| End { at: end.at + self.shift, ..end });
        join(way.ends[0], way.are_broken[0], second_at.or(self.after));
        join(later, way.are_broken[1], self.after);
        if second_at.is_none() && self.after.is_none() && way.are_broken[0] {
            misfit.breaks -= 1;
        }
        misfit
    }

    /// Joins rows to chains.
    fn chained(&self, items: Vec<Item>) -> Vec<Item> {
        let mut ends: Vec<i64> = items.iter().map(|item| item.ends[0].at).collect();
        // What was before may end where a row begins, in either hour.
        ends.extend(self.before.iter().flat_map(|end| [end.at, end.at.saturating_sub(self.shift)]));
        ends.sort_unstable();
        let near = |times: &[i64], at: i64, tolerance: i64| {
            let from = times.partition_point(|time| *time < at - tolerance);
            let to = times.partition_point(|time| *time <= at + tolerance);
            from..to
        };
        let starts: Vec<i64> = items.iter().map(|item| item.at).collect();
        let next = |item: &Item| {
            let end = item.ends[0].at;
            let behind = near(&starts, end, item.tolerance);
            let only = (item.is_free(self) && behind.len() == 1).then_some(behind.start)?;
            let is_only = near(&ends, starts[only], item.tolerance).len() == 1;
            // What is a second off may be chance.
            (is_only && starts[only] == end && items[only].may == [true; 2]).then_some(only)
        };
        let nexts: Vec<Option<usize>> = items.iter().map(next).collect();
        let mut taken: Vec<Option<Item>> = items.into_iter().map(Some).collect();
        let mut chains = Vec::with_capacity(taken.len());
        for first in 0..taken.len() {
            let Some(mut chain) = taken[first].take() else { continue };
            let mut last = first;
            while let Some((next, item)) = nexts[last].and_then(|next| Some((next, taken[next].take()?))) {
                chain.places.extend(item.places);
                chain.ends = item.ends;
                last = next;
            }
            chains.push(chain);
        }
        chains
    }
}
