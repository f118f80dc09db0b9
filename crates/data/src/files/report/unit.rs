//! What bare numbers in a column of durations count: seconds, unless the times between rows prove another
//! unit.

use super::bounds::Bounds;
use super::drafts::Drafts;
use super::figure::{Doubt, Figure, factor};
use super::gaps::{From, Gap, Gaps};
use crate::length::{Length, Unit, rounded};
use model::remark::RemarkKind;
use model::time::{HOUR, MINUTE, SECOND};

/// The units that gaps may prove, the remark that each deserves, and the fewest gaps that prove it. Seconds
/// are what reports are documented to count; a few seconds may be followed by as many minutes by chance.
const UNITS: [(Unit, Option<RemarkKind>, usize); 5] = [
    (Unit::Seconds, None, 0),
    (Unit::Milliseconds, Some(RemarkKind::Milliseconds), 1),
    (Unit::Minutes, Some(RemarkKind::Minutes), 3),
    (Unit::Hours, Some(RemarkKind::Hours), 2),
    (Unit::Days, Some(RemarkKind::Days), 2),
];

/// How many times as long as it may be off a gap is that seconds do not fit by chance.
const FIRM: i64 = 10;

/// How many gaps the figures fit, by how they are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Votes {
    /// Bare numbers, by unit: with marks before fractions, with marks between thousands.
    units: [[usize; UNITS.len()]; 2],
    /// Clocks of two parts: minutes and seconds, hours and minutes.
    clocks: [usize; 2],
    is_own_end: bool,
    /// Bare numbers that can be read in one way, by unit, where a fit is hardly chance.
    firm: [usize; UNITS.len()],
}

/// Counts for each part, from the surest gaps that figures fit; where the unit is known only that counts.
pub fn votes(drafts: &Drafts, gaps: &Gaps, known: Option<Unit>, parts: &Bounds) -> Vec<Votes> {
    let all = From::ALL.into_iter().map(|from| {
        let none = Votes { is_own_end: from == From::Ends, ..Votes::default() };
        let mut votes = vec![none; parts.count()];
        gaps.each(from, |gap| {
            if let Some(figure) = drafts.figure(gap.place) {
                votes[parts.of(gap.place)].add(figure, gap, known);
            }
        });
        votes
    });
    let none = || vec![Votes::default(); parts.count()];
    all.into_iter().find(|votes| votes.iter().any(|votes| votes.total() > 0)).unwrap_or_else(none)
}

/// Where clocks go back rows may stand in any order: counts for each part the rows that end where any other
/// of the agent begins, in either hour.
pub fn chain_votes(drafts: &Drafts, gaps: &Gaps, parts: &Bounds) -> Vec<Votes> {
    let mut votes = vec![Votes::default(); parts.count()];
    gaps.each_begin(|place, at, tolerance, begins| {
        let Some(Figure { length: Length::Bare(count), doubt: Doubt::None }) = drafts.figure(place) else {
            return;
        };
        let near = UNITS.map(|(unit, ..)| {
            let ms = rounded(count, unit.ms());
            let end = at.saturating_add(ms);
            ms > tolerance && (begins(end) || begins(end.saturating_sub(HOUR)))
        });
        if near.iter().filter(|near| **near).count() == 1 {
            let votes = &mut votes[parts.of(place)];
            for fits in votes.units.iter_mut().chain([&mut votes.firm]) {
                for (fits, near) in fits.iter_mut().zip(near) {
                    *fits += usize::from(near);
                }
            }
        }
    });
    votes
}

