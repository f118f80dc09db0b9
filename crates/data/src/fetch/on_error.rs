//! What becomes of a page that did not come.

use super::{Fetch, InFlight};
use crate::error::{ApiError, ErrorKind};
use crate::paging::Attempt;
use crate::retry;
use model::time::Millis;

impl Fetch {
    /// Asks again, now or later, or not at all; with `wait_ms` the server says when.
    pub(super) fn on_error(
        &mut self,
        flight: &InFlight,
        index: usize,
        mut attempt: Attempt,
        (error, wait_ms): (ApiError, Option<i64>),
        now: Millis,
        jitter: f64,
    ) {
        let limit = self.limit;
        let pages = &mut self.series[flight.series];
        if pages.is_beyond_end(index) {
            pages.passed_by(index, error, limit);
        } else if error.kind == ErrorKind::Unauthorized {
            pages.again(index, Attempt { why: Some(error.clone()), ..Attempt::default() }, limit);
            // An answer to the token before the present one says nothing about the present one.
            if flight.token == self.token {
                self.token_refused = Some(error);
            }
        } else if let Some(wait_ms) = wait_ms.filter(|_| attempt.refusals < retry::MAX_REFUSALS) {
            let until = now + wait_ms;
            let later = self.paused_until.as_ref().is_none_or(|(held, _)| *held < until);
            attempt.tries = attempt.tries.saturating_sub(1);
            attempt.refusals += 1;
            attempt.why = Some(error.clone());
            pages.again(index, attempt, limit);
            if later {
                self.paused_until = Some((until, error));
            }
        } else if wait_ms.is_none() && error.kind.is_passing() && attempt.tries < retry::MAX_TRIES {
            attempt.not_before = Some(now + retry::backoff_ms(attempt.tries, jitter));
            attempt.why = Some(error);
            pages.again(index, attempt, limit);
        } else {
            self.failures_in_a_row += 1;
            pages.failed(index, error, limit);
        }
    }
}
