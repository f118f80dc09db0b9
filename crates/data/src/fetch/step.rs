//! What whoever drives a fetch is to do next.

use crate::request_id::RequestId;
use crate::source::Request;
use model::time::Millis;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchStep {
    /// Send this, and call [`Fetch::step`](super::Fetch::step) again at once.
    Send {
        /// To be handed back with the answer.
        ticket: RequestId,
        /// What to ask.
        request: Request,
    },
    /// Nothing before this time, unless an answer arrives first.
    Wait {
        /// When to call [`Fetch::step`](super::Fetch::step) again.
        until: Millis,
    },
    /// Nothing until an answer arrives.
    Idle,
    /// Nothing at all; [`Fetch::state`](super::Fetch::state) says why.
    Done,
}
