//! Schedules, as a workforce system behind the API has them: `GET /agents/{agentId}/wfm-schedule`.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{OriginalUri, Path};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, TimeZone, Utc, Weekday};
use serde_json::{Value, json};

use super::bad_request;
use super::lookups::forbidden;
use crate::http::answer::{json as answer, refusal};
use crate::http::{Live, Params};
use crate::scenario::{Lookup, ScheduleForm};

/// Activities of a day: name, first and last minute after nine o'clock, and whether it is open time.
pub const PLANNED: [(&str, i64, i64, bool); 7] = [
    ("Open", 0, 90, true),
    ("Break", 90, 105, false),
    ("Open", 105, 210, true),
    ("Lunch", 210, 250, false),
    ("Open", 250, 380, true),
    ("Break", 380, 395, false),
    ("Open", 395, 525, true),
];

/// An activity: its name, from, to (Unix ms), and whether it is open time.
pub type Planned = (&'static str, i64, i64, bool);

/// `GET /agents/{agentId}/wfm-schedule` with `startDate` and `endDate`.
pub async fn of_agent(
    Extension(live): Extension<Arc<Live>>,
    Path((_, _, agent)): Path<(String, String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let manners = &live.scenario.cxone;
    if let Some(refused) = forbidden(manners, Lookup::Schedules) {
        return refused;
    }
    let params = Params::of(&uri);
    let time = |name| {
        let at = params.get(name).and_then(|text| DateTime::parse_from_rfc3339(text).ok())?;
        Some(at.with_timezone(&Utc))
    };
    let (Some(start), Some(end)) = (time("startDate"), time("endDate")) else {
        return bad_request("startDate and endDate must be times.");
    };
    let planned = || planned(&live, start, end);
    match manners.schedule {
        ScheduleForm::Absent => refusal(StatusCode::NOT_FOUND, "not_found", "There is no such call."),
        ScheduleForm::Empty => answer(&json!({ "resultSet": [{ "scheduleResults": [] }] })),
        ScheduleForm::Results => answer(&results(&planned())),
        ScheduleForm::Shifts => answer(&shifts(&agent, &planned())),
    }
}

/// What of the working days lies in a time.
pub fn planned(live: &Live, start: DateTime<Utc>, end: DateTime<Utc>) -> Vec<Planned> {
    let (from, to) = (start.timestamp_millis(), end.timestamp_millis());
    let zone = live.scenario.zone;
    let first = (start - TimeDelta::days(1)).with_timezone(&zone).date_naive();
    let last = end.with_timezone(&zone).date_naive();
    let is_working = |date: &NaiveDate| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let dates = first.iter_days().take_while(|date| *date <= last).filter(is_working);
    let opening = |date: NaiveDate| {
        let local = date.and_hms_opt(9, 0, 0).unwrap_or_default();
        zone.from_local_datetime(&local).earliest().map_or(0, |at| at.timestamp_millis())
    };
    let of_day = |date| {
        let opening = opening(date);
        PLANNED.map(|(name, from, to, open)| (name, opening + from * 60_000, opening + to * 60_000, open))
    };
    dates.flat_map(of_day).filter(|(_, begins, ends, _)| *ends > from && *begins < to).collect()
}

/// `2026-11-26T09:00:00`, in UTC without saying so.
pub fn bare(at: i64) -> String {
    let at = DateTime::<Utc>::from_timestamp_millis(at).unwrap_or_default();
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}

fn results(planned: &[Planned]) -> Value {
    let row = |(name, from, to, _): &Planned| json!({ "activityName": name, "startTimeUTC": bare(*from), "endTimeUTC": bare(*to) });
    json!({ "resultSet": [{ "scheduleResults": planned.iter().map(row).collect::<Vec<_>>() }] })
}

fn shifts(agent: &str, planned: &[Planned]) -> Value {
    let interval = |(name, from, to, open): &Planned| {
        json!({
            "activityCode": { "title": name, "open": open },
            "start": format!("{}Z", bare(*from)),
            "end": format!("{}Z", bare(*to)),
        })
    };
    let (Some(first), Some(last)) = (planned.first(), planned.last()) else {
        return json!({ "agentSchedules": [{ "userID": agent, "shifts": [] }] });
    };
    let shift = json!({
        "shiftNotes": "",
        "start": format!("{}Z", bare(first.1)),
        "end": format!("{}Z", bare(last.2)),
        "activityIntervals": planned.iter().map(interval).collect::<Vec<_>>(),
    });
    json!({ "agentSchedules": [{ "userID": agent, "shifts": [shift] }] })
}
