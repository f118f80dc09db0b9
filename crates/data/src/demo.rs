//! Sample data: a made-up agent's working days, answered page by page in the form of Reporting v2,
//! so that they take the same way through paging and decoding as a server's answers.
//!
//! The same number of records, time and zone always give the same days.

use std::io::Write;

use chrono::{Datelike, NaiveDate, Weekday};

use super::dialect::reporting_v2::{self, MAX_PAGE_SIZE};
use super::query::{Agents, Query};
use super::source::{Request, Response};
use model::record::AgentId;
use model::time::{DAY, HOUR, MINUTE, Millis, SECOND, Span};
use model::zone::Zone;

/// The agent of the sample data.
pub const AGENT: &str = "5a3b1e00-0000-4000-8000-000000000001";

/// The agent's name.
pub const AGENT_NAME: &str = "Sample agent";

/// Records of a working week.
pub const DEFAULT_RECORDS: usize = 1_200;

/// Most records that are made up.
pub const MAX_RECORDS: usize = 10_000_000;

/// Changes in a working day, as long as the days suffice.
const CHANGES_A_DAY: usize = 240;

/// Most working days, a quarter of a year; beyond this the changes become denser.
const MAX_DAYS: usize = 65;

/// A working day: from 08:55 to 17:40 on the zone's clocks, give or take a few minutes.
const LOGIN: i64 = 8 * HOUR + 55 * MINUTE;
const LOGOUT: i64 = 17 * HOUR + 40 * MINUTE;

/// Pauses: reason, when (from midnight) and how long.
const PAUSES: [(&str, i64, i64); 3] = [
    ("Break", 10 * HOUR + 40 * MINUTE, 15 * MINUTE),
    ("Lunch", 12 * HOUR + 35 * MINUTE, 42 * MINUTE),
    ("Break", 15 * HOUR + 20 * MINUTE, 15 * MINUTE),
];

/// A range begins so long before the first login, in milliseconds.
const LEAD: i64 = 10 * MINUTE;

/// A whole minute shortly before a login.
fn before_login(login: Millis) -> Millis {
    Millis((login.0 - LEAD).div_euclid(MINUTE) * MINUTE)
}

/// Fewest changes in a day that has pauses.
const MIN_FOR_PAUSES: usize = 16;

/// One change of state: when, to what, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change(Millis, &'static str, Option<&'static str>);

/// A working day.
#[derive(Clone, Copy, Debug)]
struct Day {
    login: Millis,
    /// When the day ends, or the present time.
    end: Millis,
    /// Whether the agent has logged out.
    over: bool,
    midnight: Millis,
    /// Number of its first record.
    first: usize,
    changes: usize,
}

/// The sample data.
#[derive(Clone, Debug)]
pub struct Demo {
    days: Vec<Day>,
    records: usize,
    span: Span,
    /// The day that was made last: pages follow each other.
    made: Option<(AgentId, usize, Vec<Change>)>,
}

impl Demo {
    /// Working days that end at `now`, with exactly so many records, at most [`MAX_RECORDS`].
    pub fn new(records: usize, now: Millis, zone: &Zone) -> Self {
        let records = records.min(MAX_RECORDS);
        let count = records.div_ceil(CHANGES_A_DAY).clamp(1, MAX_DAYS);
        let mut days = working_days(now, zone, count);
        allot(&mut days, records);
        let start = days.first().map_or(now + -DAY, |day| before_login(day.login));
        let end = Millis(now.0 + (-now.0).rem_euclid(SECOND));
        Self { days, records, span: Span { start, end }, made: None }
    }

    /// The query that loads all of it.
    pub fn query(&self) -> Query {
        let mut query = Query::new(Agents::Named(vec![AGENT.into()]), self.span);
        query.settings.most_pages = self.records / MAX_PAGE_SIZE + 1;
        query
    }

