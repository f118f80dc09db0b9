//! The days, or shifts, that sums and counts are of.

use chrono::NaiveDate;

use crate::time::{Millis, Span};
use crate::zone::Zone;

/// A day or a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Its date; of a shift the one it began on.
    pub date: NaiveDate,
    /// Its time.
    pub span: Span,
}

/// Finds days: time is parted into them without a hole.
#[derive(Clone, Debug)]
pub struct Days<'a> {
    zone: &'a Zone,
    /// When shifts begin, in order; `None` for calendar days.
    shifts: Option<&'a [Millis]>,
    last: Option<Day>,
}

impl<'a> Days<'a> {
    /// Calendar days of a zone.
    pub fn calendar(zone: &'a Zone) -> Self {
        Self { zone, shifts: None, last: None }
    }

    /// Shifts that begin then; what lies before the first belongs to it.
    pub fn shifts(zone: &'a Zone, starts: &'a [Millis]) -> Self {
        Self { zone, shifts: Some(starts), last: None }
    }

    /// The one that `t` falls on. Quick for one moment after another.
    pub fn of(&mut self, t: Millis) -> Day {
        if let Some(day) = self.last.filter(|day| day.span.contains(t)) {
            return day;
        }
        let day = match self.shifts {
            Some(starts) => self.shift(starts, t),
            None => self.calendar_day(t),
        };
        self.last = Some(day);
        day
    }

    fn shift(&self, starts: &[Millis], t: Millis) -> Day {
        let next = starts.partition_point(|start| *start <= t).max(1);
        let begun = starts.get(next - 1).copied();
        let start = begun.filter(|_| next > 1).unwrap_or(Millis(i64::MIN));
        let end = starts.get(next).copied().unwrap_or(Millis(i64::MAX));
        Day { date: self.zone.date(begun.unwrap_or(t)), span: Span { start, end } }
    }

    fn calendar_day(&self, t: Millis) -> Day {
        let date = self.zone.date(t);
        let day = |date| Day { date, span: self.zone.day(date) };
        let today = day(date);
        // Clocks that go back over midnight show a date again after its day has ended.
        if t < today.span.end { today } else { date.succ_opt().map_or(today, day) }
    }

    /// Parts a span at midnight, or where shifts begin.
    pub fn parts(&mut self, span: Span, mut observe: impl FnMut(Day, Span)) {
        let mut at = span.start;
        while at < span.end {
            let day = self.of(at);
            let end = if day.span.end > at { day.span.end.min(span.end) } else { span.end };
            observe(day, Span { start: at, end });
            at = end;
        }
    }
}
