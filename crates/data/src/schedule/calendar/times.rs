//! When events begin, and how long they last.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use crate::length::{self, Decimal, Length};
use model::time::{DAY, Millis};
use model::zone::Zone;

/// A time of an event.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// What clocks show.
    pub local: NaiveDateTime,
    /// Where.
    pub zone: Zone,
    /// Whether it is a day alone.
    pub is_date: bool,
}

impl Stamp {
    /// The moment.
    pub fn at(&self) -> Millis {
        self.zone.instant(self.local)
    }

    /// From then until another time: as clocks show it, where both are of one zone.
    pub fn until(&self, end: &Self) -> EventLength {
        if end.zone.name() == self.zone.name() {
            EventLength { on_clocks: end.local - self.local, then_ms: 0 }
        } else {
            EventLength { on_clocks: TimeDelta::zero(), then_ms: end.at() - self.at() }
        }
    }
}

/// How long an event lasts, each time.
#[derive(Clone, Copy)]
pub struct EventLength {
    /// As clocks show it: a night's shift ends at the same time of day when clocks change.
    on_clocks: TimeDelta,
    /// In milliseconds that have passed, after that.
    then_ms: i64,
}

impl EventLength {
    /// A day as clocks show it.
    pub const DAY: Self = Self { on_clocks: TimeDelta::days(1), then_ms: 0 };

    /// Reads `P1DT2H`: days and weeks are those of clocks.
    pub fn read(text: &str) -> Option<Self> {
        let Length::Ms(ms) = length::read(text, Decimal::Point)? else { return None };
        let date = text.trim().to_uppercase();
        let date = date.split('T').next()?.trim_start_matches(['+', '-', 'P']);
        let (weeks, days) = date.split_once('W').unwrap_or(("", date));
        let number = |text: &str| text.trim_end_matches('D').parse().unwrap_or(0_i64);
        let days = number(weeks).checked_mul(7)?.checked_add(number(days))?;
        let on_clocks = TimeDelta::try_days(days).filter(|_| ms >= 0).unwrap_or_default();
        Some(Self { on_clocks, then_ms: ms - on_clocks.num_milliseconds() })
    }

    /// About so many milliseconds, at most a year: clocks may change.
    pub fn ms(self) -> i64 {
        self.on_clocks.num_milliseconds().saturating_add(self.then_ms).clamp(0, 366 * DAY)
    }

    /// The end of one that begins then.
    pub fn end(self, start: &Stamp) -> Millis {
        let end = Some(self.on_clocks).filter(|length| !length.is_zero());
        let end = end.and_then(|length| start.local.checked_add_signed(length));
        end.map_or_else(|| start.at(), |end| start.zone.instant(end)) + self.then_ms
    }
}

/// Times at which an event does not take place.
#[derive(Default)]
pub struct LeftOut {
    moments: HashSet<Millis>,
    days: HashSet<NaiveDate>,
}

impl LeftOut {
    /// One time more. `is_date`: the event takes whole days.
    pub fn add(&mut self, stamp: &Stamp, is_date: bool) {
        if is_date || stamp.is_date {
            self.days.insert(stamp.local.date());
        } else {
            self.moments.insert(stamp.at());
        }
    }

    /// Whether one that begins then does not.
    pub fn has(&self, stamp: &Stamp) -> bool {
        self.moments.contains(&stamp.at()) || self.days.contains(&stamp.local.date())
    }
}
