//! What repeats by days, weeks, months or years.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};

use super::stamp::stamp;

/// What a rule counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Every {
    Day,
    Week,
    Month,
    Year,
}

/// A rule that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    every: Every,
    /// Every so many of them.
    interval: u64,
    /// On these days of the week, of those the first, the last, …; on each with 0. On any when empty.
    weekdays: Vec<(i32, Weekday)>,
    /// On these days of the month, the last is -1; on any when empty.
    month_days: Vec<i32>,
    /// In these months; in any when empty.
    months: Vec<i32>,
    /// Of the days that fit in a week, a month or a year those at these places, the last is -1; all when empty.
    places: Vec<i32>,
    /// The day that weeks begin with.
    week_start: Weekday,
    /// How often, the first included.
    pub count: Option<usize>,
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
    /// Reads the value of an `RRULE`; `None` for what is not read: hours, weeks and days by their number in a year.
    pub fn read(text: &str, start: NaiveDateTime) -> Option<Self> {
        let mut every = None;
        let mut repeat = Self {
            every: Every::Day,
            interval: 1,
            weekdays: Vec::new(),
            month_days: Vec::new(),
            months: Vec::new(),
            places: Vec::new(),
            week_start: Weekday::Mon,
            count: None,
            until: None,
        };
        for part in text.split(';').filter(|part| !part.trim().is_empty()) {
            let (name, value) = part.split_once('=')?;
            match (name.trim().to_uppercase().as_str(), value.trim().to_uppercase().as_str()) {
                ("FREQ", "DAILY") => every = Some(Every::Day),
                ("FREQ", "WEEKLY") => every = Some(Every::Week),
                ("FREQ", "MONTHLY") => every = Some(Every::Month),
                ("FREQ", "YEARLY") => every = Some(Every::Year),
                ("INTERVAL", value) => repeat.interval = value.parse().ok().filter(|every| *every > 0)?,
                ("COUNT", value) => repeat.count = Some(value.parse().ok()?),
                ("UNTIL", value) => repeat.until = Some(until(value)?),
                ("BYDAY", value) => repeat.weekdays = value.split(',').map(weekday).collect::<Option<_>>()?,
                ("BYMONTHDAY", value) => repeat.month_days = numbers(value, 31)?,
                ("BYMONTH", value) => repeat.months = numbers(value, 12)?,
                ("BYSETPOS", value) => repeat.places = numbers(value, 366)?,
                ("WKST", value) => repeat.week_start = weekday(value)?.1,
                _ => return None,
            }
        }
        repeat.every = every?;
        repeat.completed(start.date())
    }

    /// With what the first day says where the rule does not; `None` where a rule has what its kind has not.
    fn completed(mut self, first: NaiveDate) -> Option<Self> {
        let most = match self.every {
            Every::Day | Every::Week => 0,
            Every::Year if self.months.is_empty() => 53,
            Every::Month | Every::Year => 5,
        };
        if self.weekdays.iter().any(|(place, _)| place.abs() > most)
            || self.months.iter().any(|month| *month < 1)
        {
            return None;
        }
        match self.every {
            _ if !(self.weekdays.is_empty() && self.month_days.is_empty()) => {}
            Every::Day => {}
            Every::Week => self.weekdays.push((0, first.weekday())),
            Every::Month | Every::Year => {
                if self.every == Every::Year && self.months.is_empty() {
                    self.months.push(first.month() as i32);
                }
                self.month_days.push(first.day() as i32);
            }
        }
        Some(self)
    }

    /// The beginnings from the first one on, which always counts, in order: those of so many days.
    pub fn beginnings(&self, start: NaiveDateTime, days: usize) -> impl Iterator<Item = NaiveDateTime> {
        let first = start.date();
        let from = if self.places.is_empty() { first } else { self.period_start(first) };
        let before = (first - from).num_days().unsigned_abs() as usize;
        let fitting = from.iter_days().take(before + days + 1).filter(move |day| self.has(*day, first));
        let chosen: Box<dyn Iterator<Item = NaiveDate>> = if self.places.is_empty() {
            Box::new(fitting)
        } else {
            let fitting: Vec<NaiveDate> = fitting.collect();
            let periods = fitting.chunk_by(|a, b| self.period(*a) == self.period(*b));
            Box::new(periods.flat_map(|days| self.at_places(days)).collect::<Vec<_>>().into_iter())
        };
        let later = chosen.skip_while(move |day| *day <= first);
        let count = self.count.unwrap_or(usize::MAX);
        std::iter::once(start).chain(later.map(move |day| day.and_time(start.time()))).take(count)
    }

    /// The days of a period at the places that the rule names.
    fn at_places(&self, days: &[NaiveDate]) -> Vec<NaiveDate> {
        let (mut place, all) = (0, days.len() as i32);
        let mut chosen = days.to_vec();
        chosen.retain(|_| {
            place += 1;
            self.places.contains(&place) || self.places.contains(&(place - all - 1))
        });
        chosen
    }

    /// The number of the period that a day lies in, and of no other.
    fn period(&self, day: NaiveDate) -> i64 {
        match self.every {
            Every::Day => day.num_days_from_ce().into(),
            // Day 1 is a Monday.
            Every::Week => {
                let shift = i64::from(self.week_start.num_days_from_monday()) + 1;
                (i64::from(day.num_days_from_ce()) - shift).div_euclid(7)
            }
            Every::Month => i64::from(day.year()) * 12 + i64::from(day.month0()),
            Every::Year => day.year().into(),
        }
    }

    fn period_start(&self, day: NaiveDate) -> NaiveDate {
        let since = match self.every {
            Every::Day => 0,
            Every::Week => day.weekday().days_since(self.week_start),
            Every::Month => day.day0(),
            Every::Year => day.ordinal0(),
        };
        day - Days::new(since.into())
    }

    fn has(&self, day: NaiveDate, first: NaiveDate) -> bool {
        let since = (self.period(day) - self.period(first)).unsigned_abs();
        since.is_multiple_of(self.interval)
            && (self.months.is_empty() || self.months.contains(&(day.month() as i32)))
            && (self.month_days.is_empty() || is_among(&self.month_days, day.day(), month_length(day)))
            && (self.weekdays.is_empty() || self.weekdays.iter().any(|on| self.is_on(day, *on)))
    }

    fn is_on(&self, day: NaiveDate, (place, weekday): (i32, Weekday)) -> bool {
        let is_of_year = self.every == Every::Year && self.months.is_empty();
        let (at, length) = if is_of_year {
            (day.ordinal(), if day.leap_year() { 366 } else { 365 })
        } else {
            (day.day(), month_length(day))
        };
        let places = [(at as i32 - 1) / 7 + 1, -((length as i32 - at as i32) / 7 + 1)];
        day.weekday() == weekday && (place == 0 || places.contains(&place))
    }
}

