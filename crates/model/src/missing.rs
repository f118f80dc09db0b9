//! What could not be fetched, by agent.

use std::collections::HashMap;
use std::sync::Arc;

use super::block::Block;
use super::page::{Part, Series};
use super::record::{AgentId, Durations};
use super::sorting::sort_by_key;
use super::time::{Millis, Span};

/// The times of all agents that could not be fetched. Each agent's are found without a look at the others'.
#[derive(Debug, Default)]
pub struct Missing<'a> {
    /// Series for all agents that have a hole.
    for_all: Vec<Holed<'a>>,
    /// The windows of those, in order and apart from each other.
    windows: Vec<Span>,
    /// The same of one agent.
    by_agent: HashMap<&'a AgentId, Vec<Holed<'a>>>,
}

/// A series with parts that are missing.
#[derive(Debug)]
struct Holed<'a> {
    window: Span,
    /// The places of the missing parts.
    places: Vec<usize>,
    /// What came of each agent, in the order of parts.
    came: HashMap<&'a AgentId, Vec<Came>>,
}

/// What one part has of an agent.
#[derive(Clone, Copy, Debug)]
struct Came {
    place: usize,
    first: Millis,
    last: Millis,
}

impl<'a> Missing<'a> {
    /// Looks at every block once.
    pub fn of(series: &'a [Series]) -> Self {
        let mut missing = Self::default();
        for series in series {
            let Some(holed) = Holed::of(series) else { continue };
            match &series.agent {
                None => missing.for_all.push(holed),
                Some(agent) => missing.by_agent.entry(agent).or_default().push(holed),
            }
        }
        missing.windows = joined(missing.for_all.iter().map(|holed| holed.window).collect());
        missing
    }

    /// The times of an agent that could not be fetched, in order and apart from each other.
    pub fn of_agent(&self, agent: &AgentId, durations: Durations) -> Vec<Span> {
        let own = self.by_agent.get(agent).map_or(&[][..], Vec::as_slice);
        joined(match durations {
            Durations::OfPreviousState => {
                own.iter().chain(&self.for_all).flat_map(|holed| holed.holes(agent)).collect()
            }
            // Rows say themselves how long they last, so the failed window as a whole is in doubt.
            Durations::OfOwnState => {
                own.iter().map(|holed| holed.window).chain(self.windows.iter().copied()).collect()
            }
        })
    }
}

impl<'a> Holed<'a> {
    fn of(series: &'a Series) -> Option<Self> {
        let is_missing = |part: &Part| matches!(part, Part::Missing);
        let parts = || series.parts.iter().enumerate();
        let places: Vec<usize> =
            parts().filter(|(_, part)| is_missing(part)).map(|(place, _)| place).collect();
        if places.is_empty() {
            return None;
        }
        let mut came: HashMap<&AgentId, Vec<Came>> = HashMap::new();
        for (place, part) in parts() {
            for (agent, block) in part.page().into_iter().flat_map(|page| &page.blocks) {
                came.entry(agent).or_default().push(Came::new(place, block));
            }
        }
        Some(Self { window: series.span, places, came })
    }

    /// From the last record before a missing part to the first one after it.
    fn holes(&self, agent: &AgentId) -> Vec<Span> {
        let came = self.came.get(agent).map_or(&[][..], Vec::as_slice);
        // When the agent's first record from each of these on begins.
        let mut first = None;
        let mut firsts: Vec<Option<Millis>> = came
            .iter()
            .rev()
            .map(|came| {
                first = Some(first.map_or(came.first, |first: Millis| first.min(came.first)));
                first
            })
            .collect();
        firsts.reverse();
        let mut holes = Vec::new();
        let (mut before, mut from) = (None, 0);
        for place in 0..=came.len() {
            let until = came.get(place).map_or(usize::MAX, |came| came.place);
            let missing = self.places.partition_point(|missing| *missing < until);
            if missing > from {
                let end = firsts.get(place).copied().flatten().unwrap_or(self.window.end);
                holes.push(Span { start: before.unwrap_or(self.window.start), end });
                from = missing;
            }
            if let Some(came) = came.get(place) {
                before = Some(before.map_or(came.last, |before: Millis| before.max(came.last)));
            }
        }
        holes
    }
}

