//! The figures of durations. A cell alone often does not tell what it counts, what the marks in it are
//! (`1,500`), or what the parts of a short clock are (`0:30`): all rows together do.

use super::drafts::Drafts;
use super::figure::{Doubt, Figure, factor};
use super::gaps::{From, Gaps};
use super::unit::{self, Votes};
use crate::files::when;
use crate::length::{self, Decimal, HeaderUnit, Length, Mark, Marks, Unit, rounded};
use model::remark::RemarkKind;
use model::time::{MINUTE, SECOND};

/// Who says what bare numbers count, where somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum UnitFrom {
    /// The column's name.
    Header,
    /// A person or a preset: then nothing proves another.
    Person,
}

/// Reads figures, and notes what they tell about each other.
#[derive(Clone, Debug)]
pub struct Figures {
    decimal: Decimal,
    unit: Option<HeaderUnit>,
    unit_from: UnitFrom,
    /// Marks that were seen before a fraction, and between thousands.
    fraction: [bool; 2],
    thousands: [bool; 2],
    /// Whether there are whole numbers without marks, below a thousand and above.
    small: bool,
    large: bool,
    /// Whether there are marks that may be either, and clocks of two parts.
    either: [bool; 2],
    short_clocks: bool,
}

impl Figures {
    /// For a table with a mark between cells that tells how fractions are written, and a unit that the
    /// column's name says.
    pub fn new(delimiter: u8, unit: Option<HeaderUnit>) -> Self {
        let decimal = if delimiter == b',' { Decimal::Point } else { Decimal::Comma };
        let none = [false; 2];
        Self {
            decimal,
            unit,
            unit_from: UnitFrom::Header,
            fraction: none,
            thousands: none,
            small: false,
            large: false,
            either: none,
            short_clocks: false,
        }
    }

    /// Figures in a unit that a person or a preset says.
    #[must_use]
    pub fn chosen(self, is_chosen: bool) -> Self {
        Self { unit_from: if is_chosen { UnitFrom::Person } else { self.unit_from }, ..self }
    }

    /// Whether rows may prove another unit than the one that is said.
    pub fn may_differ(&self) -> bool {
        self.unit_from == UnitFrom::Header
    }

    /// Reads a cell; `None` when it is no length.
    pub fn read(&mut self, text: &str) -> Option<Figure> {
        let sure = |length| Some(Figure { length, doubt: Doubt::None });
        if let Some(count) = length::whole(text) {
            self.note_whole(count as f64);
            return sure(Length::Bare(count as f64));
        }
        if let Some(ms) = self.unit.and_then(|unit| length::clock_in(text, unit)) {
            return sure(Length::Ms(ms));
        }
        let Some(length) = length::read(text, self.decimal) else {
            return sure(Length::Ms(when::since_day_0(text)?));
        };
        let Length::Bare(count) = length else {
            if !length::is_short_clock(text) {
                return sure(length);
            }
            self.short_clocks = true;
            return Some(Figure { length, doubt: Doubt::ShortClock });
        };
        match length::marks(text) {
            Marks::Either(mark) => {
                self.either[mark as usize] = true;
                let length = length::read(text, Decimal::Comma)?;
                return Some(Figure { length, doubt: Doubt::Thousands(mark) });
            }
            Marks::Fraction(mark) => self.fraction[mark as usize] = true,
            Marks::Thousands(mark) => self.thousands[mark as usize] = true,
            Marks::None => self.note_whole(count),
        }
        sure(length)
    }

    fn note_whole(&mut self, count: f64) {
        self.large |= count.abs() >= 1_000.0;
        self.small |= count.abs() < 1_000.0;
    }

    /// The unit that the column's name says.
    pub fn known(&self) -> Option<Unit> {
        match self.unit {
            Some(HeaderUnit::Unit(unit)) => Some(unit),
            _ => None,
        }
    }

    /// Those of one report with those of another part of it.
    pub fn join(&mut self, other: &Self) {
        let marks = |figures: &Self| [figures.fraction, figures.thousands, figures.either];
        let [fraction, thousands, either] = marks(other);
        for (these, those) in
            [(&mut self.fraction, fraction), (&mut self.thousands, thousands), (&mut self.either, either)]
        {
            for (this, that) in these.iter_mut().zip(those) {
                *this |= that;
            }
        }
        self.small |= other.small;
        self.large |= other.large;
        self.short_clocks |= other.short_clocks;
    }

