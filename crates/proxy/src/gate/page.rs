//! The page on which people sign in, and where those go who have not.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Form, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use serde::Deserialize;
use tower_http::timeout::TimeoutLayer;

use super::{Gate, LoginOutcome, set_cookie};
use crate::guard::{SIGN_IN_PAGE, is_foreign};
use crate::path::is_plain;
use crate::peer::Peer;
use crate::refusal::Refusal;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
/// Where to without another wish.
const HOME: &str = "/";
/// For a form to come and its password to be checked.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// Where someone wanted to go.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wish {
    to: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Filled {
    password: String,
    to: String,
}

/// Signing in and out.
pub fn routes(gate: Arc<Gate>) -> Router {
    Router::new()
        .route("/login", get(form).post(enter))
        .route("/login.css", get(|| async { ([(header::CONTENT_TYPE, "text/css")], STYLE) }))
        .route("/logout", post(leave))
        .layer(DefaultBodyLimit::max(8 * 1_024))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST_WAIT))
        .with_state(gate)
}

/// Lets only those through who have signed in.
pub async fn require_session(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    if gate.is_signed_in(request.headers()) || request.method() == Method::OPTIONS {
        return next.run(request).await;
    }
    let mode = request.headers().get("sec-fetch-mode").map(|mode| mode.as_bytes().to_owned());
    let html = request
        .headers()
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes().windows(9).any(|part| part == b"text/html"));
    let looks = request.method() == Method::GET && html && mode.is_none_or(|mode| mode == b"navigate");
    let path = request.uri().path_and_query().map_or(HOME, |path| path.as_str());
    if !looks {
        return Refusal::SIGN_IN.into_response();
    }
    if is_foreign(request.headers()) {
        return once_more(path);
    }
    let query = serde_urlencoded::to_string([("to", path)]).unwrap_or_default();
    Redirect::to(&format!("/login?{query}")).into_response()
}

/// A strict cookie does not come with a link that was followed on another site, in a message say;
/// it comes when this page itself asks for the same address.
fn once_more(path: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Shiftline</title>\
         <meta http-equiv=refresh content=\"0;url={}\">",
        escaped(path)
    );
    ([(header::CONTENT_SECURITY_POLICY, SIGN_IN_PAGE), (header::CACHE_CONTROL, NO_STORE)], Html(page))
        .into_response()
}

async fn form(Query(wish): Query<Wish>) -> Response {
    shown(StatusCode::OK, "", &wish.to)
}

async fn enter(
    State(gate): State<Arc<Gate>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Form(filled): Form<Filled>,
) -> Response {
    if is_foreign(&headers) {
        return Refusal::FOREIGN_PAGE.into_response();
    }
    answer(&gate, peer, filled).await
}

async fn answer(gate: &Gate, peer: Peer, filled: Filled) -> Response {
    match gate.enter(peer, filled.password).await {
        LoginOutcome::In(cookie) => {
            (set_cookie(&cookie), Redirect::to(safe_redirect(&filled.to))).into_response()
        }
        LoginOutcome::Wrong => shown(StatusCode::UNAUTHORIZED, "That is not the password.", &filled.to),
        LoginOutcome::TooSoon(seconds) => {
            let words = format!("Too many wrong passwords. Try again in {seconds} s.");
            let mut response = shown(StatusCode::TOO_MANY_REQUESTS, &words, &filled.to);
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            response
        }
    }
}

async fn leave(State(gate): State<Arc<Gate>>, headers: HeaderMap) -> Response {
    if is_foreign(&headers) {
        return Refusal::FOREIGN_PAGE.into_response();
    }
    (set_cookie(&gate.leave(&headers)), Redirect::to("/login")).into_response()
}

fn shown(status: StatusCode, words: &str, to: &str) -> Response {
    let page = PAGE.replace("{{words}}", &escaped(words)).replace("{{to}}", &escaped(safe_redirect(to)));
    let headers = [
        (header::CONTENT_SECURITY_POLICY, SIGN_IN_PAGE),
        (header::CACHE_CONTROL, NO_STORE),
        // Under `no-referrer` browsers would send the form with `Origin: null`.
        (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    ];
    (status, headers, Html(page)).into_response()
}

/// A path of this proxy, or the page; never another site.
fn safe_redirect(to: &str) -> &str {
    let path = to.split_once('?').map_or(to, |(path, _)| path);
    let clean = to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_plain(path) && clean && !["/login", "/logout"].contains(&path) { to } else { HOME }
}

fn escaped(text: &str) -> String {
    let each = |letter: char| match letter {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&#39;".to_owned(),
        other => other.to_string(),
    };
    text.chars().map(each).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for to in ["/", "/?agent=1&range=24h", "/sub/?tz=Europe%2FBerlin"] {
            assert_eq!(safe_redirect(to), to);
        }
        for to in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/%2f/evil",
            "/login",
        ] {
            assert_eq!(safe_redirect(to), HOME, "{to}");
        }
    }

    #[test]
    fn text_stays_text() {
        assert_eq!(escaped("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
    }
}
