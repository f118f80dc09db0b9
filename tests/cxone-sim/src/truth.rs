//! What a client should find, added up by brute force from the rows that are served.

use std::collections::BTreeMap;

use chrono::DateTime;
use serde::{Deserialize, Serialize};

use crate::cxone::HistoryRow;
use crate::data::feed::{Range, Row};
use crate::reporting_v2::Record;
use crate::scenario::{Scenario, Who, carried, feed, horizon};

/// Which of the two APIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// The tutorial's.
    ReportingV2,
    /// NICE's own, one agent by number.
    Cxone,
}

/// What a range holds for one agent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Truth {
    /// Rows served, all pages together, without the one that drift repeats.
    pub records: usize,
    /// Those among them that have a time and a state.
    pub placed: usize,
    /// By state as it is written. Without the state that was carried in.
    pub states: BTreeMap<String, StateTruth>,
    /// By state and reason; the reason is empty where none is written.
    pub reasons: BTreeMap<(String, String), StateTruth>,
    /// The state that the agent brought into the range, which a client knows only if it looks back.
    pub carried_in: Option<Carried>,
    /// From the start of the range to the first placed row, milliseconds; the whole range without one.
    pub before_first_ms: i64,
    /// Time after the first row that no row covers, milliseconds.
    pub no_data_ms: i64,
}

/// One state's share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateTruth {
    /// Time in it, milliseconds, up to the end of the range or the simulated now.
    pub ms: i64,
    /// Occurrences: rows of one state and reason that follow each other directly are one, whatever rows
    /// of no length stand between them.
    pub count: usize,
    /// Sum of its rows' own `duration` numbers, milliseconds: what the tutorial's script adds up.
    pub reported_ms: i64,
}

/// The state before the first row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// As it is written.
    pub state: String,
    /// Its reason, or empty.
    pub reason: String,
}

/// A row, read as a client would.
struct Read {
    at: i64,
    /// Where the row itself says it ends.
    ends: Option<i64>,
    state: String,
    reason: String,
    reported_ms: i64,
}

/// Adds up what the range `start_ms..end_ms` (Unix ms) holds for an agent. Without a simulated now,
/// working days end at the machine's clock. The state history of all CXone agents holds the same for
/// each of them, except with an exact number of rows or odd ones, which it spreads over all.
///
/// # Panics
/// When a CXone agent is no number.
pub fn truth(scenario: &Scenario, dialect: Dialect, agent: &str, start_ms: i64, end_ms: i64) -> Truth {
    let range = Range { start: start_ms, end: end_ms };
    let now = horizon(scenario, scenario.now_ms);
    let who = match dialect {
        Dialect::ReportingV2 => Who::Uuid(agent.to_owned()),
        Dialect::Cxone => Who::Number(agent.parse().expect("CXone agents are numbers")),
    };
    let feed = feed(scenario, &who, range, now);
    let served = feed.begun(now);
    let read = |place| match dialect {
        Dialect::ReportingV2 => read_v2(&Record::of(scenario, &feed.row(place), place)),
        Dialect::Cxone => read_cxone(&HistoryRow::of(scenario, &feed.row(place), place, now)),
    };
    let carried = carried(scenario, &who, range, now).map(|row| name(scenario, dialect, &row, now));
    Truth { carried_in: carried, ..add_up(served, (0..served).filter_map(read).collect(), range, now) }
}

fn name(scenario: &Scenario, dialect: Dialect, row: &Row, now: i64) -> Carried {
    let (state, reason) = match dialect {
        Dialect::ReportingV2 => (row.activity.state(), row.activity.reason().unwrap_or_default().to_owned()),
        Dialect::Cxone => {
            (row.activity.state_name(), HistoryRow::of(scenario, row, 0, now).reason().to_owned())
        }
    };
    Carried { state: state.to_owned(), reason }
}

fn read_cxone(row: &HistoryRow) -> Option<Read> {
    let start = row.start.as_deref().filter(|_| !row.empty)?;
    let at = DateTime::parse_from_rfc3339(start).ok()?.timestamp_millis();
    let duration = row.duration_ms();
    Some(Read {
        at,
        // A figure below zero says nothing: the row lasts until the next one.
        ends: duration.filter(|ms| *ms >= 0).map(|ms| at + ms),
        state: row.state_name.to_owned(),
        reason: row.reason().to_owned(),
        reported_ms: duration.unwrap_or_default(),
    })
}

fn read_v2(record: &Record) -> Option<Read> {
    let at = record.timestamp.as_ref()?.at_ms()?;
    Some(Read {
        at,
        ends: None,
        state: record.state?.into(),
        reason: record.sub_state.flatten().unwrap_or_default().into(),
        reported_ms: record.duration_ms(),
    })
}

fn add_up(records: usize, rows: Vec<Read>, range: Range, now: i64) -> Truth {
    let limit = range.end.min(now).max(range.start);
    let first = rows.first().map_or(limit, |row| row.at.clamp(range.start, limit));
    let mut truth =
        Truth { records, placed: rows.len(), before_first_ms: first - range.start, ..Truth::default() };
    let mut covered = 0;
    let mut before = Before::default();
    for (place, row) in rows.iter().enumerate() {
        let next = rows.get(place + 1).map_or(limit, |next| next.at);
        let end = row.ends.unwrap_or(next).min(next).min(limit);
        let ms = (end - row.at.max(range.start)).max(0);
        covered += ms;
        let name = (row.state.clone(), row.reason.clone());
        let begins = before.see(Some(&name), ms);
        before.see(None, next.min(limit) - row.at.max(range.start) - ms);
        for share in
            [truth.states.entry(row.state.clone()).or_default(), truth.reasons.entry(name).or_default()]
        {
            share.ms += ms;
            share.count += usize::from(begins);
            share.reported_ms += row.reported_ms;
        }
    }
    truth.no_data_ms = limit - first - covered;
    truth
}

/// State and reason of what went before, or `None` for a hole.
#[derive(Default)]
struct Before {
    last: Option<(String, String)>,
    /// The last one with a length.
    lasting: Option<(String, String)>,
}

impl Before {
    /// Goes on to what lasts `ms`; whether it begins anew. A hole of no length is none.
    fn see(&mut self, name: Option<&(String, String)>, ms: i64) -> bool {
        if name.is_none() && ms <= 0 {
            return false;
        }
        let begins = name != self.last.as_ref() && name != self.lasting.as_ref();
        self.last = name.cloned();
        if ms > 0 {
            self.lasting = self.last.clone();
        }
        begins
    }
}
