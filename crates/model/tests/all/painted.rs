//! Rows that say how long they last, painted unit by unit: the truth that lanes made of them are held against.

use std::cmp::Reverse;

use model::dataset::Dataset;
use model::record::{Record, RowKey};
use model::state::ActivityId;
use model::time::{Millis, SECOND};
use proptest::prelude::*;

/// Milliseconds of a unit: more than what is rounding.
pub const UNIT: i64 = 10 * SECOND;

/// Activities S0, S1 … of rows.
pub const STATES: u32 = 3;

/// A row; its times are in units. A length below zero says as little as none.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub start: i64,
    pub length: Option<i64>,
    pub state: u32,
    pub session: u64,
    pub ends_session: bool,
}

impl Row {
    fn figure(&self) -> Option<i64> {
        self.length.filter(|length| *length >= 0)
    }

    /// The row as a source has it; `index` is its place in the list.
    pub fn record(&self, index: usize) -> Record {
        let key = RowKey { session: self.session, index: Some(index as u32) };
        let record = Record::new(
            Millis(self.start * UNIT),
            ActivityId(3 + self.state),
            self.length.map(|length| length * UNIT),
        );
        Record { key, ends_session: self.ends_session, ..record }
    }
}

/// Rows one by one, in any order.
pub fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop_oneof![3 => rows_anywhere(), 1 => rows_end_to_end()]
}

fn rows_anywhere() -> impl Strategy<Value = Vec<Row>> {
    let length = prop_oneof![8 => (1_i64..60).prop_map(Some), 1 => Just(Some(0)), 1 => Just(Some(-1)), 1 => Just(None)];
    let start = prop_oneof![3 => 0_i64..120, 1 => (0_i64..12).prop_map(|start| start * 10)];
    let row = (start, length, 0..STATES, 1_u64..4, prop::bool::weighted(0.2));
    let row = row.prop_map(|(start, length, state, session, ends_session)| Row {
        start,
        length,
        state,
        session,
        ends_session,
    });
    prop::collection::vec(row, 1..14)
}

/// Each begins where the one before it ends.
fn rows_end_to_end() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((1_i64..20, 0..STATES, 0_u64..9), 1..14).prop_map(|rows| {
        let mut at = 0;
        let row = |(length, state, session)| {
            at += length;
            Row {
                start: at - length,
                length: Some(length),
                state,
                session: 1 + session / 8,
                ends_session: false,
            }
        };
        rows.into_iter().map(row).collect()
    })
}

/// Rows that are loaded, in units.
#[derive(Clone, Copy, Debug)]
pub struct Painting<'a> {
    pub rows: &'a [Row],
    pub window: (i64, i64),
    pub now: i64,
    pub is_saved: bool,
}

/// A row that is known, from its start to its end.
struct Known<'a> {
    row: &'a Row,
    end: i64,
    /// Its end if the range had none.
    lasts_until: i64,
}

impl Known<'_> {
    fn is_moment(&self) -> bool {
        self.end == self.row.start
    }
}

/// What is seen at a moment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Row(usize),
    Hole,
}

impl<'a> Painting<'a> {
    /// Nothing is known from here on.
    fn horizon(&self) -> i64 {
        let (start, end) = self.window;
        let last = self.rows.iter().map(|row| row.start).max().unwrap_or(self.now);
        if self.is_saved { end } else { self.now.max(last).clamp(start, end) }
    }

