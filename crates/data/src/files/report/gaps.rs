//! The times between rows, which tell what figures count: a row's own end, the next row of its session, or
//! the agent's next row, whatever its session.

use std::cell::OnceCell;

use super::draft::Draft;
use super::sequence::Sequences;
use model::time::SECOND;

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
    /// The row's place in the file.
    pub place: usize,
    /// In milliseconds.
    pub ms: i64,
    /// How far a figure may be from it, in milliseconds.
    pub tolerance: i64,
}

/// Times between the rows of a file.
pub struct Gaps<'a> {
    drafts: &'a [Draft],
    sequences: &'a Sequences,
    /// When each row begins, in Unix milliseconds.
    at: &'a [i64],
    /// How long each row lasts by the end that it says, in milliseconds.
    to_end: &'a dyn Fn(usize) -> Option<i64>,
    /// Places by agent and time.
    by_agent: OnceCell<Vec<u32>>,
}

impl<'a> Gaps<'a> {
    /// Between these rows.
    pub fn new(
        drafts: &'a [Draft],
        sequences: &'a Sequences,
        at: &'a [i64],
        to_end: &'a dyn Fn(usize) -> Option<i64>,
    ) -> Self {
        Self { drafts, sequences, at, to_end, by_agent: OnceCell::new() }
    }

    fn by_agent(&self) -> &[u32] {
        self.by_agent.get_or_init(|| {
            let mut places: Vec<u32> = (0..self.drafts.len() as u32).collect();
            places.sort_by_key(|place| (self.agent(*place), self.at[*place as usize]));
            places
        })
    }

    /// Hands each of them to `take`.
    pub fn each(&self, from: From, mut take: impl FnMut(Gap)) {
        match from {
            From::Ends => (0..self.drafts.len()).for_each(|place| {
                if let Some(ms) = (self.to_end)(place) {
                    take(Gap { place, ms, tolerance: SECOND.max(self.width(place)) });
                }
            }),
            From::Sessions => self.sequences.each().for_each(|rows| self.between(rows, &mut take)),
            From::Agents => {
                let same = |a: &u32, b: &u32| self.agent(*a) == self.agent(*b);
                self.by_agent().chunk_by(same).for_each(|rows| self.between(rows, &mut take));
            }
        }
    }

    fn between(&self, rows: &[u32], take: &mut impl FnMut(Gap)) {
        for pair in rows.windows(2) {
            let (place, next) = (pair[0] as usize, pair[1] as usize);
            let tolerance = SECOND.max(self.width(place)).max(self.width(next));
            take(Gap { place, ms: self.at[next].saturating_sub(self.at[place]), tolerance });
        }
    }

    fn width(&self, place: usize) -> i64 {
        self.drafts[place].start.shape.width_ms
    }

    fn agent(&self, place: u32) -> u32 {
        self.drafts[place as usize].agent
    }
}
