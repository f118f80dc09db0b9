//! Occurrences with the day that they began on, and their number on it.

use super::Case;
use crate::limits::breach::{Breach, Excess};
use crate::limits::days::Day;
use crate::limits::stays::Stay;
use crate::time::Millis;

/// An occurrence of a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'a> {
    /// Its position among the lane's stays.
    pub at: usize,
    /// The occurrence.
    pub stay: &'a Stay,
    /// The day, or shift, that it began on.
    pub day: Day,
    /// Its number there, from 1.
    pub nth: u32,
}

impl<'a> Case<'a> {
    /// The occurrences that the rule is about, in order of time.
    pub(super) fn counted(&self) -> Vec<Counted<'a>> {
        let mut days = self.facts.days(self.context);
        let (mut today, mut nth) = (None, 0);
        let all = self.facts.stays.of(self.rule).map(|(at, stay)| {
            let day = days.of(stay.span.start);
            nth = if today == Some(day) { nth + 1 } else { 1 };
            today = Some(day);
            Counted { at, stay, day, nth }
        });
        all.collect()
    }

    /// A breach by an occurrence.
    pub(super) fn breach_of(&self, counted: &Counted, passed: Millis, excess: Excess) -> Breach {
        let Counted { stay, day, nth, .. } = *counted;
        Breach {
            agent: self.facts.agent,
            rule: self.rule,
            activity: stay.activity,
            segment: stay.segment,
            day: day.date,
            span: stay.span,
            length_ms: stay.ms,
            excess,
            passed,
            nth: Some(nth),
            so_far: stay.so_far,
            at_least: stay.at_least,
            from_contact: stay.from_contact,
        }
    }
}
