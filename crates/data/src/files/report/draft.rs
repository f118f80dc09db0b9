//! A row, read as far as it can be on its own.

use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, NaiveTime};

use super::figure::Figure;
use super::states::State;
use crate::files::cell;
use crate::files::when::{Date, DateOrder, Wall, When};
use model::record::RowKey;
use model::time::{DAY, MINUTE};

/// A detail that rows share.
pub type Detail = Option<Arc<str>>;

/// A row whose time and length are not settled.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Line of the file.
    pub line: usize,
    /// Whose row: a number in the report's list of agents.
    pub agent: u32,
    /// When the state began.
    pub start: Moment,
    /// When it ended, where that is told.
    pub end: Option<Moment>,
    /// How long it lasted, where that is told.
    pub figure: Option<Figure>,
    /// The state.
    pub state: State,
    /// Order and identity.
    pub key: RowKey,
    /// Whether it is the last of its session.
    pub ends_session: bool,
    /// What else the row says.
    pub detail: Detail,
}

/// A time as a cell has it, small enough to keep millions of.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Unix milliseconds; of a wall time those that UTC clocks would show it at, read month first.
    pub ms: i64,
    /// Days from there to the other reading of the date; 0 where there is only one.
    pub day_first: i16,
    /// What is known of it.
    pub shape: Shape,
    /// The abbreviation of a zone behind it, as [`Abbreviations`] counts them; 0 for none.
    pub abbreviation: u16,
}

/// What kind of time a cell has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// On the report's clocks, not in the world's time.
    pub is_wall: bool,
    /// How much of the time it tells.
    pub width: Width,
    /// The order of day and month that the date proves.
    pub proves: Option<DateOrder>,
    /// Whether it is a time of day on the date of another cell: before that it is of the next day.
    pub rolls: bool,
}

/// For how long the same text stands for a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// It tells seconds.
    #[default]
    Moment,
    /// It does not.
    Minute,
    /// It tells no time of day.
    Day,
}

impl Width {
    /// In milliseconds.
    pub fn ms(self) -> i64 {
        match self {
            Self::Moment => 1,
            Self::Minute => MINUTE,
            Self::Day => DAY,
        }
    }
}

/// The abbreviations of zones that a file has.
#[derive(Debug, Default)]
pub struct Abbreviations {
    names: Vec<Box<str>>,
}

impl Abbreviations {
    /// A time without its text.
    pub fn moment(&mut self, when: &When) -> Moment {
        match when {
            When::Instant(at, has_seconds) => Moment {
                ms: at.0,
                day_first: 0,
                shape: Shape { width: width(*has_seconds), ..Shape::default() },
                abbreviation: 0,
            },
            When::Wall(wall) => self.wall(wall),
        }
    }

    fn wall(&mut self, wall: &Wall) -> Moment {
        let day = on_clocks(wall.date);
        let width = wall.clock.map_or(Width::Day, |clock| width(clock.has_seconds));
        Moment {
            ms: day.ms + wall.clock.map_or(0, |clock| i64::from(clock.ms)),
            shape: Shape { width, ..day.shape },
            abbreviation: wall.zone.as_deref().map_or(0, |name| self.number(name)),
            ..day
        }
    }

    fn number(&mut self, name: &str) -> u16 {
        if let Some(place) = self.names.iter().position(|known| **known == *name) {
            return place as u16 + 1;
        }
        // There are a few hundred in the world; what comes beyond is no abbreviation.
        if self.names.len() >= 1_000 {
            return 0;
        }
        self.names.push(name.into());
        self.names.len() as u16
    }

    /// Takes those of another part of the report over; gives their numbers here.
    pub fn join(&mut self, other: Self) -> Vec<u16> {
        std::iter::once(0).chain(other.names.iter().map(|name| self.number(name))).collect()
    }

    /// The abbreviation of a number.
    pub fn name(&self, number: u16) -> Option<&str> {
        self.names.get(usize::from(number.checked_sub(1)?)).map(|name| &**name)
    }
}

fn width(has_seconds: bool) -> Width {
    if has_seconds { Width::Moment } else { Width::Minute }
}

/// The beginning of a day on the report's clocks, told to the second.
pub fn on_clocks(date: Date) -> Moment {
    let (month_first, day_first, proves) = match date {
        Date::Known(date) => (date, date, None),
        Date::Proven(date, order) => (date, date, Some(order)),
        Date::Either { month_first, day_first } => (month_first, day_first, None),
    };
    Moment {
        ms: month_first.and_time(NaiveTime::MIN).and_utc().timestamp_millis(),
        day_first: (day_first - month_first).num_days() as i16,
        shape: Shape { is_wall: true, width: Width::Moment, proves, rolls: false },
        abbreviation: 0,
    }
}

/// No contact centre has rows from before 1975 or after 2075: such times stand for nothing (`1900-01-01`,
/// `9999-12-31`).
const PLAUSIBLE: std::ops::Range<i64> = 157_766_400_000..3_313_526_400_000;

impl Moment {
    /// Whether rows can be from then.
    pub fn is_plausible(&self) -> bool {
        PLAUSIBLE.contains(&self.ms)
    }

    /// Whether its date can be read both ways.
    pub fn is_ambiguous(&self) -> bool {
        self.day_first != 0
    }

    /// What its text shows on clocks, under an order of dates.
    pub fn local_ms(&self, order: DateOrder) -> i64 {
        let days = if order == DateOrder::DayFirst { self.day_first } else { 0 };
        self.ms + i64::from(days) * DAY
    }
}

/// Milliseconds of a wall time as a calendar has it.
pub fn naive(local_ms: i64) -> NaiveDateTime {
    DateTime::from_timestamp_millis(local_ms).unwrap_or_default().naive_utc()
}

/// The number of a session; of one that has another name a number that stands for it.
pub fn session(text: &str) -> u64 {
    let number = cell::whole(text).and_then(|number| u64::try_from(number).ok());
    number.unwrap_or_else(|| {
        // FNV-1a, with the highest bit set: no number of a session is that large.
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        hash | 1 << 63
    })
}