    /// Answers a request as Reporting v2 would. Other agents than [`AGENT`] have other days.
    pub fn answer(&mut self, request: &Request) -> Response {
        if request.path != reporting_v2::PATH {
            return Response { status: 404, ..Response::default() };
        }
        let number = |name: &str| request.get(name).and_then(|text| text.parse::<usize>().ok());
        let size = number("pageSize").unwrap_or(MAX_PAGE_SIZE).clamp(1, MAX_PAGE_SIZE);
        let page = number("pageNumber").unwrap_or(1).max(1);
        let agent: AgentId = request.get("agentId").unwrap_or(AGENT).into();
        let first = (page - 1).saturating_mul(size).min(self.records);
        let last = (first + size).min(self.records);
        let mut body = Vec::with_capacity((last - first) * 110 + 32);
        body.extend_from_slice(b"{\"records\":[");
        let mut clock = Clock::default();
        for number in first..last {
            if number > first {
                body.push(b',');
            }
            self.write(&agent, number, &mut clock, &mut body);
        }
        body.extend_from_slice(b"]}");
        Response::json(body)
    }

    fn write(&mut self, agent: &AgentId, number: usize, clock: &mut Clock, body: &mut Vec<u8>) {
        let Change(at, state, reason) = self.change(agent, number);
        let before = number.checked_sub(1).map_or(at, |before| self.change_before(agent, before));
        body.extend_from_slice(b"{\"timestamp\":\"");
        clock.write(at, body);
        // Writing to a Vec cannot fail.
        let _ = write!(body, "\",\"state\":\"{state}\"");
        if let Some(reason) = reason {
            let _ = write!(body, ",\"subState\":\"{reason}\"");
        }
        let _ = write!(body, ",\"duration\":{}}}", at - before);
    }

    fn day_of(&self, number: usize) -> usize {
        self.days.partition_point(|day| day.first <= number).saturating_sub(1)
    }

    fn change(&mut self, agent: &AgentId, number: usize) -> Change {
        let index = self.day_of(number);
        let is_made = self.made.as_ref().is_some_and(|(who, day, _)| who == agent && *day == index);
        if !is_made {
            let seed = agent.bytes().fold(index as u64, |seed, byte| mixed(seed ^ u64::from(byte)));
            self.made = Some((agent.clone(), index, changes(&self.days[index], seed)));
        }
        let offset = number - self.days[index].first;
        self.made.as_ref().map_or(Change(Millis(0), "", None), |(.., made)| made[offset])
    }

    /// When a change happened that may belong to the day before the one that was made last.
    fn change_before(&mut self, agent: &AgentId, number: usize) -> Millis {
        let day = self.days[self.day_of(number)];
        let is_last = number + 1 == day.first + day.changes;
        if is_last && day.over && day.changes > 1 { day.end } else { self.change(agent, number).0 }
    }
}

/// The latest `count` days, Monday to Friday, on which the agent has logged in by `now`.
fn working_days(now: Millis, zone: &Zone, count: usize) -> Vec<Day> {
    let today = zone.date(now);
    let is_working = |date: &NaiveDate| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let dates = std::iter::successors(Some(today), NaiveDate::pred_opt).filter(is_working);
    let begun = dates.map(|date| day(date, now, zone)).filter(|day| day.login < now);
    let mut days: Vec<Day> = begun.take(count).collect();
    days.reverse();
    days
}

fn day(date: NaiveDate, now: Millis, zone: &Zone) -> Day {
    let mut chance = Chance(mixed(u64::from(date.num_days_from_ce().unsigned_abs())));
    let midnight = zone.day_start(date);
    let login = midnight + LOGIN + chance.below(8 * MINUTE);
    let logout = midnight + LOGOUT + chance.below(12 * MINUTE);
    Day { login, end: logout.min(now), over: logout <= now, midnight, first: 0, changes: 0 }
}

/// Gives each day its part of the records, by its length.
fn allot(days: &mut [Day], records: usize) {
    let total: i64 = days.iter().map(|day| day.end - day.login).sum();
    let (mut reached, mut given) = (0, 0);
    for day in days {
        reached += day.end - day.login;
        let upto = (records as f64 * reached as f64 / total.max(1) as f64).round() as usize;
        (day.first, day.changes) = (given, upto - given);
        given = upto;
    }
}

