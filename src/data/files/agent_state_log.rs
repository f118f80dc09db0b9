//! The CXone data download "Agent State Log". Its columns come in any order and spelling; those that
//! are not known are kept as details of the records. It says neither its time zone nor the order of
//! its dates, and its numbers for states are not the API's.

use std::fmt::Write;

use super::Options;
use super::sink::Sink;
use super::table::Row;
use super::when::{self, DateOrder, When};
use crate::data::acw::{AcwRule, UNAVAILABLE};
use crate::data::dialect::{Seen, read_name};
use crate::data::length::{clock_ms, iso_ms, seconds_ms};
use crate::domain::record::{AgentId, Record, RejectReason, RowKey};
use crate::domain::state::{ActivityId, Catalog, Reading, StateKind};
use crate::domain::time::Millis;
use crate::domain::zone::{Moments, Zone};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Session,
    Agent,
    Name,
    FirstName,
    LastName,
    Index,
    Start,
    StartTime,
    End,
    Duration,
    DurationMs,
    Working,
    Available,
    Code,
    Reason,
    State,
    /// Kept as a detail.
    Other,
}

impl Column {
    const COUNT: usize = Self::Other as usize;

    /// The column of a header, whatever its case and whatever parts its words.
    fn of(header: &str) -> Self {
        let plain: String =
            header.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        match plain.as_str() {
            "agentsessionid" | "sessionid" | "agentsession" => Self::Session,
            "agentno" | "agentid" | "agentnumber" | "agent" => Self::Agent,
            "agentname" | "agentfullname" => Self::Name,
            "firstname" | "agentfirstname" => Self::FirstName,
            "lastname" | "agentlastname" => Self::LastName,
            "stateindex" | "index" => Self::Index,
            "startdate" | "startdatetime" | "start" | "startdateandtime" | "timestamp" | "datetime"
            | "date" => Self::Start,
            "starttime" | "time" => Self::StartTime,
            "enddate" | "enddatetime" | "end" => Self::End,
            "duration" | "durationseconds" | "durationsec" | "durations" | "durationinseconds"
            | "timeinstate" => Self::Duration,
            "durationms" | "durationmilliseconds" => Self::DurationMs,
            "working" => Self::Working,
            "available" => Self::Available,
            "outstatecode" | "outstateid" | "unavailablecode" | "unavailablecodeid" => Self::Code,
            "outstate" | "outstatedescription" | "outstatename" | "unavailablereason" | "reason" => {
                Self::Reason
            }
            "state" | "agentstate" | "agentstatename" | "statename" => Self::State,
            _ => Self::Other,
        }
    }
}

/// The `Working` column: consults are swapped against the API's numbers.
const WORKING: [(i64, &str, &str); 4] = [
    (1, "InboundContact", "Inbound contact"),
    (2, "OutboundContact", "Outbound contact"),
    (3, "OutboundConsult", "Outbound consult"),
    (4, "InboundConsult", "Inbound consult"),
];

/// Reads the rows of a report.
#[derive(Debug)]
pub struct AgentStateLog {
    places: [Option<usize>; Column::COUNT],
    /// Columns kept as details.
    others: Vec<(usize, String)>,
    order: DateOrder,
    zone: Zone,
    acw: AcwRule,
    /// The agent of a file that names none.
    agent: Option<AgentId>,
    seen: Seen,
}

impl AgentStateLog {
    /// For a file with this header; `None` when it is no such report.
    pub fn new(header: &Row, options: &Options) -> Option<Self> {
        let mut places = [None; Column::COUNT];
        let mut others = Vec::new();
        for (index, name) in header.cells().enumerate() {
            match Column::of(name) {
                column if column != Column::Other && places[column as usize].is_none() => {
                    places[column as usize] = Some(index);
                }
                _ => others.push((index, name.trim().replace('_', " "))),
            }
        }
        let has = |column: Column| places[column as usize].is_some();
        let tells_state = [Column::Working, Column::Available, Column::Code, Column::Reason, Column::State]
            .into_iter()
            .any(has);
        let tells_start = has(Column::Start) || has(Column::StartTime);
        let name = [Column::Agent, Column::Name, Column::FirstName, Column::LastName];
        let tells_agent = name.into_iter().any(has) || options.agent.is_some();
        (tells_state && tells_start && tells_agent).then(|| Self {
            places,
            others,
            order: options.date_order.unwrap_or_default(),
            zone: options.zone.clone(),
            acw: options.acw.clone(),
            agent: options.agent.clone(),
            seen: Seen::default(),
        })
    }

