//! What is over a limit.

use chrono::NaiveDate;

use crate::state::ActivityId;
use crate::time::{Millis, Span};

/// How far something is over its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// Too long, or too short where the limit is the least.
    Time {
        /// The limit, in milliseconds.
        limit_ms: i64,
        /// How far it is passed, in milliseconds.
        over_ms: i64,
    },
    /// Too many.
    Count {
        /// The limit.
        limit: u32,
        /// How many there were on the day.
        count: u32,
    },
    /// Too large a share.
    Share {
        /// The limit, in hundredths.
        limit_percent: u32,
        /// How many of the day were refused.
        refused: u32,
        /// How many were offered: those, and contacts that were no outbound ones.
        offered: u32,
    },
}

/// What is over a limit, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Position of the agent in the data set.
    pub agent: usize,
    /// Position of the rule in [`super::Rules::list`].
    pub rule: usize,
    /// The state with its reason: of a sum the one in which the limit was passed, of a session its last.
    pub activity: ActivityId,
    /// Its first segment in the agent's lane.
    pub segment: usize,
    /// The day it belongs to, in the zone: where it began, or whose sum it is.
    pub day: NaiveDate,
    /// From where to where: true beginning, also before the window. Of a sum the stretch in which the limit was
    /// passed.
    pub span: Span,
    /// What is held against the limit, in milliseconds: the length of the stretch without what lies between joined
    /// parts, or the sum of the day, or the pauses that there were.
    pub length_ms: i64,
    /// How far it is over.
    pub excess: Excess,
    /// When the limit was passed.
    pub passed: Millis,
    /// Which of its day it is, among those that the rule is about, from 1; `None` where nothing is counted.
    pub nth: Option<u32>,
    /// Whether it still goes on: the length is that so far.
    pub so_far: bool,
    /// Whether more may be true than is known: it began before what is known, or goes on where nothing was fetched.
    pub at_least: bool,
    /// Whether the agent came from a contact or its after-call work.
    pub from_contact: bool,
}

impl Breach {
    /// By how many milliseconds it is over; `None` where counts are limited.
    pub fn over_ms(&self) -> Option<i64> {
        match self.excess {
            Excess::Time { over_ms, .. } => Some(over_ms),
            Excess::Count { .. } | Excess::Share { .. } => None,
        }
    }
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Agents.
    pub agents: usize,
    /// Occurrences of states that a rule is about.
    pub occurrences: usize,
    /// Time of which nothing is known, in milliseconds: it is held against nothing.
    pub unknown_ms: i64,
}

/// All breaches, and what was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// By agent, then by rule, then in order of time.
    pub breaches: Vec<Breach>,
    /// What was looked at.
    pub looked: Looked,
}

/// Breaches of one rule by one agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreachTotal {
    /// Position of the agent.
    pub agent: usize,
    /// Position of the rule.
    pub rule: usize,
    /// How many.
    pub count: usize,
    /// By how many milliseconds all of them are over.
    pub over_ms: i64,
}

impl Judged {
    /// By agent and rule; those without a breach are left out.
    pub fn totals(&self) -> Vec<BreachTotal> {
        let same = |a: &Breach, b: &Breach| (a.agent, a.rule) == (b.agent, b.rule);
        let total = |all: &[Breach]| BreachTotal {
            agent: all[0].agent,
            rule: all[0].rule,
            count: all.len(),
            over_ms: all.iter().filter_map(Breach::over_ms).fold(0, i64::saturating_add),
        };
        self.breaches.chunk_by(same).map(total).collect()
    }
}
