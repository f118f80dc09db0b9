//! Dates and times as reports write them, read as far as a cell tells by itself.
//!
//! ```text
//! cell ─▶ plain text ─▶ parts ─▶ clock, what stands behind it ─▶ the rest is the date ─▶ When
//!            └─▶ one number: Unix time, a spreadsheet's serial number
//! ```

mod behind;
mod clock;
mod date;
mod joined;
mod months;
mod number;
mod offsets;
mod tokens;
pub mod usual;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::plain::{folded, plain};
use behind::Behind;
pub use joined::{read_joined, read_on_date_of, since_day_0};
use model::time::{DAY, Millis, SECOND};
use model::zone::{Moments, Zone};
pub use offsets::offsets_of;

/// Which of the first two numbers of a date is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// `MM/DD/YYYY`, as the report's documentation says.
    #[default]
    MonthFirst,
    /// `DD/MM/YYYY`.
    DayFirst,
}

impl DateOrder {
    /// The order that these dates prove; `None` when both would do, or they contradict each other.
    pub fn proven<'a>(dates: impl Iterator<Item = &'a str>) -> Option<Self> {
        let proofs = dates.filter_map(|text| match read(text)? {
            When::Wall(wall) => wall.proves(),
            When::Instant(..) => None,
        });
        let (mut month_first, mut day_first) = (false, false);
        for order in proofs {
            month_first |= order == Self::MonthFirst;
            day_first |= order == Self::DayFirst;
        }
        match (month_first, day_first) {
            (true, false) => Some(Self::MonthFirst),
            (false, true) => Some(Self::DayFirst),
            _ => None,
        }
    }
}

/// A cell that holds a time, read as far as it can be on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// It needs no zone (ISO 8601 with an offset, Unix time); whether it tells seconds.
    Instant(Millis, bool),
    /// It needs one.
    Wall(Wall),
}

impl When {
    /// Whether it is a date alone, or one with midnight.
    pub fn is_midnight(&self) -> bool {
        match self {
            Self::Instant(at, _) => at.0.rem_euclid(DAY) == 0,
            Self::Wall(wall) => wall.clock.is_none_or(|clock| clock.ms == 0),
        }
    }

    /// Whether it tells a time of day.
    pub fn has_clock(&self) -> bool {
        !matches!(self, Self::Wall(Wall { clock: None, .. }))
    }
}

/// A time on a report's clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wall {
    /// The day.
    pub date: Date,
    /// The time of day, where it is told.
    pub clock: Option<Clock>,
    /// What stands behind the time: a zone's abbreviation (`EST`), or an offset (`UTC-05:00`) behind a
    /// date that could be two. [`offsets_of`] knows both.
    pub zone: Option<Box<str>>,
}

/// A date, as far as it is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Date {
    /// There is one way to read it.
    Known(NaiveDate),
    /// Both orders are days of the calendar.
    Either {
        /// Read as `MM/DD/YYYY`.
        month_first: NaiveDate,
        /// Read as `DD/MM/YYYY`.
        day_first: NaiveDate,
    },
    /// Only this order is a day (`13/11/2026`), or that weekday.
    Proven(NaiveDate, DateOrder),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Milliseconds since midnight, less than a day.
    pub ms: u32,
    /// Whether it tells seconds.
    pub has_seconds: bool,
}

impl Wall {
    /// What the clock shows, with the date in this order; midnight when it tells no time of day.
    pub fn local(&self, order: DateOrder) -> NaiveDateTime {
        let date = match self.date {
            Date::Known(date) | Date::Proven(date, _) => date,
            Date::Either { month_first, .. } if order == DateOrder::MonthFirst => month_first,
            Date::Either { day_first, .. } => day_first,
        };
        let ms = self.clock.map_or(0, |clock| clock.ms);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(ms / 1_000, ms % 1_000 * 1_000_000);
        date.and_time(time.unwrap_or(NaiveTime::MIN))
    }

    /// The order that this date proves.
    pub fn proves(&self) -> Option<DateOrder> {
        match self.date {
            Date::Proven(_, order) => Some(order),
            Date::Known(_) | Date::Either { .. } => None,
        }
    }

    /// Whether the date could be two.
    pub fn is_ambiguous(&self) -> bool {
        matches!(self.date, Date::Either { .. })
    }

    /// When it was on the clocks of `zone`, the date in this order. What stands behind the time counts:
    /// an offset goes before the zone; an abbreviation stands for the one of its offsets that is in
    /// force there. `None` when none of them is, or several are (around a change of clocks).
    pub fn moments(&self, order: DateOrder, zone: &Zone) -> Option<Moments> {
        moments(self.local(order), self.zone.as_deref(), zone)
    }
}

