//! Time zones as tables of offset changes: the arithmetic of days and wall clocks, without knowing
//! where a table came from (in the page it is the browser's own `Intl` data).

mod runs;

use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::time::{DAY, Millis, SECOND, Span};
pub use runs::{Pass, Run, clock_hours, moments_of, whole_span};

/// From a moment on, clocks show another offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The first moment with the new offset.
    pub at: Millis,
    /// Seconds east of UTC from then on.
    pub offset_s: i32,
}

/// The moments at which clocks show a wall time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moments {
    /// As it is nearly always.
    Once(Millis),
    /// In an hour that is repeated: the first and the last time.
    Twice(Millis, Millis),
    /// In an hour that is skipped.
    Never {
        /// As the offset before the change has it, which is after the change.
        before: Millis,
        /// As the offset after the change has it, which is before the change.
        after: Millis,
    },
}

/// A time zone over the years that its table covers; before and after, the first and last offsets go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: Arc<str>,
    first_offset_s: i32,
    transitions: Arc<[Transition]>,
}

impl Zone {
    /// Coordinated Universal Time.
    pub fn utc() -> Self {
        Self::new("UTC", 0, Vec::new())
    }

    /// A zone from its table: the offset before the first change (seconds east of UTC), and the
    /// changes in order of time.
    pub fn new(name: &str, first_offset_s: i32, transitions: Vec<Transition>) -> Self {
        Self { name: name.into(), first_offset_s, transitions: transitions.into() }
    }

    /// IANA name, such as `America/New_York`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Seconds east of UTC at `t`.
    pub fn offset_s(&self, t: Millis) -> i32 {
        let after = self.transitions.partition_point(|change| change.at <= t);
        after.checked_sub(1).map_or(self.first_offset_s, |i| self.transitions[i].offset_s)
    }

