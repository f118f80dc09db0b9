//! What an answer means before its body is read, and when to ask again.

mod http_date;

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;

use super::decimal;
use super::dialect::{clean, read_json};
use super::error::{ApiError, ErrorKind};
use super::message;
use super::source::{Response, TransportError};
use http_date::http_date;
use model::time::{DAY, Millis, SECOND};

/// How often a page is asked for before it is given up.
pub const MAX_TRIES: u32 = 5;

/// How often a page is asked for when the server says each time when to come back.
pub const MAX_REFUSALS: u32 = 20;

/// Shortest wait that a server can ask for, in milliseconds: "at once" would be a storm.
const MIN_WAIT: i64 = SECOND / 4;

/// Wait after a 429 that does not say how long, in milliseconds.
const DEFAULT_WAIT: i64 = 5 * SECOND;

/// Longest wait between two tries, in milliseconds.
const MAX_BACKOFF: i64 = 30 * SECOND;

/// Bytes of a body that usually tell what it is; even, so that UTF-16 is not cut in the middle.
const HEAD: usize = 1024;

/// What an answer means.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A body to be read.
    Body,
    /// An answer without a body: no data.
    Nothing,
    /// 404: no data, or nothing of this API at the address.
    NotFound,
    /// An error.
    Error {
        /// Which.
        error: ApiError,
        /// How long the server asks to wait, in milliseconds.
        wait_ms: Option<i64>,
    },
}

/// What an answer means that came at `now`.
pub fn classify(answer: &Response, now: Millis) -> Outcome {
    let web_page = is_web_page(answer);
    let kind = match answer.status {
        200..=299 if beginning(&answer.body).is_empty() => return Outcome::Nothing,
        200..=299 if web_page => ErrorKind::SignInPage,
        200..=299 => return Outcome::Body,
        // What sends to another page most likely wants somebody to sign in there.
        300..=399 => ErrorKind::SignInPage,
        404 if !web_page => return Outcome::NotFound,
        404 => ErrorKind::WrongAddress,
        400 | 422 => ErrorKind::Refused,
        401 => ErrorKind::Unauthorized,
        403 => ErrorKind::Forbidden,
        429 => ErrorKind::TooMany,
        503 if answer.headers.retry_after.is_some() => ErrorKind::Unavailable,
        500..=599 => ErrorKind::Server,
        _ => ErrorKind::Unexpected,
    };
    let asks_to_wait = matches!(kind, ErrorKind::TooMany | ErrorKind::Unavailable);
    Outcome::Error { error: error_of(kind, answer), wait_ms: asks_to_wait.then(|| wait_ms(answer, now)) }
}

/// An answer as an error of this kind, with the server's words.
pub fn error_of(kind: ErrorKind, answer: &Response) -> ApiError {
    ApiError {
        kind,
        status: Some(answer.status),
        words: words(answer),
        correlation_id: answer.headers.correlation_id.as_deref().map(Arc::from),
    }
}

/// No answer as an error; `None` when it was called off on this side.
pub fn error_of_broken(broken: TransportError) -> Option<ApiError> {
    match broken {
        TransportError::Timeout => Some(ApiError::new(ErrorKind::Timeout)),
        TransportError::Network => Some(ApiError::new(ErrorKind::Network)),
        TransportError::TooLarge => Some(ApiError::new(ErrorKind::TooLarge)),
        TransportError::Aborted => None,
    }
}

/// Milliseconds to wait after the `tries`-th try (from 1) failed: 1, 2, 4 … seconds, of which the
/// second half is up to chance (`jitter` from 0 to 1), so that clients do not come back in step.
pub fn backoff_ms(tries: u32, jitter: f64) -> i64 {
    let whole = (SECOND << tries.saturating_sub(1).min(10)).min(MAX_BACKOFF);
    whole / 2 + (whole as f64 / 2.0 * jitter.clamp(0.0, 1.0)) as i64
}

/// A body that begins like a web page is one, a body that is JSON is none, whatever the header says.
fn is_web_page(answer: &Response) -> bool {
    let body = beginning(&answer.body);
    let is_json = body.starts_with(['{', '[', '"']) || body.trim_end() == "null";
    let kind = || answer.headers.content_type.as_deref().unwrap_or_default().to_ascii_lowercase();
    body.starts_with('<') || (!is_json && kind().contains("html"))
}

