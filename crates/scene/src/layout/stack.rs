//! The rows of each mode, stacked.

use chrono::NaiveDate;

use super::super::rows::{RowSlot, StateRows};
use super::super::shifts::is_day_off;
use super::super::theme::Role;
use super::{Beside, LayoutInput, MAX_DAYS, NARROW_PX, Names, Row, RowKind, RowWords, usual_agent_row};
use model::dataset::Dataset;
use model::format::{day_words, unturned};
use model::time::Span;
use model::timeline::AgentTimeline;
use model::zone::Zone;

/// How high rows by agent and the bars in them are on a narrow screen, where fingers are to hit them; in CSS
/// pixels.
const NARROW_AGENT_ROW: (f64, f64) = (30.0, 20.0);

/// Height of a day's row and of the bars in it, and the same of a day off; in CSS pixels.
const DAY_ROW: (f64, f64) = (36.0, 24.0);
const DAY_OFF_ROW: (f64, f64) = (20.0, 14.0);

/// Height of the row of all agents together, and of what is drawn in it.
const TEAM_ROW: (f64, f64) = (84.0, 64.0);

/// Rows of one height below each other, from `top` on.
fn stack(
    top: f64,
    (height, bar): (f64, f64),
    rows: impl Iterator<Item = (RowKind, String, Option<Role>, bool)>,
) -> Vec<Row> {
    rows.enumerate()
        .map(|(i, (kind, label, role, strong))| Row {
            kind,
            label,
            role,
            strong,
            y: top + i as f64 * height,
            height,
            bar,
            head: 0.0,
            runs: Vec::new(),
        })
        .collect()
}

/// Heights of what was planned and of what was not kept, and of what is drawn in them.
const SCHEDULE_ROW: (f64, f64) = (32.0, 20.0);
const EXCEPTIONS_ROW: (f64, f64) = (28.0, 22.0);

/// What was planned, and what was not kept.
fn plan_rows(words: &RowWords) -> Vec<Row> {
    let one = |kind, label: &str| std::iter::once((kind, label.to_owned(), None, false));
    let mut rows = stack(0.0, SCHEDULE_ROW, one(RowKind::Schedule, words.schedule));
    rows.extend(stack(SCHEDULE_ROW.0, EXCEPTIONS_ROW, one(RowKind::Exceptions, words.exceptions)));
    rows
}

pub(super) fn state_rows(legend: &StateRows, beside: Beside, words: &RowWords) -> Vec<Row> {
    let mut rows = if beside.plan { plan_rows(words) } else { Vec::new() };
    let top = rows.last().map_or(0.0, |row| row.y + row.height);
    let height = match legend.rows.len() {
        0..=6 => (40.0, 28.0),
        7..=10 => (34.0, 24.0),
        _ => (26.0, 18.0),
    };
    let states = legend.rows.iter().enumerate();
    let states =
        states.map(|(row, state)| (RowKind::State { row }, state.label.clone(), Some(state.role), false));
    rows.extend(stack(top, height, states));
    if beside.names == Names::Short { with_heads(rows) } else { rows }
}

/// Height above a row for its name and figures.
const HEAD_PX: f64 = 20.0;

/// The rows with room above each for its name and figures.
fn with_heads(rows: Vec<Row>) -> Vec<Row> {
    let lower = |(number, row): (usize, Row)| Row {
        y: row.y + number as f64 * HEAD_PX,
        height: row.height + HEAD_PX,
        head: HEAD_PX,
        ..row
    };
    rows.into_iter().enumerate().map(lower).collect()
}

pub(super) fn day_rows(data: &Dataset, agent: usize, zone: &Zone) -> Vec<Row> {
    let today = zone.date(data.now);
    let is_off = |day| data.agents.get(agent).is_some_and(|timeline| is_day_off(data, timeline, day));
    let mut y = 0.0;
    let row = |(date, span): (NaiveDate, Span)| {
        let (height, bar) = if is_off(span.intersect(data.window)) { DAY_OFF_ROW } else { DAY_ROW };
        let label = day_words(date);
        let (kind, runs) = (RowKind::Day { date, span }, zone.runs(date, span));
        y += height;
        Row { kind, label, role: None, strong: date == today, y: y - height, height, bar, head: 0.0, runs }
    };
    zone.days(data.window, MAX_DAYS).into_iter().map(row).collect()
}

/// Height of the heading of a group, and of what is drawn in it.
const GROUP_ROW: (f64, f64) = (34.0, 26.0);

/// Height of a row of one state below its agent, and of the bars in it.
const LANE_ROW: (f64, f64) = (22.0, 14.0);

pub(super) fn agent_rows(input: &LayoutInput) -> Vec<Row> {
    let size = input.beside.agent_row.unwrap_or_else(|| {
        let is_narrow = input.beside.names == Names::Short || input.width < NARROW_PX;
        if is_narrow { NARROW_AGENT_ROW } else { usual_agent_row(input.order.len()) }
    });
    let mut rows = Below::default();
    if input.beside.team && input.order.len() > 1 {
        rows.push(TEAM_ROW, RowKind::Team, input.words.all_agents.to_owned(), None);
    }
    if input.grouping.groups.is_empty() {
        input.order.iter().for_each(|&agent| rows.agent(input, size, agent));
    }
    for group in input.grouping.groups {
        rows.push(GROUP_ROW, RowKind::Group { team: group.team }, group.label.clone(), None);
        if !group.folded {
            group.agents.iter().for_each(|&agent| rows.agent(input, size, agent));
        }
    }
    rows.0
}

/// Rows of several heights below each other.
#[derive(Default)]
struct Below(Vec<Row>);

impl Below {
    fn push(&mut self, (height, bar): (f64, f64), kind: RowKind, label: String, role: Option<Role>) {
        let y = self.0.last().map_or(0.0, |row| row.y + row.height);
        let strong = matches!(kind, RowKind::Team);
        self.0.push(Row { kind, label, role, strong, y, height, bar, head: 0.0, runs: Vec::new() });
    }

    /// An agent's row, and where it is opened one of each state that there was.
    fn agent(&mut self, input: &LayoutInput, size: (f64, f64), agent: usize) {
        let Some(AgentTimeline { id, lane, index, .. }) = input.data.agents.get(agent) else { return };
        let label = unturned(input.people.label(id)).into_owned();
        self.push(size, RowKind::Agent { agent }, label, None);
        if input.grouping.expanded.binary_search(&agent).is_err() {
            return;
        }
        let mut states: Vec<usize> = index
            .totals(lane, input.data.window)
            .into_iter()
            .filter(|(_, total)| total.count > 0)
            .filter_map(|(activity, _)| match input.legend.place(activity) {
                RowSlot::Row(row) => Some(row),
                RowSlot::Band | RowSlot::Hidden => None,
            })
            .collect();
        states.sort_unstable();
        states.dedup();
        for row in states {
            let state = &input.legend.rows[row];
            self.push(LANE_ROW, RowKind::Lane { agent, row }, state.label.clone(), Some(state.role));
        }
    }
}
