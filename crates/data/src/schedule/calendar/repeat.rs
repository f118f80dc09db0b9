//! What repeats by the day or by the week.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};

use super::stamp::stamp;

/// A rule that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Every so many days or weeks.
    interval: u64,
    is_weekly: bool,
    /// On these days of the week; on any when empty.
    weekdays: Vec<Weekday>,
    /// The day that weeks begin with.
    week_start: Weekday,
    /// How often, the first included.
    count: Option<usize>,
    /// Up to then, in UTC or on the event's clocks.
    pub until: Option<Until>,
}

/// The last moment that may be a beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// In UTC.
    Utc(NaiveDateTime),
    /// On the clocks of the event.
    Local(NaiveDateTime),
}

/// Most days that are looked at for one rule.
pub const MAX_STEPS: usize = 40_000;

impl Repeat {
    /// Reads the value of an `RRULE`; `None` for what is not read: months, years, hours, places in a month.
    pub fn read(text: &str, start: NaiveDateTime) -> Option<Self> {
        let mut repeat = Self {
            interval: 1,
            is_weekly: false,
            weekdays: Vec::new(),
            week_start: Weekday::Mon,
            count: None,
            until: None,
        };
        let mut has_kind = false;
        for part in text.split(';').filter(|part| !part.trim().is_empty()) {
            let (name, value) = part.split_once('=')?;
            match (name.trim().to_uppercase().as_str(), value.trim().to_uppercase().as_str()) {
                ("FREQ", kind @ ("DAILY" | "WEEKLY")) => {
                    has_kind = true;
                    repeat.is_weekly = kind == "WEEKLY";
                }
                ("INTERVAL", value) => repeat.interval = value.parse().ok().filter(|days| *days > 0)?,
                ("COUNT", value) => repeat.count = Some(value.parse().ok()?),
                ("UNTIL", value) => repeat.until = Some(until(value)?),
                ("BYDAY", value) => {
                    repeat.weekdays = value.split(',').map(weekday).collect::<Option<_>>()?;
                }
                ("WKST", value) => repeat.week_start = weekday(value)?,
                _ => return None,
            }
        }
        if repeat.is_weekly && repeat.weekdays.is_empty() {
            repeat.weekdays.push(start.weekday());
        }
        has_kind.then_some(repeat)
    }

    /// The beginnings from the first one on, which always counts, in order: those of so many days.
    pub fn beginnings(&self, start: NaiveDateTime, days: usize) -> impl Iterator<Item = NaiveDateTime> {
        let first = start.date();
        let week = first - Days::new(u64::from(first.weekday().days_since(self.week_start)));
        let days = first.iter_days().skip(1).take(days).filter(move |day| self.has(*day, first, week));
        let count = self.count.unwrap_or(usize::MAX);
        std::iter::once(start).chain(days.map(move |day| day.and_time(start.time()))).take(count)
    }

    fn has(&self, day: NaiveDate, first: NaiveDate, week: NaiveDate) -> bool {
        let since = |from: NaiveDate| (day - from).num_days().unsigned_abs();
        let steps = if self.is_weekly { since(week) / 7 } else { since(first) };
        steps.is_multiple_of(self.interval)
            && (self.weekdays.is_empty() || self.weekdays.contains(&day.weekday()))
    }
}

fn until(text: &str) -> Option<Until> {
    let (local, is_utc, is_date) = stamp(text)?;
    let end_of_day = local.date().and_hms_opt(23, 59, 59)?;
    Some(if is_utc { Until::Utc(local) } else { Until::Local(if is_date { end_of_day } else { local }) })
}

/// `MO`; one with a place before it (`2MO`) is not read.
fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.trim() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The days of November 2026 (a Monday is the 23rd) on which something that begins on the 23rd repeats.
    fn days(rule: &str) -> Option<String> {
        let start = NaiveDate::from_ymd_opt(2026, 11, 23)?.and_hms_opt(9, 0, 0)?;
        let repeat = Repeat::read(rule, start)?;
        let days = repeat.beginnings(start, 60).take(6).map(|at| at.format("%m%d").to_string());
        Some(days.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn days_and_weeks_repeat() {
        for (rule, expected) in [
            ("FREQ=DAILY", Some("1123 1124 1125 1126 1127 1128")),
            ("FREQ=DAILY;COUNT=2", Some("1123 1124")),
            ("FREQ=DAILY;INTERVAL=3", Some("1123 1126 1129 1202 1205 1208")),
            ("FREQ=DAILY;BYDAY=SA,SU;COUNT=3", Some("1123 1128 1129")),
            ("FREQ=WEEKLY", Some("1123 1130 1207 1214 1221 1228")),
            ("FREQ=WEEKLY;BYDAY=MO,WE,FR", Some("1123 1125 1127 1130 1202 1204")),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", Some("1123 1129 1207 1213 1221 1227")),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", Some("1123 1206 1207 1220 1221 0103")),
            ("FREQ=MONTHLY", None),
            ("FREQ=WEEKLY;BYDAY=2MO", None),
            ("FREQ=DAILY;BYHOUR=9", None),
            ("FREQ=DAILY;INTERVAL=0", None),
            ("COUNT=3", None),
            ("x", None),
        ] {
            assert_eq!(days(rule).as_deref(), expected, "{rule}");
        }
    }
}
