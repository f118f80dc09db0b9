//! Sample data: made-up working days of an agent or a team, answered page by page in the form of
//! Reporting v2, so that they take the same way through paging and decoding as a server's answers.
//!
//! The same sample, time and zone always give the same days.

mod chance;
mod clock;
mod day;
mod plan;
mod sample;
mod staff;

use std::collections::HashMap;
use std::io::Write;
use std::ops::Range;

use super::dialect::reporting_v2::{self, MAX_PAGE_SIZE};
use super::query::{Agents, Query};
use super::source::{Request, Response};
use chance::mixed;
use clock::Clock;
use day::{CHANGES_A_DAY, Change, Day, MAX_DAYS, allot, changes, working_days};
use model::directory::{Directory, Person};
use model::record::AgentId;
use model::time::{DAY, HOUR, MINUTE, Millis, SECOND, Span};
use model::zone::Zone;

pub use sample::{NoSample, Sample};

/// The agent of the sample data.
pub const AGENT: &str = "5a3b1e00-0000-4000-8000-000000000001";

/// The agent's name.
const AGENT_NAME: &str = "Sample agent";

/// Records of a working week.
pub const DEFAULT_RECORDS: usize = 1_200;

/// A team on the latest working day that is over.
pub const TEAM: Sample = Sample::Team { agents: 30, days: 1 };

/// Most records that are made up.
pub const MAX_RECORDS: usize = 10_000_000;

/// A range begins so long before the first login, in milliseconds.
const LEAD: i64 = 10 * MINUTE;

/// Agents of a team have logged out so long before the first midnight, in milliseconds.
const EVE: i64 = 5 * HOUR;

/// A whole minute shortly before a login.
fn before_login(login: Millis) -> Millis {
    Millis((login.0 - LEAD).div_euclid(MINUTE) * MINUTE)
}

/// The sample data.
#[derive(Clone, Debug)]
pub struct Demo {
    /// The agents in their order, and each one's days.
    agents: Vec<AgentId>,
    rotas: HashMap<AgentId, Rota>,
    span: Span,
    directory: Directory,
    /// The day that was made last: pages follow each other.
    made: Option<(AgentId, MadeDay)>,
}

/// A day's number, and its changes.
type MadeDay = (usize, Vec<Change>);

/// The days of one agent.
#[derive(Clone, Debug)]
struct Rota {
    /// When the agent logged out before the first day: the first record, where there is one.
    eve: Option<Millis>,
    days: Vec<Day>,
    records: usize,
}

impl Demo {
    /// What a sample is at this time.
    pub fn new(sample: Sample, now: Millis, zone: &Zone) -> Self {
        match sample {
            Sample::Records(records) => Self::one(records as usize, now, zone),
            Sample::Team { agents, days } => Self::team(agents as usize, days as usize, now, zone),
        }
    }

    /// Working days that end at `now`, with exactly so many records, at most [`MAX_RECORDS`].
    fn one(records: usize, now: Millis, zone: &Zone) -> Self {
        let records = records.min(MAX_RECORDS);
        let count = records.div_ceil(CHANGES_A_DAY).clamp(1, MAX_DAYS);
        let mut days = working_days(now, zone, count, 0);
        allot(&mut days, records);
        let start = days.first().map_or(now + -DAY, |day| before_login(day.login));
        let end = Millis(now.0 + (-now.0).rem_euclid(SECOND));
        let agent: AgentId = AGENT.into();
        Self {
            agents: vec![agent.clone()],
            rotas: HashMap::from([(agent, Rota { eve: None, days, records })]),
            span: Span { start, end },
            directory: Directory::new([(AGENT.into(), Person { name: AGENT_NAME.into(), team: None })]),
            made: None,
        }
    }

    /// The latest working days before today of so many agents, at most [`MAX_RECORDS`] records.
    fn team(agents: usize, days: usize, now: Millis, zone: &Zone) -> Self {
        let days = days.clamp(1, MAX_RECORDS / CHANGES_A_DAY);
        let agents = agents.clamp(1, MAX_RECORDS / CHANGES_A_DAY / days);
        let today = zone.day_start(zone.date(now));
        let rota = |number: usize| {
            let mut days = working_days(today, zone, days, staff::shift(number));
            let worked: i64 = days.iter().map(|day| day.end - day.login).sum();
            let records = (worked as f64 / day::USUAL_MS as f64 * CHANGES_A_DAY as f64) as usize;
            allot(&mut days, records);
            for day in &mut days {
                day.first += 1;
            }
            let eve = days.first().map(|day| day.midnight + -EVE);
            (staff::id(number), Rota { eve, days, records: records + 1 })
        };
        let rotas: HashMap<AgentId, Rota> = (0..agents).map(rota).collect();
        let midnights = rotas.values().flat_map(|rota| rota.days.iter().map(|day| day.midnight));
        let (first, last) = midnights.fold((today, Millis(0)), |(a, b), at| (a.min(at), b.max(at)));
        let day_after = zone.date(last).succ_opt().map_or(today, |date| zone.day_start(date));
        Self {
            agents: (0..agents).map(staff::id).collect(),
            rotas,
            span: Span { start: first, end: day_after },
            directory: Directory::new((0..agents).map(|number| (staff::id(number), staff::person(number)))),
            made: None,
        }
    }

