//! What the figures of a report measure, where rows prove that it is not the time in their own state.
//!
//! ```text
//! starts    9:00   9:05        9:30     9:40
//! own       300    1500        600              each fits the gap behind its row
//! before           300         1500     600     each fits the gap before it
//! nothing   0      0           0        0       rows are apart, and no figure says so
//! ```

use std::ops::ControlFlow;

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
    // Where a tenth of all gaps, however many are still to come, does not fit, nine in ten never will.
    let is_hopeless = |fits: &Fits| fits.fit.iter().all(|fit| (fits.seen - fit) * 10 > drafts.len());
    let before = Fits::until(drafts, before, is_hopeless);
    let is_many = |fit: usize| fit >= FEW && fit * 10 >= before.seen * 9;
    if !before.fit.into_iter().any(is_many) {
        return false;
    }
    let own = Fits::of(drafts, own);
    before.fit.into_iter().zip(own.fit).any(|(before, own)| is_many(before) && own * 3 < before)
}

/// Whether all figures are 0 though rows are apart.
pub fn are_nothing(drafts: &Drafts, own: &Gaps) -> bool {
    let is_nothing = |place| drafts.figure(place).is_none_or(|figure: Figure| figure.count() == 0.0);
    !drafts.have_ends() && (0..drafts.len()).all(is_nothing) && Fits::of(drafts, own).seen >= FEW
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
        Self::until(drafts, gaps, |_| false)
    }

    /// Of gaps up to where no more are needed.
    fn until(drafts: &Drafts, gaps: &Gaps, is_enough: impl Fn(&Self) -> bool) -> Self {
        let mut fits = Self::default();
        let _ = gaps.each_until(From::Agents, |Gap { place, ms, tolerance }| {
            let Some(figure) = drafts.figure(place).filter(|_| ms > tolerance) else {
                return ControlFlow::Continue(());
            };
            fits.seen += 1;
            for (fit, unit) in fits.fit.iter_mut().zip(UNITS) {
                let length = match figure.length {
                    Length::Ms(length) => length,
                    Length::Bare(count) => rounded(count, unit.ms()),
                };
                *fit += usize::from(length > 0 && length.saturating_sub(ms).saturating_abs() <= tolerance);
            }
            if is_enough(&fits) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        fits
    }
}
