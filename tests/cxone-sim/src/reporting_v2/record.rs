//! One record as it is written.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::Serialize;

use crate::data::feed::Row;
use crate::scenario::{Epoch, OddityKind, Scenario};
use crate::wire::{millis, moment, trimmed};

/// A field of a record that may be missing.
type Field<T> = Option<T>;

/// One record as it is written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timestamp: Field<Stamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Field<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_state: Field<Option<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Field<Duration>,
}

/// When it was.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Stamp {
    Text(String),
    Millis(i64),
    Seconds(f64),
}

impl Stamp {
    fn of(scenario: &Scenario, at_ms: i64, place: usize) -> Self {
        match scenario.epoch {
            Some(Epoch::Millis) => Self::Millis(at_ms),
            Some(Epoch::Seconds) => Self::Seconds(at_ms as f64 / 1e3),
            Some(Epoch::Text) => Self::Text(at_ms.to_string()),
            None => Self::Text(timestamp(at_ms, if scenario.mixed_timestamps { place % 5 } else { 0 })),
        }
    }

    /// Unix ms, if it is a time.
    pub fn at_ms(&self) -> Option<i64> {
        match self {
            Self::Text(text) => DateTime::parse_from_rfc3339(text)
                .map_or_else(|_| text.parse().ok(), |at| Some(at.timestamp_millis())),
            Self::Millis(ms) => Some(*ms),
            Self::Seconds(seconds) => Some((seconds * 1e3).round() as i64),
        }
    }
}

/// Time in the state before, milliseconds.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Duration {
    Number(i64),
    Text(String),
    Null,
}

impl<'a> Record<'a> {
    /// The record of a row; `place` counts from 0 over all pages.
    pub fn of(scenario: &'a Scenario, row: &Row, place: usize) -> Self {
        let reason = row.activity.reason();
        let mut record = Self {
            timestamp: Some(Stamp::of(scenario, row.at, place)),
            state: Some(row.activity.state()),
            sub_state: (reason.is_some() || scenario.null_sub_states).then_some(reason),
            duration: Some(Duration::Number(row.previous.map_or(0, |previous| row.at - previous))),
        };
        for oddity in scenario.oddities.iter().filter(|oddity| oddity.hits(place)) {
            record.distort(&oddity.kind);
        }
        record
    }

    /// Milliseconds of a `duration` that the tutorial's script would add up.
    pub fn duration_ms(&self) -> i64 {
        match self.duration {
            Some(Duration::Number(ms)) => ms,
            _ => 0,
        }
    }

    fn distort(&mut self, kind: &'a OddityKind) {
        match kind {
            OddityKind::MissingDuration => self.duration = None,
            OddityKind::NullDuration => self.duration = Some(Duration::Null),
            OddityKind::TextDuration => self.duration = Some(Duration::Text(self.duration_ms().to_string())),
            OddityKind::NegativeDuration => self.duration = Some(Duration::Number(-self.duration_ms() - 1)),
            OddityKind::MissingTimestamp => self.timestamp = None,
            OddityKind::BadTimestamp => self.timestamp = Some(Stamp::Text("yesterday".into())),
            OddityKind::State(name) => self.state = Some(name),
            OddityKind::SubState(name) => self.sub_state = Some(Some(name)),
            OddityKind::EmptyRow => {
                *self = Self { timestamp: None, state: None, sub_state: None, duration: None };
            }
            OddityKind::NullFields
            | OddityKind::MissingFields
            | OddityKind::StateId(..)
            | OddityKind::OutState(..)
            | OddityKind::Hole(_)
            | OddityKind::Overlap(_) => {}
        }
    }
}

/// The same moment in one of five forms.
fn timestamp(at_ms: i64, form: usize) -> String {
    let at = moment(at_ms);
    let offset = |minutes: i32| FixedOffset::east_opt(minutes * 60).map(|zone| at.with_timezone(&zone));
    let text = match form {
        1 => Some(trimmed(at)),
        2 => Some(at.to_rfc3339_opts(SecondsFormat::Micros, true)),
        3 => offset(120).map(|at| at.to_rfc3339_opts(SecondsFormat::Millis, false)),
        4 => offset(-330).map(|at| at.to_rfc3339_opts(SecondsFormat::Nanos, false)),
        _ => None,
    };
    text.unwrap_or_else(|| millis(at))
}
