//! The API of NICE's own SDK: `/incontactapi/services/v{NN}/...`, in any case.

pub mod directory;
mod export;
mod history;
mod links;
mod lookups;
mod row;
mod schedule;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{get, post};

pub use export::PATH as EXPORT;
pub use row::HistoryRow;

use crate::http::answer::refusal;

/// Number of the simulated tenant.
pub const BUSINESS_UNIT: i64 = 4_594_321;

/// The calls of this API.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let calls = Router::new()
        .route("/agents", get(lookups::agents))
        .route("/agents/{agent}", get(lookups::agent))
        .route("/agents/state-history", get(history::of_all))
        .route("/agents/{agent}/state-history", get(history::of_one))
        .route("/agents/{agent}/wfm-schedule", get(schedule::of_agent))
        .route("/teams/{team}/unavailable-codes", get(lookups::team_codes))
        .route("/unavailable-codes", get(lookups::codes))
        .route_layer(from_fn(addressed));
    Router::new().nest("/{api}/services/{version}", calls).route(export::PATH, post(export::of_user))
}

/// 404 unless the path names the API and a version of it.
async fn addressed(uri: axum::extract::OriginalUri, request: Request<Body>, next: Next) -> Response {
    let mut segments = uri.path().split('/').skip(1);
    let api = segments.next().is_some_and(|name| name.eq_ignore_ascii_case("incontactapi"));
    let version = segments.nth(1).and_then(|name| name.strip_prefix('v')).is_some_and(is_version);
    if api && version {
        next.run(request).await
    } else {
        refusal(StatusCode::NOT_FOUND, "not_found", "There is no such API or version.")
    }
}

fn is_version(text: &str) -> bool {
    text.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn bad_request(words: &str) -> Response {
    refusal(StatusCode::BAD_REQUEST, "invalid_parameter", words)
}
