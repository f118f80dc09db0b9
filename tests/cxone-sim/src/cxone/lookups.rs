//! The calls beside state history: agents, and which unavailable codes are after-call work.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{OriginalUri, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::directory::{ACW_CODE, Person, ids, person, user_id};
use super::links::{Links, Slice};
use super::{BUSINESS_UNIT, bad_request};
use crate::data::activity::Reason;
use crate::http::answer::{json as answer, refusal};
use crate::http::{Live, Params};
use crate::scenario::{Cxone, Lookup};

type Versioned = Path<(String, String)>;
type VersionedId = Path<(String, String, String)>;

/// `GET /agents` with `top`, `skip`, `fields` and `searchString`.
pub async fn agents(
    Extension(live): Extension<Arc<Live>>,
    _: Versioned,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    if let Some(refused) = forbidden(&live.scenario.cxone, Lookup::Agents) {
        return refused;
    }
    let params = Params::of(&uri);
    let Some(slice) = Slice::of(&params, live.scenario.cxone.max_rows) else {
        return bad_request("top and skip must be numbers.");
    };
    let found = found(&live, params.get("searchString"));
    let (total, end) = (found.len(), slice.skip + slice.top);
    let rows = found.iter().skip(slice.skip).take(slice.top);
    let rows: Vec<_> = rows.map(|person| described(person, params.get("fields"))).collect();
    if !live.scenario.cxone.counts {
        return answer(&json!({ "businessUnitId": BUSINESS_UNIT, "agents": rows }));
    }
    answer(&json!({
        "businessUnitId": BUSINESS_UNIT,
        "totalRecords": total,
        "_links": Links::new(&live, &uri, &headers, slice, end, total),
        "agents": rows,
    }))
}

/// `GET /agents/{agentId}`.
pub async fn agent(Extension(live): Extension<Arc<Live>>, Path((_, _, agent)): VersionedId) -> Response {
    if let Some(refused) = forbidden(&live.scenario.cxone, Lookup::Agents) {
        return refused;
    }
    match found(&live, None).iter().find(|person| person.id.to_string() == agent) {
        Some(person) => {
            answer(&json!({ "businessUnitId": BUSINESS_UNIT, "agents": [described(person, None)] }))
        }
        None => refusal(StatusCode::NOT_FOUND, "not_found", "There is no such agent."),
    }
}

/// `GET /teams/{teamId}/unavailable-codes`. `unavailableList` is what the oldest version was seen to
/// call it.
pub async fn team_codes(Extension(live): Extension<Arc<Live>>, Path((_, _, team)): VersionedId) -> Response {
    let manners = &live.scenario.cxone;
    if let Some(refused) = forbidden(manners, Lookup::TeamCodes) {
        return refused;
    }
    let row = |(id, name, acw): (i64, String, bool)| {
        if manners.pascal_case_codes {
            json!({ "OutStateId": id, "OutStateName": name, "IsAcw": acw, "IsActive": true })
        } else {
            json!({
                "outStateId": id,
                "outStateName": name,
                "isAcw": acw,
                "isActive": true,
                "isPersonalConnection": false,
                "skillName": null,
            })
        }
    };
    let rows: Vec<Value> = unavailable_codes(manners).map(row).collect();
    answer(&json!({ "businessUnitId": BUSINESS_UNIT, "teamId": team, "unavailableList": rows }))
}

/// `GET /unavailable-codes`, where the flag is spelled `isACW`.
pub async fn codes(Extension(live): Extension<Arc<Live>>, _: Versioned) -> Response {
    let manners = &live.scenario.cxone;
    if let Some(refused) = forbidden(manners, Lookup::Codes) {
        return refused;
    }
    let row = |(id, name, acw): (i64, String, bool)| json!({ "id": id, "name": name, "isActive": true, "isACW": acw, "notes": "", "agentTimeout": 0 });
    answer(&json!({ "unavailableCodes": unavailable_codes(manners).map(row).collect::<Vec<_>>() }))
}

pub fn forbidden(manners: &Cxone, call: Lookup) -> Option<Response> {
    let words = "The client is not allowed to make this call.";
    manners.forbidden.contains(&call).then(|| refusal(StatusCode::FORBIDDEN, "forbidden", words))
}

fn unavailable_codes(manners: &Cxone) -> impl Iterator<Item = (i64, String, bool)> {
    let reasons = Reason::ALL.into_iter().map(|reason| (reason.code(), reason.name().to_owned(), false));
    reasons.chain([(ACW_CODE, manners.acw_name.clone(), true)])
}

fn found(live: &Live, search: Option<&str>) -> Vec<Person> {
    let known =
        |id: &u64| live.scenario.known_agents.as_ref().is_none_or(|known| known.contains(&id.to_string()));
    let search = search.unwrap_or_default().to_lowercase();
    let matches =
        |person: &Person| format!("{} {}", person.first, person.last).to_lowercase().contains(&search);
    ids(&live.scenario.cxone).filter(known).map(person).filter(matches).collect()
}

fn described(person: &Person, fields: Option<&str>) -> Value {
    let mut row = json!({
        "agentId": person.id,
        "userID": user_id(person.id),
        "userName": format!("{}.{}@example.com", person.first, person.last).to_lowercase(),
        "firstName": person.first,
        "lastName": person.last,
        "isActive": true,
        "teamId": person.team,
        "teamName": person.team_name,
        "timeZone": "(GMT-05:00) Eastern Time (US & Canada)",
    });
    if let (Some(object), Some(fields)) = (row.as_object_mut(), fields) {
        object.retain(|name, _| fields.split(',').any(|field| field.trim() == name));
    }
    row
}
