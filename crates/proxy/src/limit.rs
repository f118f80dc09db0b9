//! How many calls at once.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::peer::Peer;
use crate::refusal::Refusal;
use crate::shares::{Share, Shares};

/// So many calls under way, so many waiting, no more.
///
/// ```text
/// room:   in flight + waiting
/// flight: in flight
/// ```
pub struct Limit {
    room: Arc<Shares>,
    flight: Arc<Semaphore>,
    wait: Duration,
}

/// A call's place; it is free again when this is dropped.
pub struct Permit {
    _room: Share,
    _flight: OwnedSemaphorePermit,
}

impl Limit {
    /// `in_flight` calls under way, `queue` waiting for at most `wait`.
    pub fn new(in_flight: usize, queue: usize, wait: Duration) -> Self {
        Self {
            room: Arc::new(Shares::new(in_flight.saturating_add(queue))),
            flight: Arc::new(Semaphore::new(in_flight.min(Semaphore::MAX_PERMITS))),
            wait,
        }
    }

    /// Waits for a place, in the order of coming. One peer leaves room for others.
    pub async fn place(&self, peer: Peer) -> Result<Permit, Refusal> {
        let room = self.room.take(peer).ok_or(Refusal::BUSY)?;
        let flight = tokio::time::timeout(self.wait, self.flight.clone().acquire_owned()).await;
        let flight = flight.map_err(|_| Refusal::BUSY)?.map_err(|_| Refusal::BUSY)?;
        Ok(Permit { _room: room, _flight: flight })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(last: u8) -> Peer {
        Peer::of([127, 0, 0, last].into())
    }

    #[tokio::test(start_paused = true)]
    async fn so_many_fly_so_many_wait_the_rest_is_turned_away() {
        let limit = Arc::new(Limit::new(2, 1, Duration::from_secs(10)));
        let first = limit.place(peer(1)).await.ok();
        let _second = limit.place(peer(2)).await.ok().unwrap();
        let waiting = tokio::spawn({
            let limit = limit.clone();
            async move { limit.place(peer(3)).await.is_ok() }
        });
        tokio::task::yield_now().await;
        assert_eq!(limit.place(peer(4)).await.err(), Some(Refusal::BUSY));
        drop(first);
        assert!(waiting.await.unwrap());
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_ever() {
        let limit = Limit::new(1, 5, Duration::from_secs(10));
        let _first = limit.place(peer(5)).await.ok().unwrap();
        assert_eq!(limit.place(peer(6)).await.err(), Some(Refusal::BUSY));
    }
}
