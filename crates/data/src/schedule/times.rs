//! Beginnings and ends of planned activities: dates, clocks and lengths → moments.

use std::borrow::Cow;

use crate::files::when::{self, Date, DateOrder, Wall, When};
use crate::length::{self, Decimal, HeaderUnit, Length, Unit};
use model::time::{DAY, Millis, Span};
use model::zone::{Moments, Zone};

/// The times of a row, read as far as it can be on its own.
#[derive(Clone, Debug)]
pub struct Times {
    /// When it begins.
    pub start: When,
    /// When it ends.
    pub end: End,
}

/// The end of a row.
#[derive(Clone, Debug)]
pub enum End {
    /// Date and time.
    At(When),
    /// A time of day: after the beginning, on its day or the next.
    Clock(When),
    /// So many milliseconds after the beginning.
    After(i64),
}

/// What the cells of a row say of its times.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cells<'a> {
    pub date: Option<&'a str>,
    pub start: Option<&'a str>,
    pub end_date: Option<&'a str>,
    pub end: Option<&'a str>,
    pub length: Option<&'a str>,
    pub unit: Option<HeaderUnit>,
}

/// Which of the two is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTime {
    /// The beginning.
    Start,
    /// The end, or the length.
    End,
}

impl Times {
    /// Reads the cells of a row.
    pub fn read(cells: &Cells) -> Result<Self, NoTime> {
        let start = cells.start.and_then(|start| whole(cells.date, start)).ok_or(NoTime::Start)?;
        let end = end(cells, &start).ok_or(NoTime::End)?;
        Ok(Self { start, end })
    }

    /// The order of dates that they prove.
    pub fn proves(&self) -> Option<DateOrder> {
        self.walls().find_map(Wall::proves)
    }

    /// Whether a date could be two.
    pub fn are_ambiguous(&self) -> bool {
        self.walls().any(Wall::is_ambiguous)
    }

    /// Whether they need a zone that no cell tells.
    pub fn need_zone(&self) -> bool {
        self.walls().any(|wall| wall.zone.is_none())
    }

    fn walls(&self) -> impl Iterator<Item = &Wall> {
        let end = match &self.end {
            End::At(end) | End::Clock(end) => Some(end),
            End::After(_) => None,
        };
        [Some(&self.start), end].into_iter().flatten().filter_map(|when| match when {
            When::Wall(wall) => Some(wall),
            When::Instant(..) => None,
        })
    }

    /// From when to when, on the clocks of a zone. It may be reversed. `None` where an abbreviation is not in force
    /// there.
    pub fn span(&self, order: DateOrder, zone: &Zone) -> Option<Span> {
        let start = first(&self.start, order, zone)?;
        let end = match &self.end {
            End::After(ms) => start + *ms,
            End::At(end) => after(end, start, order, zone)?,
            End::Clock(end) => {
                let end_on_day = after(end, start, order, zone)?;
                if end_on_day > start || is_same_clock(&self.start, end) && !end.is_midnight() {
                    end_on_day
                } else {
                    first(&next_day(end)?, order, zone)?
                }
            }
        };
        Some(Span { start, end })
    }
}

fn is_same_clock(a: &When, b: &When) -> bool {
    let clock = |when: &When| match when {
        When::Wall(wall) => wall.clock.map(|clock| clock.ms),
        When::Instant(at, _) => Some(at.0.rem_euclid(DAY) as u32),
    };
    clock(a) == clock(b)
}

/// The moments of a time, the first and the last.
fn moments(when: &When, order: DateOrder, zone: &Zone) -> Option<(Millis, Millis)> {
    match when {
        When::Instant(at, _) => Some((*at, *at)),
        When::Wall(wall) => Some(match wall.moments(order, zone)? {
            Moments::Once(at) => (at, at),
            Moments::Twice(first, last) => (first, last),
            // Clocks skip it: the moment of their change.
            Moments::Never { .. } => {
                let at = zone.instant(wall.local(order));
                (at, at)
            }
        }),
    }
}

fn first(when: &When, order: DateOrder, zone: &Zone) -> Option<Millis> {
    moments(when, order, zone).map(|(first, _)| first)
}

