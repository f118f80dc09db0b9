//! Entries as they come → plans.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Plan, PlanFindingKind, PlanFindings, Planned, PlannedActivity, PlannedId, Schedule, Who};
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
        let at = self.places.get(who).copied().unwrap_or_else(|| {
            let who: Arc<str> = who.into();
            self.entries.push((who.clone(), Vec::new()));
            self.places.insert(who, self.entries.len() - 1);
            self.entries.len() - 1
        });
        let (who, entries) = &mut self.entries[at];
        let known = span.intersect(CALENDAR);
        if span.end <= span.start || known.is_empty() {
            self.findings.add(PlanFindingKind::Reversed, who, line, span.start);
        } else {
            entries.push(Entry { planned: Planned { span: known, activity }, line });
        }
    }

    /// Who has plans, as sources write it, each once.
    pub fn whose(&self) -> impl ExactSizeIterator<Item = &str> {
        self.entries.iter().map(|(who, _)| &**who)
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
            findings.add(kind, who, entry.line, entry.planned.span.start);
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Builds the plan of one agent from (start, end, activity).
    fn built(entries: &[(i64, i64, u32)]) -> Schedule {
        let mut builder = ScheduleBuilder::new();
        for (line, &(start, end, activity)) in entries.iter().enumerate() {
            let activity = builder.activity(&activity.to_string(), None);
            builder.push("ana", Span::new(start, end), activity, line as u64 + 1);
        }
        builder.finish()
    }

    fn told(schedule: &Schedule) -> Vec<(i64, i64, &str)> {
        let list = schedule.plans.iter().flat_map(|(_, plan)| plan.list());
        list.map(|p| (p.span.start.0, p.span.end.0, &*schedule.activity(p.activity).name)).collect()
    }

    #[test]
    fn what_lies_inside_is_planned_in_its_place() {
        for (entries, expected, found) in [
            (&[(0, 10, 1), (4, 5, 2)][..], &[(0, 4, "1"), (4, 5, "2"), (5, 10, "1")][..], ""),
            (&[(4, 5, 2), (0, 10, 1)], &[(0, 4, "1"), (4, 5, "2"), (5, 10, "1")], ""),
            (&[(0, 10, 1), (0, 2, 2), (8, 10, 3)], &[(0, 2, "2"), (2, 8, "1"), (8, 10, "3")], ""),
            (
                &[(0, 10, 1), (2, 8, 2), (3, 4, 3)],
                &[(0, 2, "1"), (2, 3, "2"), (3, 4, "3"), (4, 8, "2"), (8, 10, "1")],
                "",
            ),
            (&[(0, 5, 1), (5, 9, 1)], &[(0, 9, "1")], ""),
            (&[(0, 5, 1), (3, 9, 2)], &[(0, 3, "1"), (3, 9, "2")], "Overlap 2"),
            (&[(0, 5, 1), (3, 9, 1)], &[(0, 9, "1")], "Overlap 2"),
            (&[(0, 5, 1), (0, 5, 2)], &[(0, 5, "2")], "Overlap 2"),
            (&[(0, 5, 1), (0, 5, 1)], &[(0, 5, "1")], "Twice 2"),
            (
                &[(0, 20, 1), (2, 5, 2), (4, 8, 3)],
                &[(0, 2, "1"), (2, 4, "2"), (4, 8, "3"), (8, 20, "1")],
                "Overlap 3",
            ),
            (&[(5, 0, 1), (7, 9, 2)], &[(7, 9, "2")], "Reversed 1"),
            (&[(5, 5, 1)], &[], "Reversed 1"),
        ] {
            let schedule = built(entries);
            assert_eq!(told(&schedule), expected, "{entries:?}");
            let examples =
                schedule.findings.examples.iter().map(|found| format!("{:?} {}", found.kind, found.line));
            assert_eq!(examples.collect::<Vec<_>>().join(", "), found, "{entries:?}");
        }
    }

    #[test]
    fn plans_are_looked_up_by_time() {
        let schedule = built(&[(0, 5, 1), (7, 9, 2)]);
        let plan = &schedule.plans[0].1;
        let at = |t| plan.at(Millis(t)).map(|planned| planned.activity.0);
        assert_eq!(
            [at(-1), at(0), at(4), at(5), at(7), at(9)],
            [None, Some(0), Some(0), None, Some(1), None]
        );
        assert_eq!(plan.in_span(Span::new(4, 7)).len(), 1);
        assert_eq!(plan.in_span(Span::new(4, 8)).len(), 2);
        assert_eq!(plan.in_span(Span::new(8, 2)).len(), 0);
    }

    #[test]
    fn plans_under_several_names_of_an_agent_are_one() {
        let mut builder = ScheduleBuilder::new();
        let [open, lunch] = ["Open", "Lunch"].map(|name| builder.activity(name, None));
        builder.push("401", Span::new(0, 10), open, 1);
        builder.push("nobody", Span::new(0, 10), open, 2);
        builder.push("ann@example.com", Span::new(4, 5), lunch, 3);
        assert_eq!(builder.whose().collect::<Vec<_>>(), ["401", "nobody", "ann@example.com"]);
        let agents: [crate::record::AgentId; 1] = ["401".into()];
        let who = Who::new(&agents, &crate::directory::Directory::default(), [("ann@example.com", "401")]);
        let schedule = builder.finish_for(&who);
        let told: Vec<_> = schedule.plans.iter().map(|(who, plan)| (&**who, plan.list().len())).collect();
        assert_eq!(told, [("401", 3), ("nobody", 1)]);
    }

    proptest! {
        #[test]
        fn each_moment_has_what_began_last_around_it(
            entries in prop::collection::vec((0..40_i64, 1..20_i64, 0..3_u32), 0..12),
        ) {
            // Nested or apart: the innermost is what began last, and of one beginning ends first.
            let mut nested: Vec<(i64, i64, u32)> = Vec::new();
            for (start, length, activity) in entries {
                let end = start + length;
                let fits = |other: &(i64, i64, u32)| {
                    other.1 <= start || end <= other.0
                        || (other.0 <= start && end <= other.1 || start <= other.0 && other.1 <= end)
                            && (start, end) != (other.0, other.1)
                };
                if nested.iter().all(fits) {
                    nested.push((start, end, activity));
                }
            }
            let schedule = built(&nested);
            prop_assert!(schedule.findings.examples.is_empty());
            for t in 0..60 {
                let innermost = nested.iter().filter(|one| one.0 <= t && t < one.1).min_by_key(|one| one.1 - one.0);
                let planned = schedule.plans.first().and_then(|(_, plan)| plan.at(Millis(t)));
                let name = planned.map(|planned| schedule.activity(planned.activity).name.to_string());
                prop_assert_eq!(name, innermost.map(|one| one.2.to_string()));
            }
        }

        #[test]
        fn stretches_are_in_order_and_apart_whatever_comes(
            entries in prop::collection::vec((0..40_i64, -3..20_i64, 0..3_u32), 0..30),
        ) {
            let entries: Vec<_> = entries.into_iter().map(|(start, ms, id)| (start, start + ms, id)).collect();
            let schedule = built(&entries);
            let list: Vec<_> = schedule.plans.iter().flat_map(|(_, plan)| plan.list()).collect();
            prop_assert!(list.iter().all(|planned| !planned.span.is_empty()));
            prop_assert!(list.windows(2).all(|two| two[0].span.end <= two[1].span.start));
            for t in 0..60 {
                let is_planned = entries.iter().any(|one| one.0 <= t && t < one.1);
                prop_assert_eq!(list.iter().any(|planned| planned.span.contains(Millis(t))), is_planned);
            }
        }
    }
}
