//! Places for everyone, of which nobody takes all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::peer::Peer;

/// So many places. A peer that has more of them than are free gets no other, so that there is room
/// for the next peer however much one asks for.
///
/// ```text
/// a a a a a . . .   of 8: no more for a
/// a a a a a b b .   nor for b; there is one for c
/// ```
pub struct Shares {
    all: usize,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    sum: usize,
    by_peer: HashMap<Peer, usize>,
}

/// A place; it is free again when this is dropped.
pub struct Share {
    of: Arc<Shares>,
    peer: Peer,
}

impl Shares {
    /// `all` places, none of them taken.
    pub fn new(all: usize) -> Self {
        Self { all, taken: Mutex::default() }
    }

    /// A place for this peer, if there is one.
    pub fn take(self: &Arc<Self>, peer: Peer) -> Option<Share> {
        let mut taken = self.taken();
        let free = self.all - taken.sum;
        let own = taken.by_peer.get(&peer).copied().unwrap_or_default();
        if free == 0 || own > free {
            return None;
        }
        taken.sum += 1;
        taken.by_peer.insert(peer, own + 1);
        Some(Share { of: self.clone(), peer })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut taken = self.of.taken();
        taken.sum -= 1;
        let own = taken.by_peer.remove(&self.peer).unwrap_or_default();
        if own > 1 {
            taken.by_peer.insert(self.peer, own - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(number: u32) -> Peer {
        Peer::of(std::net::Ipv4Addr::from(number).into())
    }

    /// What each peer gets that asks until it gets no more, one after the other.
    fn greedy(all: usize, peers: u32) -> Vec<usize> {
        let shares = Arc::new(Shares::new(all));
        let mut kept = Vec::new();
        (0..peers)
            .map(|number| {
                let before = kept.len();
                kept.extend(std::iter::from_fn(|| shares.take(peer(number))));
                kept.len() - before
            })
            .collect()
    }

    #[test]
    fn whoever_asks_for_all_leaves_room_for_the_next() {
        for (all, got) in [
            (4_096, [2_049, 1_024, 512, 256, 128]),
            (8, [5, 2, 1, 0, 0]),
            (3, [2, 1, 0, 0, 0]),
            (2, [2, 0, 0, 0, 0]),
            (1, [1, 0, 0, 0, 0]),
            (0, [0; 5]),
        ] {
            assert_eq!(greedy(all, 5), got, "{all}");
        }
    }

    #[test]
    fn what_is_given_back_can_be_taken_and_nothing_is_kept_of_who_left() {
        let shares = Arc::new(Shares::new(100));
        for _ in 0..3 {
            let kept: Vec<Share> = (0..100).filter_map(|number| shares.take(peer(number))).collect();
            assert_eq!(kept.len(), 100);
            assert!(shares.take(peer(100)).is_none());
        }
        let taken = shares.taken();
        assert_eq!((taken.sum, taken.by_peer.len()), (0, 0));
    }
}
