//! The CXone API over real HTTP: paging, links, every manner and oddity on demand.

mod common;

use std::collections::{BTreeMap, HashSet};

use common::{Bench, answer, ms};
use cxone_sim::{
    Cxone, Dialect, DurationForm, Emptiness, LoggedOutRow, Lookup, Oddity, OddityKind, OpenRow, Scenario,
    truth,
};
use serde_json::{Value, json};

const AGENT: &str = "100001";
const ONE: &str = "/incontactapi/services/v27.0/agents/100001/state-history";
const ALL: &str = "/inContactAPI/services/v27.0/agents/state-history";
const WEEK: (&str, &str) = ("2025-03-03T00:00:00Z", "2025-03-10T00:00:00Z");

fn manners(cxone: Cxone) -> Scenario {
    Scenario { cxone, ..Scenario::default() }
}

fn dense(records: usize, cxone: Cxone) -> Bench {
    Bench::new(Scenario { records: Some(records), ..manners(cxone) })
}

async fn page(bench: &Bench, path: &str, more: &[(&str, &str)]) -> Value {
    let query = [&[("startDate", WEEK.0), ("endDate", WEEK.1)], more].concat();
    let (status, body) = answer(bench.get(path, &query)).await;
    assert!(status.is_success(), "{status} {body}");
    body
}

async fn rows(bench: &Bench, path: &str) -> Vec<Value> {
    let body = page(bench, path, &[]).await;
    assert_eq!(body["_links"]["next"], Value::Null);
    body["agentStateHistory"].as_array().unwrap().clone()
}

async fn third(kind: OddityKind) -> Value {
    let scenario = Scenario {
        records: Some(9),
        oddities: vec![Oddity::new(3, kind)],
        cxone: Cxone { duration: DurationForm::Seconds, ..Cxone::default() },
        ..Scenario::default()
    };
    rows(&Bench::new(scenario), ONE).await[2].clone()
}

fn start(row: &Value) -> i64 {
    ms(row["startDate"].as_str().unwrap())
}

#[tokio::test]
async fn links_lead_through_every_row_once() {
    let bench = dense(250, Cxone { max_rows: 100, ..Cxone::default() });
    let mut body = page(&bench, ONE, &[("top", "500")]).await;
    let (mut seen, mut sizes) = (HashSet::new(), Vec::new());
    loop {
        assert_eq!(body["totalRecords"], 250);
        let rows = body["agentStateHistory"].as_array().unwrap();
        sizes.push(rows.len());
        seen.extend(rows.iter().map(Value::to_string));
        let Some(next) = body["_links"]["next"].as_str() else { break };
        assert!(next.starts_with(&bench.base), "{next}");
        body = answer(bench.client.get(next).bearer_auth(&bench.token)).await.1;
    }
    assert_eq!((sizes, seen.len()), (vec![100, 100, 50], 250));
}

#[tokio::test]
async fn links_can_lead_in_a_circle() {
    let bench = dense(9, Cxone { max_rows: 5, circle: true, ..Cxone::default() });
    let next = async |skip| page(&bench, ONE, &[("skip", skip)]).await["_links"]["next"].to_string();
    assert!(next("0").await.contains("skip=5") && next("5").await.contains("skip=0"));
}

#[tokio::test]
async fn a_next_link_can_name_a_foreign_host() {
    let origin = "http://elsewhere.test:81";
    let bench = dense(9, Cxone { max_rows: 5, next_origin: Some(origin.into()), ..Cxone::default() });
    let body = page(&bench, ONE, &[]).await;
    let next = body["_links"]["next"].as_str().unwrap();
    assert!(next.starts_with(&format!("{origin}/s/1{ONE}?")) && next.contains("skip=5"), "{next}");
}

