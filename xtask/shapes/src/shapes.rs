//! Shapes of data: so many rows, and what is odd about them.

use std::fmt::Write;

use model::time::{Millis, SECOND, format_utc};

/// When the first row begins: 2026-11-02T00:00:00Z.
pub const START: i64 = 1_793_577_600_000;

/// A row, before it is written in any form.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub agent: usize,
    pub at: i64,
    /// How long it lasts, in milliseconds.
    pub ms: i64,
    pub state: usize,
    pub reason: Option<usize>,
    pub session: usize,
    /// Place in the session.
    pub index: usize,
    /// What else it says.
    pub skill: usize,
}

/// A shape, with a name for the table: row `i` of `n`.
pub struct Shape {
    pub name: &'static str,
    row: fn(usize, usize) -> Row,
}

/// Every shape; the others are held against the first.
pub const SHAPES: [Shape; 13] = [
    Shape { name: "plain: 500 agents, 20 states", row: |i, _| plain(i, 500) },
    Shape {
        name: "every agent a state of its own",
        row: |i, n| {
            let row = plain(i, n / 8);
            Row { state: row.agent, ..row }
        },
    },
    Shape { name: "20,000 states", row: |i, _| Row { state: i % 20_000, ..plain(i, 500) } },
    Shape { name: "20,000 states of one agent", row: |i, _| Row { state: i % 20_000, ..plain(i, 1) } },
    Shape { name: "50,000 reasons", row: |i, _| Row { state: 0, reason: Some(i % 50_000), ..plain(i, 500) } },
    Shape { name: "50,000 agents", row: |i, _| plain(i, 50_000) },
    Shape { name: "all in one millisecond", row: |i, _| Row { at: START, ms: 0, ..plain(i, 1) } },
    Shape {
        name: "all in one millisecond, own states",
        row: |i, _| Row { at: START, ms: 0, state: i, ..plain(i, 1) },
    },
    Shape {
        name: "all inside one long row",
        row: |i, n| {
            let row = plain(i, 1);
            if i == 0 {
                Row { ms: (n as i64 + 1) * 2 * SECOND, ..row }
            } else {
                Row { ms: row.ms / 2, ..row }
            }
        },
    },
    Shape {
        name: "each inside the one before",
        row: |i, n| Row { ms: (n - i) as i64 * 4 * SECOND, ..plain(i, 1) },
    },
    Shape { name: "every row another detail", row: |i, _| Row { skill: i, ..plain(i, 500) } },
    Shape {
        name: "every row another session",
        row: |i, _| Row { session: i + 1, index: 0, ..plain(i, 500) },
    },
    Shape { name: "one agent, 20 states", row: |i, _| plain(i, 1) },
];

/// Rows of these agents in turn, each as long as the gap to the agent's next.
fn plain(i: usize, agents: usize) -> Row {
    let agents = agents.max(1);
    let turn = i / agents;
    Row {
        agent: i % agents,
        at: START + turn as i64 * 2 * SECOND,
        ms: 2 * SECOND,
        state: turn % 20,
        reason: None,
        session: i % agents + 1,
        index: turn,
        skill: turn % 7,
    }
}

impl Shape {
    /// The rows.
    pub fn rows(&self, n: usize) -> Vec<Row> {
        (0..n).map(|i| (self.row)(i, n)).collect()
    }
}

/// Every third state is known.
fn state_name(state: usize) -> String {
    match state {
        0 => "Unavailable".to_owned(),
        1 => "Available".to_owned(),
        2 => "InboundContact".to_owned(),
        _ => format!("State {state}"),
    }
}

fn time(at: i64) -> String {
    format_utc(Millis(at)).unwrap_or_default()
}

/// The report of agent states.
pub fn report(rows: &[Row]) -> String {
    let mut text = "Agent_No,Session_ID,State_Index,Start_Date,State,Reason,Duration,Skill_Name\n".to_owned();
    for row in rows {
        let reason = row.reason.map(|reason| format!("Reason {reason}")).unwrap_or_default();
        let Row { agent, session, index, skill, .. } = row;
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "{agent},{session},{index},{},{},{reason},{},Skill {skill}",
            time(row.at),
            state_name(row.state),
            row.ms / SECOND
        );
    }
    text
}

/// A page of Reporting v2, of one agent's rows. Figures tell rows of one moment apart.
pub fn reporting_v2(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let reason = row.reason.map(|reason| format!(r#""Reason {reason}""#));
        format!(
            r#"{{"timestamp":"{}","state":"{}","subState":{},"duration":{}}}"#,
            time(row.at),
            state_name(row.state),
            reason.unwrap_or_else(|| "null".to_owned()),
            if row.ms == 0 { row.index as i64 } else { row.ms },
        )
    };
    format!(r#"{{"records":[{}]}}"#, rows.iter().map(row).collect::<Vec<_>>().join(","))
}

/// A page of the CXone API.
pub fn cxone(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let reason = row.reason.map(|reason| format!(r#""Reason {reason}""#));
        format!(
            r#"{{"stateIndex":{},"startDate":"{}","agentId":{},"agentStateName":"{}","agentSessionId":{},"skillName":"Skill {}","outStateDescription":{},"duration":"PT{}S"}}"#,
            row.index,
            time(row.at),
            row.agent,
            state_name(row.state),
            row.session,
            row.skill,
            reason.unwrap_or_else(|| "null".to_owned()),
            row.ms / SECOND,
        )
    };
    format!(r#"{{"agentStateHistory":[{}]}}"#, rows.iter().map(row).collect::<Vec<_>>().join(","))
}