    fn cell<'r>(&self, row: &Row<'r>, column: Column) -> Option<&'r str> {
        row.trimmed(self.places[column as usize])
    }

    /// The text that holds the date.
    pub fn date<'r>(&self, row: &Row<'r>) -> Option<&'r str> {
        self.cell(row, Column::Start)
    }

    /// Reads dates in this order from now on.
    pub fn set_order(&mut self, order: DateOrder) {
        self.order = order;
    }

    /// Takes one row.
    pub fn row(&mut self, row: &Row, catalog: &mut Catalog, sink: &mut Sink) {
        if row.cells().all(|cell| cell.trim().is_empty()) {
            sink.reject(RejectReason::NotARow, row.line, "");
        } else if let Err(reason) = self.take(row, catalog, sink) {
            let text: Vec<&str> = row.cells().collect();
            sink.reject(reason, row.line, &text.join(","));
        }
    }

    fn take(&mut self, row: &Row, catalog: &mut Catalog, sink: &mut Sink) -> Result<(), RejectReason> {
        let at = self.start(row).ok_or(RejectReason::NoTimestamp)?;
        let name = self.name(row);
        let id = self.cell(row, Column::Agent).or(name.as_deref());
        let agent = match (id, &self.agent) {
            (Some(id), _) => sink.agent(id),
            (None, Some(agent)) => agent.clone(),
            (None, None) => return Err(RejectReason::NoAgent),
        };
        let activity = self.activity(row, catalog).ok_or(RejectReason::NoState)?;
        let number = |column| self.cell(row, column).and_then(|cell| cell.parse::<u64>().ok());
        let index = number(Column::Index).and_then(|index| u32::try_from(index).ok());
        let key =
            RowKey { session: number(Column::Session).unwrap_or_default(), index: index.unwrap_or_default() };
        if let Some(name) = name.filter(|name| **name != *agent) {
            sink.names.entry(agent.clone()).or_insert(name);
        }
        let detail = sink.detail(&self.detail(row));
        sink.push(&agent, Record { at, activity, reported_ms: self.duration(row, at), key, detail });
        Ok(())
    }

    fn start(&self, row: &Row) -> Option<Millis> {
        let text = match (self.cell(row, Column::Start), self.cell(row, Column::StartTime)) {
            // Date and time in one column or in two; a report may well have both.
            (Some(date), Some(time)) if !date.contains(':') => format!("{date} {time}"),
            (Some(whole), _) | (None, Some(whole)) => whole.to_owned(),
            (None, None) => return None,
        };
        self.instant(&text)
    }

    fn instant(&self, text: &str) -> Option<Millis> {
        match when::read(text)? {
            When::Instant(at, _) => Some(at),
            When::Wall(wall) => match wall.moments(self.order, &self.zone)? {
                Moments::Once(at) | Moments::Twice(at, _) => Some(at),
                Moments::Never { .. } => Some(self.zone.instant(wall.local(self.order))),
            },
        }
    }

    fn name(&self, row: &Row) -> Option<String> {
        let whole = self.cell(row, Column::Name).map(str::to_owned);
        whole.or_else(|| {
            let parts = [self.cell(row, Column::FirstName), self.cell(row, Column::LastName)];
            let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            (!name.is_empty()).then_some(name)
        })
    }

    fn duration(&self, row: &Row, at: Millis) -> Option<i64> {
        if let Some(ms) = self.cell(row, Column::DurationMs).and_then(|cell| cell.parse().ok()) {
            return Some(ms);
        }
        let read = |cell: &str| seconds_ms(cell).or_else(|| clock_ms(cell)).or_else(|| iso_ms(cell));
        let end = || Some(self.instant(self.cell(row, Column::End)?)? - at);
        self.cell(row, Column::Duration).and_then(read).or_else(end)
    }

    fn activity(&mut self, row: &Row, catalog: &mut Catalog) -> Option<ActivityId> {
        let number =
            |column| self.cell(row, column).and_then(|cell| cell.parse::<f64>().ok()).map(|n| n as i64);
        let (working, available, code) =
            (number(Column::Working), number(Column::Available), number(Column::Code));
        let reason = self.cell(row, Column::Reason);
        let state = self.cell(row, Column::State);
        if let Some((_, code, label)) = WORKING.iter().find(|(id, ..)| working == Some(*id)) {
            let reading = Reading { label: (*label).into(), kind: StateKind::OnContact };
            return Some(self.seen.activity(catalog, code, None, |_| reading));
        }
        // In this report code 0 means available, in the API it means no code.
        let is_available =
            available == Some(1) || (available.is_none() && code == Some(0) && state.is_none());
        if is_available {
            let reading = Reading::known(StateKind::Available);
            return Some(self.seen.activity(catalog, "Available", None, |_| reading));
        }
        if let Some(state) = state {
            let acw = &self.acw;
            return Some(self.seen.activity(catalog, state, reason, |reason| {
                let mut reading = read_name(state);
                if let Some(reason) = reason.filter(|_| state.eq_ignore_ascii_case(UNAVAILABLE)) {
                    reading.kind = acw.kind(reason);
                }
                reading
            }));
        }
        if working.is_none() && available.is_none() && code.is_none() && reason.is_none() {
            return None;
        }
        let named = code.filter(|code| *code != 0).map(|code| {
            crate::data::dialect::cxone::system_code(code)
                .map_or_else(|| format!("Code {code}"), str::to_owned)
        });
        let reason = reason.map(str::to_owned).or(named);
        let kind = reason.as_deref().map_or(StateKind::NotReady, |reason| self.acw.kind(reason));
        let reading = Reading { label: StateKind::NotReady.label().into(), kind };
        Some(self.seen.activity(catalog, UNAVAILABLE, reason.as_deref(), |_| reading))
    }

    /// The columns that are not known: `Team No: 42 · Skill Name: Billing`.
    fn detail(&self, row: &Row) -> String {
        let mut text = String::new();
        for (index, name) in &self.others {
            if let Some(cell) = row.trimmed(Some(*index)) {
                let separator = if text.is_empty() { "" } else { " · " };
                // Writing to a String cannot fail.
                let _ = write!(text, "{separator}{name}: {cell}");
            }
        }
        text
    }
}