#[tokio::test]
async fn no_data_looks_as_asked() {
    for (emptiness, status, body) in [
        (Emptiness::NoContent, 204, Value::Null),
        (Emptiness::EmptyBody, 200, Value::Null),
        (Emptiness::MissingArray, 200, json!({ "businessUnitId": 4_594_321 })),
        (Emptiness::EmptyArray, 200, json!({ "businessUnitId": 4_594_321, "agentStateHistory": [] })),
        (
            Emptiness::TotalZero,
            200,
            json!({ "businessUnitId": 4_594_321, "totalRecords": 0, "agentStateHistory": null }),
        ),
        (Emptiness::TotalAlone, 200, json!({ "businessUnitId": 4_594_321, "totalRecords": 0 })),
        (Emptiness::EmptyObject, 200, json!({ "businessUnitId": 4_594_321, "agentStateHistory": {} })),
        (Emptiness::EmptyText, 200, json!({ "businessUnitId": 4_594_321, "agentStateHistory": "" })),
        (Emptiness::BareObject, 200, json!({})),
        (Emptiness::BareArray, 200, json!([])),
        (Emptiness::BareNull, 200, Value::Null),
    ] {
        let bench = dense(0, Cxone { emptiness, ..Cxone::default() });
        let got = answer(bench.get(ONE, &[("startDate", WEEK.0), ("endDate", WEEK.1)])).await;
        assert_eq!((got.0.as_u16(), got.1), (status, body));
    }
}

#[tokio::test]
async fn fields_are_only_those_asked_for() {
    let bench = dense(3, Cxone::default());
    let body = page(&bench, ONE, &[("fields", "startDate, agentStateId,duration")]).await;
    let names: Vec<&String> = body["agentStateHistory"][0].as_object().unwrap().keys().collect();
    assert_eq!(names, ["agentStateId", "duration", "startDate"]);
    let whole = rows(&bench, ONE).await;
    assert!(whole[2]["fromAddress"].as_str().unwrap().starts_with("+1555"), "{}", whole[2]);
}

#[tokio::test]
async fn spellings_and_forms_change_as_asked() {
    let odd = Cxone { team_no: true, naturual: true, numbers_as_strings: true, ..Cxone::default() };
    let bench = dense(3, odd);
    let body = page(&bench, ONE, &[]).await;
    let row = &body["agentStateHistory"][1];
    assert_eq!((&body["totalRecords"], &row["agentStateId"]), (&json!("3"), &json!("1")));
    assert!(row["teamNo"].is_string() && row.get("teamId").is_none());
    assert!(row["isNaturualCalling"].is_boolean() && row.get("isNaturalCalling").is_none());
    let iso = rows(&dense(3, Cxone::default()), ONE).await;
    assert!(iso[0]["duration"].as_str().unwrap().starts_with('P'));
    assert!(iso[0]["teamId"].is_number() && iso[0]["isNaturalCalling"].is_boolean());
    let seconds = rows(&dense(3, Cxone { duration: DurationForm::Seconds, ..Cxone::default() }), ONE).await;
    let length = (start(&seconds[1]) - start(&seconds[0])) as f64 / 1e3;
    assert!((seconds[0]["duration"].as_f64().unwrap() - length).abs() < 1e-6);
}

#[tokio::test]
async fn odd_rows_are_odd_as_asked() {
    assert!(third(OddityKind::MissingDuration).await.get("duration").is_none());
    assert_eq!(third(OddityKind::NullDuration).await["duration"], Value::Null);
    assert!(third(OddityKind::TextDuration).await["duration"].is_string());
    assert!(third(OddityKind::NegativeDuration).await["duration"].as_f64().unwrap() < 0.0);
    assert!(third(OddityKind::MissingTimestamp).await.get("startDate").is_none());
    assert_eq!(third(OddityKind::BadTimestamp).await["startDate"], "yesterday");
    assert_eq!(third(OddityKind::EmptyRow).await, json!({}));
    assert_eq!(third(OddityKind::StateId(42, "Odd".into())).await["agentStateId"], 42);
    assert_eq!(third(OddityKind::State("<b>".into())).await["agentStateName"], "<b>");
    let coded = third(OddityKind::OutState(-8, "CallbackPending".into())).await;
    assert_eq!(
        (&coded["outStateId"], &coded["outStateDescription"]),
        (&json!(-8), &json!("CallbackPending"))
    );
    assert_eq!(third(OddityKind::NullFields).await["agentSessionId"], Value::Null);
    assert_eq!(third(OddityKind::MissingFields).await.as_object().unwrap().len(), 4);
    let plain = third(OddityKind::Hole(0)).await["duration"].as_f64().unwrap();
    let [hole, overlap] = [OddityKind::Hole(2_000), OddityKind::Overlap(2_000)];
    assert!((third(hole).await["duration"].as_f64().unwrap() - plain + 2.0).abs() < 1e-6);
    assert!((third(overlap).await["duration"].as_f64().unwrap() - plain - 2.0).abs() < 1e-6);
}

