//! An API over a few days that were made up, as it answers at any moment.

use std::fmt::Write;

use data::query::Agents;
use data::source::{Request, Response};
use model::record::AgentId;
use model::time::{DAY, MINUTE, Millis, SECOND};
use proptest::prelude::*;

use super::made::START;

/// Days of the archive, at most.
pub const DAYS: i64 = 4;

const STATES: [(&str, Option<&str>); 4] =
    [("Available", None), ("InboundContact", None), ("Unavailable", Some("Lunch")), ("LoggedOut", None)];

/// A record: whose, when in Unix milliseconds, which state, after how many milliseconds the API knows it.
pub type Made = (usize, i64, usize, i64);

fn ids(api: &str) -> [&'static str; 3] {
    match api {
        "cxone" => ["100001", "100002", "100003"],
        _ => [
            "00000000-0000-4000-8000-000000000001",
            "7f9c24e8-3b12-4fef-91e0-3d5a8bcbf4d1",
            "ffffffff-0000-4000-8000-000000000003",
        ],
    }
}

pub fn agents(api: &str) -> Agents {
    if api == "cxone" { Agents::All } else { Agents::Named(ids(api).map(AgentId::from).into()) }
}

pub fn records() -> impl Strategy<Value = Vec<Made>> {
    let at = prop_oneof![5 => 0..(DAYS + 1) * DAY, 1 => (0..DAYS * 4).prop_map(|quarter| quarter * DAY / 4)];
    let late = prop_oneof![Just(0), 0..9 * MINUTE];
    prop::collection::vec((0..3_usize, at, 0..4_usize, late), 0..70).prop_map(|mut made| {
        for (_, at, ..) in &mut made {
            *at += START;
        }
        made.sort_unstable_by_key(|(agent, at, ..)| (*at, *agent));
        // Each agent's moments are different ones: equal ones have no order of their own.
        made.dedup_by_key(|(agent, at, ..)| (*agent, *at));
        made
    })
}

/// What the API answers at a moment.
pub fn answer(api: &str, made: &[Made], request: &Request, now: Millis) -> Response {
    let time = |name: &str| {
        let text = request.get(name).unwrap();
        chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
    };
    let (from, to, own) = match api {
        "cxone" => (time("startDate"), time("endDate"), request.path.split('/').nth(5)),
        _ => (time("startTime"), time("endTime"), request.get("agentId")),
    };
    let known: Vec<&Made> = made.iter().filter(|(_, at, _, late)| at + late < now.0).collect();
    let mut rows = Vec::new();
    for (place, (agent, at, state, _)) in known.iter().enumerate() {
        let id = ids(api)[*agent];
        let is_asked = own.is_none_or(|own| own == id || own == "state-history");
        if !is_asked || !(from..to).contains(at) {
            continue;
        }
        let same = |other: &&&Made| other.0 == *agent;
        let before = known[..place].iter().rev().find(same).map(|before| at - before.1);
        let after = known[place + 1..].iter().find(same).map(|after| after.1 - at);
        rows.push(row(api, (id, *at, *state), before, after));
    }
    let list = if api == "cxone" { "agentStateHistory" } else { "records" };
    let body = format!("{{\"{list}\":[{}]}}", rows.join(","));
    Response { status: 200, body: body.into_bytes(), ..Response::default() }
}

fn row(api: &str, (id, at, state): (&str, i64, usize), before: Option<i64>, after: Option<i64>) -> String {
    let at = chrono::DateTime::from_timestamp_millis(at).unwrap().format("%Y-%m-%dT%H:%M:%S%.3fZ");
    let (code, reason) = STATES[state];
    let mut row = String::from("{");
    if api == "cxone" {
        write!(row, "\"startDate\":\"{at}\",\"agentId\":{id},\"agentStateName\":\"{code}\"").unwrap();
        write!(row, ",\"outStateDescription\":\"{}\"", reason.unwrap_or_default()).unwrap();
        let seconds = |ms: i64| format!("PT{}.{:03}S", ms / SECOND, ms % SECOND);
        row.extend(after.map(|ms| format!(",\"duration\":\"{}\"", seconds(ms))));
    } else {
        write!(row, "\"timestamp\":\"{at}\",\"state\":\"{code}\",\"agentId\":\"{id}\"").unwrap();
        row.extend(reason.map(|reason| format!(",\"subState\":\"{reason}\"")));
        row.extend(before.map(|ms| format!(",\"duration\":{ms}")));
    }
    row + "}"
}
