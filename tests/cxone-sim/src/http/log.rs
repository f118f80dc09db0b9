//! What was asked, for tests to look at.

use std::collections::VecDeque;

use serde::Serialize;

/// Only the latest requests are kept.
const KEPT: usize = 100_000;

/// One request, as it came.
#[derive(Clone, Debug, Serialize)]
pub struct Seen {
    /// Number of the request in its scenario, from 1.
    pub number: u64,
    /// HTTP method.
    pub method: String,
    /// Path below the scenario's base URL.
    pub path: String,
    /// Query as it was sent, without the question mark.
    pub query: String,
    /// The `Origin` header: the page that asked.
    pub origin: Option<String>,
    /// The `Referer` header.
    pub referer: Option<String>,
    /// Label of the token in the `Authorization` header ([`token_label`](crate::token_label)), or of
    /// the whole header when it is no bearer token.
    pub token: Option<String>,
    /// When it came, Unix ms.
    pub started_ms: i64,
    /// When its answer was ready, Unix ms; `None`: not (yet) answered, or the connection was dropped.
    pub answered_ms: Option<i64>,
    /// Status of the answer.
    pub status: Option<u16>,
}

/// The latest requests, in order.
#[derive(Debug, Default)]
pub struct Log {
    entries: VecDeque<Seen>,
    count: u64,
}

impl Log {
    /// Adds a request and gives its number.
    pub fn add(&mut self, seen: Seen) -> u64 {
        self.count += 1;
        if self.entries.len() == KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(Seen { number: self.count, ..seen });
        self.count
    }

    /// Notes the answer to a request.
    pub fn answered(&mut self, number: u64, status: u16, at_ms: i64) {
        let from_back = (self.count - number) as usize;
        let place = self.entries.len().checked_sub(from_back + 1);
        if let Some(seen) = place.and_then(|place| self.entries.get_mut(place)) {
            (seen.status, seen.answered_ms) = (Some(status), Some(at_ms));
        }
    }

    /// All that is kept.
    pub fn entries(&self) -> Vec<Seen> {
        self.entries.iter().cloned().collect()
    }
}
