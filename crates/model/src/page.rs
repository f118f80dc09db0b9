//! Pages of records as they came, and the series that they belong to.

use std::collections::HashMap;
use std::sync::Arc;

use super::block::{Block, BlockBuilder, ListOrder};
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

    /// The page, its records sorted and packed. It is one list: what shows the order of an agent's records shows that
    /// of all.
    pub fn finish(self) -> Page {
        let order = self.list_order();
        self.packed(order)
    }

    /// The page of a source that put the records of one moment in order before it wrote them. Where times go back
    /// somebody has sorted it since: then it is as any other.
    pub fn finish_settled(self) -> Page {
        let went_back = self.agents.iter().any(|(_, records)| records.went().1);
        let order = if went_back { self.list_order() } else { ListOrder::Settled };
        self.packed(order)
    }

    fn list_order(&self) -> ListOrder {
        let went = self.agents.iter().map(|(_, records)| records.went());
        let (went_on, went_back) = went.fold((false, false), |all, one| (all.0 || one.0, all.1 || one.1));
        ListOrder::of(went_on, went_back)
    }

    fn packed(self, order: ListOrder) -> Page {
        let blocks = self.agents.into_iter().flat_map(|(agent, records)| {
            records.finish(order).into_iter().map(move |block| (agent.clone(), Arc::new(block)))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::state::ActivityId;
    use super::super::time::Millis;
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// An agent's records of one moment stand as those of others show, whichever way round the list came; those
        /// that were put in order before need nobody else.
        #[test]
        fn a_page_is_one_list_of_all_its_agents(
            mut moments in prop::collection::vec((0_i64..3, 0_usize..4), 1..12), is_newest_first in any::<bool>(),
        ) {
            moments.sort_by_key(|(at, _)| *at);
            let mut list: Vec<(usize, i64, u32)> =
                moments.iter().zip(3..).map(|((at, agent), place)| (*agent, *at, place)).collect();
            let of = |agent: usize| list.iter().filter(move |row| row.0 == agent).map(|row| (row.1, row.2));
            let expected: Vec<Vec<(i64, u32)>> = (0..4).map(|agent| of(agent).collect()).collect();
            let is_proven = expected.iter().any(|rows| rows.iter().any(|row| row.0 != rows[0].0));
            if is_newest_first {
                list.reverse();
            }
            let mut page = PageBuilder::new();
            for (agent, at, place) in list {
                page.push(&format!("{agent}").into(), Record::new(Millis(at), ActivityId(place), None));
            }
            let is_settled = !is_proven && !is_newest_first;
            let page = if is_settled { page.finish_settled() } else { page.finish() };
            for (agent, block) in &page.blocks {
                let rows = block.records().map(|record| (record.at.0, record.activity.0));
                let rows: Vec<(i64, u32)> = rows.collect();
                let expected = &expected[agent.parse::<usize>().unwrap()];
                if is_proven || is_settled {
                    prop_assert_eq!(&rows, expected);
                    prop_assert_ne!(block.list_order(), ListOrder::Unproven);
                } else {
                    prop_assert_eq!(block.list_order(), ListOrder::Unproven);
                }
            }
        }
    }

    #[test]
    fn what_was_put_in_order_and_sorted_anew_is_as_any_other_list() {
        let page = |times: [i64; 3]| {
            let mut page = PageBuilder::new();
            for (at, place) in times.into_iter().zip(3..) {
                page.push(&"a".into(), Record::new(Millis(at), ActivityId(place), None));
            }
            page.push(&"b".into(), Record::new(Millis(0), ActivityId(9), None));
            page.finish_settled().blocks.iter().map(|(_, block)| block.list_order()).collect::<Vec<_>>()
        };
        assert_eq!(page([1, 1, 2]), [ListOrder::Settled; 2]);
        assert_eq!(page([2, 1, 1]), [ListOrder::NewestFirst; 2]);
        assert_eq!(page([1, 2, 1]), [ListOrder::Unproven; 2]);
    }
}
