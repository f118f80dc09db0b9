//! Ways in which a system writes its report.

use std::fmt::Write;

use chrono::NaiveDateTime;
use model::time::{MINUTE, Millis, SECOND};
use model::zone::Zone;

use super::STATES;

/// How a report writes its rows.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub clock: Clock,
    pub unit: Unit,
    pub has_index: bool,
    pub has_session: bool,
    pub has_end: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Clock {
    /// `11/13/2026 09:00:05`
    Full,
    /// `13.11.2026 09:00:05`
    DayFirst,
    /// `11/13/2026 09:00`
    NoSeconds,
    /// `2026-11-13 09:00:00` of 09:00:05
    LostSeconds,
    /// `11/13/2026`
    DateAlone,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unit {
    Seconds,
    Milliseconds,
    Minutes,
}

impl Unit {
    pub fn ms(self) -> i64 {
        match self {
            Self::Seconds => SECOND,
            Self::Milliseconds => 1,
            Self::Minutes => MINUTE,
        }
    }
}

impl Clock {
    pub fn text(self, local: NaiveDateTime) -> String {
        let format = match self {
            Self::Full => "%m/%d/%Y %H:%M:%S",
            Self::DayFirst => "%d.%m.%Y %H:%M:%S",
            Self::NoSeconds => "%m/%d/%Y %H:%M",
            Self::LostSeconds => "%Y-%m-%d %H:%M:00",
            Self::DateAlone => "%m/%d/%Y",
        };
        local.format(format).to_string()
    }
}

/// What an agent was in, since when, for how long, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    pub agent: usize,
    pub session: usize,
    pub index: usize,
    pub is_last: bool,
    pub state: usize,
    pub at: i64,
    pub length: i64,
}

impl Style {
    pub fn header(self) -> String {
        let mut header =
            String::from("Agent_No,Start_Date,Working,Available,Outstate_Code,Outstate,Log_State,Duration");
        for (name, has) in [
            ("Agent_Session_ID", self.has_session),
            ("StateIndex", self.has_index),
            ("End_Date", self.has_end),
        ] {
            if has {
                header = format!("{header},{name}");
            }
        }
        header
    }

    pub fn row(self, fact: &Fact, zone: &Zone) -> String {
        let time = |at: i64| self.clock.text(zone.local(Millis(at)));
        let log = if fact.is_last { 2 } else { usize::from(fact.index > 0) };
        let mut row = format!(
            "{},{},{},{log},{}",
            401 + fact.agent,
            time(fact.at),
            STATES[fact.state],
            fact.length / self.unit.ms()
        );
        if self.has_session {
            write!(row, ",{}", 9_001 + fact.session).unwrap();
        }
        if self.has_index {
            write!(row, ",{}", fact.index).unwrap();
        }
        if self.has_end {
            write!(row, ",{}", time(fact.at + fact.length)).unwrap();
        }
        row
    }

    pub fn file(self, rows: &[String]) -> String {
        format!("{}\n{}\n", self.header(), rows.join("\n"))
    }
}
