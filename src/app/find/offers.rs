//! Results as they are shown, and what choosing one does.

use super::fit::Fit;
use super::steps::Steps;
use crate::app::words::find as words;
use model::format::number;
use model::time::{Millis, Span};

/// Most results that are shown of a group.
pub const MAX: usize = 8;

/// What kind of thing a group holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Moments.
    Times,
    /// Days of the range.
    Days,
    /// People.
    Agents,
    /// States and not ready reasons.
    States,
    /// Stretches of them.
    Stretches,
    /// Time zones.
    Zones,
}

impl Kind {
    /// Its word for tests and scripts, and what people read.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Agents => ("agent", words::AGENTS),
            Self::States => ("state", words::STATES_AND_REASONS),
            Self::Stretches => ("stretch", words::STRETCHES),
            Self::Times => ("time", words::TIMES),
            Self::Days => ("day", words::DAYS),
            Self::Zones => ("zone", words::TIME_ZONES),
        }
    }
}

/// What choosing a result does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Opens an agent: an index into [`Dataset::agents`].
    Agent(usize),
    /// Shows a day, of one agent or as it is.
    Day(Span, Option<usize>),
    /// Shows a moment, of one agent or as it is.
    Moment(Millis, Option<usize>),
    /// Steps along stretches.
    Steps(Steps),
    /// Shows all times in a zone.
    Zone(String),
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it is.
    pub label: String,
    /// What else there is to say.
    pub detail: String,
    /// Its figure, if it has one.
    pub figure: String,
    /// What choosing it does.
    pub act: Act,
}

/// Results of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are.
    pub kind: Kind,
    /// How many there are.
    pub count: usize,
    /// The first of them, at most [`MAX`].
    pub offers: Vec<Offer>,
    /// How well the first fits.
    pub(super) fit: Fit,
}

impl Group {
    /// How many there are, and of how many of these the group shows which: `12`, `longest 8 of 47`.
    pub fn count_words(&self) -> String {
        let shown = self.count.min(MAX);
        match self.kind {
            _ if shown == self.count => number(self.count),
            Kind::Stretches => words::longest_of(shown, number(self.count)),
            _ => words::shown_of(shown, number(self.count)),
        }
    }
}