    /// Decides, now that all rows are there, and how often they fit gaps; where none fits the unit that the
    /// column's name says, several may prove another: `against`.
    pub fn settle(&self, drafts: &Drafts, gaps: &Gaps, votes: &Votes, against: &Votes) -> Settled {
        let known = self.known();
        let unit_ms = known.unwrap_or(Unit::Seconds).ms();
        let marks = [Mark::Point, Mark::Comma].map(|mark| {
            if !self.either[mark as usize] {
                return Choice::NONE;
            }
            let told = self.are_thousands(mark).or(votes.are_thousands()).or(self.by_plain_numbers());
            let thousands = |figure: Figure| match (figure.length, figure.doubt) {
                (Length::Bare(count), Doubt::Thousands(of)) if of == mark => {
                    Some(rounded(count * 1_000.0, unit_ms))
                }
                _ => None,
            };
            let is_usual = mark == Mark::Comma && self.decimal == Decimal::Point;
            Choice::new(told, is_usual, || fit(drafts, gaps, thousands))
        });
        let hours = |figure: Figure| match (figure.length, figure.doubt) {
            (Length::Ms(ms), Doubt::ShortClock) => Some(hours_ms(ms)),
            _ => None,
        };
        let clocks = if self.short_clocks {
            Choice::new(votes.are_hours(), false, || fit(drafts, gaps, hours))
        } else {
            Choice::NONE
        };
        let (unit, remark) = match known {
            Some(unit) if votes.total() > 0 => (unit, None),
            Some(unit) => {
                let (proven, _) = unit::of(drafts, gaps, against, marks.map(|choice| choice.is_longer));
                let is_proven = against.total() > 1 && proven != unit;
                if is_proven { (proven, Some(RemarkKind::UnitDiffers)) } else { (unit, None) }
            }
            None => unit::of(drafts, gaps, votes, marks.map(|choice| choice.is_longer)),
        };
        Settled { unit, remark, marks, clocks }
    }

    /// Whether a mark is between thousands, as other cells show.
    pub fn are_thousands(&self, mark: Mark) -> Option<bool> {
        let (here, other) = (mark as usize, 1 - mark as usize);
        match (self.fraction[here], self.thousands[here] || self.fraction[other]) {
            (true, _) => Some(false),
            (false, true) => Some(true),
            (false, false) => None,
        }
    }

    /// Numbers that are written whole have no fraction of three digits beside them, and thousands are
    /// marked everywhere or nowhere.
    fn by_plain_numbers(&self) -> Option<bool> {
        if self.large { Some(false) } else { self.small.then_some(true) }
    }
}

/// Whether every row, read as long as it can be, ends before the next begins; `None` without rows that
/// follow each other.
fn fit(drafts: &Drafts, gaps: &Gaps, long: impl Fn(Figure) -> Option<i64>) -> Option<bool> {
    let mut fits = None;
    gaps.each(From::Agents, |gap| {
        if let Some(ms) = drafts.figure(gap.place).and_then(&long) {
            fits = Some(fits != Some(false) && ms <= gap.ms.saturating_add(gap.tolerance));
        }
    });
    fits
}

/// Which of two readings was chosen.
#[derive(Clone, Copy, Debug)]
struct Choice {
    is_longer: bool,
    /// Whether nothing tells.
    is_open: bool,
}

impl Choice {
    /// There was nothing to choose.
    const NONE: Self = Self { is_longer: false, is_open: false };

    /// As it is told; else the longer one where rows leave room for it, and the usual one where no rows
    /// follow each other.
    fn new(told: Option<bool>, is_usual: bool, fit: impl Fn() -> Option<bool>) -> Self {
        match told.map_or_else(|| (fit(), true), |told| (Some(told), false)) {
            (Some(false), _) => Self { is_longer: false, is_open: false },
            (fits, is_open) => Self { is_longer: fits.unwrap_or(is_usual), is_open },
        }
    }
}

fn hours_ms(ms: i64) -> i64 {
    ms.saturating_mul(MINUTE / SECOND)
}

/// What the figures of a file are.
#[derive(Debug)]
pub struct Settled {
    /// What bare numbers count.
    unit: Unit,
    /// What that deserves.
    remark: Option<RemarkKind>,
    /// Whether a mark that may be either is between thousands, by mark.
    marks: [Choice; 2],
    /// Whether clocks of two parts are hours and minutes.
    clocks: Choice,
}

impl Settled {
    /// Milliseconds of a figure.
    pub fn ms(&self, figure: Figure) -> i64 {
        match (figure.length, figure.doubt) {
            (Length::Ms(ms), Doubt::ShortClock) if self.clocks.is_longer => hours_ms(ms),
            (Length::Ms(ms), _) => ms,
            (Length::Bare(count), doubt) => {
                let is_grouped = self.marks.map(|choice| choice.is_longer);
                rounded(count * factor(doubt, is_grouped), self.unit.ms())
            }
        }
    }

    /// What a figure deserves to be remarked.
    pub fn remark(&self, figure: Figure) -> Option<RemarkKind> {
        let choice = match figure.doubt {
            Doubt::None => None,
            Doubt::Thousands(mark) => Some(self.marks[mark as usize]),
            Doubt::ShortClock => Some(self.clocks),
        };
        match (figure.length, choice) {
            (_, Some(Choice { is_open: true, .. })) => Some(RemarkKind::Ambiguous),
            (Length::Ms(_), Some(Choice { is_longer: true, .. })) => Some(RemarkKind::Minutes),
            (Length::Bare(_), _) => self.remark,
            (Length::Ms(_), _) => None,
        }
    }
}