/// The first moment of a time that lies after another, or the last one.
fn after(when: &When, start: Millis, order: DateOrder, zone: &Zone) -> Option<Millis> {
    moments(when, order, zone).map(|(first, last)| if first > start { first } else { last })
}

fn next_day(when: &When) -> Option<When> {
    Some(match when {
        When::Instant(at, has_seconds) => When::Instant(*at + DAY, *has_seconds),
        When::Wall(wall) => {
            let date = match wall.date {
                Date::Known(date) => Date::Known(date.succ_opt()?),
                Date::Proven(date, order) => Date::Proven(date.succ_opt()?, order),
                Date::Either { month_first, day_first } => {
                    Date::Either { month_first: month_first.succ_opt()?, day_first: day_first.succ_opt()? }
                }
            };
            When::Wall(Wall { date, ..wall.clone() })
        }
    })
}

/// A time in one cell, or a date in one and a time of day in another.
fn whole(date: Option<&str>, time: &str) -> Option<When> {
    let time = clock(time);
    when::read(&time).filter(|when| when.has_clock() || date.is_none()).or_else(|| {
        let date = date_text(date?);
        when::read_joined(&date, &time)
    })
}

fn end(cells: &Cells, start: &When) -> Option<End> {
    let Some(text) = cells.end else {
        return cells.length.and_then(|text| length_ms(text, cells.unit)).map(End::After);
    };
    let text = clock(text);
    if let Some(end) = when::read(&text).filter(|end| end.has_clock() || cells.end_date.is_none()) {
        // A day alone is planned to its end, as the beginning is from its first moment.
        let is_day = !end.has_clock() && !start.has_clock();
        return Some(End::At(if is_day { next_day(&end)? } else { end }));
    }
    if let Some(date) = cells.end_date {
        return when::read_joined(&date_text(date), &text).map(End::At);
    }
    let on = |date: &str| when::read_on_date_of(&date_text(date), &text);
    let has_date = |text: &&str| when::read(text).is_some();
    cells.start.filter(has_date).and_then(on).or_else(|| cells.date.and_then(on)).map(End::Clock)
}

/// `930`, `0930` and `09.30`, as some programs write 9:30; `0.75` is a share of a day.
fn clock(text: &str) -> Cow<'_, str> {
    let (hours, minutes) = match text.len() {
        3 | 4 if !text.contains('.') => text.split_at_checked(text.len() - 2).unwrap_or_default(),
        _ => text.split_once('.').filter(|(hours, _)| *hours != "0").unwrap_or_default(),
    };
    let are_digits = [hours, minutes].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if are_digits && matches!(hours.len(), 1 | 2) && minutes.len() == 2 {
        format!("{hours}:{minutes}").into()
    } else {
        text.into()
    }
}

/// `mmddyyyy`, as IEX writes dates, with marks; other texts as they stand.
fn date_text(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let is_compact = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    // No month and day are a year of such offices.
    let has_year_last = || text[4..].parse::<i32>().is_ok_and(|year| (1975..2075).contains(&year));
    if is_compact && has_year_last() {
        format!("{}/{}/{}", &text[..2], &text[2..4], &text[4..]).into()
    } else {
        text.into()
    }
}

/// A length: two parts of a clock are hours and minutes, a bare number is in the unit of its column or in minutes.
fn length_ms(text: &str, unit: Option<HeaderUnit>) -> Option<i64> {
    let unit = unit.unwrap_or(HeaderUnit::ClockWithoutSeconds);
    if text.contains(':') {
        let unit = if text.matches(':').count() == 1 && unit != HeaderUnit::ClockMinutes {
            HeaderUnit::ClockWithoutSeconds
        } else {
            HeaderUnit::Clock
        };
        return length::clock_in(text, unit);
    }
    match length::read(text, Decimal::Point)? {
        Length::Ms(ms) => Some(ms),
        Length::Bare(count) => {
            let unit = if let HeaderUnit::Unit(unit) = unit { unit } else { Unit::Minutes };
            Some(length::rounded(count, unit.ms()))
        }
    }
}
