//! State history of one agent or of all.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{OriginalUri, Path};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};

use super::links::{Links, Slice};
use super::row::{Columns, HistoryRow};
use super::{BUSINESS_UNIT, bad_request};
use crate::data::feed::Range;
use crate::http::answer::{json as answer, refusal};
use crate::http::{Live, Params};
use crate::scenario::{Emptiness, Who};

const DAY_MS: i64 = 86_400_000;

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "businessUnitId")]
    business_unit: i64,
    #[serde(rename = "totalRecords", skip_serializing_if = "Option::is_none")]
    total: Option<Value>,
    #[serde(rename = "_links", skip_serializing_if = "Option::is_none")]
    links: Option<Links>,
    #[serde(rename = "agentStateHistory")]
    rows: Vec<super::row::Written<'a>>,
}

/// `GET /agents/{agentId}/state-history`.
pub async fn of_one(
    Extension(live): Extension<Arc<Live>>,
    Path((_, _, agent)): Path<(String, String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let Ok(number) = agent.parse() else { return bad_request("agentId must be a number.") };
    if live.scenario.known_agents.as_ref().is_some_and(|known| !known.contains(&agent)) {
        return refusal(StatusCode::NOT_FOUND, "not_found", "There is no such agent.");
    }
    history(&live, Who::Number(number), &uri, &headers)
}

/// `GET /agents/state-history`.
pub async fn of_all(
    Extension(live): Extension<Arc<Live>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    history(&live, Who::Everyone, &uri, &headers)
}

fn history(live: &Live, who: Who, uri: &Uri, headers: &HeaderMap) -> Response {
    let (params, manners) = (Params::of(uri), &live.scenario.cxone);
    let range = match range(&params, manners.max_range_days) {
        Ok(range) => range,
        Err(words) => return bad_request(&words),
    };
    let Some(slice) = Slice::of(&params, manners.max_rows) else {
        return bad_request("top and skip must be numbers.");
    };
    let (feed, begun) = live.rows(who, range);
    let drifts = live.scenario.drift_after_page.is_some_and(|after| slice.skip >= after * slice.top);
    let first = slice.skip.saturating_sub(usize::from(drifts)).min(begun);
    let last = (first + slice.top).min(begun);
    if first == last {
        return nothing(manners.emptiness);
    }
    let (columns, now) = (Columns::of(manners, params.get("fields")), live.horizon());
    let row = |place| HistoryRow::of(&live.scenario, &feed.row(place), place, now).written(&columns);
    let total = || if manners.numbers_as_strings { json!(begun.to_string()) } else { json!(begun) };
    let links = || Links::new(live, uri, headers, slice, slice.skip + slice.top, begun + usize::from(drifts));
    answer(&Page {
        business_unit: BUSINESS_UNIT,
        total: manners.counts.then(total),
        links: manners.counts.then(links),
        rows: (first..last).map(row).collect(),
    })
}

fn nothing(emptiness: Emptiness) -> Response {
    match emptiness {
        Emptiness::NoContent => StatusCode::NO_CONTENT.into_response(),
        Emptiness::EmptyBody => StatusCode::OK.into_response(),
        Emptiness::MissingArray => answer(&json!({ "businessUnitId": BUSINESS_UNIT })),
        Emptiness::EmptyArray => answer(&json!({ "businessUnitId": BUSINESS_UNIT, "agentStateHistory": [] })),
        Emptiness::TotalZero => {
            answer(&json!({ "businessUnitId": BUSINESS_UNIT, "totalRecords": 0, "agentStateHistory": null }))
        }
        Emptiness::TotalAlone => answer(&json!({ "businessUnitId": BUSINESS_UNIT, "totalRecords": 0 })),
        Emptiness::EmptyObject => {
            answer(&json!({ "businessUnitId": BUSINESS_UNIT, "agentStateHistory": {} }))
        }
        Emptiness::EmptyText => answer(&json!({ "businessUnitId": BUSINESS_UNIT, "agentStateHistory": "" })),
        Emptiness::BareObject => answer(&json!({})),
        Emptiness::BareArray => answer(&json!([])),
        Emptiness::BareNull => answer(&json!(null)),
    }
}

fn range(params: &Params, max_days: Option<i64>) -> Result<Range, String> {
    let end = time(params, "endDate")?.unwrap_or_else(|| Utc::now().timestamp_millis());
    let start = time(params, "startDate")?.unwrap_or(end - DAY_MS);
    if start >= end {
        return Err("startDate must be earlier than endDate.".into());
    }
    match max_days {
        Some(days) if end - start > days * DAY_MS => Err(format!("The range must not exceed {days} days.")),
        _ => Ok(Range { start, end }),
    }
}

fn time(params: &Params, name: &str) -> Result<Option<i64>, String> {
    let parse = |text: &str| {
        let parsed = DateTime::parse_from_rfc3339(text).map(|time| time.timestamp_millis());
        parsed.map_err(|_| format!("{name} must be an ISO 8601 time, not '{text}'."))
    };
    params.get(name).map(parse).transpose()
}
