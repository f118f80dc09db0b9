//! Requests that are on their way.

/// Names a request that is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(pub(crate) u64);
