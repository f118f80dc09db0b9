//! Faults, done to a request.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use chrono::{TimeDelta, Utc};
use futures_util::stream;
use serde_json::{Map, Value, json};

use super::answer::{STATUS_DESCRIPTION, refusal};
use crate::scenario::{ErrorPlace, FaultKind, Wait};

const SIGN_IN: &str = "<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1>\
    <form method=post><input name=user><input name=password type=password></form></body></html>";
/// Time for the first half of an answer to leave before the connection ends.
const HALF_WAY: Duration = Duration::from_millis(30);

/// Marks an answer that must not be sent: the connection ends instead.
#[derive(Clone, Copy, Debug)]
pub struct Dropped;

/// Does the fault. `answer` gives the right answer, which only some faults need.
pub async fn strike<F: Future<Output = Response>>(kind: FaultKind, answer: impl FnOnce() -> F) -> Response {
    match kind {
        FaultKind::Status { status, body, headers } => made_up(status, body, headers),
        FaultKind::Error { status, place, text } => error(status, place, &text),
        FaultKind::RetryAfter { status, wait } => retry_after(status, wait),
        FaultKind::SignInPage => Html(SIGN_IN).into_response(),
        FaultKind::EmptyBody => StatusCode::OK.into_response(),
        FaultKind::NoContent => StatusCode::NO_CONTENT.into_response(),
        FaultKind::DropBeforeResponse => {
            let mut response = Response::default();
            response.extensions_mut().insert(Dropped);
            response
        }
        FaultKind::Hang => std::future::pending().await,
        FaultKind::CutOffJson => change(answer().await, half).await,
        FaultKind::RecordsMissing => edit(answer().await, rows_away).await,
        FaultKind::RecordsNull => edit(answer().await, |body| rows(body, |_| Value::Null)).await,
        FaultKind::RowsInstead(instead) => edit(answer().await, |body| rows(body, |_| instead)).await,
        FaultKind::Entries => {
            edit(answer().await, |body| rows(body, |rows| json!({ "entries": rows }))).await
        }
        FaultKind::Short(most) => edit(answer().await, |body| rows(body, |rows| first(rows, most))).await,
        FaultKind::ErrorBeside(words) => {
            edit(answer().await, |body| {
                body.insert("error_description".into(), words.into());
            })
            .await
        }
        FaultKind::Labelled(content_type) => labelled(answer().await, &content_type),
        FaultKind::Replaced(from, to) => {
            let replaced = |bytes: Bytes| String::from_utf8_lossy(&bytes).replace(&from, &to).into();
            change(answer().await, replaced).await
        }
        FaultKind::Blanks(bytes, is_announced) => blanks(bytes, is_announced),
        FaultKind::DropMidBody => break_off(answer().await).await,
    }
}

fn made_up(status: u16, body: String, headers: Vec<(String, String)>) -> Response {
    let mut response = (code(status), body).into_response();
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn blanks(bytes: u64, is_announced: bool) -> Response {
    const PIECE: &[u8] = &[b' '; 64 << 10];
    let body = stream::unfold(bytes, |left| async move {
        let piece = &PIECE[..PIECE.len().min(left as usize)];
        (left > 0).then(|| (Ok::<_, io::Error>(Bytes::from_static(piece)), left - piece.len() as u64))
    });
    let mut response =
        ([(header::CONTENT_TYPE, "application/json")], Body::from_stream(body)).into_response();
    if is_announced {
        response.headers_mut().insert(header::CONTENT_LENGTH, bytes.into());
    }
    response
}

fn error(status: u16, place: ErrorPlace, text: &str) -> Response {
    let body = match place {
        ErrorPlace::ErrorDescription => json!({ "error": "failed", "error_description": text }),
        ErrorPlace::ErrorDescriptionCamel => json!({ "error": "failed", "errorDescription": text }),
        ErrorPlace::ErrorDescriptionMixed => json!({ "error": "failed", "error_Description": text }),
        ErrorPlace::Message => json!({ "message": text }),
        ErrorPlace::Error => json!({ "error": text }),
        ErrorPlace::PlainText => return (code(status), text.to_owned()).into_response(),
        ErrorPlace::Header => {
            let words = HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("failed"));
            return (code(status), [(STATUS_DESCRIPTION, words)]).into_response();
        }
    };
    (code(status), axum::Json(body)).into_response()
}

fn retry_after(status: u16, wait: Wait) -> Response {
    let value = match wait {
        Wait::Seconds(seconds) => seconds.to_string(),
        Wait::Date(seconds) => {
            let date = Utc::now() + TimeDelta::seconds(seconds.into());
            date.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
        }
    };
    let mut response = refusal(code(status), "rate_limited", "Too many requests.");
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

fn code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

async fn change(response: Response, change: impl FnOnce(Bytes) -> Bytes) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(change(bytes)))
}

fn half(bytes: Bytes) -> Bytes {
    bytes.slice(..bytes.len() / 2)
}

/// Changes a body that is an object.
async fn edit(response: Response, edit: impl FnOnce(&mut Map<String, Value>)) -> Response {
    change(response, |bytes| {
        let mut body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        if let Some(body) = body.as_object_mut() {
            edit(body);
        }
        body.to_string().into()
    })
    .await
}

const ARRAYS: [&str; 2] = ["records", "agentStateHistory"];

fn rows(body: &mut Map<String, Value>, change: impl FnOnce(Value) -> Value) {
    if let Some(rows) =
        ARRAYS.iter().find(|name| body.contains_key(**name)).and_then(|name| body.get_mut(*name))
    {
        *rows = change(rows.take());
    }
}

fn rows_away(body: &mut Map<String, Value>) {
    body.retain(|name, _| !ARRAYS.contains(&name.as_str()));
    body.insert("status".into(), "ok".into());
}

fn first(rows: Value, most: usize) -> Value {
    match rows {
        Value::Array(rows) => rows.into_iter().take(most).collect(),
        other => other,
    }
}

fn labelled(mut response: Response, content_type: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(content_type) {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response
}

async fn break_off(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(header::CONTENT_LENGTH, bytes.len().into());
    let body = stream::unfold(Some(half(bytes)), |first| async move {
        if first.is_none() {
            tokio::time::sleep(HALF_WAY).await;
        }
        Some((first.ok_or(io::Error::from(io::ErrorKind::ConnectionReset)), None))
    });
    Response::from_parts(parts, Body::from_stream(body))
}