impl Came {
    fn new(place: usize, block: &Arc<Block>) -> Self {
        Self { place, first: block.first(), last: block.last() }
    }
}

/// Spans in order and apart from each other.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    sort_by_key(&mut spans, |span| span.start);
    spans.dedup_by(|next, kept| {
        let joined = next.start <= kept.end;
        kept.end = if joined { kept.end.max(next.end) } else { kept.end };
        joined
    });
    spans
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::state::ActivityId;
    use super::super::testing::{changes, page};
    use super::*;

    const WINDOW: Span = Span::new(0, 1_000);

    /// Whose (agent 0 or 1, or everyone's), and its parts: nothing, or an agent's times.
    type Given = (Option<u8>, Vec<Option<Vec<(u8, i64)>>>);

    fn id(agent: u8) -> AgentId {
        agent.to_string().into()
    }

    fn series((agent, parts): Given) -> Series {
        let part = |rows: Option<Vec<(u8, i64)>>| {
            let rows = rows.map(|rows| {
                let row = |(agent, at)| changes(&id(agent), [(at, ActivityId(3))]);
                page(rows.into_iter().flat_map(row))
            });
            rows.map_or(Part::Missing, Part::Page)
        };
        let parts = parts.into_iter().map(part).collect();
        Series::new(agent.map(id), WINDOW, parts, Durations::OfPreviousState)
    }

    /// By the definition: for each missing part a look at all others.
    fn truth(series: &[Series], agent: &AgentId) -> Vec<Span> {
        let times = |part: &Part| -> Vec<Millis> {
            let blocks = part.page().into_iter().flat_map(|page| page.blocks.clone());
            blocks.filter(|(id, _)| id == agent).flat_map(|(_, b)| [b.first(), b.last()]).collect()
        };
        let concerned = series.iter().filter(|s| s.agent.as_ref().is_none_or(|asked| asked == agent));
        let holes = concerned.flat_map(|series| {
            let places = (0..series.parts.len()).filter(|i| matches!(series.parts[*i], Part::Missing));
            places.map(|i| {
                let before = series.parts[..i].iter().flat_map(times).max();
                let after = series.parts[i..].iter().flat_map(times).min();
                Span { start: before.unwrap_or(WINDOW.start), end: after.unwrap_or(WINDOW.end) }
            })
        });
        joined(holes.collect())
    }

    proptest! {
        #[test]
        fn every_agent_misses_what_lies_around_its_missing_parts(
            given in prop::collection::vec(
                (
                    prop::option::of(0_u8..2),
                    prop::collection::vec(
                        prop::option::of(prop::collection::vec((0_u8..3, 0_i64..1_000), 0..5)), 0..8,
                    ),
                ),
                0..4,
            ),
        ) {
            let series: Vec<Series> = given.into_iter().map(series).collect();
            let missing = Missing::of(&series);
            for agent in [0, 1, 2].map(id) {
                let found = missing.of_agent(&agent, Durations::OfPreviousState);
                prop_assert_eq!(found, truth(&series, &agent));
            }
        }
    }

    #[test]
    fn a_failed_window_is_in_doubt_as_a_whole_where_rows_say_how_long_they_last() {
        let whole = |agent| series((agent, vec![None, Some(vec![(0, 5)])]));
        let cut = Series { span: Span::new(1_000, 1_200), ..whole(Some(1)) };
        let series = [whole(None), cut];
        let missing = Missing::of(&series);
        let of = |agent| missing.of_agent(&id(agent), Durations::OfOwnState);
        assert_eq!((of(0), of(1)), (vec![WINDOW], vec![Span::new(0, 1_200)]));
    }
}
