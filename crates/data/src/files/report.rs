//! A report of agent states: a table with a row for each state. The CXone data download "Agent State Log"
//! is one; others are read as a person or a preset says. It says neither its time zone nor the order of its
//! dates nor, often, what its durations count, so rows are first read as far as each can be on its own, and
//! settled when all of them are there.
//!
//! ```text
//! row ─▶ draft …  ─▶ order of dates ─▶ sequences ─▶ unit ─▶ repeated hours ─▶ clocks ─▶ records
//! ```

mod agents;
mod before;
mod bounds;
mod chains;
mod clocks;
mod counts;
mod dates;
mod days;
mod direction;
mod doubts;
mod draft;
mod drafts;
mod figure;
mod figures;
mod filled;
mod gaps;
mod hours;
mod known;
mod lists;
mod measures;
mod overlap;
mod parts;
mod passes;
mod precision;
mod read;
mod sequence;
mod settle;
mod states;
mod unit;
mod walls;
mod whole;
mod whose;

use super::columns::Columns;
use super::rows::Row;
use super::sink::Sink;
use super::when::DateOrder;
use super::{Chosen, Options};
use crate::length::HeaderUnit;
use agents::Agents;
use before::Before;
use days::Days;
use draft::Abbreviations;
use drafts::Drafts;
use figures::Figures;
use filled::Filled;
use model::record::{AgentId, Durations, RejectReason};
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
    drafts: Drafts,
    abbreviations: Abbreviations,
    days: Days,
    agents: Agents,
    /// Line of the header, from 1.
    header_line: usize,
    /// Which columns have a value in some row.
    filled: Filled,
    /// What the cells of rows before said.
    before: Before,
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
            before: Before::of(&columns),
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
            drafts: Drafts::default(),
            abbreviations: Abbreviations::default(),
            days: Days::default(),
            agents: Agents::default(),
            header_line: 1,
            filled: Filled::default(),
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
            self.before = Before::of(&columns);
            self.columns = columns;
            self.header_line = line;
            RejectReason::NotARow
        })
    }

    /// As many rows are to come as there were, so many times, and a few more: rows are not all of one length.
    pub fn expect(&mut self, times: f64) {
        const MORE: f64 = 1.06;
        self.drafts.expect((self.drafts.len() as f64 * times * MORE) as usize);
    }

    /// The columns of its rows.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The header stands on this line.
    pub fn note_header(&mut self, line: usize) {
        self.header_line = line;
    }
}
