//! Where rows, axis and plot lie, in CSS pixels.

mod fold;
mod row;
mod stack;

use std::ops::Range;

use super::rows::{LaneMode, StateRows};
use super::shifts::shift_hours;
use super::viewport::Viewport;
pub use fold::is_whole_day;
use fold::one_day;
pub(crate) use fold::{FOLD_PAD_PX, FOLD_PX};
use model::adherence::Judged;
use model::dataset::Dataset;
use model::directory::Directory;
use model::time::{DAY, Millis, Span};
use model::zone::{Run, Zone, whole_span};
pub use row::{Group, Grouping, Row, RowKind, RowPart};
use stack::{agent_rows, day_rows, state_rows};

/// Height of the axis above the rows.
pub const AXIS_PX: f64 = 34.0;

/// Most calendar days that get a row.
pub const MAX_DAYS: usize = 400;

/// How high rows by agent can be, and the bars in them; in CSS pixels.
pub const AGENT_ROWS: [(f64, f64); 4] = [(36.0, 24.0), (26.0, 18.0), (16.0, 11.0), (8.0, 5.0)];

/// More agents than this have low rows and stand together by team, unless somebody chose otherwise.
pub const MANY_AGENTS: usize = 60;

/// Narrower drawings than this have little room, in CSS pixels.
const NARROW_PX: f64 = 600.0;

/// The height that so many rows by agent have, unless somebody chose another, and that of their bars.
pub fn usual_agent_row(agents: usize) -> (f64, f64) {
    AGENT_ROWS[if agents > MANY_AGENTS { 2 } else { 1 }]
}

/// Where the names of rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// They are a part of the drawing.
    #[default]
    Drawn,
    /// They stand over the drawing, and are no part of it.
    Over,
    /// The same where there is little room: short ones, and those of states above their rows, with the figures.
    Short,
}

/// What stands beside the drawing of the rows; nothing where a drawing is by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Beside {
    /// Width that is kept free right of the plot, for figures; in CSS pixels.
    pub figures: f64,
    /// Where the names of rows stand.
    pub names: Names,
    /// Whether rows by agent begin with one of all together.
    pub team: bool,
    /// Whether rows by state begin with what was planned and what was not kept.
    pub plan: bool,
    /// Height of rows by agent and of their bars, if somebody chose one of [`AGENT_ROWS`].
    pub agent_row: Option<(f64, f64)>,
}

/// Where rows, labels and plot lie, whatever time is visible: that is the [`Viewport`]'s. `y` counts from
/// the top of the first row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowLayout {
    /// What rows stand for.
    pub mode: LaneMode,
    /// Width of the whole drawing.
    pub width: f64,
    /// Width of the labels on the left.
    pub gutter: f64,
    /// What stands beside it.
    pub beside: Beside,
    /// The rows from top to bottom.
    pub rows: Vec<Row>,
    /// The groups of rows by agent, from top to bottom.
    pub groups: Vec<Group>,
    /// The agent whose segments state and day rows show: index into [`Dataset::agents`].
    pub agent: usize,
    /// The times of day that shifts lie between, where rows are days, or the range is one, and nights are worth a fold.
    pub shift_hours: Option<Span>,
    /// The range.
    window: Span,
    /// What of it they are, where rows are no days.
    fold: Option<Span>,
    /// [`RowWords::cut`].
    cut: &'static str,
}

/// What decides where rows lie.
#[derive(Clone, Debug)]
pub struct LayoutInput<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// Rows and colours of the states.
    pub legend: &'a StateRows,
    /// The zone that days follow.
    pub zone: &'a Zone,
    /// Names of the agents.
    pub people: &'a Directory,
    /// What rows stand for.
    pub mode: LaneMode,
    /// The agent whose segments state and day rows show.
    pub agent: usize,
    /// The agents in row order, for rows by agent.
    pub order: &'a [usize],
    /// How they stand together.
    pub grouping: Grouping<'a>,
    /// Width of the whole drawing.
    pub width: f64,
    /// What stands beside it.
    pub beside: Beside,
    /// What was planned: nothing of it is folded away.
    pub plans: Option<&'a Judged>,
    /// What rows without a name of their own are called.
    pub words: &'a RowWords,
}

/// What rows without a name of their own are called, and what is said of folds.
#[derive(Clone, Copy, Debug, Default)]
pub struct RowWords {
    /// The row of what was planned.
    pub schedule: &'static str,
    /// The row of what was not kept.
    pub exceptions: &'static str,
    /// The row of everyone together.
    pub all_agents: &'static str,
    /// What stands behind the length that is folded away; nothing for no words.
    pub cut: &'static str,
}

