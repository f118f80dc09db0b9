//! Patience with those who guess.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::peer::Peer;

/// Wrong passwords that cost no time.
const FREE: u32 = 3;
const LONGEST_WAIT: Duration = Duration::from_mins(5);
/// After so long without a try all is forgotten.
const MEMORY: Duration = Duration::from_mins(30);
const MAX_PEERS: usize = 10_000;

/// Who has guessed wrongly how often.
#[derive(Debug, Default)]
pub struct Throttle {
    peers: HashMap<Peer, Guesses>,
}

#[derive(Debug)]
struct Guesses {
    wrong: u32,
    last: Instant,
}

impl Guesses {
    /// Nothing, then 1, 2, 4 … 300 seconds.
    fn wait(&self) -> Duration {
        let doublings = self.wrong.saturating_sub(FREE);
        if doublings == 0 {
            return Duration::ZERO;
        }
        Duration::from_secs(1_u64.checked_shl(doublings - 1).unwrap_or(u64::MAX)).min(LONGEST_WAIT)
    }
}

impl Throttle {
    /// How long this one has to wait until the next try.
    pub fn wait(&self, peer: Peer, now: Instant) -> Option<Duration> {
        let guesses = self.peers.get(&peer)?;
        let left = (guesses.last + guesses.wait()).saturating_duration_since(now);
        (!left.is_zero()).then_some(left)
    }

    /// Notes a try.
    pub fn tried(&mut self, peer: Peer, right: bool, now: Instant) {
        if right {
            self.peers.remove(&peer);
            return;
        }
        if self.peers.len() >= MAX_PEERS {
            self.make_room(now);
        }
        let guesses = self.peers.entry(peer).or_insert(Guesses { wrong: 0, last: now });
        if now.saturating_duration_since(guesses.last) > MEMORY {
            guesses.wrong = 0;
        }
        guesses.wrong = guesses.wrong.saturating_add(1);
        guesses.last = now;
    }

    fn make_room(&mut self, now: Instant) {
        self.peers.retain(|_, guesses| now.saturating_duration_since(guesses.last) <= MEMORY);
        let oldest = self.peers.iter().min_by_key(|(_, guesses)| guesses.last).map(|(peer, _)| *peer);
        if let Some(oldest) = oldest.filter(|_| self.peers.len() >= MAX_PEERS) {
            self.peers.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(text: &str) -> Peer {
        Peer::of(text.parse().unwrap())
    }

    #[test]
    fn each_wrong_guess_doubles_the_wait() {
        let (mut throttle, start, guesser) = (Throttle::default(), Instant::now(), peer("10.0.0.1"));
        let waits: Vec<u64> = (0..16)
            .map(|_| {
                throttle.tried(guesser, false, start);
                throttle.wait(guesser, start).unwrap_or_default().as_secs()
            })
            .collect();
        assert_eq!(waits, [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]);
        assert_eq!(throttle.wait(guesser, start + LONGEST_WAIT), None);
        assert_eq!(throttle.wait(peer("10.0.0.2"), start), None);
    }

    #[test]
    fn a_right_one_or_half_an_hour_clears_it() {
        let (mut throttle, start, guesser) = (Throttle::default(), Instant::now(), peer("::ffff:10.0.0.1"));
        for _ in 0..10 {
            throttle.tried(guesser, false, start);
        }
        assert!(throttle.wait(peer("10.0.0.1"), start).is_some());
        throttle.tried(guesser, true, start);
        assert_eq!(throttle.wait(guesser, start), None);
        for _ in 0..10 {
            throttle.tried(guesser, false, start);
        }
        let later = start + MEMORY + Duration::from_secs(1);
        throttle.tried(guesser, false, later);
        assert_eq!(throttle.wait(guesser, later), None);
    }

    #[test]
    fn it_does_not_grow_for_ever() {
        let (mut throttle, start) = (Throttle::default(), Instant::now());
        for number in 0..MAX_PEERS as u32 + 100 {
            let guesser = Peer::of(std::net::IpAddr::V4(number.into()));
            throttle.tried(guesser, false, start + Duration::from_millis(number.into()));
        }
        assert_eq!(throttle.peers.len(), MAX_PEERS);
    }
}
