//! A scenario in use.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::ask::Ask;
use super::log::{Log, Seen};
use super::token::{Denied, Tokens};
use crate::data::feed::{Feed, Range};
use crate::scenario::{FaultKind, Scenario, Who, feed, horizon};

/// Ranges whose rows are kept; all are forgotten when there are more.
const KEPT_FEEDS: usize = 256;
const DAY_MS: i64 = 86_400_000;

/// A scenario in use: what it is, and what has happened to it.
#[derive(Debug)]
pub struct Live {
    /// What it is. Its `now_ms` is only the first.
    pub scenario: Scenario,
    /// Path of its base URL: nothing, or `/s/7`.
    pub base_path: String,
    now_ms: Mutex<Option<i64>>,
    log: Mutex<Log>,
    tokens: Mutex<Tokens>,
    faults: Mutex<Vec<Struck>>,
    feeds: Mutex<HashMap<(Who, Range, i64), Feed>>,
}

/// How often a fault was due, and how often it struck.
#[derive(Clone, Copy, Debug, Default)]
struct Struck {
    fitting: usize,
    times: usize,
}

impl Live {
    /// Nothing has happened yet.
    pub fn new(scenario: Scenario, base_path: String) -> Self {
        Self {
            base_path,
            now_ms: Mutex::new(scenario.now_ms),
            log: Mutex::default(),
            tokens: Mutex::new(Tokens::new(&scenario)),
            faults: Mutex::new(vec![Struck::default(); scenario.faults.len()]),
            feeds: Mutex::default(),
            scenario,
        }
    }

    /// The rows of a range, and how many of them have begun.
    pub fn rows(&self, who: Who, range: Range) -> (Feed, usize) {
        let now = self.horizon();
        let key = (who, range, now / DAY_MS);
        let mut feeds = hold(&self.feeds);
        if feeds.len() >= KEPT_FEEDS {
            feeds.clear();
        }
        let feed = feeds.entry(key).or_insert_with_key(|(who, ..)| feed(&self.scenario, who, range, now));
        (feed.clone(), feed.begun(now))
    }

    /// The last moment that can be in an answer, Unix ms.
    pub fn horizon(&self) -> i64 {
        horizon(&self.scenario, *hold(&self.now_ms))
    }

    /// Moves the simulated now; `None`: the machine's clock.
    pub fn set_now(&self, now_ms: Option<i64>) {
        *hold(&self.now_ms) = now_ms;
    }

    /// The scenario with the now that it has at the moment.
    pub fn current(&self) -> Scenario {
        Scenario { now_ms: *hold(&self.now_ms), ..self.scenario.clone() }
    }

    /// Notes a request and gives its number.
    pub fn saw(&self, seen: Seen) -> u64 {
        hold(&self.log).add(seen)
    }

    /// Notes the answer to a request.
    pub fn answered(&self, number: u64, status: u16, at_ms: i64) {
        hold(&self.log).answered(number, status, at_ms);
    }

    /// What was asked so far.
    pub fn requests(&self) -> Vec<Seen> {
        hold(&self.log).entries()
    }

    /// A new token.
    pub fn issue_token(&self, client: &str) -> String {
        hold(&self.tokens).issue(client, self.scenario.token_lifetime_s)
    }

    /// A token that has expired.
    pub fn issue_expired_token(&self) -> String {
        hold(&self.tokens).issue("late", -60)
    }

    /// Checks and counts one use of a token.
    pub fn take_token(&self, token: Option<&str>) -> Result<(), Denied> {
        hold(&self.tokens).take(&self.scenario, token)
    }

    /// The fault that strikes this request.
    pub fn fault(&self, ask: &Ask) -> Option<FaultKind> {
        let mut counts = hold(&self.faults);
        let faults = self.scenario.faults.iter().zip(counts.iter_mut());
        for (fault, count) in faults.filter(|(fault, _)| fault.fits(ask)) {
            count.fitting += 1;
            let due = fault.request.is_none_or(|from| count.fitting >= from);
            if due && fault.times.is_none_or(|times| count.times < times) {
                count.times += 1;
                return Some(fault.kind.clone());
            }
        }
        None
    }
}

/// What a panic elsewhere left behind is still good: every change is made in one step.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
