//! What everything on the page speaks of: whose time, and which part of the range.

use std::collections::HashSet;

use model::dataset::Dataset;
use model::record::AgentId;
use model::time::Span;
use model::zone::Zone;

/// A selected part of the range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The part.
    pub span: Span,
    /// Only this part of each day in it, counted from the day's first moment; `None` for all of it.
    pub hours: Option<Span>,
    /// The agents whose rows are selected; `None` for all that are shown.
    pub agents: Option<Vec<AgentId>>,
}

impl From<Span> for Selection {
    fn from(span: Span) -> Self {
        Self { span, ..Self::default() }
    }
}

impl Selection {
    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.span.is_empty() || self.hours.is_some_and(Span::is_empty)
    }
}

/// How the part came about that everything speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScopeKind {
    /// It is the range that was loaded.
    #[default]
    Range,
    /// It is what the timeline was zoomed to.
    Zoom,
    /// It is selected.
    Selection,
}

impl ScopeKind {
    /// Its word for scripts, file names and heads of files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Range => "range",
            Self::Zoom => "zoom",
            Self::Selection => "selection",
        }
    }
}

/// What everything on the page speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// How it came about.
    pub kind: ScopeKind,
    /// From its first moment to its last.
    pub span: Span,
    /// Only this part of each day in it, counted from the day's first moment; `None` for all of it.
    pub hours: Option<Span>,
    /// Whose time: indices into [`Dataset::agents`], in row order.
    pub agents: Vec<usize>,
}

/// What is seen of a range.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// The agents whose rows are shown, in row order: indices into [`Dataset::agents`].
    pub agents: &'a [usize],
    /// The visible part of the range; not a part of it where rows are days.
    pub view: Span,
    /// The visible part of each day, where rows are days and not all of it is.
    pub hours: Option<Span>,
    /// What is selected.
    pub selection: Option<&'a Selection>,
}

impl Scope {
    /// A selection counts for more than a zoom, a zoom for more than the range.
    pub fn of(seen: &Seen) -> Self {
        let window = seen.data.window;
        let whole = Self { kind: ScopeKind::Range, span: window, hours: None, agents: seen.agents.to_vec() };
        if let Some(selection) = seen.selection.filter(|selection| !selection.is_empty()) {
            let span = selection.span.intersect(window);
            let agents = selected(seen, selection);
            return Self { kind: ScopeKind::Selection, span, hours: selection.hours, agents };
        }
        if seen.hours.is_some() {
            return Self { kind: ScopeKind::Zoom, hours: seen.hours, ..whole };
        }
        let view = seen.view.intersect(window);
        if view.is_empty() || view == window {
            return whole;
        }
        Self { kind: ScopeKind::Zoom, span: view, ..whole }
    }

    /// The times it is made of, in order: one, or one a day.
    pub fn spans(&self, zone: &Zone) -> Vec<Span> {
        let Some(hours) = self.hours else { return vec![self.span] };
        let days = zone.days(self.span, usize::MAX).into_iter();
        let part = |day: Span| Span { start: day.start + hours.start.0, end: day.start + hours.end.0 };
        let parts = days.map(|(_, day)| part(day).intersect(day).intersect(self.span));
        parts.filter(|span| !span.is_empty()).collect()
    }

    /// The one agent it is about, if it is one.
    pub fn agent(&self) -> Option<usize> {
        match self.agents[..] {
            [agent] => Some(agent),
            _ => None,
        }
    }
}

/// Those of the agents shown whose rows are selected.
fn selected(seen: &Seen, selection: &Selection) -> Vec<usize> {
    let Some(ids) = &selection.agents else { return seen.agents.to_vec() };
    let ids: HashSet<&AgentId> = ids.iter().collect();
    let is_in = |agent: &usize| seen.data.agents.get(*agent).is_some_and(|agent| ids.contains(&agent.id));
    seen.agents.iter().copied().filter(is_in).collect()
}
