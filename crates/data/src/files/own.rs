//! Shiftline's own CSV, read back.

use super::export::{About, durations_named};
use super::rows::Row;
use super::sink::Sink;
use super::write::unguarded;
use crate::acw::UNAVAILABLE;
use crate::dialect::{Seen, read_name};
use model::record::{AgentId, Durations, Record, RejectReason, RowKey};
use model::state::{ActivityId, Catalog, Reading, StateKind};
use model::time::{CALENDAR, Millis, SECOND, parse_timestamp};

/// Reads the rows of an export. Columns are found by their names, so that a person may move or add
/// some.
#[derive(Debug)]
pub struct Own {
    /// What the file says about itself.
    pub about: About,
    columns: [Option<usize>; NAMES.len()],
    seen: Seen,
    /// The agent of the row before.
    last: Option<AgentId>,
}

const NAMES: [&str; 15] = [
    "agent_id",
    "agent_name",
    "start_utc",
    "end_utc",
    "state",
    "label",
    "kind",
    "reason",
    "reported_ms",
    "session",
    "index",
    "detail",
    "duration_ms",
    "derived",
    "measures",
];

/// One row's cells, by the names above.
type Cells<'a> = [&'a str; NAMES.len()];

impl Own {
    /// For a file with this header; `None` when it is no export of Shiftline's.
    pub fn new(header: &[&str]) -> Option<Self> {
        let about = header.iter().find_map(|cell| About::read(cell))?;
        let columns = NAMES.map(|name| header.iter().position(|cell| cell.trim() == name));
        Some(Self { about, columns, seen: Seen::default(), last: None })
    }

    /// Takes one row.
    pub fn row(&mut self, row: &Row, catalog: &mut Catalog, sink: &mut Sink) {
        let cells = self.columns.map(|column| column.and_then(|index| row.cell(index)).unwrap_or_default());
        let cells = cells.map(unguarded);
        match self.take(&cells.each_ref().map(|cell| &**cell), catalog, sink) {
            Ok(()) => sink.rows += 1,
            Err(reason) => {
                let text: Vec<&str> = row.cells().collect();
                sink.reject(reason, row.line, &text.join(","));
            }
        }
    }

    fn take(&mut self, cells: &Cells, catalog: &mut Catalog, sink: &mut Sink) -> Result<(), RejectReason> {
        let [
            id,
            name,
            start,
            end,
            code,
            label,
            kind,
            reason,
            reported,
            session,
            index,
            detail,
            length,
            derived,
            measures,
        ] = *cells;
        if cells.iter().all(|cell| cell.is_empty()) {
            return Err(RejectReason::NotARow);
        }
        let at = time(start).ok_or(RejectReason::NoTimestamp)?;
        if id.is_empty() {
            return Err(RejectReason::NoAgent);
        }
        let agent = sink.agent(id);
        if self.last.as_ref() != Some(&agent) {
            // Agents keep their order, those without records too.
            sink.introduce(agent.clone());
            self.last = Some(agent.clone());
        }
        if !name.is_empty() {
            sink.names.entry(agent.clone()).or_insert_with(|| name.to_owned());
        }
        let durations = durations_named(measures).unwrap_or(self.about.durations);
        (sink.measures, sink.is_settled) = (durations, true);
        let kind = StateKind::ALL.into_iter().find(|known| known.name() == kind);
        match kind.ok_or(RejectReason::NoState)? {
            StateKind::NotFetched => sink.missing(agent, at, time(end).ok_or(RejectReason::NoTimestamp)?),
            StateKind::NoData if durations == Durations::OfOwnState => {
                sink.push(&agent, self.ended_before());
            }
            StateKind::NoData | StateKind::Unknown => {}
            _ if code.is_empty() => return Err(RejectReason::NoState),
            kind => {
                let reason = Some(reason).filter(|reason| !reason.is_empty());
                let reading = Reading { label: label.into(), kind };
                let activity = if is_usual(code, kind) {
                    self.seen.activity(catalog, code, reason, |_| reading)
                } else {
                    let state = catalog.given(code, reading);
                    catalog.intern_in(state, reason, kind)
                };
                let key = RowKey { session: session.parse().unwrap_or_default(), index: index.parse().ok() };
                let detail = sink.detail(detail);
                let is_derived = !derived.is_empty();
                let figure = if is_derived { length } else { reported };
                let record = Record::new(at, activity, figure.parse().ok());
                sink.push(&agent, Record { key, detail, is_derived, ..record });
            }
        }
        Ok(())
    }
}

impl Own {
    /// What stands for a state that was over before the range began, so that nothing is known of the
    /// time from there to the first record.
    fn ended_before(&self) -> Record {
        Record::new(self.about.window.start + -2 * SECOND, ActivityId::NO_DATA, Some(1))
    }
}

/// Whether a state of this name may mean this for every source. Which reasons for being unavailable are
/// after-call work, the tenant says.
fn is_usual(code: &str, kind: StateKind) -> bool {
    let may_be = matches!(kind, StateKind::NotReady | StateKind::WrapUp);
    read_name(code).kind == kind || may_be && code.eq_ignore_ascii_case(UNAVAILABLE)
}

/// A timestamp, or a plain number of Unix milliseconds.
fn time(text: &str) -> Option<Millis> {
    let time = parse_timestamp(text.as_bytes()).or_else(|| text.parse().ok().map(Millis));
    time.filter(|at| CALENDAR.contains(*at))
}
