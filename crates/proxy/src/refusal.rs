//! Answers of the proxy itself, in the form of both APIs' errors.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// A request that is not served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    status: StatusCode,
    error: &'static str,
    words: &'static str,
    retry_after_s: Option<u64>,
}

impl Refusal {
    /// With a code for programs and words for people.
    pub const fn new(status: StatusCode, error: &'static str, words: &'static str) -> Self {
        Self { status, error, words, retry_after_s: None }
    }

    /// Asks to come back in so many seconds.
    pub const fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after_s: Some(seconds), ..self }
    }

    /// Whether it is the same but for when to come back.
    pub fn is(&self, other: &Self) -> bool {
        self.error == other.error
    }

    /// No such call.
    pub const NOT_FOUND: Self =
        Self::new(StatusCode::NOT_FOUND, "not_found", "There is nothing here, or it is not forwarded.");
    /// Anything but reading.
    pub const METHOD: Self = Self::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        "Only GET, HEAD and OPTIONS are served.",
    );
    /// A path that is written oddly.
    pub const ODD_PATH: Self =
        Self::new(StatusCode::BAD_REQUEST, "odd_path", "The path holds what no path here holds.");
    /// What is posted is not the question that may be.
    pub const BAD_QUESTION: Self = Self::new(
        StatusCode::BAD_REQUEST,
        "bad_question",
        "Only startDate, endDate (yyyy-mm-dd, at most seven days) and userID may be posted here.",
    );
    /// What is posted does not say that it is JSON.
    pub const NOT_JSON: Self = Self::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "not_json",
        "Only application/json may be posted here.",
    );
    /// What is posted is too long.
    pub const TOO_LARGE: Self =
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "What is posted is too long.");
    /// What is posted does not come.
    pub const LATE: Self =
        Self::new(StatusCode::REQUEST_TIMEOUT, "request_timeout", "What is posted did not come in time.");
    /// A `Host` that is not this proxy's.
    pub const FOREIGN_HOST: Self = Self::new(
        StatusCode::MISDIRECTED_REQUEST,
        "foreign_host",
        "The proxy does not answer under this name.",
    );
    /// A request that another site's page made.
    pub const FOREIGN_PAGE: Self =
        Self::new(StatusCode::FORBIDDEN, "foreign_page", "Pages of other sites may not ask here.");
    /// Nobody is signed in.
    pub const SIGN_IN: Self =
        Self::new(StatusCode::UNAUTHORIZED, "sign_in_required", "Reload the page and sign in again.");
    /// Too much at once.
    pub const BUSY: Self =
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "proxy_busy", "The proxy has too many calls under way.")
            .retry_after(2);
    /// The upstream cannot be reached or broke off.
    pub const UNREACHABLE: Self =
        Self::new(StatusCode::BAD_GATEWAY, "upstream_unreachable", "The proxy cannot reach the API.");
    /// The upstream does not answer in time.
    pub const SLOW: Self =
        Self::new(StatusCode::GATEWAY_TIMEOUT, "upstream_timeout", "The API did not answer in time.");
    /// The upstream points elsewhere; a token does not follow.
    pub const REDIRECT: Self =
        Self::new(StatusCode::BAD_GATEWAY, "upstream_redirect", "The API answered with a redirect.");
    /// The upstream answers what is no answer to a read.
    pub const ODD_ANSWER: Self = Self::new(
        StatusCode::BAD_GATEWAY,
        "upstream_odd_answer",
        "The API answered with a status that no read has.",
    );
    /// A file of the page is there and cannot be read.
    pub const UNREADABLE: Self = Self::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "file_unreadable",
        "The proxy cannot read a file of the page.",
    );
    /// The upstream refuses even a new token.
    pub const TOKEN_REFUSED: Self = Self::new(
        StatusCode::BAD_GATEWAY,
        "proxy_token_refused",
        "The API refuses the proxy's token. Whoever hosts it should check its credentials.",
    )
    .retry_after(5);
    /// The token endpoint says no.
    pub const CREDENTIALS_REFUSED: Self = Self::new(
        StatusCode::BAD_GATEWAY,
        "proxy_credentials_refused",
        "The proxy gets no token: its credentials are refused. Whoever hosts it should check them.",
    );
    /// The token endpoint cannot be reached or answers something else.
    pub const NO_TOKEN: Self = Self::new(
        StatusCode::BAD_GATEWAY,
        "proxy_token_unavailable",
        "The proxy gets no token at the moment.",
    );
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = Json(json!({ "error": self.error, "error_description": self.words }));
        let mut response = (self.status, [(header::CACHE_CONTROL, "no-store")], body).into_response();
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        if self.status == StatusCode::METHOD_NOT_ALLOWED {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, OPTIONS"));
        }
        response
    }
}
