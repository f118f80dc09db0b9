//! Entries as they come → plans.

use std::collections::HashMap;
use std::sync::Arc;

use super::{
    Plan, PlanFinding, PlanFindingKind, PlanFindings, Planned, PlannedActivity, PlannedId, Schedule, Who,
};
use crate::time::{CALENDAR, Millis, Span};

/// Takes what is planned, in any order. Takes time in proportion to the entries, but for sorting them.
#[derive(Clone, Debug, Default)]
pub struct ScheduleBuilder {
    activities: Vec<PlannedActivity>,
    /// By name: what is not said to be open or not, what is not, what is.
    ids: HashMap<Arc<str>, [Option<PlannedId>; 3]>,
    entries: Vec<(Arc<str>, Vec<Entry>)>,
    places: HashMap<Arc<str>, usize>,
    findings: PlanFindings,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    planned: Planned,
    line: u64,
    source: usize,
}

impl ScheduleBuilder {
    /// Nothing is planned.
    pub fn new() -> Self {
        Self::default()
    }

    /// The activity of a name, which the source may say to be open time.
    pub fn activity(&mut self, name: &str, is_open: Option<bool>) -> PlannedId {
        let place = is_open.map_or(0, |is_open| 1 + usize::from(is_open));
        if let Some(id) = self.ids.get(name).and_then(|ids| ids[place]) {
            return id;
        }
        let (name, id): (Arc<str>, _) = (name.into(), PlannedId(self.activities.len() as u32));
        self.activities.push(PlannedActivity { name: name.clone(), is_open });
        self.ids.entry(name).or_default()[place] = Some(id);
        id
    }

    /// Adds an activity of an agent. `line` is where it stands in its source.
    pub fn push(&mut self, who: &str, span: Span, activity: PlannedId, line: u64) {
        let (who, entries) = self.entries_of(who);
        let known = span.intersect(CALENDAR);
        if span.end <= span.start || known.is_empty() {
            let (kind, who, at) = (PlanFindingKind::Reversed, who.clone(), span.start);
            self.findings.add(PlanFinding { kind, who, source: 0, line, at });
        } else {
            entries.push(Entry { planned: Planned { span: known, activity }, line, source: 0 });
        }
    }

    fn entries_of(&mut self, who: &str) -> &mut (Arc<str>, Vec<Entry>) {
        let at = self.places.get(who).copied().unwrap_or_else(|| {
            let who: Arc<str> = who.into();
            self.entries.push((who.clone(), Vec::new()));
            self.places.insert(who, self.entries.len() - 1);
            self.entries.len() - 1
        });
        &mut self.entries[at]
    }

    /// Adds all that another took, as what came from the source of a number: findings name it.
    pub fn append(&mut self, other: &Self, source: usize) {
        let activities = other.activities.iter().map(|one| self.activity(&one.name, one.is_open));
        let ids: Vec<PlannedId> = activities.collect();
        for (who, entries) in &other.entries {
            let (_, own) = self.entries_of(who);
            own.extend(entries.iter().map(|entry| {
                let activity = ids[entry.planned.activity.0 as usize];
                Entry { planned: Planned { activity, ..entry.planned }, source, ..*entry }
            }));
        }
        self.findings.append(&other.findings, source);
    }

    /// Lets each activity count once that came several times, as where days are asked for one by one and what
    /// goes on over midnight comes with both.
    pub fn drop_repeats(&mut self) {
        for (_, entries) in &mut self.entries {
            let key =
                |entry: &Entry| (entry.planned.span.start, entry.planned.span.end, entry.planned.activity);
            entries.sort_by_key(key);
            entries.dedup_by_key(|entry| key(entry));
        }
    }

    /// Number of activities that count, those that overlap and come twice included.
    pub fn len(&self) -> usize {
        self.entries.iter().map(|(_, entries)| entries.len()).sum()
    }

    /// Whether none counts.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// From the first beginning to the last end; `None` where nothing is planned.
    pub fn reached(&self) -> Option<Span> {
        let spans = self.entries.iter().flat_map(|(_, entries)| entries).map(|entry| entry.planned.span);
        spans.reduce(|all, one| Span { start: all.start.min(one.start), end: all.end.max(one.end) })
    }

    /// Who has plans, as sources write it, each once.
    pub fn whose(&self) -> impl ExactSizeIterator<Item = &str> {
        self.entries.iter().map(|(who, _)| &**who)
    }

    /// The first line on which something is planned for somebody; `None` where nothing that counts is.
    pub fn first_line(&self, who: &str) -> Option<u64> {
        let (_, entries) = &self.entries[*self.places.get(who)?];
        entries.iter().map(|entry| entry.line).min()
    }

    /// The plans of agents: those of several names of one agent are one. Names of nobody stay as they are.
    pub fn finish_for(mut self, who: &Who) -> Schedule {
        let mut places: HashMap<Arc<str>, usize> = HashMap::new();
        let mut merged: Vec<(Arc<str>, Vec<Entry>)> = Vec::new();
        for (name, entries) in self.entries {
            let agent = who.find(&name).cloned().unwrap_or(name);
            let place = *places.entry(agent.clone()).or_insert(merged.len());
            match merged.get_mut(place) {
                Some((_, all)) => all.extend(entries),
                None => merged.push((agent, entries)),
            }
        }
        self.entries = merged;
        self.finish()
    }

    /// The plans, by the names that sources write.
    pub fn finish(self) -> Schedule {
        let Self { activities, entries, mut findings, .. } = self;
        let plans = entries.into_iter().map(|(who, entries)| {
            let plan = plan(&who, entries, &mut findings);
            (who, plan)
        });
        let plans = plans.collect();
        Schedule { activities, plans, findings }
    }
}

fn plan(who: &Arc<str>, mut entries: Vec<Entry>, findings: &mut PlanFindings) -> Plan {
    // The outer before what lies inside it; of one time in the order they came.
    entries.sort_by_key(|entry| (entry.planned.span.start, -entry.planned.span.end.0));
    let mut flat = Flat { list: Vec::with_capacity(entries.len()), open: Vec::new(), at: Millis(i64::MIN) };
    for entry in entries {
        if let Some(kind) = flat.take(entry.planned) {
            let Entry { source, line, planned } = entry;
            findings.add(PlanFinding { kind, who: who.clone(), source, line, at: planned.span.start });
        }
    }
    flat.close(Millis(i64::MAX));
    Plan { list: flat.list }
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

#[cfg(test)]
mod tests;