/// The changes of a day, in order: login, work between pauses, logout.
fn changes(day: &Day, seed: u64) -> Vec<Change> {
    let mut chance = Chance(seed);
    let mut made = vec![Change(day.login, "LOGIN", None)];
    let inner = day.changes.saturating_sub(1 + usize::from(day.over));
    let pauses: Vec<_> = PAUSES
        .iter()
        .map(|&(reason, at, length)| (reason, day.midnight + at + chance.below(10 * MINUTE), length))
        .filter(|(_, at, length)| inner >= MIN_FOR_PAUSES && *at + *length < day.end)
        .collect();
    let rest: i64 = pauses.iter().map(|(.., length)| length).sum();
    let work = (day.end - day.login - rest).max(1) as f64;
    let (mut at, mut worked, mut given) = (day.login, 0, pauses.len());
    let stops = pauses.iter().map(|&(reason, at, length)| (at, Some((reason, length))));
    for (stop, pause) in stops.chain([(day.end, None)]) {
        worked += stop - at;
        let share = ((inner - pauses.len()) as f64 * worked as f64 / work).round() as usize;
        let upto = (share + pauses.len()).min(inner);
        shift(&mut made, Span { start: at, end: stop }, upto - given, &mut chance);
        given = upto;
        at = stop;
        if let Some((reason, length)) = pause {
            made.push(Change(stop, "NOT_READY", Some(reason)));
            at = stop + length;
        }
    }
    if day.over {
        made.push(Change(day.end, "LOGOUT", None));
    }
    made.truncate(day.changes);
    made
}

/// Ready, on a contact, wrap-up, and now and then something else, so many changes in this time.
fn shift(made: &mut Vec<Change>, span: Span, count: usize, chance: &mut Chance) {
    let mut step = 0;
    let mut next = || {
        let (state, reason, minutes) = match step {
            0 => ("READY", None, 2.4),
            1 => ("ON_CONTACT", None, 3.1),
            _ => ("WRAP_UP", None, 0.9),
        };
        step = (step + 1) % 3;
        // After one contact in thirty something else comes up.
        let other = (step == 0).then(|| chance.below(30)).and_then(|n| OTHER.get(n as usize));
        if let Some(&(reason, minutes)) = other {
            return (("NOT_READY", reason), minutes * (0.5 + chance.share()));
        }
        // Most waits and talks are short, and some are long.
        ((state, reason), minutes * (0.15 + 2.6 * chance.share().powi(2)))
    };
    let planned: Vec<_> = (0..count).map(|_| next()).collect();
    // The login (or the pause) before takes a moment too.
    let total: f64 = 0.3 + planned.iter().map(|(_, minutes)| minutes).sum::<f64>();
    let mut reached = if made.len() == 1 { 0.3 } else { 0.0 };
    for ((state, reason), minutes) in planned {
        made.push(Change(span.start + (span.len() as f64 * reached / total) as i64, state, reason));
        reached += minutes;
    }
}

/// What comes up between contacts, with its usual length in minutes.
const OTHER: [(Option<&str>, f64); 4] =
    [(Some("Coaching"), 12.0), (Some("Meeting"), 18.0), (Some("Training"), 16.0), (None, 3.0)];

/// Numbers by chance, the same every time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// From 0 to less than 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 0 to less than `end`.
    fn below(&mut self, end: i64) -> i64 {
        (self.share() * end as f64) as i64
    }
}

