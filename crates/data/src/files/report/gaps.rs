//! The times between rows, which tell what figures count: a row's own end, the next row of its session, or
//! the agent's next row, whatever its session.

use std::cell::OnceCell;
use std::ops::ControlFlow;

use super::drafts::Drafts;
use super::sequence::Sequences;
use model::time::{MINUTE, SECOND};

/// Where times between rows are taken from, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The end that the row itself says.
    Ends,
    /// The next row of the session.
    Sessions,
    /// The agent's next row.
    Agents,
}

impl From {
    /// The surest first.
    pub const ALL: [Self; 3] = [Self::Ends, Self::Sessions, Self::Agents];
}

/// The time from the beginning of a row to that of the next, or to its end.
#[derive(Clone, Copy, Debug)]
pub struct Gap {
    /// The place in the file of the row whose figure it is.
    pub place: usize,
    /// In milliseconds.
    pub ms: i64,
    /// How far a figure may be from it, in milliseconds.
    pub tolerance: i64,
}

/// Times between the rows of a file.
#[derive(Clone)]
pub struct Gaps<'a> {
    drafts: &'a Drafts,
    sequences: &'a Sequences,
    /// When each row begins, in Unix milliseconds.
    at: &'a [i64],
    /// How long each row lasts by the end that it says, in milliseconds.
    to_end: &'a dyn Fn(usize) -> Option<i64>,
    /// Whether a figure is the time in the state before the row's.
    are_before: bool,
    /// For how long all texts at least stand for their times, in milliseconds.
    least_ms: i64,
    /// Places by agent and time.
    by_agent: OnceCell<Vec<u32>>,
}

impl<'a> Gaps<'a> {
    /// Between these rows.
    pub fn new(
        drafts: &'a Drafts,
        sequences: &'a Sequences,
        at: &'a [i64],
        to_end: &'a dyn Fn(usize) -> Option<i64>,
    ) -> Self {
        let (are_before, least_ms, by_agent) = (false, 1, OnceCell::new());
        Self { drafts, sequences, at, to_end, are_before, least_ms, by_agent }
    }

    /// For figures that measure the state before the row's.
    #[must_use]
    pub fn before_rows(self, are_before: bool) -> Self {
        Self { are_before, ..self }
    }

    /// Whether no time tells seconds.
    pub fn are_whole_minutes(&self) -> bool {
        self.at.iter().all(|at| at % MINUTE == 0)
    }

    /// Between times that may have lost their seconds.
    #[must_use]
    pub fn without_seconds(self) -> Self {
        Self { least_ms: MINUTE, ..self }
    }

    fn by_agent(&self) -> &[u32] {
        self.by_agent.get_or_init(|| {
            let mut places: Vec<u32> = self.sequences.each().flatten().copied().collect();
            places.sort_by_key(|place| (self.agent(*place), self.at[*place as usize]));
            places
        })
    }

    /// Hands each of them to `take`.
    pub fn each(&self, from: From, mut take: impl FnMut(Gap)) {
        // It never has enough.
        let _ = self.each_until(from, |gap| {
            take(gap);
            ControlFlow::Continue(())
        });
    }

    /// The same until `take` has enough.
    pub fn each_until(&self, from: From, mut take: impl FnMut(Gap) -> ControlFlow<()>) -> ControlFlow<()> {
        match from {
            From::Ends if self.are_before || !self.drafts.have_ends() => ControlFlow::Continue(()),
            From::Ends => self.sequences.each().try_for_each(|rows| {
                let first = rows.first().into_iter();
                let others = rows.windows(2).filter(|pair| !self.repeats(pair)).map(|pair| &pair[1]);
                first.chain(others).map(|place| *place as usize).try_for_each(|place| {
                    let Some(ms) = (self.to_end)(place) else { return ControlFlow::Continue(()) };
                    take(Gap { place, ms, tolerance: SECOND.max(self.width(place)) })
                })
            }),
            From::Sessions => self.sequences.each().try_for_each(|rows| self.between(rows, &mut take)),
            From::Agents => {
                let same = |a: &u32, b: &u32| self.agent(*a) == self.agent(*b);
                self.by_agent().chunk_by(same).try_for_each(|rows| self.between(rows, &mut take))
            }
        }
    }

    /// Hands each row to `take`, with when it begins, how far that may be off, and whether another row of the
    /// agent begins that near to a moment.
    pub fn each_begin(&self, mut take: impl FnMut(usize, i64, i64, &dyn Fn(i64) -> bool)) {
        let same = |a: &u32, b: &u32| self.agent(*a) == self.agent(*b);
        for rows in self.by_agent().chunk_by(same) {
            for place in rows.iter().map(|place| *place as usize) {
                let tolerance = SECOND.max(self.width(place));
                let begins = |at: i64| {
                    let next =
                        rows.partition_point(|row| self.at[*row as usize] < at.saturating_sub(tolerance));
                    rows.get(next).is_some_and(|row| self.at[*row as usize] <= at.saturating_add(tolerance))
                };
                take(place, self.at[place], tolerance, &begins);
            }
        }
    }

    fn between(&self, rows: &[u32], take: &mut impl FnMut(Gap) -> ControlFlow<()>) -> ControlFlow<()> {
        rows.windows(2).filter(|pair| !self.repeats(pair)).try_for_each(|pair| {
            let (place, next) = (pair[0] as usize, pair[1] as usize);
            let tolerance = SECOND.max(self.width(place)).max(self.width(next));
            let ms = self.at[next].saturating_sub(self.at[place]);
            take(Gap { place: if self.are_before { next } else { place }, ms, tolerance })
        })
    }

    /// Whether a row says again what the one before says.
    fn repeats(&self, pair: &[u32]) -> bool {
        let drafts = self.drafts;
        let [place, next] = [pair[0] as usize, pair[1] as usize];
        let says = |place: usize| {
            let end = drafts.end(place).map(|end| end.ms);
            (drafts.key(place), end, drafts.figure(place), drafts.activity(place))
        };
        // Nearly all rows begin at a moment of their own.
        drafts.start[place].ms == drafts.start[next].ms && says(place) == says(next)
    }

    fn width(&self, place: usize) -> i64 {
        self.drafts.start[place].shape.width.ms().max(self.least_ms)
    }

    fn agent(&self, place: u32) -> u32 {
        self.drafts.agent[place as usize]
    }
}
