//! A row: what it shows and where it lies.

use chrono::NaiveDate;

use super::super::theme::Role;
use super::super::viewport::Viewport;
use model::time::{Millis, Span};
use model::zone::{Pass, Run};

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
    /// How the clocks of a day run; empty where it shows no day.
    pub runs: Vec<Run>,
}

impl Row {
    /// Room above and below the bars.
    pub fn room(&self) -> f64 {
        (self.height - self.head - self.bar) / 2.0
    }

    /// What is visible of it: of a day a part for each run of its clocks.
    pub fn parts(&self, over_plot: Viewport) -> impl Iterator<Item = RowPart> + '_ {
        let whole = RowPart { viewport: over_plot, seen: over_plot.span, midnight: None, pass: Pass::Once };
        let of_run = move |run: &Run| RowPart {
            viewport: Viewport { span: run.moments(over_plot.span), ..over_plot },
            seen: run.within(over_plot.span),
            midnight: Some(run.midnight),
            pass: run.pass,
        };
        let runs = self.runs.iter().map(of_run).filter(|part| !part.seen.is_empty());
        self.runs.is_empty().then_some(whole).into_iter().chain(runs)
    }

    /// The part of it under a point: `x` from the left edge of the plot, `y` from the top of the first row.
    pub fn part_at(&self, over_plot: Viewport, (x, y): (f64, f64)) -> Option<RowPart> {
        let passed = if y < self.y + self.height / 2.0 { Pass::Second } else { Pass::First };
        let mut parts = self.parts(over_plot).filter(|part| part.pass != passed);
        parts.find(|part| part.midnight.is_none() || part.seen.contains(part.viewport.time(x)))
    }
}

/// A part of a row in which time goes on evenly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowPart {
    /// Time over the whole plot, as it goes on here.
    pub viewport: Viewport,
    /// What is seen of the part.
    pub seen: Span,
    /// When the clocks of a day show 00:00.
    pub midnight: Option<Millis>,
    /// Which time its clocks show this.
    pub pass: Pass,
}

impl RowPart {
    /// Where it lies between a top edge and so much height: what is shown twice has half of it each time.
    pub fn inside(&self, (y, height): (f64, f64)) -> (f64, f64) {
        match self.pass {
            Pass::Once => (y, height),
            Pass::First => (y, height / 2.0),
            Pass::Second => (y + height / 2.0, height / 2.0),
        }
    }
}
