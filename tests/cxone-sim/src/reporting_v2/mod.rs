//! The API of the tutorial: `GET /api/reporting/v2/agent-state-history`.

mod record;

use std::sync::Arc;

use axum::http::{StatusCode, Uri};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use chrono::NaiveDateTime;
use serde::Serialize;
use uuid::Uuid;

pub use record::Record;

use crate::data::feed::Range;
use crate::http::answer::{json, refusal};
use crate::http::{Live, Params, page_of_token, page_token};
use crate::scenario::{Paging, Who};

const MAX_PAGE_SIZE: usize = 1_000;

/// The calls of this API.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/api/reporting/v2/agent-state-history", get(history))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    records: Vec<Record<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_records: Option<usize>,
}

/// A well-formed question.
struct Question {
    agent: String,
    range: Range,
    size: usize,
    number: usize,
}

async fn history(Extension(live): Extension<Arc<Live>>, uri: Uri) -> Response {
    let question = match question(&Params::of(&uri), live.scenario.paging) {
        Ok(question) => question,
        Err(words) => return refusal(StatusCode::UNPROCESSABLE_ENTITY, "invalid_request", &words),
    };
    let known = live.scenario.known_agents.as_ref();
    if known.is_some_and(|known| !known.contains(&question.agent)) {
        return refusal(StatusCode::NOT_FOUND, "not_found", "There is no such agent.");
    }
    json(&page(&live, question))
}

fn page(live: &Live, question: Question) -> Page<'_> {
    let Question { agent, range, size, number } = question;
    let scenario = &live.scenario;
    let size = size.min(scenario.max_page.max(1));
    let (feed, begun) = live.rows(Who::Uuid(agent), range);
    let shift = usize::from(scenario.drift_after_page.is_some_and(|after| number > after));
    let first = ((number - 1) * size).saturating_sub(shift);
    let last = (first + size).min(begun);
    let next = match scenario.paging {
        Paging::Number => None,
        Paging::Token | Paging::IgnoredToken => (last < begun).then_some(number + 1),
        Paging::Circle { last } => Some(if number < last { number + 1 } else { 2 }),
    };
    let record = |place| {
        let place = if scenario.newest_first { begun - 1 - place } else { place };
        Record::of(scenario, &feed.row(place), place)
    };
    Page {
        records: (first..last).map(record).collect(),
        next_page_token: next.map(page_token),
        total_records: scenario.totals.then_some(begun),
    }
}

fn question(params: &Params, paging: Paging) -> Result<Question, String> {
    let range = Range { start: time(params, "startTime")?, end: time(params, "endTime")? };
    if range.start >= range.end {
        return Err("startTime must be earlier than endTime.".into());
    }
    let agent = params.get("agentId").unwrap_or_default();
    let agent = Uuid::try_parse(agent).map_err(|_| format!("agentId must be a UUID, not '{agent}'."))?;
    let size = params.number("pageSize", MAX_PAGE_SIZE).filter(|size| (1..=MAX_PAGE_SIZE).contains(size));
    let size = size.ok_or_else(|| format!("pageSize must be a number from 1 to {MAX_PAGE_SIZE}."))?;
    let number = page_number(params, paging)?;
    Ok(Question { agent: agent.to_string(), range, size, number })
}

fn page_number(params: &Params, paging: Paging) -> Result<usize, String> {
    if matches!(paging, Paging::Token | Paging::Circle { .. }) {
        let token = params.get("nextPageToken").map_or(Some(1), page_of_token);
        return token.ok_or_else(|| "nextPageToken was not given out by this server.".into());
    }
    let number = params.number("pageNumber", 1).filter(|&number| number >= 1);
    number.ok_or_else(|| "pageNumber must be a number from 1.".into())
}

/// `YYYY-MM-DDTHH:mm:ssZ` and nothing else, as Unix ms.
fn time(params: &Params, name: &str) -> Result<i64, String> {
    let text = params.get(name).ok_or_else(|| format!("{name} is missing."))?;
    let parsed = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%SZ").ok().filter(|_| text.len() == 20);
    let parsed = parsed.map(|time| time.and_utc().timestamp_millis());
    parsed.ok_or_else(|| format!("{name} must look like 2026-01-31T08:00:00Z, not '{text}'."))
}
