//! Clock times that show seconds, or a time of day, which they have lost: a program that read `9:00` or a
//! date alone has written `9:00:00` or midnight for it.

use super::bounds::Bounds;
use super::drafts::Drafts;
use super::sequence::Sequences;
use model::time::{DAY, MINUTE, SECOND};

/// What two digits behind the point of a day tell: 14.4 minutes.
pub const HUNDREDTH: i64 = DAY / 100;

/// What may be lost, the longer first.
const LOST: [i64; 2] = [DAY, MINUTE];

/// What rows reach over the next at most where nothing, or less, is lost: lengths are rounded to seconds, and the
/// rows of one minute take a minute.
const EXPLAINED: [i64; 2] = [MINUTE, SECOND];

/// Rows of a part that all are at the beginning of a minute by chance: hardly so many.
const FIRM: usize = 4;

/// Rows that all are at a hundredth of a day, and not at a minute, by chance: hardly so many.
const FIRM_HUNDREDTHS: usize = 2;

/// What the clocks of one part show.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Whether all times are at a hundredth of a day.
    are_hundredths: bool,
    /// Rows that are not at the beginning of a minute.
    within_minutes: usize,
    /// Whether all times are at the beginning of a day, of a minute.
    are_all: [bool; 2],
    /// Whether rows would go on after the next has begun, by less than a day, a minute, and by more than what
    /// else there is explains.
    reach_over: [bool; 2],
    /// The same of rows of the same part whose texts show what they may have lost.
    prove: [bool; 2],
    /// Rows whose texts do.
    rows: [usize; 2],
}

impl Shown {
    /// Nothing, of no rows.
    const NONE: Self = Self {
        are_hundredths: true,
        within_minutes: 0,
        are_all: [true; 2],
        reach_over: [false; 2],
        prove: [false; 2],
        rows: [0; 2],
    };

    /// Whether the time of day, or seconds, are lost, if the part proves it.
    fn proof(&self, lost: usize) -> Option<i64> {
        match (self.are_all[lost], self.prove[lost]) {
            (false, _) => Some(0),
            (true, true) if self.rows[lost] >= FIRM => Some(1),
            _ => None,
        }
    }

    /// Whether all but hundredths of days are lost, if the part proves it.
    fn hundredths_proof(&self) -> Option<i64> {
        if !self.are_hundredths {
            return Some(0);
        }
        (self.within_minutes >= FIRM_HUNDREDTHS).then_some(1)
    }
}

/// By the rows of each part; `figure` is how long a row lasts by a figure, in milliseconds.
pub fn of(
    drafts: &Drafts,
    sequences: &Sequences,
    local_ms: &[i64],
    figure: &dyn Fn(usize) -> Option<i64>,
    parts: &Bounds,
) -> Vec<Shown> {
    let mut all = vec![Shown::NONE; parts.count()];
    let shows = |place: usize, unit: i64| drafts.start[place].shape.width.ms() < unit;
    for (part, range) in all.iter_mut().zip(parts.ranges()) {
        let local_ms = &local_ms[range.clone()];
        let is_all = |unit: i64| local_ms.iter().all(|at| at % unit == 0);
        part.are_hundredths = is_all(HUNDREDTH);
        if part.are_hundredths {
            part.within_minutes = local_ms.iter().filter(|at| *at % MINUTE != 0).count();
        }
        for (lost, unit) in LOST.into_iter().enumerate() {
            part.are_all[lost] = is_all(unit);
            if parts.count() > 1 && part.are_all[lost] {
                part.rows[lost] = range.clone().filter(|place| shows(*place, unit)).count();
            }
        }
    }
    // Minutes are lost where days are.
    if !all.iter().any(|shown| shown.are_all[1]) {
        return all;
    }
    for rows in sequences.each() {
        let mut end = i64::MIN;
        for pair in rows.windows(2) {
            let (place, next) = (pair[0] as usize, pair[1] as usize);
            // Ends have lost as much as beginnings.
            let length = figure(place).unwrap_or_default();
            let over = length.saturating_sub(local_ms[next] - local_ms[place]);
            end = end.max(local_ms[place]).saturating_add(length);
            // Short rows of a day reach over all together.
            let over = [end.saturating_sub(local_ms[next]), over];
            let is_same = parts.of(place) == parts.of(next);
            let part = &mut all[parts.of(place)];
            for (lost, unit) in LOST.into_iter().enumerate() {
                let reaches_over = (EXPLAINED[lost] + 1..unit).contains(&over[lost]);
                part.reach_over[lost] |= reaches_over;
                part.prove[lost] |= reaches_over && is_same && shows(place, unit);
            }
        }
    }
    all
}

/// For how long the texts of all parts at least stand for their times, in milliseconds: a hundredth of a day
/// when all of them are at one, where clocks show none by chance; a day or a minute when all are at the
/// beginning of one, and rows of a session would go on after the next has begun.
pub fn least(parts: &[Shown]) -> i64 {
    let are_hundredths = parts.iter().all(|shown| shown.are_hundredths);
    if are_hundredths && parts.iter().any(|shown| shown.within_minutes > 0) {
        return HUNDREDTH;
    }
    let is_lost = |lost: &usize| {
        parts.iter().all(|shown| shown.are_all[*lost]) && parts.iter().any(|shown| shown.reach_over[*lost])
    };
    (0..LOST.len()).find(is_lost).map_or(1, |lost| LOST[lost])
}

/// What each part proves: that all but hundredths of days, the time of day, or seconds, are lost, or are not.
pub fn proofs(parts: &[Shown]) -> [Vec<Option<i64>>; 3] {
    let of = |proof: &dyn Fn(&Shown) -> Option<i64>| parts.iter().map(proof).collect();
    [of(&Shown::hundredths_proof), of(&|shown| shown.proof(0)), of(&|shown| shown.proof(1))]
}
