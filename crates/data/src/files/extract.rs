//! The records of a part of a data set, some thousand at a time: what exports of records are made of.

use std::collections::HashSet;

use model::dataset::Dataset;
use model::lane::Segment;
use model::record::Record;
use model::state::ActivityId;
use model::time::Span;
use model::timeline::AgentTimeline;

/// Most segments that a piece is made of.
const PIECE: usize = 5_000;

/// A part of a data set.
#[derive(Clone, Copy, Debug)]
pub struct Extract<'a> {
    /// Whose records: indices into [`Dataset::agents`].
    pub agents: &'a [usize],
    /// Of which times, in order and apart. Records that reach into them are written whole.
    pub spans: &'a [Span],
    /// Activities without a row.
    pub left_out: &'a HashSet<ActivityId>,
    /// What the last header says of it.
    pub scope: &'a str,
}

impl Extract<'_> {
    /// From the first moment to the last.
    pub fn hull(&self) -> Option<Span> {
        Some(Span { start: self.spans.first()?.start, end: self.spans.last()?.end })
    }

    fn has(&self, segment: &Segment) -> bool {
        let after = self.spans.partition_point(|span| span.end <= segment.span.start);
        // What has no length lies in the span that it begins in.
        let end = segment.span.end.max(segment.span.start + 1);
        let is_inside = self.spans.get(after).is_some_and(|span| span.start < end);
        is_inside && !self.left_out.contains(&segment.activity)
    }
}

/// A row of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// From its true beginning to where the range or the next row ends it.
    pub span: Span,
    /// What is said of it.
    pub record: Record,
    /// Whether its end is known, and not only where the range or the present cuts it.
    pub has_end: bool,
}

/// Some rows of one agent, in their order.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    /// Whose.
    pub agent: &'a AgentTimeline,
    /// The rows.
    pub entries: Vec<Entry>,
}

/// The rows of agents one after the other. Times that could not be fetched have a row of their own, and so has no
/// data at the beginning.
#[derive(Debug)]
pub struct Pieces<'a> {
    data: &'a Dataset,
    extract: Option<Extract<'a>>,
    /// Those who are left, the next one last.
    agents: Vec<usize>,
    segment: usize,
}

impl<'a> Pieces<'a> {
    /// Of these agents, in this order; of the times and states of `extract` alone.
    pub fn new(data: &'a Dataset, mut agents: Vec<usize>, extract: Option<Extract<'a>>) -> Self {
        agents.reverse();
        Self { data, extract, agents, segment: 0 }
    }

    fn entries(&mut self, agent: &AgentTimeline) -> Vec<Entry> {
        let first = self.segment;
        let until = (first + PIECE).min(agent.lane.len());
        self.segment = until;
        if agent.lane.is_empty() {
            let record = Record::new(self.data.window.start, ActivityId::NO_DATA, None);
            return vec![Entry { span: self.data.window, record, has_end: true }];
        }
        let segments = (first..until).filter_map(|index| agent.lane.segment(index));
        let is_wanted = |segment: &Segment| {
            is_written(segment) && self.extract.is_none_or(|extract| extract.has(segment))
        };
        segments.filter(is_wanted).map(|segment| entry(agent, &segment)).collect()
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let agent = self.data.agents.get(*self.agents.last()?)?;
        let entries = self.entries(agent);
        if self.segment >= agent.lane.len() {
            self.agents.pop();
            self.segment = 0;
        }
        Some(Piece { agent, entries })
    }
}

fn entry(agent: &AgentTimeline, segment: &Segment) -> Entry {
    let (block, place) = agent.lane.locate(segment.index);
    Entry {
        span: Span { start: segment.start(), end: segment.span.end },
        record: Record { at: segment.start(), ..block.record(place) },
        has_end: segment.activity.is_absence() || agent.knows_end(segment),
    }
}

/// Whether a segment has a row: it came from a record, could not be fetched, or begins the range with
/// no data. Other absences follow from these.
fn is_written(segment: &Segment) -> bool {
    !segment.activity.is_absence()
        || segment.activity == ActivityId::NOT_FETCHED
        || (segment.activity == ActivityId::NO_DATA && segment.index == 0)
}