fn mixed(seed: u64) -> u64 {
    let z = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Writes timestamps; dates, which change seldom, are kept as text.
#[derive(Default)]
struct Clock {
    day: i64,
    date: String,
}

impl Clock {
    /// `2026-11-03T12:00:00.120Z`
    fn write(&mut self, at: Millis, text: &mut Vec<u8>) {
        let day = at.0.div_euclid(DAY);
        if self.date.is_empty() || self.day != day {
            self.day = day;
            let date = chrono::DateTime::from_timestamp_millis(at.0).unwrap_or_default();
            self.date = date.format("%Y-%m-%dT").to_string();
        }
        text.extend_from_slice(self.date.as_bytes());
        let ms = at.0.rem_euclid(DAY);
        let parts = [(ms / HOUR, b':'), (ms / MINUTE % 60, b':'), (ms / SECOND % 60, b'.')];
        for (value, mark) in parts {
            text.extend_from_slice(&[digit(value / 10), digit(value), mark]);
        }
        text.extend_from_slice(&[digit(ms / 100), digit(ms / 10), digit(ms), b'Z']);
    }
}

fn digit(value: i64) -> u8 {
    b'0' + (value % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::reporting_v2::ReportingV2;
    use crate::fetch::{Fetch, FetchState, Step};
    use model::dataset::{Dataset, DatasetInput};
    use model::state::StateKind;
    use model::time::parse_strict_utc;

    fn load(records: usize, now: &str) -> Dataset {
        let now = parse_strict_utc(now).unwrap();
        let mut demo = Demo::new(records, now, &Zone::utc());
        let query = demo.query();
        let window = query.span;
        let mut fetch = Fetch::new(&ReportingV2, query).unwrap();
        while let Step::Send { ticket, request } = fetch.step(now) {
            fetch.arrived(ticket, Ok(demo.answer(&request)), now, 0.5);
        }
        assert_eq!(fetch.state(), FetchState::Finished);
        assert_eq!(fetch.progress().rows, records);
        let catalog = fetch.catalog().clone();
        Dataset::build(DatasetInput { series: &fetch.series(), catalog, window, now })
    }

    #[test]
    fn delivers_exactly_what_is_asked_for_and_nothing_odd() {
        // A Tuesday noon, a Sunday, and a Monday before work.
        for now in ["2026-11-03T12:00:00Z", "2026-11-08T12:00:00Z", "2026-11-09T06:00:00Z"] {
            for records in [0, 1, 2, 3, 17, 240, 999, 1_000, 1_001, DEFAULT_RECORDS, 20_000] {
                let data = load(records, now);
                assert_eq!(data.records(), records, "{records} at {now}");
                assert_eq!(data.losses.duplicates + data.losses.rejected_count, 0, "{records} at {now}");
                let findings: usize = data.agents.iter().map(|agent| agent.findings.total()).sum();
                assert_eq!(findings, 0, "{records} at {now}: {:?}", data.agents[0].findings.examples.first());
            }
        }
    }

    #[test]
    fn the_default_is_a_believable_week() {
        let data = load(DEFAULT_RECORDS, "2026-11-06T20:00:00Z");
        let summary = data.summary(data.window);
        let share = |kind| summary.share(summary.kind(kind).ms).unwrap();
        for (kind, least, most) in [
            (StateKind::Available, 0.2, 0.5),
            (StateKind::OnContact, 0.25, 0.55),
            (StateKind::WrapUp, 0.05, 0.25),
            (StateKind::NotReady, 0.1, 0.35),
        ] {
            assert!((least..most).contains(&share(kind)), "{kind:?} {}", share(kind));
        }
        assert_eq!(summary.kind(StateKind::LoggedIn).count, 5);
    }

    #[test]
    fn many_records_fill_a_quarter_of_a_year_and_no_more() {
        let data = load(100_000, "2026-11-06T20:00:00Z");
        assert_eq!(data.records(), 100_000);
        assert!((80 * DAY..92 * DAY).contains(&data.window.len()));
        assert_eq!(data.summary(data.window).kind(StateKind::LoggedIn).count, MAX_DAYS as u32);
    }

    #[test]
    fn no_number_makes_more_than_can_be_shown() {
        let mut demo = Demo::new(usize::MAX, Millis(1_793_707_200_000), &Zone::utc());
        assert_eq!(demo.query().settings.most_pages, MAX_RECORDS / MAX_PAGE_SIZE + 1);
        let last =
            Request::new(reporting_v2::PATH).with("pageNumber", (MAX_RECORDS / MAX_PAGE_SIZE).to_string());
        assert!(demo.answer(&last).body.len() > 50 * MAX_PAGE_SIZE);
        assert_eq!(demo.answer(&last.with("pageSize", "0")).status, 200);
        let beyond = Request::new(reporting_v2::PATH).with("pageNumber", usize::MAX.to_string());
        assert_eq!(demo.answer(&beyond).body, b"{\"records\":[]}");
    }

    #[test]
    fn the_same_question_has_the_same_answer_in_any_order() {
        let (now, zone) = (Millis(1_793_707_200_000), Zone::utc());
        let page = |demo: &mut Demo, number: usize| {
            let request = Request::new(reporting_v2::PATH).with("agentId", AGENT);
            demo.answer(&request.with("pageNumber", number.to_string())).body
        };
        let (mut forward, mut backward) = (Demo::new(4_321, now, &zone), Demo::new(4_321, now, &zone));
        let there: Vec<_> = (1..=6).map(|number| page(&mut forward, number)).collect();
        let back: Vec<_> = (1..=6).rev().map(|number| page(&mut backward, number)).collect();
        assert!(there.iter().eq(back.iter().rev()));
        assert_eq!(there[5], b"{\"records\":[]}");
    }
}