#[tokio::test]
async fn the_truth_counts_holes_and_lets_the_later_row_win() {
    for (kind, no_data) in [(OddityKind::Hole(1_000), 3_000), (OddityKind::Overlap(1_000), 0)] {
        let scenario =
            Scenario { records: Some(9), oddities: vec![Oddity::new(3, kind)], ..Scenario::default() };
        let truth = truth(&scenario, Dialect::Cxone, AGENT, ms(WEEK.0), ms(WEEK.1));
        let in_states: i64 = truth.states.values().map(|share| share.ms).sum();
        assert_eq!(truth.no_data_ms, no_data);
        assert_eq!(in_states + truth.no_data_ms + truth.before_first_ms, ms(WEEK.1) - ms(WEEK.0));
    }
}

#[tokio::test]
async fn working_days_agree_with_the_truth_and_with_the_team_view() {
    let bench = Bench::new(manners(Cxone { agents: 5, ..Cxone::default() }));
    let one = rows(&bench, ONE).await;
    let truth = truth(&bench.sim.current(&bench.base), Dialect::Cxone, AGENT, ms(WEEK.0), ms(WEEK.1));
    assert_eq!(truth.records, one.len());
    let mut counts = BTreeMap::<&str, usize>::new();
    for row in &one {
        *counts.entry(row["agentStateName"].as_str().unwrap()).or_default() += 1;
    }
    let expected: BTreeMap<&str, usize> = truth.states.iter().map(|(n, s)| (n.as_str(), s.count)).collect();
    assert_eq!(counts, expected);
    let all = rows(&bench, ALL).await;
    let mine: Vec<Value> = all.iter().filter(|row| row["agentId"] == 100_001).cloned().collect();
    assert_eq!(mine, one);
    assert_eq!(all.iter().map(|row| row["agentId"].as_u64()).collect::<HashSet<_>>().len(), 5);
}

#[tokio::test]
async fn rows_that_reach_into_the_range_come_when_asked() {
    let noon = [("startDate", "2025-03-05T17:00:00Z"), ("endDate", "2025-03-05T18:00:00Z")];
    for (by_overlap, before) in [(false, 0), (true, 1)] {
        let bench = Bench::new(manners(Cxone { by_overlap, ..Cxone::default() }));
        let (_, body) = answer(bench.get(ONE, &noon)).await;
        let rows = body["agentStateHistory"].as_array().unwrap();
        assert_eq!(rows.iter().filter(|row| start(row) < ms(noon[0].1)).count(), before);
    }
}

#[tokio::test]
async fn sessions_close_as_asked() {
    for (logged_out, rows_there, length) in [
        (LoggedOutRow::UntilLogin, true, None),
        (LoggedOutRow::Zero, true, Some("PT0S")),
        (LoggedOutRow::Absent, false, None),
    ] {
        let bench = Bench::new(manners(Cxone { logged_out, ..Cxone::default() }));
        let rows = rows(&bench, ONE).await;
        let closing: Vec<&Value> = rows.iter().filter(|row| row["agentStateName"] == "LoggedOut").collect();
        assert_eq!(!closing.is_empty(), rows_there);
        for row in closing {
            assert_eq!(row["duration"] == "PT0S", length.is_some(), "{row}");
        }
    }
}

