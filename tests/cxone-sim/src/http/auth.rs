//! Who may ask.

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use super::answer::refusal;
use super::ask::Ask;
use super::live::Live;
use super::token::Denied;
use crate::scenario::Auth;

/// The bearer token of a request.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The answer to a request that must not be served: 401 or 403.
pub fn denied(live: &Live, ask: &Ask, parts: &Parts) -> Option<Response> {
    if let Err(denied) = live.take_token(bearer(&parts.headers)) {
        return Some(unauthorized(denied));
    }
    let scope_missing = ask.history && live.scenario.scope_missing && live.scenario.auth != Auth::None;
    scope_missing.then(|| {
        refusal(StatusCode::FORBIDDEN, "insufficient_scope", "The client does not have the reporting scope.")
    })
}

fn unauthorized(denied: Denied) -> Response {
    let words = match denied {
        Denied::Missing => "No access token was sent.",
        Denied::Unknown => "The access token is invalid.",
        Denied::Expired => "The access token has expired.",
    };
    let mut response = refusal(StatusCode::UNAUTHORIZED, "invalid_token", words);
    let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
    response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    response
}
