//! The changes of state in a range of time, found by number without making those before.

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::activity::{Activity, Contact, Reason};
use super::mix::Mix;
use super::shift::{Change, Habits, day, local_date};

/// How far a range looks beyond its ends for the state before and the one after, days.
const NEIGHBOUR_DAYS: u64 = 21;
/// Sessions are numbered by day and agent.
const SESSIONS_A_DAY: i64 = 1_000_000;

/// Half-open range of time, Unix ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    pub start: i64,
    pub end: i64,
}

/// One change of state and its neighbours in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// CXone's number of the agent; 0 where agents have UUIDs.
    pub agent: u64,
    /// When the state began, Unix ms.
    pub at: i64,
    /// When the state before began.
    pub previous: Option<i64>,
    /// When the next state begins, even if that is beyond the range or in the future.
    pub until: Option<i64>,
    pub activity: Activity,
    pub session: i64,
    /// Place in the session, from 1.
    pub index: u32,
}

/// The rows of a range, ordered by time.
#[derive(Clone, Debug)]
pub enum Feed {
    /// Working days.
    Listed(Arc<Vec<Row>>),
    /// An exact number of rows.
    Dense(Dense),
}

impl Feed {
    /// Number of rows, future ones included.
    pub fn len(&self) -> usize {
        match self {
            Self::Listed(rows) => rows.len(),
            Self::Dense(dense) => dense.count,
        }
    }

    /// The row of this number, from 0.
    pub fn row(&self, number: usize) -> Row {
        match self {
            Self::Listed(rows) => rows[number],
            Self::Dense(dense) => dense.row(number),
        }
    }

    /// Number of rows that have begun at `now` (Unix ms).
    pub fn begun(&self, now: i64) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.row(middle).at <= now { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// Exactly `count` rows spread evenly over a range and, in turn, over agents.
#[derive(Clone, Debug)]
pub struct Dense {
    pub range: Range,
    pub count: usize,
    /// Never empty.
    pub agents: Arc<[u64]>,
    /// Whether conversations have rows of their own.
    pub contacts: bool,
}

impl Dense {
    fn row(&self, number: usize) -> Row {
        let (agents, turn) = (self.agents.len(), number / self.agents.len());
        let agent = self.agents[number % agents];
        Row {
            agent,
            at: self.at(number),
            previous: Some(number.checked_sub(agents).map_or(self.range.start, |before| self.at(before))),
            until: Some(if number + agents < self.count { self.at(number + agents) } else { self.range.end }),
            activity: self.activity(agent, turn),
            session: self.range.start / 86_400_000 * SESSIONS_A_DAY + agent as i64 % SESSIONS_A_DAY,
            index: turn as u32 + 1,
        }
    }

    fn at(&self, number: usize) -> i64 {
        let length = i128::from(self.range.end - self.range.start);
        let slot = |number: usize| (length * number as i128 / self.count as i128) as i64;
        let low = slot(number);
        let room = Mix::of(&[number as u64, self.count as u64]).between(0, slot(number + 1) - low);
        self.range.start + low + room
    }

    fn activity(&self, agent: u64, turn: usize) -> Activity {
        let mut mix = Mix::of(&[agent, turn as u64]);
        let steps = if self.contacts { 3 } else { 2 };
        match (turn, turn % steps) {
            (0, _) => Activity::Login,
            (_, 1) => Activity::Ready,
            (_, 2) => Activity::Contact(Contact::Inbound),
            _ if mix.percent(60) => Activity::WrapUp,
            _ => Activity::NotReady(Reason::ALL.get(mix.between(0, 6) as usize).copied()),
        }
    }
}

/// What is asked of an agent's working days.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// CXone's number of the agent, or 0.
    pub agent: u64,
    pub range: Range,
    /// Whether conversations have rows of their own.
    pub contacts: bool,
    /// Also the row that began before the range and reaches into it.
    pub overlap: bool,
}

/// The rows of an agent's working days, in order.
pub fn listed(habits: &Habits, wanted: &Wanted) -> Vec<Row> {
    let dates = local_date(habits.zone, wanted.range.start).zip(local_date(habits.zone, wanted.range.end));
    let Some((first, last)) = dates else { return Vec::new() };
    let mut rows = Vec::new();
    rows.extend(neighbour(first, NaiveDate::checked_sub_days, |date| session(habits, wanted, date).pop()));
    for date in first.iter_days().take_while(|date| *date <= last) {
        rows.extend(session(habits, wanted, date));
    }
    let after =
        neighbour(last, NaiveDate::checked_add_days, |date| session(habits, wanted, date).into_iter().next());
    rows.extend(after);
    link(&mut rows);
    rows.retain(|row| inside(row, wanted));
    rows
}

/// What the agent was doing when the range began, if the rows do not say so themselves.
pub fn carried_in(habits: &Habits, wanted: &Wanted) -> Option<Row> {
    let overlapping = Wanted { overlap: true, ..*wanted };
    listed(habits, &overlapping).first().filter(|row| row.at < wanted.range.start).copied()
}

fn neighbour(
    from: NaiveDate,
    step: fn(NaiveDate, Days) -> Option<NaiveDate>,
    find: impl Fn(NaiveDate) -> Option<Row>,
) -> Option<Row> {
    (1..=NEIGHBOUR_DAYS).find_map(|days| step(from, Days::new(days)).and_then(&find))
}

fn session(habits: &Habits, wanted: &Wanted, date: NaiveDate) -> Vec<Row> {
    let epoch_day = date.signed_duration_since(NaiveDate::default()).num_days();
    let session = epoch_day * SESSIONS_A_DAY + wanted.agent as i64 % SESSIONS_A_DAY;
    let shown = |change: &Change| wanted.contacts || !matches!(change.activity, Activity::Contact(_));
    let row = |(change, index): (Change, u32)| Row {
        agent: wanted.agent,
        at: change.at,
        previous: None,
        until: None,
        activity: change.activity,
        session,
        index,
    };
    day(habits, date).into_iter().filter(shown).zip(1..).map(row).collect()
}

fn link(rows: &mut [Row]) {
    for number in 1..rows.len() {
        rows[number].previous = Some(rows[number - 1].at);
        rows[number - 1].until = Some(rows[number].at);
    }
}

fn inside(row: &Row, wanted: &Wanted) -> bool {
    let Range { start, end } = wanted.range;
    let carried = wanted.overlap && row.until.is_none_or(|until| until > start);
    row.at < end && (row.at >= start || carried)
}