impl RowLayout {
    /// Lays out the rows.
    pub fn new(input: &LayoutInput) -> Self {
        let rows = match input.mode {
            LaneMode::State => state_rows(input.legend, input.beside, input.words),
            LaneMode::Day => day_rows(input.data, input.agent, input.zone),
            LaneMode::Agent => agent_rows(input),
        };
        let is_short = input.beside.names == Names::Short;
        let gutter = match input.mode {
            LaneMode::State if is_short => 0.0,
            _ if is_short => 98.0,
            _ if input.width < NARROW_PX => 86.0,
            LaneMode::State => 116.0,
            LaneMode::Day => 178.0,
            LaneMode::Agent => 168.0,
        };
        let LayoutInput { mode, width, agent, beside, .. } = *input;
        let window = input.data.window;
        let day = one_day(input.zone, window).filter(|_| mode != LaneMode::Day);
        let of_rows = rows.iter().map(|row| &*row.runs).filter(|runs| !runs.is_empty());
        let days: Vec<&[Run]> = of_rows.chain(day.as_deref()).collect();
        let agents = if mode == LaneMode::Agent { input.order } else { &[agent] };
        let shift_hours = shift_hours(input.data, agents, input.plans, &days);
        let fold = day.zip(shift_hours).map(|(day, hours)| whole_span(&day, hours).intersect(window));
        let fold = fold.filter(|fold| *fold != window);
        let groups = input.grouping.groups.to_vec();
        let cut = input.words.cut;
        Self { mode, width, gutter, beside, rows, groups, agent, shift_hours, window, fold, cut }
    }

    /// The same rows in the order that `arrange` puts them in.
    #[must_use]
    pub fn arranged(mut self, arrange: impl FnOnce(Vec<Row>) -> Vec<Row>) -> Self {
        self.rows = arrange(self.rows);
        let mut y = 0.0;
        for row in &mut self.rows {
            row.y = y;
            y += row.height;
        }
        self
    }

    /// Height of all rows together.
    pub fn rows_height(&self) -> f64 {
        self.rows.last().map_or(0.0, |row| row.y + row.height)
    }

    /// Width of the plot: what is between labels and figures.
    pub fn plot_width(&self) -> f64 {
        (self.width - self.gutter - self.beside.figures).max(1.0)
    }

    /// Right edge of the plot.
    pub fn plot_end(&self) -> f64 {
        self.gutter + self.plot_width()
    }

    /// Time laid over the plot: the view, or 24 hours as clocks show them, counted from 00:00.
    pub fn viewport(&self, view: Span) -> Viewport {
        let span = match self.mode {
            LaneMode::Day => Span::new(0, DAY),
            LaneMode::State | LaneMode::Agent => view,
        };
        Viewport { span, width_px: self.plot_width() }
    }

    /// The place of the row at a height, from the top of the first row.
    pub fn place_at(&self, y: f64) -> Option<usize> {
        let place = self.rows.partition_point(|row| row.y + row.height <= y);
        self.rows.get(place).filter(|row| row.y <= y).map(|_| place)
    }

    /// The agent that a row shows; `None` if it shows several.
    pub fn row_agent(&self, row: &Row) -> Option<usize> {
        match row.kind {
            RowKind::Team | RowKind::Group { .. } => None,
            RowKind::Agent { agent } | RowKind::Lane { agent, .. } => Some(agent),
            RowKind::State { .. } | RowKind::Day { .. } | RowKind::Schedule | RowKind::Exceptions => {
                Some(self.agent)
            }
        }
    }

    /// How deep a row by agent stands: below its team, below its agent.
    pub fn depth(&self, row: &Row) -> usize {
        let is_grouped = usize::from(!self.groups.is_empty());
        match row.kind {
            RowKind::Agent { .. } => is_grouped,
            RowKind::Lane { .. } => 1 + is_grouped,
            _ => 0,
        }
    }

    /// The group that a row is the heading of, and its place among the groups.
    pub fn row_group(&self, row: &Row) -> Option<(usize, &Group)> {
        let RowKind::Group { team } = row.kind else { return None };
        self.groups.iter().enumerate().find(|(_, group)| group.team == team)
    }

    /// The rows that touch the strip from `top` to `bottom`.
    pub fn rows_between(&self, top: f64, bottom: f64) -> &[Row] {
        &self.rows[self.numbers_between(top, bottom)]
    }

    /// Their places among all rows.
    pub fn numbers_between(&self, top: f64, bottom: f64) -> Range<usize> {
        let from = self.rows.partition_point(|row| row.y + row.height <= top);
        let to = self.rows.partition_point(|row| row.y < bottom);
        from..to.max(from)
    }

    /// The row at a height.
    pub fn row_at(&self, y: f64) -> Option<&Row> {
        self.rows_between(y, y + f64::EPSILON.max(y.abs() * f64::EPSILON * 2.0)).first()
    }

    /// Where a moment lies in a part of a row, from the left edge of the drawing.
    pub fn x(&self, part: &RowPart, t: Millis) -> f64 {
        self.gutter + part.viewport.px(t)
    }

    /// The moment at a point of a row: from the left edge of the drawing, from the top of the first row. `None` where
    /// clocks of its day show no such time.
    pub fn time(&self, row: &Row, over_plot: Viewport, (x, y): (f64, f64)) -> Option<Millis> {
        let x = x - self.gutter;
        Some(row.part_at(over_plot, (x, y))?.viewport.time(x))
    }
}
