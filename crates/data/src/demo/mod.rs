//! Sample data: made-up working days of an agent or a team, answered page by page in the form of
//! Reporting v2, so that they take the same way through paging and decoding as a server's answers.
//!
//! The same sample, time and zone always give the same days.

mod chance;
mod clock;
mod day;
mod sample;
mod staff;

use std::collections::HashMap;
use std::io::Write;

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
    made: Option<(AgentId, usize, Vec<Change>)>,
}

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
        query.settings.most_pages = most / MAX_PAGE_SIZE + 1;
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
        let records = self.rota(&agent).map_or(0, |rota| rota.records);
        let first = (page - 1).saturating_mul(size).min(records);
        let last = (first + size).min(records);
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

    fn rota(&self, agent: &AgentId) -> Option<&Rota> {
        self.rotas.get(agent).or_else(|| self.rotas.get(self.agents.first()?))
    }

    fn write(&mut self, agent: &AgentId, number: usize, clock: &mut Clock, body: &mut Vec<u8>) {
        let Some(Change(at, state, reason)) = self.change(agent, number) else { return };
        let before = number.checked_sub(1).and_then(|before| self.change_before(agent, before));
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
    fn day_of(&self, agent: &AgentId, number: usize) -> Option<(usize, Day)> {
        let days = &self.rota(agent)?.days;
        let index = days.partition_point(|day| day.first <= number).saturating_sub(1);
        Some((index, *days.get(index)?))
    }

    fn change(&mut self, agent: &AgentId, number: usize) -> Option<Change> {
        if let (0, Some(eve)) = (number, self.rota(agent)?.eve) {
            return Some(Change(eve, "LOGOUT", None));
        }
        let (index, day) = self.day_of(agent, number)?;
        let is_made = self.made.as_ref().is_some_and(|(who, made, _)| who == agent && *made == index);
        if !is_made {
            let seed = agent.bytes().fold(index as u64, |seed, byte| mixed(seed ^ u64::from(byte)));
            self.made = Some((agent.clone(), index, changes(&day, seed)));
        }
        let (.., made) = self.made.as_ref()?;
        made.get(number - day.first).copied()
    }

    /// When a change happened that may belong to the day before the one that was made last.
    fn change_before(&mut self, agent: &AgentId, number: usize) -> Option<Millis> {
        let (_, day) = self.day_of(agent, number)?;
        if number < day.first {
            return self.change(agent, number).map(|Change(at, ..)| at);
        }
        let is_last = number + 1 == day.first + day.changes;
        if is_last && day.over && day.changes > 1 {
            return Some(day.end);
        }
        self.change(agent, number).map(|Change(at, ..)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::reporting_v2::ReportingV2;
    use crate::fetch::{Fetch, FetchState, FetchStep};
    use model::dataset::{Dataset, DatasetInput};
    use model::state::StateKind;
    use model::time::parse_strict_utc;

    fn load(records: usize, now: &str) -> Dataset {
        let data = loaded(Sample::Records(records as u32), now);
        assert_eq!(data.records(), records);
        data
    }

    fn loaded(sample: Sample, now: &str) -> Dataset {
        let now = parse_strict_utc(now).unwrap();
        let mut demo = Demo::new(sample, now, &Zone::utc());
        let query = demo.query();
        let window = query.span;
        let mut fetch = Fetch::new(&ReportingV2, query).unwrap();
        while let FetchStep::Send { ticket, request } = fetch.step(now) {
            fetch.arrived(ticket, Ok(demo.answer(&request)), now, 0.5);
        }
        assert_eq!(fetch.state(), FetchState::Finished);
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
    fn a_team_has_whole_working_days_that_are_over() {
        // A Tuesday noon and a Sunday: the days before are Monday, and Wednesday to Friday.
        for (sample, now, first, last) in [
            (TEAM, "2026-11-03T12:00:00Z", "2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z"),
            (
                Sample::Team { agents: 7, days: 3 },
                "2026-11-08T12:00:00Z",
                "2026-11-04T00:00:00Z",
                "2026-11-07T00:00:00Z",
            ),
        ] {
            let Sample::Team { agents, days } = sample else { panic!("{sample}") };
            let data = loaded(sample, now);
            assert_eq!(data.agents.len(), agents as usize);
            assert_eq!(
                data.window,
                Span { start: parse_strict_utc(first).unwrap(), end: parse_strict_utc(last).unwrap() }
            );
            for agent in &data.agents {
                let totals = agent.index.totals(&agent.lane, data.window);
                let ms = |kind| {
                    totals
                        .iter()
                        .filter(|(id, _)| data.catalog.kind(*id) == kind)
                        .map(|(_, total)| total.ms)
                        .sum::<i64>()
                };
                assert_eq!(ms(StateKind::Unknown), 0);
                assert_eq!(agent.findings.total(), 0, "{:?}", agent.findings.examples.first());
                assert!(
                    (7 * HOUR..10 * HOUR)
                        .contains(&((data.window.len() - ms(StateKind::LoggedOut)) / i64::from(days)))
                );
            }
        }
        let names: Vec<_> = Demo::new(TEAM, Millis(1_793_707_200_000), &Zone::utc()).directory().teams();
        assert_eq!(names.len(), 3);
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
        let mut demo = Demo::new(Sample::Records(u32::MAX), Millis(1_793_707_200_000), &Zone::utc());
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
        let (mut forward, mut backward) =
            (Demo::new(Sample::Records(4_321), now, &zone), Demo::new(Sample::Records(4_321), now, &zone));
        let there: Vec<_> = (1..=6).map(|number| page(&mut forward, number)).collect();
        let back: Vec<_> = (1..=6).rev().map(|number| page(&mut backward, number)).collect();
        assert!(there.iter().eq(back.iter().rev()));
        assert_eq!(there[5], b"{\"records\":[]}");
    }
}