impl Votes {
    fn add(&mut self, figure: Figure, gap: Gap, known: Option<Unit>) {
        let is_near =
            |ms: i64, tolerance: i64| ms > 0 && (ms.saturating_sub(gap.ms)).saturating_abs() <= tolerance;
        // Rows that begin together prove no unit: any small figure is near.
        let is_long = gap.ms > gap.tolerance;
        match (figure.length, figure.doubt) {
            (Length::Bare(count), doubt) => {
                let near = |count: f64| {
                    let near = UNITS.map(|(unit, ..)| {
                        let ms = rounded(count, unit.ms());
                        // Most are far from it.
                        if !is_near(ms, gap.tolerance.max(SECOND)) {
                            return false;
                        }
                        let is_usual = unit == Unit::Seconds || known == Some(unit);
                        let is_asked = known.is_none_or(|known| known == unit);
                        // A second is much of two.
                        let is_short = !is_usual && gap.tolerance == SECOND;
                        let tolerance = if is_short { SECOND.min(gap.ms / 4) } else { gap.tolerance };
                        is_asked && (is_usual || is_long) && is_near(ms, tolerance)
                    });
                    // A gap that fits two units proves none.
                    let is_proof = near.iter().filter(|near| **near).count() == 1;
                    near.map(|near| is_proof && near)
                };
                let plain = near(count);
                if doubt == Doubt::None {
                    self.add_firm(plain, gap);
                }
                let grouped =
                    if doubt == Doubt::None { plain } else { near(count * factor(doubt, [true; 2])) };
                for (fits, near) in self.units.iter_mut().zip([plain, grouped]) {
                    for (fits, near) in fits.iter_mut().zip(near) {
                        *fits += usize::from(near);
                    }
                }
            }
            (Length::Ms(ms), Doubt::ShortClock) => {
                let hours = ms.saturating_mul(MINUTE / SECOND);
                let tolerance = gap.tolerance.max(MINUTE);
                let near = [is_near(ms, gap.tolerance), gap.ms > tolerance && is_near(hours, tolerance)];
                if near[0] != near[1] {
                    self.clocks[usize::from(near[1])] += 1;
                }
            }
            (Length::Ms(_), _) => {}
        }
    }

    /// Seconds are near a short gap by chance.
    fn add_firm(&mut self, near: [bool; UNITS.len()], gap: Gap) {
        for ((firm, near), (unit, ..)) in self.firm.iter_mut().zip(near).zip(UNITS) {
            let is_firm = unit != Unit::Seconds || gap.ms / FIRM >= gap.tolerance;
            *firm += usize::from(near && is_firm);
        }
    }

    /// Those of all parts.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        let all = self.units.iter_mut().flatten().chain(&mut self.clocks).chain(&mut self.firm);
        for (fits, more) in all.zip(other.units.iter().flatten().chain(&other.clocks).chain(&other.firm)) {
            *fits += more;
        }
        self.is_own_end |= other.is_own_end;
        self
    }

    /// The unit that a part proves by itself.
    pub fn proof(&self) -> Option<Unit> {
        let all: usize = self.firm.iter().sum();
        let proven = UNITS.iter().zip(self.firm).find(|((.., fewest), fits)| {
            *fits > 0 && (fits >= fewest || self.is_own_end) && fits * 10 > all * 9
        });
        proven.map(|((unit, ..), _)| *unit)
    }

    /// Whether clocks of two parts are hours and minutes, as a part proves by itself.
    pub fn clocks_proof(&self) -> Option<bool> {
        match self.clocks {
            [minutes, 0] if minutes > 1 => Some(false),
            [0, hours] if hours > 1 => Some(true),
            _ => None,
        }
    }

    /// How many gaps figures fit.
    pub fn total(&self) -> usize {
        self.units.iter().flatten().chain(&self.clocks).sum()
    }

    /// Whether marks that may be either are between thousands.
    pub fn are_thousands(&self) -> Option<bool> {
        let [fractions, thousands] = self.units.map(|fits| fits.into_iter().max().unwrap_or_default());
        (fractions != thousands).then_some(thousands > fractions)
    }

    /// Whether clocks of two parts are hours and minutes.
    pub fn are_hours(&self) -> Option<bool> {
        let [minutes, hours] = self.clocks;
        (minutes != hours).then_some(hours > minutes)
    }

    /// The unit that is proven.
    fn unit(&self, is_grouped: bool) -> Option<(Unit, Option<RemarkKind>)> {
        let fits = self.units[usize::from(is_grouped)];
        let all: usize = fits.iter().sum();
        let is_enough =
            |fewest: usize, fits: usize| (fits >= fewest || self.is_own_end) && fits * 10 > all * 9;
        let proven = UNITS.iter().zip(fits).find(|((.., fewest), fits)| is_enough(*fewest, *fits));
        proven.filter(|_| all > 0).map(|((unit, remark, _), _)| (*unit, *remark))
    }
}

