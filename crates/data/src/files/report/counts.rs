//! What the figures of all parts count, or what each part proves by itself where these contradict each other.

use super::bounds::Bounds;
use super::drafts::Drafts;
use super::figures::Settled;
use super::gaps::Gaps;
use super::parts::{Part, are_at_odds};
use super::unit::{self, Votes};
use crate::length::{Mark, Unit};

/// How often the figures of each part fit gaps.
struct Fits {
    /// In the unit that the column's name says, or in any.
    votes: Vec<Votes>,
    /// In any unit, of parts where none fits in the one that is said.
    against: Vec<Votes>,
}

/// What the figures are; `has_doubts`: some rows may be in either of two hours.
///
/// # Errors
/// What each part proves, when that contradicts each other.
pub fn settle(
    drafts: &Drafts,
    mut gaps: Gaps,
    bounds: &Bounds,
    parts: &[Part],
    has_doubts: bool,
) -> Result<Settled, Vec<Option<i64>>> {
    let Some((first, rest)) = parts.split_first() else { return Err(Vec::new()) };
    let known = first.figures.known();
    let are_none = |votes: &[Votes]| votes.iter().all(|votes| votes.total() == 0);
    let mut votes = unit::votes(drafts, &gaps, known, bounds);
    if are_none(&votes) && gaps.are_whole_minutes() {
        gaps = gaps.without_seconds();
        votes = unit::votes(drafts, &gaps, known, bounds);
    }
    if are_none(&votes) && has_doubts && known.is_none() {
        votes = unit::chain_votes(drafts, &gaps, bounds);
    }
    let doubted = known.filter(|_| first.figures.may_differ());
    let none = || vec![Votes::default(); votes.len()];
    let against = doubted.map_or_else(none, |_| against(drafts, &gaps, bounds, &votes));
    let fits = Fits { votes, against };
    if !rest.is_empty() {
        let units = match known {
            Some(said) => fits.said_units(said),
            // Which row is the next is not known.
            None if has_doubts => fits.units(&vec![false; parts.len()]),
            None => fits.units(&unit::absurd_parts(drafts, &gaps, &fits.votes, bounds)),
        };
        if let Some(proofs) = fits.proofs(units, parts).into_iter().find(|proofs| are_at_odds(proofs)) {
            return Err(proofs);
        }
    }
    let mut all = first.figures.clone();
    for part in rest {
        all.join(&part.figures);
    }
    let sum = |votes: &[Votes]| votes.iter().fold(Votes::default(), Votes::with);
    Ok(all.settle(drafts, &gaps, &sum(&fits.votes), &sum(&fits.against)))
}

/// Of parts whose figures fit no gap in the unit that is said, how often they fit in any.
fn against(drafts: &Drafts, gaps: &Gaps, bounds: &Bounds, votes: &[Votes]) -> Vec<Votes> {
    let fits_said = |votes: &Votes| votes.total() > 0;
    if votes.iter().all(fits_said) {
        return vec![Votes::default(); votes.len()];
    }
    let any = unit::votes(drafts, gaps, None, bounds);
    any.into_iter()
        .zip(votes)
        .map(|(any, votes)| if fits_said(votes) { Votes::default() } else { any })
        .collect()
}

impl Fits {
    /// The unit of bare numbers that each part proves.
    fn units(&self, are_milliseconds: &[bool]) -> Vec<Option<Unit>> {
        let unit =
            |(votes, is_absurd): (&Votes, &bool)| votes.proof().or(is_absurd.then_some(Unit::Milliseconds));
        self.votes.iter().zip(are_milliseconds).map(unit).collect()
    }

    /// The same where one is said: any fit is one for that.
    fn said_units(&self, said: Unit) -> Vec<Option<Unit>> {
        let unit = |(votes, against): (&Votes, &Votes)| {
            let other = || against.proof().filter(|_| against.total() > 1);
            (votes.total() > 0).then_some(said).or_else(other)
        };
        self.votes.iter().zip(&self.against).map(unit).collect()
    }

    /// What each part proves: the unit of bare numbers, what their marks are, what short clocks count.
    fn proofs(&self, units: Vec<Option<Unit>>, parts: &[Part]) -> [Vec<Option<i64>>; 4] {
        let mark = |mark| {
            let proof = |part: &Part| part.figures.are_thousands(mark).map(i64::from);
            parts.iter().map(proof).collect()
        };
        [
            units.into_iter().map(|unit| unit.map(Unit::ms)).collect(),
            mark(Mark::Point),
            mark(Mark::Comma),
            self.votes.iter().map(|votes| votes.clocks_proof().map(i64::from)).collect(),
        ]
    }
}
