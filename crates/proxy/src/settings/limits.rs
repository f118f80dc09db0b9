//! How much at once, and for how long.

use anyhow::ensure;
use serde::Deserialize;

/// How much at once, and for how long.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Calls to the upstream at the same time.
    pub in_flight: usize,
    /// Calls that wait for their turn; more are turned away with 503.
    pub queue: usize,
    /// Longest wait for a turn, seconds.
    pub queue_wait_s: u64,
    /// Until the upstream takes a connection, seconds.
    pub connect_s: u64,
    /// Longest silence of the upstream, seconds.
    pub silence_s: u64,
    /// A whole call to the upstream, seconds.
    pub call_s: u64,
    /// Until a client has sent its request, and how long its connection may lie idle, seconds.
    pub request_s: u64,
    /// Until a client takes the next piece of an answer, seconds.
    pub answer_s: u64,
    /// Connections of clients at the same time; more are closed at once.
    pub connections: usize,
    /// Until calls under way are cut off when the proxy is told to stop, seconds.
    pub stop_s: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            in_flight: 64,
            queue: 1_024,
            queue_wait_s: 20,
            connect_s: 10,
            silence_s: 30,
            call_s: 120,
            request_s: 15,
            answer_s: 30,
            connections: 4_096,
            stop_s: 20,
        }
    }
}

const DAY_S: u64 = 86_400;

impl Limits {
    /// Refuses limits under which nothing would work.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        ensure!(self.in_flight > 0 && self.connections > 0, "limits must be greater than 0");
        let Self { queue_wait_s, connect_s, silence_s, call_s, request_s, answer_s, stop_s, .. } = *self;
        let times = [queue_wait_s, connect_s, silence_s, call_s, request_s, answer_s, stop_s];
        ensure!(times.iter().all(|time| (1..=DAY_S).contains(time)), "times must be from 1 second to a day");
        Ok(())
    }
}
