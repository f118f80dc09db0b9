//! Who the agents of an archive are: `agents/people.HASH.json`, beside the rows, which have ids alone.

use std::collections::BTreeMap;

use model::directory::Person;
use model::record::AgentId;

/// Names and teams by id.
pub type People = BTreeMap<AgentId, Person>;

/// As it stands in the folder: of each agent the id, the name, and the team or null.
pub fn people_text(people: &People) -> Vec<u8> {
    let all: Vec<(&str, &str, Option<&str>)> =
        people.iter().map(|(id, person)| (&**id, &*person.name, person.team.as_deref())).collect();
    // Texts are always JSON.
    serde_json::to_vec(&all).unwrap_or_default()
}

/// Reads what [`people_text`] wrote; `None` for anything else.
pub fn read_people(text: &[u8]) -> Option<People> {
    let all: Vec<(String, String, Option<String>)> = serde_json::from_slice(text).ok()?;
    let person = |(id, name, team): (String, String, Option<String>)| {
        (id.into(), Person { name: name.into(), team: team.map(Into::into) })
    };
    Some(all.into_iter().map(person).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_come_back_as_they_were() {
        let person =
            |name: &str, team: Option<&str>| Person { name: name.into(), team: team.map(Into::into) };
        let people = People::from([
            ("100001".into(), person("Ada \"the\" One", Some("Orders"))),
            ("7".into(), person("", None)),
        ]);
        let text = people_text(&people);
        assert_eq!(text, br#"[["100001","Ada \"the\" One","Orders"],["7","",null]]"#);
        assert_eq!(read_people(&text), Some(people));
        for other in ["", "{}", "[[1]]", r#"["100001"]"#, "<html>"] {
            assert_eq!(read_people(other.as_bytes()), None, "{other}");
        }
    }
}
