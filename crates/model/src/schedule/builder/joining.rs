//! Entries of several sources → plans, one agent after another.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::{Plan, PlanFinding, PlanFindingKind, Planned, PlannedActivity, PlannedId, Schedule, Who};
use super::{Entry, ScheduleBuilder};
use crate::time::{Millis, Span};

/// Makes one plan after another, for callers who do other things between. What several sources plan for an agent, or
/// one under several names, is one plan; names of nobody stay as they are. Findings name the source by its position.
#[derive(Clone, Debug)]
pub struct Joining {
    /// What its activities are in common, for each.
    sources: Vec<(Vec<PlannedId>, Arc<ScheduleBuilder>)>,
    /// What all have in common: activities and findings. It has no entries.
    common: ScheduleBuilder,
    agents: Vec<(Arc<str>, Vec<Part>)>,
    plans: Vec<(Arc<str>, Plan)>,
}

/// Entries that a source has under one name.
#[derive(Clone, Copy, Debug)]
struct Part {
    source: usize,
    name: usize,
}

impl Joining {
    /// For these sources; costs as much as they have names and activities.
    pub fn new(sources: Vec<Arc<ScheduleBuilder>>, who: &Who) -> Self {
        let (mut common, mut agents) = (ScheduleBuilder::new(), Vec::<(Arc<str>, Vec<Part>)>::new());
        let mut places: HashMap<Arc<str>, usize> = HashMap::new();
        let sources: Vec<_> = sources.into_iter().map(|builder| (common.ids_of(&builder), builder)).collect();
        for (source, (_, builder)) in sources.iter().enumerate() {
            common.findings.append(&builder.findings, source);
            for (name, (written, _)) in builder.entries.iter().enumerate() {
                let agent = who.find(written).unwrap_or(written);
                let place = *places.entry(agent.clone()).or_insert(agents.len());
                if place == agents.len() {
                    agents.push((agent.clone(), Vec::new()));
                }
                agents[place].1.push(Part { source, name });
            }
        }
        Self { sources, common, agents, plans: Vec::new() }
    }

    /// All activities that are planned, by the number that plans have for them.
    pub fn activities(&self) -> &[PlannedActivity] {
        &self.common.activities
    }

    /// Makes the next plan: its position among all, whose it is, and the plan. `None` when all are made.
    pub fn next_plan(&mut self) -> Option<(usize, &str, &Plan)> {
        let place = self.plans.len();
        let (who, parts) = self.agents.get(place)?.clone();
        let mut entries: Vec<(usize, Entry)> = Vec::new();
        for Part { source, name } in parts {
            let (ids, builder) = &self.sources[source];
            entries.extend(builder.entries[name].1.iter().map(|entry| (source, entry.named(ids))));
        }
        let plan = self.plan(&who, entries);
        self.plans.push((who, plan));
        self.plans.last().map(|(who, plan)| (place, &**who, plan))
    }

    fn plan(&mut self, who: &Arc<str>, mut entries: Vec<(usize, Entry)>) -> Plan {
        // The outer before what lies inside it; of one time in the order they came.
        entries.sort_by_key(|(_, entry)| (entry.planned.span.start, -entry.planned.span.end.0));
        let list = Vec::with_capacity(entries.len());
        let mut flat = Flat { list, open: Vec::new(), at: Millis(i64::MIN) };
        for (source, Entry { line, planned }) in entries {
            if let Some(kind) = flat.take(planned) {
                let at = planned.span.start;
                self.common.findings.add(PlanFinding { kind, who: who.clone(), source, line, at });
            }
        }
        flat.close(Millis(i64::MAX));
        Plan { list: flat.list }
    }

    /// The schedule, with what was not made yet.
    pub fn finish(mut self) -> Schedule {
        while self.next_plan().is_some() {}
        let ScheduleBuilder { activities, findings, .. } = self.common;
        Schedule { activities, plans: self.plans, findings }
    }
}

/// Lays entries out, one after another.
struct Flat {
    list: Vec<Planned>,
    /// Those under way, the innermost last: each ends later than those behind it.
    open: Vec<Planned>,
    /// What was laid out so far.
    at: Millis,
}

impl Flat {
    /// One more entry; they come in the order of their beginnings. What is odd about it.
    fn take(&mut self, next: Planned) -> Option<PlanFindingKind> {
        self.close(next.span.start);
        let is_twice = self.open.last() == Some(&next);
        if is_twice {
            return Some(PlanFindingKind::Twice);
        }
        let mut is_overlap = false;
        while let Some(inner) = self.open.last().filter(|inner| inner.span.end <= next.span.end) {
            let is_same = inner.activity == next.activity;
            is_overlap |= inner.span.end < next.span.end || inner.span == next.span && !is_same;
            self.open.pop();
        }
        self.open.push(next);
        is_overlap.then_some(PlanFindingKind::Overlap)
    }

    /// Lays out what is under way up to `t`, and ends what ends by then.
    fn close(&mut self, t: Millis) {
        while let Some(inner) = self.open.last().copied() {
            self.lay(inner, inner.span.end.min(t));
            if inner.span.end > t {
                return;
            }
            self.open.pop();
        }
        self.at = self.at.max(t);
    }

    fn lay(&mut self, planned: Planned, end: Millis) {
        let start = self.at.max(planned.span.start);
        if end <= start {
            return;
        }
        self.at = end;
        match self.list.last_mut().filter(|last| last.span.end == start && last.activity == planned.activity)
        {
            Some(last) => last.span.end = end,
            None => self.list.push(Planned { span: Span { start, end }, ..planned }),
        }
    }
}

impl From<ScheduleBuilder> for Joining {
    /// One source, by the names that it writes.
    fn from(source: ScheduleBuilder) -> Self {
        Self::new(vec![Arc::new(source)], &Who::default())
    }
}
