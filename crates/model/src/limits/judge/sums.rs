//! Sums and numbers of a day.

use super::counted::Counted;
use super::{Case, Most};
use crate::limits::breach::{Breach, Excess};
use crate::limits::days::Day;
use crate::limits::rule::Refusals;
use crate::state::StateKind;
use crate::time::{Millis, Span};

/// The sum of a day so far.
struct Sum {
    day: Day,
    ms: i64,
    /// In which occurrence the limit was passed, and when.
    passed: Option<(usize, Millis)>,
    so_far: bool,
    at_least: bool,
}

impl Case<'_> {
    /// Days whose occurrences are together too long. What lasts over midnight counts on both.
    pub(super) fn sums(&self, most: Most, breaches: &mut Vec<Breach>) {
        let counted = self.counted();
        let mut days = self.facts.days(self.context);
        // Days before the first of the window are not known.
        let first = days.of(self.context.data.window.start).span.start;
        let mut sum: Option<Sum> = None;
        for part in self.facts.stays.parts_of(self.rule) {
            let stay = &self.facts.stays.list[part.stay];
            let known = Span { start: part.span.start.max(first), end: part.span.end };
            days.parts(known, |day, piece| {
                if let Some(ended) = sum.take_if(|sum| sum.day != day) {
                    breaches.extend(self.sum(&ended, most, &counted));
                }
                let sum = sum.get_or_insert(Sum { day, ms: 0, passed: None, so_far: false, at_least: false });
                sum.ms += piece.len();
                if sum.passed.is_none() && sum.ms > most.ms {
                    sum.passed = Some((part.stay, piece.end + (most.ms - sum.ms)));
                }
                sum.so_far |= stay.so_far && piece.end == stay.span.end;
                sum.at_least |= stay.at_least;
            });
        }
        breaches.extend(sum.and_then(|sum| self.sum(&sum, most, &counted)));
    }

    fn sum(&self, sum: &Sum, most: Most, counted: &[Counted]) -> Option<Breach> {
        let excess = most.over(sum.ms)?;
        let (stay, passed) = sum.passed?;
        let counted = counted.get(counted.binary_search_by_key(&stay, |counted| counted.at).ok()?)?;
        Some(Breach {
            day: sum.day.date,
            length_ms: sum.ms,
            so_far: sum.so_far,
            at_least: sum.at_least || self.facts.is_partial(self.context, sum.day),
            ..self.breach_of(counted, passed, excess)
        })
    }

    /// Days with too many occurrences: told of the first that is one too many.
    pub(super) fn counts(&self, limit: u32, breaches: &mut Vec<Breach>) {
        for day in self.counted().chunk_by(|a, b| a.day == b.day) {
            let count = day.len() as u32;
            if let Some(counted) = day.get(limit as usize) {
                breaches.push(self.number(counted, Excess::Count { limit, count }));
            }
        }
    }

    /// Days with too many refused contacts.
    pub(super) fn refusals(&self, most: Refusals, breaches: &mut Vec<Breach>) {
        let is_contact = |counted: &&Counted| {
            self.context.data.catalog.kind(counted.stay.activity) == StateKind::OnContact
        };
        for day in self.counted().chunk_by(|a, b| a.day == b.day) {
            let refused: Vec<&Counted> = day.iter().filter(|counted| !is_contact(counted)).collect();
            let count = refused.len() as u32;
            let found = match most {
                Refusals::Count(limit) => {
                    refused.get(limit as usize).map(|first| (first, Excess::Count { limit, count }))
                }
                Refusals::Percent(limit_percent) => {
                    let offered = day.len() as u32;
                    let is_over = u64::from(count) * 100 > u64::from(limit_percent) * u64::from(offered);
                    let excess = Excess::Share { limit_percent, refused: count, offered };
                    refused.last().filter(|_| is_over).map(|last| (last, excess))
                }
            };
            if let Some((counted, excess)) = found {
                let nth = refused.iter().position(|other| other.at == counted.at).map(|at| at as u32 + 1);
                breaches.push(Breach { nth, ..self.number(counted, excess) });
            }
        }
    }

    fn number(&self, counted: &Counted, excess: Excess) -> Breach {
        let breach = self.breach_of(counted, counted.stay.span.start, excess);
        Breach { at_least: breach.at_least || self.facts.is_partial(self.context, counted.day), ..breach }
    }
}
