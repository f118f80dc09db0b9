//! The rows of each mode, stacked.

use chrono::NaiveDate;

use super::super::rows::StateRows;
use super::super::shifts::is_day_off;
use super::super::theme::Role;
use super::{LayoutInput, MAX_DAYS, NARROW_PX, Row, RowKind, usual_agent_row};
use model::dataset::Dataset;
use model::format::{day_words, unturned};
use model::time::{HOUR, Span};
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
        })
        .collect()
}

/// Heights of what was planned and of what was not kept, and of what is drawn in them.
const SCHEDULE_ROW: (f64, f64) = (32.0, 20.0);
const EXCEPTIONS_ROW: (f64, f64) = (28.0, 22.0);

/// What was planned, and what was not kept.
fn plan_rows() -> Vec<Row> {
    let one = |kind, label: &str| std::iter::once((kind, label.to_owned(), None, false));
    let mut rows = stack(0.0, SCHEDULE_ROW, one(RowKind::Schedule, "Schedule"));
    rows.extend(stack(SCHEDULE_ROW.0, EXCEPTIONS_ROW, one(RowKind::Exceptions, "Exceptions")));
    rows
}

pub(super) fn state_rows(legend: &StateRows, plan: bool) -> Vec<Row> {
    let mut rows = if plan { plan_rows() } else { Vec::new() };
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
    rows
}

pub(super) fn day_rows(data: &Dataset, agent: usize, zone: &Zone) -> Vec<Row> {
    let today = zone.date(data.now);
    let is_off = |day| data.agents.get(agent).is_some_and(|timeline| is_day_off(data, timeline, day));
    let mut y = 0.0;
    let row = |(date, span): (NaiveDate, Span)| {
        let (height, bar) = if is_off(span.intersect(data.window)) { DAY_OFF_ROW } else { DAY_ROW };
        let label = day_words(date);
        let kind = RowKind::Day { date, span };
        y += height;
        Row { kind, label, role: None, strong: date == today, y: y - height, height, bar }
    };
    zone.days(data.window, MAX_DAYS).into_iter().map(row).collect()
}

pub(super) fn agent_rows(input: &LayoutInput) -> Vec<Row> {
    let known = input.order.iter().filter_map(|&agent| input.data.agents.get(agent).map(|a| (agent, a)));
    let label = |agent: &AgentTimeline| unturned(input.people.label(&agent.id)).into_owned();
    let team = (input.beside.team && input.order.len() > 1)
        .then(|| (RowKind::Team, "All agents".to_owned(), None, true));
    let mut rows = stack(0.0, TEAM_ROW, team.into_iter());
    let top = rows.last().map_or(0.0, |team| team.height);
    let size = input.beside.agent_row.unwrap_or_else(|| match input.width {
        ..NARROW_PX => NARROW_AGENT_ROW,
        _ => usual_agent_row(input.order.len()),
    });
    let agents = known.map(|(agent, timeline)| (RowKind::Agent { agent }, label(timeline), None, false));
    rows.extend(stack(top, size, agents));
    rows
}

/// The days that rows stand for.
pub(super) fn days(rows: &[Row]) -> impl Iterator<Item = Span> {
    rows.iter().filter_map(|row| match row.kind {
        RowKind::Day { span, .. } => Some(span),
        _ => None,
    })
}

/// 24 hours, or 25 (or what it takes) when a day is that long.
pub(super) fn longest_day(rows: &[Row]) -> i64 {
    days(rows).map(Span::len).fold(24 * HOUR, i64::max)
}