/// The same of a wall time with what stands behind it.
pub fn moments(local: NaiveDateTime, behind: Option<&str>, zone: &Zone) -> Option<Moments> {
    let Some(behind) = behind else { return Some(zone.moments(local)) };
    let shown_by = |offset_s: i32| at_offset(local, offset_s);
    match offsets_of(behind) {
        [offset_s] if behind.starts_with("UTC") => Some(Moments::Once(shown_by(*offset_s))),
        offsets => {
            let is_in_force = |offset_s: &&i32| zone.offset_s(shown_by(**offset_s)) == **offset_s;
            let mut moments = offsets.iter().filter(is_in_force).map(|offset_s| shown_by(*offset_s));
            let at = moments.next()?;
            moments.next().is_none().then_some(Moments::Once(at))
        }
    }
}

fn at_offset(local: NaiveDateTime, offset_s: i32) -> Millis {
    Millis(local.and_utc().timestamp_millis() - i64::from(offset_s) * SECOND)
}

/// Reads a cell that holds a date, a date with a time, or Unix time. `None` when it is no such thing, or
/// there is no such day or time of day.
pub fn read(text: &str) -> Option<When> {
    usual::read(text.as_bytes()).or_else(|| read_plain(&plain(text)))
}

/// What a cell tells.
#[derive(Default)]
struct Parts {
    date: Option<Date>,
    clock: Option<Clock>,
    /// The clock shows 24:00; the date is the day after it already, if there is one.
    is_next_day: bool,
    behind: Option<Behind>,
}

fn read_plain(text: &str) -> Option<When> {
    match number::unix(text) {
        Some(at) => Some(When::Instant(at, true)),
        None => when(parts(text)?),
    }
}

fn when(parts: Parts) -> Option<When> {
    let wall = |zone| Some(When::Wall(Wall { date: parts.date?, clock: parts.clock, zone }));
    match (parts.behind, parts.date?, parts.clock) {
        (Some(Behind::Offset(offset_s)), Date::Known(_), Some(clock)) => {
            let local =
                Wall { date: parts.date?, clock: parts.clock, zone: None }.local(DateOrder::default());
            Some(When::Instant(at_offset(local, offset_s), clock.has_seconds))
        }
        (Some(behind), ..) => wall(Some(behind.text())),
        (None, ..) => wall(None),
    }
}

/// The parts of a plain text that has a date or a clock, and nothing else.
fn parts(text: &str) -> Option<Parts> {
    if let Some((date, clock)) = number::serial(text) {
        return Some(Parts { date: Some(date), clock, ..Parts::default() });
    }
    let text = east_asian(&folded(text));
    let tokens = tokens::tokens(&text)?;
    let Some(shown) = clock::find(&tokens) else {
        return Some(Parts { date: Some(date::read(&tokens)?), ..Parts::default() });
    };
    let found = clock::read(&shown, &tokens)?;
    let (start, end) = (found.parts.start, found.parts.end);
    let (behind, used) = behind::find(&tokens, end)?;
    let mut rest = tokens[..start].to_vec();
    // `13/Nov/2026:09:00:00`, `2026-11-13-09.00.00`, `T090000`, `Nov 13, 2026 @ 09:00:00`.
    if rest.last().is_some_and(|mark| [":", "-", "t", "@", "_", "|"].contains(&mark.text)) {
        rest.pop();
    }
    rest.extend_from_slice(&tokens[end + used..]);
    let mut parts = Parts { clock: Some(found.clock), is_next_day: found.is_next_day, behind, date: None };
    if !rest.is_empty() {
        let date = date::read(&rest)?;
        parts.date = Some(if found.is_next_day { next_day(date)? } else { date });
    }
    Some(parts)
}

/// `2026年11月13日 9時00分30秒` with the marks that others use.
fn east_asian(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_behind_digit = plain.ends_with(|c: char| c.is_ascii_digit());
        let is_before_digit = || chars.clone().find(|c| *c != ' ').is_some_and(|c| c.is_ascii_digit());
        plain.push(match c {
            '年' | '月' | '년' | '월' if is_behind_digit && is_before_digit() => '-',
            '時' | '时' | '点' | '시' | '分' | '분' if is_behind_digit && is_before_digit() => ':',
            '日' | '일' | '時' | '时' | '点' | '시' | '分' | '분' | '秒' | '초' if is_behind_digit => {
                ' '
            }
            other => other,
        });
    }
    plain
}

fn next_day(date: Date) -> Option<Date> {
    Some(match date {
        Date::Known(date) => Date::Known(date.succ_opt()?),
        Date::Proven(date, order) => Date::Proven(date.succ_opt()?, order),
        Date::Either { month_first, day_first } => {
            Date::Either { month_first: month_first.succ_opt()?, day_first: day_first.succ_opt()? }
        }
    })
}

#[cfg(test)]
mod tests;