/// Whether the number of a day, from the first or from the last on, is among these.
fn is_among(numbers: &[i32], at: u32, length: u32) -> bool {
    numbers.contains(&(at as i32)) || numbers.contains(&(at as i32 - length as i32 - 1))
}

fn month_length(day: NaiveDate) -> u32 {
    (28..=31).rev().find(|last| day.with_day(*last).is_some()).unwrap_or(28)
}

/// Numbers other than 0, up to a largest one from the first and from the last on.
fn numbers(text: &str, most: i32) -> Option<Vec<i32>> {
    let number = |text: &str| text.trim().parse().ok().filter(|n: &i32| *n != 0 && n.abs() <= most);
    text.split(',').map(number).collect()
}

fn until(text: &str) -> Option<Until> {
    let (local, is_utc, is_date) = stamp(text)?;
    let end_of_day = local.date().and_hms_opt(23, 59, 59)?;
    Some(if is_utc { Until::Utc(local) } else { Until::Local(if is_date { end_of_day } else { local }) })
}

/// `MO`, `2MO`, `-1SU`.
fn weekday(text: &str) -> Option<(i32, Weekday)> {
    let text = text.trim();
    let (place, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let place = if place.is_empty() { 0 } else { place.parse().ok().filter(|place| *place != 0)? };
    let weekday = match name {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    Some((place, weekday))
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
            ("FREQ=MONTHLY", Some("1123 1223")),
            ("FREQ=WEEKLY;BYDAY=2MO", None),
            ("FREQ=DAILY;BYHOUR=9", None),
            ("FREQ=DAILY;INTERVAL=0", None),
            ("FREQ=DAILY;BYDAY=é", None),
            ("FREQ=MONTHLY;BYDAY=0MO", None),
            ("FREQ=YEARLY;BYDAY=54MO", None),
            ("FREQ=YEARLY;BYMONTH=-1", None),
            ("COUNT=3", None),
            ("x", None),
        ] {
            assert_eq!(days(rule).as_deref(), expected, "{rule}");
        }
    }

    /// Rules of weeks with places, against the same counted by hand: the second-last working day of every other week.
    #[test]
    fn places_count_from_the_beginning_of_the_period_that_the_first_day_lies_in() {
        assert_eq!(
            days("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2").as_deref(),
            Some("1123 1126 1210 1224 0107 0121")
        );
        assert_eq!(
            days("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=8,2").as_deref(),
            Some("1123 1124 1207 1228 0105")
        );
    }
}
