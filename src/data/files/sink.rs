//! Gathers what a file holds into pages, so that a million rows never stand in memory as rows.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::domain::record::{AgentId, Page, PageBuilder, Part, Record, RejectReason, Series};
use crate::domain::time::{Millis, Span};

/// Rows after which a page is packed.
const PAGE_ROWS: usize = 20_000;

/// Different details that are kept to be shared among rows.
const SHARED_DETAILS: usize = 4_096;

/// What was read of a file so far.
#[derive(Debug, Default)]
pub struct Sink {
    page: PageBuilder,
    parts: Vec<Part>,
    agents: HashMap<String, AgentId>,
    details: HashMap<String, Arc<str>>,
    reached: Option<Span>,
    /// Rows read.
    pub rows: usize,
    /// Rows that could not be placed.
    pub rejected: usize,
    /// The agents' names.
    pub names: BTreeMap<AgentId, String>,
    /// Times that are known to be missing, and agents in their order.
    pub extra: Vec<Series>,
}

impl Sink {
    /// The id that stands for an agent.
    pub fn agent(&mut self, id: &str) -> AgentId {
        if let Some(known) = self.agents.get(id) {
            return known.clone();
        }
        let agent: AgentId = id.into();
        self.agents.insert(id.to_owned(), agent.clone());
        agent
    }

    /// What a row says beside its state; equal texts share their memory.
    pub fn detail(&mut self, text: &str) -> Option<Arc<str>> {
        if text.is_empty() {
            return None;
        }
        if let Some(known) = self.details.get(text) {
            return Some(known.clone());
        }
        let detail: Arc<str> = text.into();
        if self.details.len() < SHARED_DETAILS {
            self.details.insert(text.to_owned(), detail.clone());
        }
        Some(detail)
    }

    /// Adds a record.
    pub fn push(&mut self, agent: &AgentId, record: Record) {
        let (start, end) = (record.at, record.at + record.reported_ms.unwrap_or(0).max(1));
        let reached = self.reached.unwrap_or(Span { start, end });
        self.reached = Some(Span { start: reached.start.min(start), end: reached.end.max(end) });
        self.rows += 1;
        self.page.push(agent, record);
        self.pack_when_full();
    }

    /// Counts a row that cannot be placed, by its line.
    pub fn reject(&mut self, reason: RejectReason, line: usize, text: &str) {
        self.rows += 1;
        self.rejected += 1;
        self.page.reject_at(reason, line, text);
        self.pack_when_full();
    }

    /// Adds a page that was read as a whole.
    pub fn push_page(&mut self, page: Page) {
        let first = page.blocks.iter().map(|(_, block)| block.first()).min();
        let last = page.blocks.iter().map(|(_, block)| block.last()).max();
        if let (Some(start), Some(last)) = (first, last) {
            let end = last + 1;
            let reached = self.reached.unwrap_or(Span { start, end });
            self.reached = Some(Span { start: reached.start.min(start), end: reached.end.max(end) });
        }
        self.rows += page.rows;
        self.rejected += page.rejected.len();
        self.parts.push(Part::Page(Arc::new(page)));
    }

    fn pack_when_full(&mut self) {
        if self.page.rows() >= PAGE_ROWS {
            self.pack();
        }
    }

    fn pack(&mut self) {
        let page = std::mem::take(&mut self.page).finish();
        if page.rows > 0 {
            self.parts.push(Part::Page(Arc::new(page)));
        }
    }

    /// From the first record to the end of the last; `None` without records.
    pub fn reached(&self) -> Option<Span> {
        self.reached
    }

    /// All of it; `span` is what the file covers.
    pub fn finish(mut self, span: Span) -> (Vec<Series>, BTreeMap<AgentId, String>) {
        self.pack();
        let mut series = vec![Series { agent: None, span, parts: self.parts }];
        series.append(&mut self.extra);
        (series, self.names)
    }

    /// A time that is known to be missing.
    pub fn missing(&mut self, agent: AgentId, start: Millis, end: Millis) {
        self.extra.push(Series { agent: Some(agent), span: Span { start, end }, parts: vec![Part::Missing] });
    }

    /// An agent who has a place in the order, with records or without.
    pub fn introduce(&mut self, agent: AgentId) {
        self.extra.push(Series { agent: Some(agent), span: Span::default(), parts: Vec::new() });
    }
}