/// How a body begins, marks and white space aside; empty when there is nothing else.
fn beginning(body: &[u8]) -> Cow<'_, str> {
    let head = clean(body.get(..HEAD).unwrap_or(body));
    if head.is_empty() { clean(body) } else { head }
}

/// What `Retry-After` asks for: seconds, or a date on the server's own clock.
fn wait_ms(answer: &Response, now: Millis) -> i64 {
    let headers = &answer.headers;
    let Some(text) = headers.retry_after.as_deref().map(str::trim) else { return DEFAULT_WAIT };
    let seconds = decimal::parse(text).filter(|s| s.is_finite()).map(|s| (s * SECOND as f64) as i64);
    let wait = seconds.or_else(|| {
        let server_now = headers.date.as_deref().and_then(http_date).unwrap_or(now);
        http_date(text).map(|until| until - server_now)
    });
    wait.unwrap_or(DEFAULT_WAIT).clamp(MIN_WAIT, DAY)
}

/// The server's own words, wherever it put them. The header's are an error's only on an error.
fn words(answer: &Response) -> Option<Arc<str>> {
    let header = || answer.headers.status_description.clone().filter(|_| answer.status >= 400);
    let said = said_in_body(answer).or_else(header)?;
    let said = said.trim();
    (!said.is_empty()).then(|| said.chars().take(ApiError::WORDS).collect::<String>().into())
}

