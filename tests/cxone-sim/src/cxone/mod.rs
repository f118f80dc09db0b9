//! The API of NICE's own SDK.

use axum::Router;

pub mod directory;

/// Number of the simulated tenant.
pub const BUSINESS_UNIT: i64 = 4_594_321;

pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
}
