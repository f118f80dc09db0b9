//! What the figures of a report measure, where rows prove that it is not the time in their own state.
//!
//! ```text
//! starts    9:00   9:05        9:30     9:40
//! own       300    1500        600              each fits the gap behind its row
//! before           300         1500     600     each fits the gap before it
//! nothing   0      0           0        0       rows are apart, and no figure says so
//! ```

use super::drafts::Drafts;
use super::figure::Figure;
use super::gaps::{From, Gap, Gaps};
use crate::length::{Length, Unit, rounded};

/// Gaps that prove it, at least.
const FEW: usize = 3;

/// What bare numbers may count.
const UNITS: [Unit; 5] = [Unit::Seconds, Unit::Milliseconds, Unit::Minutes, Unit::Hours, Unit::Days];

/// Whether figures are the time in the state before their row's: nine in ten fit the gap before their row,
/// and not one in three of so many the gap behind it. Where rows say when they end, they speak of
/// themselves.
pub fn are_before(drafts: &Drafts, own: &Gaps, before: &Gaps) -> bool {
    if drafts.have_ends() {
        return false;
    }
    let before = Fits::of(drafts, before);
    let is_many = |fit: usize| fit >= FEW && fit * 10 >= before.seen * 9;
    if !before.fit.into_iter().any(is_many) {
        return false;
    }
    let own = Fits::of(drafts, own);
    before.fit.into_iter().zip(own.fit).any(|(before, own)| is_many(before) && own * 3 < before)
}

/// Whether all figures are 0 though rows are apart.
pub fn are_nothing(drafts: &Drafts, own: &Gaps) -> bool {
    let is_nothing = |figure: &Option<Figure>| figure.is_none_or(|figure| figure.count() == 0.0);
    !drafts.have_ends() && drafts.figure.iter().all(is_nothing) && Fits::of(drafts, own).seen >= FEW
}

/// How many figures have a gap that can be told from none, and how many of them fit it.
#[derive(Default)]
struct Fits {
    seen: usize,
    /// If bare numbers count each of [`UNITS`].
    fit: [usize; UNITS.len()],
}

impl Fits {
    fn of(drafts: &Drafts, gaps: &Gaps) -> Self {
        let mut fits = Self::default();
        gaps.each(From::Agents, |Gap { place, ms, tolerance }| {
            let Some(figure) = drafts.figure[place].filter(|_| ms > tolerance) else { return };
            fits.seen += 1;
            for (fit, unit) in fits.fit.iter_mut().zip(UNITS) {
                let length = match figure.length {
                    Length::Ms(length) => length,
                    Length::Bare(count) => rounded(count, unit.ms()),
                };
                *fit += usize::from(length > 0 && length.saturating_sub(ms).saturating_abs() <= tolerance);
            }
        });
        fits
    }
}
