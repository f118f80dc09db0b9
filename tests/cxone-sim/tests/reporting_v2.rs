//! Reporting v2 over real HTTP: paging, refusals, oddities, the same data for everyone.

mod common;

use std::collections::{BTreeMap, HashSet};

use common::{AGENT, Bench, answer, ms};
use cxone_sim::{Dialect, Epoch, Oddity, OddityKind, Paging, Scenario, StateTruth, TUTORIAL_AGENT, truth};
use serde_json::{Value, json};

const WEEK: (&str, &str) = ("2025-03-03T00:00:00Z", "2025-03-10T00:00:00Z");

fn dense(records: usize) -> Scenario {
    Scenario { records: Some(records), ..Scenario::default() }
}

/// Time per state as a client measures it: from each record to the next, the last one to the end.
fn measure(records: &[Value], end_ms: i64) -> BTreeMap<String, StateTruth> {
    let times: Vec<i64> = records.iter().map(|record| ms(record["timestamp"].as_str().unwrap())).collect();
    let mut states = BTreeMap::<String, StateTruth>::new();
    for (place, record) in records.iter().enumerate() {
        let share = states.entry(record["state"].as_str().unwrap().into()).or_default();
        share.ms += times.get(place + 1).unwrap_or(&end_ms) - times[place];
        share.count += 1;
        share.reported_ms += record["duration"].as_i64().unwrap_or(0);
    }
    states
}

#[tokio::test]
async fn pages_add_up_to_the_number_asked_for() {
    for (count, size) in [(0, 1_000), (1, 1_000), (999, 1_000), (1_000, 1_000), (2_345, 1_000), (2_345, 7)] {
        let bench = Bench::new(dense(count));
        let records = bench.records(AGENT, WEEK, size).await;
        assert_eq!(records.len(), count);
        let distinct: HashSet<String> = records.iter().map(Value::to_string).collect();
        assert_eq!(distinct.len(), count);
        let served =
            truth(&bench.sim.current(&bench.base), Dialect::ReportingV2, AGENT, ms(WEEK.0), ms(WEEK.1));
        assert_eq!(served.records, count);
        assert_eq!(served.states, measure(&records, ms(WEEK.1)));
    }
}

#[tokio::test]
async fn a_server_may_give_less_than_asked_for_and_say_how_much_there_is() {
    let bench = Bench::new(Scenario { max_page: 500, totals: true, ..dense(1_234) });
    for (number, expected) in [(1, 500), (2, 500), (3, 234), (4, 0)] {
        let (_, body) = answer(bench.page(AGENT, WEEK, 1_000, number)).await;
        assert_eq!(
            (body["records"].as_array().unwrap().len(), &body["totalRecords"]),
            (expected, &json!(1_234))
        );
    }
}

#[tokio::test]
async fn pages_can_begin_with_the_newest() {
    let oldest = Bench::new(dense(250)).records(AGENT, WEEK, 100).await;
    let mut newest =
        Bench::new(Scenario { newest_first: true, ..dense(250) }).records(AGENT, WEEK, 100).await;
    newest.reverse();
    assert_eq!(oldest, newest);
}

#[tokio::test]
async fn tokens_can_lead_in_a_circle() {
    let bench = Bench::new(Scenario { paging: Paging::Circle { last: 3 }, ..dense(900) });
    let path = "/api/reporting/v2/agent-state-history";
    let (mut token, mut firsts) = (None::<String>, Vec::new());
    for _ in 0..5 {
        let mut query =
            vec![("startTime", WEEK.0), ("endTime", WEEK.1), ("agentId", AGENT), ("pageSize", "40")];
        query.extend(token.as_deref().map(|token| ("nextPageToken", token)));
        let (_, body) = answer(bench.get(path, &query)).await;
        firsts.push(body["records"][0]["timestamp"].as_str().unwrap().to_owned());
        token = Some(body["nextPageToken"].as_str().unwrap().to_owned());
    }
    assert_eq!(firsts[1..3], firsts[3..5]);
    assert_eq!(firsts.iter().collect::<HashSet<_>>().len(), 3);
}

#[tokio::test]
async fn timestamps_can_be_numbers() {
    let plain = Bench::new(dense(9)).records(AGENT, WEEK, 100).await;
    let times: Vec<i64> = plain.iter().map(|record| ms(record["timestamp"].as_str().unwrap())).collect();
    for (epoch, read) in [
        (Epoch::Millis, (|value| value.as_i64()) as fn(&Value) -> Option<i64>),
        (Epoch::Seconds, |value| Some((value.as_f64()? * 1e3).round() as i64)),
        (Epoch::Text, |value| value.as_str()?.parse().ok()),
    ] {
        let records = Bench::new(Scenario { epoch: Some(epoch), ..dense(9) }).records(AGENT, WEEK, 100).await;
        let found: Vec<_> = records.iter().filter_map(|record| read(&record["timestamp"])).collect();
        assert_eq!(found, times, "{epoch:?}");
    }
}

