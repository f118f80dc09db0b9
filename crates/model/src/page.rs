//! Pages of records as they came, and the series that they belong to.

use std::collections::HashMap;
use std::sync::Arc;

use super::block::{Block, BlockBuilder};
use super::bytes::same;
use super::record::{AgentId, Durations, Record, RejectReason, Rejected};
use super::remark::{Place, RemarkKind, Remarks};
use super::time::Span;

/// What one answer (or one part of a file) held.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Sorted runs of records, each of one agent.
    pub blocks: Vec<(AgentId, Arc<Block>)>,
    /// Rows received, those rejected included.
    pub rows: usize,
    /// Rows that could not be placed.
    pub rejected: Vec<Rejected>,
    /// What could not be taken as it stood.
    pub remarks: Remarks,
    /// Whether its figures are numbers that do not say what they count: seconds, unless the rows prove
    /// milliseconds.
    pub are_bare: bool,
}

/// Gathers the records of one page, by agent.
#[derive(Debug, Default)]
pub struct PageBuilder {
    agents: Vec<(AgentId, BlockBuilder)>,
    numbers: HashMap<AgentId, usize>,
    last: usize,
    rows: usize,
    rejected: Vec<Rejected>,
    remarks: Remarks,
}

impl PageBuilder {
    /// An empty page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a record of `agent`.
    pub fn push(&mut self, agent: &AgentId, record: Record) {
        let number = self.number_of(agent);
        self.push_at(number, record);
    }

    /// Adds a record of the agent of this number.
    pub fn push_at(&mut self, number: usize, record: Record) {
        self.rows += 1;
        self.agents[number].1.push(record);
    }

    /// The number of an agent in this page, counted from 0 in the order of arrival.
    pub fn number_of(&mut self, agent: &str) -> usize {
        if self.agents.get(self.last).is_none_or(|(id, _)| !same(id.as_bytes(), agent.as_bytes())) {
            self.last = self.numbers.get(agent).copied().unwrap_or_else(|| {
                let id: AgentId = agent.into();
                self.numbers.insert(id.clone(), self.agents.len());
                self.agents.push((id, BlockBuilder::default()));
                self.agents.len() - 1
            });
        }
        self.last
    }

    /// The agents, by their numbers.
    pub fn agents(&self) -> impl Iterator<Item = &AgentId> {
        self.agents.iter().map(|(id, _)| id)
    }

    /// Counts and keeps a row that cannot be placed; its number is its place in the page.
    pub fn reject(&mut self, reason: RejectReason, text: &str) {
        self.reject_at(reason, self.rows + 1, text);
    }

    /// The same with a row number of the caller's own (the line of a file).
    pub fn reject_at(&mut self, reason: RejectReason, row: usize, text: &str) {
        self.rows += 1;
        self.rejected.push(Rejected::new(reason, row, text));
    }

    /// Notes what could not be taken as it stood.
    pub fn remark(&mut self, kind: RemarkKind, place: Place) {
        self.remarks.add(kind, place);
    }

    /// Rows seen so far, those rejected included.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The page, its records sorted and packed.
    pub fn finish(self) -> Page {
        let blocks = self.agents.into_iter().flat_map(|(agent, records)| {
            records.finish().into_iter().map(move |block| (agent.clone(), Arc::new(block)))
        });
        let (rows, rejected, remarks) = (self.rows, self.rejected, self.remarks);
        Page { blocks: blocks.collect(), rows, rejected, remarks, are_bare: false }
    }
}

/// One page of a series: here, or known to be missing.
#[derive(Clone, Debug)]
pub enum Part {
    /// It came.
    Page(Arc<Page>),
    /// It came with a refresh, which asks once more for time that other pages cover: what it
    /// repeats is no finding.
    Again(Arc<Page>),
    /// It failed, was not asked for yet, or lies beyond the page limit. One stands for any number
    /// of missing pages in a row.
    Missing,
}

impl Part {
    /// The page, if it is here.
    pub fn page(&self) -> Option<&Arc<Page>> {
        match self {
            Self::Page(page) | Self::Again(page) => Some(page),
            Self::Missing => None,
        }
    }
}

/// The pages of one request series, in page order: all of an agent's range (Reporting v2), or one
/// window of it (CXone, files).
#[derive(Clone, Debug)]
pub struct Series {
    /// The agent asked for; `None` when the series is for all agents.
    pub agent: Option<AgentId>,
    /// The time asked for.
    pub span: Span,
    /// The pages, in order.
    pub parts: Vec<Part>,
    /// What the duration figures measure, as the source documents it.
    pub durations: Durations,
    /// Whether it was saved at an unknown time: then nothing says how long a last row without a figure
    /// went on. Otherwise it goes on up to the present.
    pub is_saved: bool,
}

impl Series {
    /// The same, its pages known to ask once more for what is here already.
    #[must_use]
    pub fn again(self) -> Self {
        let repeated = |part| match part {
            Part::Page(page) => Part::Again(page),
            other => other,
        };
        Self { parts: self.parts.into_iter().map(repeated).collect(), ..self }
    }

    /// Pages that were just fetched.
    pub fn new(agent: Option<AgentId>, span: Span, parts: Vec<Part>, durations: Durations) -> Self {
        Self { agent, span, parts, durations, is_saved: false }
    }
}
