//! The calls beside state history: who the agents are, and which unavailable codes are after-call
//! work. A client may well not be allowed to make them; nothing depends on them.

use serde_json::Value;

use super::{CxOne, MAX_PAGE_SIZE, follow, next, services};
use crate::acw::UnavailableCode;
use crate::dialect::list::{self, List};
use crate::dialect::{ListedAgent, LookupApi, Next, People, body};
use crate::error::ErrorKind;
use crate::source::Request;
use model::directory::Person;

impl LookupApi for CxOne {
    fn people_request(&self, version: &str, token: Option<&str>) -> Request {
        let fields = "agentId,userName,firstName,lastName,teamId,teamName";
        follow(Request::new(services(version, "agents")).with("fields", fields), token, MAX_PAGE_SIZE)
    }

    fn read_people(&self, body: &[u8], token: Option<&str>) -> Result<People, ErrorKind> {
        read_people(body, token)
    }

    fn codes_request(&self, version: &str) -> Request {
        Request::new(services(version, "unavailable-codes"))
    }

    fn team_codes_request(&self, version: &str, team: &str) -> Option<Request> {
        let is_number = !team.is_empty() && team.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| Request::new(services(version, &format!("teams/{team}/unavailable-codes"))))
    }

    fn read_codes(&self, body: &[u8]) -> Result<Vec<UnavailableCode>, ErrorKind> {
        read_codes(body)
    }
}

/// Reads a page of agents; `token` is what it was asked with. An empty body is an empty list.
///
/// # Errors
/// `CutOff` or `NotJson`.
fn read_people(body: &[u8], token: Option<&str>) -> Result<People, ErrorKind> {
    let body = json(body)?;
    let rows = list(&body, &["agents"]);
    let agents: Vec<ListedAgent> = rows.iter().filter_map(agent).collect();
    let mut list = List::default();
    for (name, value) in body.as_object().into_iter().flatten() {
        list.note(name, value);
    }
    let next = match next(&list, token, rows.len(), MAX_PAGE_SIZE) {
        Next::Token(next) | Next::Doubt(next) if !rows.is_empty() => Some(next),
        _ => None,
    };
    Ok(People { agents, next })
}

/// Reads unavailable codes, of a team or of all.
///
/// # Errors
/// `CutOff` or `NotJson`.
fn read_codes(body: &[u8]) -> Result<Vec<UnavailableCode>, ErrorKind> {
    let body = json(body)?;
    let names = ["unavailableCodes", "unavailableList", "unavailableCode", "codes"];
    Ok(list(&body, &names).iter().filter_map(code).collect())
}

fn json(body: &[u8]) -> Result<Value, ErrorKind> {
    if body.trim_ascii().is_empty() {
        return Ok(Value::Null);
    }
    let kind = |error: serde_json::Error| if error.is_eof() { ErrorKind::CutOff } else { ErrorKind::NotJson };
    body::decode(body, |body| serde_json::from_str(body.text).map_err(kind))
}

/// The first list of these names, or the body itself when it is one.
fn list<'a>(body: &'a Value, names: &[&str]) -> &'a [Value] {
    let found = names.iter().find_map(|name| body.get(*name)?.as_array());
    found.or_else(|| body.as_array()).map_or(&[], Vec::as_slice)
}

fn agent(row: &Value) -> Option<ListedAgent> {
    let id = text(row, &["agentId"])?;
    let full = [text(row, &["firstName"]), text(row, &["lastName"])];
    let full = full.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let name = if full.is_empty() { text(row, &["userName"]).unwrap_or_else(|| id.clone()) } else { full };
    let team_id = text(row, &["teamId", "teamNo"]);
    let team = text(row, &["teamName"]).or_else(|| team_id.clone());
    let person = Person { name: name.into(), team: team.map(Into::into) };
    Some(ListedAgent { id: id.into(), person, team_id, user_name: text(row, &["userName"]) })
}

