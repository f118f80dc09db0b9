//! Agents × days: how long each agent was in states of each kind.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use bytes::Bytes;
use chrono::NaiveDate;

use super::file::{Cells, each_row};
use super::plan::{Known, Share, SumsPiece, SumsPlan};
use crate::archive::answer::piece_in;
use crate::archive::format::Damaged;
use crate::archive::read::Names;
use crate::dialect::Dialect;
use crate::error::ErrorKind;
use model::record::AgentId;
use model::state::{ActivityId, Catalog, StateKind, StateMap};
use model::time::Span;

/// Kinds of states.
const KINDS: usize = StateKind::ALL.len();

/// Most agents × days: what a page can hold.
pub const MAX_CELLS: usize = 1_000_000;

/// Milliseconds in states of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times([i64; KINDS]);

impl Times {
    /// Milliseconds in states of a kind.
    pub fn ms(&self, kind: StateKind) -> i64 {
        self.0[kind as usize]
    }

    /// Time logged in, in milliseconds: every state but logged out, without the absences.
    pub fn logged_in_ms(&self) -> i64 {
        StateKind::ALL.into_iter().filter(|kind| kind.is_logged_in()).map(|kind| self.ms(kind)).sum()
    }

    /// `(contact + after-call work) / (contact + after-call work + available)`; `None` without such time.
    pub fn occupancy(&self) -> Option<f64> {
        let busy = self.ms(StateKind::OnContact) + self.ms(StateKind::WrapUp);
        let whole = busy + self.ms(StateKind::Available);
        (whole > 0).then(|| busy as f64 / whole as f64)
    }
}

/// The figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SumsTable {
    /// The days, and what is known of each.
    pub days: Vec<(NaiveDate, Span, Known)>,
    /// Each agent's, by day.
    agents: BTreeMap<AgentId, Vec<Times>>,
}

impl SumsTable {
    /// The agents, in the order of their ids.
    pub fn agents(&self) -> impl Iterator<Item = &AgentId> {
        self.agents.keys()
    }

    /// An agent's times of some days, by their numbers, together.
    pub fn times(&self, agent: &str, days: Range<usize>) -> Times {
        let mut times = Times::default();
        for day in self.agents.get(agent).and_then(|own| own.get(days)).unwrap_or_default() {
            for (sum, ms) in times.0.iter_mut().zip(day.0) {
                *sum += ms;
            }
        }
        times
    }
}

/// A table while it is filled.
pub struct Filling {
    api: &'static dyn Dialect,
    /// `None`: everyone.
    wanted: Option<HashSet<AgentId>>,
    states: StateMap,
    catalog: Catalog,
    table: SumsTable,
}

impl Filling {
    /// Nothing yet, of a plan's days and these agents (`None`: everyone), states read as a map says.
    pub fn new(
        api: &'static dyn Dialect,
        plan: &SumsPlan,
        wanted: Option<HashSet<AgentId>>,
        states: StateMap,
    ) -> Self {
        let table = SumsTable { days: plan.days.clone(), agents: BTreeMap::new() };
        Self { api, wanted, states, catalog: Catalog::default(), table }
    }

    /// Adds what a piece says; `bytes` are the piece's.
    ///
    /// # Errors
    /// When they are not, or there are more agents than a page can hold.
    pub fn add(&mut self, own: &SumsPiece, bytes: &[u8]) -> Result<(), ErrorKind> {
        let bytes = Bytes::copy_from_slice(bytes);
        let mut at = 0;
        for shape in &own.piece.groups {
            let length = usize::try_from(shape.bytes).map_err(|_| ErrorKind::Damaged)?;
            let rows = usize::try_from(shape.rows).map_err(|_| ErrorKind::Damaged)?;
            if at + length > bytes.len() {
                return Err(ErrorKind::CutOff);
            }
            self.group(own, &bytes.slice(at..at + length), rows).map_err(|_| ErrorKind::Damaged)?;
            at += length;
        }
        Ok(())
    }

    /// The same of the bytes of the piece's whole file.
    ///
    /// # Errors
    /// Those of [`Self::add`].
    pub fn add_of_whole(&mut self, own: &SumsPiece, file: &[u8]) -> Result<(), ErrorKind> {
        self.add(own, piece_in(&own.piece, file).ok_or(ErrorKind::CutOff)?)
    }

    fn group(&mut self, own: &SumsPiece, group: &Bytes, rows: usize) -> Result<(), Damaged> {
        let mut names = Names::new(self.api, &mut self.catalog);
        let mut told: Vec<(ActivityId, AgentId, i64, Share)> = Vec::new();
        let wanted = &self.wanted;
        each_row(group, rows, own.day, |row: &Cells| {
            let share = own.shares.of_row(row.half);
            if share == (None, None) || wanted.as_ref().is_some_and(|wanted| !wanted.contains(row.agent)) {
                return;
            }
            let activity = match row.kind {
                StateKind::Unknown => ActivityId::UNKNOWN,
                StateKind::NoData => ActivityId::NO_DATA,
                StateKind::NotFetched => ActivityId::NOT_FETCHED,
                kind => names.activity(row.state, row.reason, kind),
            };
            let agent = match told.last() {
                Some((_, before, ..)) if **before == *row.agent => before.clone(),
                _ => row.agent.into(),
            };
            told.push((activity, agent, row.ms, share));
        })?;
        let catalog = self.catalog.mapped(&self.states);
        let days = self.table.days.len();
        for (activity, agent, ms, (to, from)) in told {
            let own = self.table.agents.entry(agent).or_insert_with(|| vec![Times::default(); days]);
            let kind = catalog.kind(activity) as usize;
            if let Some(day) = to.and_then(|day| own.get_mut(day)) {
                day.0[kind] += ms;
            }
            if let Some(day) = from.and_then(|day| own.get_mut(day)) {
                day.0[kind] -= ms;
            }
        }
        Ok(())
    }

    /// How many agents and days there are, where that is more than a page can hold.
    pub fn too_much(&self) -> Option<(usize, usize)> {
        let (agents, days) = (self.table.agents.len(), self.table.days.len());
        (agents.saturating_mul(days) > MAX_CELLS).then_some((agents, days))
    }

    /// The table.
    pub fn finish(self) -> SumsTable {
        self.table
    }
}
