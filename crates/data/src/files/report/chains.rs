//! Rows in an hour that clocks repeat, in no order that is known. Each is in the first of the two hours or in
//! the second; of all ways that is taken by which rows reach least over each other and most of them begin
//! where another ends.
//!
//! ```text
//! clocks    01:00 01:10 01:15    01:30 01:40 01:50       in the order of what they show
//! first     |-----------------------------------|        rows that end where another begins belong
//! second          |-----|----------------|               together wherever they are: a chain
//! ```

mod ways;

use std::collections::HashSet;

use model::state::ActivityId;
use model::time::SECOND;
use ways::{Hours, Item};

/// A row with two moments to choose from.
#[derive(Clone, Copy, Debug)]
pub struct Doubt {
    /// Place in the file.
    pub place: usize,
    /// The other moment, in Unix milliseconds.
    pub other: i64,
    /// When clocks go back between the two, in Unix milliseconds; `None` for an hour that they skip.
    pub change: Option<i64>,
}

/// A row that begins at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Place in the file.
    pub place: u32,
    /// In Unix milliseconds.
    pub at: i64,
    /// In milliseconds, where it is known.
    pub length: Option<i64>,
    /// How far the beginning may be off, in milliseconds.
    pub tolerance: i64,
    /// Its state.
    pub state: ActivityId,
}

impl Piece {
    fn end(&self) -> End {
        End { at: self.at.saturating_add(self.length.unwrap_or(0)), is_known: self.length.is_some() }
    }

    /// Whether it repeats another row.
    fn repeats(&self, other: &Self) -> bool {
        (self.at, self.length, self.state) == (other.at, other.length, other.state)
    }
}

/// Where a row ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    at: i64,
    is_known: bool,
}

impl End {
    fn max(self, other: Self) -> Self {
        if other.at >= self.at { other } else { self }
    }
}

/// How badly rows fit: what they reach over each other, in milliseconds, then where none begins though one
/// ends, then how far beginnings are from ends that may be rounded, then those in the second hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Misfit {
    over_ms: i64,
    breaks: u32,
    off_ms: i64,
    second: u32,
}

impl Misfit {
    /// A row from `at` to `to` follows what ended.
    fn follow(&mut self, end: End, at: i64, to: i64, tolerance: i64) {
        let over = end.at.saturating_sub(at);
        if over > tolerance {
            self.over_ms = self.over_ms.saturating_add(end.at.min(to).saturating_sub(at).max(0));
        }
        if over.saturating_abs() <= tolerance.min(SECOND) {
            self.off_ms += over.abs();
        }
        self.breaks += u32::from(over.saturating_abs() > tolerance && (end.is_known || over > 0));
    }
}

/// What is around the rows of a session, in Unix milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    /// Where the sessions before it end.
    pub before: Option<i64>,
    /// Where the next one begins.
    pub after: Option<i64>,
}

impl Around {
    fn before(self) -> Option<End> {
        self.before.map(|at| End { at, is_known: true })
    }
}

/// How badly rows fit as they lie.
pub fn misfit(mut rows: Vec<Piece>, around: Around) -> Misfit {
    rows.sort_by_key(|row| (row.at, row.length, row.state));
    rows.dedup_by(|next, kept| next.repeats(kept));
    let mut misfit = Misfit::default();
    let mut end = around.before();
    for row in &rows {
        if let Some(end) = end {
            misfit.follow(end, row.at, row.end().at, row.tolerance);
        }
        end = Some(end.map_or(row.end(), |end| end.max(row.end())));
    }
    if let (Some(end), Some(after), Some(last)) = (end, around.after, rows.last()) {
        misfit.follow(end, after, i64::MAX, last.tolerance);
    }
    misfit
}

/// The rows, of all that are sorted by their first moments, that belong to the second of theirs.
pub fn second_moments(
    all: &[(Piece, Option<Doubt>)],
    second: &dyn Fn(&Piece, &Doubt) -> Piece,
    around: Around,
) -> HashSet<u32> {
    let mut chosen = HashSet::new();
    let mut end = around.before();
    let mut from = 0;
    while from < all.len() {
        let (piece, doubt) = &all[from];
        let Some((doubt, change)) = doubt.as_ref().and_then(|doubt| Some((doubt, doubt.change?))) else {
            end = Some(end.map_or(piece.end(), |end| end.max(piece.end())));
            from += 1;
            continue;
        };
        // Both hours, and where the rows behind them begin.
        let shift = doubt.other - piece.at;
        let to = all.partition_point(|(piece, _)| piece.at < change + shift);
        let hours = Hours {
            change,
            shift,
            before: end,
            after: all.get(to).map(|(piece, _)| piece.at).or(around.after),
        };
        let items = all[from..to].iter().map(|(piece, doubt)| {
            let again =
                doubt.as_ref().filter(|doubt| doubt.change.is_some()).map(|doubt| second(piece, doubt));
            Item::new(piece, again, &hours)
        });
        chosen.extend(hours.choose(items.collect()));
        end = all[from..to].iter().map(|(piece, _)| piece.end()).chain(end).reduce(End::max);
        from = to;
    }
    chosen
}
