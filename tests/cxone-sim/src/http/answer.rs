//! Answers that both APIs share.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

/// Header that may hold an error's words.
pub const STATUS_DESCRIPTION: HeaderName = HeaderName::from_static("icstatusdescription");
/// Header that names an answer for support.
pub const CORRELATION_ID: HeaderName = HeaderName::from_static("correlationid");

/// A JSON error with a code for programs and words for people.
pub fn refusal(status: StatusCode, error: &str, words: &str) -> Response {
    (status, axum::Json(json!({ "error": error, "error_description": words }))).into_response()
}

/// Status 200 and this as JSON.
pub fn json(body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(bytes) => ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], bytes).into_response(),
        Err(error) => refusal(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", &error.to_string()),
    }
}

/// Adds the header that support asks for.
pub fn with_correlation_id(mut response: Response, request: u64) -> Response {
    let id = uuid::Uuid::from_u64_pair(request, 0x8000_0000_0000_0001).to_string();
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(CORRELATION_ID, value);
    }
    response
}
