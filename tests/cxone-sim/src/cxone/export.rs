//! Schedules as CXone WFM exports them: `POST …/schedules/export`. The manual does not tell what stands before that.

use std::sync::Arc;

use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::Response;
use axum::{Extension, Json};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use serde::Deserialize;
use serde_json::{Value, json};

use super::bad_request;
use super::directory::{ids, user_id};
use super::lookups::forbidden;
use super::schedule::{Planned, bare, planned};
use crate::http::Live;
use crate::http::answer::{json as answer, refusal};
use crate::scenario::{Lookup, ScheduleForm};

/// Where it is here.
pub const PATH: &str = "/wfm-made-up/schedules/export";

/// Most days from the first to the last, both of them counted.
const MAX_DAYS: i64 = 7;

/// What is posted.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    start_date: NaiveDate,
    end_date: NaiveDate,
    #[serde(rename = "userID")]
    user_id: String,
}

/// `POST …/schedules/export`.
pub async fn of_user(
    Extension(live): Extension<Arc<Live>>,
    question: Result<Json<Question>, JsonRejection>,
) -> Response {
    let manners = &live.scenario.cxone;
    if let Some(refused) = forbidden(manners, Lookup::Schedules) {
        return refused;
    }
    let Ok(Json(Question { start_date, end_date, user_id: user })) = question else {
        return bad_request("startDate, endDate and userID must be posted as JSON.");
    };
    if !(0..MAX_DAYS).contains(&(end_date - start_date).num_days()) {
        return bad_request("At most seven days can be exported.");
    }
    let is_known = ids(manners).any(|id| user_id(id) == user);
    match manners.schedule {
        ScheduleForm::Absent => refusal(StatusCode::NOT_FOUND, "not_found", "There is no such call."),
        ScheduleForm::Empty => answer(&json!({ "agentSchedules": [] })),
        _ if !is_known => answer(&json!({ "agentSchedules": [] })),
        form => {
            let zone = live.scenario.zone;
            let midnight =
                |date: NaiveDate| zone.from_local_datetime(&date.and_time(NaiveTime::MIN)).earliest();
            let days = start_date.iter_days().take_while(|date| *date <= end_date);
            let spans = days.filter_map(|date| Some((midnight(date)?, midnight(date + TimeDelta::days(1))?)));
            let of_day = |(from, to): (DateTime<_>, DateTime<_>)| {
                shift(&planned(&live, from.to_utc(), to.to_utc()), form)
            };
            let shifts: Vec<Value> = spans.filter_map(of_day).collect();
            answer(&json!({ "agentSchedules": [{ "userID": user, "shifts": shifts }] }))
        }
    }
}

/// A day's activities: what is open is the shift, the others lie in it. `None`: nothing is planned.
fn shift(planned: &[Planned], form: ScheduleForm) -> Option<Value> {
    // In UTC, saying so or not; what is open beside the title, or among attributes.
    let is_bare = form == ScheduleForm::Results;
    let time = |at| if is_bare { bare(at) } else { format!("{}Z", bare(at)) };
    let code = |title: &str, open: bool| {
        let attributes = json!({ "open": open, "work": open, "overTime": false });
        if is_bare {
            json!({ "title": title, "attributes": attributes })
        } else {
            json!({ "title": title, "open": open })
        }
    };
    let (first, last) = (planned.first()?, planned.last()?);
    let interval = |(name, from, to, open): &Planned| json!({ "activityCode": code(name, *open), "start": time(*from), "end": time(*to) });
    let intervals: Vec<Value> = planned.iter().filter(|(.., open)| !open).map(interval).collect();
    Some(json!({
        "shiftNotes": "",
        "start": time(first.1),
        "end": time(last.2),
        "baseActivityCode": code(first.0, first.3),
        "activityIntervals": intervals,
    }))
}
