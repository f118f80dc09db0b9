//! What was planned: activities of agents, in order and apart.
//!
//! ```text
//! as it came   |---------- Open ----------|        |---- Open ----|
//!                    |- Break -|                       |-- Meeting --|
//! plan         |Open |  Break  |   Open   |        |Op.|-- Meeting --|    overlap: a finding
//! ```
//! What lies inside another is planned in its place, and the outer one goes on after it. Where two overlap
//! without one holding the other, the later counts from where it begins.

mod builder;
mod who;

use std::sync::Arc;

use crate::time::{Millis, Span};

pub use builder::{Joining, ScheduleBuilder};
pub use who::Who;

/// Index of an activity in its [`Schedule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlannedId(pub u32);

/// An activity that is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedActivity {
    /// Its name, as it came.
    pub name: Arc<str>,
    /// Whether the source says that it is open time, in which contacts are taken.
    pub is_open: Option<bool>,
}

/// A stretch of one planned activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its time; never empty.
    pub span: Span,
    /// What is planned.
    pub activity: PlannedId,
}

/// What is planned for one agent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    list: Vec<Planned>,
}

impl Plan {
    /// Every stretch, in order and apart.
    pub fn list(&self) -> &[Planned] {
        &self.list
    }

    /// The stretches that touch a span.
    pub fn in_span(&self, span: Span) -> &[Planned] {
        let from = self.list.partition_point(|planned| planned.span.end <= span.start);
        let to = self.list.partition_point(|planned| planned.span.start < span.end).max(from);
        &self.list[from..to]
    }

    /// What is planned at a moment.
    pub fn at(&self, t: Millis) -> Option<&Planned> {
        self.in_span(Span { start: t, end: t + 1 }).first()
    }
}

/// The plans of agents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// The activities that are planned, each name once.
    pub activities: Vec<PlannedActivity>,
    /// Who, as the source writes it (a number, a name, an address) or by the agent's id, with the plan; in the order
    /// they came.
    pub plans: Vec<(Arc<str>, Plan)>,
    /// What is odd.
    pub findings: PlanFindings,
}

impl Schedule {
    /// The activity behind an id of this schedule.
    pub fn activity(&self, id: PlannedId) -> &PlannedActivity {
        &self.activities[id.0 as usize]
    }

    /// Whether nothing is planned.
    pub fn is_empty(&self) -> bool {
        self.plans.iter().all(|(_, plan)| plan.list.is_empty())
    }
}

/// Something odd in a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanFindingKind {
    /// It ends before it begins, or when it begins; it does not count.
    Reversed,
    /// Two overlap and neither holds the other, or have one time and two names: the later counts.
    Overlap,
    /// It came twice; it counts once.
    Twice,
}

impl PlanFindingKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Reversed, Self::Overlap, Self::Twice];
}

/// An example of what is odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFinding {
    /// What is odd.
    pub kind: PlanFindingKind,
    /// Whose plan.
    pub who: Arc<str>,
    /// Which of the sources that were put together, counted from 0.
    pub source: usize,
    /// Line or number of the row in its source, counted from 1.
    pub line: u64,
    /// From where.
    pub at: Millis,
}

/// What is odd in a schedule: counted in full, with examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanFindings {
    counts: [usize; PlanFindingKind::ALL.len()],
    /// The first [`PlanFindings::EXAMPLES`] of each kind.
    pub examples: Vec<PlanFinding>,
}

impl PlanFindings {
    /// Most examples of a kind.
    pub const EXAMPLES: usize = 100;

    /// How many there are of a kind.
    pub fn count(&self, kind: PlanFindingKind) -> usize {
        self.counts[kind as usize]
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    fn add(&mut self, finding: PlanFinding) {
        let kind = finding.kind;
        self.counts[kind as usize] += 1;
        if self.count(kind) <= Self::EXAMPLES {
            self.examples.push(finding);
        }
    }

    fn append(&mut self, other: &Self, source: usize) {
        for kind in PlanFindingKind::ALL {
            let room = Self::EXAMPLES.saturating_sub(self.count(kind));
            self.counts[kind as usize] += other.count(kind);
            let examples = other.examples.iter().filter(|one| one.kind == kind).take(room);
            self.examples.extend(examples.map(|one| PlanFinding { source, ..one.clone() }));
        }
    }
}
