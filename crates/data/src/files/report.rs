//! A report of agent states: a table with a row for each state. The CXone data download "Agent State Log"
//! is one; others are read as a person or a preset says. It says neither its time zone nor the order of its
//! dates nor, often, what its durations count, so rows are first read as far as each can be on its own, and
//! settled when all of them are there.
//!
//! ```text
//! row ─▶ draft …  ─▶ order of dates ─▶ sequences ─▶ unit ─▶ repeated hours ─▶ clocks ─▶ records
//! ```

mod agents;
mod bounds;
mod chains;
mod clocks;
mod counts;
mod dates;
mod direction;
mod doubts;
mod draft;
mod figure;
mod figures;
mod filled;
mod gaps;
mod hours;
mod lists;
mod measures;
mod overlap;
mod parts;
mod precision;
mod sequence;
mod settle;
mod states;
mod unit;
mod walls;
mod whole;
mod whose;

use std::borrow::Cow;

use super::cell;
use super::columns::{Columns, Role};
use super::rows::Row;
use super::sink::Sink;
use super::when::{self, DateOrder, When};
use super::{Chosen, Options};
use crate::length::HeaderUnit;
use agents::Agents;
use draft::{Abbreviations, Draft, Moment, Shape, session};
use figure::Figure;
use figures::Figures;
use filled::Filled;
use model::record::{AgentId, Durations, RejectReason, RowKey};
use model::remark::{Place, RemarkKind};
use model::state::Catalog;
use model::zone::Zone;
use states::States;
use whole::Header;
pub use whole::settle;

/// Reads the rows of a report.
#[derive(Debug)]
pub struct Report {
    /// What other files must have too to be parts of it.
    header: Header,
    columns: Columns,
    /// Whether a person or a preset said what they hold.
    is_chosen: bool,
    figures: Figures,
    /// What the durations measure.
    durations: Durations,
    states: States,
    /// The agent of a file that names none.
    agent: Option<AgentId>,
    /// The agent whom a row above names.
    heading: Option<String>,
    clocks: Clocks,
    /// The orders that dates in other columns than the start's prove.
    orders: Vec<DateOrder>,
    drafts: Vec<Draft>,
    abbreviations: Abbreviations,
    agents: Agents,
    /// Line of the header, from 1.
    header_line: usize,
    /// Which columns have a value in some row.
    filled: Filled,
    /// What the row before says beside its state.
    detail: String,
}

/// The clocks that a report's times are on.
#[derive(Clone, Debug)]
struct Clocks {
    zone: Zone,
    /// The order of day and month, if a person chose it.
    order: Option<DateOrder>,
}

impl Report {
    /// For a table with these columns, with a mark between cells that tells how fractions are written.
    pub fn new(columns: Columns, delimiter: u8, options: &Options, chosen: Option<&Chosen>) -> Self {
        let preset = chosen.map(|chosen| &chosen.preset);
        let unit = preset.and_then(|preset| preset.unit).map(HeaderUnit::Unit).or(columns.unit);
        let measures_previous = preset.is_some_and(|preset| preset.measures_previous);
        let kinds = preset.map(|preset| preset.kinds.clone()).unwrap_or_default();
        Self {
            header: Header::new(&columns, delimiter, preset, &options.acw),
            columns,
            is_chosen: chosen.is_some(),
            figures: Figures::new(delimiter, unit).chosen(preset.is_some_and(|preset| preset.unit.is_some())),
            durations: if measures_previous { Durations::OfPreviousState } else { Durations::OfOwnState },
            states: States::new(options.acw.clone(), kinds),
            agent: options.agent.clone(),
            heading: None,
            clocks: Clocks {
                zone: chosen.and_then(|chosen| chosen.zone.clone()).unwrap_or_else(|| options.zone.clone()),
                order: options.date_order.or(preset.and_then(|preset| preset.date_order)),
            },
            orders: Vec::new(),
            drafts: Vec::new(),
            abbreviations: Abbreviations::default(),
            agents: Agents::default(),
            header_line: 1,
            filled: Filled::default(),
            detail: String::new(),
        }
    }

    /// Takes one row.
    pub fn row(&mut self, row: &Row, catalog: &mut Catalog, sink: &mut Sink) {
        if row.cells().all(|cell| cell.trim().is_empty()) {
            sink.reject(RejectReason::NotARow, row.line, "");
            return;
        }
        if let Some(quote) = row.open_quote {
            let text = row.cell(quote).unwrap_or_default();
            sink.remark(RemarkKind::OpenQuote, Place::new(row.line, self.columns.name_at(quote), text));
        }
        match self.draft(row, catalog, sink) {
            Ok(draft) => {
                self.remark_width(row, sink);
                self.note_proofs(row);
                sink.rows += 1;
                self.drafts.push(draft);
            }
            Err(reason) => {
                let heading = self.heading(row).filter(|_| reason == RejectReason::NoTimestamp);
                let reason = if heading.is_some() { RejectReason::NotARow } else { reason };
                self.heading = heading.or_else(|| self.heading.take());
                let text: Vec<&str> = row.cells().collect();
                let reason = self.header_again(&text, row.line, sink).unwrap_or(reason);
                sink.reject(reason, row.line, &text.join(","));
            }
        }
    }

    /// A header among the rows, as where pages of a report were put together: the rows after it are in its
    /// order.
    fn header_again(&mut self, cells: &[&str], line: usize, sink: &mut Sink) -> Option<RejectReason> {
        if self.is_chosen {
            return None;
        }
        if self.columns.are(cells) {
            return Some(RejectReason::NotARow);
        }
        let columns = Columns::of(cells.iter().copied());
        let is_header =
            columns.known() > 2 && columns.is_enough(self.agent.is_some()) && !columns.is_doubtful();
        is_header.then(|| {
            self.remark_missing(sink);
            self.columns = columns;
            self.header_line = line;
            RejectReason::NotARow
        })
    }

