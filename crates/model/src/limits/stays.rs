//! A lane's occurrences as rules look at them.

use crate::columns::Columns;
use crate::occurrence::Joining;
use crate::state::{ActivityId, StateKind};
use crate::time::{Millis, Span};
use crate::timeline::AgentTimeline;

/// An occurrence that rules are about, or several that are joined.
#[derive(Clone, Copy, Debug)]
pub struct Stay {
    /// What the agent did.
    pub activity: ActivityId,
    /// The rules that are about it, a bit each.
    pub rules: u64,
    /// Its first segment.
    pub segment: usize,
    /// From the true beginning of the first part to the end of the last.
    pub span: Span,
    /// Length of its parts together, in milliseconds.
    pub ms: i64,
    /// Its first part, and the last.
    pub first: usize,
    last: usize,
    /// Whether it still goes on.
    pub so_far: bool,
    /// Whether it may have begun earlier or ended later than is known.
    pub at_least: bool,
    /// Whether it followed a contact or its after-call work.
    pub from_contact: bool,
}

/// An occurrence.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// From its true beginning.
    pub span: Span,
    /// What it belongs to.
    pub stay: usize,
    /// The next part of the same.
    pub next: Option<usize>,
}

/// What rules are about in one lane, in order of time.
#[derive(Clone, Debug, Default)]
pub struct Stays {
    /// Occurrences, joined where that is wanted.
    pub list: Vec<Stay>,
    /// Their parts.
    pub parts: Vec<Part>,
}

impl Stays {
    /// Those that a rule is about.
    pub fn of(&self, rule: usize) -> impl Iterator<Item = (usize, &Stay)> {
        self.list.iter().enumerate().filter(move |(_, stay)| stay.rules >> rule & 1 == 1)
    }

    /// The parts that a rule is about.
    pub fn parts_of(&self, rule: usize) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| self.list[part.stay].rules >> rule & 1 == 1)
    }

    /// When a stay has lasted so long; its end when it has not.
    pub fn lasted(&self, stay: &Stay, ms: i64) -> Millis {
        let (mut at, mut left) = (Some(stay.first), ms);
        while let Some(part) = at.map(|at| &self.parts[at]) {
            if left <= part.span.len() {
                return part.span.start + left;
            }
            left -= part.span.len();
            at = part.next;
        }
        stay.span.end
    }
}

/// What a walk over a lane sees of a segment.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Position in the lane.
    pub index: usize,
    /// Its time, in the window.
    pub span: Span,
    /// What the agent did.
    pub activity: ActivityId,
    /// What that means.
    pub kind: StateKind,
}

/// Takes a lane's segments, in order.
#[derive(Clone, Debug)]
pub struct StaysBuilder {
    join_ms: i64,
    joining: Joining,
    /// The last stay of each activity, by its column.
    open: Vec<Option<usize>>,
    /// What lasted before.
    before: Option<StateKind>,
    /// When time of which nothing is known ended last.
    unknown_until: Millis,
    stays: Stays,
}

impl StaysBuilder {
    /// For a lane with so many columns. Occurrences with no more than `join_ms` between them are joined.
    pub fn new(columns: usize, join_ms: i64) -> Self {
        Self {
            join_ms,
            joining: Joining::NOTHING,
            open: vec![None; columns],
            before: None,
            unknown_until: Millis(i64::MIN),
            stays: Stays::default(),
        }
    }

    /// Looks at the lane's next segment, which `rules` are about; `is_cut` is whether its beginning is not known.
    pub fn observe(&mut self, timeline: &AgentTimeline, seen: &Seen, rules: u64, is_cut: bool) {
        let Seen { span, activity, kind, .. } = *seen;
        let lasting = self.joining.activity();
        let (_, goes_on) = self.joining.observe(activity, span.start, span.len());
        let columns = timeline.index.columns();
        let column = columns.place(activity).filter(|_| rules != 0);
        if let Some(column) = column {
            if let Some(stay) = self.open[column].filter(|_| goes_on) {
                self.go_on(stay, span);
            } else {
                let start = timeline.lane.since(seen.index).unwrap_or(span.start);
                let is_cut = is_cut || self.before == Some(StateKind::NotFetched);
                self.begin(seen, start, column, rules, is_cut);
            }
        }
        if kind == StateKind::NotFetched && !span.is_empty() {
            self.leave_open(columns, lasting);
        }
        if kind.is_absence() {
            self.unknown_until = span.end.max(self.unknown_until);
        }
        if !span.is_empty() {
            self.before = Some(kind);
        }
    }

    fn go_on(&mut self, stay: usize, span: Span) {
        let stay = &mut self.stays.list[stay];
        let part = &mut self.stays.parts[stay.last].span;
        stay.ms += span.end - part.end;
        part.end = span.end;
        stay.span.end = span.end;
    }

    fn begin(&mut self, seen: &Seen, start: Millis, column: usize, rules: u64, at_least: bool) {
        let span = Span { start, end: seen.span.end };
        let part = self.stays.parts.len();
        let joined = self.open[column].filter(|stay| self.joins(&self.stays.list[*stay], start));
        if let Some(at) = joined {
            let stay = &mut self.stays.list[at];
            self.stays.parts[stay.last].next = Some(part);
            stay.last = part;
            stay.ms += span.len();
            stay.span.end = span.end;
        } else {
            let is_contact = |kind| matches!(kind, StateKind::OnContact | StateKind::WrapUp);
            self.open[column] = Some(self.stays.list.len());
            self.stays.list.push(Stay {
                activity: seen.activity,
                rules,
                segment: seen.index,
                span,
                ms: span.len(),
                first: part,
                last: part,
                so_far: false,
                at_least,
                from_contact: self.before.is_some_and(is_contact),
            });
        }
        let stay = joined.unwrap_or(self.stays.list.len() - 1);
        self.stays.parts.push(Part { span, stay, next: None });
    }

    fn joins(&self, stay: &Stay, start: Millis) -> bool {
        self.join_ms > 0 && start - stay.span.end <= self.join_ms && self.unknown_until <= stay.span.end
    }

    /// The end of the last stay is not known, if it is one of this activity.
    fn leave_open(&mut self, columns: &Columns, activity: ActivityId) {
        if let Some(stay) = self.last_of(columns, activity) {
            stay.at_least = true;
        }
    }

    fn last_of(&mut self, columns: &Columns, activity: ActivityId) -> Option<&mut Stay> {
        let column = columns.place(activity)?;
        self.open[column].map(|stay| &mut self.stays.list[stay])
    }

    /// The stays: the activity that goes on now, and the one whose end is not known.
    pub fn finish(
        mut self,
        columns: &Columns,
        running: Option<ActivityId>,
        open: Option<ActivityId>,
    ) -> Stays {
        if let Some(stay) = running.and_then(|activity| self.last_of(columns, activity)) {
            stay.so_far = true;
        }
        if let Some(activity) = open {
            self.leave_open(columns, activity);
        }
        self.stays
    }
}
