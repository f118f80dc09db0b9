//! Gathers what a file holds into pages, so that a million rows never stand in memory as rows.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use model::block::Block;
use model::page::{Page, PageBuilder, Part, Series};
use model::record::{AgentId, Durations, Record, RejectReason};
use model::remark::{Place, RemarkKind};
use model::time::{DAY, Millis, Span};

/// Rows after which a page is packed.
const PAGE_ROWS: usize = 20_000;

/// How much longer than the whole file a row may last, in milliseconds.
pub const LONGEST_BEYOND: i64 = 366 * DAY;

/// Different details that are kept to be shared among rows.
const SHARED_DETAILS: usize = 4_096;

/// What was read of a file so far.
#[derive(Debug)]
pub struct Sink {
    /// By what their figures measure.
    pages: [Pages; 2],
    /// What the figures of the records to come measure.
    pub measures: Durations,
    /// Whether whoever wrote the file put rows of one moment in order.
    pub is_settled: bool,
    agents: HashMap<String, AgentId>,
    details: HashMap<String, Arc<str>>,
    /// That of the row before: the next one often has the same.
    last_detail: Option<Arc<str>>,
    /// How long a row may last in a report that is more than this file, in milliseconds.
    pub longest_ms: Option<i64>,
    /// Rows read.
    pub rows: usize,
    /// Rows that could not be placed.
    pub rejected: usize,
    /// The agents' names.
    pub names: BTreeMap<AgentId, String>,
    /// Times that are known to be missing, and agents in their order.
    pub extra: Vec<Series>,
}

/// Pages of records whose figures measure the same.
#[derive(Debug, Default)]
struct Pages {
    open: PageBuilder,
    full: Vec<Part>,
}

impl Pages {
    fn pack(&mut self, is_settled: bool) {
        let open = std::mem::take(&mut self.open);
        let page = if is_settled { open.finish_settled() } else { open.finish() };
        if page.rows > 0 || page.remarks.total() > 0 {
            self.full.push(Part::Page(Arc::new(page)));
        }
    }

    fn pack_when_full(&mut self, is_settled: bool) {
        if self.open.rows() >= PAGE_ROWS {
            self.pack(is_settled);
        }
    }

    fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.full.iter().filter_map(Part::page).flat_map(|page| &page.blocks).map(|(_, block)| &**block)
    }

    /// Takes figures above a limit, in milliseconds, for none, and says so.
    fn drop_longer(&mut self, longest: i64) {
        let is_longer = |block: &Block| is_longer(block, longest);
        for part in &mut self.full {
            let Some(page) = part.page().filter(|page| page.blocks.iter().any(|(_, block)| is_longer(block)))
            else {
                continue;
            };
            let mut page = Page::clone(page);
            for (_, block) in page.blocks.iter_mut().filter(|(_, block)| is_longer(block)) {
                for i in (0..block.len()).filter(|&i| block.reported_ms(i) > Some(longest)) {
                    let text = format!("{} ms", block.reported_ms(i).unwrap_or_default());
                    page.remarks.add(RemarkKind::Unread, Place::new(0, "", &text));
                }
                *block = Arc::new(block.with_figures(|ms| Some(ms).filter(|ms| *ms <= longest)));
            }
            *part = Part::Page(Arc::new(page));
        }
    }
}

impl Default for Sink {
    fn default() -> Self {
        Self {
            pages: Default::default(),
            measures: Durations::OfOwnState,
            is_settled: false,
            agents: HashMap::new(),
            details: HashMap::new(),
            last_detail: None,
            longest_ms: None,
            rows: 0,
            rejected: 0,
            names: BTreeMap::new(),
            extra: Vec::new(),
        }
    }
}

