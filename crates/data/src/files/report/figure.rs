//! One figure of a duration, as its cell has it.

use crate::length::{Length, Mark};
use model::time::{MINUTE, SECOND};

/// A length as its cell has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// As it is read at first: a mark that may be either is before a fraction, two parts are minutes and
    /// seconds.
    pub length: Length,
    /// How else it can be read.
    pub doubt: Doubt,
}

impl Figure {
    /// To compare it with another of the same column.
    pub fn count(self) -> f64 {
        match self.length {
            Length::Ms(ms) => ms as f64,
            Length::Bare(count) => count,
        }
    }
}

/// How else a length can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// In no other way.
    None,
    /// A thousand times as long: the mark is between thousands.
    Thousands(Mark),
    /// Sixty times as long: two parts are hours and minutes.
    ShortClock,
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match (self.length, self.doubt) {
            (Length::Bare(count), Doubt::Thousands(Mark::Comma)) => {
                f.write_str(&format!("{count:.3}").replace('.', ","))
            }
            (Length::Bare(count), Doubt::Thousands(Mark::Point)) => write!(f, "{count:.3}"),
            (Length::Bare(count), _) => write!(f, "{count}"),
            (Length::Ms(ms), _) => write!(f, "{}:{:02}", ms / MINUTE, ms % MINUTE / SECOND),
        }
    }
}

/// What a bare number is to be multiplied by.
pub fn factor(doubt: Doubt, is_grouped: [bool; 2]) -> f64 {
    match doubt {
        Doubt::Thousands(mark) if is_grouped[mark as usize] => 1_000.0,
        _ => 1.0,
    }
}
