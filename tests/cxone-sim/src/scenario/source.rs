//! From a scenario and a question to the rows that answer it.

use std::sync::Arc;

use chrono::Utc;

use super::{LoggedOutRow, Scenario};
use crate::cxone::directory;
use crate::data::activity::Activity;
use crate::data::feed::{Dense, Feed, Range, Row, Wanted, carried_in, listed};
use crate::data::mix::{Mix, hash};
use crate::data::shift::{Habits, TUTORIAL_AGENT};

const DAY_MS: i64 = 86_400_000;
/// 2015-01-01: nobody worked here before.
const FOUNDED_MS: i64 = 1_420_070_400_000;

/// Whose rows are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// An agent of Reporting v2, by UUID.
    Uuid(String),
    /// An agent of CXone, by number.
    Number(u64),
    /// All agents of CXone.
    Everyone,
}

/// The last moment that can be in an answer, Unix ms.
pub fn horizon(scenario: &Scenario, now_ms: Option<i64>) -> i64 {
    match (now_ms, scenario.records) {
        (Some(now), _) => now,
        (None, Some(_)) => i64::MAX,
        (None, None) => Utc::now().timestamp_millis(),
    }
}

/// The rows of a range up to the end of the day after `now`. It depends on the day of `now` alone.
pub fn feed(scenario: &Scenario, who: &Who, range: Range, now: i64) -> Feed {
    if scenario.empty || range.start >= range.end {
        return Feed::Listed(Arc::default());
    }
    match scenario.records {
        Some(0) => Feed::Listed(Arc::default()),
        Some(count) => {
            let contacts = !matches!(who, Who::Uuid(_));
            Feed::Dense(Dense { range, count, agents: agents(scenario, who).into(), contacts })
        }
        None => Feed::Listed(Arc::new(working_days(scenario, who, clip(range, now)))),
    }
}

/// The state that an agent brings into a range.
pub fn carried(scenario: &Scenario, who: &Who, range: Range, now: i64) -> Option<Row> {
    let (agent, contacts) = match who {
        Who::Uuid(_) => (0, false),
        Who::Number(number) => (*number, true),
        Who::Everyone => return None,
    };
    let wanted = Wanted { agent, range: clip(range, now), contacts, overlap: true };
    let working = scenario.records.is_none() && !scenario.empty;
    working.then(|| carried_in(&habits(scenario, who, agent), &wanted)).flatten()
}

fn clip(range: Range, now: i64) -> Range {
    let last = now.saturating_div(DAY_MS).saturating_add(2).saturating_mul(DAY_MS);
    Range { start: range.start.max(FOUNDED_MS), end: range.end.min(last) }
}

fn agents(scenario: &Scenario, who: &Who) -> Vec<u64> {
    match who {
        Who::Uuid(uuid) => vec![hash(uuid)],
        Who::Number(number) => vec![*number],
        Who::Everyone => directory::ids(&scenario.cxone).collect(),
    }
}

fn working_days(scenario: &Scenario, who: &Who, range: Range) -> Vec<Row> {
    if range.start >= range.end {
        return Vec::new();
    }
    let (contacts, overlap) = match who {
        Who::Uuid(_) => (false, false),
        Who::Number(_) | Who::Everyone => (true, scenario.cxone.by_overlap),
    };
    let rows = |agent| listed(&habits(scenario, who, agent), &Wanted { agent, range, contacts, overlap });
    let mut all = match who {
        Who::Uuid(_) => return rows(0),
        Who::Number(number) => rows(*number),
        Who::Everyone => directory::ids(&scenario.cxone).flat_map(rows).collect(),
    };
    if scenario.cxone.logged_out == LoggedOutRow::Absent {
        all.retain(|row| row.activity != Activity::Logout);
    }
    all.sort_by_key(|row| (row.at, row.agent));
    all
}

fn habits(scenario: &Scenario, who: &Who, agent: u64) -> Habits {
    let (name, tutorial) = match who {
        Who::Uuid(uuid) => (hash(uuid), uuid == TUTORIAL_AGENT),
        Who::Number(_) | Who::Everyone => (agent, false),
    };
    let seed = Mix::of(&[scenario.seed, name]).next();
    Habits { seed, every_day: scenario.every_day || tutorial, zone: scenario.zone }
}
