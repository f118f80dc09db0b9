//! What all requests share.

use crate::forward::Forwarder;
use crate::settings::Settings;

/// Everything that requests share.
pub struct Proxy {
    /// As they were checked.
    pub settings: Settings,
    /// Carries calls to the tenant.
    pub forwarder: Forwarder,
}
