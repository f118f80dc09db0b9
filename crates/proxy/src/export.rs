//! What is posted: the question for one agent's schedule, and nothing else.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calls::is_id;
use crate::refusal::Refusal;

/// Longest body, bytes. What the page sends has some 100.
const MAX_BODY: usize = 1_024;
/// Most days from the first to the last, both of them counted.
const MAX_DAYS: i64 = 7;

/// The members of the question.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Question {
    start_date: String,
    end_date: String,
    #[serde(rename = "userID")]
    user_id: String,
}

impl Question {
    fn is_one(&self) -> bool {
        let dates = date(&self.start_date).zip(date(&self.end_date));
        let is_short = |(first, last): (NaiveDate, NaiveDate)| {
            (0..MAX_DAYS).contains(&last.signed_duration_since(first).num_days())
        };
        is_id(&self.user_id) && dates.is_some_and(is_short)
    }
}

/// `2026-11-03`, and no other way to write it.
fn date(text: &str) -> Option<NaiveDate> {
    let is_digit = |(place, byte): (usize, u8)| {
        if [4, 7].contains(&place) { byte == b'-' } else { byte.is_ascii_digit() }
    };
    let is_written_so = text.len() == 10 && text.bytes().enumerate().all(is_digit);
    is_written_so.then(|| text.parse().ok()).flatten()
}

/// Reads what is posted, within so many seconds, and writes it anew: of the client's own words nothing goes on.
pub async fn question(parts: &Parts, body: Body, within_s: u64) -> Result<String, Refusal> {
    if parts.uri.query().is_some() {
        return Err(Refusal::BAD_QUESTION);
    }
    if !is_json(&parts.headers) {
        return Err(Refusal::NOT_JSON);
    }
    let read = tokio::time::timeout(Duration::from_secs(within_s), to_bytes(body, MAX_BODY));
    let bytes = read.await.map_err(|_| Refusal::LATE)?.map_err(|_| Refusal::TOO_LARGE)?;
    let question = serde_json::from_slice::<Question>(&bytes).ok().filter(Question::is_one);
    let question = question.ok_or(Refusal::BAD_QUESTION)?;
    serde_json::to_string(&question).map_err(|_| Refusal::BAD_QUESTION)
}

fn is_json(headers: &HeaderMap) -> bool {
    let mut kinds = headers.get_all(header::CONTENT_TYPE).iter();
    let kind = kinds.next().and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
        && kinds.next().is_none()
        && !headers.contains_key(header::CONTENT_ENCODING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_they_are_written_here() {
        for text in ["2026-11-03", "2024-02-29"] {
            assert!(date(text).is_some(), "{text}");
        }
        for text in [
            "",
            "2026-11-3",
            "2026-13-01",
            "2026-02-29",
            "+026-11-03",
            "2026/11/03",
            " 2026-11-3",
            "2026-11-03T",
        ] {
            assert!(date(text).is_none(), "{text}");
        }
    }
}