/// Older answers begin their names with a capital, and two spellings of the flag are about.
fn code(row: &Value) -> Option<UnavailableCode> {
    let id = text(row, &["outStateId", "OutStateId", "id"]);
    let name = text(row, &["outStateName", "OutStateName", "name", "outStateDescription"]);
    let flag = ["isAcw", "isACW", "IsAcw", "IsACW"].iter().find_map(|name| row.get(*name));
    let is_acw = flag.is_some_and(|flag| match flag {
        Value::Bool(flag) => *flag,
        Value::String(text) => text.eq_ignore_ascii_case("true") || text == "1",
        other => other.as_i64() == Some(1),
    });
    // A row of state history may tell the number alone.
    let name = name.or_else(|| Some(format!("Code {}", id?)))?;
    Some(UnavailableCode { name, is_acw })
}

fn text(row: &Value, names: &[&str]) -> Option<String> {
    let value = names.iter().find_map(|name| row.get(*name).filter(|value| !value.is_null()))?;
    list::text(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agents_with_their_names_and_teams() {
        let body = br#"{"totalRecords":3,"_links":{"next":"https://x/y?top=2&skip=2"},"agents":[
            {"agentId":1,"firstName":"Ada","lastName":"O'Brien","teamId":2001,"teamName":"Billing"},
            {"agentId":"2","firstName":null,"userName":"bo@example.com","teamId":2002},{"lastName":"Nobody"}]}"#;
        let people = read_people(body, None).unwrap();
        let names: Vec<_> = people.agents.iter().map(|agent| (&*agent.id, &*agent.person.name)).collect();
        assert_eq!(names, [("1", "Ada O'Brien"), ("2", "bo@example.com")]);
        assert_eq!(people.agents[0].person.team.as_deref(), Some("Billing"));
        let user_names: Vec<_> = people.agents.iter().map(|agent| agent.user_name.as_deref()).collect();
        assert_eq!(user_names, [None, Some("bo@example.com")]);
        assert_eq!(people.agents[0].team_id.as_deref(), Some("2001"));
        assert_eq!(people.agents[1].person.team.as_deref(), Some("2002"), "no name: the id");
        let request = CxOne.people_request("27.0", people.next.as_deref());
        assert_eq!(request.path, "/incontactapi/services/v27.0/agents");
        assert_eq!((request.get("top"), request.get("skip")), (Some("2"), Some("2")));
        assert_eq!(read_people(b"", None).unwrap().agents, []);
        assert_eq!(read_people(b"<html>", None), Err(ErrorKind::NotJson));
    }

    #[test]
    fn codes_in_both_spellings() {
        let codes = |body: &str| -> Vec<(String, bool)> {
            read_codes(body.as_bytes()).unwrap().into_iter().map(|code| (code.name, code.is_acw)).collect()
        };
        let camel = r#"{"unavailableList":[{"outStateId":1,"outStateName":"Wrap","isAcw":true},{"outStateName":"Lunch","isAcw":false}]}"#;
        assert_eq!(codes(camel), [("Wrap".into(), true), ("Lunch".into(), false)]);
        assert_eq!(
            codes(r#"[{"OutStateId":5,"OutStateName":"Wrap","IsAcw":"True"}]"#),
            [("Wrap".into(), true)]
        );
        assert_eq!(codes(r#"{"unavailableCodes":[{"id":5,"isACW":true}]}"#), [("Code 5".into(), true)]);
        assert_eq!(codes("{}"), []);
        assert_eq!(read_codes(b"{\"unavailableCodes\":["), Err(ErrorKind::CutOff));
    }

    #[test]
    fn a_team_is_a_number() {
        assert!(CxOne.team_codes_request("27.0", "2001").is_some());
        assert!(
            CxOne.team_codes_request("27.0", "../agents").is_none()
                && CxOne.team_codes_request("27.0", "").is_none()
        );
    }
}
