//! What becomes of a page that did not come.

use super::{Fetch, Flight};
use crate::error::{ApiError, ErrorKind};
use crate::paging::Wish;
use crate::retry;
use model::time::Millis;

impl Fetch {
    /// Asks again, now or later, or not at all; with `wait_ms` the server says when.
    pub(super) fn trouble(
        &mut self,
        flight: &Flight,
        index: usize,
        mut wish: Wish,
        (error, wait_ms): (ApiError, Option<i64>),
        now: Millis,
        jitter: f64,
    ) {
        let limit = self.limit;
        let pages = &mut self.series[flight.series];
        if pages.is_beyond_end(index) {
            pages.passed_by(index, error, limit);
        } else if error.kind == ErrorKind::Unauthorized {
            pages.again(index, Wish::default(), limit);
            // An answer to the token before the present one says nothing about the present one.
            if flight.token == self.token {
                self.token_refused = Some(error);
            }
        } else if let Some(wait_ms) = wait_ms.filter(|_| wish.refusals < retry::MAX_REFUSALS) {
            let until = now + wait_ms;
            let later = self.hold.as_ref().is_none_or(|(held, _)| *held < until);
            wish.tries = wish.tries.saturating_sub(1);
            wish.refusals += 1;
            wish.why = Some(error.clone());
            pages.again(index, wish, limit);
            if later {
                self.hold = Some((until, error));
            }
        } else if wait_ms.is_none() && error.kind.is_passing() && wish.tries < retry::MAX_TRIES {
            wish.not_before = Some(now + retry::backoff_ms(wish.tries, jitter));
            wish.why = Some(error);
            pages.again(index, wish, limit);
        } else {
            self.failures_in_a_row += 1;
            pages.failed(index, error, limit);
        }
    }
}
