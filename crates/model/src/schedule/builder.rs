//! Entries as they come → plans.

mod joining;

use std::collections::HashMap;
use std::sync::Arc;

use super::{PlanFinding, PlanFindingKind, PlanFindings, Planned, PlannedActivity, PlannedId, Schedule, Who};
use crate::time::{CALENDAR, Span};

pub use joining::Joining;

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
            entries.push(Entry { planned: Planned { span: known, activity }, line });
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

    /// Adds all that another took of the same source.
    pub fn append(&mut self, other: &Self) {
        let ids = self.ids_of(other);
        for (who, entries) in &other.entries {
            let (_, own) = self.entries_of(who);
            own.extend(entries.iter().map(|entry| entry.named(&ids)));
        }
        self.findings.append(&other.findings, 0);
    }

    /// What another's activities are here, by their numbers there.
    fn ids_of(&mut self, other: &Self) -> Vec<PlannedId> {
        other.activities.iter().map(|one| self.activity(&one.name, one.is_open)).collect()
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

    /// Keeps what lies in a span and, beside it, what leads into it or goes on from it without a gap: shifts stay whole.
    /// Who has nothing there has no plan.
    pub fn keep_shifts_in(&mut self, span: Span) {
        for (_, entries) in &mut self.entries {
            entries.sort_by_key(|entry| entry.planned.span.start);
            let kept = shifts_in(entries, span);
            entries.retain(|entry| kept.is_some_and(|kept| !entry.planned.span.intersect(kept).is_empty()));
        }
        self.entries.retain(|(_, entries)| !entries.is_empty());
        let names = self.entries.iter().enumerate();
        self.places = names.map(|(place, (who, _))| (who.clone(), place)).collect();
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
    pub fn finish_for(self, who: &Who) -> Schedule {
        Joining::new(vec![Arc::new(self)], who).finish()
    }

    /// The plans, by the names that sources write.
    pub fn finish(self) -> Schedule {
        self.finish_for(&Who::default())
    }
}

impl Entry {
    /// The same with its activity as it is called elsewhere.
    fn named(&self, ids: &[PlannedId]) -> Self {
        let activity = ids[self.planned.activity.0 as usize];
        Self { planned: Planned { activity, ..self.planned }, ..*self }
    }
}

/// The time of those shifts that reach into a span; `entries` are in the order of their beginnings.
fn shifts_in(entries: &[Entry], span: Span) -> Option<Span> {
    let spans = || entries.iter().map(|entry| entry.planned.span);
    let inside = spans().filter(|one| !one.intersect(span).is_empty());
    let kept =
        inside.reduce(|all, one| Span { start: all.start.min(one.start), end: all.end.max(one.end) })?;
    let start = spans()
        .rev()
        .fold(kept.start, |start, one| if one.end >= start { start.min(one.start) } else { start });
    let end = spans().fold(kept.end, |end, one| if one.start <= end { end.max(one.end) } else { end });
    Some(Span { start, end })
}

#[cfg(test)]
mod tests;
