//! The simulator's own calls, for scripts: `/_sim/...`.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::json;

use super::live::Live;
use super::server::Shared;
use crate::scenario::Scenario;

/// A simulated now.
#[derive(Debug, Deserialize)]
pub struct Now {
    /// Unix ms; null: the machine's clock.
    now_ms: Option<i64>,
}

/// `POST /_sim/scenarios`: a new scenario; answers `{"base": URL}`.
pub async fn add(State(shared): State<Arc<Shared>>, Json(scenario): Json<Scenario>) -> Response {
    Json(json!({ "base": shared.add(scenario) })).into_response()
}

/// `POST {base}/_sim/now`: moves the simulated now.
pub async fn set_now(Extension(live): Extension<Arc<Live>>, Json(now): Json<Now>) -> Response {
    live.set_now(now.now_ms);
    Json(json!({ "now_ms": now.now_ms })).into_response()
}

/// `GET {base}/_sim/requests`: what was asked so far.
pub async fn requests(Extension(live): Extension<Arc<Live>>) -> Response {
    Json(live.requests()).into_response()
}