    /// The changes of offset inside `span` (a change at its start is not inside).
    pub fn transitions_in(&self, span: Span) -> impl Iterator<Item = Transition> + '_ {
        self.transitions.iter().copied().filter(move |c| span.start < c.at && c.at < span.end)
    }

    /// What a wall clock shows at `t`; times outside chrono's years give 1970-01-01.
    pub fn local(&self, t: Millis) -> NaiveDateTime {
        let shifted = t + i64::from(self.offset_s(t)) * SECOND;
        DateTime::from_timestamp_millis(shifted.0).unwrap_or_default().naive_utc()
    }

    /// The moment at which clocks show `local`: the first of two when an hour is repeated, and the
    /// moment of the change when it is skipped.
    pub fn instant(&self, local: NaiveDateTime) -> Millis {
        match self.moments(local) {
            Moments::Once(at) | Moments::Twice(at, _) => at,
            Moments::Never { before, after } => {
                let next = self.transitions.partition_point(|change| change.at <= after);
                self.transitions.get(next).map_or(before, |change| change.at)
            }
        }
    }

    /// The moments at which clocks show `local`.
    pub fn moments(&self, local: NaiveDateTime) -> Moments {
        let wall = local.and_utc().timestamp_millis();
        let shown_by = |offset_s: i32| Millis(wall - i64::from(offset_s) * SECOND);
        let near = Span::new(wall - 2 * DAY, wall + 2 * DAY);
        let first = self.transitions.partition_point(|change| change.at <= near.start);
        let changes = self.transitions[first..].iter().take_while(|change| change.at < near.end);
        let (mut since, mut at) = (near.start, shown_by(self.offset_s(near.start)));
        let (mut shown, mut skipped): (Option<(Millis, Millis)>, _) = (None, None);
        let with = |shown: Option<(Millis, Millis)>, at| Some((shown.map_or(at, |(first, _)| first), at));
        for change in changes {
            let next = shown_by(change.offset_s);
            if since <= at && at < change.at {
                shown = with(shown, at);
            }
            if next < change.at && change.at <= at {
                skipped = Some(Moments::Never { before: at, after: next });
            }
            (since, at) = (change.at, next);
        }
        if since <= at {
            shown = with(shown, at);
        }
        match shown {
            Some((first, last)) if first < last => Moments::Twice(first, last),
            Some((first, _)) => Moments::Once(first),
            // Between two changes there is no third way.
            None => skipped.unwrap_or(Moments::Once(at)),
        }
    }

    /// The first moment of a calendar day (not always 00:00).
    pub fn day_start(&self, date: NaiveDate) -> Millis {
        self.instant(date.and_time(NaiveTime::MIN))
    }

    /// The calendar day that `t` falls on.
    pub fn date(&self, t: Millis) -> NaiveDate {
        self.local(t).date()
    }

    /// A calendar day from its first moment to the next day's: 23, 24 or 25 hours, as it is.
    pub fn day(&self, date: NaiveDate) -> Span {
        let end = date.succ_opt().map_or(self.day_start(date) + DAY, |next| self.day_start(next));
        Span { start: self.day_start(date), end }
    }

    /// The calendar days that `span` touches, in order, at most `limit` of them.
    pub fn days(&self, span: Span, limit: usize) -> Vec<(NaiveDate, Span)> {
        if span.is_empty() {
            return Vec::new();
        }
        let last = self.date(span.end + -1);
        let dates = self.date(span.start).iter_days().take_while(|date| *date <= last);
        dates.take(limit).map(|date| (date, self.day(date))).collect()
    }

    /// The first moment of the month that `t` falls in, or of the month `months` later; `None`
    /// beyond the calendar.
    pub fn month_start(&self, t: Millis, months: i32) -> Option<Millis> {
        let date = self.date(t);
        let number = (date.year() * 12 + date.month0() as i32).checked_add(months)?;
        let first = NaiveDate::from_ymd_opt(number.div_euclid(12), number.rem_euclid(12) as u32 + 1, 1)?;
        Some(self.day_start(first))
    }

    /// The offset at `t` as people write it: `UTC`, `UTC−5`, `UTC+5:30`.
    pub fn offset_text(&self, t: Millis) -> String {
        let minutes = self.offset_s(t) / 60;
        let sign = if minutes < 0 { '−' } else { '+' };
        match (minutes.abs() / 60, minutes.abs() % 60) {
            (0, 0) => "UTC".to_owned(),
            (hours, 0) => format!("UTC{sign}{hours}"),
            (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::time::{HOUR, MINUTE};
    use super::*;

    /// New York in 2026: summer time from 8 March 07:00Z to 1 November 06:00Z.
    fn new_york() -> Zone {
        let change = |text: &str, hours| Transition {
            at: super::super::time::parse_strict_utc(text).unwrap(),
            offset_s: hours * 3600,
        };
        Zone::new(
            "America/New_York",
            -5 * 3600,
            vec![change("2026-03-08T07:00:00Z", -4), change("2026-11-01T06:00:00Z", -5)],
        )
    }

    fn date(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn days_have_their_true_length() {
        let zone = new_york();
        assert_eq!(zone.day(date(3, 8)).len(), 23 * HOUR);
        assert_eq!(zone.day(date(11, 1)).len(), 25 * HOUR);
        assert_eq!(zone.day(date(11, 2)).len(), 24 * HOUR);
    }

    #[test]
    fn a_skipped_hour_is_the_moment_of_the_change_and_a_repeated_one_its_first() {
        let zone = new_york();
        let at =
            |month, day, hour, minute| zone.instant(date(month, day).and_hms_opt(hour, minute, 0).unwrap());
        assert_eq!(at(3, 8, 2, 30), zone.transitions[0].at);
        assert_eq!(at(3, 8, 3, 0), zone.transitions[0].at);
        assert_eq!(at(11, 1, 1, 30), zone.transitions[1].at + -HOUR / 2);
        assert_eq!(at(11, 1, 2, 0), zone.transitions[1].at + HOUR);
    }

    #[test]
    fn a_wall_time_may_be_shown_twice_or_never() {
        let zone = new_york();
        let (spring, autumn) = (zone.transitions[0].at, zone.transitions[1].at);
        let at =
            |month, day, hour, minute| zone.moments(date(month, day).and_hms_opt(hour, minute, 0).unwrap());
        assert_eq!(at(3, 8, 1, 59), Moments::Once(spring + -MINUTE));
        let half = HOUR / 2;
        assert_eq!(at(3, 8, 2, 30), Moments::Never { before: spring + half, after: spring + -half });
        assert_eq!(at(3, 8, 3, 0), Moments::Once(spring));
        assert_eq!(at(11, 1, 0, 59), Moments::Once(autumn + -(HOUR + MINUTE)));
        assert_eq!(at(11, 1, 1, 0), Moments::Twice(autumn + -HOUR, autumn));
        assert_eq!(at(11, 1, 1, 59), Moments::Twice(autumn + -MINUTE, autumn + (HOUR - MINUTE)));
        assert_eq!(at(11, 1, 2, 0), Moments::Once(autumn + HOUR));
    }

    #[test]
    fn a_span_touches_its_days_only() {
        let zone = new_york();
        let span = Span { start: zone.day_start(date(10, 31)), end: zone.day_start(date(11, 2)) };
        let days: Vec<_> = zone.days(span, 99).into_iter().map(|(date, _)| date).collect();
        assert_eq!(days, [date(10, 31), date(11, 1)]);
        assert_eq!(zone.month_start(span.start, 1), Some(zone.day_start(date(11, 1))));
    }

    #[test]
    fn offsets_read_as_people_write_them() {
        let at = Millis(0);
        assert_eq!(Zone::utc().offset_text(at), "UTC");
        assert_eq!(Zone::new("x", -5 * 3600, vec![]).offset_text(at), "UTC−5");
        assert_eq!(Zone::new("x", 19_800, vec![]).offset_text(at), "UTC+5:30");
    }
}
