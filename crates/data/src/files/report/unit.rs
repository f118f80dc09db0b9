//! What bare numbers in a column of durations count: seconds, unless the times between rows prove another
//! unit.

use super::draft::Draft;
use super::figures::{Doubt, Figure, factor};
use super::gaps::{From, Gap, Gaps};
use crate::length::{Length, Unit, rounded};
use model::remark::RemarkKind;
use model::time::{MINUTE, SECOND};

/// The units that gaps may prove, the remark that each deserves, and the fewest gaps that prove it. Seconds
/// are what reports are documented to count; a few seconds may be followed by as many minutes by chance.
const UNITS: [(Unit, Option<RemarkKind>, usize); 5] = [
    (Unit::Seconds, None, 0),
    (Unit::Milliseconds, Some(RemarkKind::Milliseconds), 1),
    (Unit::Minutes, Some(RemarkKind::Minutes), 3),
    (Unit::Hours, Some(RemarkKind::Hours), 2),
    (Unit::Days, Some(RemarkKind::Days), 2),
];

/// How many gaps the figures fit, by how they are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Votes {
    /// Bare numbers, by unit: with marks before fractions, with marks between thousands.
    units: [[usize; UNITS.len()]; 2],
    /// Clocks of two parts: minutes and seconds, hours and minutes.
    clocks: [usize; 2],
    is_own_end: bool,
}

/// Counts, from the surest gaps that figures fit; where the unit is known only that counts.
pub fn votes(drafts: &[Draft], gaps: &Gaps, known: Option<Unit>) -> Votes {
    let all = From::ALL.into_iter().map(|from| {
        let mut votes = Votes { is_own_end: from == From::Ends, ..Votes::default() };
        gaps.each(from, |gap| {
            if let Some(figure) = drafts[gap.place].figure {
                votes.add(figure, gap, known);
            }
        });
        votes
    });
    all.into_iter().find(|votes| votes.total() > 0).unwrap_or_default()
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
                        let is_usual = unit == Unit::Seconds || known == Some(unit);
                        let is_asked = known.is_none_or(|known| known == unit);
                        is_asked && (is_usual || is_long) && is_near(rounded(count, unit.ms()), gap.tolerance)
                    });
                    // A gap that fits two units proves none.
                    let is_proof = near.iter().filter(|near| **near).count() == 1;
                    near.map(|near| is_proof && near)
                };
                let plain = near(count);
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

    /// How many fit anything.
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
pub fn of(drafts: &[Draft], gaps: &Gaps, votes: &Votes, is_grouped: [bool; 2]) -> (Unit, Option<RemarkKind>) {
    let is_any_grouped = is_grouped.contains(&true);
    let has_fits = votes.units[usize::from(is_any_grouped)].iter().any(|fits| *fits > 0);
    if has_fits {
        return votes.unit(is_any_grouped).unwrap_or((Unit::Seconds, None));
    }
    let bare = |place: usize| match drafts[place].figure {
        Some(Figure { length: Length::Bare(count), doubt }) => Some(count * factor(doubt, is_grouped)),
        _ => None,
    };
    if are_milliseconds(gaps, bare) {
        return (Unit::Milliseconds, Some(RemarkKind::Milliseconds));
    }
    of_fractions(drafts, gaps, bare).unwrap_or((Unit::Seconds, None))
}

/// How many times the time to the next row a figure is that would be absurd in seconds.
const ABSURD: i64 = 50;

/// With holes behind all rows no figure fits a gap. As seconds milliseconds reach far over every row that
/// follows; as milliseconds none does.
fn are_milliseconds(gaps: &Gaps, bare: impl Fn(usize) -> Option<f64>) -> bool {
    let (mut seen, mut are_all) = (0, true);
    gaps.each(From::Agents, |gap| {
        if let Some(count) = bare(gap.place).filter(|count| *count > 0.0 && gap.ms > gap.tolerance) {
            let is_short = rounded(count, 1) <= gap.ms.saturating_add(gap.tolerance);
            are_all &= is_short && rounded(count, 1_000) / ABSURD > gap.ms;
            seen += 1;
        }
    });
    seen > 1 && are_all
}

/// Programs divide whole seconds by the seconds of a unit, which leaves more digits than any clock has:
/// `0.0177083333` days, `25.5166667` minutes. Of units that make whole seconds of all of them the longest
/// by which rows do not reach over the next.
fn of_fractions(
    drafts: &[Draft],
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