    /// Names and teams of the agents.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The query that loads all of it.
    pub fn query(&self) -> Query {
        let mut query = Query::new(Agents::Named(self.agents.clone()), self.span);
        let most = self.rotas.values().map(|rota| rota.records).max().unwrap_or_default();
        query.settings.max_pages = most / MAX_PAGE_SIZE + 1;
        query
    }

    /// Answers a request as Reporting v2 would. Agents that are not in the sample have days like those of the
    /// first.
    pub fn answer(&mut self, request: &Request) -> Response {
        if request.path != reporting_v2::PATH {
            return Response { status: 404, ..Response::default() };
        }
        let number = |name: &str| request.get(name).and_then(|text| text.parse::<usize>().ok());
        let size = number("pageSize").unwrap_or(MAX_PAGE_SIZE).clamp(1, MAX_PAGE_SIZE);
        let page = number("pageNumber").unwrap_or(1).max(1);
        let agent: AgentId = request.get("agentId").unwrap_or(AGENT).into();
        let Some(rota) = self.rotas.get(&agent).or_else(|| self.rotas.get(self.agents.first()?)) else {
            return Response::json(b"{\"records\":[]}".to_vec());
        };
        let made = self.made.take().filter(|(who, _)| *who == agent).map(|(_, made)| made);
        let mut changes = Changes { agent: &agent, rota, made };
        let first = (page - 1).saturating_mul(size).min(rota.records);
        let body = changes.page(first..(first + size).min(rota.records));
        self.made = changes.made.map(|made| (agent, made));
        Response::json(body)
    }
}

/// The changes of one agent, made day by day.
struct Changes<'a> {
    agent: &'a AgentId,
    rota: &'a Rota,
    made: Option<MadeDay>,
}

impl Changes<'_> {
    fn page(&mut self, numbers: Range<usize>) -> Vec<u8> {
        let mut body = Vec::with_capacity(numbers.len() * 110 + 32);
        body.extend_from_slice(b"{\"records\":[");
        let mut clock = Clock::default();
        for number in numbers.clone() {
            if number > numbers.start {
                body.push(b',');
            }
            self.write(number, &mut clock, &mut body);
        }
        body.extend_from_slice(b"]}");
        body
    }

    fn write(&mut self, number: usize, clock: &mut Clock, body: &mut Vec<u8>) {
        let Some(Change(at, state, reason)) = self.change(number) else { return };
        let before = number.checked_sub(1).and_then(|before| self.change_before(before));
        body.extend_from_slice(b"{\"timestamp\":\"");
        clock.write(at, body);
        // Writing to a Vec cannot fail.
        let _ = write!(body, "\",\"state\":\"{state}\"");
        if let Some(reason) = reason {
            let _ = write!(body, ",\"subState\":\"{reason}\"");
        }
        let _ = write!(body, ",\"duration\":{}}}", at - before.unwrap_or(at));
    }

    /// The number of the day that a record is in, and the day.
    fn day_of(&self, number: usize) -> Option<(usize, Day)> {
        let days = &self.rota.days;
        let index = days.partition_point(|day| day.first <= number).saturating_sub(1);
        Some((index, *days.get(index)?))
    }

    fn change(&mut self, number: usize) -> Option<Change> {
        if let (0, Some(eve)) = (number, self.rota.eve) {
            return Some(Change(eve, "LOGOUT", None));
        }
        let (index, day) = self.day_of(number)?;
        if self.made.as_ref().is_none_or(|(made, _)| *made != index) {
            self.made = Some((index, changes(&day, seed(self.agent, index))));
        }
        let (_, made) = self.made.as_ref()?;
        made.get(number - day.first).copied()
    }

    /// When a change happened that may belong to the day before the one that was made last.
    fn change_before(&mut self, number: usize) -> Option<Millis> {
        let (_, day) = self.day_of(number)?;
        if number < day.first {
            return self.change(number).map(|Change(at, ..)| at);
        }
        let is_last = number + 1 == day.first + day.changes;
        if is_last && day.over && day.changes > 1 {
            return Some(day.end);
        }
        self.change(number).map(|Change(at, ..)| at)
    }
}

/// What decides by chance on an agent's day of this number.
fn seed(agent: &str, day: usize) -> u64 {
    agent.bytes().fold(day as u64, |seed, byte| mixed(seed ^ u64::from(byte)))
}

#[cfg(test)]
mod tests;
