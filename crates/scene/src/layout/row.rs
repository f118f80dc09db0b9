//! A row: what it shows and where it lies.

use chrono::NaiveDate;

use super::super::theme::Role;
use super::super::viewport::Viewport;
use model::time::Span;

/// What a row shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// How many agents of all rows were in each state.
    Team,
    /// What was planned for the agent whose states the rows show.
    Schedule,
    /// Where that agent did something else.
    Exceptions,
    /// The segments of one row of the legend.
    State {
        /// Index into [`crate::rows::StateRows::rows`].
        row: usize,
    },
    /// One calendar day of one agent.
    Day {
        /// The day.
        date: NaiveDate,
        /// From its first moment to the next day's.
        span: Span,
    },
    /// One agent.
    Agent {
        /// Index into [`model::dataset::Dataset::agents`].
        agent: usize,
    },
    /// How many agents of a team were in each state: the heading of its rows.
    Group {
        /// [`Group::team`].
        team: usize,
    },
    /// The segments of one row of the legend, below the agent whose they are.
    Lane {
        /// Index into [`model::dataset::Dataset::agents`].
        agent: usize,
        /// Index into [`crate::rows::StateRows::rows`].
        row: usize,
    },
}

impl RowKind {
    /// The row of the legend, where a row shows only that.
    pub fn state_row(&self) -> Option<usize> {
        match self {
            Self::State { row } | Self::Lane { row, .. } => Some(*row),
            _ => None,
        }
    }
}

/// Agents whose rows stand together under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What tells it from others, wherever it stands.
    pub team: usize,
    /// What people read.
    pub label: String,
    /// Its agents, in row order: indices into [`model::dataset::Dataset::agents`].
    pub agents: Vec<usize>,
    /// Whether their rows are not shown.
    pub folded: bool,
}

/// How rows by agent stand together, and which of them are opened in place. Nothing of it at first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grouping<'a> {
    /// The groups from top to bottom; without any all agents stand below each other.
    pub groups: &'a [Group],
    /// The agents whose states have rows of their own below them, in order of their indices.
    pub expanded: &'a [usize],
}

/// A row of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it shows.
    pub kind: RowKind,
    /// What people read beside it.
    pub label: String,
    /// Colour of the mark beside the label, if it has one.
    pub role: Option<Role>,
    /// Whether it is to stand out: today.
    pub strong: bool,
    /// Top edge.
    pub y: f64,
    /// Height, padding included.
    pub height: f64,
    /// Height of the bars in it.
    pub bar: f64,
    /// Height above the bars that is kept for name and figures, where these do not stand beside it.
    pub head: f64,
}

impl Row {
    /// Room above and below the bars.
    pub fn room(&self) -> f64 {
        (self.height - self.head - self.bar) / 2.0
    }

    /// What is visible of a row, on the real time line: of a day what lies that far after its first moment.
    pub fn viewport(&self, over_plot: Viewport) -> Viewport {
        match self.kind {
            RowKind::Day { span: day, .. } => {
                let Span { start, end } = over_plot.span;
                Viewport { span: Span { start: day.start + start.0, end: day.start + end.0 }, ..over_plot }
            }
            _ => over_plot,
        }
    }
}
