//! Schedules from CXone WFM: `POST {base}{path}`, agent by agent and at most seven days at once, through the machine that
//! fetches agent states.
//!
//! ```json
//! {"startDate":"2026-11-02","endDate":"2026-11-08","userID":"7f9c24e8-3b12-4fef-91e0-3d5a8bcbf4d1"}
//! ```
//! Built from the vendor's manual, and not tried against a tenant: it does not tell where the call lies, in which zone times
//! without one are, whether the last day is one of those asked for, and whether what began before the first is told. So a host
//! says the first two, a day before and after is asked for, and windows share the day between them.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::dialect::{clean, read_json};
use crate::query::IdForm;
use crate::source::{Request, Response};
use model::record::AgentId;
use model::time::{DAY, Millis, Span};
use model::zone::Zone;

/// Agents a page of their list.
const MAX_AGENTS: usize = 10_000;

/// What a host says of the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportSettings {
    /// Its path below the base: `/…/schedules/export`.
    pub path: String,
    /// The IANA name of the zone of times without one; `None`: UTC.
    pub zone: Option<String>,
}

/// Settings that are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadExport;

/// What the text of a host's settings says of the call, under `scheduleExport`; `None` where it says nothing of it, or is no
/// JSON. A path has names of letters, digits, `-`, `_` and `.`, and none of dots alone.
pub fn of_settings(text: &str) -> Option<Result<ExportSettings, BadExport>> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Settings {
        schedule_export: Option<Value>,
    }
    let said = serde_json::from_str::<Settings>(text).ok()?.schedule_export?;
    let member = |name: &str| said.get(name).filter(|value| !value.is_null());
    let path = member("path").unwrap_or(&said).as_str().filter(|path| is_path(path));
    let zone = member("zone").map(|zone| zone.as_str().map(str::to_owned));
    Some(match (path, zone) {
        (Some(path), None) => Ok(ExportSettings { path: path.to_owned(), zone: None }),
        (Some(path), Some(zone @ Some(_))) => Ok(ExportSettings { path: path.to_owned(), zone }),
        _ => Err(BadExport),
    })
}

fn is_path(path: &str) -> bool {
    let is_known = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_name = |name: &str| name.bytes().all(is_known) && name.bytes().any(|byte| byte != b'.');
    path.strip_prefix('/').is_some_and(|path| path.split('/').all(is_name))
}

/// How schedules are exported.
#[derive(Clone, Debug)]
pub struct Export {
    /// The path of the call below the base.
    pub path: String,
    /// The zone of times and dates that say none.
    pub zone: Zone,
    /// The user ids of agents, where they are known; others are asked for by the ids that they have.
    pub users: HashMap<AgentId, String>,
}

impl Export {
    /// What an agent is asked for by.
    pub(super) fn user<'a>(&'a self, agent: &'a AgentId) -> &'a str {
        self.users.get(agent).map_or(agent, String::as_str)
    }

    /// Whether what an agent is asked for by is a user id.
    pub(super) fn is_known(&self, agent: &AgentId) -> bool {
        IdForm::Uuid.fits(self.user(agent))
    }

    /// A request for an agent with its path, and the agent's user id.
    pub(super) fn addressed(&self, request: Request, agent: &AgentId) -> Request {
        let dates = request.query.into_iter();
        Request { path: self.path.clone(), query: dates.collect() }.with("userID", self.user(agent))
    }

    /// The dates of a time, with one before and one after, as times of UTC.
    pub(super) fn dates(&self, span: Span) -> Span {
        let local = |at: Millis| at.0 + i64::from(self.zone.offset_s(at)) * 1_000;
        let (start, end) = (local(span.start), local(span.end));
        Span::new(start - start.rem_euclid(DAY) - DAY, end + (-end).rem_euclid(DAY))
    }
}

/// What is sent for a request: its query as JSON.
pub fn body(request: &Request) -> String {
    let members = request.query.iter().map(|(name, value)| (name.to_string(), json!(value)));
    Value::Object(members.collect()).to_string()
}

/// An answer of something that forwards no such call is one of no call.
pub(super) fn without_call(answer: Response) -> Response {
    match answer.status {
        405 | 501 => Response { status: 404, body: Vec::new(), ..answer },
        _ => answer,
    }
}

/// Asks for agents with their user ids, from the one of this number on. `version` is that of the CXone API.
pub fn users_request(version: &str, skip: usize) -> Request {
    Request::new(format!("/incontactapi/services/v{version}/agents"))
        .with("fields", "agentId,userID")
        .with("top", MAX_AGENTS.to_string())
        .with("skip", skip.to_string())
}

/// A page of the list of agents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Users {
    /// User ids that are some, by agent.
    pub known: Vec<(AgentId, String)>,
    /// Rows of the page.
    pub rows: usize,
}

/// Reads a page of agents; of what is none, nothing.
pub fn read_users(body: &[u8]) -> Users {
    let body: Value = read_json(&clean(body)).unwrap_or_default();
    let rows = body.get("agents").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let known = rows.iter().filter_map(|row| {
        let agent = match row.get("agentId")? {
            Value::String(id) => id.clone(),
            id => id.as_u64()?.to_string(),
        };
        let user = ["userID", "userId"].iter().find_map(|name| row.get(*name)?.as_str())?;
        IdForm::Uuid.fits(user).then(|| (agent.into(), user.to_owned()))
    });
    Users { known: known.collect(), rows: rows.len() }
}
