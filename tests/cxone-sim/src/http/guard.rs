//! What happens to an API request before and after its handler: waiting, faults, tokens.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::http::{Method, Request};
use axum::middleware::Next;
use axum::response::Response;

use super::answer::with_correlation_id;
use super::ask::Ask;
use super::auth::denied;
use super::fault::strike;
use super::live::Live;
use super::server::Number;

/// The way of every API request; `Open` ones need no token.
async fn pass(live: &Live, number: Number, open: bool, request: Request<Body>, next: Next) -> Response {
    if request.method() == Method::OPTIONS {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let ask = Ask::of(&parts);
    // Whoever sees the request in the log can rely on its fault having struck.
    let fault = live.fault(&ask);
    tokio::time::sleep(Duration::from_millis(live.scenario.latency_ms)).await;
    let serve = || async {
        let refused = if open { None } else { denied(live, &ask, &parts) };
        match refused {
            Some(response) => response,
            None => next.run(Request::from_parts(parts, body)).await,
        }
    };
    let response = match fault {
        Some(kind) => strike(kind, serve).await,
        None => serve().await,
    };
    with_correlation_id(response, number.0)
}

/// For calls that need a token.
pub async fn locked(
    Extension(live): Extension<Arc<Live>>,
    Extension(number): Extension<Number>,
    request: Request<Body>,
    next: Next,
) -> Response {
    pass(&live, number, false, request, next).await
}

/// For calls that give one.
pub async fn open(
    Extension(live): Extension<Arc<Live>>,
    Extension(number): Extension<Number>,
    request: Request<Body>,
    next: Next,
) -> Response {
    pass(&live, number, true, request, next).await
}