    /// The rows that begin before the window ends, as they begin: of those that begin together the ones of no
    /// length first, then the longer ones, then the earlier ones of the list.
    fn known(&self) -> Vec<Known<'a>> {
        let end = self.window.1 + i64::from(self.is_saved);
        let mut rows: Vec<(usize, &Row)> =
            self.rows.iter().enumerate().filter(|(_, row)| row.start < end).collect();
        rows.sort_by_key(|(i, row)| (row.session, *i));
        let starts: Vec<i64> = rows.iter().map(|(_, row)| row.start).collect();
        let known = |(_, row): (usize, &'a Row)| {
            let next = starts.iter().copied().filter(|start| *start > row.start).min();
            let without_next = if self.is_saved { row.start } else { self.horizon().max(row.start) };
            let limit = next.unwrap_or(without_next);
            let is_under_way = row.figure() == Some(0) && next.is_none();
            let said = row.figure().filter(|_| !is_under_way).map(|length| row.start + length);
            let without_end = if next.is_none() && !self.is_saved { i64::MAX } else { limit };
            Known { row, end: said.unwrap_or(limit), lasts_until: said.unwrap_or(without_end) }
        };
        let mut known: Vec<Known> = rows.iter().map(|&row| known(row)).collect();
        known.sort_by_key(|known| (known.row.start, !known.is_moment(), Reverse(known.lasts_until)));
        known
    }

    /// The lane: each segment with the unit that it begins in, what it is, and the figure of its row in units.
    /// Marks as in [`told`].
    pub fn lane(&self) -> Vec<String> {
        let (known, horizon, (start, end)) = (self.known(), self.horizon(), self.window);
        let mut lane: Vec<String> = Vec::new();
        let mut seen = None;
        // The segment of the row that began last.
        let mut last_row = None;
        for at in start..=horizon {
            let mut has_begun = false;
            for (i, Known { row, .. }) in known.iter().enumerate().filter(|(_, known)| known.row.start == at)
            {
                let ends = if row.ends_session { "." } else { "" };
                (seen, has_begun, last_row) = (Some(Seen::Row(i)), true, Some(lane.len()));
                lane.push(text(at, &name(row), row.length, ends));
            }
            if at == horizon {
                break;
            }
            // The row that began last, of those under way.
            let now = known.iter().rposition(|known| known.row.start <= at && at < known.end);
            let now = now.map_or(Seen::Hole, Seen::Row);
            if seen.replace(now) == Some(now) {
                continue;
            }
            lane.push(match now {
                Seen::Row(i) if at == start && !has_begun => {
                    text(at, &name(known[i].row), known[i].row.length, &format!("<{}", known[i].row.start))
                }
                Seen::Row(i) => text(at, &name(known[i].row), None, "="),
                Seen::Hole => hole(&known, at, self.is_saved),
            });
        }
        let goes_on = known.iter().any(|known| known.end >= horizon && known.row.start <= horizon)
            || lane.last().is_some_and(|last| last.contains("LoggedOut"));
        if let Some(last) = lane.last_mut().filter(|_| goes_on && !self.is_saved && self.now <= end) {
            last.push('+');
        }
        if let (true, Some(last), Some(segment)) = (self.is_saved, known.last(), last_row)
            && last.row.figure().is_none()
        {
            lane[segment].push('?');
        }
        if horizon < end {
            lane.push(text(horizon, "NO_DATA", None, ""));
        }
        lane
    }
}

/// Where no row is under way: the agent is logged out after the last row of a session, up to one that had not
/// begun. It is the row that ended last which counts, of those that ended together the one that began last.
fn hole(known: &[Known], at: i64, is_saved: bool) -> String {
    let ended = known.iter().filter(|known| known.row.start <= at && known.end <= at);
    let ended = ended.max_by_key(|known| (known.end, known.row.start));
    let next = known.iter().find(|known| known.row.start > at);
    let has_begun = |session| known.iter().any(|known| known.row.session == session && known.row.start <= at);
    match (ended, next) {
        (None, Some(_)) => text(at, "UNKNOWN", None, ""),
        (Some(ended), next)
            if ended.row.ends_session && !next.is_some_and(|next| has_begun(next.row.session)) =>
        {
            text(at, "LoggedOut", None, "=")
        }
        (Some(ended), _) if is_saved && ended.row.figure().is_none() => text(at, "UNKNOWN", None, ""),
        (None, None) | (Some(_), _) => text(at, "NO_DATA", None, ""),
    }
}

fn name(row: &Row) -> String {
    format!("S{}", row.state)
}

fn text(at: i64, name: &str, figure: Option<i64>, marks: &str) -> String {
    let figure = figure.map(|figure| format!("({figure})")).unwrap_or_default();
    format!("{at} {name}{figure}{marks}")
}

/// The lane of the only agent. `.` it is the last row of its session, `<` it began before the window, and when,
/// `=` it follows from others, `+` it goes on now, `?` nothing says how long it went on.
pub fn told(data: &Dataset) -> Vec<String> {
    let lane = &data.agents[0].lane;
    let records = lane.blocks().iter().flat_map(|block| block.records());
    let told = lane.segments().zip(records).map(|(segment, record)| {
        let since = segment.since.map(|since| format!("<{}", since.0 / UNIT)).unwrap_or_default();
        let marks = [
            (record.ends_session, "."),
            (segment.since.is_some(), &since),
            (segment.is_derived, "="),
            (segment.running, "+"),
            (segment.is_open, "?"),
        ];
        let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
        let figure = segment.reported_ms.map(|ms| ms / UNIT);
        text(segment.span.start.0 / UNIT, data.catalog.code(segment.activity), figure, &marks)
    });
    told.collect()
}