impl Sink {
    fn pages(&mut self) -> &mut Pages {
        &mut self.pages[self.measures as usize]
    }

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
        if let Some(last) = self.last_detail.as_ref().filter(|last| ***last == *text) {
            return Some(last.clone());
        }
        let detail = self.details.get(text).cloned().unwrap_or_else(|| {
            let detail: Arc<str> = text.into();
            if self.details.len() < SHARED_DETAILS {
                self.details.insert(text.to_owned(), detail.clone());
            }
            detail
        });
        self.last_detail = Some(detail.clone());
        Some(detail)
    }

    /// Adds a record of a row that was counted when it was read.
    pub fn push(&mut self, agent: &AgentId, record: Record) {
        let is_settled = self.is_settled;
        let pages = self.pages();
        pages.open.push(agent, record);
        pages.pack_when_full(is_settled);
    }

    /// Notes what could not be taken as it stood.
    pub fn remark(&mut self, kind: RemarkKind, place: Place) {
        self.pages().open.remark(kind, place);
    }

    /// Counts a row that cannot be placed, by its line.
    pub fn reject(&mut self, reason: RejectReason, line: usize, text: &str) {
        self.rows += 1;
        self.rejected += 1;
        let is_settled = self.is_settled;
        let pages = self.pages();
        pages.open.reject_at(reason, line, text);
        pages.pack_when_full(is_settled);
    }

    /// Adds a page that was read as a whole, and counts its rows.
    pub fn push_page(&mut self, page: Page) {
        self.rows += page.rows;
        self.rejected += page.rejected.len();
        self.pages().full.push(Part::Page(Arc::new(page)));
    }

    /// All rows came. Gives the time from the first record to the end of the last; `None` without records.
    pub fn settle(&mut self) -> Option<Span> {
        self.pages.iter_mut().for_each(|pages| pages.pack(self.is_settled));
        let starts =
            reach(self.pages.iter().flat_map(Pages::blocks).map(|block| (block.first(), block.last())))?;
        // Windows end with records, not with figures: nothing lasts a year longer than all there is.
        let longest = self.longest_ms.unwrap_or_default().max(starts.len().saturating_add(LONGEST_BEYOND));
        let own = &mut self.pages[Durations::OfOwnState as usize];
        own.drop_longer(longest);
        let ends = own.blocks().map(|block| (block.first(), end_of(block)));
        reach(ends.chain([(starts.start, starts.end)]))
    }

    /// All of it; `span` is what the file covers. `is_saved`: it does not say when it was saved.
    pub fn finish(mut self, span: Span, is_saved: bool) -> (Vec<Series>, BTreeMap<AgentId, String>) {
        let mut series = Vec::new();
        for durations in [Durations::OfPreviousState, Durations::OfOwnState] {
            let pages = &mut self.pages[durations as usize];
            if !pages.full.is_empty() {
                let parts = std::mem::take(&mut pages.full);
                series.push(Series { is_saved, ..Series::new(None, span, parts, durations) });
            }
        }
        series.extend(self.extra.into_iter().map(|series| Series { is_saved, ..series }));
        (series, self.names)
    }

    /// A time that is known to be missing.
    pub fn missing(&mut self, agent: AgentId, start: Millis, end: Millis) {
        let span = Span { start, end };
        self.extra.push(Series::new(Some(agent), span, vec![Part::Missing], self.measures));
    }

    /// An agent who has a place in the order, with records or without.
    pub fn introduce(&mut self, agent: AgentId) {
        self.extra.push(Series::new(Some(agent), Span::default(), Vec::new(), self.measures));
    }
}

/// Whether a figure of a block is above a limit, in milliseconds.
#[inline(never)]
fn is_longer(block: &Block, longest: i64) -> bool {
    (0..block.len()).any(|i| block.reported_ms(i) > Some(longest))
}

/// When the last of a block's rows ends.
#[inline(never)]
fn end_of(block: &Block) -> Millis {
    let length = |i: usize| block.reported_ms(i).unwrap_or(0).max(0);
    let end = (0..block.len()).map(|i| block.start(i) + length(i)).max();
    end.unwrap_or(block.last())
}

/// The time that spans (first and last moment) cover together.
fn reach(spans: impl Iterator<Item = (Millis, Millis)>) -> Option<Span> {
    let all = spans.map(|(start, end)| Span { start, end });
    all.reduce(|a, b| Span { start: a.start.min(b.start), end: a.end.max(b.end) })
}
