//! When times that clocks show are, in the zone of the report.

use super::chains::Doubt;
use super::draft::{Abbreviations, Moment, naive};
use super::passes::reach;
use crate::files::when::{self, DateOrder};
use model::remark::RemarkKind;
use model::time::{DAY, HOUR, SECOND, Span};
use model::zone::{Moments, Zone};

/// Wall times of one zone.
pub struct Walls<'a> {
    zone: &'a Zone,
    abbreviations: &'a Abbreviations,
    /// The offset of all of them, in milliseconds east, where the clocks do not change near them.
    offset_ms: Option<i64>,
    /// Rows with two moments to choose from.
    pub doubts: Vec<Doubt>,
    /// Places of rows, and what their times deserve.
    pub said: Vec<(usize, RemarkKind)>,
    /// The change of clocks that was asked for last, in Unix milliseconds.
    change: i64,
}

impl<'a> Walls<'a> {
    /// For times that clocks of this zone show.
    pub fn new(zone: &'a Zone, local: &[i64], abbreviations: &'a Abbreviations) -> Self {
        let (first, last) = reach(local);
        let near = Span::new(first.saturating_sub(3 * DAY), last.saturating_add(3 * DAY));
        let changes = zone.transitions_in(near).next().is_some();
        let offset_ms = (!changes).then(|| i64::from(zone.offset_s(near.start)) * SECOND);
        Self { zone, abbreviations, offset_ms, doubts: Vec::new(), said: Vec::new(), change: i64::MIN }
    }

    /// When a row begins, in Unix milliseconds: the first of two moments; the other is noted as a doubt.
    pub fn begin(&mut self, place: usize, start: &Moment, local: i64) -> i64 {
        if !start.shape.is_wall {
            return local;
        }
        if let Some(offset_ms) = self.offset_ms.filter(|_| start.abbreviation == 0) {
            return local.saturating_sub(offset_ms);
        }
        let behind = self.abbreviations.name(start.abbreviation);
        let told = when::moments(naive(local), behind, self.zone);
        if told.is_none() {
            self.said.push((place, RemarkKind::ZoneAbbreviation));
        }
        let (first, other, kind) = told.map_or_else(|| self.moments(local), in_order);
        if let Some(other) = other {
            self.said.push((place, kind));
            let change =
                (kind == RemarkKind::RepeatedHour).then(|| self.change_between(first, other)).flatten();
            self.doubts.push(Doubt { place, other, change });
        }
        first
    }

    /// When clocks go back between two moments at which they show the same.
    fn change_between(&mut self, first: i64, second: i64) -> Option<i64> {
        if !(first + 1..=second).contains(&self.change) {
            let span = Span::new(first, second.saturating_add(1));
            self.change = self.zone.transitions_in(span).next()?.at.0;
        }
        Some(self.change)
    }

    fn moments(&self, local: i64) -> (i64, Option<i64>, RemarkKind) {
        in_order(self.zone.moments(naive(local)))
    }

    /// How long a row lasted that began at `at`, in milliseconds.
    pub fn length(&self, at: i64, end: &Moment, order: DateOrder) -> i64 {
        let local = end.local_ms(order);
        let to = |end: i64| end.saturating_sub(at);
        let length = if end.shape.is_wall {
            let behind = self.abbreviations.name(end.abbreviation);
            let told = when::moments(naive(local), behind, self.zone);
            let (first, other, _) = told.map_or_else(|| self.moments(local), in_order);
            match other {
                Some(other) if to(first) < 0 => to(other),
                _ => to(first),
            }
        } else {
            to(local)
        };
        let is_next_day = end.shape.rolls && length < 0 && length > -DAY - HOUR;
        if is_next_day { length + DAY } else { length }
    }
}

/// The moment that is taken where nothing else tells, the other one, and the remark that a doubt deserves.
fn in_order(moments: Moments) -> (i64, Option<i64>, RemarkKind) {
    match moments {
        Moments::Once(at) => (at.0, None, RemarkKind::RepeatedHour),
        Moments::Twice(first, second) => (first.0, Some(second.0), RemarkKind::RepeatedHour),
        Moments::Never { before, after } => (before.0, Some(after.0), RemarkKind::SkippedHour),
    }
}
