//! How what was loaded is looked at: all that a link says beside the question, and the way there and back.

use std::collections::{BTreeSet, HashSet};

use super::link::Link;
use super::panel::Panel;
use super::roster::Filter;
use super::row_figures::RowSort;
use super::scope::Selection;
use super::table;
use data::query::Agents;
use model::record::AgentId;
use model::sorting::set_of;
use model::time::{DAY, HOUR, Millis, Span};
use scene::layout::{MAX_DAYS, is_whole_day};
use scene::rows::LaneMode;

/// What is seen of what was loaded, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// What rows stand for.
    pub lanes: LaneMode,
    /// The agent whose rows are open; `None` before anybody came.
    pub open: Option<AgentId>,
    /// The visible part of the range; `None` for all of it, and where rows are days.
    pub view: Option<Span>,
    /// The visible part of each day, as clocks show it; `None` for the hours of shifts. Where rows are no days, all of
    /// it or `None`.
    pub hours: Option<Span>,
    /// What is selected.
    pub selection: Option<Selection>,
    /// Keys of the states that are hidden.
    pub hidden: BTreeSet<String>,
    /// Which agents have rows.
    pub filter: Filter,
    /// The order of rows by agent and by day.
    pub sort: RowSort,
    /// Whether rows by agent stand together by team; `None` for what is usual for so many.
    pub grouped: Option<bool>,
    /// The teams whose agents have no rows.
    pub folded: BTreeSet<String>,
    /// The agents whose states have rows of their own below them.
    pub expanded: BTreeSet<AgentId>,
    /// The order of the table of records.
    pub records: table::Sort,
    /// The moment at which everyone's state is listed; `None` for the latest.
    pub moment: Option<Millis>,
    /// Whether names are hidden.
    pub names_hidden: bool,
    /// Limits that a link says, as it says them; `None` for those that are in force anyway.
    pub rules: Option<String>,
    /// The list below the timeline that is gone to.
    pub panel: Option<Panel>,
}

/// What a link is understood and written by.
#[derive(Clone, Copy, Debug)]
pub struct Loaded<'a> {
    /// The ids of the agents who are there, in their order.
    pub agents: &'a [AgentId],
    /// The range.
    pub window: Span,
}

impl Loaded<'_> {
    /// What rows over all of the range stand for unless a link says it.
    fn usual_line(self) -> LaneMode {
        if self.agents.len() > 1 { LaneMode::Agent } else { LaneMode::State }
    }

    /// What rows stand for unless a link says it.
    fn usual_lanes(self) -> LaneMode {
        match self.window.len() {
            _ if self.agents.len() > 1 => LaneMode::Agent,
            // Several days, as many as get a row; a day can have 25 hours.
            len if len > DAY + HOUR && len <= MAX_DAYS as i64 * DAY => LaneMode::Day,
            _ => LaneMode::State,
        }
    }

    /// Whose rows are open unless a link says it: the first who was asked for.
    fn usual_open(self, question: Option<&Agents>) -> Option<AgentId> {
        let asked = match question {
            Some(Agents::Named(ids)) => {
                let there: HashSet<&AgentId> = self.agents.iter().collect();
                ids.iter().find(|id| there.contains(id))
            }
            _ => None,
        };
        asked.or(self.agents.first()).cloned()
    }

    /// A part of the range; `None` where nothing of it was loaded, or all of it is meant.
    fn part(self, span: Span) -> Option<Span> {
        Some(span.intersect(self.window)).filter(|part| !part.is_empty() && *part != self.window)
    }

    /// Those of these agents who are there.
    fn there(self, ids: &BTreeSet<AgentId>) -> BTreeSet<AgentId> {
        if ids.is_empty() {
            return BTreeSet::new();
        }
        set_of(self.agents.iter().filter(|id| ids.contains(*id)).cloned())
    }

    /// What is left of a selection; `None` where nothing of it was loaded.
    fn selected(self, mut selection: Selection) -> Option<Selection> {
        selection.span = selection.span.intersect(self.window);
        if let Some(ids) = &mut selection.agents {
            let there: HashSet<&AgentId> = self.agents.iter().collect();
            ids.retain(|id| there.contains(id));
        }
        let nobody = selection.agents.as_ref().is_some_and(Vec::is_empty);
        Some(selection).filter(|selection| !selection.is_empty() && !nobody)
    }
}

impl Look {
    /// What a link says of what was loaded; of what it does not say, the usual.
    pub fn of(link: &Link, loaded: Loaded) -> Self {
        // A part of the range that is said alone is one of a time line.
        let usual = if link.view.is_some() { loaded.usual_line() } else { loaded.usual_lanes() };
        let lanes = link.lanes.unwrap_or(usual);
        let by_day = lanes == LaneMode::Day;
        let open = link.open.clone().filter(|id| loaded.agents.contains(id));
        Self {
            lanes,
            open: open.or_else(|| loaded.usual_open(link.agents.as_ref())),
            view: link.view.filter(|_| !by_day).and_then(|view| loaded.part(view)),
            hours: link.hours.filter(|hours| by_day || is_whole_day(*hours)),
            selection: link.selection.clone().and_then(|selection| loaded.selected(selection)),
            hidden: link.hidden.clone(),
            filter: link.filter.clone(),
            sort: link.sort,
            grouped: link.grouped,
            folded: link.folded.clone(),
            expanded: loaded.there(&link.expanded),
            records: link.records.unwrap_or_default(),
            moment: link.moment,
            names_hidden: link.names_hidden,
            rules: link.rules.clone(),
            panel: link.panel,
        }
    }

    /// The link that asks `question` and shows the answer like this; what is usual is left out.
    pub fn link(&self, question: &Link, loaded: Loaded) -> Link {
        // Who comes first of all agents, and how many they are, can differ where the link is opened.
        let is_settled = question.agents != Some(Agents::All);
        let is_one = loaded.agents.len() <= 1;
        let is_usual = |lanes: &LaneMode| *lanes == loaded.usual_lanes() && (is_settled || !is_one);
        let usual_open = loaded.usual_open(question.agents.as_ref()).filter(|_| is_settled);
        Link {
            lanes: Some(self.lanes).filter(|lanes| !is_usual(lanes)),
            open: self.open.clone().filter(|open| Some(open) != usual_open.as_ref()),
            view: self.view,
            hours: self.hours,
            selection: self.selection.clone(),
            hidden: self.hidden.clone(),
            filter: self.filter.clone(),
            sort: self.sort,
            grouped: self.grouped,
            folded: self.folded.clone(),
            expanded: self.expanded.clone(),
            records: Some(self.records).filter(|sort| *sort != table::Sort::default()),
            moment: self.moment,
            names_hidden: self.names_hidden,
            rules: self.rules.clone(),
            panel: self.panel,
            ..question.clone()
        }
    }
}

#[cfg(test)]
mod tests;