fn said_in_body(answer: &Response) -> Option<String> {
    if is_web_page(answer) {
        return None;
    }
    let body = clean(&answer.body);
    match read_json(&body) {
        Ok(body @ (Value::Object(_) | Value::String(_))) => message::of(&body),
        Ok(_) => None,
        // A good answer that could not be read is data, not words.
        Err(_) if answer.status < 400 => None,
        Err(_) => Some(body.into_owned()).filter(|text| !text.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::Headers;
    use super::*;

    const NOW: Millis = Millis(1_793_707_200_000); // 2026-11-03T12:00:00Z

    fn answer(status: u16, body: &str) -> Response {
        Response { status, headers: Headers::default(), body: body.into() }
    }

    fn kind(answer: &Response) -> ErrorKind {
        match classify(answer, NOW) {
            Outcome::Error { error, .. } => error.kind,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_status_is_one_error() {
        for (status, expected) in [
            (400, ErrorKind::Refused),
            (401, ErrorKind::Unauthorized),
            (403, ErrorKind::Forbidden),
            (422, ErrorKind::Refused),
            (429, ErrorKind::TooMany),
            (500, ErrorKind::Server),
            (502, ErrorKind::Server),
            (503, ErrorKind::Server),
            (302, ErrorKind::SignInPage),
            (418, ErrorKind::Unexpected),
        ] {
            assert_eq!(kind(&answer(status, "")), expected, "{status}");
        }
    }

    #[test]
    fn no_data_has_many_forms() {
        for (status, body) in [(204, ""), (200, ""), (200, " \n"), (200, "\u{feff}\r\n")] {
            assert_eq!(classify(&answer(status, body), NOW), Outcome::Nothing, "{status} {body}");
        }
        for body in ["", r#"{"error":"none"}"#] {
            assert_eq!(classify(&answer(404, body), NOW), Outcome::NotFound, "{body}");
        }
        assert_eq!(classify(&answer(200, "{}"), NOW), Outcome::Body);
    }

    #[test]
    fn a_web_page_is_no_data() {
        assert_eq!(kind(&answer(200, "  <!doctype html>")), ErrorKind::SignInPage);
        assert_eq!(kind(&answer(404, "<html>")), ErrorKind::WrongAddress);
        assert_eq!(kind(&labelled("Text/HTML; charset=utf-8", "Sign in")), ErrorKind::SignInPage);
        assert_eq!(kind(&labelled("application/json", "\u{feff}\n<html>")), ErrorKind::SignInPage);
    }

    /// Case 35-json-as-html and its kind.
    #[test]
    fn json_is_read_whatever_the_header_says() {
        for kind in ["text/html", "text/html; charset=utf-8", "text/plain", "application/xhtml+xml"] {
            for body in ["{}", " [1]", "\u{feff}{}", "\u{feff} \r\n{}", "null", "\"\"", "{broken"] {
                assert_eq!(classify(&labelled(kind, body), NOW), Outcome::Body, "{kind} {body}");
            }
        }
        let utf16: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let answer = Response { body: utf16, ..labelled("text/html", "") };
        assert_eq!(classify(&answer, NOW), Outcome::Body);
        let refused = Response { status: 422, ..labelled("text/html", r#"{"message":"Too long."}"#) };
        assert_eq!(error_of(ErrorKind::Refused, &refused).words.as_deref(), Some("Too long."));
    }

    fn labelled(kind: &str, body: &str) -> Response {
        let headers = Headers { content_type: Some(kind.into()), ..Headers::default() };
        Response { headers, ..answer(200, body) }
    }

    #[test]
    fn words_wherever_they_are() {
        let said = |answer: &Response| error_of(ErrorKind::Refused, answer).words.map(|w| w.to_string());
        for name in ["error_description", "errorDescription", "error_Description", "message", "error"] {
            let body = format!(r#"{{"code":NaN,"{name}":"Too long."}}"#);
            assert_eq!(said(&answer(422, &body)).as_deref(), Some("Too long."), "{name}");
        }
        let both = r#"{"error":"invalid","error_description":"The range is too long."}"#;
        assert_eq!(said(&answer(422, both)).as_deref(), Some("The range is too long."));
        for status in [400, 422, 500] {
            assert_eq!(said(&answer(status, "Plainly wrong")).as_deref(), Some("Plainly wrong"), "{status}");
        }
        for status in [200, 302, 399] {
            assert_eq!(said(&answer(status, "{broken")), None, "it may be data");
        }
        let nested = r#"{"error":{"code":7,"message":"Inner"}}"#;
        assert_eq!(said(&answer(422, nested)).as_deref(), Some("Inner"));
        assert_eq!(said(&answer(500, "<html>oops</html>")), None);
        assert_eq!(said(&answer(500, "")), None);
        let mut in_header = answer(500, "{}");
        in_header.headers.status_description = Some("Agent unknown".into());
        assert_eq!(said(&in_header).as_deref(), Some("Agent unknown"));
        in_header.body.clear();
        assert_eq!(said(&in_header).as_deref(), Some("Agent unknown"));
        in_header.status = 200;
        assert_eq!(said(&in_header), None, "it may say OK");
        assert_eq!(said(&answer(500, &"x".repeat(999))).map(|w| w.len()), Some(ApiError::WORDS));
    }

    #[test]
    fn the_server_says_how_long_to_wait() {
        let wait = |status, retry_after: Option<&str>, date: Option<&str>| {
            let mut answer = answer(status, "");
            answer.headers.retry_after = retry_after.map(str::to_owned);
            answer.headers.date = date.map(str::to_owned);
            match classify(&answer, NOW) {
                Outcome::Error { wait_ms, .. } => wait_ms,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(wait(429, Some("7"), None), Some(7 * SECOND));
        assert_eq!(wait(503, Some("7"), None), Some(7 * SECOND));
        assert_eq!(wait(429, Some("0"), None), Some(250));
        assert_eq!(wait(429, Some("99999999999999999999"), None), Some(DAY));
        assert_eq!(wait(429, None, None), Some(5_000));
        assert_eq!(wait(429, Some("soon"), None), Some(5_000));
        assert_eq!(wait(500, Some("7"), None), None);
        let until = "Tue, 03 Nov 2026 12:00:10 GMT";
        assert_eq!(wait(429, Some(until), None), Some(10 * SECOND));
        // The server's clock is an hour ahead of ours: only the difference counts.
        let ahead = wait(429, Some("Tue, 03 Nov 2026 13:00:10 GMT"), Some("Tue, 03 Nov 2026 13:00:00 GMT"));
        assert_eq!(ahead, Some(10 * SECOND));
        assert_eq!(wait(429, Some("Tue, 03 Nov 2026 11:00:00 GMT"), None), Some(250));
    }

    #[test]
    fn waits_double_and_differ_by_chance() {
        let waits: Vec<i64> = (1..=7).map(|tries| backoff_ms(tries, 1.0)).collect();
        assert_eq!(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
        assert_eq!(backoff_ms(3, 0.0), 2_000);
        assert_eq!(backoff_ms(3, f64::NAN), 2_000);
    }
}
