//! A figure in its column, written and spoken.

use std::cmp::Ordering;

use model::format::{Clock, percent, percent_fine};

use super::Column;
use super::spoken::spoken;
use crate::app::words::columns_of_rows as words;

/// What stands for a figure that there is none of, and for one that is not known.
const NONE: &str = "–";
const NOT_KNOWN: &str = "?";
/// What stands for one that comes with what is still loading.
const COMING: &str = "…";

/// A figure beside a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// A length in milliseconds.
    Length(i64),
    /// How often.
    Count(u32),
    /// A share, 0 to 1.
    Share(f64),
    /// There is none.
    None,
    /// What it would be worked out from was not fetched.
    NotFetched,
    /// The same, and is on its way.
    Coming,
}

/// A figure in its column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The column.
    pub column: Column,
    /// The figure.
    pub figure: Figure,
}

impl Cell {
    /// The figure itself: milliseconds, a number, or hundredths of a per cent; `None` when there is none.
    pub fn value(&self) -> Option<i64> {
        match self.figure {
            Figure::Length(ms) => Some(ms),
            Figure::Count(n) => Some(i64::from(n)),
            Figure::Share(share) => Some((share * 10_000.0).round() as i64),
            Figure::None | Figure::NotFetched | Figure::Coming => None,
        }
    }

    /// What stands in the cell.
    pub fn text(&self) -> String {
        match self.figure {
            Figure::Length(ms) => self.column.clock().unwrap_or(Clock::Both).text(ms),
            Figure::Count(n) => model::format::number(n as usize),
            Figure::Share(share) if matches!(self.column, Column::Share | Column::Adherence) => {
                percent_fine(share)
            }
            Figure::Share(share) => percent(share),
            Figure::None => NONE.to_owned(),
            Figure::NotFetched => NOT_KNOWN.to_owned(),
            Figure::Coming => COMING.to_owned(),
        }
    }

    /// The same as it is spoken.
    pub fn spoken(&self) -> String {
        match self.figure {
            Figure::Length(ms) => spoken(ms),
            Figure::Count(1) => words::ONCE.to_owned(),
            Figure::Count(_) => words::times(self.text()),
            Figure::Share(_) => self.text(),
            Figure::None => words::NONE.to_owned(),
            Figure::NotFetched => words::NOT_FETCHED.to_owned(),
            Figure::Coming => words::COMING.to_owned(),
        }
    }

    /// How two cells of a column stand to each other; what has no figure comes last, whichever way round.
    pub fn order(&self, other: &Self, descending: bool) -> Ordering {
        match (self.value(), other.value()) {
            (Some(a), Some(b)) if descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
}