#[tokio::test]
async fn a_million_records_are_there_from_the_first_to_the_last() {
    let bench = Bench::new(dense(1_000_000));
    for (number, expected) in [(1, 1_000), (500, 1_000), (1_000, 1_000), (1_001, 0)] {
        let (_, body) = answer(bench.page(AGENT, WEEK, 1_000, number)).await;
        assert_eq!(body["records"].as_array().unwrap().len(), expected);
    }
}

#[tokio::test]
async fn working_days_agree_with_the_truth_and_with_themselves() {
    let bench = Bench::new(Scenario::default());
    let records = bench.records(AGENT, WEEK, 100).await;
    let truth = truth(&Scenario::default(), Dialect::ReportingV2, AGENT, ms(WEEK.0), ms(WEEK.1));
    assert_eq!(truth.records, records.len());
    assert_eq!(truth.states, measure(&records, ms(WEEK.1)));
    let whole = ms(WEEK.1) - ms(WEEK.0);
    let in_states: i64 = truth.states.values().map(|share| share.ms).sum();
    assert_eq!(in_states + truth.before_first_ms, whole);
    assert_eq!(truth.carried_in.unwrap().state, "LOGOUT");
    for state in ["LOGIN", "READY", "WRAP_UP", "NOT_READY", "LOGOUT"] {
        assert!(truth.states[state].count > 0, "{state}");
    }
    for reason in ["", "Lunch", "Break"] {
        assert!(truth.reasons[&("NOT_READY".into(), reason.into())].ms > 0, "{reason}");
    }
}

#[tokio::test]
async fn ranges_that_overlap_give_the_same_records() {
    let bench = Bench::new(Scenario::default());
    let week = bench.records(AGENT, WEEK, 1_000).await;
    let noons = ("2025-03-04T15:00:00Z", "2025-03-06T17:00:00Z");
    let part = bench.records(AGENT, noons, 1_000).await;
    let within =
        |record: &&Value| (ms(noons.0)..ms(noons.1)).contains(&ms(record["timestamp"].as_str().unwrap()));
    let expected: Vec<Value> = week.iter().filter(within).cloned().collect();
    assert!(expected.len() > 100);
    assert_eq!(part, expected);
    assert_ne!(bench.records(TUTORIAL_AGENT, noons, 1_000).await, expected);
}

#[tokio::test]
async fn duration_is_the_time_in_the_state_before() {
    let bench = Bench::new(Scenario::default());
    let records = bench.records(AGENT, WEEK, 1_000).await;
    for pair in records.windows(2) {
        let [before, after] = [0, 1].map(|place| ms(pair[place]["timestamp"].as_str().unwrap()));
        assert_eq!(pair[1]["duration"], json!(after - before));
    }
}

#[tokio::test]
async fn the_tutorials_agent_works_every_day() {
    let bench = Bench::new(Scenario::default());
    for day in 1..=28 {
        let range = (format!("2025-02-{day:02}T12:00:00Z"), format!("2025-02-{day:02}T23:00:00Z"));
        let (_, body) = answer(bench.page(TUTORIAL_AGENT, (&range.0, &range.1), 1_000, 1)).await;
        assert!(body["records"].as_array().unwrap().len() > 50, "{day}");
    }
}

#[tokio::test]
async fn malformed_questions_are_422_with_words() {
    let bench = Bench::new(dense(5));
    let good = ("2025-03-03T00:00:00Z", "2025-03-04T00:00:00Z");
    for (agent, range, size, number, word) in [
        (AGENT, ("2025-03-03", good.1), 1_000, 1, "startTime"),
        (AGENT, ("2025-03-03T00:00:00.000Z", good.1), 1_000, 1, "startTime"),
        (AGENT, ("2025-03-03T00:00:00+00:00", good.1), 1_000, 1, "startTime"),
        (AGENT, (good.0, "2025-13-03T00:00:00Z"), 1_000, 1, "endTime"),
        (AGENT, (good.1, good.0), 1_000, 1, "earlier"),
        (AGENT, (good.0, good.0), 1_000, 1, "earlier"),
        ("42", good, 1_000, 1, "UUID"),
        (AGENT, good, 1_001, 1, "pageSize"),
        (AGENT, good, 0, 1, "pageSize"),
        (AGENT, good, 1_000, 0, "pageNumber"),
    ] {
        let (status, body) = answer(bench.page(agent, range, size, number)).await;
        assert_eq!(status.as_u16(), 422);
        assert!(body["error_description"].as_str().unwrap().contains(word), "{body}");
    }
}