/// The unit of a file, and the remark that another than seconds deserves.
pub fn of(drafts: &Drafts, gaps: &Gaps, votes: &Votes, is_grouped: [bool; 2]) -> (Unit, Option<RemarkKind>) {
    let is_any_grouped = is_grouped.contains(&true);
    let has_fits = votes.units[usize::from(is_any_grouped)].iter().any(|fits| *fits > 0);
    if has_fits {
        return votes.unit(is_any_grouped).unwrap_or((Unit::Seconds, None));
    }
    let bare = |place: usize| match drafts.figure(place) {
        Some(Figure { length: Length::Bare(count), doubt }) => Some(count * factor(doubt, is_grouped)),
        _ => None,
    };
    if are_milliseconds(gaps, bare) {
        return (Unit::Milliseconds, Some(RemarkKind::Milliseconds));
    }
    of_fractions(drafts, gaps, bare).unwrap_or((Unit::Seconds, None))
}

/// Of each part, whether its figures alone could only be milliseconds. They say nothing where some fit gaps.
pub fn absurd_parts(drafts: &Drafts, gaps: &Gaps, votes: &[Votes], parts: &Bounds) -> Vec<bool> {
    let mut all: Vec<Absurd> = vec![Absurd::default(); parts.count()];
    gaps.each(From::Agents, |gap| {
        if let Some(Figure { length: Length::Bare(count), doubt: Doubt::None }) = drafts.figure(gap.place) {
            all[parts.of(gap.place)].add(count, gap);
        }
    });
    all.iter().zip(votes).map(|(absurd, votes)| votes.total() == 0 && absurd.are_milliseconds()).collect()
}

/// How many times the time to the next row a figure is that would be absurd in seconds.
const ABSURD: i64 = 50;

/// With holes behind all rows no figure fits a gap. As seconds milliseconds reach far over every row that
/// follows; as milliseconds none does.
fn are_milliseconds(gaps: &Gaps, bare: impl Fn(usize) -> Option<f64>) -> bool {
    let mut absurd = Absurd::default();
    gaps.each(From::Agents, |gap| {
        if let Some(count) = bare(gap.place) {
            absurd.add(count, gap);
        }
    });
    absurd.are_milliseconds()
}

/// Gaps that figures were held against, and how many of these would be absurd in seconds.
#[derive(Clone, Copy, Default)]
struct Absurd {
    seen: usize,
    absurd: usize,
}

impl Absurd {
    fn add(&mut self, count: f64, gap: Gap) {
        if count > 0.0 && gap.ms > gap.tolerance {
            let is_short = rounded(count, 1) <= gap.ms.saturating_add(gap.tolerance);
            self.seen += 1;
            self.absurd += usize::from(is_short && rounded(count, 1_000) / ABSURD > gap.ms);
        }
    }

    fn are_milliseconds(self) -> bool {
        self.seen > 1 && self.absurd == self.seen
    }
}

/// Programs divide whole seconds by the seconds of a unit, which leaves more digits than any clock has:
/// `0.0177083333` days, `25.5166667` minutes. Of units that make whole seconds of all of them the longest
/// by which rows do not reach over the next.
fn of_fractions(
    drafts: &Drafts,
    gaps: &Gaps,
    bare: impl Fn(usize) -> Option<f64>,
) -> Option<(Unit, Option<RemarkKind>)> {
    /// Digits behind the point that no clock shows, in parts of a second.
    const BELOW_CLOCKS: f64 = 1e-5;
    let counts = || (0..drafts.len()).filter_map(&bare).filter(|count| *count > 0.0);
    let is_below_clocks =
        |count: f64| (count * 1_000.0 - (count * 1_000.0).round()).abs() > BELOW_CLOCKS * 1_000.0;
    if !counts().any(is_below_clocks) {
        return None;
    }
    let is_whole = |unit: Unit| {
        let seconds = |count: f64| count * (unit.ms() / 1_000) as f64;
        counts().all(|count| (seconds(count) - seconds(count).round()).abs() < 0.01 && seconds(count) > 0.5)
    };
    let fits = |unit: Unit| {
        let mut fits = true;
        gaps.each(From::Agents, |gap| {
            let reaches_over = |count| rounded(count, unit.ms()) > gap.ms.saturating_add(gap.tolerance);
            fits &= !bare(gap.place).is_some_and(reaches_over);
        });
        fits
    };
    let units = || UNITS.iter().skip(2).rev().filter(|(unit, ..)| is_whole(*unit));
    let longest = units().find(|(unit, ..)| fits(*unit)).or_else(|| units().next_back());
    longest.map(|(unit, remark, _)| (*unit, *remark))
}
