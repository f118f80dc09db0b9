//! Schedules over real HTTP: both shapes, none, errors, and the files of a host.

mod common;

use common::{Bench, answer};
use cxone_sim::{Cxone, EXPORT, Fault, FaultKind, Lookup, Scenario, ScheduleForm};
use serde_json::{Value, json};

const ONE: &str = "/incontactapi/services/v8.0/agents/100001/wfm-schedule";
/// A Monday in New York.
const DAY: [(&str, &str); 2] = [("startDate", "2025-03-03T05:00:00Z"), ("endDate", "2025-03-04T05:00:00Z")];

async fn asked(cxone: Cxone, faults: Vec<Fault>) -> (u16, Value) {
    let bench = Bench::new(Scenario { cxone, faults, ..Scenario::default() });
    let (status, body) = answer(bench.get(ONE, &DAY)).await;
    (status.as_u16(), body)
}

fn with(schedule: ScheduleForm) -> Cxone {
    Cxone { schedule, ..Cxone::default() }
}

#[tokio::test]
async fn both_shapes_hold_the_same_day() {
    let (status, body) = asked(with(ScheduleForm::Results), Vec::new()).await;
    let rows = body["resultSet"][0]["scheduleResults"].as_array().unwrap();
    assert_eq!((status, rows.len()), (200, 7));
    assert_eq!(rows[0]["startTimeUTC"], "2025-03-03T14:00:00", "nine o'clock, without a zone");
    assert_eq!(
        (&rows[3]["activityName"], &rows[3]["endTimeUTC"]),
        (&"Lunch".into(), &"2025-03-03T18:10:00".into())
    );
    let (_, body) = asked(with(ScheduleForm::Shifts), Vec::new()).await;
    let shift = &body["agentSchedules"][0]["shifts"][0];
    assert_eq!(shift["start"], "2025-03-03T14:00:00Z");
    assert_eq!(shift["activityIntervals"].as_array().unwrap().len(), 7);
    assert_eq!(shift["activityIntervals"][1]["activityCode"]["open"], false);
}

#[tokio::test]
async fn a_tenant_may_have_none_forbid_or_fail() {
    assert_eq!(asked(with(ScheduleForm::Absent), Vec::new()).await.0, 404);
    let (status, body) = asked(with(ScheduleForm::Empty), Vec::new()).await;
    assert_eq!((status, body["resultSet"][0]["scheduleResults"].as_array().unwrap().len()), (200, 0));
    let forbidding = Cxone { forbidden: vec![Lookup::Schedules], ..with(ScheduleForm::Results) };
    assert_eq!(asked(forbidding, Vec::new()).await.0, 403);
    let kind = FaultKind::Status { status: 500, body: String::new(), headers: Vec::new() };
    let fault = Fault { path: Some("wfm-schedule".into()), ..Fault::always(kind) };
    assert_eq!(asked(with(ScheduleForm::Results), vec![fault]).await.0, 500);
}

const USER: &str = "00000000-0000-4000-8000-000000100001";

async fn exported(cxone: Cxone, body: Value) -> (u16, Value) {
    let bench = Bench::new(Scenario { cxone, ..Scenario::default() });
    let asked = bench.post(EXPORT).bearer_auth(&bench.token).header("content-type", "application/json");
    let (status, body) = answer(asked.body(body.to_string())).await;
    (status.as_u16(), body)
}

fn week(user: &str) -> Value {
    json!({ "startDate": "2025-03-03", "endDate": "2025-03-09", "userID": user })
}

#[tokio::test]
async fn an_export_has_a_week_of_one_agent() {
    for (form, start, open) in [
        (ScheduleForm::Results, "2025-03-03T14:00:00", "/baseActivityCode/attributes/open"),
        (ScheduleForm::Shifts, "2025-03-03T14:00:00Z", "/baseActivityCode/open"),
    ] {
        let (status, body) = exported(with(form), week(USER)).await;
        let schedule = &body["agentSchedules"][0];
        assert_eq!((status, &schedule["userID"]), (200, &json!(USER)));
        let shifts = schedule["shifts"].as_array().unwrap();
        assert_eq!((shifts.len(), &shifts[0]["start"]), (5, &json!(start)));
        assert_eq!(shifts[0].pointer(open), Some(&json!(true)));
        assert_eq!(shifts[0]["activityIntervals"].as_array().unwrap().len(), 3);
    }
    let (_, none) = exported(with(ScheduleForm::Results), week("100001")).await;
    assert_eq!(none, json!({ "agentSchedules": [] }), "a number is no user id");
}

#[tokio::test]
async fn an_export_is_refused_as_it_may_be() {
    let mut long = week(USER);
    long["endDate"] = json!("2025-03-10");
    assert_eq!(exported(Cxone::default(), long).await.0, 400);
    assert_eq!(exported(Cxone::default(), json!({})).await.0, 400);
    assert_eq!(exported(with(ScheduleForm::Absent), week(USER)).await.0, 404);
    assert_eq!(exported(with(ScheduleForm::Empty), week(USER)).await, (200, json!({ "agentSchedules": [] })));
    let forbidding = Cxone { forbidden: vec![Lookup::Schedules], ..Cxone::default() };
    assert_eq!(exported(forbidding, week(USER)).await.0, 403);
}