#[tokio::test]
async fn pages_by_token_follow_the_token_and_nothing_else() {
    let bench = Bench::new(Scenario { paging: Paging::Token, ..dense(250) });
    let mut seen = Vec::new();
    let mut token: Option<String> = None;
    loop {
        // A page number beside it must not matter.
        let mut request = bench.page(AGENT, WEEK, 100, 3);
        if let Some(token) = &token {
            request = request.query(&[("nextPageToken", token)]);
        }
        let (_, body) = answer(request).await;
        seen.extend(body["records"].as_array().unwrap().clone());
        token = body["nextPageToken"].as_str().map(str::to_owned);
        if token.is_none() {
            break;
        }
    }
    let distinct: HashSet<String> = seen.iter().map(Value::to_string).collect();
    assert_eq!((seen.len(), distinct.len()), (250, 250));
    let (status, _) = answer(bench.page(AGENT, WEEK, 100, 1).query(&[("nextPageToken", "made-up")])).await;
    assert_eq!(status.as_u16(), 422);
}

#[tokio::test]
async fn an_ignored_token_is_there_but_the_page_number_decides() {
    let bench = Bench::new(Scenario { paging: Paging::IgnoredToken, ..dense(250) });
    let (_, first) = answer(bench.page(AGENT, WEEK, 100, 1)).await;
    let token = first["nextPageToken"].as_str().unwrap();
    let (_, again) = answer(bench.page(AGENT, WEEK, 100, 1).query(&[("nextPageToken", token)])).await;
    assert_eq!(first, again);
    assert_eq!(bench.records(AGENT, WEEK, 100).await.len(), 250);
}

#[tokio::test]
async fn drift_repeats_one_record_and_loses_none() {
    let bench = Bench::new(Scenario { drift_after_page: Some(2), ..dense(350) });
    let records = bench.records(AGENT, WEEK, 100).await;
    assert_eq!(records.len(), 351);
    assert_eq!(records[199], records[200]);
    let distinct: HashSet<String> = records.iter().map(Value::to_string).collect();
    assert_eq!(distinct.len(), 350);
}

#[tokio::test]
async fn nothing_after_the_simulated_now() {
    let evening = ms("2025-03-05T19:00:00Z");
    let bench = Bench::new(Scenario { now_ms: Some(ms("2025-03-05T16:00:00Z")), ..Scenario::default() });
    let before = bench.records(AGENT, WEEK, 1_000).await;
    bench.sim.set_now(&bench.base, evening);
    let after = bench.records(AGENT, WEEK, 1_000).await;
    assert!(after.len() > before.len());
    assert_eq!(after[..before.len()], before);
    assert!(after.iter().all(|record| ms(record["timestamp"].as_str().unwrap()) <= evening));
    let truth = truth(&bench.sim.current(&bench.base), Dialect::ReportingV2, AGENT, ms(WEEK.0), ms(WEEK.1));
    assert_eq!(truth.states, measure(&after, evening));
}

#[tokio::test]
async fn odd_records_are_odd_as_asked() {
    let odd = |kind| Scenario { oddities: vec![Oddity::new(3, kind)], ..dense(9) };
    let third = async |kind| {
        let records = Bench::new(odd(kind)).records(AGENT, WEEK, 4).await;
        assert_eq!(records.len(), 9);
        assert_eq!(records[2]["duration"].is_i64(), records[5]["duration"].is_i64());
        records[2].clone()
    };
    assert!(third(OddityKind::MissingDuration).await.get("duration").is_none());
    assert_eq!(third(OddityKind::NullDuration).await.get("duration"), Some(&Value::Null));
    assert!(third(OddityKind::TextDuration).await["duration"].as_str().unwrap().parse::<i64>().is_ok());
    assert!(third(OddityKind::NegativeDuration).await["duration"].as_i64().unwrap() < 0);
    assert!(third(OddityKind::MissingTimestamp).await.get("timestamp").is_none());
    assert_eq!(third(OddityKind::BadTimestamp).await["timestamp"], "yesterday");
    let markup = "<img src=x onerror=alert(1)>";
    assert_eq!(third(OddityKind::State(markup.into())).await["state"], markup);
    let formula = "=cmd|' /C calc'!A0";
    assert_eq!(third(OddityKind::SubState(formula.into())).await["subState"], formula);
    assert_eq!(third(OddityKind::EmptyRow).await, json!({}));
}

#[tokio::test]
async fn timestamps_in_other_forms_are_the_same_moments() {
    let plain = Bench::new(dense(50)).records(AGENT, WEEK, 100).await;
    let mixed = Bench::new(Scenario { mixed_timestamps: true, ..dense(50) }).records(AGENT, WEEK, 100).await;
    let moments =
        |records: &[Value]| records.iter().map(|r| ms(r["timestamp"].as_str().unwrap())).collect::<Vec<_>>();
    assert_eq!(moments(&plain), moments(&mixed));
    assert_ne!(plain, mixed);
}

#[tokio::test]
async fn unknown_agents_and_empty_ranges() {
    let bench = Bench::new(Scenario { known_agents: Some(vec![AGENT.into()]), empty: true, ..dense(5) });
    let (status, _) = answer(bench.page(TUTORIAL_AGENT, WEEK, 1_000, 1)).await;
    assert_eq!(status.as_u16(), 404);
    let (status, body) = answer(bench.page(AGENT, WEEK, 1_000, 1)).await;
    assert_eq!((status.as_u16(), body), (200, json!({ "records": [] })));
}