#[tokio::test]
async fn a_state_that_still_runs_is_answered_as_asked() {
    let now = ms("2025-03-05T17:00:00Z");
    for (open_row, expected) in [(OpenRow::Zero, json!("PT0S")), (OpenRow::Null, Value::Null)] {
        let cxone = Cxone { open_row, ..Cxone::default() };
        let bench = Bench::new(Scenario { now_ms: Some(now), ..manners(cxone) });
        assert_eq!(rows(&bench, ONE).await.last().unwrap()["duration"], expected);
    }
    let so_far = Cxone { duration: DurationForm::Seconds, ..Cxone::default() };
    let bench = Bench::new(Scenario { now_ms: Some(now), ..manners(so_far) });
    let rows = rows(&bench, ONE).await;
    let last = rows.last().unwrap();
    assert!((last["duration"].as_f64().unwrap() - (now - start(last)) as f64 / 1e3).abs() < 1e-6);
}

#[tokio::test]
async fn lookups_tell_agents_and_codes_or_refuse() {
    let bench = Bench::new(manners(Cxone { acw_name: "Wrapping".into(), ..Cxone::default() }));
    let (_, found) =
        answer(bench.get("/incontactapi/services/v27.0/agents", &[("searchString", "ada")])).await;
    assert!(found["agents"].as_array().unwrap().iter().any(|agent| agent["firstName"] == "Ada"), "{found}");
    let (_, team) = answer(bench.get("/incontactapi/services/v34.0/teams/2001/unavailable-codes", &[])).await;
    let acw: Vec<&Value> =
        team["unavailableList"].as_array().unwrap().iter().filter(|code| code["isAcw"] == true).collect();
    assert_eq!(acw.len(), 1);
    assert_eq!(acw[0]["outStateName"], "Wrapping");
    let (_, codes) = answer(bench.get("/incontactapi/services/v34.0/unavailable-codes", &[])).await;
    assert!(codes["unavailableCodes"].as_array().unwrap().iter().any(|code| code["isACW"] == true));

    let forbidden = vec![Lookup::Agents, Lookup::TeamCodes, Lookup::Codes];
    let closed = Bench::new(manners(Cxone { forbidden, ..Cxone::default() }));
    for path in ["agents", "agents/100001", "teams/2001/unavailable-codes", "unavailable-codes"] {
        let (status, _) = answer(closed.get(&format!("/incontactapi/services/v27.0/{path}"), &[])).await;
        assert_eq!(status.as_u16(), 403, "{path}");
    }
    let old = Bench::new(manners(Cxone { pascal_case_codes: true, ..Cxone::default() }));
    let (_, team) = answer(old.get("/incontactapi/services/v12.0/teams/2001/unavailable-codes", &[])).await;
    assert!(team["unavailableList"][0]["OutStateId"].is_number(), "{team}");
}

#[tokio::test]
async fn wrong_questions_are_refused() {
    let bench = dense(3, Cxone { max_range_days: Some(1), ..Cxone::default() });
    let day = [("startDate", WEEK.0), ("endDate", "2025-03-04T00:00:00Z")];
    for (path, query, status) in [
        (ONE, vec![("startDate", WEEK.0), ("endDate", WEEK.1)], 400),
        (ONE, vec![("startDate", WEEK.1), ("endDate", WEEK.0)], 400),
        (ONE, vec![("startDate", "soon"), ("endDate", WEEK.1)], 400),
        (ONE, [&day[..], &[("top", "many")]].concat(), 400),
        ("/incontactapi/services/v27.0/agents/ada/state-history", day.to_vec(), 400),
        ("/incontactapi/services/27/agents/100001/state-history", day.to_vec(), 404),
        ("/otherapi/services/v27.0/agents/100001/state-history", day.to_vec(), 404),
        (ONE, day.to_vec(), 200),
    ] {
        let (got, body) = answer(bench.get(path, &query)).await;
        assert_eq!(got.as_u16(), status, "{path} {body}");
    }
}