    /// The columns of its rows.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The header stands on this line.
    pub fn note_header(&mut self, line: usize) {
        self.header_line = line;
    }

    fn cell<'r>(&self, row: &Row<'r>, role: Role) -> Option<&'r str> {
        row.trimmed(self.columns.place(role)?).filter(|cell| !cell::is_nothing(cell))
    }

    fn draft(&mut self, row: &Row, catalog: &mut Catalog, sink: &mut Sink) -> Result<Draft, RejectReason> {
        let start =
            self.time(row, Role::Start, Role::StartTime).map(|start| self.abbreviations.moment(&start));
        let start = start.filter(Moment::is_plausible).ok_or(RejectReason::NoTimestamp)?;
        let id = self.cell(row, Role::Agent).map(cell::id);
        let name = self.name(row);
        let whose = id.as_deref().or(name.as_deref()).or(self.heading.as_deref());
        if whose.is_none() && self.agent.is_none() {
            return Err(RejectReason::NoAgent);
        }
        let state = self.states.activity(row, &self.columns, catalog).ok_or(RejectReason::NoState)?;
        let agent = match (whose, &self.agent) {
            (None, Some(agent)) => self.agents.nameless(agent),
            (whose, _) => self.agents.number(whose.unwrap_or_default()),
        };
        if let Some(name) = name.as_deref().filter(|name| whose.is_some_and(|whose| whose != *name)) {
            let place = agent as usize;
            if !std::mem::replace(&mut self.agents.are_named[place], true) {
                self.agents.note_name(name, agent);
                sink.names.insert(self.agents.ids[place].clone(), name.to_owned());
            }
        }
        self.remark_unread(row, sink);
        if let Some(id) = self.cell(row, Role::Agent).filter(|id| cell::is_rounded_id(id)) {
            sink.remark(RemarkKind::Unread, Place::new(row.line, self.columns.name(Role::Agent), id));
        }
        let number = |role| self.cell(row, role).and_then(cell::whole);
        let key = RowKey {
            session: self.cell(row, Role::Session).map_or(0, session),
            index: number(Role::Index).and_then(|n| u32::try_from(n).ok()),
        };
        let ends_session = number(Role::LogState) == Some(2);
        self.write_detail(row);
        let detail = sink.detail(&self.detail);
        let figure = self.figure(row, sink);
        let end = self.end(row, figure.is_none(), sink);
        self.note_filled(row, end.is_some());
        Ok(Draft { line: row.line, agent, start, end, figure, state, key, ends_session, detail })
    }

    /// A time in one column or in two; a report may well have both. A date of its own may come with midnight.
    fn time(&self, row: &Row, whole: Role, clock: Role) -> Option<When> {
        match (self.cell(row, whole), self.cell(row, clock)) {
            (Some(date), Some(clock)) => match when::read(date) {
                Some(whole) if whole.is_midnight() => {
                    when::read_joined(date, clock).or_else(|| whole.has_clock().then_some(whole))
                }
                Some(whole) => Some(whole),
                None => when::read(clock),
            },
            (Some(whole), None) | (None, Some(whole)) => when::read(whole),
            (None, None) => None,
        }
    }

    /// When the row ended. A time of day alone belongs to the date that the row begins on, or to the next.
    fn end(&mut self, row: &Row, is_needed: bool, sink: &mut Sink) -> Option<Moment> {
        let role = [Role::End, Role::EndTime].into_iter().find(|role| self.cell(row, *role).is_some())?;
        let text = self.cell(row, role)?;
        let joined = || when::read_on_date_of(self.cell(row, Role::Start)?, text);
        let whole = self.time(row, Role::End, Role::EndTime);
        let rolls = whole.is_none();
        let end = whole.or_else(joined).map(|end| self.abbreviations.moment(&end));
        let end = end.filter(Moment::is_plausible);
        if end.is_none() && is_needed {
            sink.remark(RemarkKind::Unread, Place::new(row.line, self.columns.name(role), text));
        }
        end.map(|end| Moment { shape: Shape { rolls, ..end.shape }, ..end })
    }

    fn name<'r>(&self, row: &Row<'r>) -> Option<Cow<'r, str>> {
        let whole = self.cell(row, Role::Name).map(Cow::Borrowed);
        whole.or_else(|| {
            let parts = [self.cell(row, Role::FirstName), self.cell(row, Role::LastName)];
            let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            (!name.is_empty()).then_some(Cow::Owned(name))
        })
    }

    fn figure(&mut self, row: &Row, sink: &mut Sink) -> Option<Figure> {
        let text = self.cell(row, Role::Duration)?;
        let figure = self.figures.read(text);
        if figure.is_none() {
            let place = Place::new(row.line, self.columns.name(Role::Duration), text);
            sink.remark(RemarkKind::Unread, place);
        }
        figure
    }

    /// The columns that are not known: `Team No: 42 · Skill Name: Billing`.
    fn write_detail(&mut self, row: &Row) {
        self.detail.clear();
        for (index, name) in self.columns.details() {
            if let Some(cell) = row.trimmed(*index).filter(|cell| !cell::is_nothing(cell)) {
                let separator = if self.detail.is_empty() { "" } else { " · " };
                self.detail.extend([separator, name, ": ", cell]);
            }
        }
    }
}
