//! Which groups of sums are wanted for a range of days, and which of a zone's days each row counts for.
//!
//! ```text
//! days of UTC     │ ░░░░░░░░░░░░░▓▓ │ ░░░░░░░░░░░░░▓▓ │     ░ whole day, less ▓
//! days of a zone          a       │        b        │       ▓ half hours, one by one
//! ```

use std::ops::Range;

use chrono::NaiveDate;

use super::HALVES;
use super::list::{Sums, SumsList};
use crate::archive::manifest::{Manifest, day_of, span_of};
use crate::archive::plan::{Piece, Shape};
use model::time::{DAY, Millis, Span};
use model::zone::Zone;

/// Most days of a table.
pub const MAX_DAYS: usize = 800;

/// Length of a half hour, in milliseconds.
const HALF: i64 = DAY / HALVES as i64;

/// What is known of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// All of it.
    All,
    /// Something of it was not fetched.
    Partly,
    /// Something of it was fetched, and has no sums.
    NoSums,
    /// Nothing of it was fetched.
    Nothing,
}

/// What is wanted of an archive's sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumsPlan {
    /// The days, and what is known of each.
    pub days: Vec<(NaiveDate, Span, Known)>,
    /// Whether these are days of UTC though the zone is another: its days do not begin on half hours of UTC.
    pub are_of_utc: bool,
    /// What is read.
    pub pieces: Vec<SumsPiece>,
}

impl SumsPlan {
    /// Bytes to read.
    pub fn bytes(&self) -> u64 {
        self.pieces.iter().map(|own| own.piece.bytes()).sum()
    }
}

/// A run of groups of a file of sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumsPiece {
    /// Its bytes.
    pub piece: Piece,
    /// The day of UTC.
    pub day: NaiveDate,
    /// Where its rows count.
    pub shares: Shares,
}

/// For which of a table's days the rows of a day of UTC count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// The one that the whole day counts for; half hours that count for another do not.
    pub whole: Option<usize>,
    /// The one of each half hour.
    pub halves: [Option<usize>; HALVES],
}

/// The day for which a row counts, and the one from which it is taken off.
pub type Share = (Option<usize>, Option<usize>);

impl Shares {
    fn of(day: Span, days: &[(NaiveDate, Span, Known)]) -> Self {
        let at = |half: usize| {
            let start = day.start + half as i64 * HALF;
            let number = days.partition_point(|(_, span, _)| span.end <= start);
            days.get(number).is_some_and(|(_, span, _)| span.contains(start)).then_some(number)
        };
        let halves: [Option<usize>; HALVES] = std::array::from_fn(at);
        let count = |own: &Option<usize>| halves.iter().filter(|other| *other == own).count();
        // Most of the day: the fewest half hours are read.
        let whole = halves.iter().max_by_key(|own| count(own)).copied().flatten();
        Self { whole, halves }
    }

    /// Whether a half hour is read.
    fn wants(&self, half: usize) -> bool {
        self.halves[half] != self.whole
    }

    /// Where a row counts, and where it is taken off.
    pub fn of_row(&self, half: Option<u8>) -> Share {
        match half.map(usize::from) {
            None => (self.whole, None),
            Some(half) if self.wants(half) => (self.halves[half], self.whole),
            Some(_) => (None, None),
        }
    }
}

/// The sums of the days of a zone that a range reaches into, as far as an archive has them at `now`; of days of UTC
/// where the zone's do not begin on its half hours. At most [`MAX_DAYS`].
pub fn plan_sums(
    (manifest, list): (&Manifest, &SumsList),
    zone: &Zone,
    range: Span,
    now: Millis,
) -> SumsPlan {
    let of_zone = zone.days(range, MAX_DAYS);
    let is_on_half = |(_, span): &(NaiveDate, Span)| span.start.0 % HALF == 0 && span.end.0 % HALF == 0;
    let are_of_utc = !of_zone.iter().all(is_on_half);
    let days = if are_of_utc { Zone::utc().days(range, MAX_DAYS) } else { of_zone };
    let days: Vec<_> =
        days.into_iter().map(|(date, span)| (date, span, known((manifest, list), span, now))).collect();
    let utc = Span {
        start: days.first().map_or(range.start, |day| day.1.start),
        end: days.last().map_or(range.start, |day| day.1.end),
    };
    let sums = days_of(utc).filter_map(|span| list.day(day_of(span.start)?));
    let pieces = sums.flat_map(|sums| pieces(sums, &Shares::of(span_of(sums.day), &days))).collect();
    SumsPlan { days, are_of_utc, pieces }
}

/// The days of UTC that a time reaches into.
fn days_of(span: Span) -> impl Iterator<Item = Span> {
    let end = if span.is_empty() { span.start.0 } else { span.end.0 + DAY - 1 };
    (span.start.0.div_euclid(DAY)..end.div_euclid(DAY)).map(|day| Span::new(day * DAY, (day + 1) * DAY))
}

fn known((manifest, list): (&Manifest, &SumsList), day: Span, now: Millis) -> Known {
    let of = |span: Span| {
        let Some(known) = day_of(span.start).and_then(|day| manifest.day(day)) else { return Known::Nothing };
        let own = span.intersect(day);
        let is_lost = known.failed.iter().any(|failed| !failed.span.intersect(own).is_empty());
        match list.day(known.day) {
            None => Known::NoSums,
            Some(_) if is_lost || known.fetched.min(now) < own.end => Known::Partly,
            Some(_) => Known::All,
        }
    };
    let days: Vec<Known> = days_of(day).map(of).collect();
    let least = days.iter().max().copied().unwrap_or(Known::Nothing);
    match days.into_iter().min() {
        Some(most) if most >= Known::NoSums => most,
        _ => least.min(Known::Partly),
    }
}

fn pieces(sums: &Sums, shares: &Shares) -> Vec<SumsPiece> {
    let path: std::sync::Arc<str> = sums.path().into();
    let mut pieces: Vec<SumsPiece> = Vec::new();
    for (number, group) in sums.groups.iter().enumerate() {
        let is_wanted = match group.first {
            None => shares.whole.is_some(),
            Some(_) => halves_of(sums, number).any(|half| shares.wants(half)),
        };
        if !is_wanted {
            continue;
        }
        let shape = Shape { bytes: group.bytes, rows: group.rows };
        match pieces.last_mut() {
            Some(SumsPiece { piece, .. }) if piece.at + piece.bytes() == group.at => piece.groups.push(shape),
            _ => pieces.push(SumsPiece {
                piece: Piece {
                    path: path.clone(),
                    file_bytes: sums.bytes,
                    day: span_of(sums.day),
                    at: group.at,
                    groups: vec![shape],
                    first: "".into(),
                    end: std::ops::Bound::Unbounded,
                },
                day: sums.day,
                shares: shares.clone(),
            }),
        }
    }
    pieces
}

/// The half hours of a group.
fn halves_of(sums: &Sums, group: usize) -> Range<usize> {
    let first = |number: usize| sums.groups.get(number).and_then(|group| group.first).map(usize::from);
    first(group).unwrap_or_default()..first(group + 1).unwrap_or(HALVES).min(HALVES)
}
