//! How many calls at once.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::refusal::Refusal;

/// So many calls under way, so many waiting, no more.
///
/// ```text
/// room:   in flight + waiting
/// flight: in flight
/// ```
pub struct Limit {
    room: Arc<Semaphore>,
    flight: Arc<Semaphore>,
    wait: Duration,
}

/// A call's place; it is free again when this is dropped.
pub struct Place {
    _room: OwnedSemaphorePermit,
    _flight: OwnedSemaphorePermit,
}

impl Limit {
    /// `in_flight` calls under way, `queue` waiting for at most `wait`.
    pub fn new(in_flight: usize, queue: usize, wait: Duration) -> Self {
        let most = Semaphore::MAX_PERMITS;
        Self {
            room: Arc::new(Semaphore::new(in_flight.saturating_add(queue).min(most))),
            flight: Arc::new(Semaphore::new(in_flight.min(most))),
            wait,
        }
    }

    /// Waits for a place, in the order of coming.
    pub async fn place(&self) -> Result<Place, Refusal> {
        let room = self.room.clone().try_acquire_owned().map_err(|_| Refusal::BUSY)?;
        let flight = tokio::time::timeout(self.wait, self.flight.clone().acquire_owned()).await;
        let flight = flight.map_err(|_| Refusal::BUSY)?.map_err(|_| Refusal::BUSY)?;
        Ok(Place { _room: room, _flight: flight })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn so_many_fly_so_many_wait_the_rest_is_turned_away() {
        let limit = Arc::new(Limit::new(2, 1, Duration::from_secs(10)));
        let first = limit.place().await.ok();
        let _second = limit.place().await.ok().unwrap();
        let waiting = tokio::spawn({
            let limit = limit.clone();
            async move { limit.place().await.is_ok() }
        });
        tokio::task::yield_now().await;
        assert_eq!(limit.place().await.err(), Some(Refusal::BUSY));
        drop(first);
        assert!(waiting.await.unwrap());
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_ever() {
        let limit = Limit::new(1, 5, Duration::from_secs(10));
        let _first = limit.place().await.ok().unwrap();
        assert_eq!(limit.place().await.err(), Some(Refusal::BUSY));
    }
}
