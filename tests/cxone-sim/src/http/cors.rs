//! What a page of another origin may do.

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::scenario::Cors;

const EXPOSED: &str = "Retry-After, icStatusDescription, CorrelationId";

/// The answer to a browser's question before the real request, where that is allowed.
pub fn preflight(cors: Cors, request: &Request<Body>) -> Option<Response> {
    let asks = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    (asks && cors != Cors::Off).then(|| {
        let headers = [
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, Accept"),
            (header::ACCESS_CONTROL_MAX_AGE, "600"),
        ];
        (StatusCode::NO_CONTENT, headers).into_response()
    })
}

/// Lets the page read the answer.
pub fn allow(cors: Cors, origin: Option<HeaderValue>, response: &mut Response) {
    let Some(origin) = origin.filter(|_| cors != Cors::Off) else { return };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if cors == Cors::On {
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
    }
}
